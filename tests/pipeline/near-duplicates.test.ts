/** Copies under another name, on their whole way: what is published, what is only linked, and why. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TakenItem } from '../../functions/adapters/store/outcomes.ts';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, type Story } from './support/newsroom.ts';
import { clientsOf, stepsOver } from './support/steps.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ batchesAtOnce: 8, pollsNot: JOURNAL });
});
afterAll(async () => {
  await newsroom.close();
});

const STORY = [
  'The harbour council of Vesterhavn voted by 14 to 5 on Tuesday to spend 1,240 million crowns on a new breakwater, which engineers say will protect the old town until 2075.',
  'Mayor Ane Holt told reporters that 212 houses had been flooded in the storm of January 2019. She said that the town would not wait for another winter of sandbags and pumps.',
  'Opposition leader Marek Dunn called the plan too dear for a town of 38,500 people. He said that half of the money would be enough for a wall along the quay.',
  'Work is to begin in May 2027 and will take 31 months, according to the builder Brandvik Marine, which had asked for 1,310 million crowns in its first offer.',
];
/** The same story, so that the tests of this file do not find each other's. */
const storyOf = (town: string, factor: number): string[] =>
  STORY.map((text) =>
    text
      .replaceAll('Vesterhavn', town)
      .replaceAll(/\b\d{2,3}\b/g, (number) => String(Number(number) * factor + factor))
      .replaceAll('Ane Holt', `Ilse ${town}sen`)
      .replaceAll('Marek Dunn', `Carl ${town}berg`)
      .replaceAll('Brandvik', `${town}vik`),
  );

let names = 0;
const take = async (provider: string, story: Story): Promise<TakenItem> => {
  const name = `near-${names++}`;
  const file = ninjsFile({ uri: `urn:x:${name}`, ...story });
  return onlyItem(await newsroom.take([provider, `${name}.json`, file]));
};

describe('a copy under another name', () => {
  test('with a byline and another headline is a duplicate: linked, with the evidence, and not published', async () => {
    const original = await take('aurora', { paragraphs: STORY });
    await newsroom.messages();
    const copy = await take('borealis', {
      headline: 'A wall for the old town',
      paragraphs: ['By Nora Fells', ...STORY],
    });
    expect(copy).toMatchObject({
      outcome: 'duplicate',
      dedupe: { verdict: 'duplicate', of: original.articleId, story: original.articleId },
    });
    expect(copy.dedupe.containment).toBeGreaterThan(0.95);
    expect(copy.dedupe.evidence).toHaveProperty('rule');
    expect(await newsroom.messages()).toEqual([]);
  });

  test('cut to half is a variant: published, in the story of the original', async () => {
    const paragraphs = storyOf('Grenholm', 2);
    const original = await take('aurora', { paragraphs });
    const cut = await take('borealis', { paragraphs: paragraphs.slice(0, 2) });
    expect(cut).toMatchObject({
      outcome: 'published',
      dedupe: { verdict: 'variant', of: original.articleId, story: original.articleId },
    });
  });

  test('that corrects, or that replaces the original, is published even when it is nearly the same', async () => {
    const paragraphs = storyOf('Lindstad', 3);
    const original = await take('aurora', { paragraphs });
    const headline = 'CORRECTED: A wall for the old town';
    const correction = await take('borealis', { headline, paragraphs: ['By Nora Fells', ...paragraphs] });
    expect(correction).toMatchObject({
      outcome: 'published',
      dedupe: { verdict: 'variant', of: original.articleId },
    });
    expect(correction.dedupe.evidence).toMatchObject({ rule: 'headline-differs' });
  });

  test('with the very same text that corrects the headline is published as a variant', async () => {
    const paragraphs = storyOf('Hilsund', 8);
    const story = { headline: 'CORRECTED: A wall for the old town' };
    const original = await take('aurora', { paragraphs });
    const nearly = ['By Nora Fells', ...paragraphs];
    // Not the original, but its hidden copy was first with these very words
    const copy = await take('borealis', { paragraphs: nearly });
    expect(copy.outcome).toBe('duplicate');
    expect(await take('cascade', { paragraphs: nearly, ...story })).toMatchObject({
      outcome: 'published',
      dedupe: { verdict: 'variant', of: original.articleId, evidence: { rule: 'headline-differs' } },
    });
  });

  test('of a copy of a killed text is held back, and the operators hear of it', async () => {
    const paragraphs = storyOf('Dalsund', 9);
    const uri = 'urn:x:near-killed-copy';
    const original = await take('aurora', { uri, paragraphs });
    const nearly = ['By Nora Fells', ...paragraphs];
    expect((await take('borealis', { paragraphs: nearly })).outcome).toBe('duplicate');
    await take('aurora', { uri, paragraphs, version: '2', pubstatus: 'canceled' });
    await newsroom.notices();
    expect((await take('cascade', { paragraphs: nearly })).outcome).toBe('duplicate');
    expect(await newsroom.notices()).toEqual([
      expect.objectContaining({ type: 'wire.killed-text.again', of: original.articleId, published: false }),
    ]);
  });

  test('of a text with which somebody was killed is told to the operators, although another agency gives it out still', async () => {
    const paragraphs = storyOf('Skarholm', 11);
    const uri = 'urn:x:near-corrected-and-killed';
    expect((await take('borealis', { paragraphs })).outcome).toBe('published');
    await take('aurora', { uri, paragraphs: storyOf('Brathavn', 12) });
    const corrected = await take('aurora', { uri, version: '2', paragraphs });
    await take('aurora', { uri, version: '3', paragraphs, pubstatus: 'canceled' });
    await newsroom.notices();
    const late = await take('cascade', { paragraphs });
    expect(late.outcome).toBe('duplicate');
    expect(await newsroom.notices()).toEqual([
      expect.objectContaining({
        type: 'wire.killed-text.again',
        of: corrected.articleId,
        articleId: late.articleId,
        published: false,
      }),
    ]);
  });

  test('of a killed text is held back, and the operators hear of it', async () => {
    const paragraphs = storyOf('Ostervik', 4);
    const uri = 'urn:x:near-killed';
    const original = await take('aurora', { uri, paragraphs });
    await take('aurora', { uri, paragraphs, version: '2', pubstatus: 'canceled' });
    await newsroom.messages();
    const copy = await take('borealis', { paragraphs: ['By Nora Fells', ...paragraphs] });
    expect(copy.outcome).toBe('duplicate');
    expect(await newsroom.messages()).toEqual([]);
    expect(await newsroom.notices()).toEqual([
      expect.objectContaining({ type: 'wire.killed-text.again', of: original.articleId, published: false }),
    ]);
  });
});

