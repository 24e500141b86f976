/**
 * Holds a word table (functions/core/**.json) against its schema and against the one form that diffs well, and says
 * of every fault on which line it stands.
 */
import { Ajv, type ErrorObject, type SchemaObject, type SchemaValidateFunction } from 'ajv';
import formats from 'ajv-formats';

export interface Fault {
  line: number;
  what: string;
}

const LONGEST_LINE = 200;

/** A line of the file, and the place in the data that begins on it. */
interface Line {
  text: string;
  pointer: string;
}

/** What is wrong with the text of a table; nothing else is looked for where it is no JSON. */
export function faultsOf(text: string, schema: SchemaObject): Fault[] {
  let table: unknown;
  try {
    table = JSON.parse(text);
  } catch (error) {
    const what = (error as Error).message;
    return [{ line: Number(/\bline (\d+)/.exec(what)?.[1] ?? lastLineOf(text)), what }];
  }
  const wanted = linesOf(table);
  const lines = text.split('\n');
  const faults = lines.flatMap((line, index): Fault[] => [
    ...(line.length > LONGEST_LINE
      ? [{ line: index + 1, what: `longer than ${LONGEST_LINE} characters` }]
      : []),
    ...(line === line.normalize('NFC')
      ? []
      : [{ line: index + 1, what: 'accents apart from their letters: not in NFC' }]),
  ]);
  const different = lines.findIndex((line, index) => line !== (wanted[index]?.text ?? ''));
  if (different >= 0) {
    const line = wanted[different]?.text.trim() ?? 'the end of the file';
    faults.push({
      line: different + 1,
      what: `not in the form of the tables (one entry a line, each key once): expected ${line}`,
    });
    return faults;
  }
  const lineOf = new Map(wanted.map(({ pointer }, index) => [pointer, index + 1]));
  const find = (pointer: string): number => lineOf.get(pointer) ?? find(parentOf(pointer));
  const validate = compiled(schema);
  validate(table);
  return [...faults, ...(validate.errors ?? []).map((error) => faultOf(error, table, find))];
}

/** Lists have an element a line, objects outside lists a key a line; what is inside an element stays on its line. */
function linesOf(table: unknown): Line[] {
  return [...nested(table, '', '', '', ''), { text: '', pointer: ' ' }];
}

function nested(value: unknown, pointer: string, indent: string, before: string, after: string): Line[] {
  const text = (part: string): string => `${indent}${before}${part}`;
  if (typeof value !== 'object' || value === null)
    return [{ text: `${text(JSON.stringify(value))}${after}`, pointer }];
  const keys = Object.keys(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (keys.length === 0) return [{ text: `${text(open)}${close}${after}`, pointer }];
  const inner = keys.flatMap((key, index): Line[] => {
    const comma = index < keys.length - 1 ? ',' : '';
    const item = (value as Record<string, unknown>)[key];
    const below = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return Array.isArray(value)
      ? [{ text: `${indent}  ${inline(item)}${comma}`, pointer: below }]
      : nested(item, below, `${indent}  `, `${JSON.stringify(key)}: `, comma);
  });
  return [{ text: text(open), pointer }, ...inner, { text: `${indent}${close}${after}`, pointer: ' ' }];
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return `{ ${pairs.join(', ')} }`;
}

/** Keyword of the schemas: no two entries of a list, or of the lists of an object, have these fields alike. */
const uniqueBy: SchemaValidateFunction = (fields: string[], value: object, _parent, context): boolean => {
  const seen = new Set<string>();
  const entries = Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    Array.isArray(value)
      ? [{ at: key, item }]
      : Object.entries(item as object).map(([index, entry]: [string, unknown]) => ({
          at: `${key.replaceAll('~', '~0').replaceAll('/', '~1')}/${index}`,
          item: entry,
        })),
  );
  uniqueBy.errors = entries.flatMap(({ at, item }) => {
    const parts = fields.map((field) => (item as Record<string, unknown>)[field]);
    const key = JSON.stringify(parts);
    const message = `${fields.join(', ')} ${parts.map((part) => JSON.stringify(part)).join(', ')} stand twice`;
    const error = { keyword: 'uniqueBy', message, instancePath: `${context?.instancePath ?? ''}/${at}` };
    const repeated = seen.has(key);
    seen.add(key);
    return repeated ? [error] : [];
  });
  return uniqueBy.errors.length === 0;
};

const ajv = new Ajv({ allErrors: true, verbose: true });
formats.default(ajv);
ajv.addKeyword({ keyword: 'uniqueBy', schemaType: 'array', errors: 'full', validate: uniqueBy });

function compiled(schema: SchemaObject): ReturnType<typeof ajv.compile> {
  return ajv.compile(schema);
}

function faultOf(error: ErrorObject, table: unknown, find: (pointer: string) => number): Fault {
  const { keyword, instancePath, message = keyword } = error;
  const params = error.params as Record<string, unknown> | undefined;
  switch (keyword) {
    case 'uniqueItems': {
      const [first, second] = [Number(params?.j), Number(params?.i)].sort((a, b) => a - b);
      const again = `${instancePath}/${second}`;
      const line = find(`${instancePath}/${first}`);
      return { line: find(again), what: `${shown(valueAt(table, again))} stands on line ${line}, too` };
    }
    case 'additionalProperties': {
      const key = String(params?.additionalProperty);
      return { line: find(`${instancePath}/${key}`), what: `unknown field ${key}` };
    }
    case 'enum':
      return { line: find(instancePath), what: `${shown(error.data)} is none of ${shown(error.schema)}` };
    case 'uniqueBy':
      return { line: find(instancePath), what: message };
    default:
      return { line: find(instancePath), what: `${shown(error.data)} ${message}` };
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function valueAt(table: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], table);
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

function lastLineOf(text: string): number {
  return text.trimEnd().split('\n').length;
}
