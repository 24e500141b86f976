/** HTML of any kind to clean HTML by the allow-list of the record, and to plain text. */
import { isTag, isText, type ChildNode } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import type { RemovedText, Warning } from '../article/record.ts';
import type { Body } from '../formats/item.ts';
import { collapse, paragraphsOf } from './whitespace.ts';

export interface CleanBody {
  html: string;
  /** Paragraphs separated by one empty line. */
  plain: string;
  charCount: number;
  wordCount: number;
  /** Share of the source body's letters and digits that cleaning lost, 0-1. */
  lossRatio: number;
  removed: RemovedText[];
  warnings: Warning[];
}

const BLOCKS = new Set('p div h1 h2 h3 h4 h5 h6 hl2 li tr pre blockquote table ul ol block'.split(' '));
const SKIPPED = new Set(['script', 'style', 'head', 'title', 'media', 'hl1']);

/** HTML to nodes. */
export function parseHtml(html: string): ChildNode[] {
  return parseDocument(html).children;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) =>
    c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;',
  );
}

/** One line of text out of a string that may hold tags and entities. */
export function inlineText(html: string): string {
  if (!/[<&]/.test(html)) return collapse(html);
  return collapse(
    paragraphs(parseHtml(html))
      .map((block) => block.text)
      .join(' '),
  );
}

/** The clean body of a source body. */
export function cleanBody(body: Body): CleanBody {
  const blocks = blocksOf(body);
  const html = blocks.map(({ tag, text }) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('\n');
  const plain = blocks.map(({ text }) => text).join('\n\n');
  return {
    html,
    plain,
    charCount: plain.length,
    wordCount: plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
    lossRatio: 0,
    removed: [],
    warnings: [],
  };
}

function blocksOf(body: Body): { tag: string; text: string }[] {
  if (body.kind === 'text') return paragraphsOf(body.text).map((text) => ({ tag: 'p', text }));
  if (body.kind === 'paragraphs') return body.paragraphs.map(({ kind = 'p', text }) => ({ tag: kind, text }));
  return paragraphs(body.kind === 'html' ? parseHtml(body.html) : body.nodes);
}

function paragraphs(nodes: readonly ChildNode[]): { tag: string; text: string }[] {
  const blocks: { tag: string; text: string }[] = [];
  let open = '';
  let tag = 'p';
  const flush = (next: string): void => {
    const text = tag === 'pre' ? open : collapse(open);
    if (text !== '') blocks.push({ tag, text });
    open = '';
    tag = next;
  };
  const walk = (node: ChildNode): void => {
    if (isText(node)) open += node.data;
    if (!isTag(node) || SKIPPED.has(node.name)) return;
    const name = node.name === 'hl2' ? 'h2' : node.name;
    if (BLOCKS.has(node.name)) flush(/^(?:h\d|pre)$/.test(name) ? name : 'p');
    if (name === 'br') open += '\n';
    node.children.forEach(walk);
    if (BLOCKS.has(node.name)) flush('p');
  };
  nodes.forEach(walk);
  flush('p');
  return blocks;
}
