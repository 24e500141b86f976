/** The log of what was told. */
import { expect, test } from '@jest/globals';
import { FeedLog } from '../../../functions/adapters/store/feed-log.ts';
import { modelOf } from '../../recalls/support/ledger.ts';

const FACETS = { provider: 'aurora', sources: [], language: 'en', subjects: [], flags: [], urgency: null };
const at = (minute: number): string => new Date(Date.UTC(2026, 2, 13, 9, minute)).toISOString();

test('what was told between two times is found also behind a sender whose clock is hours ahead', async () => {
  const log = new FeedLog(modelOf().clients, {
    tableName: 'articles',
    feedDays: 30,
    now: () => Date.parse(at(30)),
  });
  const told = async (articleId: string, minute: number): Promise<void> => {
    await log.append([
      { articleId, revision: 1, event: 'published', at: at(minute), facets: FACETS, was: [] },
    ]);
  };
  await told('before', 0);
  await told('first', 10);
  await told('ahead', 400);
  await told('second', 12);
  for (let minute = 30; minute < 80; minute++) await told('behind', minute);
  const found: string[] = [];
  for await (const { entries } of log.between(at(8), at(20))) {
    found.push(
      ...entries.filter((entry) => entry.at >= at(8) && entry.at <= at(20)).map(({ articleId }) => articleId),
    );
  }
  expect(found).toEqual(['first', 'second']);
});
