/** The local stack from upload to message: pace, latency, and what an article costs the table. */
import { setTimeout as pause } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { startLocalStack, type LocalStack } from '../../infra/local/stack.ts';
import type { Row, Section } from './measure.ts';
import { figure, percentile } from './figures.ts';
import { ninjsArticle } from './texts.ts';

const WARM_UP = 60;
const FLOOD = 600;
const UPLOADS_AT_ONCE = 16;
const STEADY = { perSecond: 15, seconds: 20 };

/** What is written for an article, by the letters of the keys (functions/adapters/store/keys.ts). */
const ITEMS: Readonly<Record<string, string>> = {
  K: 'anchors of the near-duplicate index',
  'A F': 'its entry there',
  'A R': 'the revision with its record',
  'A HEAD': 'the head, as taken and as told',
  C: 'the claim of the text',
  N: 'names by which a kill may call it',
  D: 'the receipt of the file',
};

export const pipeline: Section = {
  name: 'pipeline',
  title: `The local stack, from upload to message: ${FLOOD} articles of 600 words at once, then ${STEADY.perSecond} a second`,
  run: measure,
};

async function measure(): Promise<Row[]> {
  // What the journal writes is no part of the way of a file
  const stack = await startLocalStack({ scheduleMinuteMs: 0, pollsNot: ['JournalFunction'] });
  const arrived = new Map<string, number>();
  const subscriber = await stack.subscribe(stack.ref('ArticleTopic'));
  subscriber.watch(({ body, received }) => {
    const { data } = body as { data: { article: { uri: string } } };
    arrived.set(data.article.uri, received);
  });
  try {
    await upload(stack, 'warm', WARM_UP);
    await stack.quiet();
    stack.meter.reset();

    const started = performance.now();
    const flood = await upload(stack, 'flood', FLOOD);
    await stack.quiet();
    const seconds = (performance.now() - started) / 1000;
    const missed = [...flood.keys()].filter((uri) => !arrived.has(uri)).length;
    if (missed > 0) throw new Error(`${missed} of ${FLOOD} articles gave no message`);
    const { operations, readUnits, writeUnits, written, indexUnits } = stack.meter.read();
    const calls = Object.values(operations).reduce((sum, count) => sum + count, 0);

    const steady = await uploadSteadily(stack);
    await stack.quiet();
    const latencies = [...steady].map(([uri, sent]) => (arrived.get(uri) ?? Number.NaN) - sent);
    return [
      figure('articles a second, flood', FLOOD / seconds, 1, '>= 60'),
      figure(`latency at ${STEADY.perSecond}/s, median, ms`, percentile(latencies, 50), 0),
      figure(`latency at ${STEADY.perSecond}/s, 95th percentile, ms`, percentile(latencies, 95), 0, '<= 400'),
      figure('DynamoDB calls an article', calls / FLOOD, 2),
      figure('read units an article', readUnits / FLOOD, 2),
      figure(
        'write units an article, with those of the indexes',
        (writeUnits + indexUnits) / FLOOD,
        2,
        '<= 18',
      ),
      ...Object.entries(written)
        .sort(([, one], [, other]) => other - one)
        .map(([kind, units]) => figure(`of these: ${ITEMS[kind] ?? kind}`, units / FLOOD, 2)),
      figure('of these: indexes', indexUnits / FLOOD, 2),
    ];
  } finally {
    await stack.stop();
  }
}

/** Uploads as fast as it goes. @returns when each article was sent, by uri, epoch milliseconds */
async function upload(stack: LocalStack, name: string, count: number): Promise<Map<string, number>> {
  const sent = new Map<string, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await put(stack, `${name}-${next++}`, sent);
  };
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, worker));
  return sent;
}

async function uploadSteadily(stack: LocalStack): Promise<Map<string, number>> {
  const sent = new Map<string, number>();
  const begun = performance.now();
  const puts: Promise<void>[] = [];
  for (let i = 0; i < STEADY.perSecond * STEADY.seconds; i++) {
    await pause(Math.max(0, begun + (i * 1000) / STEADY.perSecond - performance.now()));
    puts.push(put(stack, `steady-${i}`, sent));
  }
  await Promise.all(puts);
  return sent;
}

async function put(stack: LocalStack, name: string, sent: Map<string, number>): Promise<void> {
  const { uri, bytes } = ninjsArticle(name);
  sent.set(uri, Date.now());
  await stack.clients.s3.send(
    new PutObjectCommand({
      Bucket: stack.ref('InboxBucket'),
      Key: `incoming/aurora/${name}.json`,
      Body: bytes,
    }),
  );
}
