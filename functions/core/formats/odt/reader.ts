/** Paragraphs, lists and rows of an OpenDocument text, which is then read as any other text is. */
import { isTag, isText, type Element } from 'domhandler';
import { attribute, child, children } from '../../text/xml.ts';
import type { ParsedItem } from '../common/format.ts';
import type { WireFile } from '../common/wire-file.ts';
import { itemOfBlocks } from '../text/document.ts';

/** The one item of the document. @throws ParseError unknown-format where it is no article */
export function parse({ xml }: WireFile): Iterable<ParsedItem> {
  return [itemOfBlocks(blocksIn(child(xml, 'body', 'text')), 'an OpenDocument file')];
}

function blocksIn(holder: Element | undefined): string[] {
  return children(holder).flatMap((element): string[] => {
    if (/^[hp]$/.test(element.name)) return [lineOf(element).trim()];
    if (element.name === 'list') return children(element).flatMap((item) => blocksIn(item));
    if (element.name === 'table') return [rowsOf(element).join('\n')];
    return /^(?:section|index-body|numbered-paragraph)$/.test(element.name) ? blocksIn(element) : [];
  });
}

function rowsOf(table: Element): string[] {
  return children(table).flatMap((element): string[] => {
    if (element.name === 'table-row')
      return [
        children(element, 'table-cell')
          .map((cell) => blocksIn(cell).join(' '))
          .join('\t'),
      ];
    return /^table-(?:header-rows|rows|row-group)$/.test(element.name) ? rowsOf(element) : [];
  });
}

/** Notes, comments, and pictures with their text boxes are no text of the line. */
const SILENT = /^(?:note|annotation|annotation-end|frame|custom-shape|ruby-text|tracked-changes)$/;
const SIGNS: Readonly<Record<string, string>> = { tab: ' ', 'line-break': '\n' };
const MOST_SPACES = 100;

function lineOf(element: Element): string {
  let line = '';
  for (const node of element.children) {
    // runs of spaces have an element of their own
    if (isText(node)) line += node.data.replace(/\s+/g, ' ');
    else if (isTag(node) && !SILENT.test(node.name)) {
      if (node.name === 's')
        line += ' '.repeat(Math.min(Number(attribute(node, 'c') ?? 1) || 1, MOST_SPACES));
      else line += SIGNS[node.name] ?? lineOf(node);
    }
  }
  return line;
}
