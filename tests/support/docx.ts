/** Word documents of our own making. */
import { strToU8, zipSync } from 'fflate';

const RUN = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph, its text cut into two runs as programs do. */
export function wordParagraph(text: string): string {
  const at = Math.ceil(text.length / 2);
  return `<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>${RUN(text.slice(0, at))}${RUN(text.slice(at))}</w:p>`;
}

/** A document of the elements given, its list of contents last, as some programs write it. */
export function docx(...body: readonly string[]): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return zipSync({
    '_rels/.rels': strToU8('<Relationships/>'),
    'word/document.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${main}"><w:body>${body.join('')}</w:body></w:document>`,
    ),
    'word/styles.xml': strToU8('<w:styles/>'),
    '[Content_Types].xml': strToU8('<Types/>'),
  });
}
