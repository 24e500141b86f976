/** Texts that were killed are erased after so many days, where that is wanted: what goes, what stays, what comes after. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { registerOf } from '../../../functions/core/providers/register.ts';
import { composeForget, type ForgetCount } from '../../../functions/forget/compose.ts';
import { Newsroom, type Story } from '../../pipeline/support/newsroom.ts';
import { placesOf } from '../support/everything.ts';
import { sitAt, typed } from '../support/operator.ts';
import { storiesOn } from '../support/stories.ts';

const DAY = 24 * 60 * 60 * 1000;
const DAYS = 10;

let newsroom: Newsroom;
let started: number;
beforeAll(async () => {
  started = Date.now();
  newsroom = await Newsroom.open({ retryAfterSeconds: 0 });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const { articleOf, wordsOf, story, textsOf } = storiesOn('Killed');

const later = (hour: number, version: string): Partial<Story> => ({
  version,
  versioncreated: new Date(started - DAY + hour * 3_600_000).toISOString(),
});
const killOf = (name: string, more: Story = {}): Uint8Array =>
  story(name, { ...later(1, '2'), pubstatus: 'canceled', ednote: 'The quotes were invented', ...more });

/** The hourly run, so many days from now. */
function eraseAfter(
  days: number,
  {
    stage = DAYS,
    own,
    clients = { dynamo: newsroom.stack.clients.dynamodb, s3: newsroom.stack.clients.s3 },
    remaining = 600_000,
  }: {
    stage?: number | null;
    own?: number;
    clients?: { dynamo: DynamoDBClient; s3: S3Client };
    remaining?: number;
  } = {},
): Promise<ForgetCount> {
  const settings = {
    tableName: newsroom.stack.ref('ArticleTable'),
    archiveBucket: newsroom.stack.ref('ArchiveBucket'),
    inboxBucket: newsroom.stack.ref('InboxBucket'),
    ...(stage === null ? {} : { killedTextDays: stage }),
    providers: registerOf([
      { id: 'aurora', name: 'Aurora News Agency', ...(own === undefined ? {} : { killedTextDays: own }) },
      { id: 'borealis', name: 'Borealis Presse' },
    ]),
  };
  return composeForget(clients, settings, () => started + days * DAY)(() => remaining);
}

const toldNow = async (): Promise<string[]> => (await newsroom.messages()).map(({ id }) => id);

