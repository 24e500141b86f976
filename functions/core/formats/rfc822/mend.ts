/**
 * What mail programs get wrong in the frame of a mail, put right before the mail is parsed: letters in headers that are
 * no ASCII, kinds of content that do not exist, a boundary that is not named, text under the label of another charset.
 * A mail without such faults is handed back as it is.
 */
import type { Warning } from '../../article/record.ts';
import { canonical, decodeBytes, decodeUtf7, isUtf8 } from '../../text/charset.ts';

export interface MendedMail {
  bytes: Uint8Array;
  warnings: Warning[];
}

/** @param known charset of the sender's texts that name none */
export function mendMail(bytes: Uint8Array, known: string | undefined, nesting: number): MendedMail {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const mending: Mending = {
    known,
    letters: undefined,
    guessed: 0,
    usual: 'windows-1252',
    nesting,
    warnings: new Map(),
  };
  const mended = mendPart(message, mending, 0);
  return {
    bytes: mended === message ? bytes : Buffer.from(mended, 'latin1'),
    warnings: [...mending.warnings.values()],
  };
}

/** A part as the strings here have it: every character a byte. */
interface Mending {
  known: string | undefined;
  /** The first charset that the mail names: its headers are likely to be in it. */
  letters: string | undefined;
  /** Fields whose letters were looked at, and the charset of the last of them. */
  guessed: number;
  usual: string;
  nesting: number;
  warnings: Map<string, Warning>;
}

function mendPart(part: string, mending: Mending, depth: number, inDigest = false): string {
  const gap = /^\r?\n|\r?\n\r?\n/.exec(part);
  const head = gap === null ? part : part.slice(0, gap.index);
  const between = gap?.[0] ?? '';
  const body = gap === null ? '' : part.slice(gap.index + between.length);
  const fields = new Fields(head);
  // what says nothing of itself there is a mail of its own
  if (inDigest && !fields.has('content-type')) return part;
  const type = new ContentType(fields, body);
  mending.letters ??= type.param('charset');
  if (fields.has('content-type')) fields.set('content-type', type.written);
  let content = body;
  if (type.boundary !== undefined && depth < mending.nesting) {
    if (depth === 0 && !body.includes(`--${type.boundary}--`)) {
      const detail = 'the mail ends without its last boundary: its end may be missing';
      mending.warnings.set('truncated', { code: 'truncated', detail });
    }
    content = splitAt(body, type.boundary)
      .map((piece, index) =>
        index % 2 === 1 || index === 0 ? piece : mendPart(piece, mending, depth + 1, type.isDigest),
      )
      .join('');
  } else if (type.isText && !/^\s*attachment\b/i.test(fields.get('content-disposition') ?? '')) {
    content = mendText(body, fields, type, mending);
  }
  return fields.written((field) => readable(field, mending)) + between + content;
}

/** Before the first boundary, a boundary line, a part, a boundary line ... */
function splitAt(body: string, boundary: string): string[] {
  const escaped = boundary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return body.split(new RegExp(`((?<![^\\n])--${escaped}(?:--)?[ \\t]*(?:\\r?\\n|$))`));
}

/** Text in the charset that its bytes are in, whatever the label says, becomes UTF-8 that is called so. */
function mendText(body: string, fields: Fields, type: ContentType, { known, warnings }: Mending): string {
  const declared = type.param('charset');
  // two bytes a character: these look like UTF-8 with NULs
  if (declared !== undefined && /^(?:ucs|utf)-?(?:2|16|32)/i.test(declared)) return body;
  const bytes = transferred(body, fields.get('content-transfer-encoding') ?? '');
  const decoded = UTF_7.test(declared ?? '') ? utf7(bytes) : decodeBytes(bytes, declared, known);
  for (const warning of decoded.warnings) warnings.set(`${warning.code} ${warning.detail}`, warning);
  const isReadSo = declared === undefined ? decoded.used === 'utf-8' : canonical(declared) === decoded.used;
  if (isReadSo && decoded.warnings.length === 0) return body;
  // the same in all charsets
  if (!bytes.some((byte) => byte > 0x7f) && decoded.text.length === bytes.length) return body;
  const utf8 = Buffer.from(decoded.text);
  fields.set('content-type', type.withCharset('utf-8'));
  fields.set('content-transfer-encoding', ' base64');
  return utf8.toString('base64').replace(/.{76}/g, '$&\r\n') + (/\r?\n$/.exec(body)?.[0] ?? '');
}

