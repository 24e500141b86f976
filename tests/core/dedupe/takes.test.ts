import { describe, expect, test } from '@jest/globals';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates, type NearArticle } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { Judgement } from '../../../functions/core/dedupe/near-index.ts';
import { storyOf } from './support/texts.ts';

const AT = Date.parse('2026-07-01T08:00:00Z');
const HOUR = 3_600_000;

const TITLE = 'Harbour council votes on new breakwater';
const FIRST =
  'VESTERHAVN (Aurora) - The harbour council of Vesterhavn meets on Wednesday to vote on a new breakwater, which has divided the town for years.\n\n' +
  'Engineers say that the present wall from 1912 will not hold another storm like the one of January, when 212 houses were flooded.\n\n' +
  'Mayor Ane Holt has asked all members to take part. The opposition under Marek Dunn wants the money for the school in Sandmark.\n\n' +
  'The builder Brandvik Marine has offered to begin in May, and to be ready within 31 months. Fishermen fear for the entrance of the port.';
/** The vote has been taken: the lead is another one, half of the rest is written anew. */
const SECOND =
  'VESTERHAVN (Aurora) - With 14 votes to 5, Vesterhavn decided on Wednesday night to spend 1,240 million crowns on its sea wall, after a debate of six hours in which three members walked out.\n\n' +
  'Holt spoke of a good day for everybody who lives behind the quay. Dunn announced that he would go to court over the loan.\n\n' +
  'Engineers say that the present wall from 1912 will not hold another storm like the one of January, when 212 houses were flooded.\n\n' +
  'The builder Brandvik Marine has offered to begin in May, and to be ready within 31 months. Fishermen fear for the entrance of the port.';

type Sent = Partial<NearArticle>;

async function judged(...articles: readonly Sent[]): Promise<Judgement[]> {
  const engine = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), {
    pause: () => Promise.resolve(),
  });
  const judgements: Judgement[] = [];
  for (const [i, article] of articles.entries()) {
    judgements.push(
      await engine.judge({
        articleId: `a${i}`,
        provider: 'aurora',
        body: FIRST,
        at: AT + i * HOUR,
        ...article,
      }),
    );
  }
  return judgements;
}

/** What the second take is judged to be. */
async function take(first: Sent, second: Sent): Promise<Judgement | undefined> {
  const [, judgement] = await judged(first, { body: SECOND, ...second });
  return judgement;
}

describe('a take with another lead', () => {
  test.each<[string, Sent, Sent]>([
    [
      'by the words behind the comma of its slug',
      { slug: 'BC-Harbour Vote' },
      { slug: 'BC-Harbour Vote, 1st Ld-Writethru' },
    ],
    [
      'by the words in brackets behind its slug',
      { slug: 'HARBOUR-VOTE/' },
      { slug: 'HARBOUR-VOTE/ (UPDATE 1, PIX)' },
    ],
    ['by the field for its take', { slug: 'Harbour/Vote' }, { slug: 'Harbour/Vote', takeKey: '2nd Lead' }],
    [
      'by its signals and the slug',
      { slug: 'Harbour/Vote' },
      { slug: 'Harbour/Vote', signals: ['lead', 'update'] },
    ],
    ['by what stands before its headline', { title: TITLE }, { title: `UPDATE 2-${TITLE}` }],
    ['by what stands behind its headline', { title: TITLE }, { title: `${TITLE} (2nd Lead)` }],
    ['in German', { title: TITLE }, { title: `2. Zusammenfassung: ${TITLE}` }],
  ])('is a variant of the first, told %s', async (_how, first, second) => {
    expect(await take(first, second)).toMatchObject({
      verdict: 'variant',
      of: 'a0',
      evidence: { rule: 'further-take' },
    });
  });

  test('is found though all its figures have changed since, as in reports on a market', async () => {
    const report = (index: string, rise: string, turnover: string): string =>
      `Shares in Kolbria stood at ${index} points around midday, ${rise} percent above the close of the day before. ` +
      `Dealers counted a turnover of ${turnover} million crowns, most of it in shipping and paper. ` +
      'They said that few wanted to buy before the bank of issue meets. Norrvall Steel and Granhult Paper led the list again.';
    const slug = 'STOCKS-KOLBRIA/';
    const [, later, nextDay] = await judged(
      { slug, body: report('1,240.5', '0.8', '212') },
      { slug: `${slug} (UPDATE 1)`, body: report('1,231.2', '0.1', '388') },
      { slug, body: report('1,219.7', '1.1', '197'), at: AT + 24 * HOUR },
    );
    expect(later).toMatchObject({ verdict: 'variant', of: 'a0' });
    expect(nextDay?.verdict).toBe('new');
  });

  test('is no copy that could be hidden, also where its text is the same', async () => {
    const slug = 'BC-Harbour Vote';
    const [, same] = await judged({ slug }, { slug: `${slug}, 1st Ld-Writethru` });
    expect(same).toMatchObject({ verdict: 'variant', evidence: { rule: 'revised' } });
  });
});

describe('a text that is as unlike as that', () => {
  const slug = 'BC-Harbour Vote';
  test.each<[string, Sent, Sent]>([
    ['says of itself no more than the first', { slug }, { slug }],
    ['is of another agency', { slug }, { slug: `${slug}, 1st Ld`, provider: 'borealis' }],
    ['comes on the next day', { slug }, { slug: `${slug}, 1st Ld`, at: AT + 20 * HOUR }],
    ['has another slug', { slug }, { slug: 'BC-School Vote, 1st Ld' }],
    ['has a lower number than the one before', { slug: `${slug}, 3rd Ld` }, { slug: `${slug}, 1st Ld` }],
    ['has another headline', { title: TITLE }, { title: 'UPDATE 1-Town decides to spend on sea wall' }],
    ['has the word for a take in its headline', { title: TITLE }, { title: `Lead found: ${TITLE}` }],
    ['has the word for a take as its matter', { slug: 'LEAD-PRICES' }, { slug: 'LEAD-PRICES' }],
  ])('is new where it %s', async (_how, first, second) => {
    expect(await take(first, second)).toMatchObject({ verdict: 'new' });
  });

  test('is new where it has nothing but the slug', async () => {
    expect(await take({ slug }, { slug: `${slug}, 1st Ld`, body: storyOf(4).body })).toMatchObject({
      verdict: 'new',
    });
  });
});
