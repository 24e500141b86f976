/**
 * Bytes to text. The bytes decide: a byte-order mark, then a strict UTF-8 reading that succeeds on
 * non-ASCII bytes, then the label the file gives itself, then windows-1252 (WHATWG Encoding names).
 */
import type { Warning } from '../article/record.ts';

export interface DecodedText {
  text: string;
  /** The label that the file carries, lower case, as written; null where it carries none. */
  declared: string | null;
  /** WHATWG name of what was used, e.g. utf-8, windows-1252, iso-8859-15. */
  used: string;
  warnings: Warning[];
}

const HEAD = 1024;

/**
 * @param bytes the file, or one part of it
 * @param label charset given outside the bytes (MIME header); otherwise it is looked for in the XML or HTML prolog
 */
export function decodeBytes(bytes: Uint8Array, label?: string): DecodedText {
  const declared = (label ?? declaredCharset(bytes))?.trim().toLowerCase() ?? null;
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) return result(bytes, mark, declared);
  // ISO-2022 charsets shift with escape sequences, so their bytes are all ASCII and only the label tells
  if (declared?.startsWith('iso-2022') === true && bytes.includes(0x1b)) {
    return result(bytes, canonical(declared) ?? 'windows-1252', declared);
  }
  if (isUtf8(bytes)) return result(bytes, 'utf-8', declared);
  const named = declared === null ? undefined : canonical(declared);
  if (named !== undefined && named !== 'utf-8' && !named.startsWith('utf-16')) {
    return result(bytes, named, declared);
  }
  return result(bytes, 'windows-1252', declared);
}

function result(bytes: Uint8Array, used: string, declared: string | null): DecodedText {
  const text = new TextDecoder(used).decode(bytes);
  const warnings: Warning[] = [];
  const named = declared === null ? undefined : canonical(declared);
  if (declared !== null && named === undefined) {
    warnings.push({ code: 'charset-unknown', detail: `"${declared}" is no charset; read as ${used}` });
  } else if (named !== undefined && named !== used && !isAscii(bytes)) {
    warnings.push({ code: 'charset-mismatch', detail: `declared ${declared ?? ''}, the bytes are ${used}` });
  }
  if (used !== 'utf-8' && text.includes('\ufffd')) {
    warnings.push({ code: 'charset-unmapped', detail: `bytes that ${used} does not know became U+FFFD` });
  }
  return { text, declared, used, warnings };
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // no mark, but "<?" or "{" or "[" in two-byte units says the same
  if ((a === 0x3c || a === 0x7b || a === 0x5b) && b === 0 && d === 0) return 'utf-16le';
  if (a === 0 && (b === 0x3c || b === 0x7b || b === 0x5b) && c === 0) return 'utf-16be';
  return undefined;
}

/** The charset that an XML prolog or an HTML meta element names. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, HEAD));
  const xml = /^[^<]{0,16}<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/.exec(head);
  if (xml !== null) return xml[1];
  return /<meta\s[^>]{0,200}?charset\s*=[\s"']*([\w:.-]{1,40})/i.exec(head)?.[1];
}

/** WHATWG name of a label; undefined for one that nobody knows. */
export function canonical(label: string): string | undefined {
  try {
    return new TextDecoder(
      label.replace(/^(?:x-)?mac-?roman$/i, 'macintosh').replace(/^cp-?(125\d)$/i, 'windows-$1'),
    ).encoding;
  } catch {
    return undefined;
  }
}

/** Well-formed UTF-8 (ASCII is). */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}
