import { describe, expect, test } from '@jest/globals';
import { contentIdentity } from '../../functions/article/identity.ts';
import { decideLifeCycle, seenKey, type CurrentRevision } from '../../functions/article/life-cycle.ts';
import type { ArticleRecord } from '../../functions/article/record.ts';
import { recordWith, versionOf } from '../support/records.ts';

/** What is held after a record was taken. */
const held = (record: ArticleRecord, more: Partial<CurrentRevision> = {}): CurrentRevision => {
  const identity = contentIdentity(record);
  return {
    revision: 1,
    version: record.article.version ?? null,
    versionSequence: record.wire.versionSequence,
    versionCreated: record.article.versionCreated ?? null,
    pubStatus: record.article.pubStatus ?? 'usable',
    seen: [seenKey(record.article.version ?? null, identity.contentHash)],
    announced: true,
    ...identity,
    ...more,
  };
};

const decide = (current: CurrentRevision | undefined, record: ArticleRecord) =>
  decideLifeCycle(current, record, contentIdentity(record));

const KILLED = { article: { pubStatus: 'canceled' as const } };

describe('what a newsroom app is told of an item', () => {
  test('the first sight of an article is published', () => {
    expect(decide(undefined, versionOf(1))).toMatchObject({ verdict: 'new', event: 'published' });
  });

  test('the same item sent again is a redelivery, also after later versions', () => {
    const first = versionOf(1);
    const second = held(versionOf(2));
    const current = { ...second, seen: [...second.seen, ...held(first).seen] };
    expect(decide(held(first), first)).toEqual({ kind: 'redelivery' });
    expect(decide(current, first)).toEqual({ kind: 'redelivery' });
  });

  test('transmission ids and the minute of sending do not make an item another one', () => {
    const first = versionOf(1);
    const again = versionOf(1, {
      article: { altIds: [{ role: 'transmission', value: '77' }], versionCreated: '2026-03-11T08:00:30Z' },
    });
    expect(decide(held(first), again)).toEqual({ kind: 'redelivery' });
  });

  test('a higher version updates', () => {
    expect(decide(held(versionOf(1)), versionOf(2))).toMatchObject({ verdict: 'update', event: 'updated' });
  });

  test('a higher version that says it corrects is a correction', () => {
    const correction = versionOf(2, { wire: { signals: ['correction'] } });
    expect(decide(held(versionOf(1)), correction)).toMatchObject({
      verdict: 'correction',
      event: 'corrected',
    });
  });

  test('the same version with other text is a silent correction, and never dropped', () => {
    const other = versionOf(1, { paragraphs: ['The council voted to open the market.'] });
    expect(decide(held(versionOf(1)), other)).toEqual({
      kind: 'take',
      verdict: 'correction',
      event: 'corrected',
      signals: ['silent-correction'],
    });
  });

  test('the same version and text with other metadata is an update that says so', () => {
    const other = versionOf(1, { article: { urgency: 2 } });
    expect(decide(held(versionOf(1)), other)).toMatchObject({ event: 'updated', signals: ['metadata-only'] });
  });

  test('what is older than the current version is late', () => {
    expect(decide(held(versionOf(3)), versionOf(2))).toEqual({ kind: 'late' });
  });

  test('without version or clock, what arrives later is newer', () => {
    const bare = (text: string) => {
      const record = recordWith({ paragraphs: [text], wire: { versionSequence: null } });
      delete record.article.version;
      delete record.article.versionCreated;
      return record;
    };
    expect(decide(held(bare('One.')), bare('Two.'))).toMatchObject({ event: 'updated' });
  });

  test('a counter that the agency keeps rules over its clock', () => {
    const wire = { format: 'newsml-1' as const };
    const current = held(versionOf(4, { wire: { ...wire, versionSequence: 4 } }));
    const article = { version: '5', versionCreated: '2026-03-11T07:00:00Z' };
    const next = versionOf(5, { article, wire: { ...wire, versionSequence: 5 } });
    expect(decide(current, next)).toMatchObject({ event: 'updated' });
  });

  test.each([
    ['canceled', 'kill', 'killed'],
    ['withheld', 'update', 'withheld'],
  ] as const)('a %s item ends publication', (pubStatus, verdict, event) => {
    expect(decide(held(versionOf(1)), versionOf(2, { article: { pubStatus } }))).toMatchObject({
      verdict,
      event,
    });
  });

  test('a kill without a newer version is a kill all the same', () => {
    expect(decide(held(versionOf(1)), versionOf(1, KILLED))).toMatchObject({ event: 'killed' });
  });

  test('a kill that comes before its article is told, and the article is late when it comes', () => {
    const kill = versionOf(2, KILLED);
    expect(decide(undefined, kill)).toMatchObject({ verdict: 'kill', event: 'killed' });
    expect(decide(held(kill), versionOf(1))).toEqual({ kind: 'late' });
  });

  test('what was killed comes back by something newer only', () => {
    const killed = held(versionOf(2, KILLED));
    expect(decide(killed, versionOf(2))).toEqual({ kind: 'late' });
    expect(decide(killed, versionOf(3))).toMatchObject({ event: 'reinstated', signals: ['reinstated'] });
  });

  test('while nobody was told of the article, its next version is its first publication', () => {
    const current = held(versionOf(1), { announced: false });
    expect(decide(current, versionOf(2))).toMatchObject({ verdict: 'update', event: 'published' });
  });
});
