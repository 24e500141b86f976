/** The whole way, over the real wire protocols: a file put into S3, what subscribers get, and the receipt. */
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ArticleMessage } from '../../functions/adapters/publish/article-message.ts';
import { shippedSchema, violations } from '../support/schemas.ts';
import { zipSync } from 'fflate';
import { packTar } from 'modern-tar';
import {
  gzipped,
  JOURNAL,
  Newsroom,
  ninjsFile,
  onlyItem,
  paragraphsOn,
  type Story,
} from './support/newsroom.ts';
import { clientsOf, stepsOver } from './support/steps.ts';

let newsroom: Newsroom;
const all: ArticleMessage[] = [];

beforeAll(async () => {
  newsroom = await Newsroom.open({ pollsNot: JOURNAL });
});
afterAll(async () => {
  await newsroom.close();
});

const messages = async (): Promise<ArticleMessage[]> => {
  const received = await newsroom.messages();
  all.push(...received);
  return received;
};
const typesOf = (received: readonly ArticleMessage[]): string[] => received.map(({ type }) => type.slice(13));

afterEach(async () => {
  await messages();
  await newsroom.notices();
});

/** An article of its own for each test: its uri and its text. */
let articles = 0;
const newArticle = () => {
  const topic = `Town-${String.fromCharCode(65 + articles++)}ville`;
  return { uri: `urn:newsml:aurora.example:20260311:${topic}`, paragraphs: paragraphsOn(topic) };
};

