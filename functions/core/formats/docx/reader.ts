/** Paragraphs and rows of a Word document as text, which is then read as any other text is. */
import { isTag, isText, type Element } from 'domhandler';
import { child, children } from '../../text/xml.ts';
import type { ParsedItem } from '../common/format.ts';
import type { WireFile } from '../common/wire-file.ts';
import { itemOfBlocks } from '../text/document.ts';

/** The one item of the document. @throws ParseError unknown-format where it is no article */
export function parse({ xml }: WireFile): Iterable<ParsedItem> {
  return [itemOfBlocks(blocksIn(child(xml, 'body')), 'a Word document')];
}

function blocksIn(holder: Element | undefined): string[] {
  return children(holder).flatMap((element): string[] => {
    if (element.name === 'p') return [lineOf(element)];
    if (element.name === 'tbl') return [rowsOf(element).join('\n')];
    // controls and their content
    return /^(?:sdt|sdtContent|customXml|ins)$/.test(element.name) ? blocksIn(element) : [];
  });
}

function rowsOf(table: Element): string[] {
  return children(table, 'tr').map((row) =>
    children(row, 'tc')
      .map((cell) => blocksIn(cell).join(' '))
      .join('\t'),
  );
}

/** What was struck out, codes of fields, notes, and pictures with their text boxes are no text of the line. */
const SILENT =
  /^(?:del|moveFrom|delText|instrText|rPr|pPr|drawing|pict|object|AlternateContent|footnoteReference|endnoteReference|commentReference)$/;
const SIGNS: Readonly<Record<string, string>> = {
  tab: ' ',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
  softHyphen: '',
};

function lineOf(element: Element): string {
  let line = '';
  for (const node of element.children) {
    if (isText(node)) line += element.name === 't' ? node.data : '';
    else if (isTag(node) && !SILENT.test(node.name)) line += SIGNS[node.name] ?? lineOf(node);
  }
  return element.name === 'p' ? line.trim() : line;
}
