/** Changes by the grammar of XML: elements, attributes, text, entities. */
import type { Random } from '../random.ts';
import { DEEPEST, LARGEST, bounded, insert, type Mutation } from './mutation.ts';
import { run } from './run.ts';

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

export const XML: readonly Mutation[] = [
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
