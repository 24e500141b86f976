/**
 * What a newsroom finds in its archive, over the whole local stack beside a model of OpenSearch Serverless: from the file
 * in the inbox to the hit, and what is never one.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { signedFetch } from '../../functions/adapters/platform/signed-fetch.ts';
import { ArchiveIndex, type Written } from '../../functions/adapters/search/archive-index.ts';
import { SearchFiles } from '../../functions/adapters/search/files.ts';
import { placeOf } from '../../functions/adapters/search/told.ts';
import { FeedLog } from '../../functions/adapters/store/feed-log.ts';
import { writeArchive, type ArchiverPorts } from '../../functions/archiver/write.ts';
import type { Limits, SearchPage } from '../../functions/core/feed/contract.ts';
import { isWithin } from '../../functions/core/feed/rights.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { composeForget } from '../../functions/forget/compose.ts';
import { OpenSearchModel, type Fault } from '../support/opensearch.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn, type Story } from './support/newsroom.ts';

let model: OpenSearchModel;
let newsroom: Newsroom;
let fault: Fault | undefined;

/** An article, by the one word that no other has. */
interface Text {
  id: string;
  provider: string;
  flags: string[];
}
const texts: Record<string, Text> = {};

beforeAll(async () => {
  model = await OpenSearchModel.start({ fault: () => fault });
  newsroom = await Newsroom.open(
    { archiveEndpoint: model.endpoint },
    { stage: { reading: { archive: {} } } },
  );
  const restricted = { usageterms: 'Not for online use.' };
  await take('aurora', 'Quillorane');
  await take('aurora', 'Vastrumine', restricted);
  await take('borealis', 'Tarnovelle', restricted);
  await take('borealis', 'Ombrelisk');
  await take('cascade', 'Corvantine');
  await take('cascade', 'Zephyrine', { usageterms: 'No archives.' });
  await take('aurora', 'Lysandrel', { embargoed: '2099-01-01T00:00:00Z', pubstatus: 'withheld' });
  // An end is written at once, and what was told before it with it
  await take('cascade', 'Galdemar');
  await end('cascade', 'Galdemar');
  expect(await archive()).toMatchObject({ indexed: 5, refused: [] });
  await everythingIsOld();
}, 600_000);

beforeEach(() => {
  fault = undefined;
});

afterAll(async () => {
  await newsroom.close();
  await model.stop();
});

const NEWER = { version: '2', versioncreated: '2026-03-11T09:00:00Z' };

function file(provider: string, word: string, more: Story = {}): Uint8Array {
  return ninjsFile({
    uri: `urn:newsml:${provider}.example:20260311:${word}`,
    headline: `${word} in the headline`,
    slugline: `slug-${word}`,
    paragraphs: [`The common word is lantern, and the other one ${word}.`, ...paragraphsOn(word)],
    ...more,
  });
}

async function take(provider: string, word: string, more: Story = {}): Promise<void> {
  const receipt = await newsroom.take([provider, `${word}.json`, file(provider, word, more)]);
  const { articleId: id } = onlyItem(receipt);
  const terms = JSON.stringify(more);
  texts[word] = { id, provider, flags: terms.includes('online') ? ['no-online'] : [] };
}

async function end(provider: string, word: string): Promise<void> {
  const killed = { ...NEWER, pubstatus: 'canceled' };
  await newsroom.take([provider, `${word}-kill.json`, file(provider, word, killed)]);
}

async function invoke<Payload>(name: string, event: unknown): Promise<Payload> {
  const result = await newsroom.stack.invoke(name, event);
  if (!result.ok) throw new Error(result.message);
  return result.payload as Payload;
}

const archive = (): Promise<Written> => invoke('archiver', {});