describe('an item from upload to message', () => {
  test('is published once, with a receipt that says so', async () => {
    const article = newArticle();
    const receipt = await newsroom.take(['aurora', 'one.json', ninjsFile(article)]);
    const [message, ...more] = await messages();
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      type: 'wire.article.published',
      source: '/wire/aurora',
      revision: 1,
      data: { article: { uri: article.uri }, dedupe: { verdict: 'new' } },
    });
    expect(receipt).toMatchObject({ state: 'done', provider: 'aurora', counts: { published: 1 } });
    expect(onlyItem(receipt)).toMatchObject({
      outcome: 'published',
      articleId: message?.subject,
      revision: 1,
    });
  });

  test('delivered again under another name it is a redelivery, and nobody hears of it', async () => {
    const article = newArticle();
    const receipt = await newsroom.take(
      ['aurora', 'two.json', ninjsFile(article)],
      ['aurora', 'two-again.json', ninjsFile(article)],
    );
    expect(onlyItem(receipt)).toMatchObject({ outcome: 'redelivery', revision: 1 });
    expect(typesOf(await messages())).toEqual(['published']);
  });

  test('a notification that comes twice changes nothing, and the receipt still tells what happened first', async () => {
    const key = await newsroom.drop('aurora', 'noticed twice.json', ninjsFile(newArticle()));
    await newsroom.stack.quiet();
    const { version } = await newsroom.receipt(key);
    const s3 = {
      bucket: { name: newsroom.inbox },
      object: { key: key.replaceAll(' ', '+'), size: 1000, versionId: version },
    };
    const record = { eventName: 'ObjectCreated:Put', eventTime: '2026-03-11T08:00:00Z', s3 };
    const body = JSON.stringify({ Records: [record] });
    const result = await newsroom.stack.invoke('ingest', { Records: [{ messageId: 'm', body }] });
    expect(result).toMatchObject({ payload: { batchItemFailures: [] } });
    expect(await newsroom.receipt(key)).toMatchObject({ repeats: 1, counts: { published: 1 } });
    expect(typesOf(await messages())).toEqual(['published']);
  });

  test('a notification that comes again when the file is gone changes nothing either, and alarms nobody', async () => {
    const bytes = ninjsFile(newArticle());
    const key = await newsroom.drop('aurora', 'noticed late.json', bytes);
    await newsroom.stack.quiet();
    const { take } = stepsOver(newsroom, clientsOf(newsroom), () => Date.now());
    const delivery = { bucket: newsroom.inbox, key, bytes: 1000, received: 0, eTag: 'e', sequencer: '' };
    await take(delivery);
    await newsroom.stack.clients.s3.send(new DeleteObjectCommand({ Bucket: newsroom.inbox, Key: key }));
    expect(await take(delivery)).toMatchObject({ state: 'done', counts: { redelivery: 1 } });
    expect(await newsroom.notices()).toEqual([]);
  });

  test('its versions are told in order: update, correction, silent correction, late one not at all', async () => {
    const { uri, paragraphs } = newArticle();
    const version = (number: string, hour: string, text: string, more = {}) =>
      [
        'aurora',
        `v${number}-${hour}.json`,
        ninjsFile({
          uri,
          version: number,
          versioncreated: `2026-03-11T${hour}:00:00Z`,
          paragraphs: [...paragraphs, text],
          ...more,
        }),
      ] as const;
    const late = await newsroom.take(
      version('1', '08', 'The first version.'),
      version('3', '10', 'The third version.'),
      version('4', '11', 'The fourth version.', { headline: 'CORRECTED: Council rebuilds bridge' }),
      version('4', '11', 'The fourth version, and not a word about it.'),
      version('2', '09', 'The second version, late.'),
    );
    const received = await messages();
    expect(typesOf(received)).toEqual(['published', 'updated', 'corrected', 'corrected']);
    expect(received.map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
    expect(received[3]?.data.wire.signals).toContain('silent-correction');
    expect(onlyItem(late)).toMatchObject({ outcome: 'late', revision: 5 });
    const head = await newsroom.table.head(onlyItem(late).articleId);
    expect(head).toMatchObject({
      revision: 4,
      lastRevision: 5,
      told: { revision: 4 },
      telling: null,
      next: null,
    });
  });

  test('a kill is told, and what was killed does not come back by a copy', async () => {
    const article = newArticle();
    const kill = {
      uri: article.uri,
      version: '2',
      versioncreated: '2026-03-11T09:00:00Z',
      pubstatus: 'canceled',
    };
    await newsroom.take(
      ['aurora', 'k1.json', ninjsFile(article)],
      ['aurora', 'k2.json', ninjsFile({ ...article, ...kill })],
      ['aurora', 'k3.json', ninjsFile({ ...article, version: '2', versioncreated: '2026-03-11T09:00:00Z' })],
    );
    expect(typesOf(await messages())).toEqual(['published', 'killed']);
  });

  test('the same text under another identity and agency is a duplicate, linked and not published', async () => {
    const { paragraphs, uri } = newArticle();
    const receipt = await newsroom.take(
      ['aurora', 'd1.json', ninjsFile({ uri, paragraphs })],
      ['borealis', 'd2.json', ninjsFile({ uri: 'urn:x:other', paragraphs, headline: 'Another headline' })],
    );
    const [original, ...more] = await messages();
    expect(more).toEqual([]);
    expect(onlyItem(receipt)).toMatchObject({
      outcome: 'duplicate',
      dedupe: { verdict: 'duplicate', of: original?.subject, story: original?.subject, similarity: 1 },
    });
  });

  test('a label that news has, too, kills the text that it is put on, and no news of the same item', async () => {
    const article = newArticle();
    const second = {
      version: '2',
      versioncreated: '2026-03-11T09:00:00Z',
      headline: 'WITHDRAWN: Council rebuilds bridge',
    };
    await newsroom.take(['aurora', 'l1.json', ninjsFile(article)]);
    await newsroom.take(['aurora', 'l2.json', ninjsFile({ ...article, ...second })]);
    expect(typesOf(await messages())).toEqual(['published', 'killed']);

    const other = newArticle();
    await newsroom.take(['aurora', 'l3.json', ninjsFile(other)]);
    const news = [...other.paragraphs.slice(0, -1), 'The council withdrew its plan on Monday.'];
    await newsroom.take(['aurora', 'l4.json', ninjsFile({ ...other, ...second, paragraphs: news })]);
    expect(typesOf(await messages())).not.toContain('killed');

    const signed = newArticle();
    await newsroom.take(['aurora', 'l5.json', ninjsFile({ ...signed, headline: 'Council rebuilds bridge' })]);
    const paragraphs = [...signed.paragraphs, '(Reporting by Ida Holm; Editing by Tom Berg)'];
    await newsroom.take(['aurora', 'l6.json', ninjsFile({ ...signed, ...second, paragraphs })]);
    expect(typesOf(await messages())).toEqual(['published', 'killed']);
  });

  test('text that was killed and comes again under another name is not published, and the operators hear of it', async () => {
    const { paragraphs, uri } = newArticle();
    await newsroom.take(
      ['aurora', 'kd1.json', ninjsFile({ uri, paragraphs })],
      ['aurora', 'kd2.json', ninjsFile({ uri, paragraphs, version: '2', pubstatus: 'canceled' })],
      ['borealis', 'kd3.json', ninjsFile({ uri: 'urn:x:runs-on', paragraphs })],
    );
    const received = await messages();
    expect(typesOf(received)).toEqual(['published', 'killed']);
    expect(await newsroom.notices()).toEqual([
      expect.objectContaining({
        type: 'wire.killed-text.again',
        uri: 'urn:x:runs-on',
        of: received[0]?.subject,
        provider: 'borealis',
      }),
    ]);
  });

  test('every item of a file is one article, and one that cannot be read does not fail its neighbours', async () => {
    const items = [newArticle(), newArticle()].map(
      (article) => JSON.parse(ninjsFile(article).toString()) as object,
    );
    const file = Buffer.from(JSON.stringify([items[0], { uri: 17 }, items[1]]));
    const receipt = await newsroom.take(['aurora', 'several.json', file]);
    expect(receipt.counts).toEqual({ published: 2, rejected: 1 });
    expect(receipt.items[1]).toMatchObject({ itemIndex: 1, outcome: 'rejected' });
    expect(receipt.quarantineKey).toMatch(/^quarantine\//);
    expect(typesOf(await messages())).toEqual(['published', 'published']);
    expect(await newsroom.notices()).toEqual([
      expect.objectContaining({
        type: 'wire.items.rejected',
        count: 1,
        items: [expect.objectContaining({ itemIndex: 1 })],
      }),
    ]);
  });

  test('a packed file is read through', async () => {
    const receipt = await newsroom.take(['aurora', 'packed.json.gz', gzipped(ninjsFile(newArticle()))]);
    expect(receipt.counts).toEqual({ published: 1 });
  });

  test('archives are read through by the bundled function, too', async () => {
    const bytes = [newArticle(), newArticle()].map(ninjsFile);
    const files = bytes.map((body, number) => ({
      header: { name: `${number}.json`, size: body.length },
      body,
    }));
    const zip = zipSync({ 'a.json': ninjsFile(newArticle()), 'b.json': ninjsFile(newArticle()) });
    const zipped = await newsroom.take(['aurora', 'packed.zip', zip]);
    expect(zipped.counts).toEqual({ published: 2 });
    const tarred = await newsroom.take(['aurora', 'packed.tar', await packTar(files)]);
    expect(tarred.counts).toEqual({ published: 2 });
  });

  test('a long article goes by claim check: the message says where its bodies are', async () => {
    const { uri, paragraphs } = newArticle();
    const long = Array.from({ length: 400 }, (_, day) => `Day ${day}: ${paragraphs.join(' ')}`);
    await newsroom.take(['aurora', 'long.json', ninjsFile({ uri, paragraphs: long })]);
    const [message] = await messages();
    expect(message?.data.article.bodies).toBeUndefined();
    const { bucket = '', key = '', bytes } = message?.data.articleRef ?? {};
    const { Body } = await newsroom.stack.clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const text = (await Body?.transformToString()) ?? '';
    expect(Buffer.byteLength(text)).toBe(bytes);
    expect(JSON.parse(text)).toMatchObject({
      uri,
      bodies: [{ contentType: 'text/html' }, { contentType: 'text/plain' }],
    });
  });

  test('whose bodies nobody can fetch any more when it is killed, and again when it is reinstated', async () => {
    const { uri, paragraphs } = newArticle();
    const long = Array.from({ length: 400 }, (_, day) => `Day ${day}: ${paragraphs.join(' ')}`);
    const version = (number: number, more: Story = {}): Uint8Array =>
      ninjsFile({
        uri,
        paragraphs: long,
        version: String(number),
        versioncreated: `2026-03-11T0${number}:00:00Z`,
        ...more,
      });
    const isThere = async (key: string): Promise<boolean> => {
      const Bucket = newsroom.stack.ref('ArchiveBucket');
      const { Contents = [] } = await newsroom.stack.clients.s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: key }),
      );
      return Contents.length > 0;
    };
    await newsroom.take(['aurora', 'long-1.json', version(1)], ['aurora', 'long-2.json', version(2)]);
    const keys = (await messages()).map(({ data }) => data.articleRef?.key ?? '');
    expect(await Promise.all(keys.map(isThere))).toEqual([true, true]);

    await newsroom.take(['aurora', 'long-3.json', version(3, { pubstatus: 'canceled' })]);
    const [killed] = await messages();
    expect(killed).toMatchObject({ type: 'wire.article.killed' });
    expect(await Promise.all(keys.map(isThere))).toEqual([false, false]);

    await newsroom.take(['aurora', 'long-4.json', version(4)]);
    const [reinstated] = await messages();
    expect(reinstated).toMatchObject({ type: 'wire.article.reinstated' });
    expect(await isThere(reinstated?.data.articleRef?.key ?? '')).toBe(true);
  });
});

