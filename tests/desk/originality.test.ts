/** Which article a copy points at. */
import { expect, test } from '@jest/globals';
import type { Line } from '../../functions/core/article/life-cycle/standing.ts';
import { judgeOriginality } from '../../functions/desk/originality.ts';

type Ports = Parameters<typeof judgeOriginality>[0];
type Candidate = Parameters<typeof judgeOriginality>[1];

const CANDIDATE = {
  articleId: 'copy',
  revision: 1,
  record: {
    article: {
      type: 'text',
      language: 'en',
      headlines: [{ value: 'Bridge closed' }],
      bodies: [{ contentType: 'text/plain', value: 'The bridge over the river is closed until the spring.' }],
    },
    wire: { provider: 'cascade', replaces: [], signals: [], takeKey: null, text: { removed: [] } },
  },
} as unknown as Candidate;

const LINE = { revision: 1, status: 'usable', textKey: 'x', hidden: false } as unknown as Line;
const TOLD = { announced: true, event: 'published', revision: 1, at: null, list: ['1.published.x'] };
const OPEN = { line: LINE, told: TOLD, telling: null, next: null, of: null, byHand: false };

/** Ports of a desk whose index finds the text again in one article of a story, whose first article stands as given. */
function portsWith(first: object): Ports {
  const heads: Record<string, object> = { one: { ...OPEN, of: 'first' }, first: { ...OPEN, ...first } };
  return {
    now: () => 0,
    claims: {
      claim: () => Promise.resolve({ first: undefined, again: undefined, killed: [] }),
      link: () => Promise.resolve(),
    },
    near: {
      judge: () =>
        Promise.resolve({
          ...{ verdict: 'duplicate', of: 'first', match: 'one', story: 'first' },
          ...{ similarity: 1, containment: 1, evidence: {} },
        }),
    },
    table: {
      head: (id: string) =>
        Promise.resolve(heads[id] === undefined ? undefined : { articleId: id, ...heads[id] }),
      revision: () => Promise.resolve(undefined),
    },
  } as unknown as Ports;
}

test('a copy of one article of a story points at the first one of it', async () => {
  expect(await judgeOriginality(portsWith({}), CANDIDATE)).toMatchObject({
    verdict: 'duplicate',
    of: 'first',
  });
});

test('it points at the one that gives its text out, where the first one has become a copy of another', async () => {
  const first = { line: { ...LINE, hidden: true }, of: 'another' };
  expect(await judgeOriginality(portsWith(first), CANDIDATE)).toMatchObject({
    verdict: 'duplicate',
    of: 'one',
  });
});