test('the report of another day, with other figures, is no copy', async () => {
  await take('aurora', { paragraphs: storyOf('Norsund', 5) });
  const other = await take('aurora', { paragraphs: storyOf('Sudsund', 6) });
  expect(other).toMatchObject({ outcome: 'published', dedupe: { verdict: 'new' } });
});

test('an update of an original is no duplicate of itself, and its copies are copies of the same story', async () => {
  const paragraphs = storyOf('Middelby', 7);
  const uri = 'urn:x:near-updated';
  const original = await take('aurora', { uri, paragraphs });
  const longer = [
    ...paragraphs,
    'The council of Middelby meets again in June to hear the fishermen, 40 of whom had signed a letter.',
  ];
  const update = { uri, version: '2', versioncreated: '2026-03-11T09:00:00Z', paragraphs: longer };
  expect(await take('aurora', update)).toMatchObject({ outcome: 'updated', dedupe: { verdict: 'update' } });
  const copy = await take('borealis', { paragraphs: longer });
  expect(copy).toMatchObject({
    outcome: 'duplicate',
    dedupe: { of: original.articleId, story: original.articleId },
  });
});

test('the same figures from the same provider on another day are published: that nothing has changed is the news', async () => {
  const room = await Newsroom.open({ poll: false });
  try {
    let now = Date.parse('2026-03-11T12:00:00Z');
    const steps = stepsOver(room, clientsOf(room), () => now);
    const rates = async (day: number): Promise<TakenItem> => {
      const name = `rates-${day}.json`;
      const bytes = ninjsFile({ uri: `urn:x:rates:${day}`, paragraphs: STORY });
      const key = await room.drop('aurora', name, bytes);
      const delivery = {
        bucket: room.inbox,
        key,
        bytes: bytes.length,
        received: now,
        eTag: name,
        sequencer: '',
      };
      return onlyItem(await steps.take(delivery));
    };
    const { articleId: of } = await rates(11);
    now += 3_600_000;
    expect(await rates(12)).toMatchObject({ outcome: 'duplicate', dedupe: { of } });
    now += 24 * 3_600_000;
    expect(await rates(13)).toMatchObject({ outcome: 'published', dedupe: { verdict: 'variant', of } });
  } finally {
    await room.close();
  }
});
