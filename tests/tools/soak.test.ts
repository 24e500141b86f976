/** A small soak (`npm run soak` is the large one), and what it would find. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ArticleMessage } from '../../functions/adapters/publish/article-message.ts';
import type { Receipt, TakenItem } from '../../functions/adapters/store/outcomes.ts';
import type { Head } from '../../functions/adapters/store/records.ts';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import { soakFiles, type SoakFile } from '../../tools/soak/files.ts';
import { breachesIn, type Outcome } from '../../tools/soak/promises.ts';
import { soak } from '../../tools/soak/run.ts';

test('files survive containers that are killed at their work and an SNS that refuses', async () => {
  const { figures, breaches } = await soak({
    files: 30,
    seed: 7,
    killEvery: { publishes: 10 },
    refusedShare: 0.2,
    embargoMs: 1000,
    hurry: true,
  });
  expect(breaches).toEqual([]);
  expect(figures).toMatchObject({ files: 30, receipts: 30 });
  expect(figures['containers killed']).toBeGreaterThan(0);
  expect(figures['publishes refused']).toBeGreaterThan(0);
});

test('the files of a soak come of a seed: several formats, some packed together, some again, some unreadable', () => {
  const options = { files: 300, seed: 4, embargoesEnd: { from: 0, to: 1 } };
  const files = soakFiles(options);
  const digestOf = (drawn: readonly SoakFile[]): string => {
    const hash = createHash('sha256');
    for (const { key, bytes } of drawn) hash.update(key).update(bytes);
    return hash.digest('hex');
  };
  expect(digestOf(soakFiles(options))).toBe(digestOf(files));
  const kinds = new Set(files.map(({ key }) => key.slice(key.indexOf('.') + 1)));
  expect([...kinds]).toEqual(expect.arrayContaining(['json', 'json.gz', 'xml', 'zip', 'bin']));
  expect(new Set(files).size).toBeLessThan(files.length);
  expect(files.some(({ items }) => items.length > 1)).toBe(true);
  expect(files.some(({ items }) => items.length === 0)).toBe(true);
});

describe('a soak finds', () => {
  const uri = 'urn:newsml:aurora.example:ferry';
  const id = articleIdOf('aurora', uri);
  const file = {
    key: 'incoming/aurora/ferry.json',
    bytes: new Uint8Array(),
    items: [{ provider: 'aurora', uri, marker: 'ferryman' }],
  };
  const item = { itemIndex: 0, outcome: 'published', articleId: id, revision: 1 } as TakenItem;
  const receipt = { state: 'done', code: null, items: [item] as unknown } as Receipt;
  const head = {
    articleId: id,
    line: { revision: 1, status: 'usable', hidden: false },
    told: { list: ['1.published.abc'] },
    telling: null,
    next: null,
  } as Head;
  const message = { id: `${id}.1.published`, subject: id, revision: 1, time: '1' } as ArticleMessage;
  const records = new Map([[`${id}.1`, 'the ferryman']]);
  const good: Outcome = {
    delivered: [{ file, receipt, records }],
    heads: new Map([[id, head]]),
    messages: [message, { ...message, time: '2' }],
  };
  const found = (changed: Partial<Outcome>): string[] =>
    breachesIn({ ...good, ...changed }).map(({ promise, detail }) => `${promise}: ${detail}`);

  test('nothing where all is well, and an event may come twice', () => {
    expect(found({})).toEqual([]);
  });

  test('a file without a receipt, and one that should have been read', () => {
    expect(found({ delivered: [{ file, receipt: undefined, records }] })).toEqual([
      `receipt: ${file.key}: no receipt`,
    ]);
    const quarantined = { ...receipt, state: 'quarantined', code: 'empty' } as Receipt;
    expect(found({ delivered: [{ file, receipt: quarantined, records }] })).toEqual([
      `receipt: ${file.key}: quarantined (empty)`,
    ]);
  });

  test('an item whose article or revision is lost, or is of another item', () => {
    expect(found({ heads: new Map(), messages: [] })).toEqual([
      `lost: ${file.key}: the table has no ${uri} (${id})`,
    ]);
    expect(found({ delivered: [{ file, receipt, records: new Map() }] })).toEqual([
      `lost: ${file.key}: ${id} has no revision 1`,
    ]);
    const other = new Map([[`${id}.1`, 'the bridge']]);
    expect(found({ delivered: [{ file, receipt, records: other }] })).toEqual([
      `lost: ${file.key}: revision 1 of ${id} is of another item (published)`,
    ]);
  });

  test('an event of two contents, and a revision of two events', () => {
    const changed = { ...message, source: '/wire/borealis' };
    expect(found({ messages: [message, changed] })).toEqual([
      `doubled: ${id}.1.published came with two contents`,
    ]);
    const corrected = { ...message, id: `${id}.1.corrected` };
    expect(found({ messages: [message, corrected] })).toEqual([
      `doubled: ${id}.1.published and ${id}.1.corrected tell one revision`,
      `untold: ${id}: 1.corrected came, and the table knows only 1.published; revision 1 (usable) stands`,
    ]);
  });

  test('nothing in an end that a newer end has overtaken before its sender could note it', () => {
    const end = { ...message, id: `${id}.1.withheld` };
    const newer = { ...message, id: `${id}.2.killed`, revision: 2 };
    const line = { ...head.line, revision: 2 } as NonNullable<Head['line']>;
    const killed = { ...head, line, told: { ...head.told, list: ['2.killed.'] } };
    expect(found({ heads: new Map([[id, killed]]), messages: [end, newer] })).toEqual([]);
  });

  test('what never came, what still waits, and what stands untold', () => {
    expect(found({ messages: [] })).toEqual([
      `untold: ${id}: 1.published is said to have been told, and never came`,
    ]);
    const untold = { ...head, told: { ...head.told, list: [] }, next: { revision: 1 } } as unknown as Head;
    expect(found({ heads: new Map([[id, untold]]), messages: [] })).toEqual([
      `untold: ${id}: revision 1 still waits to be told`,
      `untold: ${id}: revision 1 stands, and was never told`,
    ]);
  });
});
