import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { sitAt, spoil, typed } from '../support/operator.ts';
import { wire } from '../support/run.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0 });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const whatOf = (lines: readonly Record<string, unknown>[]): unknown[] =>
  lines.map(({ what, where }) => where ?? what);

describe('wire trace', () => {
  test('tells of a file what came of it, from the inbox to the messages and when they were sent', async () => {
    const file = ninjsFile({ uri: 'urn:x:traced', paragraphs: paragraphsOn('Traceham') });
    const { key, version, items } = await newsroom.take(['aurora', 'traced one.json', file]);
    const lines = await typed('trace', 'aurora/traced one.json');
    expect(whatOf(lines)).toEqual(['stored', 'revision', 'told', 'item', 'taken', 'done', 'told']);
    const articleId = items[0]?.outcome === 'published' ? items[0].articleId : '';
    expect(lines).toMatchObject([
      { what: 'stored', key, version, bytes: file.length },
      { what: 'revision', articleId, revision: 1, place: 'open', verdict: 'new', key, version, itemIndex: 0 },
      { what: 'told', id: `${articleId}.1.published`, at: expect.stringMatching(/^\d{4}-/u) },
      { what: 'item', outcome: 'published', articleId, revision: 1 },
      { what: 'taken', counts: { published: 1 }, repeats: 0 },
      { what: 'now', where: 'done', key, version },
      { what: 'now', where: 'told', id: `${articleId}.1.published` },
    ]);
  });

  test('tells of an article or one of its messages every file, revision and message, in order', async () => {
    const text = { uri: 'urn:x:killed', paragraphs: paragraphsOn('Killton') };
    const receipt = await newsroom.take(
      ['aurora', 'killed-1.json', ninjsFile(text)],
      [
        'aurora',
        'killed-2.json',
        ninjsFile({ ...text, version: '2', versioncreated: '2026-03-11T09:00:00Z', pubstatus: 'canceled' }),
      ],
    );
    const { articleId } = onlyItem(receipt);
    const lines = await typed('trace', articleId);
    expect(whatOf(lines).filter((what) => what !== 'done')).toEqual([
      'stored',
      'revision',
      'told',
      'item',
      'taken',
      'stored',
      'revision',
      'told',
      'item',
      'taken',
      'told',
    ]);
    expect(lines.map(({ id }) => id).filter((id) => id !== undefined)).toEqual(
      [1, 2, 2].map((revision) => `${articleId}.${revision}.${revision === 1 ? 'published' : 'killed'}`),
    );
    expect(await typed('trace', `${articleId}.2.killed`)).toEqual(lines);
  });

  test('says where what cannot be read is kept', async () => {
    await newsroom.take(['evergreen', 'rubbish.bin', Buffer.from([0, 1, 2, 3])]);
    const lines = await typed('trace', 'incoming/evergreen/rubbish.bin');
    expect(lines).toMatchObject([
      { what: 'stored' },
      { what: 'quarantined', code: 'unknown-format' },
      { what: 'now', where: 'quarantine', code: 'unknown-format', kept: true },
    ]);
  });

  test('says that an article is held, and until when', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const held = ninjsFile({ uri: 'urn:x:held', embargoed: until, paragraphs: paragraphsOn('Heldwick') });
    const { articleId } = onlyItem(await newsroom.take(['aurora', 'held.json', held]));
    const lines = await typed('trace', 'aurora/held.json');
    expect(lines.at(-1)).toMatchObject({ what: 'now', where: 'held', articleId, revision: 1 });
    expect(Date.parse(String(lines.at(-1)?.until))).toBe(Date.parse(until));
  });

  test('finds a file that failed among the dead letters by its name and by the id in the logs, and leaves it there', async () => {
    await spoil(newsroom, 'aurora', 'urn:x:poison');
    await newsroom.drop('aurora', 'poison.json', ninjsFile({ uri: 'urn:x:poison' }));
    await newsroom.stack.quiet();
    const lines = await typed('trace', 'aurora/poison.json');
    expect(lines).toMatchObject([
      { what: 'stored' },
      { what: 'now', where: 'dead-letter-queue', messageId: expect.stringMatching(/^[0-9a-f-]{36}$/u) },
    ]);
    expect(await typed('trace', String(lines[1]?.messageId))).toEqual(lines);
    expect(await newsroom.stack.messagesIn(newsroom.stack.ref('IntakeDeadLetterQueue'))).toBe(1);
  });

  test('says that nobody heard of a file whose notification was lost', async () => {
    const QueueUrl = newsroom.stack.ref('IntakeDeadLetterQueue');
    await newsroom.stack.clients.sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect((await typed('trace', 'aurora/poison.json')).at(-1)).toMatchObject({
      where: 'nowhere',
      command: 'wire reconcile',
    });
  });

  test('says when nobody knows what is asked for', async () => {
    for (const what of ['aurora/never.xml', 'f'.repeat(32), '00000000-0000-4000-8000-000000000000']) {
      const { code, stdout } = await wire('trace', what);
      expect({ code, stdout: JSON.parse(stdout) as unknown }).toMatchObject({
        code: 1,
        stdout: { rejected: { what, code: 'not-found' } },
      });
    }
  });
});
