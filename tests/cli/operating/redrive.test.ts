import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { FeedLog } from '../../../functions/adapters/store/feed-log.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { clientsOf } from '../../pipeline/support/steps.ts';
import { mend, sitAt, spoil, typed } from '../support/operator.ts';
import { wire } from '../support/run.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0 });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const deadLetters = (): Promise<number> =>
  newsroom.stack.messagesIn(newsroom.stack.ref('IntakeDeadLetterQueue'));

/** A file that fails until its article is mended. @returns when the inbox had it, RFC 3339 */
const fail = async (name: string, more: object = {}): Promise<void> => {
  await spoil(newsroom, 'aurora', `urn:x:${name}`);
  const file = ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn(name), ...more });
  await newsroom.drop('aurora', `night/${name}.json`, file);
  await newsroom.stack.quiet();
  await mend(newsroom, 'aurora', `urn:x:${name}`);
};

describe('wire redrive', () => {
  test('lists dead letters by file without losing any, sends the named one alone, then the rest', async () => {
    await fail('first');
    await fail('second');
    const QueueUrl = newsroom.stack.ref('IntakeDeadLetterQueue');
    await newsroom.stack.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'what is this' }));

    const listed = await typed('redrive');
    expect(listed).toHaveLength(4);
    expect(listed).toMatchObject(
      expect.arrayContaining([
        {
          deadLetter: expect.objectContaining({
            files: [expect.objectContaining({ key: 'incoming/aurora/night/first.json', receipt: null })],
            chosen: true,
          }),
        },
        { deadLetter: expect.objectContaining({ reason: 'the message is not JSON', chosen: false }) },
      ]),
    );
    expect(listed.at(-1)).toEqual({ total: { messages: 3, chosen: 2, unreadable: 1 } });
    expect(await typed('redrive', '--provider', 'borealis')).toContainEqual({
      total: { messages: 3, chosen: 0, unreadable: 1 },
    });
    expect(await deadLetters()).toBe(3);

    const one = await typed(
      'redrive',
      '--key',
      'second.json',
      '--apply',
      '--by',
      'night desk',
      '--rate',
      '99',
    );
    expect(one.at(-1)).toMatchObject({ total: { sent: 1, left: 2 } });
    await newsroom.stack.quiet();
    expect((await newsroom.receipt('incoming/aurora/night/second.json')).counts).toEqual({ published: 1 });
    expect(await deadLetters()).toBe(2);

    await typed('redrive', '--apply', '--rate', '99');
    await newsroom.stack.quiet();
    expect((await newsroom.receipt('incoming/aurora/night/first.json')).counts).toEqual({ published: 1 });
    const [left] = (await typed('redrive')) as { deadLetter: { messageId: string } }[];
    const { messageId = '' } = left?.deadLetter ?? {};
    await typed('redrive', '--message', messageId, '--apply', '--rate', '99');
    await newsroom.stack.quiet();
    // Nobody can read it, so it has failed eight times again
    expect(await deadLetters()).toBe(1);
  });

  test('records who did it and why, for the list of operations and for the trace', async () => {
    const operations = await typed('operations', '--since', '1h');
    expect(operations).toHaveLength(3);
    const asked = { keys: ['second.json'], queue: 'intake' };
    expect(operations[0]).toMatchObject({
      operation: {
        command: 'redrive',
        by: 'night desk',
        reason: null,
        state: 'done',
        counts: { sent: 1 },
        asked,
        took: ['incoming/aurora/night/second.json'],
      },
    });
    const lines = await typed('trace', 'aurora/night/second.json');
    expect(lines.map(({ what }) => what).slice(0, 3)).toEqual(['stored', 'operation', 'revision']);
    expect(lines[1]).toMatchObject({ what: 'operation', command: 'redrive', by: 'night desk' });
  });

  test('never puts an old text over a newer one: a file is read again as of when it came', async () => {
    const undated = { version: undefined, versioncreated: undefined };
    await fail('overtaken', undated);
    const before = Date.now();
    const newer = ninjsFile({
      uri: 'urn:x:overtaken',
      paragraphs: paragraphsOn('the newer text'),
      ...undated,
    });
    const { articleId } = onlyItem(await newsroom.take(['aurora', 'newer.json', newer]));
    await newsroom.messages();
    await typed('redrive', '--key', 'overtaken.json', '--apply', '--rate', '99');
    await newsroom.stack.quiet();
    const late = await newsroom.receipt('incoming/aurora/night/overtaken.json');
    expect(Date.parse(late.receivedAt)).toBeLessThanOrEqual(before);
    expect(onlyItem(late)).toMatchObject({ articleId, outcome: 'late' });
    expect(await newsroom.messages()).toEqual([]);
  });

  test('sends messages that are missing from the feed back to it', async () => {
    const file = ninjsFile({ uri: 'urn:x:unfed', paragraphs: paragraphsOn('Unfed') });
    await newsroom.take(['aurora', 'unfed.json', file]);
    const [message] = await newsroom.messages();
    const QueueUrl = newsroom.stack.ref('JournalDeadLetterQueue');
    const MessageBody = JSON.stringify(message);
    await newsroom.stack.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const options = { tableName: newsroom.stack.ref('ArticleTable'), feedDays: 30, now: () => Date.now() };
    const log = new FeedLog(clientsOf(newsroom), options);
    const tail = await log.tail();
    expect(await typed('redrive', '--queue', 'feed')).toMatchObject([
      { deadLetter: { event: message?.id, chosen: true } },
      { total: { chosen: 1 } },
    ]);
    await typed('redrive', '--queue', 'feed', '--apply');
    await newsroom.stack.quiet();
    expect(await log.tail()).toBe(tail + 1);
  });

  test('refuses to do and not to do it at once', async () => {
    const { code, stderr } = await wire('redrive', '--apply', '--dry-run');
    expect(code).toBe(2);
    expect(stderr).toContain("option '--dry-run' cannot be used with option '--apply'");
  });
});
