import type { Element } from 'domhandler';
import type { Warning } from '../../article/record.ts';
import { decodeBytes, type DecodedText } from '../../text/charset.ts';
import { repairMojibake } from '../../text/mojibake.ts';
import {
  faultOfXml,
  parseQualifiedXml,
  parseXml,
  streamXml,
  XmlError,
  type XmlDocument,
} from '../../text/xml-document.ts';
import { sniffRoot, type XmlRoot } from '../../text/xml-root.ts';
import { descendants } from '../../text/xml.ts';
import { balanced, CONTAINER } from '../../text/xml-balance.ts';
import type { Recovered } from '../../text/xml-recover.ts';
import { escapeAmpersands, escapeLessThan } from '../../text/xml-repair.ts';
import { familyOf, HEAD_CHARACTERS, startOfFeed, type Family } from './family.ts';
import { LIMITS, ParseError } from './limits.ts';
import { parseJson, type JsonText } from './json-text.ts';

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
    const whole = this.#wholeFeed();
    const isFault = whole instanceof ParseError;
    if (!isFault && !this.warnings.some(({ detail }) => detail.endsWith(SECOND_ROOT))) return whole;
    const { recoverRecords } = await import('../../text/xml-recover.ts');
    const written = this.#xmlText();
    const text = escapeAmpersands(written) ?? written;
    const recovered = recoverRecords(text, record, (part) => faultOfXml(part, LIMITS));
    // junk behind the end holds no items
    const isMore =
      recovered !== undefined && (isFault || recovered.count > descendants(whole.root, record).length);
    const read = isMore ? this.#recovered(recovered, text !== written) : undefined;
    if (read !== undefined) return read;
    if (isFault) throw whole;
    return whole;
  }

  /** The feed as the parser reads it, or why it cannot, where its records may be read one by one. */
  #wholeFeed(): RecordsRead | ParseError {
    try {
      return { root: this.qualifiedXml, faults: [], mended: [] };
    } catch (error) {
      if (!(error instanceof ParseError) || !/^(?:truncated|malformed-xml)$/.test(error.code)) throw error;
      return error;
    }
  }

  /** @returns undefined where what was put together again is no document either */
  #recovered(recovered: Recovered, hadAmpersands: boolean): RecordsRead | undefined {
    try {
      const { root, repairs } = parseQualifiedXml(recovered.text, LIMITS);
      this.#repaired(repairs);
      if (recovered.around !== undefined) this.#repaired([recovered.around]);
      if (hadAmpersands) this.#repaired([BARE_AMPERSANDS]);
      const faults = recovered.lost.map(({ index, code, detail }) => ({ index, code, message: detail }));
      return { root, faults, mended: recovered.mended };
    } catch (error) {
      if (error instanceof XmlError) return undefined;
      throw error;
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

/** What the parser says where one feed stands behind another, which has items of its own. */
const SECOND_ROOT = 'documents may contain only one root.';

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
