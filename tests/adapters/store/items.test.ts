/** What is stored of a revision is read again as it was, whatever version of the code has written it. */
import { expect, test } from '@jest/globals';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import {
  headFrom,
  headItem,
  isOutsized,
  revisionFrom,
  revisionItem,
} from '../../../functions/adapters/store/items.ts';
import { DICTIONARY_1 } from '../../../functions/adapters/store/packing-dictionary.ts';
import { headAfter, type Revision } from '../../../functions/adapters/store/records.ts';

const ARTICLE = 'd2f1a770b151f0293be5739910c7aa55';
const TEXT = 'The ferry to Vesterhavn ran aground, the harbour master said on Tuesday.';

const record = {
  article: {
    uri: 'urn:newsml:aurora.example:ferry',
    headlines: [{ role: 'main', value: 'Ferry runs aground' }],
    bodies: [
      { role: 'main', contentType: 'text/html', value: `<p>${TEXT}</p>` },
      { role: 'main', contentType: 'text/plain', value: TEXT },
    ],
  },
  wire: { provider: 'aurora', takeKey: null, extra: { desk: '' } },
} as unknown as ArticleRecord;

const revision = {
  articleId: ARTICLE,
  revision: 1,
  status: 'usable',
  version: null,
  versionSequence: null,
  clock: null,
  textKey: null,
  versionCreated: null,
  dueAt: null,
  reviewAt: null,
  desk: { command: 'hold', by: 'night desk', at: '2026-11-24T09:30:00.000Z', reason: null },
  madeFrom: null,
  provider: 'aurora',
  dedupe: { verdict: 'new', of: null, similarity: 0, containment: 0, story: ARTICLE, evidence: {} },
} as unknown as Revision;

test('a revision comes back with its record, its nulls among it', () => {
  const item = revisionItem(revision, { record });
  expect(revisionFrom(item)).toEqual({ revision, body: { record } });
  expect(isOutsized(item)).toBe(false);
});

test('of a record that is in the archive its place comes back', () => {
  const body = { recordRef: { bucket: 'archive', key: `records/${ARTICLE}/0.record.json.gz` } };
  expect(revisionFrom(revisionItem(revision, body))).toEqual({ revision, body });
});

test('a revision that was stored as attributes is read as well', () => {
  const { desk, dedupe } = revision;
  const item = marshall(
    {
      pk: `A#${ARTICLE}`,
      sk: 'R#000001',
      revision: 1,
      status: 'usable',
      provider: 'aurora',
      desk: { ...desk, reason: undefined },
      dedupe,
      record: gzipSync(JSON.stringify(record)),
    },
    { removeUndefinedValues: true },
  );
  expect(revisionFrom(item)).toMatchObject({ revision: { ...revision }, body: { record } });
});

const placed = {
  ...revision,
  format: 'ninjs-2',
  uri: record.article.uri,
  headline: 'Ferry runs aground',
  inbox: { at: 0, key: '', sequencer: '', itemIndex: 0 },
  contentHash: '',
  textHash: '',
  alert: false,
  notice: false,
  correction: false,
  reinstates: false,
  place: 'open',
  takenAt: '2026-11-24T09:30:00.000Z',
  sources: ['aurora'],
  desk: null,
} as unknown as Revision;

test('a head comes back as it was, with its fields in one attribute or each in its own', () => {
  const head = headAfter(undefined, placed);
  const item = headItem(head);
  expect(headFrom(item)).toEqual(head);
  const { head: fields, ...outer } = item;
  expect(headFrom({ ...outer, ...fields?.M })).toEqual(head);
});

test('only what its taker is about to tell for the first time stands in no outbox', () => {
  const head = headAfter(undefined, placed);
  expect(headItem(head)).toMatchObject({ outbox: { S: 'rest#1' } });
  expect(headItem(head, { inHand: true })).not.toHaveProperty('outbox');
  for (const changed of [
    { alert: true },
    { place: 'held', dueAt: '2026-11-25T00:00:00.000Z' },
    { place: 'end', status: 'canceled' },
  ]) {
    const other = headAfter(undefined, { ...placed, ...changed } as Revision);
    expect(headItem(other, { inHand: true })).toHaveProperty('outbox');
  }
  expect(headItem(headAfter(head, { ...placed, revision: 2 }), { inHand: true })).toHaveProperty('outbox');
});

test('a killed head whose copies are to be looked at waits with the ends, before any text', () => {
  const killed = headAfter(undefined, { ...placed, place: 'end', status: 'canceled' });
  const told = { ...killed, telling: null, reviewAt: '2026-11-24T09:31:00.000Z' };
  expect(headItem(told)).toMatchObject({ outbox: { S: 'end#1' } });
});

test('a killed head of which nothing waits stands where its text is looked for, until that is erased', () => {
  const inbox = inboxAt(Date.parse('2026-11-24T09:30:00.000Z'));
  const killed = headAfter(undefined, { ...placed, place: 'end', status: 'canceled', inbox });
  const told = { ...killed, telling: null };
  expect(headItem(told)).toMatchObject({
    outbox: { S: `killed#${placed.provider}` },
    dueAt: { S: '2026-11-24T09:30:00.000Z' },
  });
  const erased = { ...told, erasedAt: '2026-12-24T09:30:00.000Z' };
  expect(headItem(erased)).not.toHaveProperty('outbox');
  expect(headFrom(headItem(erased))).toEqual(erased);
  // What comes after it has a text again
  expect(headAfter(erased, { ...placed, revision: 2, place: 'aside' })).not.toHaveProperty('erasedAt');
});

test('of two kills that nothing places the one that is not the newest comes back with its nulls', () => {
  const kill = { ...placed, place: 'end', status: 'canceled', clock: { from: 5, to: 5 } };
  const first = headAfter(undefined, { ...kill, versionSequence: 2, inbox: inboxAt(2) } as Revision);
  const both = headAfter(first, { ...kill, revision: 2, clock: null, inbox: inboxAt(1) } as Revision);
  expect(both.line?.joined).toHaveLength(1);
  expect(headFrom(headItem(both))).toEqual(both);
});

function inboxAt(at: number): Revision['inbox'] {
  return { at, key: String(at), sequencer: '', itemIndex: 0 };
}

test('an update leaves what the index by agency shows as it is', () => {
  const head = headAfter(undefined, placed);
  const later = headAfter(head, { ...placed, revision: 2, headline: 'Ferry is afloat' });
  const shown = [
    'headline',
    'verdict',
    'provider',
    'story',
    'sources',
    'pubStatus',
    'revision',
    'listedAt',
    'providerDay',
  ];
  const shownOf = (item: ReturnType<typeof headItem>) => shown.map((name) => item[name]);
  expect(shownOf(headItem(later))).toEqual(shownOf(headItem(head)));
});

test('the dictionary is the one with which everything was packed', () => {
  expect(createHash('sha256').update(DICTIONARY_1).digest('hex')).toMatchInlineSnapshot(
    `"31024b980e4f4ee82c9a0d9f6953fc55de0a087f3a27df565565148449812028"`,
  );
});

test('a short item with all that is known of it takes less than a kilobyte', () => {
  expect(revisionItem(revision, { record }).packed?.B?.length).toBeLessThan(400);
});

test('what is no revision is refused', () => {
  expect(() => revisionFrom(marshall({ pk: `A#${ARTICLE}`, sk: 'R#000001', revision: 1 }))).toThrow(
    expect.objectContaining({ code: 'bad-item' }),
  );
});
