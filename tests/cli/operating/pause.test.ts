import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Receipt } from '../../../functions/adapters/store/outcomes.ts';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { sitAt, typed } from '../support/operator.ts';
import { wire } from '../support/run.ts';

/** Opened for each part: a container believes for half a minute what it has read of pauses. */
async function open(): Promise<Newsroom> {
  const newsroom = await Newsroom.open({ retryAfterSeconds: 0, cold: true, pollsNot: JOURNAL });
  sitAt(newsroom);
  return newsroom;
}

const story = (name: string, more: object = {}): Uint8Array =>
  ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn(`Pause ${name}`), ...more });

describe('wire pause', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await open();
    await typed('pause', 'aurora', '--by', 'night desk', '--reason', 'it sends its archive');
  });
  afterAll(async () => {
    await newsroom.close();
  });

  test('lets the deliveries of one agency wait, and no other', async () => {
    await newsroom.drop('aurora', 'waits.json', story('waits'));
    const others = await newsroom.take(['borealis', 'flows.json', story('flows')]);
    expect(others.counts).toEqual({ published: 1 });
    expect(await newsroom.receipts('incoming/aurora/waits.json')).toEqual([]);
    expect(await typed('pause')).toMatchObject([
      { paused: { provider: 'aurora', by: 'night desk', reason: 'it sends its archive', waiting: 1 } },
    ]);
    // Also what cannot be read, and what is read by a container that knows already
    await newsroom.drop('aurora', 'rubbish.bin', Buffer.from([0, 1, 2]));
    await newsroom.drop('aurora', 'waits-2.json', story('waits 2'));
    await newsroom.stack.quiet();
    expect((await typed('pause'))[0]).toMatchObject({ paused: { waiting: 3 } });
    expect(await newsroom.stack.messagesIn(newsroom.stack.ref('IntakeDeadLetterQueue'))).toBe(0);
    expect(await newsroom.notices()).toEqual([]);
  });

  test('is where the trace finds them, and nothing that the comparison misses', async () => {
    expect((await typed('trace', 'aurora/waits.json')).at(-1)).toMatchObject({
      what: 'now',
      where: 'paused',
      pause: { by: 'night desk' },
    });
    expect((await typed('reconcile', '--since', '1h', '--until', '0m')).at(-1)).toMatchObject({
      total: { files: 0 },
    });
  });

  test('ends with wire resume: they are read in their order and as old as they were', async () => {
    const undated = { version: undefined, versioncreated: undefined };
    await newsroom.drop('aurora', 'twice-1.json', story('twice', undated));
    await newsroom.drop('aurora', 'twice-2.json', story('twice', { ...undated, headline: 'The newer text' }));
    await newsroom.stack.quiet();
    await newsroom.messages();
    const before = Date.now();
    const resumed = await typed('resume', 'aurora', '--by', 'day desk');
    expect(resumed).toMatchObject([
      { resumed: { provider: 'aurora', paused: { by: 'night desk' } }, total: { announced: 5 } },
    ]);
    await newsroom.stack.quiet();
    // Containers may believe in the pause for a while: what they put aside they take back themselves
    expect(await typed('pause')).toEqual([]);
    const newer: Receipt = await newsroom.receipt('incoming/aurora/twice-2.json');
    expect(Date.parse(newer.receivedAt)).toBeLessThan(before);
    const { articleId } = onlyItem(newer);
    const head = await newsroom.table.head(articleId);
    const stands = await newsroom.table.revision(articleId, head?.line?.revision ?? 0);
    expect(stands?.revision.headline).toBe('The newer text');
    expect((await newsroom.receipt('incoming/aurora/rubbish.bin')).code).toBe('unknown-format');
    const operations = (await typed('operations')).map(({ operation }) => operation);
    expect(operations).toMatchObject([
      { command: 'pause', by: 'night desk', reason: 'it sends its archive', state: 'done' },
      { command: 'resume', by: 'day desk', state: 'done', counts: { announced: 5 } },
    ]);
  });

  test('refuses an agency that there is not, and to resume one that is not paused', async () => {
    const { code, stderr } = await wire('pause', 'aurorra');
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('"aurora"') });
    expect(await wire('resume', 'cascade')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not-paused'),
    });
  });
});

test('a file of many items waits whole: none of them is taken before its agency is known to be paused', async () => {
  const newsroom = await open();
  try {
    await typed('pause', 'cascade');
    const item = (id: string): string =>
      `<item><guid isPermaLink="false">${id}</guid><title>On ${id}</title><description>${paragraphsOn(id).join(' ')}</description></item>`;
    const items = Array.from({ length: 12 }, (_, index) => item(`many-${index}`)).join('');
    const feed = `<rss version="2.0"><channel><title>Feed</title>${items}</channel></rss>`;
    await newsroom.drop('cascade', 'many.rss', Buffer.from(feed));
    await newsroom.stack.quiet();
    expect((await typed('pause'))[0]).toMatchObject({ paused: { provider: 'cascade', waiting: 1 } });
    expect(await newsroom.messages()).toEqual([]);
    await typed('resume', 'cascade');
    await newsroom.stack.quiet();
    expect((await newsroom.receipt('incoming/cascade/many.rss')).counts).toEqual({ published: 12 });
  } finally {
    await newsroom.close();
  }
});
