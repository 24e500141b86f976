import { describe, expect, test } from '@jest/globals';
import { contentIdentity } from '../../../functions/core/article/identity.ts';
import {
  decideLifeCycle,
  seenKey,
  type CurrentRevision,
} from '../../../functions/core/article/life-cycle.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { recordWith, versionOf } from '../../support/records.ts';

const DELIVERED = '2026-03-11T12:00:00.000Z';
const BEFORE = '2026-03-11T11:59:59.000Z';

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
    deliveredAt: DELIVERED,
    ...identity,
    ...more,
  };
};

const decide = (current: CurrentRevision | undefined, record: ArticleRecord, deliveredAt = DELIVERED) =>
  decideLifeCycle(current, record, contentIdentity(record), deliveredAt);

const unversioned = (record: ArticleRecord): ArticleRecord => {
  delete record.article.version;
  return { ...record, wire: { ...record.wire, versionSequence: null } };
};
const ageless = (record: ArticleRecord): ArticleRecord => {
  delete record.article.versionCreated;
  return unversioned(record);
};

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

  describe('what does not say which is newer is ordered by its delivery, whatever queue and retries make of it', () => {
    const current = held(ageless(versionOf(2)));

    test('text that was delivered before the current one is late', () => {
      expect(decide(current, ageless(versionOf(1)), BEFORE)).toEqual({ kind: 'late' });
      const sameMinute = versionOf(2, { paragraphs: ['Of the same version and minute.'] });
      expect(decide(held(versionOf(2)), sameMinute, BEFORE)).toEqual({ kind: 'late' });
    });

    test('what was withheld does not come back by a file that was delivered before', () => {
      const withheld = held(ageless(versionOf(2, { article: { pubStatus: 'withheld' } })));
      expect(decide(withheld, ageless(versionOf(1)), BEFORE)).toEqual({ kind: 'late' });
    });

    test('a kill counts all the same, for none may be missed', () => {
      expect(decide(current, ageless(versionOf(1, KILLED)), BEFORE)).toMatchObject({ event: 'killed' });
    });

    test('a newer version counts all the same: agencies deliver late', () => {
      expect(decide(held(versionOf(2)), versionOf(3), BEFORE)).toMatchObject({ event: 'updated' });
    });
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

  test('what was killed does not come back by what says nothing of its age', () => {
    const killed = held(ageless(versionOf(2, KILLED)));
    const older = ageless(versionOf(1));
    expect(decide(killed, older)).toEqual({ kind: 'late' });
    const withheld = held(versionOf(2, { article: { pubStatus: 'withheld' } }), {
      version: null,
      versionCreated: null,
      versionSequence: null,
    });
    expect(decide(withheld, older)).toMatchObject({ event: 'reinstated' });
  });

  test.each(['an agency without versions', 'an agency whose kills bear the same version'])(
    'of %s a second kill after a reinstatement is taken, a late copy of the first is not',
    (agency) => {
      const bare = (record: ArticleRecord) => (agency.includes('without') ? unversioned(record) : record);
      const killAt = (versionCreated: string) =>
        bare(versionOf(2, { article: { pubStatus: 'canceled', versionCreated } }));
      const first = killAt('2026-03-11T09:00:00Z');
      const back = held(bare(versionOf(3)));
      const current = { ...back, seen: [...back.seen, ...held(first).seen] };
      expect(decide(current, first)).toEqual({ kind: 'redelivery' });
      expect(decide(current, killAt('2026-03-11T12:00:00Z'))).toMatchObject({ event: 'killed' });
    },
  );

  test('an edit that is taken back is an update, where the agency gives no versions', () => {
    const bare = (text: string, versionCreated: string) =>
      unversioned(recordWith({ paragraphs: [text], article: { versionCreated } }));
    const one = bare('One.', '2026-03-11T08:00:00Z');
    const two = held(bare('Two.', '2026-03-11T09:00:00Z'));
    const current = { ...two, seen: [...two.seen, ...held(one).seen] };
    expect(decide(current, one)).toEqual({ kind: 'redelivery' });
    expect(decide(current, bare('One.', '2026-03-11T10:00:00Z'))).toMatchObject({ event: 'updated' });
    expect(decide(current, bare('Two.', '2026-03-11T10:00:00Z'))).toEqual({ kind: 'redelivery' });
  });

  test('a kill that is newer by its counter or by its clock is never late', () => {
    const current = held(versionOf(3));
    const byCounter = versionOf(4, {
      article: { pubStatus: 'canceled', versionCreated: '2026-03-11T07:00:00Z' },
    });
    expect(decide(current, byCounter)).toMatchObject({ event: 'killed' });
    const wire = { format: 'newsml-1' as const, versionSequence: 2 };
    const byClock = versionOf(2, {
      article: { pubStatus: 'canceled', versionCreated: '2026-03-11T23:00:00Z' },
      wire,
    });
    expect(decide(current, byClock)).toMatchObject({ event: 'killed' });
    expect(decide(current, versionOf(2, KILLED))).toEqual({ kind: 'late' });
  });

  test('while nobody was told of the article, its next version is its first publication', () => {
    const current = held(versionOf(1), { announced: false });
    expect(decide(current, versionOf(2))).toMatchObject({ verdict: 'update', event: 'published' });
  });
});
