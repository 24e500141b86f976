/** What `npm run compare:ids` counts as a difference. */
import { describe, expect, test } from '@jest/globals';
import { differencesOf, idsIn, type Ids } from '../../tools/compare-ids/ids.ts';

const outcome = (file: string, articleId: string, revision: number): object => ({
  outcome: { file, itemIndex: 0, outcome: 'published', articleId, revision, headline: 'Ferry' },
});
const message = (id: string, time = '2026-03-11T12:00:00Z'): object => ({
  message: { id, subject: id.split('.')[0], time },
});
const read = (...lines: object[]): Ids =>
  idsIn(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), (file) => file.replace('wires/', ''));

describe('ids of two runs', () => {
  test('are the same when only times and other content differ, or an event was sent twice', () => {
    const before = read(outcome('wires/ferry.xml', 'aa', 1), message('aa.1.published'));
    const now = read(
      outcome('wires/ferry.xml', 'aa', 1),
      message('aa.1.published', '2026-03-12T12:00:00Z'),
      message('aa.1.published'),
      { notice: { id: 'x' } },
    );
    expect(differencesOf(before, now)).toEqual([]);
  });

  test('differ in articles and revisions of items, and in events, which are named after their file', () => {
    const before = read(
      outcome('wires/bridge.xml', 'bb', 2),
      outcome('wires/ferry.xml', 'aa', 1),
      message('aa.1.published'),
    );
    const now = read(
      outcome('wires/bridge.xml', 'bb', 3),
      outcome('wires/ferry.xml', 'aa', 1),
      message('aa.1.updated'),
    );
    expect(differencesOf(before, now)).toEqual([
      { where: 'bridge.xml 0', what: 'item', before: 'bb.2', now: 'bb.3' },
      { where: 'ferry.xml 0', what: 'event', before: 'aa.1.published', now: undefined },
      { where: 'ferry.xml 0', what: 'event', before: undefined, now: 'aa.1.updated' },
    ]);
  });

  test('differ where a file or an item is read by one of them only', () => {
    const rejected = { rejected: { file: 'wires/ferry.xml', itemIndex: null, code: 'unknown-format' } };
    expect(differencesOf(read(rejected), read(outcome('wires/ferry.xml', 'aa', 1)))).toEqual([
      { where: 'ferry.xml -', what: 'item', before: 'rejected: unknown-format', now: undefined },
      { where: 'ferry.xml 0', what: 'item', before: undefined, now: 'aa.1' },
    ]);
  });
});
