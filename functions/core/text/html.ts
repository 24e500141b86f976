/** HTML of any kind to clean HTML by the allow-list of the record, and to plain text. */
import { Text, hasChildren, isTag, isText, type ChildNode } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { decodeHTML } from 'entities/decode';
import type { Body, Paragraph } from './body.ts';
import type { RemovedText, Warning } from './remarks.ts';
import { countsOf } from './counts.ts';
import { plainBlock, type Block } from './html-block.ts';
import { blocksOfNodes } from './html-blocks.ts';
import { rebuilt, withoutCuts, type Cutter } from './html-cut.ts';
import { escapeHtml, escapeText } from './html-escape.ts';
import {
  charactersIn,
  htmlOf as htmlOfBlocks,
  PARTED,
  paragraphsOfBlocks,
  plainParagraphs,
  withoutLayout,
  type PlainParagraph,
} from './html-render.ts';
import { dedent } from './lines.ts';
import { cleanCharacters, collapse, paragraphsOf } from './whitespace.ts';

export { escapeHtml } from './html-escape.ts';

export interface CleanBody {
  html: string;
  /** Paragraphs separated by one empty line. */
  plain: string;
  charCount: number;
  wordCount: number;
  /** Share of the source body's characters that cleaning lost, 0-1. */
  lossRatio: number;
  removed: RemovedText[];
  warnings: Warning[];
}

/** Losing more of a body's text than this is told in a warning. */
const LOSS_TOLERATED = 0.02;

/** Ticker symbols in angle brackets ("<ABC.O>", "<EUR=>") are text that nobody escaped. */
const TICKER = /<(?=[A-Z\d.^=]{1,16}>)(?=[^<>]*[.=^])/g;

/** Deeper mark-up is no article; an HTML parser takes quadratic time for it. */
const MAX_DEPTH = 400;

/**
 * HTML to nodes. Elements closed as in XML ("<script/>") are closed, or they would swallow the rest. Mark-up nested
 * beyond reason gives its text alone.
 */
export function parseHtml(html: string): ChildNode[] {
  if (isNestedTooDeep(html)) return [new Text(decodeHTML(html.replace(/<[^<>]*>/g, '\n\n')))];
  return parseDocument(html.replace(TICKER, '&lt;'), { recognizeSelfClosing: true, recognizeCDATA: true })
    .children;
}

const VOID = /^(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Nodes as HTML again; scripts and styles are left out. */
export function htmlOf(nodes: readonly ChildNode[]): string {
  return nodes.map(written).join('');
}

function written(node: ChildNode): string {
  if (!isTag(node))
    return isText(node) ? escapeText(node.data) : hasChildren(node) ? htmlOf(node.children) : '';
  const attributes = Object.entries(node.attribs).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const start = `<${node.name}${attributes.join('')}>`;
  if (VOID.test(node.name)) return start;
  return node.name === 'script' || node.name === 'style'
    ? ''
    : `${start}${htmlOf(node.children)}</${node.name}>`;
}

/** Elements that need no end tag do not count. */
const UNCLOSED = /^(?:p|li|t[dhr]|d[dt]|br|hr|img|input|meta|link|col|option|wbr|source)$/i;

const SLASH = 0x2f;

const OPAQUE = /^<(?:!--|(?:script|style|textarea)(?=[\s>/]))/i;

/** The end of a comment or script that begins here, as its tags are text; here where none begins, -1 where it has no end. */
function endOfOpaque(html: string, at: number): number {
  const opening = OPAQUE.exec(html.slice(at, at + 10))?.[0].toLowerCase();
  if (opening === undefined) return at;
  if (opening === '<!--') return endAt(html, '-->', at + 2);
  const tag = html.indexOf('>', at);
  if (tag < 0 || html.charCodeAt(tag - 1) === SLASH) return at;
  const close = opening.replace('<', '</');
  for (let found = html.indexOf('</', tag); found >= 0; found = html.indexOf('</', found + 2)) {
    if (html.slice(found, found + close.length).toLowerCase() === close) return endAt(html, '>', found);
  }
  return -1;
}

function endAt(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length - 1;
}

/** True for mark-up that is nested deeper than any article is. */
export function isNestedTooDeep(html: string): boolean {
  let depth = 0;
  let end = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const opaque = endOfOpaque(html, at);
    if (opaque < 0) return false;
    if (opaque > at) {
      at = opaque;
      continue;
    }
    if (end < at) end = html.indexOf('>', at);
    if (end < 0) return false;
    if (html.charCodeAt(at + 1) === SLASH) depth = Math.max(0, depth - 1);
    else if (html.charCodeAt(end - 1) !== SLASH) {
      const name = /^[a-z][a-z\d]{0,15}/i.exec(html.slice(at + 1, at + 17))?.[0];
      if (name !== undefined && !UNCLOSED.test(name) && ++depth > MAX_DEPTH) return true;
    }
  }
  return false;
}

