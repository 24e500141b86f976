/** Agencies whose records may be kept for so many days: what is left of them, and of nobody else's. */
import { PutItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { composeForget } from '../../functions/forget/compose.ts';
import { Newsroom, ninjsFile, paragraphsOn } from './support/newsroom.ts';

const DAY = 24 * 60 * 60 * 1000;
const RETENTION = 40;

let newsroom: Newsroom;
let started: number;

beforeAll(async () => {
  started = Date.now();
  newsroom = await Newsroom.open(
    {},
    {
      agencies: [
        { id: 'aurora', name: 'Aurora News Agency', retentionDays: RETENTION },
        { id: 'borealis', name: 'Borealis Presse' },
      ],
    },
  );
});
afterAll(() => newsroom.close());

/** Runs `forget` so many days from now. */
function forgetAfter(days: number, remaining = 600_000): ReturnType<ReturnType<typeof composeForget>> {
  const { dynamodb: dynamo, s3 } = newsroom.stack.clients;
  const settings = {
    tableName: newsroom.stack.ref('ArticleTable'),
    archiveBucket: newsroom.stack.ref('ArchiveBucket'),
    providers: registerOf([
      { id: 'aurora', name: 'Aurora News Agency', retentionDays: RETENTION },
      { id: 'borealis', name: 'Borealis Presse' },
    ]),
  };
  return composeForget({ dynamo, s3 }, settings, () => started + days * DAY)(() => remaining);
}

const uri = (name: string): string => `urn:newsml:example:${name}`;
const id = (name: string, provider = 'aurora'): string => articleIdOf(provider, uri(name));

async function itemsOf(articleId: string): Promise<string[]> {
  const { Items = [] } = await newsroom.stack.clients.dynamodb.send(
    new QueryCommand({
      TableName: newsroom.stack.ref('ArticleTable'),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `A#${articleId}` } },
    }),
  );
  return Items.map(({ sk }) => sk?.S ?? '').filter((sk) => sk === 'HEAD' || sk.startsWith('R#'));
}

async function wholeTable(): Promise<string> {
  const { Items = [] } = await newsroom.stack.clients.dynamodb.send(
    new ScanCommand({ TableName: newsroom.stack.ref('ArticleTable') }),
  );
  return JSON.stringify(Items);
}

describe('an agency with retentionDays', () => {
  test('has its articles forgotten when they are older, with receipts and large bodies, and nobody else has', async () => {
    const large = Array.from({ length: 40 }, (_, n) => paragraphsOn(`Large ${n}`)).flat();
    await newsroom.take(
      [
        'aurora',
        'old.json',
        ninjsFile({ uri: uri('old'), headline: 'Torvik opens a lock', paragraphs: large }),
      ],
      ['borealis', 'other.json', ninjsFile({ uri: uri('other'), paragraphs: paragraphsOn('Other') })],
    );
    const archive = newsroom.stack.ref('ArchiveBucket');
    const objects = async (): Promise<number> => {
      const listed = await newsroom.stack.clients.s3.send(
        new ListObjectsV2Command({ Bucket: archive, Prefix: `bodies/${id('old')}/` }),
      );
      return listed.KeyCount ?? 0;
    };
    await newsroom.stack.clients.s3.send(
      new PutObjectCommand({ Bucket: archive, Key: `bodies/${id('old')}/x.article.json`, Body: '{}' }),
    );
    expect(await forgetAfter(RETENTION)).toEqual({ removed: 0, buried: 0, later: 0 });
    expect(await itemsOf(id('old'))).toEqual(['HEAD', 'R#000001']);
    expect(await objects()).toBeGreaterThan(0);

    expect(await forgetAfter(RETENTION + 2)).toEqual({ removed: 1, buried: 0, later: 0 });
    expect(await itemsOf(id('old'))).toEqual([]);
    expect(await objects()).toBe(0);
    expect(await itemsOf(id('other', 'borealis'))).toEqual(['HEAD', 'R#000001']);
    expect(await wholeTable()).not.toContain('Torvik opens a lock');
    expect(await newsroom.receipts('incoming/aurora/old.json')).toEqual([]);
  });

  test('keeps of what was killed that it was, and no word of it', async () => {
    const story = { uri: uri('killed'), headline: 'Quay of Torvik sold', paragraphs: paragraphsOn('Quay') };
    await newsroom.take(
      ['aurora', 'k1.json', ninjsFile(story)],
      ['aurora', 'k2.json', ninjsFile({ ...story, version: '2', pubstatus: 'canceled' })],
    );
    await again();
    expect(await forgetAfter(RETENTION + 2)).toMatchObject({ buried: 1 });
    expect(await itemsOf(id('killed'))).toEqual(['HEAD', 'R#000002']);
    expect(await wholeTable()).not.toContain('Quay of Torvik sold');
    const stored = await newsroom.table.revision(id('killed'), 2);
    expect(stored?.record.article).not.toHaveProperty('bodies');
    await newsroom.messages();
    await newsroom.take(['aurora', 'k3.json', ninjsFile(story)]);
    expect((await newsroom.messages()).map(({ type }) => type)).not.toContain('wire.article.published');
  });

  test('keeps what waits, and goes on where a run had no time left', async () => {
    await newsroom.take(
      [
        'aurora',
        'held.json',
        ninjsFile({
          uri: uri('held'),
          paragraphs: paragraphsOn('Held'),
          embargoed: new Date(started + 100 * DAY).toISOString(),
        }),
      ],
      ['aurora', 'plain.json', ninjsFile({ uri: uri('plain'), paragraphs: paragraphsOn('Plain') })],
    );
    await again();
    expect(await forgetAfter(RETENTION + 2, 0)).toEqual({ removed: 0, buried: 0, later: 0 });
    expect(await forgetAfter(RETENTION + 2)).toMatchObject({ removed: 1 });
    expect(await itemsOf(id('held'))).toEqual(['HEAD', 'R#000001']);
    expect(await itemsOf(id('plain'))).toEqual([]);
    expect(await forgetAfter(RETENTION + 4)).toMatchObject({ removed: 0, later: 1 });
  });

  /** As if nothing had been looked at since the day before yesterday. */
  async function again(): Promise<void> {
    await newsroom.stack.clients.dynamodb.send(
      new PutItemCommand({
        TableName: newsroom.stack.ref('ArticleTable'),
        Item: {
          pk: { S: 'X#aurora' },
          sk: { S: '-' },
          day: { S: new Date(started - 2 * DAY).toISOString().slice(0, 10) },
        },
      }),
    );
  }
});
