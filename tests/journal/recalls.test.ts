/** What events mean for the recall ledger, in whatever order the topic has them. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Recalls } from '../../functions/adapters/store/recalls.ts';
import type { Head } from '../../functions/adapters/store/records.ts';
import type { EventType } from '../../functions/core/article/life-cycle/saying.ts';
import type { Facets } from '../../functions/core/feed/facets.ts';
import { NO_RECALLS, type RecallSettings } from '../../functions/core/feed/recalls.ts';
import { keepRecalls } from '../../functions/journal/recalls.ts';
import { MINUTE, modelOf, START, type Model } from '../recalls/support/ledger.ts';

const FACETS: Facets = {
  provider: 'aurora',
  sources: [],
  language: 'en',
  subjects: [],
  flags: [],
  urgency: 4,
};
const SETTINGS: RecallSettings = {
  afterMinutes: 15,
  people: true,
  readers: [{ id: 'site', kind: 'subscription', filter: { language: ['en'] } }],
};
const iso = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();

let model: Model;
let ledger: Recalls;
/** What was told, the newest first, as the head has it. */
let list: string[];

beforeEach(() => {
  model = modelOf();
  ledger = new Recalls(model.clients, { tableName: 'articles', now: () => model.clock.now });
  list = ['1.published.k'];
});

function tell(revision: number, event: EventType, settings = SETTINGS): Promise<void> {
  list = [`${revision}.${event}.`, ...list.filter((one) => !one.startsWith(`${revision}.`))];
  return hear(revision, event, settings);
}

function hear(revision: number, event: EventType, settings = SETTINGS): Promise<void> {
  const table = {
    head: () => Promise.resolve({ told: { list, at: iso(revision) }, telling: null } as unknown as Head),
  };
  const entry = { articleId: 'a1', revision, event, at: iso(revision), facets: FACETS, was: [FACETS] };
  const states = [{ revision: 1, facets: FACETS }];
  return keepRecalls({ table, recalls: ledger }, settings, entry, { states, isAll: true });
}

async function all(): Promise<[revision: number, reader: string, closed: string | null][]> {
  const { recalls } = await ledger.ofArticle('a1');
  return recalls.map(({ revision, reader, closed }) => [revision, reader, closed?.how ?? null]);
}

const confirm = (revision: number) =>
  ledger.confirmEarly(
    { articleId: 'a1', revision, event: 'killed', reader: 'site', kind: 'subscription', name: null },
    { how: 'reader', at: iso(9), by: null, reason: null },
  );

describe('an end', () => {
  test('is open for registered readers that had the article, and for people who took it', async () => {
    await ledger.take('a1', { reader: 'anna', name: 'Anna', took: { revision: 1, how: 'copied' } });
    await ledger.take('a1', { reader: 'late', name: null, took: { revision: 3, how: 'opened' } });
    await tell(2, 'killed');
    expect(await all()).toEqual([
      [2, 'anna', null],
      [2, 'site', null],
    ]);
    expect(await ledger.due(iso(17), 10)).toHaveLength(2);
    expect(await ledger.due(iso(16), 10)).toEqual([]);
  });

  test('that comes again changes nothing', async () => {
    await tell(2, 'killed');
    const before = JSON.stringify(model.items());
    await tell(2, 'killed');
    expect(JSON.stringify(model.items())).toBe(before);
  });

  test('costs nothing where nobody is asked, and so does a text', async () => {
    await tell(2, 'killed', NO_RECALLS);
    await tell(3, 'updated');
    expect(model.calls).toEqual([]);
  });

  test('a later one is another item', async () => {
    await tell(2, 'withheld');
    await tell(3, 'killed');
    expect(await all()).toEqual([
      [2, 'site', null],
      [3, 'site', null],
    ]);
  });

  test('that is heard of after a later one was confirmed is confirmed with it', async () => {
    await tell(3, 'killed');
    await confirm(3);
    const [recall] = (await ledger.ofArticle('a1')).recalls;
    if (recall !== undefined)
      await ledger.close(recall, { how: 'reader', at: iso(9), by: null, reason: null });
    await hear(2, 'withheld');
    expect(await all()).toEqual([
      [2, 'site', 'reader'],
      [3, 'site', 'reader'],
    ]);
    expect(await ledger.ofReader('site')).toEqual([]);
  });
});

describe('a text that comes back', () => {
  test('closes what is open, for nobody has to take it down any more', async () => {
    await tell(2, 'withheld');
    await tell(3, 'reinstated');
    expect(await all()).toEqual([[2, 'site', 'reinstated']]);
    expect(await ledger.counts()).toEqual({ open: 0, overdue: 0 });
    await tell(4, 'killed');
    expect(await all()).toEqual([
      [2, 'site', 'reinstated'],
      [4, 'site', null],
    ]);
  });

  test('does so also where the log hears of it before its end', async () => {
    list = ['3.reinstated.k', '2.withheld.', ...list];
    await hear(3, 'reinstated');
    await hear(2, 'withheld');
    expect(await all()).toEqual([[2, 'site', 'reinstated']]);
  });

  test('leaves a later end open', async () => {
    list = ['4.killed.', '3.reinstated.k', '2.withheld.', ...list];
    await hear(4, 'killed');
    await hear(3, 'reinstated');
    expect(await all()).toEqual([[4, 'site', null]]);
  });
});