/** One line of text out of a string that may hold tags and entities. */
export function inlineText(html: string): string {
  if (!/[<&]/.test(html)) return collapse(html);
  // "profit < forecast" is no mark-up
  if (!/<[a-z!/?][^<]*>/i.test(html)) return collapse(decodeHTML(html));
  return collapse(paragraphsOfBlocks(blocksOfNodes(parseHtml(html)).blocks).join(' '));
}

/**
 * The clean body of a source body: HTML by the allow-list, the same as plain text, and what was lost.
 * @param cutter says what of its paragraphs belongs elsewhere; that is not lost
 */
export function cleanBody(body: Body, cutter?: Cutter): CleanBody {
  const { blocks: whole, sourceCharacters, removed } = blocksOf(body);
  const kept = charactersIn(whole);
  const blocks = cutter === undefined ? whole : withoutCuts(whole, cutter);
  const lossRatio =
    sourceCharacters === 0 ? 0 : Math.round(Math.max(0, 1 - kept / sourceCharacters) * 10_000) / 10_000;
  const plain = plainOf(blocks);
  const { charCount, wordCount } = countsOf(plain);
  return {
    html: htmlOfBlocks(blocks),
    plain,
    charCount,
    wordCount,
    lossRatio,
    removed: [...removed],
    warnings:
      lossRatio > LOSS_TOLERATED
        ? [
            {
              code: 'text-loss',
              detail: `cleaning left ${kept} of ${sourceCharacters} characters of the body`,
            },
          ]
        : [],
  };
}

function plainOf(blocks: readonly Block[]): string {
  return paragraphsOfBlocks(blocks).join(PARTED);
}

/** A clean body of which whole paragraphs may be left out. */
export interface ParagraphedBody {
  /** In reading order: those of tables, pictures and preformatted text are not among them. */
  paragraphs: readonly PlainParagraph[];
  /** The same body without some of them. */
  without: (left: ReadonlySet<number>) => { html: string; plain: string };
}

/** @param html a clean body; undefined where reading it again would change it */
export function paragraphed(html: string, plain: string): ParagraphedBody | undefined {
  const { blocks } = blocksOf({ kind: 'html', html });
  const paragraphs = plainParagraphs(blocks);
  const without = (left: ReadonlySet<number>): { html: string; plain: string } => {
    const changed = new Map(
      paragraphs.flatMap(({ block }, index) => (left.has(index) ? [[block, undefined] as const] : [])),
    );
    const kept = rebuilt(blocks, changed);
    return { html: htmlOfBlocks(kept), plain: plainOf(kept) };
  };
  const again = without(new Set());
  return again.html === html && again.plain === plain ? { paragraphs, without } : undefined;
}

interface SourceBlocks {
  blocks: readonly Block[];
  /** 0 where nothing can be lost. */
  sourceCharacters: number;
  removed: readonly RemovedText[];
}

function blocksOf(body: Body): SourceBlocks {
  if (body.kind === 'text') return given(paragraphsOf(body.text).map(plainBlock));
  if (body.kind === 'paragraphs') return given(blocksOfParagraphs(body.paragraphs));
  const read = blocksOfNodes(body.kind === 'html' ? parseHtml(body.html) : body.nodes);
  const { sourceCharacters, removed } = read;
  return { blocks: withoutLayout(read.blocks), sourceCharacters, removed };
}

function blocksOfParagraphs(paragraphs: readonly Paragraph[]): Block[] {
  const blocks: Block[] = [];
  for (const { kind = 'p', text } of paragraphs) {
    const plain = kind === 'pre' ? dedent(cleanCharacters(text).split('\n')).join('\n') : collapse(text);
    if (plain === '') continue;
    const html = escapeText(plain);
    if (kind !== 'li') {
      blocks.push({ tag: kind, html, plain });
      continue;
    }
    const entry: Block = { tag: 'li', blocks: [{ tag: 'p', html, plain }] };
    const last = blocks.at(-1);
    if (last?.tag === 'ul') last.blocks.push(entry);
    else blocks.push({ tag: 'ul', blocks: [entry] });
  }
  return blocks;
}

function given(blocks: readonly Block[]): SourceBlocks {
  return { blocks, sourceCharacters: 0, removed: [] };
}
