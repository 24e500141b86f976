import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keys } from '../../../functions/adapters/store/keys.ts';
import type { Receipt } from '../../../functions/adapters/store/outcomes.ts';
import { JOURNAL, Newsroom, ninjsFile, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { forget, sitAt, typed } from '../support/operator.ts';
import { SCRATCH, wire } from '../support/run.ts';

const RUBBISH = Buffer.from([0, 1, 2, 3]);

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0, pollsNot: JOURNAL });
  sitAt(newsroom);
  await newsroom.take(
    ['evergreen', 'rubbish.bin', RUBBISH],
    ['evergreen', 'empty.xml', new Uint8Array()],
    ['aurora', 'rubbish.bin', RUBBISH],
    ['nobody', 'story.json', ninjsFile({ uri: 'urn:x:nobody', paragraphs: paragraphsOn('Nobodyham') })],
  );
});
afterAll(async () => {
  await newsroom.close();
});

describe('wire quarantine', () => {
  test('lists what could not be read, of every agency and of nobody, and counts the reasons', async () => {
    const lines = await typed('quarantine', 'list');
    expect(lines.at(-1)).toEqual({
      total: {
        evergreen: { empty: 1, 'unknown-format': 1 },
        aurora: { 'unknown-format': 1 },
        nobody: { 'unknown-provider': 1 },
      },
    });
    expect(lines).toContainEqual({
      refused: expect.objectContaining({
        key: 'incoming/nobody/story.json',
        code: 'unknown-provider',
        quarantineKey: expect.stringContaining('quarantine/unknown-provider/incoming/nobody/story.json/'),
      }),
    });
    expect(await typed('quarantine', 'list', '--provider', 'evergreen', '--code', 'empty')).toMatchObject([
      { refused: { key: 'incoming/evergreen/empty.xml' } },
      { total: { evergreen: { empty: 1 } } },
    ]);
  });

  test('shows one, and gives its bytes to be looked at', async () => {
    const file = join(SCRATCH, 'rubbish.bin');
    const shown = await typed('quarantine', 'show', 'evergreen/rubbish.bin', '--save', file);
    expect(shown).toMatchObject([
      { receipt: { state: 'quarantined', code: 'unknown-format' } },
      { file: { where: 'inbox', bytes: 4 } },
    ]);
    expect(readFileSync(file)).toEqual(RUBBISH);
    expect(await wire('quarantine', 'show', 'evergreen/never.xml')).toMatchObject({ code: 1 });
  });

  test('takes one off the list for a reason, which the trace and the operations tell', async () => {
    const choice = ['quarantine', 'discard', 'aurora/rubbish.bin', '--reason', 'a test of theirs'];
    expect(await typed(...choice)).toMatchObject([
      { file: { key: 'incoming/aurora/rubbish.bin', codes: ['unknown-format'] } },
      { total: { files: 1 } },
    ]);
    expect((await typed('quarantine', 'list', '--provider', 'aurora')).length).toBe(2);
    const done = await typed(...choice, '--apply', '--by', 'day desk');
    expect(done.at(-1)).toMatchObject({ total: { discarded: 1 } });
    expect(await typed('quarantine', 'list', '--provider', 'aurora')).toEqual([{ total: {} }]);
    expect(await typed('trace', 'aurora/rubbish.bin')).toMatchObject([
      { what: 'stored' },
      { what: 'quarantined' },
      { what: 'operation', command: 'quarantine discard', by: 'day desk', reason: 'a test of theirs' },
      { what: 'discarded', by: 'day desk', reason: 'a test of theirs' },
      { what: 'now', where: 'quarantine' },
    ]);
    expect((await wire('quarantine', 'discard', 'aurora/rubbish.bin')).stderr).toContain('--reason <text>');
  });

  test('reads items again that were rejected, and keeps what was told of the others', async () => {
    const item = (id: string): string =>
      `<item><guid isPermaLink="false">${id}</guid><title>On ${id}</title><description>${paragraphsOn(id).join(' ')}</description></item>`;
    const feed = `<rss version="2.0"><channel><title>Feed</title>${item('one')}${item('two')}</channel></rss>`;
    const whole = await newsroom.take(['borealis', 'two.rss', Buffer.from(feed)]);
    expect(whole.counts).toEqual({ published: 2 });
    // As if the second one had been rejected by a parser with a fault
    const [first, second] = whole.items;
    if (first === undefined || second?.outcome !== 'published') throw new Error('not two items');
    const rejected = {
      itemIndex: 1,
      outcome: 'rejected',
      code: 'record-failed',
      message: 'a fault',
    } as const;
    const partly: Receipt = {
      ...whole,
      counts: { published: 1, rejected: 1 },
      items: [first, rejected],
      quarantineKey: 'quarantine/record-failed/x',
    };
    await forget(newsroom, keys.article(second.articleId));
    await forget(newsroom, keys.delivery(whole.bucket, whole.key));
    await newsroom.table.putReceipt(partly);
    await newsroom.messages();
    expect(await typed('quarantine', 'list', '--provider', 'borealis')).toMatchObject([
      { refused: { key: whole.key, items: [rejected] } },
      { total: { borealis: { 'record-failed': 1 } } },
    ]);

    expect((await typed('quarantine', 'replay', 'borealis/two.rss')).at(-1)).toMatchObject({
      total: { files: 1, receipts: { done: 1 } },
    });
    await typed('quarantine', 'replay', 'borealis/two.rss', '--apply', '--reason', 'fixed');
    await newsroom.stack.quiet();
    expect((await newsroom.messages()).map(({ subject }) => subject)).toEqual([second.articleId]);
    expect(await newsroom.receipt(whole.key)).toMatchObject({
      state: 'done',
      version: whole.version,
      counts: { published: 2 },
      items: [first, { itemIndex: 1, outcome: 'published', articleId: second.articleId }],
      quarantineKey: null,
      repeats: 1,
    });
    expect(await typed('quarantine', 'list', '--provider', 'borealis')).toEqual([{ total: {} }]);
  });

  test('reads again what is chosen by reason; what is still unreadable stays as it was', async () => {
    const choice = ['quarantine', 'replay', '--code', 'unknown-format'];
    expect((await typed(...choice)).at(-1)).toMatchObject({ total: { files: 1 } });
    await newsroom.notices();
    await typed(...choice, '--apply');
    await newsroom.stack.quiet();
    expect(await newsroom.receipt('incoming/evergreen/rubbish.bin')).toMatchObject({ state: 'quarantined' });
    // Nobody is told of the same fault twice
    expect(await newsroom.notices()).toEqual([]);
    expect((await wire('quarantine', 'replay')).code).toBe(2);
  });
});
