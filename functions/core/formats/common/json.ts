/**
 * Typed reading of JSON wires: a value of unknown shape in, values of known types out. Names are matched without
 * regard to case (ninjs 2 and 3 differ by little else), and what no one asked for is left over as `rest`, so that
 * no provider field is lost.
 */
import { filled } from '../../article/filled.ts';
import { ParseError } from './format.ts';
import type { WireFile } from './wire-file.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for {...}; not for null and arrays. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object, else undefined. */
export function object(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** Members of an array; a single value counts as one, null and absence as none. */
export function array(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.filter((member: unknown) => member !== null && member !== undefined);
  return value === null || value === undefined ? [] : [value];
}

/** The objects of an array, or the single object. */
export function objects(value: unknown): readonly JsonObject[] {
  return array(value).filter(isObject);
}

/** Text that says something: strings that are not blank, and numbers as written in JSON. */
export function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && /\S/.test(value) ? value : undefined;
}

/** All texts of an array, or the single one; objects count by their name, code or value. */
export function strings(value: unknown): string[] {
  return array(value).flatMap((member) => {
    const found = isObject(member)
      ? (string(own(member, 'name')) ?? string(own(member, 'code')) ?? string(own(member, 'value')))
      : string(member);
    return found === undefined ? [] : [found];
  });
}

/** A number, or a string that is one. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^\s*-?\d{1,15}(?:\.\d{1,9})?\s*$/.test(value)
    ? Number(value)
    : undefined;
}

/** true, and the ways in which wires write it. */
export function flag(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(?:true|1|yes)$/i.test(value));
}

const EPOCH_SECONDS = 1e11;
/** Epoch seconds of 1973: smaller numbers are flags or counts. */
const EARLIEST = 1e8;

/** A date as text; numbers are epoch seconds or milliseconds. */
export function date(value: unknown): string | undefined {
  if (typeof value !== 'number') return string(value);
  const instant = new Date(Math.abs(value) < EPOCH_SECONDS ? value * 1000 : value);
  return Number.isNaN(instant.getTime()) ? String(value) : instant.toISOString();
}

const NO_EMBARGO = /^(?:false|null|none|no|0)?$/i;

/**
 * An embargo: a date as text; '' for one without an end, which is what anything else says that is not plainly none
 * (null, false, blank text, an empty list). A word that is no date stays as written, and holds as well.
 */
export function embargo(value: unknown): string | undefined {
  if (typeof value === 'string') return NO_EMBARGO.test(value.trim()) ? undefined : value;
  if (typeof value === 'number') return value === 0 ? undefined : value < EARLIEST ? '' : date(value);
  if (Array.isArray(value) && value.length === 1) return embargo(value[0]);
  return value === false || isBlank(value) ? undefined : '';
}

/**
 * A code of a small vocabulary as such: of a qcode ("stat:canceled"), a concept URI or an object of either what
 * stands at the end.
 */
export function localCode(value: unknown): string | undefined {
  const written = isObject(value)
    ? ['code', 'qcode', 'uri', 'literal', 'name', 'value'].flatMap(
        (name) => string(own(value, name)) ?? [],
      )[0]
    : string(value);
  const end = written?.trim().replace(/\/$/, '');
  // words are no code: "embargoed to 00:01"
  if (end === undefined || /\s/.test(end)) return end;
  return end.slice(Math.max(end.lastIndexOf('/'), end.lastIndexOf(':'), end.lastIndexOf('#')) + 1);
}

/** A property of the object itself, never of its prototype. */
export function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The value at the end of a path of names. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, name) => own(inner, name), value);
}

