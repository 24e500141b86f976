/**
 * A feed that is not well formed, read as feed readers do: record by record. A damaged one is mended and told, or told
 * alone; what is broken around them (after the last, before the first, junk at either end) costs none of them.
 */
import { balanced, CONTAINER } from './xml-balance.ts';
import { localName } from './xml.ts';
import { xmlTokens } from './xml-tokens.ts';

/** What was wrong with one record. */
export interface RecordDamage {
  /** How many records stand before it. */
  index: number;
  detail: string;
}

export interface Recovered {
  /** A document whose records are well formed each. */
  text: string;
  /** Of the records that were found, the lost ones with them. */
  count: number;
  /** Records that were mended. */
  mended: RecordDamage[];
  /** Records that cannot be read. */
  lost: (RecordDamage & { code: 'malformed-xml' | 'truncated' })[];
  /** The file ends where more records may have been. */
  isCut: boolean;
  /** What is wrong around the records, with its place. */
  around?: string;
}

interface Piece {
  start: number;
  end: number;
  isRecord: boolean;
  /** Whether its end tag is there. */
  isClosed: boolean;
}

/**
 * @param text the document
 * @param record local name of the elements that stand for themselves
 * @param faultOf says what is wrong with a document, undefined where nothing is
 * @returns undefined where no whole record is found
 */
export function recoverRecords(
  text: string,
  record: string,
  faultOf: (document: string) => string | undefined,
): Recovered | undefined {
  const pieces = piecesOf(text, record);
  const first = pieces.find(({ isRecord }) => isRecord);
  const root = pieces[0];
  if (first === undefined || root === undefined) return undefined;
  const lines = new Lines(text);
  const head = balanced(text.slice(root.start, first.start), true);
  const found: Recovered = { text: '', count: 0, mended: [], lost: [], isCut: false };
  const written = [head.text];
  let index = 0;
  const last = pieces.at(-1);
  for (const piece of pieces) {
    if (piece.start < first.start) continue;
    const source = text.slice(piece.start, piece.end);
    if (!piece.isRecord) {
      const gap = balanced(source).text;
      if (faultOf(`<gap>${gap}</gap>`) === undefined) written.push(gap);
      continue;
    }
    const place = `line ${lines.at(piece.start)}`;
    if (!piece.isClosed && piece === last) {
      found.lost.push({ index, code: 'truncated', detail: `the file breaks off in an item (${place})` });
      found.isCut = true;
    } else {
      const fault = faultOf(source);
      const mended = fault === undefined ? source : balanced(source).text;
      const left = fault === undefined ? undefined : faultOf(mended);
      if (left === undefined) written.push(mended);
      if (left !== undefined) found.lost.push({ index, code: 'malformed-xml', detail: `${left} (${place})` });
      else if (fault !== undefined) found.mended.push({ index, detail: `item from ${place} on: ${fault}` });
    }
    index++;
  }
  if (found.lost.length === index) return undefined;
  found.count = index;
  const tail = last === undefined ? '' : text.slice(lastRecordEnd(pieces));
  const isEnded = /<\/[\w.:-]*\s*$/.test(tail) || /<\/(?:[\w.-]+:)?(?:rss|RDF|feed|channel)\b/.test(tail);
  if (!found.isCut && !isEnded) {
    found.isCut = true;
    found.lost.push({
      index,
      code: 'truncated',
      detail: `the file breaks off (line ${lines.at(text.length)})`,
    });
  }
  written.push(...head.open.toReversed().map((name) => `</${name}>`));
  found.text = written.join('');
  if (found.mended.length + found.lost.length === 0) {
    found.around = 'the tags around its items do not match, or are missing';
  }
  return found;
}

function lastRecordEnd(pieces: readonly Piece[]): number {
  return pieces.findLast(({ isRecord }) => isRecord)?.end ?? 0;
}

/** The head, the records and what is between and behind them; from the first container on. */
function piecesOf(text: string, record: string): Piece[] {
  const pieces: Piece[] = [];
  let from: number | undefined;
  let open: number | undefined;
  const add = (end: number, isRecord: boolean, isClosed: boolean): void => {
    if (from !== undefined && end > from) pieces.push({ start: from, end, isRecord, isClosed });
    from = end;
  };
  for (const { kind, name, start, end, isEmpty } of xmlTokens(text)) {
    if (kind !== 'start' && kind !== 'end') continue;
    if (CONTAINER.test(name)) {
      if (open !== undefined) {
        add(start, true, true);
        open = undefined;
      }
      from ??= start;
    } else if (from !== undefined && localName(name) === record) {
      if (kind === 'start') {
        // one that was never closed ends where the next begins
        add(start, open !== undefined, true);
        if (isEmpty) add(end, true, true);
        open = isEmpty ? undefined : start;
      } else if (open !== undefined) {
        add(end, true, true);
        open = undefined;
      }
    }
  }
  add(text.length, open !== undefined, false);
  return pieces;
}

/** Line numbers of places that come in their order. */
class Lines {
  readonly #text: string;
  #counted = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): number {
    for (
      let at = this.#text.indexOf('\n', this.#counted);
      at >= 0 && at < offset;
      at = this.#text.indexOf('\n', at + 1)
    ) {
      this.#line++;
      this.#counted = at + 1;
    }
    return this.#line;
  }
}
