/** OpenDocument texts of our own making. */
import { strToU8, zipSync } from 'fflate';

const SPACES = ['office', 'text', 'table'].map(
  (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
);

/** A paragraph, a part of it in a style of its own as programs write it. */
export function odtParagraph(text: string): string {
  const at = Math.ceil(text.length / 2);
  return `<text:p text:style-name="P1">${text.slice(0, at)}<text:span text:style-name="T1">${text.slice(at)}</text:span></text:p>`;
}

export function flatOdt(...body: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${SPACES.join(' ')}>${contentOf('text', body)}</office:document>`;
}

/** @param kind what the document is: text, spreadsheet ... */
export function odt(body: readonly string[], kind = 'text'): Uint8Array {
  return zipSync({
    mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
    'META-INF/manifest.xml': strToU8('<manifest:manifest/>'),
    'styles.xml': strToU8('<office:document-styles/>'),
    'content.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${SPACES.join(' ')}>${contentOf(kind, body)}</office:document-content>`,
    ),
  });
}

function contentOf(kind: string, body: readonly string[]): string {
  return `<office:automatic-styles/><office:body><office:${kind}>${body.join('')}</office:${kind}></office:body>`;
}
