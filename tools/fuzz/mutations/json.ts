/** Changes by the grammar of JSON: odd values, long lists, depth, names. */
import type { Random } from '../random.ts';
import { DEEPEST, LARGEST, bounded, type Mutation } from './mutation.ts';
import { run } from './run.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const ODD: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  1.5,
  '',
  ' ',
  '0',
  'x',
  [],
  {},
  [[]],
  [null],
  { '': null },
  '2026-02-30T25:61:61Z',
  '<p>',
  '<p><b><p>',
  '&amp;amp;lt;',
  '\u0000',
  '\ud800',
  'javascript:alert(1)',
  'toString',
  9007199254740992,
];

function onJson(text: string, random: Random, change: (value: Json) => Json): string {
  try {
    const value = JSON.parse(text) as Json;
    const left = { n: random.below(Math.min(nodesIn(value), 5000)) };
    return JSON.stringify(changed(value, left, change));
  } catch {
    // No JSON any more, or nested deeper by an earlier change than this recursion goes
    return text;
  }
}

function nodesIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + nodesIn(member), 1);
}

function changed(value: Json, left: { n: number }, change: (value: Json) => Json): Json {
  if (left.n-- === 0) return change(value);
  if (Array.isArray(value)) return value.map((member) => changed(member, left, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, changed(member, left, change)]),
  );
}

const jsonOdd: Mutation = (text, random) => onJson(text, random, () => random.pick(ODD));
const jsonRun: Mutation = (text, random) => onJson(text, random, () => run(random, LARGEST - text.length));
const jsonRepeat: Mutation = (text, random) =>
  onJson(text, random, (value) => {
    const length = JSON.stringify(value).length;
    return Array.from({ length: bounded(random, length + 1, text.length, 20_000) }, () => value);
  });
const jsonDeep: Mutation = (text, random) => {
  const mark = '"@deep@"';
  const depth = random.size(DEEPEST);
  const [open, close] = random.pick<readonly [string, string]>([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"associations":{"a":', '}}'],
  ]);
  return onJson(text, random, () => '@deep@').replace(
    mark,
    () => `${open.repeat(depth)}1${close.repeat(depth)}`,
  );
};
const jsonName: Mutation = (text, random) => {
  const found = [...text.matchAll(/"([\w$-]+)":/g)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  const name = random.pick([
    '__proto__',
    'constructor',
    'toString',
    '',
    found[0]?.[1] ?? '',
    random.pick(found)[1] ?? '',
  ]);
  return `${text.slice(0, match.index)}"${name}":${text.slice(match.index + match[0].length)}`;
};

export const JSONS: readonly Mutation[] = [jsonOdd, jsonOdd, jsonRun, jsonRepeat, jsonDeep, jsonName];
