/** Blocks to the HTML and the plain text of a record. */
import { inkOf } from './counts.ts';
import { isBox, type Block, type Box, type TextBlock } from './html-block.ts';

/** From so many paragraphs in one cell on, a table lays out a page and holds no data. */
const LAYOUT_PARAGRAPHS = 3;

/** Tables that only lay out a page (of a mail, mostly) give way to what is in them. */
export function withoutLayout(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    if (!isBox(block)) {
      kept.push(block);
      continue;
    }
    const inner = withoutLayout(block.blocks);
    const box = { ...block, blocks: inner };
    const isEmptied = inner.length === 0 && block.blocks.length > 0;
    if (isEmptied && block.tag !== 'td' && block.tag !== 'th') continue;
    if (block.tag !== 'table' || !isLayout(block)) {
      kept.push(box);
      continue;
    }
    for (const cell of cellsOf(box)) for (const one of cell.blocks) kept.push(one);
  }
  return kept;
}

function isLayout(table: Box): boolean {
  const cells = cellsOf(table);
  return (
    cells.length === 1 ||
    cells.some(
      ({ blocks }) =>
        blocks.filter((block) => !isBox(block)).length >= LAYOUT_PARAGRAPHS ||
        blocks.some((block) => isBox(block) && block.tag === 'table'),
    )
  );
}

const ROWS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot', 'tr']);

/** Cells in reading order; a caption and what stands loose in the table count as cells of their own. */
function cellsOf(table: Box): Box[] {
  return table.blocks.flatMap((block): Box[] => {
    if (!isBox(block)) return [{ tag: 'td', blocks: [block] }];
    if (block.tag === 'td' || block.tag === 'th' || block.tag === 'caption') return [block];
    return ROWS.has(block.tag) ? cellsOf(block) : [{ tag: 'td', blocks: [block] }];
  });
}

export function htmlOf(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join('\n');
}

function blockHtml(block: Block): string {
  if (isBox(block)) return `<${block.tag}>${contentHtml(block)}</${block.tag}>`;
  // a picture that stands alone is no paragraph
  const tag = isPicture(block) ? 'figure' : block.tag;
  return `<${tag}>${block.html}</${tag}>`;
}

function contentHtml({ tag, blocks }: Box): string {
  switch (tag) {
    case 'ul':
    case 'ol':
      return blocks.map((block) => wrapped(block, ['li'], 'li')).join('');
    case 'table':
      return blocks.map((block) => (isBox(block) ? blockHtml(block) : `<tr>${cell(block)}</tr>`)).join('');
    case 'thead':
    case 'tbody':
    case 'tfoot':
      return blocks
        .map((block) => (isBox(block) && block.tag === 'tr' ? blockHtml(block) : `<tr>${cell(block)}</tr>`))
        .join('');
    case 'tr':
      return blocks.map((block) => wrapped(block, ['td', 'th'], 'td')).join('');
    case 'figure':
      return blocks
        .map((block) => (!isBox(block) && isPicture(block) ? block.html : blockHtml(block)))
        .join('');
    case 'blockquote':
      return blocks.map(blockHtml).join('');
    default:
      return inlineOrBlocks(blocks);
  }
}

/** A single paragraph in a cell or list entry needs no p; one before a nested list neither. */
function inlineOrBlocks(blocks: readonly Block[]): string {
  const [first, ...rest] = blocks;
  if (first === undefined) return '';
  const bare = !isBox(first) && first.tag === 'p' && rest.every(isBox);
  return (bare ? first.html : blockHtml(first)) + rest.map(blockHtml).join('');
}

function wrapped(block: Block, allowed: readonly string[], tag: string): string {
  return isBox(block) && allowed.includes(block.tag)
    ? blockHtml(block)
    : `<${tag}>${inlineOrBlocks([block])}</${tag}>`;
}

function cell(block: Block): string {
  return wrapped(block, ['td', 'th'], 'td');
}

function isPicture({ tag, plain }: TextBlock): boolean {
  return plain === '' && tag === 'p';
}

/**
 * Paragraphs of running text. A table is one, with a line for each row and a tab between cells; pictures
 * and their captions are no part of it.
 */
export function paragraphsOfBlocks(blocks: readonly Block[]): string[] {
  const found: string[] = [];
  addParagraphs(blocks, found);
  return found;
}

function addParagraphs(blocks: readonly Block[], found: string[]): void {
  for (const block of blocks) {
    if (!isBox(block)) {
      if (block.tag === 'pre') for (const part of partsOf(block.plain)) found.push(part);
      else if (block.plain !== '') found.push(block.plain);
    } else if (block.tag === 'table') for (const text of tableText(block)) found.push(text);
    else if (!isOfPicture(block)) addParagraphs(block.blocks, found);
  }
}

/** A picture with what stands below it, or a caption by itself. */
function isOfPicture({ tag, blocks }: Box): boolean {
  return tag === 'figcaption' || (tag === 'figure' && blocks.some((one) => !isBox(one) && isPicture(one)));
}

/** A paragraph, an entry of a list or a heading, and where it begins in the plain text. */
export interface PlainParagraph {
  block: TextBlock;
  start: number;
}

/** Those of running text, in its order: tables and pictures are whole, and preformatted text has no paragraphs. */
export function plainParagraphs(blocks: readonly Block[]): PlainParagraph[] {
  const found: PlainParagraph[] = [];
  let at = 0;
  const read = (some: readonly Block[]): void => {
    for (const block of some) {
      if (isBox(block) && block.tag !== 'table' && block.tag !== 'figure' && block.tag !== 'figcaption') {
        read(block.blocks);
        continue;
      }
      if (!isBox(block) && block.plain !== '' && block.tag !== 'pre') found.push({ block, start: at });
      for (const paragraph of paragraphsOfBlocks([block])) at += paragraph.length + PARTED.length;
    }
  };
  read(blocks);
  return found;
}

/** What stands between two paragraphs. */
export const PARTED = '\n\n';

/** Empty lines part paragraphs of preformatted text, too. */
/** Of preformatted text what stands between empty lines. */
function partsOf(plain: string): string[] {
  return plain.split(/\n[^\S\n]*\n\s*\n?/).filter((part) => /\S/.test(part));
}

function tableText(table: Box): string[] {
  const before: string[] = [];
  const rows: string[] = [];
  for (const block of table.blocks) {
    if (isBox(block) && block.tag === 'caption') before.push(...paragraphsOfBlocks(block.blocks));
    else rows.push(...rowsOf(block));
  }
  return rows.length === 0 ? before : [...before, rows.join('\n')];
}

function rowsOf(block: Block): string[] {
  if (!isBox(block)) return block.plain === '' ? [] : [oneLine([block])];
  if (block.tag !== 'tr') return block.blocks.flatMap(rowsOf);
  const cells = block.blocks.map((one) => oneLine(isBox(one) ? one.blocks : [one]));
  return cells.every((text) => text === '') ? [] : [cells.join('\t').trimEnd()];
}

function oneLine(blocks: readonly Block[]): string {
  return paragraphsOfBlocks(blocks).join(' ').replace(/\s+/g, ' ').trim();
}

/** Characters of all text that is left, captions included, white space not counted. */
export function charactersIn(blocks: readonly Block[]): number {
  return blocks.reduce(
    (sum, block) => sum + (isBox(block) ? charactersIn(block.blocks) : inkOf(block.plain)),
    0,
  );
}
