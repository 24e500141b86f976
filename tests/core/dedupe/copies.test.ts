/** What may hide a copy and what may not: texts in invented words, furniture in the languages of the wires. */
import { describe, expect, test } from '@jest/globals';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates, type NearArticle } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { Judgement } from '../../../functions/core/dedupe/near-index.ts';
import { furnishedPairs } from '../../../tools/eval-dedupe/furniture.ts';
import { storyOf } from './support/texts.ts';

const AT = Date.parse('2026-07-14T10:00:00Z');
const { body: BODY } = storyOf(5, 5);
const HEADLINE = 'Council votes for new breakwater at Vesterhavn';

type Sent = Partial<NearArticle> & { body: string };

/** How the second is judged when the first is there. */
async function judged(first: Sent, second: Sent): Promise<Judgement> {
  const engine = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), {
    pause: () => Promise.resolve(),
  });
  await engine.judge({ articleId: 'first', provider: 'aurora', at: AT, ...first });
  return engine.judge({ articleId: 'second', provider: 'borealis', at: AT + 3_600_000, ...second });
}

describe('a copy under other furniture is found and hidden, one with news is not', () => {
  const pairs = Map.groupBy(furnishedPairs(7, 1), ({ language }) => language);

  test.each([...pairs.keys()])('in %s', async (language) => {
    for (const { first, second, news, kind } of pairs.get(language) ?? []) {
      const { verdict } = await judged({ ...first, language }, { ...second, language });
      expect({ kind, verdict }).toEqual({ kind, verdict: news ? 'variant' : 'duplicate' });
    }
  });
});

describe('house style makes no other text', () => {
  const said = (text: string): string => `${BODY}\n\n${text}`;
  test.each([
    ['quotation marks', 'He called it "a dull plan".', 'He called it “a dull plan”.'],
    ['dashes', 'The plan - a dull one - was dropped.', 'The plan — a dull one — was dropped.'],
    ['-ise and -ize', 'They realised that the labour was lost.', 'They realized that the labor was lost.'],
    ['per cent', 'Prices rose by 5 per cent.', 'Prices rose by 5%.'],
    ['millions', 'It cost $5 million.', 'It cost $5m.'],
    ['the euro behind a figure', 'Sie kostete 37,85 Euro.', 'Sie kostete 37,85 €.'],
    ['titles and months', 'Gov. Holt left on Sept. 3.', 'Governor Holt left on September 3.'],
    ['numbers in words', 'There were three ships.', 'There were 3 ships.'],
  ])('%s', async (_, one, other) => {
    await expect(judged({ body: said(one) }, { body: said(other) })).resolves.toMatchObject({
      verdict: 'duplicate',
      evidence: { rule: 'same-text' },
    });
  });
});

describe('one word, figure or sign of news makes a variant', () => {
  const said = (text: string): string => `${BODY}\n\n${text}`;
  test.each([
    ['a dropped not', 'The mayor was not present at the hearing.', 'The mayor was present at the hearing.'],
    ['a hyphen', 'He will re-sign next week with the team.', 'He will resign next week with the team.'],
    ['a sign', 'The index moved by +1.24 points.', 'The index moved by −1.24 points.'],
    ['a currency', 'The price is $5 a tonne.', 'The price is €5 a tonne.'],
    ['a unit', 'The price rose by 5 percent.', 'The price rose by 5 points.'],
    ['a question', 'Is he the owner?', 'Is he the owner.'],
    ['the order', 'Ane Holt defeated Marek Dunn.', 'Marek Dunn defeated Ane Holt.'],
  ])('%s', async (_, one, other) => {
    await expect(judged({ body: said(one) }, { body: said(other) })).resolves.toMatchObject({
      verdict: 'variant',
    });
  });
});

describe('headlines count', () => {
  const under = (title: string): Sent => ({ body: BODY, title });

  test.each([
    ['withdrawn', `WITHDRAWN: ${HEADLINE}`],
    ['corrected', `${HEADLINE} (CORRECTED)`],
    ['against for for', HEADLINE.replace('for', 'against')],
    ['another name', HEADLINE.replace('Vesterhavn', 'Grenholm')],
    ['a number that is nowhere in the text', 'Breakwater to cost 98,765 crowns'],
    ['not', HEADLINE.replace('votes', 'does not vote')],
    ['other words in another order', 'Breakwater at Vesterhavn votes for new council'],
  ])('%s: a variant', async (_, title) => {
    await expect(judged(under(HEADLINE), under(title))).resolves.toMatchObject({
      verdict: 'variant',
      of: 'first',
      evidence: { rule: 'headline-differs' },
    });
  });

  test.each([
    ['the name of the paper behind it', `${HEADLINE} | The Lindal Post`],
    ['other letters', HEADLINE.toUpperCase()],
    ['none', ''],
  ])('%s: a duplicate all the same', async (_, title) => {
    await expect(judged(under(HEADLINE), under(title))).resolves.toMatchObject({ verdict: 'duplicate' });
  });

  test('a headline of its own, without a name or number that is new: a duplicate all the same', async () => {
    const own = under('Old town to be safe from storms');
    await expect(judged(under('Council votes for new breakwater'), own)).resolves.toMatchObject({
      verdict: 'duplicate',
    });
  });

  test.each(['update', 'lead', 'writethru', 'correction'])(
    'a text sent as %s is never hidden',
    async (signal) => {
      await expect(judged({ body: BODY }, { body: BODY, signals: [signal] })).resolves.toMatchObject({
        verdict: 'variant',
        of: 'first',
        evidence: { rule: 'revised' },
      });
    },
  );
});
