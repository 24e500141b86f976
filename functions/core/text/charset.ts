/**
 * Bytes to text. The bytes decide: a byte-order mark, then a strict UTF-8 reading that succeeds on
 * non-ASCII bytes, then the label the file gives itself (or, where it has none, the one its sender is known for) if it
 * decodes them, then UTF-8 with a few strange bytes in it, then what the text itself tells (charset-guess.ts), then
 * windows-1252 (WHATWG Encoding names).
 */
import { guessCharset } from './charset-guess.ts';
import { guessMultiByte } from './charset-multi-byte.ts';
import { codePage, decodeCodePage } from './code-pages.ts';
import type { Warning } from './remarks.ts';

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
 * @param known charset of files that have no label
 */
export function decodeBytes(bytes: Uint8Array, label?: string, known?: string): DecodedText {
  const declared = (label ?? declaredCharset(bytes))?.trim().toLowerCase() ?? null;
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) return result(bytes, mark, declared);
  // ISO-2022 charsets shift with escape sequences, so their bytes are all ASCII and only the label tells
  const likely = declared ?? known;
  if (likely?.toLowerCase().startsWith('iso-2022') === true && bytes.includes(0x1b)) {
    return result(bytes, canonical(likely) ?? 'windows-1252', declared);
  }
  const strict = strictUtf8(bytes);
  if (strict !== undefined) return result(bytes, 'utf-8', declared, strict);
  const named = likely === undefined ? undefined : canonical(likely);
  if (named !== undefined && !named.startsWith('utf-') && decodes(bytes, named)) {
    // what a sender is known for is trusted; a label may be that of a template
    return declared === null || !isSingleByte(named)
      ? result(bytes, named, declared)
      : guessed(bytes, declared, named);
  }
  return mixedResult(bytes, declared) ?? guessed(bytes, declared, 'windows-1252');
}

function isSingleByte(charset: string): boolean {
  return /^(?:windows-|iso-8859-|koi8-|ibm|x-mac-|macintosh)/.test(charset);
}

/** The bytes as the assumed charset has them, but for a text that is far more likely of another; doubts are told. */
function guessed(bytes: Uint8Array, declared: string | null, assumed: string): DecodedText {
  const multiByte = guessMultiByte(bytes);
  const guess =
    multiByte === undefined
      ? guessCharset(bytes, read, assumed)
      : { charset: multiByte, isSure: true, isDoubtful: false };
  const isWestern = assumed === 'windows-1252';
  if (guess?.isSure === true && guess.charset !== assumed) {
    const decoded = result(bytes, guess.charset, declared);
    const detail = `${declared === null ? 'no charset is named' : `${declared} cannot be right`}: the text reads as ${guess.charset}`;
    return { ...decoded, warnings: [...decoded.warnings, { code: 'charset-guessed', detail }] };
  }
  const decoded = result(bytes, assumed, declared);
  const isDoubtful = guess === undefined ? isWestern && STRANGE.test(decoded.text) : guess.isDoubtful;
  if (!isDoubtful) return decoded;
  const detail = `read as ${assumed}, which gives what no language writes: name its charset in the agency's entry`;
  return { ...decoded, warnings: [...decoded.warnings, { code: 'charset-doubtful', detail }] };
}

/** What windows-1252 makes of letters of other charsets. */
const STRANGE = /[\u0080-\u009f]|\p{L}[¡-§©«¬®-±´-¸»-¿×÷]\p{L}|[³¹¼¾ðþÐÞ]\p{L}|\p{L}[³¹¼¾ðþ]/u;

/** Bytes by the name of their charset; undefined where nobody knows it. */
function read(bytes: Uint8Array, charset: string): string | undefined {
  const page = codePage(charset);
  if (page !== undefined) return decodeCodePage(bytes, page);
  if (charset.startsWith('utf-32')) return decodeUtf32(bytes, charset === 'utf-32le');
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    if (at === 0 && code === 0xfeff) continue;
    parts.push(code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd');
  }
  return parts.join('');
}

/** Broken characters in the text of a multi-byte charset that may be overlooked: a cut end, a bad line. */
const BROKEN_SHARE = 0.01;

function decodes(bytes: Uint8Array, charset: string): boolean {
  const text = read(bytes, charset) ?? '\ufffd';
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return broken <= 1 || broken <= text.length * BROKEN_SHARE;
}

/** So many well-formed characters beyond ASCII for each byte that is not. */
const WELL_FORMED = 5;

/**
 * UTF-8 that was cut within a character, or into which somebody pasted a line of windows-1252: reading all of it
 * as windows-1252 would spoil every character. The strange bytes alone are read so.
 */
