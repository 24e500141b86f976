/**
 * Changes to sample wires that keep enough of their form to get deep into the parsers: by the grammar of XML and
 * JSON, by lines, by bytes, and by wrapping into archives. All are pure functions of the sample and the generator.
 */
import { gzipSync, zipSync } from 'fflate';
import type { Random } from './random.ts';

/** Bytes of the largest input: what a parser must manage within a second. */
export const LARGEST = 1_000_000;

const DEEPEST = 20_000;

type Mutation = (text: string, random: Random, other: string) => string;

/** What regular expressions and scanners are sensitive to when it repeats. */
const UNITS = [
  ...Array.from(' \n\t\r\u00a0aA1-_.,;:!?\'"/\\=+*#@&%<>()[]{}|~^$`\u0001\u001e\u0002'),
  ...[
    'A ',
    'a ',
    '1 ',
    '. ',
    ', ',
    '- ',
    ' -',
    'a-',
    'A.',
    'A, ',
    '1,',
    '--',
    '\r\n',
    ' \n',
    '\n\n',
    '\t\n',
    'a\n',
    '\n ',
  ],
  ...[
    '<a',
    '<p>',
    '</p>',
    '<br>',
    '<!--',
    '<![CDATA[',
    '&amp;',
    '&#x',
    '&nbsp',
    '=?utf-8?Q?',
    '(a',
    'a(',
    '/a',
    ' and ',
    ' by ',
  ],
  ...[
    'By ',
    'http://',
    'a@a.',
    '10 ',
    'Jan ',
    ' (AP) ',
    'é',
    'Ã©',
    '\ud83d\ude00',
    '\u0301',
    'İ',
    'ﷺ',
    'KILL ',
    '1st Ld ',
    'Photo: ',
  ],
];

function run(random: Random, room: number): string {
  const unit = random.chance(0.8) ? random.pick(UNITS) : random.pick(UNITS) + random.pick(UNITS);
  const length = random.chance(0.4) ? random.size(Math.max(2, room)) : random.size(200);
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

function insert(text: string, at: number, more: string): string {
  return text.slice(0, at) + more + text.slice(at);
}

const anywhere: Mutation = (text, random) =>
  insert(text, random.below(text.length + 1), run(random, LARGEST - text.length));

const truncate: Mutation = (text, random) =>
  random.chance(0.7)
    ? text.slice(0, random.below(text.length + 1))
    : text.slice(random.below(text.length + 1));

const remove: Mutation = (text, random) => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + text.slice(at + random.size(text.length + 1));
};

const splice: Mutation = (text, random, other) => {
  const from = random.below(other.length + 1);
  const piece = other.slice(from, from + random.size(other.length + 1));
  return insert(text, random.below(text.length + 1), piece);
};

const repeatAll: Mutation = (text, random) =>
  text.repeat(Math.max(1, Math.min(random.size(2000), Math.floor(LARGEST / Math.max(1, text.length)))));

// --- XML ---

const tokensOf = (text: string): string[] => text.match(/<[^<>]*>|[^<>]+|[<>]/g) ?? [];

/** The span of tokens of the element that opens at `from`, or only the tag where it never closes. */
function elementAt(tokens: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (token.startsWith('</')) depth--;
    else if (/^<[^!?]/.test(token) && !token.endsWith('/>')) depth++;
    if (depth <= 0) return at + 1;
  }
  return from + 1;
}

function openings(tokens: readonly string[]): number[] {
  return tokens.flatMap((token, index) => (/^<[a-z]/i.test(token) ? [index] : []));
}

/** Applies a change to one element of the document: its tokens in, what stands in their place out. */
function onElement(text: string, random: Random, change: (element: string) => string): string {
  const tokens = tokensOf(text);
  const starts = openings(tokens);
  if (starts.length === 0) return text;
  const from = random.pick(starts);
  const to = elementAt(tokens, from);
  const changed = change(tokens.slice(from, to).join(''));
  return tokens.slice(0, from).join('') + changed + tokens.slice(to).join('');
}

const duplicateElement: Mutation = (text, random) =>
  onElement(text, random, (element) => element.repeat(bounded(random, element.length, text.length, 20_000)));

const nestElement: Mutation = (text, random) =>
  onElement(text, random, (element) => {
    const name = /^<([^\s/>]+)/.exec(element)?.[1] ?? 'x';
    const depth = bounded(random, 2 * name.length + 5, text.length, DEEPEST);
    return `<${name}>`.repeat(depth) + element + `</${name}>`.repeat(depth);
  });

const removeElement: Mutation = (text, random) => onElement(text, random, () => '');

const swapText: Mutation = (text, random) => {
  const tokens = tokensOf(text);
  const texts = tokens.flatMap((token, index) => (token.startsWith('<') ? [] : [index]));
  if (texts.length === 0) return text;
  tokens[random.pick(texts)] = random.chance(0.5)
    ? run(random, LARGEST - text.length)
    : random.pick([
        '',
        '0',
        '-1',
        '99999999999999999999',
        '2026-13-45T99:99:99+99:99',
        'stat:canceled',
        ':',
        'a:',
        ':a',
        '\u0000',
      ]);
  return tokens.join('');
};

const spliceElement: Mutation = (text, random, other) => {
  const tokens = tokensOf(other);
  const starts = openings(tokens);
  if (starts.length === 0) return text;
  const from = random.pick(starts);
  const piece = tokens.slice(from, elementAt(tokens, from)).join('');
  return onElement(text, random, (element) => (random.chance(0.5) ? piece : element + piece));
};

