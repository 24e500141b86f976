/** One table with its global secondary indexes: what is stored, what was a moment ago, and how far the indexes are. */
import { areEqual, compareText, type Item } from './values.ts';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** The type of a key attribute is S throughout; the model knows no other. */
export interface IndexSchema {
  name: string;
  hash: string;
  range: string;
  /** Attributes beside the keys; absent: all. */
  attributes?: readonly string[];
}

export interface TableSchema {
  name: string;
  hash: string;
  range: string;
  timeToLive: string;
  indexes: readonly IndexSchema[];
}

export interface TableOptions {
  now: () => number;
  /** How much later than the table an index has a write, milliseconds. */
  indexLag: () => number;
  /** How long an item is kept after its time, milliseconds. */
  deletedAfter: number;
  /** How far back reads that are not consistent may look, milliseconds. */
  history: number;
}

/** The place of an item: it stays when the item goes, with what was there before. */
interface Cell {
  hash: string;
  range: string;
  item: Item | undefined;
  /** When TTL takes it, epoch milliseconds. */
  gone: number;
  /** Older states, the oldest first. */
  past: { until: number; item: Item | undefined }[];
}

interface Entry {
  /** Key in the index, then in the table. */
  range: string;
  tableHash: string;
  tableRange: string;
  item: Item;
  gone: number;
}

/** An index and the writes that it has not seen yet. */
class Index {
  readonly schema: IndexSchema;
  readonly #projected: ReadonlySet<string> | undefined;
  readonly #partitions = new Map<string, Entry[]>();
  readonly #byTableKey = new Map<string, { hash: string; entry: Entry }>();
  /** By the key in the table: where it stands when the index has caught up. */
  readonly #newest = new Map<string, { hash: string; range: string }>();
  #waiting: { at: number; hash: string | undefined; tableKey: string; entry: Entry | undefined }[] = [];
  #last = 0;
  #writes = 0;

  constructor(schema: IndexSchema, table: TableSchema) {
    this.schema = schema;
    const { hash, range, attributes } = schema;
    this.#projected = attributes && new Set([table.hash, table.range, hash, range, ...attributes]);
  }

  /** Plans a write. Items without the index's keys are taken out of it. */
  write(at: number, tableKey: string, { hash, range, item, gone }: Cell): void {
    const indexHash = item?.[this.schema.hash]?.S;
    const indexRange = item?.[this.schema.range]?.S;
    const isIn = item !== undefined && indexHash !== undefined && indexRange !== undefined;
    const entry = isIn
      ? { range: indexRange, tableHash: hash, tableRange: range, item: this.#project(item), gone }
      : undefined;
    if (isIn) this.#newest.set(tableKey, { hash: indexHash, range: indexRange });
    else this.#newest.delete(tableKey);
    this.#writes++;
    // Writes arrive in their order
    this.#last = Math.max(this.#last, at);
    this.#waiting.push({ at: this.#last, hash: isIn ? indexHash : undefined, tableKey, entry });
  }

  entries(hash: string, now: number): readonly Entry[] {
    this.#catchUp(now);
    return this.#partitions.get(hash) ?? [];
  }

  /** Counts the writes: as long as it is the same, so are the keys. */
  get writes(): number {
    return this.#writes;
  }

  /** The keys of everything in it, as it will be when it has caught up. */
  keys(): Iterable<{ hash: string; range: string }> {
    return this.#newest.values();
  }

  #catchUp(now: number): void {
    let done = 0;
    for (const { at, hash, tableKey, entry } of this.#waiting) {
      if (at > now) break;
      done++;
      const old = this.#byTableKey.get(tableKey);
      if (old !== undefined) {
        const list = this.#partitions.get(old.hash) ?? [];
        list.splice(list.indexOf(old.entry), 1);
        this.#byTableKey.delete(tableKey);
      }
      if (hash === undefined || entry === undefined) continue;
      this.#byTableKey.set(tableKey, { hash, entry });
      const list = this.#partitions.get(hash) ?? [];
      if (list.length === 0) this.#partitions.set(hash, list);
      list.splice(
        placeOf(list, (other) => compareEntries(other, entry)),
        0,
        entry,
      );
    }
    if (done > 0) this.#waiting = this.#waiting.slice(done);
  }

  #project(item: Item): Item {
    const projected = this.#projected;
    if (projected === undefined) return item;
    const kept: Item = {};
    for (const name of projected) {
      const value = item[name];
      if (value !== undefined) kept[name] = value;
    }
    return kept;
  }
}