function mixedResult(bytes: Uint8Array, declared: string | null): DecodedText | undefined {
  const parts: string[] = [];
  let strange = 0;
  let wellFormed = 0;
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      parts.push(UTF_8.decode(bytes.subarray(from, at)));
      // what the end of the file has cut off is nothing
      if (!isCutOff(bytes, at)) parts.push(LATIN.decode(bytes.subarray(at, at + 1)));
      else from = bytes.length;
      if (from === bytes.length) break;
      strange++;
      from = at + 1;
    } else if (length > 1) wellFormed++;
    at += Math.max(1, length);
  }
  if (wellFormed === 0 || wellFormed < strange * WELL_FORMED) return undefined;
  parts.push(UTF_8.decode(bytes.subarray(from)));
  const detail =
    strange === 0
      ? 'the last character is cut off'
      : `${strange} bytes that are no UTF-8 are read as windows-1252`;
  const text = parts.join('');
  return { text, declared, used: 'utf-8', warnings: [{ code: 'charset-mixed', detail }] };
}

const UTF_8 = new TextDecoder('utf-8');
const LATIN = new TextDecoder('windows-1252');

/** Bytes of the UTF-8 character that begins here; 0 where none does. */
function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = leadLength(lead);
  if (length === 0 || at + length > bytes.length) return 0;
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  // no overlong forms, no surrogates, nothing beyond U+10FFFF
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 0;
  if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return 0;
  return length;
}

function leadLength(lead: number): 0 | 2 | 3 | 4 {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

function isCutOff(bytes: Uint8Array, at: number): boolean {
  const rest = bytes.subarray(at + 1);
  return at + leadLength(bytes[at] ?? 0) > bytes.length && rest.every((byte) => (byte & 0xc0) === 0x80);
}

function result(
  bytes: Uint8Array,
  used: string,
  declared: string | null,
  text = read(bytes, used) ?? '',
): DecodedText {
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
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return 'utf-32be';
  // no mark, but "<?" or "{" or "[" in two-byte units says the same
  if ((a === 0x3c || a === 0x7b || a === 0x5b) && b === 0 && d === 0) return 'utf-16le';
  if (a === 0 && (b === 0x3c || b === 0x7b || b === 0x5b) && c === 0) return 'utf-16be';
  return unmarkedUtf16(bytes);
}

/** So many two-byte units tell. */
const FEWEST_UNITS = 16;
const MOST_UNITS = 256;
/** An alphabet, ASCII and the signs of typography: blocks of 256 characters. */
const MOST_BLOCKS = 3;

/** Text of an alphabet in two-byte units: of each pair one byte is the block, of which there are few, that of ASCII among them. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < FEWEST_UNITS * 2 || bytes.length % 2 === 1) return undefined;
  const units = Math.min(MOST_UNITS, bytes.length >> 1);
  const isBlocks = (first: 0 | 1): boolean => {
    const blocks = new Set<number>();
    for (let unit = 0; unit < units; unit++) {
      const block = bytes[unit * 2 + first] ?? 0;
      // ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic; typography
      if (block > 0x06 && block !== 0x20) return false;
      if (bytes[unit * 2 + 1 - first] === 0) return false;
      blocks.add(block);
    }
    return blocks.has(0) && blocks.size <= MOST_BLOCKS;
  };
  if (isBlocks(1)) return 'utf-16le';
  return isBlocks(0) ? 'utf-16be' : undefined;
}

/** The charset that an XML prolog or an HTML meta element names. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = LATIN.decode(bytes.subarray(0, HEAD));
  const xml = /^[^<]{0,16}<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/.exec(head);
  if (xml !== null) return xml[1];
  return /<meta\s[^<>]{0,200}?charset\s{0,5}=[\s"']{0,5}([\w:.-]{1,40})/i.exec(head)?.[1];
}

/** WHATWG name of a label; undefined for one that nobody knows. */
export function canonical(label: string): string | undefined {
  if (label === 'utf-8') return label;
  const page = codePage(label.trim().toLowerCase());
  if (page !== undefined) return page;
  if (/^utf-?32(?:le)?$/i.test(label)) return 'utf-32le';
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
  return strictUtf8(bytes) !== undefined;
}

const STRICT = new TextDecoder('utf-8', { fatal: true });

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** UTF-7 as mail has it: "+AOk-" is one character or several in UTF-16, "+-" a plus sign. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z\d+/]{0,4000})-?/g, (whole, coded: string) => {
    if (coded === '') return whole === '+-' ? '+' : whole;
    const bytes = Uint8Array.from(
      atob(coded.slice(0, coded.length - (coded.length % 4 === 1 ? 1 : 0))),
      (one) => one.charCodeAt(0),
    );
    return new TextDecoder('utf-16be').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  });
}
