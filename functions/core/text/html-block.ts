/** Blocks: what a page consists of once its markup is read. */
import { escapeText } from './html-escape.ts';
import type { BoxTag } from './html-names.ts';

export type TextTag = 'p' | 'pre' | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

export interface TextBlock {
  tag: TextTag;
  html: string;
  plain: string;
}

export interface Box {
  tag: BoxTag;
  blocks: Block[];
}

export type Block = TextBlock | Box;

/** A box holds blocks, and any other block text. */
export function isBox(block: Block): block is Box {
  return 'blocks' in block;
}

/** Plain text as a block: text of several lines is set in columns. */
export function plainBlock(plain: string): TextBlock {
  return { tag: plain.includes('\n') ? 'pre' : 'p', html: escapeText(plain), plain };
}

/** The cell of a table. */
export function isCell({ tag }: Box): boolean {
  return tag === 'td' || tag === 'th';
}

/** Whatever else calls itself a heading is one of the lowest rank. */
export function headingTag(name: string): TextTag {
  switch (name) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
      return name;
    default:
      return 'h6';
  }
}
