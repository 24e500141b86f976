/** Takes words out of the paragraphs of a body, from its HTML and its plain text alike. */
import { isBox, isCell, type Block, type Box, type TextBlock } from './html-block.ts';
import { escapeText } from './html-escape.ts';

/** UTF-16 offsets in the plain text of a paragraph. */
export interface Cut {
  paragraph: number;
  start: number;
  end: number;
}

/**
 * Says what to take out, of the paragraphs in reading order. Those of pictures and of tables with more than two columns
 * are not among them: mails and releases are set in narrow tables.
 */
export type Cutter = (paragraphs: readonly string[]) => readonly Cut[];

/** The blocks without what was cut; a paragraph of which nothing is left is gone. */
export function withoutCuts(blocks: readonly Block[], cutter: Cutter): readonly Block[] {
  const paragraphs = textBlocks(blocks);
  const cuts = cutter(paragraphs.map(({ plain }) => plain));
  if (cuts.length === 0) return blocks;
  const changed = new Map<TextBlock, TextBlock | undefined>();
  for (const { paragraph, start, end } of cuts) {
    const block = paragraphs[paragraph];
    if (block !== undefined) changed.set(block, cutFrom(block, start, end));
  }
  return rebuilt(blocks, changed);
}

function textBlocks(blocks: readonly Block[]): TextBlock[] {
  return blocks.flatMap((block) => {
    if (!isBox(block)) return block.plain === '' ? [] : [block];
    return block.tag === 'figure' || isWide(block) ? [] : textBlocks(block.blocks);
  });
}

/** A table of three columns or more. */
function isWide({ tag, blocks }: Box): boolean {
  const inner = blocks.filter(isBox);
  if (tag === 'tr') return inner.filter(isCell).length > 2;
  return /^(?:table|thead|tbody|tfoot)$/.test(tag) && inner.some(isWide);
}

/** The blocks with some that are changed, and without those that are gone; a box of which nothing is left is gone, too. */
export function rebuilt(
  blocks: readonly Block[],
  changed: ReadonlyMap<TextBlock, TextBlock | undefined>,
): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (isBox(block)) {
      const inner = rebuilt(block.blocks, changed);
      return inner.length === 0 && block.blocks.length > 0 ? [] : [{ ...block, blocks: inner }];
    }
    if (!changed.has(block)) return [block];
    const left = changed.get(block);
    return left === undefined ? [] : [left];
  });
}

function cutFrom(block: TextBlock, start: number, end: number): TextBlock | undefined {
  const before = block.plain.slice(0, start).trimEnd();
  const after = block.plain.slice(end).trimStart();
  const plain = [before, after].filter((part) => part !== '').join(' ');
  if (plain === '' && !block.html.includes('<img')) return undefined;
  const html = htmlWithout(block, start, end);
  return { ...block, plain, html: html ?? escapeText(plain) };
}

/** A tag, an entity, or a character of HTML that was written here. */
const PIECE = /<[^<>]*>|&(?:amp|lt|gt|quot);|[^<&]/gsu;
const EMPTY = /<(?<tag>[a-z\d]+)(?:\s[^<>]*)?><\/\k<tag>>/g;

/** undefined where the HTML does not have the characters of the plain text, one for one. */
function htmlWithout({ html, plain }: TextBlock, start: number, end: number): string | undefined {
  let at = 0;
  let isAtHead = start === 0;
  let kept = '';
  for (const [piece] of html.matchAll(PIECE)) {
    const isTag = piece.startsWith('<') && piece !== '<br>';
    const isCut = !isTag && at >= start && at < end;
    // what was cut at the head leaves no space or break behind
    const isSpace = piece === '<br>' || piece === ' ';
    if (isTag || !(isCut || (isAtHead && isSpace))) kept += piece;
    if (!isTag && !isCut && !isSpace) isAtHead = false;
    if (!isTag) at += piece.startsWith('&') || piece === '<br>' ? 1 : piece.length;
  }
  return at === plain.length ? kept.replace(EMPTY, '').replace(EMPTY, '').trim() : undefined;
}