const attributes: Mutation = (text, random) =>
  onElement(text, random, (element) => {
    const many = random.chance(0.5);
    const extra = many
      ? Array.from({ length: random.size(5000) }, (_none, index) => ` a${index}="${index}"`).join('')
      : ` qcode="${run(random, LARGEST - text.length).replace(/[<&"]/g, '')}"`;
    return element.replace(/^<[^\s/>]+/, (start) => start + extra);
  });

const attributeValue: Mutation = (text, random) => {
  const found = [...text.matchAll(/="([^"<]*)"/g)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  const value = run(random, LARGEST - text.length).replace(/[<&"]/g, '');
  return `${text.slice(0, match.index + 2)}${value}${text.slice(match.index + 2 + (match[1]?.length ?? 0))}`;
};

const entities: Mutation = (text, random) => {
  const levels = 2 + random.below(10);
  const declared = Array.from({ length: levels }, (_none, index) =>
    index === 0 ? '<!ENTITY e0 "lol">' : `<!ENTITY e${index} "${`&e${index - 1};`.repeat(10)}">`,
  );
  const external = '<!ENTITY x SYSTEM "file:///etc/passwd">';
  const root = /<[a-z][\w.:-]*/i.exec(text)?.[0].slice(1) ?? 'x';
  const doctype = `<!DOCTYPE ${root} [${declared.join('')}${external}]>`;
  const at = Math.max(0, text.search(/<[a-z]/i));
  return insert(text, at, doctype).replace(/>([^<>]{3})/, `>&e${levels - 1};&x;&nbsp;$1`);
};

// --- JSON ---

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

// --- lines ---

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

const repeatLine: Mutation = (text, random) =>
  onLines(text, (lines) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    const count = bounded(random, line.length + 1, text.length, 100_000);
    lines.splice(at, 1, ...Array.from({ length: count }, () => line));
  });
const removeLines: Mutation = (text, random) =>
  onLines(text, (lines) => lines.splice(random.below(lines.length), random.size(lines.length)));
const swapLines: Mutation = (text, random) =>
  onLines(text, (lines) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  });
const runInLine: Mutation = (text, random) =>
  onLines(text, (lines) => {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    const piece = run(random, LARGEST - text.length);
    lines[at] = random.pick([
      piece,
      line + piece,
      piece + line,
      insert(line, random.below(line.length + 1), piece),
    ]);
  });

function bounded(random: Random, unit: number, used: number, most: number): number {
  return random.size(Math.max(1, Math.min(most, Math.floor((LARGEST - used) / Math.max(1, unit)))));
}

const XML: readonly Mutation[] = [
  duplicateElement,
  nestElement,
  removeElement,
  swapText,
  swapText,
  spliceElement,
  attributes,
  attributeValue,
  entities,
];
const JSONS: readonly Mutation[] = [jsonOdd, jsonOdd, jsonRun, jsonRepeat, jsonDeep, jsonName];
const LINES: readonly Mutation[] = [repeatLine, removeLines, swapLines, runInLine, runInLine];
const ANY: readonly Mutation[] = [anywhere, anywhere, truncate, remove, splice, repeatAll];

function mutationsFor(text: string): readonly Mutation[] {
  const head = text.slice(0, 300).trimStart();
  if (head.startsWith('<')) return [...XML, ...XML, ...ANY, ...LINES];
  if (head.startsWith('{') || head.startsWith('[')) return [...JSONS, ...JSONS, ...ANY];
  return [...LINES, ...LINES, ...ANY];
}

/** One to four changes of a sample, as bytes, at most LARGEST of them. */
export function mutate(sample: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  if (random.chance(0.08)) return cap(flip(sample, random));
  const decode = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
  // As bytes one to one, so that multi-byte characters and charsets survive, or as what they say
  const asText = random.chance(0.7);
  let text = asText ? new TextDecoder().decode(sample) : decode(sample);
  const donor = asText ? new TextDecoder().decode(other) : decode(other);
  for (let count = random.size(4); count > 0; count--) {
    text = random.pick(mutationsFor(text))(text, random, donor).slice(0, LARGEST);
  }
  const bytes = asText && !random.chance(0.05) ? new TextEncoder().encode(text) : encodeOddly(text, random);
  return cap(wrap(cap(bytes), random));
}

function cap(bytes: Uint8Array): Uint8Array {
  return bytes.length > LARGEST ? bytes.subarray(0, LARGEST) : bytes;
}

function flip(sample: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(sample);
  for (let count = random.size(64); count > 0 && bytes.length > 0; count--) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  return bytes;
}

/** Other charsets, byte-order marks, and none of either. */
function encodeOddly(text: string, random: Random): Uint8Array {
  switch (random.below(4)) {
    case 0:
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 1:
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 2:
      return Buffer.from(`\ufeff${text}`, 'utf8');
    default:
      return Buffer.from(text, 'latin1');
  }
}

/** Archives of the input: of one and many entries, in themselves, and of what expands a thousandfold. */
function wrap(bytes: Uint8Array, random: Random): Uint8Array {
  if (!random.chance(0.04)) return bytes;
  switch (random.below(5)) {
    case 0:
      return gzipSync(bytes, { level: 1 });
    case 1:
      return zipSync({ 'a.xml': bytes, '../b.xml': bytes }, { level: 1 });
    case 2:
      return gzipSync(gzipSync(gzipSync(bytes, { level: 1 }), { level: 1 }), { level: 1 });
    case 3:
      return gzipSync(new Uint8Array(random.size(200_000_000)).fill(0x20), { level: 1 });
    default:
      return zipSync(
        Object.fromEntries(
          Array.from({ length: random.size(2000) }, (_none, index) => [
            `${index}.xml`,
            bytes.subarray(0, 400),
          ]),
        ),
        { level: 1 },
      );
  }
}
