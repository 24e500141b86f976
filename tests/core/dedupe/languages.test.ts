import { describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../../functions/core/dedupe/fingerprint.ts';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { Judgement } from '../../../functions/core/dedupe/near-index.ts';
import { ALL_SAMPLES, SAMPLES } from './support/languages.ts';
import { randomOf } from './support/simulated-index.ts';
import {
  extended,
  firstParagraphs,
  misread,
  withOtherNames,
  withOtherNumbers,
  withoutSomeWords,
} from './support/transforms.ts';

const AT = Date.parse('2026-07-01T12:00:00Z');
const HOUR = 3_600_000;

/** What the second text is judged to be when the first has come an hour before. */
async function judged(first: string, second: string, language: string, hours = 1): Promise<Judgement> {
  const engine = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), {
    pause: () => Promise.resolve(),
  });
  await engine.judge({ articleId: 'first', provider: 'aurora', body: first, language, at: AT });
  return engine.judge({
    articleId: 'second',
    provider: 'borealis',
    body: second,
    language,
    at: AT + hours * HOUR,
  });
}

describe.each(ALL_SAMPLES)('a copy in $language', ({ language, body, more }) => {
  const random = randomOf(7);

  test('is a duplicate under another typography and with a byline', async () => {
    const copy = `Aurora News\n\n${body.replaceAll(' - ', ' — ').replaceAll('"', '”')}`;
    expect(await judged(body, copy, language)).toMatchObject({ verdict: 'duplicate', of: 'first' });
  });

  test.each([
    ['cut to its first three paragraphs', firstParagraphs(body, 3)],
    ['cut to its lead', firstParagraphs(body, 2)],
    ['extended by a paragraph', extended(body, more)],
    ['edited in one word of twenty', withoutSomeWords(body, random, 20)],
    ['garbled in one letter of fifty', misread(body, random, 0.02)],
    ['garbled in one letter of twenty', misread(body, random, 0.05)],
  ])('is a variant when %s', async (_, version) => {
    expect(await judged(body, version, language)).toMatchObject({ verdict: 'variant', of: 'first' });
  });

  test('is no copy of another story', async () => {
    const other = ALL_SAMPLES.find((sample) => sample.language !== language);
    expect(await judged(other?.body ?? '', body, language)).toMatchObject({ verdict: 'new' });
    expect(await judged(more, body, language)).toMatchObject({ verdict: 'new' });
  });

  test('is no copy of the same report with other figures', async () => {
    const other = withOtherNumbers(body, random);
    expect(await judged(body, other, language)).toMatchObject({ verdict: 'new' });
  });
});

describe.each(SAMPLES)('names in $language', ({ language, body, names }) => {
  test('are found in mid-sentence, whatever the language writes with capitals', () => {
    const { labels } = fingerprint({ body, language });
    const found = new Set(labels.names.values());
    const parts = names
      .flatMap(([name]) => name.toLowerCase().split(/[ -]/))
      .filter((part) => part.length > 3);
    const missed = parts.filter((part) => !found.has(part));
    expect(missed.length).toBeLessThanOrEqual(parts.length * 0.2);
    // Not every capitalised word is one
    expect(found.size).toBeLessThan(parts.length * 3);
  });

  test('tell a report of another place from a copy', async () => {
    const other = withOtherNames(body, names);
    expect(await judged(body, other, language)).toMatchObject({ verdict: 'new' });
    expect(await judged(body, withOtherNumbers(other, randomOf(3)), language)).toMatchObject({
      verdict: 'new',
    });
  });
});
