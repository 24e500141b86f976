/** Charsets that browsers do not know and wires still have: the code pages of DOS, and of the older Macintosh. Data: code-pages.json. */
import table from './code-pages.json' with { type: 'json' };

const { $schema, ...PAGES } = table;

const pages: ReadonlyMap<string, string> = new Map(Object.entries(PAGES));

/** The name of the code page that a label means; undefined for any other charset. @param label lower case */
export function codePage(label: string): string | undefined {
  const number = /^(?:cp|ibm|dos|oem|csibm|csibmcp|csp)[-_ ]?(?:00)?(\d{3})$/.exec(label)?.[1] ?? '';
  if (pages.has(`ibm${number}`)) return `ibm${number}`;
  const mac = /^(?:x-)?mac-?(ce|centraleurope|centraleurroman|latin2|greek|turkish)$/.exec(label)?.[1];
  if (mac === undefined) return undefined;
  return mac === 'greek' || mac === 'turkish' ? `x-mac-${mac}` : 'x-mac-ce';
}

/** @param page as codePage names it */
export function decodeCodePage(bytes: Uint8Array, page: string): string {
  const upper = pages.get(page) ?? '';
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const codes = Array.from(bytes.subarray(from, from + CHUNK), (byte) =>
      byte < 0x80 ? byte : upper.charCodeAt(byte - 0x80),
    );
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}

const CHUNK = 4096;