describe('an embargo', () => {
  test('holds its item until its time, and then lets it go once', async () => {
    const { uri, paragraphs } = newArticle();
    const until = new Date(Date.now() + 1500);
    const file = ninjsFile({ uri, paragraphs, embargoed: until.toISOString() });
    const receipt = await newsroom.take(['aurora', 'e1.json', file], ['aurora', 'e1-again.json', file]);
    expect(onlyItem(receipt)).toMatchObject({ outcome: 'redelivery' });
    expect(await newsroom.receipt('incoming/aurora/e1.json')).toMatchObject({ counts: { held: 1 } });
    await newsroom.stack.fire('ReleaseEveryMinute');
    if (Date.now() < until.getTime()) expect(await messages()).toEqual([]);
    while (Date.now() <= until.getTime()) await newsroom.stack.fire('ReleaseEveryMinute');
    await newsroom.stack.fire('ReleaseEveryMinute');
    await newsroom.stack.fire('ReleaseEveryMinute');
    const [message, ...more] = await messages();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ type: 'wire.article.published', data: { article: { uri } } });
    expect(Date.parse(message?.time ?? '')).toBeGreaterThanOrEqual(until.getTime());
  });

  test('that cannot be read holds until somebody releases it', async () => {
    const { uri, paragraphs } = newArticle();
    const receipt = await newsroom.take([
      'aurora',
      'e2.json',
      ninjsFile({ uri, paragraphs, embargoed: 'until the minister has spoken' }),
    ]);
    await newsroom.stack.fire('ReleaseEveryMinute');
    expect(onlyItem(receipt).outcome).toBe('held');
    expect(await messages()).toEqual([]);
  });

  test('that a kill ends early: subscribers hear which item it was and nothing of it', async () => {
    const { uri, paragraphs } = newArticle();
    const embargoed = '2099-01-01T00:00:00Z';
    await newsroom.take(
      ['aurora', 'e3.json', ninjsFile({ uri, paragraphs, embargoed })],
      ['aurora', 'e4.json', ninjsFile({ uri, paragraphs, embargoed, version: '2', pubstatus: 'canceled' })],
    );
    await newsroom.stack.fire('ReleaseEveryMinute');
    const [kill, ...more] = await messages();
    expect(more).toEqual([]);
    expect(kill).toMatchObject({
      type: 'wire.article.killed',
      data: { article: { uri, pubStatus: 'canceled' } },
    });
    expect(JSON.stringify(kill)).not.toMatch(/rebuilds bridge/);
  });

  test('does not stop the same text that another agency lets go: it is published, and nothing tells of the other', async () => {
    const { uri, paragraphs } = newArticle();
    const receipt = await newsroom.take(
      ['aurora', 'e5.json', ninjsFile({ uri, paragraphs, embargoed: '2099-01-01T00:00:00Z' })],
      ['borealis', 'e6.json', ninjsFile({ uri: 'urn:x:free', paragraphs })],
    );
    expect(onlyItem(receipt)).toMatchObject({ outcome: 'published', dedupe: { verdict: 'new', of: null } });
    expect(typesOf(await messages())).toEqual(['published']);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['aurora', 'rubbish.bin', Buffer.from([0, 1, 2, 3, 254, 255, 0, 9]), 'unknown-format'],
    ['aurora', 'truncated.xml', Buffer.from('<?xml version="1.0"?><nitf><head><title>Cut'), 'truncated'],
    ['aurora', 'empty.txt', new Uint8Array(), 'empty'],
    ['nobody', 'story.json', ninjsFile(), 'unknown-provider'],
    ['aurora', 'large.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'too-large'],
  ])(
    '%s/%s is quarantined with a code, told to the operators and acknowledged',
    async (provider, name, bytes, code) => {
      const receipt = await newsroom.take([provider, name, bytes]);
      expect(receipt).toMatchObject({ state: 'quarantined', code, provider });
      expect(receipt.message).not.toBe('');
      const { quarantineKey } = receipt;
      expect(quarantineKey).toContain(`quarantine/${code}/incoming/${provider}/${name}`);
      const [notice, ...more] = await newsroom.notices();
      expect(more).toEqual([]);
      expect(notice).toMatchObject({ type: 'wire.delivery.quarantined', code, quarantineKey });
      expect(violations(shippedSchema('notice'), notice)).toEqual([]);
      const copy = await newsroom.stack.clients.s3.send(
        new GetObjectCommand({ Bucket: newsroom.stack.ref('ArchiveBucket'), Key: quarantineKey ?? '' }),
      );
      expect(Buffer.from((await copy.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
      expect(await messages()).toEqual([]);
    },
  );
});

test('a file of gigabytes is refused without a copy, which no function has the time to make', async () => {
  const key = await newsroom.drop('aurora', 'backup.tar', Buffer.from('not as large as it says'));
  await newsroom.stack.quiet();
  await newsroom.notices();
  const { take } = stepsOver(newsroom, clientsOf(newsroom), () => Date.now());
  const delivery = { bucket: newsroom.inbox, key, bytes: 6e9, received: 0, eTag: 'large', sequencer: '' };
  expect(await take(delivery)).toMatchObject({
    state: 'quarantined',
    code: 'too-large',
    quarantineKey: null,
  });
  expect(await newsroom.notices()).toMatchObject([{ code: 'too-large', quarantineKey: null }]);
});

test('every message that the pipeline has sent fits the schema that it names', () => {
  const validate = shippedSchema('message');
  expect(all.length).toBeGreaterThan(10);
  for (const message of all) expect(violations(validate, message)).toEqual([]);
});
