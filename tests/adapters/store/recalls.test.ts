/** The recall ledger: whatever is cut off and begun again, an item is open until it is closed, and once. */
import { describe, expect, test } from '@jest/globals';
import { Recalls, type Closing, type OpenRecall } from '../../../functions/adapters/store/recalls.ts';
import { CutOffError, MINUTE, modelOf, START, type Model } from '../../recalls/support/ledger.ts';

const at = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();
const KILL: OpenRecall = {
  articleId: 'a1',
  revision: 2,
  event: 'killed',
  reader: 'site',
  kind: 'subscription',
  name: null,
  took: { revision: 1, how: 'filter' },
  since: at(0),
  dueAt: at(15),
};
const CLOSING: Closing = { how: 'reader', at: at(1), by: null, reason: null };

function ledgerOf(model: Model): Recalls {
  return new Recalls(model.clients, { tableName: 'articles', now: () => model.clock.now });
}

/** Does a thing again and again, each time cut off one call later, until nothing is in its way. */
async function cutOffEverywhere(model: Model, what: () => Promise<unknown>): Promise<number> {
  for (let call = 0; ; call++) {
    model.failAt(call);
    try {
      await what();
      model.failAt(undefined);
      return call;
    } catch (error) {
      if (!(error instanceof CutOffError)) throw error;
    }
  }
}

async function everywhere(ledger: Recalls): Promise<{ own: number; all: number; counted: number }> {
  const own = await ledger.ofReader('site');
  const all = await ledger.allOpen(100);
  const { open } = await ledger.counts();
  return { own: own.length, all: all.length, counted: open };
}

const NOTHING_OPEN = { own: 0, all: 0, counted: 0 };
const ONE_OPEN = { own: 1, all: 1, counted: 1 };

describe('an item', () => {
  test('that was opened is open, however often it was cut off', async () => {
    const model = modelOf();
    const ledger = ledgerOf(model);
    expect(await cutOffEverywhere(model, () => ledger.open([KILL]))).toBeGreaterThan(1);
    expect(await everywhere(ledger)).toEqual(ONE_OPEN);
    expect(await ledger.ofReader('site')).toEqual([KILL]);
    expect(await ledger.ofReader('other')).toEqual([]);
  });

  test('that was closed is closed, however often that was cut off, and stays so when it is opened again', async () => {
    const model = modelOf();
    const ledger = ledgerOf(model);
    await ledger.open([KILL]);
    await cutOffEverywhere(model, () => ledger.close(KILL, CLOSING));
    expect(await everywhere(ledger)).toEqual(NOTHING_OPEN);
    await cutOffEverywhere(model, () => ledger.open([KILL]));
    expect(await everywhere(ledger)).toEqual(NOTHING_OPEN);
    expect((await ledger.ofArticle('a1')).recalls).toEqual([{ ...KILL, closed: CLOSING }]);
  });

  test('is closed by whoever is first', async () => {
    const ledger = ledgerOf(modelOf());
    await ledger.open([KILL]);
    expect(await ledger.close(KILL, CLOSING)).toBe(true);
    expect(await ledger.close(KILL, { ...CLOSING, how: 'operator', by: 'night desk' })).toBe(false);
    expect((await ledger.ofArticle('a1')).recalls).toMatchObject([{ closed: { how: 'reader' } }]);
  });

  test('of a reader who was faster than the log is closed from the beginning, and says what they had', async () => {
    const ledger = ledgerOf(modelOf());
    expect(await ledger.confirmEarly(KILL, CLOSING)).toBe(true);
    await ledger.open([KILL]);
    expect(await everywhere(ledger)).toEqual(NOTHING_OPEN);
    expect((await ledger.ofArticle('a1')).recalls).toMatchObject([
      { took: KILL.took, since: KILL.since, closed: CLOSING },
    ]);
  });

  test('that nobody who had the article confirmed is no recall', async () => {
    const ledger = ledgerOf(modelOf());
    const { took: _took, since: _since, dueAt: _dueAt, ...early } = KILL;
    await ledger.confirmEarly(early, CLOSING);
    expect(await ledger.ofArticle('a1')).toEqual({
      recalls: [],
      confirmed: [{ reader: 'site', revision: 2 }],
    });
  });

  test('of a later kill is another one', async () => {
    const ledger = ledgerOf(modelOf());
    await ledger.open([KILL]);
    await ledger.close(KILL, CLOSING);
    await ledger.open([{ ...KILL, revision: 4 }]);
    expect(await ledger.ofReader('site')).toMatchObject([{ revision: 4 }]);
  });

  test('is closed by hand with who did it and why, up to a revision', async () => {
    const ledger = ledgerOf(modelOf());
    await ledger.open([KILL, { ...KILL, revision: 5 }, { ...KILL, reader: 'other' }]);
    const byHand = { articleId: 'a1', reader: 'site', by: 'night desk', reason: 'phoned', at: at(20) };
    expect(await ledger.closeByHand({ ...byHand, revision: 4 })).toMatchObject([{ revision: 2 }]);
    expect(await ledger.closeByHand({ ...byHand, revision: 4 })).toEqual([]);
    expect((await ledger.ofArticle('a1')).recalls.map(({ closed }) => closed)).toEqual([
      null,
      { how: 'operator', by: 'night desk', reason: 'phoned', at: at(20) },
      null,
    ]);
  });
});

