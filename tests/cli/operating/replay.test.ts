import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { Operations } from '../../../functions/adapters/store/operations.ts';
import type { Receipt } from '../../../functions/adapters/store/outcomes.ts';
import { keys } from '../../../functions/adapters/store/keys.ts';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { clientsOf } from '../../pipeline/support/steps.ts';
import { forget, sitAt, typed } from '../support/operator.ts';
import { wire } from '../support/run.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0, pollsNot: JOURNAL });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const UNDATED = { version: undefined, versioncreated: undefined };
const text = (uri: string, topic: string, more: object = {}): Uint8Array =>
  ninjsFile({ uri, paragraphs: paragraphsOn(topic), ...more });

/** A file as if its parser had refused it: the receipt says so, and nothing of it is stored. */
async function refused(provider: string, name: string, bytes: Uint8Array, code: string): Promise<Receipt> {
  const receipt = await newsroom.take([provider, name, bytes]);
  await forget(newsroom, keys.article(onlyItem(receipt).articleId));
  await forget(newsroom, keys.delivery(receipt.bucket, receipt.key));
  const quarantined: Receipt = {
    ...receipt,
    state: 'quarantined',
    code,
    message: 'as a parser with a fault says it',
    counts: {},
    items: [],
  };
  await newsroom.table.putReceipt(quarantined);
  await newsroom.messages();
  return quarantined;
}