function compareEntries(a: Entry, b: Entry): number {
  return (
    compareText(a.range, b.range) ||
    compareText(a.tableHash, b.tableHash) ||
    compareText(a.tableRange, b.tableRange)
  );
}

/** The first place of a sorted list that does not compare as lower. */
function placeOf<T>(list: readonly T[], compare: (member: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const member = list[middle];
    if (member !== undefined && compare(member) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class Table {
  readonly schema: TableSchema;
  readonly #options: TableOptions;
  /** Sorted by their range. */
  readonly #partitions = new Map<string, Cell[]>();
  readonly #indexes: ReadonlyMap<string, Index>;

  constructor(schema: TableSchema, options: TableOptions) {
    this.schema = schema;
    this.#options = options;
    this.#indexes = new Map(schema.indexes.map((index) => [index.name, new Index(index, schema)]));
  }

  /** @param at epoch milliseconds: what was true then, as far as it is remembered */
  get(hash: string, range: string, at = this.#options.now()): Item | undefined {
    const cell = this.#cell(hash, range);
    return cell && this.#read(cell, at);
  }

  /** Stores an item, or takes it away. */
  set(hash: string, range: string, item: Item | undefined): void {
    const now = this.#options.now();
    let cell = this.#cell(hash, range);
    if (cell === undefined) {
      if (item === undefined) return;
      cell = { hash, range, item: undefined, gone: Number.POSITIVE_INFINITY, past: [] };
      const list = this.#partitions.get(hash) ?? [];
      if (list.length === 0) this.#partitions.set(hash, list);
      list.splice(
        placeOf(list, (other) => compareText(other.range, range)),
        0,
        cell,
      );
    }
    const before = this.#read(cell, now);
    if (this.#options.history > 0) {
      cell.past = cell.past.filter(({ until }) => until >= now - this.#options.history);
      cell.past.push({ until: now, item: before });
    }
    cell.item = item;
    const expires = item?.[this.schema.timeToLive]?.N;
    cell.gone =
      expires === undefined ? Number.POSITIVE_INFINITY : Number(expires) * 1000 + this.#options.deletedAfter;
    for (const index of this.#indexes.values()) {
      const { hash: key, range: sort } = index.schema;
      if (before?.[key] === undefined && item?.[key] === undefined) continue;
      if (index.schema.attributes?.length === 0 && isSameKey(before, item, key, sort)) continue;
      index.write(now + this.#options.indexLag(), `${hash}\n${range}`, cell);
    }
  }

  /** A partition's items in the order of their range. */
  query(hash: string, at = this.#options.now()): { range: string; item: Item }[] {
    return (this.#partitions.get(hash) ?? []).flatMap((cell) => {
      const item = this.#read(cell, at);
      return item === undefined ? [] : [{ range: cell.range, item }];
    });
  }

  /** @returns undefined where there is no such index */
  queryIndex(name: string, hash: string): { range: string; item: Item }[] | undefined {
    const now = this.#options.now();
    return this.#indexes
      .get(name)
      ?.entries(hash, now)
      .filter(({ gone }) => gone > now)
      .map(({ range, item }) => ({ range, item }));
  }

  index(name: string): IndexSchema | undefined {
    return this.#indexes.get(name)?.schema;
  }

  /** The keys of everything in an index, also of what it does not show yet. */
  keysIn(name: string): Iterable<{ hash: string; range: string }> {
    return this.#indexes.get(name)?.keys() ?? [];
  }

  /** As long as this is the same, so are the keys in an index. */
  writesTo(name: string): number {
    return this.#indexes.get(name)?.writes ?? 0;
  }

  /** Everything, in the order of its first writing. */
  items(): Item[] {
    return [...this.#partitions.keys()].flatMap((hash) => this.query(hash).map(({ item }) => item));
  }

  #cell(hash: string, range: string): Cell | undefined {
    const list = this.#partitions.get(hash);
    if (list === undefined) return undefined;
    const cell = list[placeOf(list, (other) => compareText(other.range, range))];
    return cell?.range === range ? cell : undefined;
  }

  #read(cell: Cell, at: number): Item | undefined {
    if (cell.gone <= at) return undefined;
    if (cell.past.length > 0 && at < this.#options.now()) {
      const state = cell.past.find(({ until }) => at < until);
      if (state !== undefined) return state.item;
    }
    return cell.item;
  }
}

function isSameKey(a: Item | undefined, b: Item | undefined, hash: string, range: string): boolean {
  return a !== undefined && b !== undefined && isSame(a[hash], b[hash]) && isSame(a[range], b[range]);
}

function isSame(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : areEqual(a, b);
}