/** As if the days of the segments were over: their list says that all is in segments by now, and has none any more. */
async function everythingIsOld(): Promise<void> {
  const { clients } = newsroom.stack;
  const tableName = newsroom.stack.ref('ArticleTable');
  const log = new FeedLog({ dynamo: clients.dynamodb }, { tableName, feedDays: 30, now: () => Date.now() });
  const upTo = placeOf((await log.tail()) + 1, 0) - 1;
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: newsroom.stack.ref('ArchiveBucket'),
      Key: 'search/manifest.json',
      Body: JSON.stringify({ format: 1, upTo, segments: [], retired: [] }),
    }),
  );
}

async function answerOf(query: string, claims: object = {}): Promise<{ status: number; page: SearchPage }> {
  const { statusCode, body } = await invoke<{ statusCode: number; body: string }>('search', {
    rawPath: '/v1/search',
    rawQueryString: query,
    headers: {},
    requestContext: {
      http: { method: 'GET' },
      authorizer: { jwt: { claims: { sub: 'editor', scope: 'wire:read', ...claims } } },
    },
  });
  return { status: statusCode, page: JSON.parse(body) as SearchPage };
}

async function search(query: string, claims: object = {}): Promise<SearchPage> {
  const { status, page } = await answerOf(query, claims);
  expect([status, page]).toEqual([200, page]);
  return page;
}

const headlinesOf = ({ hits }: SearchPage): string[] => hits.map(({ row }) => row.headline).sort();

describe('what is older than the days of the search', () => {
  test('is found where the archive is asked for, by words, phrases and fields, with its words marked', async () => {
    for (const query of [
      'q=quillorane',
      'q=headline:QUILLORANE',
      'q="word is lantern" slug:slug-quillorane',
    ]) {
      const page = await search(`${query}&archive=true`);
      expect(headlinesOf(page)).toEqual(['Quillorane in the headline']);
      expect(page).toMatchObject({ count: 1, more: false, next: null, hints: [] });
    }
    const { hits } = await search('q=quillorane&archive=true');
    expect(hits[0]?.headline).toEqual(['', 'Quillorane', ' in the headline']);
    expect(hits[0]?.snippet.join('')).toContain('lantern');
    expect(hits[0]?.row).toMatchObject({ id: texts.Quillorane?.id, provider: 'aurora', event: 'published' });
  });

  test('is not asked for otherwise, and a hint says how', async () => {
    const asked = model.requests.length;
    const page = await search('q=quillorane');
    expect(page).toMatchObject({ hits: [], count: 0, next: null });
    expect(page.hints).toEqual([expect.stringContaining('archive=true')]);
    expect(model.requests).toHaveLength(asked);
  });

  test('comes page by page, each article once, the newest first', async () => {
    const seen: string[] = [];
    let query = 'q=lantern&archive=true&limit=2';
    for (;;) {
      const page = await search(query);
      seen.push(...page.hits.map(({ row }) => row.id));
      if (page.next === null) break;
      query = page.next.split('?')[1] ?? '';
      expect(query).toContain('archive=true');
    }
    const told = ['Quillorane', 'Vastrumine', 'Tarnovelle', 'Ombrelisk', 'Corvantine'];
    expect(seen).toEqual(told.reverse().map((word) => texts[word]?.id));
  });

  test('is in the index without a text that could be read, and without what is under embargo or for no archive', () => {
    expect(model.ids).toEqual(
      ['Quillorane', 'Vastrumine', 'Tarnovelle', 'Ombrelisk', 'Corvantine']
        .map((word) => texts[word]?.id)
        .sort(),
    );
    expect(model.answers.join()).not.toMatch(/lantern|quillorane/iu);
    expect(JSON.stringify(model.requests)).not.toMatch(/lysandrel|zephyrine|galdemar/iu);
  });

  test('is asked for by true or false, and by nothing else', async () => {
    expect((await answerOf('q=lantern&archive=yes')).status).toBe(400);
    expect((await search('q=lantern&archive=false')).hits).toEqual([]);
  });
});