describe('wire replay', () => {
  test('shows files that were refused for a reason, with the cost, and reads them as of when they came', async () => {
    const one = await refused('borealis', 'one.json', text('urn:x:r1', 'Refusedham'), 'bad-byline');
    const two = await refused('borealis', 'two.json', text('urn:x:r2', 'Refusedton'), 'bad-byline');
    await refused('borealis', 'three.json', text('urn:x:r3', 'Refusedwick'), 'no-headline');
    const choice = ['--provider', 'borealis', '--code', 'bad-byline'];

    const shown = await typed('replay', ...choice);
    expect(shown).toMatchObject([
      { file: { key: one.key, version: one.version, receivedAt: one.receivedAt, codes: ['bad-byline'] } },
      { file: { key: two.key, receipt: 'quarantined' } },
      { total: { files: 2, receipts: { quarantined: 2 }, gone: 0, dollars: 0.01, seconds: 1 } },
    ]);
    await newsroom.stack.quiet();
    expect(await newsroom.messages()).toEqual([]);

    const done = await typed(
      'replay',
      ...choice,
      '--apply',
      '--by',
      'day desk',
      '--reason',
      'fixed in 1.2.3',
    );
    expect(done).toMatchObject([{ total: { announced: 2, gone: 0 } }]);
    await newsroom.stack.quiet();
    expect((await newsroom.messages()).map(({ type }) => type)).toEqual(
      Array(2).fill('wire.article.published'),
    );
    expect(await newsroom.receipt(one.key)).toMatchObject({
      state: 'done',
      version: one.version,
      receivedAt: one.receivedAt,
    });
    expect(await typed('replay', ...choice)).toMatchObject([{ total: { files: 0 } }]);
    expect(await typed('operations')).toMatchObject([
      { operation: { command: 'replay', by: 'day desk', reason: 'fixed in 1.2.3', state: 'done' } },
    ]);
  });

  test('of all that an agency sent: what is read already is not told again, what is lost comes back in its order', async () => {
    const kept = await newsroom.take(['cascade', 'kept.json', text('urn:x:kept', 'Keptham')]);
    await newsroom.messages();
    // Read once, and not in the table that was restored
    const [old, newest] = ['incoming/cascade/lost-1.json', 'incoming/cascade/lost-2.json'];
    const files = [old, newest].map((key, minutes) => ({
      key,
      body: text('urn:x:lost', `Lostham ${minutes}`, UNDATED),
      time: Date.now() + (minutes - 10) * 60_000,
    }));
    newsroom.stack.plant(newsroom.inbox, files);

    const choice = ['--provider', 'cascade', '--since', '1h'];
    expect((await typed('replay', ...choice)).at(-1)).toMatchObject({
      total: { files: 3, receipts: { done: 1, none: 2 } },
    });
    for (let times = 0; times < 2; times++) {
      await typed('replay', ...choice, '--apply', '--rate', '1000');
      await newsroom.stack.quiet();
    }
    const { articleId } = onlyItem(await newsroom.receipt(newest));
    const head = await newsroom.table.head(articleId);
    const stands = await newsroom.table.revision(articleId, head?.line?.revision ?? 0);
    expect(stands?.revision.delivery.key).toBe(newest);
    const told = (await newsroom.messages()).filter(({ subject }) => subject !== articleId);
    expect(told).toEqual([]);
    expect(await newsroom.receipt(kept.key)).toMatchObject({ counts: { published: 1 }, repeats: 2 });
  });

  test('of one article: an old text that is read again is late, as it would have been', async () => {
    const [first, second] = [text('urn:x:one', 'Oneham', UNDATED), text('urn:x:one', 'Oneham two', UNDATED)];
    const old = await newsroom.take(['aurora', 'one-1.json', first]);
    const { articleId } = onlyItem(await newsroom.take(['aurora', 'one-2.json', second]));
    // As long ago as nobody remembers what it was
    const head = await newsroom.table.head(articleId);
    if (head === undefined) throw new Error('there is no head');
    await newsroom.table.putHead({ ...head, seen: head.seen.slice(0, 1), turn: head.turn + 1 }, head);
    await forget(newsroom, keys.delivery(old.bucket, old.key));
    await newsroom.messages();
    expect((await typed('replay', '--article', articleId)).at(-1)).toMatchObject({ total: { files: 2 } });
    await typed('replay', '--article', articleId, '--apply');
    await newsroom.stack.quiet();
    expect(onlyItem(await newsroom.receipt(old.key)).outcome).toBe('late');
    expect(await newsroom.messages()).toEqual([]);
  });

  test('goes on where it was broken off', async () => {
    const since = new Date().toISOString();
    const receipts: Receipt[] = [];
    for (const name of ['a', 'b', 'c'])
      receipts.push(await newsroom.take(['delta', `${name}.json`, text(`urn:x:${name}`, `Delta ${name}`)]));
    const [, , last] = receipts;
    const { receivedAt = '', key = '', version = '' } = receipts[1] ?? {};
    const id = `${since}-abcdef`;
    await new Operations(clientsOf(newsroom), newsroom.stack.ref('ArticleTable')).put({
      id,
      command: 'replay',
      by: 'night desk',
      at: since,
      reason: null,
      asked: { provider: 'delta', since, until: new Date().toISOString() },
      state: 'running',
      counts: { announced: 2 },
      place: `${receivedAt} ${key} ${version}`,
      took: [],
      updatedAt: since,
    });
    expect(await typed('replay', '--resume', id)).toMatchObject([{ total: { announced: 3 }, operation: id }]);
    await newsroom.stack.quiet();
    const repeats = await Promise.all(receipts.map(async (one) => (await newsroom.receipt(one.key)).repeats));
    expect(repeats).toEqual([0, 0, 1]);
    expect(last?.key).toBe('incoming/delta/c.json');
    const again = await wire('replay', '--resume', id);
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 2, stderr: `error: ${id} is done\n` });
  });

  test('reads what was deleted since, for the inbox keeps it, and asks for a choice', async () => {
    const { key, bucket } = await refused(
      'evergreen',
      'gone.json',
      text('urn:x:gone', 'Goneham'),
      'bad-slug',
    );
    await newsroom.stack.clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    const choice = ['--provider', 'evergreen', '--code', 'bad-slug'];
    await typed('replay', ...choice, '--apply');
    await newsroom.stack.quiet();
    expect((await newsroom.receipt(key)).counts).toEqual({ published: 1 });
    expect(await wire('replay', '--since', '1h')).toMatchObject({ code: 2, stdout: '' });
  });
});
