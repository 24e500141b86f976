import type { Element } from 'domhandler';
import type { Warning } from '../../article/record.ts';
import { decodeBytes, type DecodedText } from '../../text/charset.ts';
import { repairMojibake } from '../../text/mojibake.ts';
import {
  faultOfXml,
  parseQualifiedXml,
  parseXml,
  sniffRoot,
  streamXml,
  XmlError,
  type XmlDocument,
  type XmlRoot,
} from '../../text/xml-document.ts';
import { balanced, CONTAINER } from '../../text/xml-balance.ts';
import type { Recovered } from '../../text/xml-recover.ts';
import { escapeAmpersands, escapeLessThan } from '../../text/xml-repair.ts';
import { LIMITS, ParseError } from './limits.ts';
import { parseJson, type JsonText } from './json-text.ts';

export type Family = 'binary' | 'xml' | 'json' | 'text';

const HEAD_CHARACTERS = 8192;

/**
 * One file as the parsers see it. Everything is worked out once, when first asked for: decoding, the root
 * element's name, the XML tree, the JSON value; so sniffing and parsing share the work, and stand in one file.
 */
export class WireFile {
  readonly bytes: Uint8Array;
  readonly #charset: string | undefined;
  #decoded: DecodedText | undefined;
  #family: Family | undefined;
  #root: { value: XmlRoot | undefined } | undefined;
  #feedStart: number | undefined;
  #xml: Element | undefined;
  #qualifiedXml: Element | undefined;
  #json: JsonText | undefined;
  /** What reading the file had to overlook; goes on every record of it. */
  readonly warnings: Warning[] = [];

  /** @param charset of files that declare none and are no UTF-8 */
  constructor(bytes: Uint8Array, charset?: string) {
    this.bytes = bytes;
    this.#charset = charset;
  }