describe('a reader with limits', () => {
  const claimsOf = (limits: Limits): object => ({
    ...(limits.providers === null ? {} : { wire_providers: limits.providers.join(' ') }),
    ...(limits.withoutFlags.length === 0 ? {} : { wire_without_flags: limits.withoutFlags.join(' ') }),
  });

  test('finds in the archive what is within them, and does not learn how much else there is', async () => {
    const rights = fc.record({
      providers: fc.option(fc.subarray(['aurora', 'borealis', 'cascade'], { minLength: 1 })),
      withoutFlags: fc.subarray(['no-online', 'correction']),
    });
    const archived = Object.entries(texts).filter(([, { id }]) => model.ids.includes(id));
    await fc.assert(
      fc.asyncProperty(rights, async (limits) => {
        const own = archived.filter(([, text]) => isWithin(limits, text)).map(([word]) => word);
        const page = await search('q=lantern&archive=true', claimsOf(limits));
        expect(headlinesOf(page)).toEqual(own.map((word) => `${word} in the headline`).sort());
        expect(page.count).toBe(own.length);
      }),
      { numRuns: 8, seed: 58, endOnFailure: true },
    );
  }, 120_000);

  test('is given nothing for what an index says: the record is asked once more', async () => {
    const { id = '' } = texts.Vastrumine ?? {};
    const document = model.document(id) ?? {};
    const { flags } = document;
    // An index that was written under another rule
    document.flags = [];
    const page = await search('q=vastrumine&archive=true', { wire_without_flags: 'no-online' });
    document.flags = flags;
    expect(page.hits).toEqual([]);
  });
});

describe('an archive that cannot be asked', () => {
  test.each<[string, Fault]>([
    ['throttles', { status: 429 }],
    ['is down', { status: 503 }],
    ['breaks off', 'cut'],
    ['does not know us', { status: 403 }],
  ])('and %s is no reason to refuse what the last days have', async (_what, broken) => {
    await take('aurora', 'Halcyrone');
    fault = broken;
    const page = await search('q=halcyrone&archive=true');
    expect(headlinesOf(page)).toEqual(['Halcyrone in the headline']);
    expect(page.hints).toEqual([expect.stringContaining('could not be asked')]);
  });

  test('is said so where nothing else could have answered: nobody takes it for the end', async () => {
    fault = { status: 503 };
    const { next } = await search('q=quillorane&archive=true');
    const { status, page } = await answerOf(next?.split('?')[1] ?? '');
    expect([status, page]).toEqual([503, expect.objectContaining({ code: 'busy' })]);
    fault = undefined;
    const found = await search(next?.split('?')[1] ?? '');
    expect(headlinesOf(found)).toEqual(['Quillorane in the headline']);
  });

  test('loses nothing that was to be written: the next run begins where the last one did', async () => {
    await end('cascade', 'Corvantine');
    fault = { status: 429 };
    await expect(archive()).rejects.toThrow();
    expect(model.ids).toContain(texts.Corvantine?.id);
    fault = undefined;
    expect(await archive()).toMatchObject({ deleted: 1 });
    expect(model.ids).not.toContain(texts.Corvantine?.id);
  });

  test('is written anew when it is another one', async () => {
    const before = model.ids;
    model.forgetEverything();
    await newsroom.stack.clients.s3.send(
      new PutObjectCommand({
        Bucket: newsroom.stack.ref('ArchiveBucket'),
        Key: 'search/archive.json',
        Body: JSON.stringify({
          index: 'https://another.example/articles-0',
          upTo: 1e15,
          sweptAt: '2026-01-01',
        }),
      }),
    );
    await archive();
    expect(model.ids).toEqual(before);
  });
});

