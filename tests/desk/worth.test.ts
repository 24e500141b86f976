/** Who gives a text out whose claim somebody else has. */
import { expect, test } from '@jest/globals';
import { NOTHING, type Standing } from '../../functions/core/article/life-cycle/standing.ts';
import { heirOf } from '../../functions/desk/worth.ts';

type Ports = Parameters<typeof heirOf>[0];

const KEY = '0123456789abcdef0123456789abcdef';

const GIVING: Standing = {
  ...NOTHING,
  lastRevision: 2,
  line: {
    ...{
      revision: 2,
      status: 'usable',
      version: null,
      versionSequence: null,
      format: 'ninjs-2',
      clock: null,
    },
    ...{
      inbox: { at: 0, key: '', sequencer: '', itemIndex: 0 },
      contentHash: '',
      textHash: '',
      alert: false,
    },
    ...{ correction: false, notice: false, reinstates: false, textKey: shortOf(KEY), hidden: false },
  },
  told: { announced: true, event: 'updated', revision: 2, at: null, list: [`2.updated.${shortOf(KEY)}`] },
};

/** As the head has it. */
function shortOf(key: string): string {
  return key.slice(0, 16);
}

test('an article that gives a text out is found, although whoever has its claim took it over after they were linked', async () => {
  const linked: Readonly<Record<string, string[]>> = { a: ['giving', 'b'], b: ['a'] };
  const ports = {
    claims: { copiesOf: (id: string) => Promise.resolve(linked[id] ?? []), link: () => Promise.resolve() },
    table: {
      head: (id: string) => Promise.resolve(id === 'giving' ? { ...GIVING, articleId: id } : undefined),
    },
    now: () => 0,
  } as unknown as Ports;
  const claim = { articleId: 'b', revision: 1, claimedAt: '2026-03-13T09:00:00.000Z' };
  const candidate = { articleId: 'c' } as Parameters<typeof heirOf>[2];
  expect(await heirOf(ports, claim, candidate, KEY)).toBeUndefined();
  expect(await heirOf(ports, { ...claim, before: ['a'] }, candidate, KEY)).toMatchObject({
    kind: 'gives',
    head: { articleId: 'giving' },
  });
});

test('no article is found that a person has made a part of the very story whose text is judged', async () => {
  const part = { ...GIVING, articleId: 'part', of: 'c', byHand: true };
  const heads: Readonly<Record<string, object>> = {
    part,
    c: { ...GIVING, articleId: 'c', line: { ...GIVING.line, status: 'canceled' } },
  };
  const ports = {
    claims: { copiesOf: () => Promise.resolve(['part']), link: () => Promise.resolve() },
    table: { head: (id: string) => Promise.resolve(heads[id]) },
    now: () => 0,
  } as unknown as Ports;
  const claim = { articleId: 'b', revision: 1, claimedAt: '2026-03-13T09:00:00.000Z' };
  const candidateIn = (articleId: string) => ({ articleId }) as Parameters<typeof heirOf>[2];
  expect(await heirOf(ports, claim, candidateIn('c'), KEY)).toBeUndefined();
  expect(await heirOf(ports, claim, candidateIn('d'), KEY)).toMatchObject({ head: { articleId: 'part' } });
});