  get decoded(): DecodedText {
    if (this.#decoded === undefined) {
      this.#decoded = withoutMojibake(decodeBytes(this.bytes, undefined, this.#charset));
      this.warnings.push(...this.#decoded.warnings);
    }
    return this.#decoded;
  }

  /** The text without byte-order mark. */
  get text(): string {
    return this.decoded.text;
  }

  get family(): Family {
    return (this.#family ??= familyOf(this.bytes, () => this.text));
  }

  /** Names of the root element, from the head alone; undefined when this is no XML. */
  get root(): XmlRoot | undefined {
    if (this.family !== 'xml') return undefined;
    this.#root ??= { value: sniffRoot(this.head) };
    return this.#root.value;
  }

  /** Where the document begins, and a little more: what does not know its own name is told by what it holds. */
  get head(): string {
    return this.text.slice(this.#start, this.#start + HEAD_CHARACTERS);
  }

  /** What a server says before a feed is none of it. */
  get #start(): number {
    return (this.#feedStart ??= startOfFeed(this.text.slice(0, HEAD_CHARACTERS)));
  }

  /**
   * The document element of the whole tree, with local names.
   * @throws ParseError malformed-xml, truncated, too-deep ...
   */
  get xml(): Element {
    return (this.#xml ??= this.#tree(parseXml));
  }

  /**
   * The same with qualified names (`media:title`), for feeds: see parseQualifiedXml.
   * @throws ParseError malformed-xml, truncated, too-deep ...
   */
  get qualifiedXml(): Element {
    return (this.#qualifiedXml ??= this.#tree(parseQualifiedXml));
  }

  /**
   * As qualifiedXml, but of a document that is broken what can be read record by record, each damaged one mended or as a
   * fault where it stood. A file that breaks off ends with a fault.
   * @param record local name of the elements that stand for themselves
   * @throws ParseError malformed-xml, truncated ... where no record is whole
   */
  async xmlWithFaults(record: string): Promise<RecordsRead> {
    try {
      return { root: this.qualifiedXml, faults: [], mended: [] };
    } catch (error) {
      if (!(error instanceof ParseError) || !/^(?:truncated|malformed-xml)$/.test(error.code)) throw error;
      const { recoverRecords } = await import('../../text/xml-recover.ts');
      const written = this.#xmlText();
      const text = escapeAmpersands(written) ?? written;
      const recovered = recoverRecords(text, record, (part) => faultOfXml(part, LIMITS));
      if (recovered === undefined) throw error;
      return this.#recovered(recovered, error, text !== written);
    }
  }

  #recovered(recovered: Recovered, first: ParseError, hadAmpersands: boolean): RecordsRead {
    try {
      const { root, repairs } = parseQualifiedXml(recovered.text, LIMITS);
      this.#repaired(repairs);
      if (recovered.around !== undefined) this.#repaired([recovered.around]);
      if (hadAmpersands) this.#repaired([BARE_AMPERSANDS]);
      const faults = recovered.lost.map(({ index, code, detail }) => ({ index, code, message: detail }));
      return { root, faults, mended: recovered.mended };
    } catch (error) {
      throw error instanceof XmlError ? first : error;
    }
  }

  /**
   * The records of an XML document one by one, with qualified names; the tree holds one at a time.
   * @throws ParseError malformed-xml, truncated, too-deep ... when reading gets to the place
   */
  *xmlRecords(isRecord: (name: string, depth: number) => boolean): Generator<Element, void> {
    try {
      const written = this.#xmlText();
      // records that were handed over cannot be read again
      const { repairs } = yield* streamXml(this.#withoutBareAmpersands(written) ?? written, LIMITS, isRecord);
      this.#repaired(repairs);
    } catch (error) {
      throw asParseError(error);
    }
  }

  #tree(parse: typeof parseXml): Element {
    const written = this.#xmlText();
    try {
      return this.#parsed(parse(written, LIMITS));
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      const repaired = this.#withoutBareAmpersands(written);
      const mended = [repaired, this.#withTagsClosed(repaired ?? written, error)];
      for (const text of mended) {
        if (text === undefined) continue;
        try {
          return this.#parsed(parse(text, LIMITS));
        } catch {
          // another fault: the first is the one to tell
        }
      }
      throw asParseError(error);
    }
  }

  /** Tags of its text that do not match ("<br>", "<p>" without an end), in a document whose own end is there. */
  #withTagsClosed(text: string, { code, message }: XmlError): string | undefined {
    const name = this.root?.local;
    if (!/^(?:malformed-xml|truncated)$/.test(code) || name === undefined) return undefined;
    // feeds are mended record by record
    if (CONTAINER.test(name)) return undefined;
    const end = text.lastIndexOf('</');
    const last = /^<\/(?:[\w.-]+:)?([\w.-]+)\s*>\s*$/.exec(text.slice(end))?.[1];
    if (last !== name) return undefined;
    const closed = balanced(text, true).text;
    this.#repaired([`tags that do not match (${message})`]);
    return closed;
  }

  #parsed({ root, repairs }: XmlDocument): Element {
    this.#repaired(repairs);
    return root;
  }

  #withoutBareAmpersands(text: string): string | undefined {
    const repaired = escapeAmpersands(text);
    if (repaired !== undefined) this.#repaired([BARE_AMPERSANDS]);
    return repaired;
  }

  #xmlText(): string {
    let text = this.#start === 0 ? this.text : this.text.slice(this.#start);
    if (this.#start > 0) this.#repaired([`${this.#start} characters before the feed`]);
    if (FORBIDDEN_IN_XML.test(text)) {
      this.#warn({ code: 'control-characters', detail: 'characters that XML forbids were taken out' });
      // typed line and page breaks stand between words
      text = text.replace(/[\u000b\u000c]/g, '\n').replace(new RegExp(FORBIDDEN_IN_XML, 'g'), '');
    }
    const escaped = escapeLessThan(text);
    if (escaped !== undefined) {
      this.#warn({ code: 'xml-repaired', detail: 'less-than signs that were not escaped' });
    }
    return (escaped ?? text).trimStart();
  }

  #repaired(repairs: readonly string[]): void {
    for (const detail of repairs) this.#warn({ code: 'xml-repaired', detail });
  }

  /** Said once, however often the file is read. */
  #warn(warning: Warning): void {
    const said = this.warnings.some(({ code, detail }) => code === warning.code && detail === warning.detail);
    if (!said) this.warnings.push(warning);
  }

  /**
   * The JSON value; undefined where the family is not json.
   * @throws ParseError malformed-json, truncated, too-deep
   */
  get json(): unknown {
    if (this.family !== 'json') return undefined;
    if (this.#json === undefined) {
      this.#json = parseJson(this.text);
      const { repair } = this.#json;
      if (repair !== undefined) this.#warn({ code: 'json-repaired', detail: repair });
    }
    return this.#json.value;
  }
}

/** A record that cannot be read. */
export interface RecordFault {
  code: string;
  message: string;
  /** How many records stand before it. */
  index: number;
}