describe('a killed text', () => {
  test('is kept where nobody asks for its erasure, and for as many days as are asked for', async () => {
    await newsroom.take(['aurora', 'one.json', story('one')], ['aurora', 'one-2.json', killOf('one')]);
    // As it comes twice
    await newsroom.take(['aurora', 'again.json', story('one')]);
    await newsroom.stack.invoke('SegmentsFunction', {});
    await newsroom.messages();
    const before = await placesOf(newsroom, ...textsOf('one'));
    expect(before).toContain(`${newsroom.stack.ref('InboxBucket')}/incoming/aurora/again.json`);
    expect(await eraseAfter(400, { stage: null })).toMatchObject({ killed: { erased: 0, later: 0 } });
    expect(await eraseAfter(DAYS - 1)).toMatchObject({ killed: { erased: 0 } });
    expect(await eraseAfter(DAYS + 1, { own: DAYS + 5 })).toMatchObject({ killed: { erased: 0 } });
    expect(await placesOf(newsroom, ...textsOf('one'))).toEqual(before);
  });

  test('is erased then, wherever it was, and that it was killed, when, why and until when it was kept stays', async () => {
    expect(await eraseAfter(DAYS + 1)).toMatchObject({ killed: { erased: 1, later: 0 } });
    expect(await placesOf(newsroom, ...textsOf('one'))).toEqual([]);
    const head = await newsroom.table.head(articleOf('one'));
    expect(head).toMatchObject({
      line: { status: 'canceled' },
      erasedAt: new Date(started + (DAYS + 1) * DAY).toISOString(),
    });
    const stored = await newsroom.table.revision(articleOf('one'), 2);
    expect(stored?.revision.takenAt).toMatch(/^\d{4}-/u);
    expect(stored?.record.article.edNote).toBe('The quotes were invented');
    expect(await typed('history', articleOf('one'))).toMatchObject([
      { revision: 2, status: 'canceled', told: ['killed'] },
      { erasedAt: head?.erasedAt },
    ]);
    expect(await toldNow()).toEqual([]);
    expect(await eraseAfter(DAYS + 1)).toMatchObject({ killed: { erased: 0, later: 0 } });
  });

  test('leaves an operation that says who and what, and by which anybody can look again', async () => {
    const id = `${new Date(started + (DAYS + 1) * DAY).toISOString()}-killed`;
    const checked = await typed('purge', '--check', id);
    expect(checked).toMatchObject([
      { check: { operation: id, articles: 1, files: 3, left: 0, cameAgain: [] } },
    ]);
    expect(await newsroom.receipt('incoming/aurora/one.json')).toMatchObject({
      items: [],
      purged: { by: 'forget', operation: id },
    });
  });

  test('is known again all the same: by the same bytes, by a kill that comes again, and under another name', async () => {
    await newsroom.take(
      ['aurora', 'dropped.json', story('one')],
      ['aurora', 'kill-again.json', killOf('one')],
    );
    expect(await toldNow()).toEqual([]);
    await newsroom.notices();
    const copy = story('copy', { headline: 'Headline of one', paragraphs: wordsOf('one') });
    await newsroom.take(['borealis', 'copy.json', copy]);
    expect(await toldNow()).toEqual([]);
    expect((await newsroom.notices()).map(({ type }) => type)).toEqual(['wire.killed-text.again']);
  });

  test('comes back as its agency reinstates it, and is erased again when that is killed', async () => {
    await newsroom.take(['aurora', 'back.json', story('back')], ['aurora', 'back-2.json', killOf('back')]);
    expect(await eraseAfter(DAYS + 1)).toMatchObject({ killed: { erased: 1 } });
    await newsroom.messages();
    const anew = { ...later(3, '3'), headline: 'Another', paragraphs: wordsOf('another') };
    await newsroom.take(['aurora', 'back-3.json', story('back', anew)]);
    expect(await toldNow()).toEqual([`${articleOf('back')}.3.reinstated`]);
    expect(await eraseAfter(DAYS + 1)).toMatchObject({ killed: { erased: 0 } });
    await newsroom.take(['aurora', 'back-4.json', killOf('back', { ...later(4, '4'), ...wordless })]);
    expect(await eraseAfter(DAYS + 2)).toMatchObject({ killed: { erased: 1 } });
    expect(await placesOf(newsroom, ...wordsOf('another'))).toEqual([]);
  });

  test('is kept while something came after the kill that people have to look at, or that waits', async () => {
    const held = { ...later(5, '5'), embargoed: new Date(started + 300 * DAY).toISOString() };
    await newsroom.take(
      ['aurora', 'two.json', story('two')],
      ['aurora', 'two-2.json', killOf('two')],
      ['aurora', 'two-3.json', story('two', { ...held, paragraphs: wordsOf('held') })],
    );
    expect(await eraseAfter(DAYS + 2)).toMatchObject({ killed: { erased: 0 } });
    expect(await placesOf(newsroom, ...wordsOf('two'))).not.toEqual([]);
  });

  test('goes whole, however often the run dies on its way', async () => {
    const large = Array.from({ length: 60 }, (_, n) => wordsOf(`large ${n}`)).flat();
    await newsroom.take(
      ['aurora', 'three.json', story('three', { paragraphs: large })],
      ['aurora', 'three-2.json', killOf('three')],
    );
    await newsroom.stack.invoke('SegmentsFunction', {});
    expect(await placesOf(newsroom, ...large)).not.toEqual([]);
    let runs = 0;
    for (let erased = 0; erased === 0; runs++) {
      const { killed } = await eraseAfter(DAYS + 2, { clients: dyingAt(runs) }).catch(() => ({
        killed: { erased: 0 },
      }));
      erased = killed?.erased ?? 0;
    }
    expect(runs).toBeGreaterThan(10);
    expect(await placesOf(newsroom, ...textsOf('three'), ...large)).toEqual([]);
    expect(await eraseAfter(DAYS + 2)).toMatchObject({ killed: { erased: 0 } });
  });

  test('waits for the next run where this one has no time left', async () => {
    await newsroom.take(['aurora', 'four.json', story('four')], ['aurora', 'four-2.json', killOf('four')]);
    expect(await eraseAfter(DAYS + 2, { remaining: 1000 })).toMatchObject({ killed: { erased: 0 } });
    expect(await eraseAfter(DAYS + 2)).toMatchObject({ killed: { erased: 1 } });
  });
});

const wordless: Story = { headline: 'Gone', slugline: 'gone', paragraphs: ['Gone.'] };

/** Clients of a process that dies at its n-th call of AWS, counted over both services. */
function dyingAt(n: number): { dynamo: DynamoDBClient; s3: S3Client } {
  let calls = 0;
  const dying = <Client extends DynamoDBClient | S3Client>(client: Client): Client =>
    new Proxy(client, {
      get: (target, name) =>
        name === 'send'
          ? (...parameters: unknown[]) => {
              if (calls++ >= n) throw new Error('the process died');
              return Reflect.apply(target.send.bind(target), target, parameters) as unknown;
            }
          : (Reflect.get(target, name) as unknown),
    });
  const { dynamodb, s3 } = newsroom.stack.clients;
  return { dynamo: dying(dynamodb), s3: dying(s3) };
}
