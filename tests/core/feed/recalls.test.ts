/** Who has to confirm a kill. */
import { describe, expect, test } from '@jest/globals';
import type { Facets } from '../../../functions/core/feed/facets.ts';
import {
  dueAfter,
  moreOf,
  ownReaders,
  readersThatHad,
  type RecallReader,
} from '../../../functions/core/feed/recalls.ts';

const facets = (changes: Partial<Facets> = {}): Facets => ({
  provider: 'aurora',
  sources: [],
  language: 'en',
  subjects: [],
  flags: [],
  urgency: 4,
  ...changes,
});
const told = (...states: Facets[]) => ({
  states: states.map((one, index) => ({ revision: states.length - index, facets: one })),
  isAll: true,
});
const reader = (more: Partial<RecallReader>): RecallReader => ({ id: 'app', kind: 'subscription', ...more });

describe('a registered reader has to confirm', () => {
  test.each<[string, Partial<RecallReader>, Facets[], number]>([
    ['what it asks for', { filter: { language: ['en'] } }, [facets()], 1],
    [
      'what one of its filters asks for',
      { filter: [{ language: ['no'] }, { provider: ['aurora'] }] },
      [facets()],
      1,
    ],
    [
      'what it had before the article left its filter',
      { filter: { language: ['en'] } },
      [facets({ language: 'no' }), facets()],
      1,
    ],
    ['the newest text that was for it', {}, [facets({ urgency: 1 }), facets(), facets()], 3],
    [
      'what an exclusion let through once',
      { filter: { flags: ['-test'] } },
      [facets({ flags: ['test'] }), facets()],
      1,
    ],
  ])('%s', (_what, more, states, revision) => {
    expect(readersThatHad([reader(more)], told(...states))).toEqual([
      { reader: 'app', kind: 'subscription', name: null, took: { revision, how: 'filter' } },
    ]);
  });

  test.each<[string, Partial<RecallReader>, Facets[]]>([
    ['what was never told', {}, []],
    ['what no text of was for its filter', { filter: { language: ['no'] } }, [facets(), facets()]],
    ['an agency that its licence leaves out', { providers: ['borealis'] }, [facets()]],
    ['a flag that its licence leaves out', { withoutFlags: ['advisory'] }, [facets({ flags: ['advisory'] })]],
    ['names that do not hold together', { filter: { language: ['en'], provider: ['borealis'] } }, [facets()]],
  ])('never %s', (_what, more, states) => {
    expect(readersThatHad([reader(more)], told(...states))).toEqual([]);
  });

  test('what may have been for it in texts that were too many to look at', () => {
    const before = { ...told(facets()), isAll: false };
    const readers = [
      reader({ id: 'norwegian', filter: { language: ['no'] } }),
      reader({ id: 'other', filter: { provider: ['borealis'], language: ['no'] } }),
      reader({ id: 'licensed', providers: ['borealis'] }),
    ];
    expect(readersThatHad(readers, before).map((one) => one.reader)).toEqual(['norwegian']);
  });
});

describe('who somebody is', () => {
  const settings = {
    afterMinutes: 15,
    people: true,
    readers: [
      reader({ id: 'site', identity: 'arn:site' }),
      reader({ id: 'nobody-for-it' }),
      reader({ id: 'sub-of-app', kind: 'client' }),
      reader({ id: 'named', kind: 'client', identity: 'sub-of-other' }),
    ],
  };
  test.each([
    ['machine', 'arn:site', ['site']],
    ['machine', 'sub-of-app', ['sub-of-app']],
    ['machine', 'named', []],
    ['machine', 'nobody-for-it', []],
    ['machine', 'sub-of-other', ['named']],
    ['person', 'anna', ['anna']],
    // A registered client is asked by its filter, and not twice
    ['person', 'sub-of-app', ['sub-of-app']],
  ] as const)('a %s %s confirms for %j', (kind, id, readers) => {
    expect(ownReaders({ kind, id, name: 'N' }, settings).map((one) => one.reader)).toEqual(readers);
  });

  test('people are none where they are not asked', () => {
    expect(ownReaders({ kind: 'person', id: 'anna', name: 'Anna' }, { ...settings, people: false })).toEqual(
      [],
    );
  });
});

test('a copy says more than a look, and a newer text more than an older one', () => {
  const opened = { revision: 2, how: 'opened' } as const;
  const copied = { revision: 2, how: 'copied' } as const;
  expect(moreOf(undefined, opened)).toBe(opened);
  expect(moreOf(opened, copied)).toBe(copied);
  expect(moreOf(copied, opened)).toBe(copied);
  expect(moreOf(copied, { revision: 1, how: 'copied' })).toBe(copied);
  expect(moreOf(copied, { revision: 3, how: 'opened' })).toEqual({ revision: 3, how: 'opened' });
});

test('what is due is due by the time of the message', () => {
  expect(dueAfter('2026-03-11T08:00:00Z', { afterMinutes: 15 })).toBe('2026-03-11T08:15:00.000Z');
});