/** A charset that no library decodes any more. */
const UTF_7 = /^(?:unicode-1-1-)?utf-7$/i;

function utf7(bytes: Uint8Array): ReturnType<typeof decodeBytes> {
  const text = decodeUtf7(Buffer.from(bytes).toString('latin1'));
  return { text, declared: 'utf-7', used: 'utf-7', warnings: [] };
}

function transferred(body: string, encoding: string): Uint8Array {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64');
  if (!/quoted-printable/i.test(encoding)) return Buffer.from(body, 'latin1');
  const lines = body.replace(/=[ \t]*(?:\r?\n|$)/g, '');
  return Buffer.from(unquoted(lines), 'latin1');
}

function unquoted(text: string): string {
  return text.replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Header letters that are neither ASCII nor UTF-8; and encoded words that call UTF-8 what is none. */
function readable(field: string, mending: Mending): string {
  let text = field;
  if (/[\u0080-\u00ff]/.test(text)) {
    const bytes = Buffer.from(text, 'latin1');
    if (!isUtf8(bytes)) text = lettersOf(bytes, mending);
  }
  text = text.replace(RUN_OF_WORDS, joinedWord).replace(UTF_7_WORD, asUtf8);
  const words = [...text.matchAll(UTF_8_WORD)];
  if (words.length === 0) return text;
  const content = Buffer.concat(words.map(([, , kind, word]) => wordBytes(kind, word)));
  return isUtf8(content) ? text : text.replace(UTF_8_WORD, '=?windows-1252?$2?$3?=');
}

/** Fields whose letters are looked at each; what a mail has more it writes in the charset of these. */
const MOST_GUESSED = 20;

function lettersOf(bytes: Uint8Array, mending: Mending): string {
  const { known, letters, usual } = mending;
  const isKnown = mending.guessed >= MOST_GUESSED;
  const decoded = isKnown ? decodeBytes(bytes, undefined, usual) : decodeBytes(bytes, letters, known);
  if (!isKnown) {
    mending.guessed++;
    if (decoded.used !== 'utf-8') mending.usual = decoded.used;
  }
  return Buffer.from(decoded.text).toString('latin1');
}

/** Words of one charset behind each other: programs cut them at bytes, in the middle of a letter. */
const RUN_OF_WORDS =
  /=\?(?<charset>[\w.:-]{1,40})(?:\*[\w-]{1,20})?\?[bq]\?[^?\s]*\?=(?:\s{1,8}=\?\k<charset>(?:\*[\w-]{1,20})?\?[bq]\?[^?\s]*\?=)+/gi;
const ANY_WORD = /=\?[^?\s]{1,60}\?(?<kind>[bq])\?(?<word>[^?\s]*)\?=/gi;

function joinedWord(run: string, charset: string): string {
  const bytes = [...run.matchAll(ANY_WORD)].map(({ groups }) => wordBytes(groups?.kind, groups?.word));
  return `=?${charset}?B?${Buffer.concat(bytes).toString('base64')}?=`;
}

const UTF_7_WORD = /=\?(?:unicode-1-1-)?utf-7(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]*)\?=/gi;

