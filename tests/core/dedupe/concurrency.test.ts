import { describe, expect, test } from '@jest/globals';
import { NearDuplicates, type NearArticle } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { Judgement } from '../../../functions/core/dedupe/near-index.ts';
import { randomOf, SimulatedIndex, VirtualTime } from './support/simulated-index.ts';
import { storyOf } from './support/texts.ts';

const AT = Date.parse('2026-07-01T12:00:00Z');
const SEEDS = Array.from({ length: 24 }, (_, i) => i + 1);

interface Outcome {
  id: string;
  judgement: Judgement;
}

/** Judges all articles as if each had a worker of its own, all started within `spread` milliseconds. */
async function sideBySide(articles: readonly NearArticle[], seed: number, spread = 5): Promise<Outcome[]> {
  const random = randomOf(seed);
  const time = new VirtualTime();
  const index = new SimulatedIndex(time, random);
  const engine = new NearDuplicates(index, { pause: time.pause });
  return time.run(
    articles.map((article) => async () => {
      await time.pause(random() * spread);
      return { id: article.articleId, judgement: await engine.judge(article) };
    }),
  );
}

function copies(count: number, textOf: (i: number) => string): NearArticle[] {
  return Array.from({ length: count }, (_, i) => ({
    articleId: `copy-${i}`,
    provider: `provider-${i % 7}`,
    body: textOf(i),
    at: AT + (i % 5),
  }));
}

function newOnes(outcomes: readonly Outcome[]): string[] {
  return outcomes.filter(({ judgement }) => judgement.verdict === 'new').map(({ id }) => id);
}

describe('50 copies at the same instant', () => {
  test.each(SEEDS)('one is new, 49 are linked to it (order %i)', async (seed) => {
    const { body } = storyOf(seed);
    const outcomes = await sideBySide(
      copies(50, () => body),
      seed,
    );
    const [original, ...others] = newOnes(outcomes);
    expect(others).toEqual([]);
    for (const { id, judgement } of outcomes) {
      if (id === original) continue;
      expect(judgement).toMatchObject({
        verdict: 'duplicate',
        of: original,
        story: original,
        match: original,
      });
    }
  });

  test('as if they had come over two seconds, so that some are judged before others arrive', async () => {
    for (const seed of SEEDS.slice(0, 8)) {
      const { body } = storyOf(seed);
      const outcomes = await sideBySide(
        copies(50, () => body),
        seed,
        2000,
      );
      expect(newOnes(outcomes)).toHaveLength(1);
    }
  });
});

describe('versions of one text at the same instant', () => {
  const changed = (body: string, i: number): string => {
    const paragraphs = body.split('\n\n');
    if (i % 3 === 1) return paragraphs.slice(0, 6).join('\n\n');
    if (i % 3 === 2) return [...paragraphs, storyOf(1000, 2).body].join('\n\n');
    return body;
  };

  test.each(SEEDS)('12 longer and shorter ones make one story with one original (order %i)', async (seed) => {
    const { body } = storyOf(seed);
    const outcomes = await sideBySide(
      copies(12, (i) => changed(body, i)),
      seed,
    );
    const [original, ...others] = newOnes(outcomes);
    expect(others).toEqual([]);
    for (const { judgement } of outcomes) expect(judgement.story).toBe(original);
  });

  test('nobody is hidden because of somebody who is hidden as well', async () => {
    for (const seed of SEEDS) {
      const { body } = storyOf(seed);
      const outcomes = await sideBySide(
        copies(12, (i) => changed(body, i)),
        seed,
      );
      const verdicts = new Map(outcomes.map(({ id, judgement }) => [id, judgement.verdict]));
      for (const { judgement } of outcomes) {
        if (judgement.verdict !== 'duplicate') continue;
        expect(verdicts.get(judgement.match ?? '')).toMatch(/new|variant/);
      }
    }
  });
});

test('different stories at the same instant do not wait for each other and are all new', async () => {
  const outcomes = await sideBySide(
    copies(30, (i) => storyOf(i + 1).body),
    1,
  );
  expect(newOnes(outcomes)).toHaveLength(30);
});