/** A text with its role, for the lists of a record; nothing where there is no text. */
export function labelled(role: string, value: string | undefined): { role: string; value: string }[] {
  return value === undefined ? [] : [{ role, value }];
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The object without its undefined properties and empty lists. */
export function present<T extends object>(properties: T): Present<T>;
export function present(properties: object): object {
  return filled(properties);
}

/** Reads one object by names, in any spelling of upper and lower case, and remembers which were asked for. */
export class Fields {
  readonly #object: JsonObject;
  readonly #names = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #kept = new Map<string, unknown>();

  constructor(value: JsonObject) {
    this.#object = value;
    for (const name of Object.keys(value)) {
      const folded = name.toLowerCase();
      if (!this.#names.has(folded)) this.#names.set(folded, name);
    }
  }

  /** The value of the first of the names that holds one; null is absence. */
  get(...names: readonly string[]): unknown {
    let found: unknown;
    for (const wanted of names) {
      const name = Object.hasOwn(this.#object, wanted) ? wanted : this.#names.get(wanted.toLowerCase());
      if (name === undefined) continue;
      const value = this.#object[name] ?? undefined;
      // a second spelling with a value of its own is left for `rest`
      if (found === undefined || value === undefined || value === found) this.#asked.add(name);
      found ??= value === '' ? undefined : value;
    }
    return found;
  }

  string(...names: readonly string[]): string | undefined {
    const value = this.get(...names);
    const found = string(value);
    if (found === undefined) this.#keepUnread(names, value);
    return found;
  }

  strings(...names: readonly string[]): string[] {
    return strings(this.get(...names));
  }

  date(...names: readonly string[]): string | undefined {
    const value = this.get(...names);
    const found = date(value);
    if (found === undefined) this.#keepUnread(names, value);
    return found;
  }

  /** The embargo that one of the names states; a time before one without. What is no single value is kept as well. */
  embargo(...names: readonly string[]): string | undefined {
    const stated = names.flatMap((name) => {
      const value = this.get(name);
      if (typeof value === 'object') this.#keepUnread([name], value);
      return embargo(value) ?? [];
    });
    return stated.find((until) => until !== '') ?? stated[0];
  }

  /** A code of a small vocabulary, in whatever form it is written. */
  code(...names: readonly string[]): string | undefined {
    const value = this.get(...names);
    const found = localCode(value);
    if (found === undefined) this.#keepUnread(names, value);
    return found;
  }

  objects(...names: readonly string[]): readonly JsonObject[] {
    return objects(this.get(...names));
  }

  object(...names: readonly string[]): JsonObject | undefined {
    const value = this.get(...names);
    const found = object(value);
    if (found === undefined) this.#keepUnread(names, value);
    return found;
  }

  /** Names of the object that begin so, in their order; they count as asked for. */
  startingWith(prefix: string): string[] {
    const found = Object.keys(this.#object).filter((name) => name.toLowerCase().startsWith(prefix));
    for (const name of found) this.#asked.add(name);
    return found;
  }

  /** Known properties that have no place in the record: kept as they are, without a warning. */
  keep(...names: readonly string[]): void {
    for (const wanted of names) {
      const name = this.#names.get(wanted.toLowerCase());
      if (name === undefined) continue;
      this.#asked.add(name);
      this.keepAs(name, this.#object[name]);
    }
  }

  /** Properties that say nothing beyond what is read from others. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.get(name);
  }

  /** Keeps a value under a name of its own. */
  keepAs(name: string, value: unknown): void {
    if (!isBlank(value)) this.#kept.set(name, value);
  }

  /** What is kept, and what nobody asked for. */
  rest(): { kept: Record<string, unknown>; unknown: string[] } {
    const left = Object.keys(this.#object).filter(
      (name) => !this.#asked.has(name) && !isBlank(this.#object[name]),
    );
    return {
      kept: Object.fromEntries([...this.#kept, ...left.map((name) => [name, this.#object[name]] as const)]),
      unknown: left,
    };
  }

  /** A value of another type than expected is not lost: it is kept like an unknown one. */
  #keepUnread(names: readonly string[], value: unknown): void {
    if (value !== undefined) this.keepAs(names[0] ?? '', value);
  }
}

/** null, blank text, {} and [] say nothing. */
function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return !/\S/.test(value);
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const malformed = new WeakSet<WireFile>();

/** The JSON value of a file, or undefined where it is none; for recognising, which never throws. */
export function jsonOf(file: WireFile): unknown {
  if (malformed.has(file)) return undefined;
  try {
    return file.json;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    malformed.add(file); // so that every JSON format asks, and only the first pays
    return undefined;
  }
}

const NAMES_SHOWN = 20;

/** What `rest` says, as the extra values of an item and one warning for those that nobody knows. */
export function leftovers(fields: Fields): {
  extra?: Record<string, unknown>;
  warnings: { code: string; detail: string }[];
} {
  const { kept, unknown } = fields.rest();
  const shown = unknown.slice(0, NAMES_SHOWN).map((name) => name.slice(0, 40));
  const more = unknown.length > NAMES_SHOWN ? ` and ${unknown.length - NAMES_SHOWN} more` : '';
  return {
    ...(Object.keys(kept).length === 0 ? {} : { extra: kept }),
    warnings:
      unknown.length === 0
        ? []
        : [{ code: 'unknown-properties', detail: `kept in extra: ${shown.join(', ')}${more}` }],
  };
}