describe('what is overdue', () => {
  test('is found when it is due and not before, and counted until it is closed', async () => {
    const ledger = ledgerOf(modelOf());
    await ledger.open([KILL]);
    expect(await ledger.due(at(14), 10)).toEqual([]);
    const due = await ledger.due(at(15), 10);
    expect(due).toEqual([KILL]);
    expect(await ledger.becomeOverdue(due)).toEqual([KILL]);
    await ledger.areTold(due);
    expect(await ledger.due(at(60), 10)).toEqual([]);
    expect(await ledger.counts()).toEqual({ open: 1, overdue: 1 });
    await ledger.close(KILL, CLOSING);
    expect(await ledger.counts()).toEqual({ open: 0, overdue: 0 });
  });

  test('is not what was closed while it was looked at', async () => {
    const ledger = ledgerOf(modelOf());
    await ledger.open([KILL]);
    const due = await ledger.due(at(15), 10);
    await ledger.close(KILL, CLOSING);
    expect(await ledger.becomeOverdue(due)).toEqual([]);
    expect(await ledger.counts()).toEqual({ open: 0, overdue: 0 });
  });
});

describe('what people take', () => {
  test('is one item a person and article, which says the most', async () => {
    const ledger = ledgerOf(modelOf());
    const take = (revision: number, how: 'opened' | 'copied') =>
      ledger.take('a1', { reader: 'anna', name: 'Anna', took: { revision, how } });
    await take(1, 'opened');
    await take(1, 'copied');
    await take(1, 'opened');
    expect(await ledger.takersOf('a1')).toMatchObject([{ took: { revision: 1, how: 'copied' } }]);
    await take(2, 'opened');
    expect(await ledger.takersOf('a1')).toMatchObject([
      { reader: 'anna', name: 'Anna', took: { revision: 2, how: 'opened' } },
    ]);
  });

  test('is dropped with what they confirm, and not what they took since', async () => {
    const ledger = ledgerOf(modelOf());
    await ledger.take('a1', { reader: 'anna', name: null, took: { revision: 3, how: 'opened' } });
    await ledger.drop('a1', 'anna', 2);
    expect(await ledger.takersOf('a1')).toHaveLength(1);
    await ledger.drop('a1', 'anna', 4);
    expect(await ledger.takersOf('a1')).toEqual([]);
  });

  test('is forgotten after some months', async () => {
    const model = modelOf();
    const ledger = ledgerOf(model);
    await ledger.take('a1', { reader: 'anna', name: null, took: { revision: 1, how: 'opened' } });
    model.clock.now += 91 * 24 * 60 * MINUTE;
    expect(await ledger.takersOf('a1')).toEqual([]);
  });
});
