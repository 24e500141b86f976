/** Searches through the function over the local stack: segments from its bucket, heads and records from its table. */
import { setTimeout as pause } from 'node:timers/promises';
import { NOTHING_YET, SearchFiles } from '../../functions/adapters/search/files.ts';
import { MemoryIndex } from '../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates } from '../../functions/core/dedupe/near-duplicates.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { recordsOf } from '../../functions/core/reading/records.ts';
import { composeDesk, type Desk } from '../../functions/desk/compose.ts';
import type { SearchPage } from '../../functions/core/feed/contract.ts';
import { takeRecord } from '../../functions/desk/take.ts';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import { settingsOf } from '../stack-settings.ts';
import { documentAt, extentOf, PROVIDER } from './search-texts.ts';

const AT_ONCE = 8;
const WARM_UP = 5;

/**
 * @param segments files of the index, the oldest first
 * @param places of the articles that the queries find: only these are in the table
 * @returns milliseconds that each query took
 */
export async function throughFunction(
  segments: readonly string[],
  places: readonly number[],
  queries: readonly string[],
): Promise<number[]> {
  const stack = await startLocalStack({ scheduleMinuteMs: 0, poll: false });
  try {
    await putSegments(stack, segments);
    const desk = deskOf(stack);
    const left = [...new Set(places)];
    const work = async (): Promise<void> => {
      for (let place = left.pop(); place !== undefined; place = left.pop()) await take(desk, place);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const query of queries.slice(0, WARM_UP)) await hitsOf(stack, query);
    const times: number[] = [];
    let hits = 0;
    for (const query of queries) {
      const start = performance.now();
      hits += await hitsOf(stack, query);
      times.push(performance.now() - start);
    }
    if (hits < queries.length) throw new Error(`${queries.length} queries found ${hits} articles`);
    return times;
  } finally {
    await stack.stop();
  }
}

async function putSegments(stack: LocalStack, paths: readonly string[]): Promise<void> {
  const files = new SearchFiles(stack.clients, stack.ref('ArchiveBucket'));
  const segments = paths.map((_path, day) => {
    const { from, to } = extentOf(day);
    return { name: `day-${day}`, from, to, documents: to - from + 1, newest: documentAt(to).row.at };
  });
  for (const [day, path] of paths.entries()) await files.putSegment(`day-${day}`, path, []);
  await files.putManifest({ ...NOTHING_YET, segments }, { etag: undefined });
}

/** The desk over the stack, with an index of near-duplicates in memory: it is no part of what is measured. */
function deskOf(stack: LocalStack): Desk {
  const { s3, sns, dynamodb: dynamo } = stack.clients;
  const clock = { now: () => Date.now(), pause: (ms: number) => pause(ms) };
  const settings = settingsOf(stack, registerOf([]));
  const failed = (articleId: string, revision: number, error: unknown): never => {
    throw new Error(`revision ${revision} of ${articleId} was not told`, { cause: error });
  };
  const desk = composeDesk({ s3, sns, dynamo }, settings, clock, { publishFailed: failed });
  const near = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), clock);
  return { ...desk, near };
}

async function take(desk: Desk, place: number): Promise<void> {
  const received = desk.now();
  const key = `incoming/${PROVIDER}/search-${place}.json`;
  const raw = { bucket: 'bench', key, versionId: '1' };
  const file = { bytes: ninjsOf(place), name: key, provider: { id: PROVIDER }, received, raw };
  const read = await recordsOf(file);
  const [item] = read.ok ? read.items : [];
  if (item?.ok !== true) throw new Error(`article ${place} cannot be read`);
  const delivery = {
    ...{ bucket: raw.bucket, key, version: raw.versionId, itemIndex: 0, sequencer: '' },
    receivedAt: new Date(received).toISOString(),
  };
  await takeRecord(desk, item.record, delivery);
}

function ninjsOf(place: number): Uint8Array {
  const { row, headline, text } = documentAt(place);
  const ninjs = {
    uri: row.uri,
    standard: { name: 'ninjs', version: '2.1' },
    type: 'text',
    versioncreated: row.at,
    language: 'en',
    headlines: [{ role: 'main', value: headline }],
    bodies: [{ contenttype: 'text/plain', value: text }],
  };
  return Buffer.from(JSON.stringify(ninjs));
}

/** As API Gateway asks. @returns how many articles the page has */
async function hitsOf(stack: LocalStack, query: string): Promise<number> {
  const result = await stack.invoke('search', {
    version: '2.0',
    rawPath: '/v1/search',
    rawQueryString: new URLSearchParams({ q: query }).toString(),
    headers: {},
    requestContext: {
      http: { method: 'GET' },
      authorizer: { jwt: { claims: { sub: 'bench', scope: 'wire:read' } } },
    },
    isBase64Encoded: false,
  });
  if (!result.ok) throw new Error(result.message);
  const { statusCode, body } = result.payload as { statusCode: number; body: string };
  if (statusCode !== 200) throw new Error(`${query}: ${statusCode} ${body}`);
  return (JSON.parse(body) as SearchPage).hits.length;
}