function asUtf8(_word: string, kind: string, content: string): string {
  const text = decodeUtf7(wordBytes(kind, content).toString('latin1'));
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function wordBytes(kind = '', word = ''): Buffer {
  if (/b/i.test(kind)) return Buffer.from(word, 'base64');
  return Buffer.from(unquoted(word.replaceAll('_', ' ')), 'latin1');
}

const UTF_8_WORD = /=\?(utf-?8(?:\*[\w-]{1,20})?)\?([bq])\?([^?\s]*)\?=/gi;

/** The header lines of a mail or part, folded as they were written. */
class Fields {
  readonly #lines: { name: string; field: string }[] = [];
  readonly #end: string;

  constructor(head: string) {
    this.#end = head.includes('\r\n') ? '\r\n' : '\n';
    for (const line of head === '' ? [] : head.split(/\r?\n/)) {
      const last = this.#lines.at(-1);
      if (last !== undefined && /^[ \t]/.test(line)) last.field += this.#end + line;
      else {
        const name = /^[^:\s]*/.exec(line)?.[0] ?? '';
        this.#lines.push({ name: name.toLowerCase(), field: line });
      }
    }
  }

  has(name: string): boolean {
    return this.#lines.some((line) => line.name === name);
  }

  /** The value of the first field of the name, unfolded. */
  get(name: string): string | undefined {
    const field = this.#lines.find((line) => line.name === name)?.field;
    return field?.slice(field.indexOf(':') + 1).replace(/\r?\n(?=[ \t])/g, '');
  }

  set(name: string, value: string): void {
    if (this.get(name) === value) return;
    const line = this.#lines.find((one) => one.name === name);
    if (line === undefined) this.#lines.push({ name, field: `${name}:${value}` });
    else line.field = `${line.field.slice(0, line.field.indexOf(':'))}:${value}`;
  }

  written(mended: (field: string) => string): string {
    return this.#lines.map(({ field }) => mended(field)).join(this.#end);
  }
}

/** Texts that are read like plain ones, as RFC 2046 asks for those that a program does not know. */
const OTHER_FILES =
  /^text\/(?:html|plain|calendar|csv|tab-separated-values|xml|.*\+xml|vcard|x-vcard|directory|rtf|css|javascript|json|ini)$/;

/** What a part says that it is, and what that is taken for. */
class ContentType {
  readonly #params: string;
  readonly #value: string;
  readonly boundary: string | undefined;

  constructor(fields: Fields, body: string) {
    const given = fields.get('content-type');
    const written = given ?? '';
    const known = /^\s*"?([\w.+-]+\/[\w.+-]+)"?/.exec(written);
    const end = known?.[0].length ?? /^[^;]*/.exec(written)?.[0].length ?? 0;
    // "text/plain charset=utf-8" lacks its semicolon
    const params = written
      .slice(end)
      .trimStart()
      .replace(/^(?=[^;])/, '; ');
    this.#params = params;
    const value = known?.[1]?.toLowerCase() ?? namedBadly(written, fields);
    const names =
      OTHER_FILES.test(value) || fields.has('content-disposition') || this.param('name') !== undefined;
    this.#value = value.startsWith('text/') && !names ? 'text/plain' : value;
    if (!value.startsWith('multipart/')) return;
    const named = this.param('boundary');
    this.boundary =
      named !== undefined && body.includes(`--${named}`)
        ? named
        : /(?:^|\n)--([^\s"][^\r\n"]{0,69}?)[ \t]{0,9}\r?\nContent-[\w-]+:/i.exec(body)?.[1];
    if (this.boundary === undefined) this.#value = 'text/plain';
    else if (this.boundary !== named) this.#params = `; boundary="${this.boundary}"`;
  }

  get isText(): boolean {
    return this.#value === 'text/plain' || this.#value === 'text/html';
  }

  get isDigest(): boolean {
    return this.#value === 'multipart/digest';
  }

  get written(): string {
    return ` ${this.#value}${this.#params}`;
  }

  withCharset(charset: string): string {
    return ` ${this.#value}${this.#params.replace(CHARSET, '')}; charset=${charset}`;
  }

  param(name: string): string | undefined {
    const [, quoted, bare] =
      new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(this.#params) ?? [];
    return quoted ?? bare;
  }
}

const CHARSET = /;\s*charset\s*=\s*(?:"[^"]*"|[^;\s]*)/gi;

/** "text", "html", nothing at all: what is no file is text. */
function namedBadly(written: string, fields: Fields): string {
  if (/^\s*"?(?:text\W{0,3})?html/i.test(written)) return 'text/html';
  if (/^\s*"?multipart/i.test(written)) return 'multipart/mixed';
  const isFile = /name\s*(?:\*\s*)?=/i.test(`${written} ${fields.get('content-disposition') ?? ''}`);
  return isFile && !/^\s*"?text/i.test(written) ? 'application/octet-stream' : 'text/plain';
}
