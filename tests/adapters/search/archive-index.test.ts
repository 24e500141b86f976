/** The archive's index over the wire, against as much of OpenSearch's REST API as it asks for. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { S3Client } from '@aws-sdk/client-s3';
import { signedFetch } from '../../../functions/adapters/platform/signed-fetch.ts';
import { ArchiveError, ArchiveIndex } from '../../../functions/adapters/search/archive-index.ts';
import { archiveQueryOf } from '../../../functions/core/search/archive.ts';
import { parseQuery } from '../../../functions/core/search/query.ts';
import { OpenSearchModel, type OpenSearchOptions } from '../../support/opensearch.ts';
import { documentAt } from '../../support/search-documents.ts';

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const ALL = archiveQueryOf(parseQuery(''), {}, { since: null, until: null, before: null });

const models: OpenSearchModel[] = [];
let pauses: number[] = [];
afterEach(async () => {
  for (const model of models.splice(0)) await model.stop();
});

async function indexAt(
  options: OpenSearchOptions = {},
  { credentials = CREDENTIALS, attempts = 3 } = {},
): Promise<{ index: ArchiveIndex; server: OpenSearchModel }> {
  const model = await OpenSearchModel.start(options);
  models.push(model);
  pauses = [];
  const index = new ArchiveIndex({
    endpoint: model.endpoint,
    fetch: signedFetch('aoss', new S3Client({ region: 'us-east-1', credentials })),
    timeoutMs: 20_000,
    attempts,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  });
  return { index, server: model };
}

const idsOf = async (index: ArchiveIndex): Promise<string[]> =>
  (await index.find(ALL, 100, 501)).found.map(({ row }) => row.id);

describe('the index', () => {
  test('is made once, and finds what it was told, the newest first', async () => {
    const { index } = await indexAt();
    await index.create();
    await index.create();
    const flags = ['alert', 'test'];
    const documents = [
      documentAt(1001, { text: 'Fire' }),
      documentAt(2003, { text: 'Fire', row: { flags } }),
    ];
    expect(await index.write(documents, [])).toEqual({ indexed: 2, deleted: 0, refused: [] });
    const { found, total } = await index.find(ALL, 1, 501);
    expect(total).toBe(2);
    const [, { row }] = documents as [unknown, (typeof documents)[0]];
    expect(found).toEqual([
      {
        place: 2003,
        row: { id: 'a2003', revision: 1, event: 'published', at: row.at, provider: 'quay', flags },
      },
    ]);
  });

  test('has one state of an article, and none of what was taken out', async () => {
    const { index } = await indexAt();
    await index.create();
    await index.write([documentAt(1, { text: 'old' }), documentAt(2, {})], []);
    const newer = documentAt(9, { text: 'new', row: { id: 'a1', revision: 2 } });
    expect(await index.write([newer], ['a2', 'never-there'])).toEqual({
      indexed: 1,
      deleted: 1,
      refused: [],
    });
    expect(await idsOf(index)).toEqual(['a1']);
    expect(await index.known(['a1', 'a2'])).toEqual(['a1']);
  });

  test('knows nobody by anything but a signature of the service, over the whole request', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'guessed' };
    const { index, server } = await indexAt({}, { credentials });
    await expect(index.create()).rejects.toMatchObject({ name: 'ArchiveError', status: 403 });
    // It is no use to ask again
    expect(server.requests).toHaveLength(1);
  });

  test('gives out no word of a text', async () => {
    const { index, server } = await indexAt();
    await index.create();
    await index.write(
      [documentAt(1, { headline: 'Quillorane', slug: 'vastrumine', by: 'Zephyrine', text: 'Morwenthal' })],
      [],
    );
    expect(await idsOf(index)).toEqual(['a1']);
    expect(server.answers.join()).not.toMatch(/quillorane|vastrumine|zephyrine|morwenthal/iu);
  });

  test('is told many articles in several requests, each small enough', async () => {
    const { index, server } = await indexAt();
    await index.create();
    const many = Array.from({ length: 1100 }, (_, place) => documentAt(place, {}));
    const large = Array.from({ length: 5 }, (_, place) =>
      documentAt(5000 + place, { text: 'word '.repeat(200_000) }),
    );
    expect(await index.write([...many, ...large], [])).toMatchObject({ indexed: 1105 });
    expect(server.ids).toHaveLength(1105);
    const bulks = server.requests.filter(({ path }) => path.endsWith('/_bulk'));
    expect(bulks.length).toBeGreaterThan(2);
    expect(Math.max(...bulks.map(({ body }) => Buffer.byteLength(body)))).toBeLessThan(5 * 1024 * 1024);
  });
});

describe('an index that has a bad day', () => {
  test('is asked again, later each time, when it throttles or breaks off', async () => {
    const faults: ({ status: number } | 'cut')[] = [{ status: 429 }, 'cut'];
    const { index, server } = await indexAt({
      fault: ({ path }) => (path.endsWith('/_bulk') ? faults.shift() : undefined),
    });
    await index.create();
    expect(await index.write([documentAt(1, {})], [])).toMatchObject({ indexed: 1 });
    expect(server.ids).toEqual(['a1']);
    expect(pauses).toEqual([400, 800]);
  });

  test('is told again what it did not take of a bulk, and only that', async () => {
    const busy = ['a2'];
    const { index, server } = await indexAt({
      refuses: (id) => (busy.includes(id) && busy.pop() !== undefined ? 429 : undefined),
    });
    await index.create();
    expect(await index.write([documentAt(1, {}), documentAt(2, {})], ['a3'])).toMatchObject({ indexed: 2 });
    const [, second] = server.requests.filter(({ path }) => path.endsWith('/_bulk'));
    expect(second?.body).toContain('"_id":"a2"');
    expect(second?.body).not.toMatch(/"_id":"a[13]"/u);
  });

  test('is an error when it stays so: nobody takes what was not written for written', async () => {
    const { index } = await indexAt({ refuses: () => 429 });
    await index.create();
    await expect(index.write([documentAt(1, {})], [])).rejects.toThrow(ArchiveError);
    const down = await indexAt({ fault: () => ({ status: 503 }) });
    await expect(down.index.find(ALL, 10, 501)).rejects.toThrow(ArchiveError);
    expect(pauses).toHaveLength(2);
  });

  test('says which article it will never take, and takes the others', async () => {
    const { index, server } = await indexAt({ refuses: (id) => (id === 'a1' ? 400 : undefined) });
    await index.create();
    expect(await index.write([documentAt(1, {}), documentAt(2, {})], [])).toEqual({
      indexed: 1,
      deleted: 0,
      refused: [{ id: 'a1', reason: '400 on_purpose so it is' }],
    });
    expect(server.ids).toEqual(['a2']);
  });
});