/** A document of records, as far as it can be read. */
export interface RecordsRead {
  root: Element;
  faults: RecordFault[];
  /** Records that were damaged and are read all the same. */
  mended: { index: number; detail: string }[];
}

const BARE_AMPERSANDS = 'ampersands that were not escaped';

function asParseError(error: unknown): unknown {
  return error instanceof XmlError ? new ParseError(error.code, error.message, error.where) : error;
}

/** Text that was spoiled before it was sent; only where the characters prove it. */
function withoutMojibake(decoded: DecodedText): DecodedText {
  if (decoded.used !== 'utf-8') return decoded;
  const { text, repaired } = repairMojibake(decoded.text);
  if (repaired === 0) return decoded;
  const detail = `${repaired} characters had been read as windows-1252 on their way`;
  return { ...decoded, text, warnings: [...decoded.warnings, { code: 'mojibake-repaired', detail }] };
}

const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function familyOf(bytes: Uint8Array, text: () => string): Family {
  if (isBinary(bytes)) return 'binary';
  const head = /^[\s\u0000\u007f\ufeff]*(\S.{0,80})/u.exec(text().slice(0, 512))?.[1] ?? '';
  const first = head[0];
  if (first === '<' && !/^<(?:SOH|SYN|STX)>/.test(head)) return 'xml';
  // "[The council said ..." is text: JSON goes on with a quote, a number, a bracket or a literal
  const isJson = first === '{' || (first === '[' && !/^\[\s?(?!(?:true|false|null)\b)\p{L}/u.test(head));
  if (isJson) return 'json';
  if (startOfFeed(text().slice(0, HEAD_CHARACTERS)) > 0) return 'xml';
  return 'text';
}

const FEED_ROOT =
  /(?:<\?xml\s[^<>]{0,200}>\s{0,20}(?:<[!?][^<>]{0,500}>\s{0,20}){0,5})?<(?:[\w.-]{1,20}:)?(?:rss|RDF|feed)(?=\s[^<>]{0,2000}(?:version|xmlns)|>\s{0,20}<channel)/;
/** What the expression above ends with: most files have none, and it need not be tried at each of their tags. */
const FEED_NAME = /(?:rss|RDF|feed)[\s>]/;
/** A file within a mail is not the file; nor is what stands in a page or in another document. */
const HOLDS_FEED =
  /^(?:From|To|Subject|Received|Message-ID|MIME-Version|Return-Path)[ :]|<(?!\/?(?:br|b|i|p|div|font|span|script|hr|pre|link|meta)\b|[!?])[a-z]/im;
const MOST_BEFORE = 2000;

/** Where a feed begins behind messages of a server, empty lines and remnants of a page; 0 for everything else. */
function startOfFeed(head: string): number {
  if (!FEED_NAME.test(head)) return 0;
  const at = FEED_ROOT.exec(head)?.index ?? 0;
  const before = head.slice(0, at);
  const isJunk =
    at <= MOST_BEFORE && /[^\s\ufeff\u0000]/.test(before.replace(/<!--[^<>]*-->|<[!?][^<>]*>/g, ''));
  return isJunk && !HOLDS_FEED.test(before) ? at : 0;
}

/** Magic numbers of pictures, media and archives; and NUL bytes in what is not UTF-16. */
function isBinary(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xd8 && c === 0xff) return true; // JPEG
  if (a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47) return true; // PNG
  if (a === 0x49 && b === 0x49 && c === 0x2a && d === 0) return true; // TIFF, little-endian
  if (a === 0x4d && b === 0x4d && c === 0 && d === 0x2a) return true; // TIFF, big-endian
  if (a === 0x1f && b === 0x8b) return true; // gzip
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return true; // zip
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46) return true; // PDF
  if (a === 0x47 && b === 0x49 && c === 0x46 && d === 0x38) return true; // GIF
  if (a === 0x49 && b === 0x44 && c === 0x33) return true; // ID3
  if (a === 0x52 && b === 0x49 && c === 0x46 && d === 0x46) return true; // RIFF (WebP, WAV)
  if (bytes.length > 8 && bytes[4] === 0x66 && bytes[5] === 0x74 && bytes[6] === 0x79 && bytes[7] === 0x70) {
    return true; // ISO media (MP4, HEIC)
  }
  const utf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0;
  const head = bytes.subarray(16, 2048);
  let zeros = 0;
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) zeros++;
  return !utf16 && zeros > head.length / 32;
}