describe('what has ended', () => {
  test('is found no more at once, though the index still has its words', async () => {
    await end('borealis', 'Ombrelisk');
    expect(model.ids).toContain(texts.Ombrelisk?.id);
    expect(await search('q=ombrelisk&archive=true')).toMatchObject({ hits: [], count: 0 });
  });

  test('is out of the index within the hour', async () => {
    expect(await archive()).toMatchObject({ deleted: 1 });
    expect(model.ids).not.toContain(texts.Ombrelisk?.id);
  });

  test('is found in its newer state alone', async () => {
    const paragraphs = ['The word is Peridonne now.', ...paragraphsOn('Quillorane')];
    await newsroom.take(['aurora', 'q2.json', file('aurora', 'Quillorane', { ...NEWER, paragraphs })]);
    expect(await search('q="common word" quillorane&archive=true')).toMatchObject({ hits: [] });
    // Another end, for texts alone are written once a day
    await take('cascade', 'Morwenthal');
    await end('cascade', 'Morwenthal');
    await archive();
    expect(headlinesOf(await search('q=peridonne&archive=true'))).toEqual(['Quillorane in the headline']);
    expect(await search('q="common word" quillorane&archive=true')).toMatchObject({ hits: [] });
  });
});

describe('the archiver', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const index = (): ArchiveIndex =>
    new ArchiveIndex({
      endpoint: model.endpoint,
      fetch: signedFetch('aoss', newsroom.stack.clients.s3),
      timeoutMs: 20_000,
      attempts: 1,
    });

  function portsAt(now: number, more: Partial<ArchiverPorts> = {}): ArchiverPorts {
    const { clients } = newsroom.stack;
    const tableName = newsroom.stack.ref('ArticleTable');
    return {
      table: newsroom.table,
      log: new FeedLog({ dynamo: clients.dynamodb }, { tableName, feedDays: 30, now: () => now }),
      files: new SearchFiles({ s3: clients.s3 }, newsroom.stack.ref('ArchiveBucket')),
      index: index(),
      providers: registerOf([]),
      now: () => now,
      remaining: () => 600_000,
      ...more,
    };
  }

  test('leaves a collection asleep for texts of today, which segments find, and writes them after a day', async () => {
    await archive();
    await take('borealis', 'Peregrane');
    const asked = model.requests.length;
    expect(await writeArchive(portsAt(Date.now()))).toMatchObject({ indexed: 0 });
    expect(model.requests).toHaveLength(asked);
    expect(await writeArchive(portsAt(Date.now() + DAY_MS))).toMatchObject({ indexed: 1 });
    expect(model.ids).toContain(texts.Peregrane?.id);
  });

  test('does again what another run may have done at the same time: no ended text is put back', async () => {
    await take('borealis', 'Marinelle');
    const ports = portsAt(Date.now() + DAY_MS);
    const slow = {
      name: ports.index.name,
      create: () => Promise.resolve(),
      toldBefore: () => Promise.resolve([]),
      // It has read the heads; before it writes, the text is killed, and the other run takes it out
      write: async (...given: Parameters<ArchiveIndex['write']>) => {
        await end('borealis', 'Marinelle');
        await writeArchive(ports);
        return index().write(...given);
      },
    };
    await expect(writeArchive({ ...ports, index: slow })).rejects.toThrow();
    expect(model.ids).toContain(texts.Marinelle?.id);
    await writeArchive(ports);
    expect(model.ids).not.toContain(texts.Marinelle?.id);
  });

  test('takes out what its agency lets nobody keep so long: nobody is told of that', async () => {
    const providers = registerOf([{ id: 'borealis', name: 'Borealis', retentionDays: 40 }]);
    const later = Date.now() + 45 * DAY_MS;
    const { clients } = newsroom.stack;
    const settings = {
      tableName: newsroom.stack.ref('ArticleTable'),
      archiveBucket: newsroom.stack.ref('ArchiveBucket'),
      providers,
    };
    const forget = composeForget({ s3: clients.s3, dynamo: clients.dynamodb }, settings, () => later);
    expect(await forget(() => 600_000)).not.toMatchObject({ removed: 0 });
    expect(await newsroom.table.head(texts.Peregrane?.id ?? '')).toBeUndefined();
    expect(model.ids).toContain(texts.Peregrane?.id);
    const others = model.ids.filter((id) => id === texts.Quillorane?.id || id === texts.Vastrumine?.id);
    await writeArchive(portsAt(later, { providers }));
    expect(model.ids).not.toContain(texts.Peregrane?.id);
    expect(model.ids).toEqual(expect.arrayContaining(others));
  });
});
