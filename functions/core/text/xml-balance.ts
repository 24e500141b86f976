/** Tags that do not match, closed as feed readers close them: what is certain is mended, and text stays text. */
import { localName } from './xml.ts';
import { xmlTokens, type XmlToken } from './xml-tokens.ts';

/** Elements around records: they are opened and closed by whoever puts the parts together. */
export const CONTAINER = /^(?:[\w.-]+:)?(?:rss|RDF|feed|channel)$/;

const VOID = /^(?:br|hr|img|wbr|input|embed|col|area|meta|base|track|param)$/;
const HTML = new Set(
  (
    'a abbr article aside b big blockquote body center cite code dd del div dl dt em embed figcaption figure font ' +
    'footer form h1 h2 h3 h4 h5 h6 header html i iframe ins li main mark nav object ol p picture pre q s script ' +
    'section small span strike strong style sub sup table tbody td tfoot th thead tr u ul video audio time'
  ).split(' '),
);
/** Children of records: one that was not closed ends where the next begins. */
const FIELDS = new Set(
  (
    'title link guid pubdate description author category comments source enclosure id updated published modified ' +
    'issued created summary content contributor rights copyright language body image date name email uri url'
  ).split(' '),
);

interface Open {
  name: string;
  lower: string;
  /** No end tag of it follows. */
  isUnclosed: boolean;
}

export interface Balanced {
  text: string;
  /** Containers that are still open, the innermost last. */
  open: string[];
}

/**
 * The mark-up with an end for every start: what is left open ends with what is around it, an end of nothing goes, and
 * "<" that begins no tag is a sign.
 * @param part of an XML document
 * @param containers whether rss, channel and the like stay, and stay open; else they are left out
 */
export function balanced(part: string, containers = false): Balanced {
  const tokens = [...xmlTokens(part)];
  const writer = new Writer(part, endsIn(tokens), containers);
  for (const token of tokens) writer.take(token);
  return writer.close();
}

function endsIn(tokens: readonly XmlToken[]): Map<string, number> {
  const ends = new Map<string, number>();
  for (const { kind, name } of tokens) {
    const lower = name.toLowerCase();
    if (kind === 'end') ends.set(lower, (ends.get(lower) ?? 0) + 1);
  }
  return ends;
}

class Writer {
  readonly #part: string;
  /** End tags that are still to come, by name. */
  readonly #ends: Map<string, number>;
  readonly #keepsContainers: boolean;
  readonly #written: string[] = [];
  readonly #open: Open[] = [];
  /** How many of a name are open. */
  readonly #depths = new Map<string, number>();

  constructor(part: string, ends: Map<string, number>, keepsContainers: boolean) {
    this.#part = part;
    this.#ends = ends;
    this.#keepsContainers = keepsContainers;
  }

  take(token: XmlToken): void {
    const raw = this.#part.slice(token.start, token.end);
    switch (token.kind) {
      case 'stray':
        this.#written.push('&lt;');
        return;
      case 'text':
      case 'other':
        this.#written.push(raw);
        return;
      case 'cdata':
        this.#written.push(raw.endsWith(']]>') ? raw : `${raw}]]>`);
        return;
      case 'start':
        this.#start(token, raw);
        return;
      case 'end':
        this.#end(token);
    }
  }

  close(): Balanced {
    const from = this.#open.findIndex(({ name }) => !CONTAINER.test(name));
    const open = this.#open.map(({ name }) => name).slice(0, from < 0 ? this.#open.length : from);
    while (this.#open.length > open.length) this.#closeTop();
    return { text: this.#written.join(''), open };
  }

  #start(token: XmlToken, raw: string): void {
    const { name, attributes, isEmpty } = token;
    const lower = name.toLowerCase();
    if (CONTAINER.test(name)) {
      if (!this.#keepsContainers) return;
      this.#written.push(raw);
      if (!isEmpty) this.#push(name, lower, false);
      return;
    }
    const hasEnd = isEmpty || (this.#ends.get(lower) ?? 0) > (this.#depths.get(lower) ?? 0);
    if (!hasEnd && isText(lower, attributes)) {
      this.#written.push(raw.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
      return;
    }
    const top = this.#open.at(-1);
    const isNext = isField(lower) || top?.lower === lower;
    if (top?.isUnclosed === true && (isField(top.lower) || top.lower === lower) && isNext) this.#closeTop();
    const isAlone = !hasEnd && (VOID.test(lower) || (attributes.trim() !== '' && !HTML.has(lower)));
    // a value without quotes would take the slash for its own
    if (isAlone || isEmpty) this.#written.push(`<${name}${attributes.trimEnd()} />`);
    else {
      this.#written.push(raw);
      this.#push(name, lower, !hasEnd);
    }
  }

  #end({ name }: XmlToken): void {
    const lower = name.toLowerCase();
    const left = this.#ends.get(lower) ?? 0;
    if (left > 0) this.#ends.set(lower, left - 1);
    if (CONTAINER.test(name) && !this.#keepsContainers) return;
    if ((this.#depths.get(lower) ?? 0) > 0) {
      while (this.#open.at(-1)?.lower !== lower) this.#closeTop();
      this.#closeTop();
    } else if (this.#open.at(-1)?.isUnclosed === true && !HTML.has(lower)) {
      // "<title>A</titel>": the end of what has none
      this.#closeTop();
    }
  }

  #push(name: string, lower: string, isUnclosed: boolean): void {
    this.#open.push({ name, lower, isUnclosed });
    this.#depths.set(lower, (this.#depths.get(lower) ?? 0) + 1);
  }

  #closeTop(): void {
    const top = this.#open.pop();
    if (top === undefined) return;
    this.#written.push(`</${top.name}>`);
    this.#depths.set(top.lower, (this.#depths.get(top.lower) ?? 1) - 1);
  }
}

function isField(lower: string): boolean {
  return FIELDS.has(lower) || lower.includes(':');
}

/** "<at the quay>", "<sigh>", "<ABC.O>": words in angle brackets. */
function isText(lower: string, attributes: string): boolean {
  const words = attributes.trim();
  if (VOID.test(lower)) return false;
  if (words === '') return !HTML.has(lower) && !isField(lower) && !/^(?:item|entry)$/.test(localName(lower));
  return !words.includes('=');
}
