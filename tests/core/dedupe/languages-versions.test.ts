/** One story in every language of the register, and what becomes of its versions. The texts are our own: languages/. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { NearVerdict } from '../../../functions/core/dedupe/near-index.ts';
import { randomOf } from './support/simulated-index.ts';
import { withOtherNumbers } from './support/transforms.ts';

interface Story {
  language: string;
  byline: string;
  credit: string;
  /** Of two agencies. */
  datelines: [string, string];
  edit: [string, string];
  more: string;
  /** The number of the dead, in words, and an hour later. */
  toll: [string, string];
  names: [string, string][];
  paragraphs: string[];
}

const FOLDER = join(import.meta.dirname, 'languages');
const STORIES = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Story,
);

const AT = Date.parse('2026-07-01T20:00:00Z');
const HOUR = 3_600_000;

interface Sent {
  body: string;
  title?: string;
  provider?: string;
  hours?: number;
}

async function verdictOn(first: Sent, second: Sent, language: string): Promise<NearVerdict> {
  const engine = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), {
    pause: () => Promise.resolve(),
  });
  const articles = [first, second].map(({ hours = 0, ...sent }, i) => ({
    articleId: `a${i}`,
    provider: 'aurora',
    language,
    at: AT + hours * HOUR,
    ...sent,
  }));
  const verdicts: NearVerdict[] = [];
  for (const article of articles) verdicts.push((await engine.judge(article)).verdict);
  return verdicts[1] ?? 'new';
}

const UNSPACED = new Set(['zh', 'ja']);
const CASELESS = new Set(['ar', 'he', 'hi', 'ja', 'ko', 'th', 'zh']);

/** As a paper sets it: other quotes, spaces that do not break. */
function typeset(text: string): string {
  return text
    .replaceAll(' - ', ' – ')
    .replaceAll("'", '’')
    .replace(/(?<=\p{Nd}) (?=\p{L})/gu, '\u00a0');
}

describe.each(STORIES)('in $language', (story) => {
  const { language, paragraphs, byline, credit, datelines, edit, more, toll, names } = story;
  const paragraphsOf = (parts: readonly string[]): string => parts.join('\n\n');
  const gap = UNSPACED.has(language) ? '' : ' ';
  const text = paragraphsOf(paragraphs);
  const wire = (body: string, dateline = datelines[0]): string => `${dateline}${gap}${body}`;
  const replaced = (from: string, to: string): string => {
    expect(text).toContain(from);
    return text.replace(from, to);
  };
  const withOthers = (): string => names.reduce((body, [name, other]) => body.replaceAll(name, other), text);
  const withNumbers = (body: string): string => withOtherNumbers(body, randomOf(11));
  const other: Sent = { body: '', provider: 'borealis', hours: 1 };
  const original: Sent = { body: wire(text) };

  const cases: readonly (readonly [string, () => Sent, NearVerdict])[] = [
    ['the same text under another provider', () => ({ ...other, body: wire(text) }), 'duplicate'],
    ['another dateline', () => ({ ...other, body: wire(text, datelines[1]) }), 'duplicate'],
    ['another byline', () => ({ ...other, body: `${byline}\n\n${wire(text)}` }), 'duplicate'],
    [
      'another byline and dateline',
      () => ({ ...other, body: `${byline}\n\n${wire(text, datelines[1])}` }),
      'duplicate',
    ],
    ['no dateline', () => ({ ...other, body: text }), 'duplicate'],
    ['a credit line at its end', () => ({ ...other, body: `${wire(text)}\n\n${credit}` }), 'duplicate'],
    [
      'other typography',
      () => ({ ...other, body: wire(typeset(text), datelines[0].replace('-', '–')) }),
      'duplicate',
    ],
    ['an edited sentence', () => ({ ...other, body: wire(replaced(...edit)) }), 'variant'],
    ['one sentence more', () => ({ ...other, body: wire(`${text}${gap}${more}`) }), 'variant'],
    ['one paragraph more', () => ({ ...other, body: wire(paragraphsOf([text, more])) }), 'variant'],
    ['half of it', () => ({ ...other, body: wire(paragraphsOf(paragraphs.slice(0, 2))) }), 'variant'],
    [
      'the last paragraph cut',
      () => ({ ...other, body: wire(paragraphsOf(paragraphs.slice(0, 3))) }),
      'variant',
    ],
    ['more dead, in words', () => ({ ...original, body: wire(replaced(...toll)), hours: 2 }), 'variant'],
    [
      'fewer missing, in digits',
      () => ({ ...original, body: wire(fewerMissing(text)), hours: 2 }),
      'variant',
    ],
    ['other figures', () => ({ ...other, body: wire(withNumbers(text)) }), 'new'],
    [
      'another day of the template: other names and figures',
      () => ({ ...original, body: wire(withNumbers(withOthers())), hours: 24 }),
      'new',
    ],
    // Where no capitals tell names, the figures alone speak: all the same, so it is published beside the other
    [
      'other names',
      () => ({ ...other, body: wire(withOthers()) }),
      CASELESS.has(language) ? 'variant' : 'new',
    ],
  ];

  test.each(cases)('%s: is judged as what it is', async (_, version, verdict) => {
    expect(await verdictOn(original, version(), language)).toBe(verdict);
  });
});

/** 23 → 21, in the digits that the text is written with. */
function fewerMissing(text: string): string {
  return text.replace(/(\p{Nd})(\p{Nd})(?!\p{Nd})/u, (_, tens: string, ones: string) => {
    const two = ones.codePointAt(0) ?? 0;
    return tens + String.fromCodePoint(two - 2);
  });
}
