/** Delivers the samples to a local stack, one after the other as an agency sends them, and compares what becomes of them. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { isObject } from '../../infra/local/json.ts';
import type { LocalStack } from '../../infra/local/stack.ts';
import type { ReceivedMessage } from '../../infra/local/subscriber.ts';
import { Arrivals } from '../common/arrivals.ts';
import { followDeliveries, type DeliveryObserver, type FinishedDelivery } from '../common/deliveries.ts';
import { bytesOf, readSamples, verdictsOf, type Sample } from '../common/samples.ts';

export interface SampleObserver extends Pick<DeliveryObserver, 'finished' | 'failed'> {
  /** The message of a sample that was held. */
  released(message: { headline: string }): void;
  progress(done: number, total: number, what: string): void;
}

/** A sample that did not become what it is there to show. */
export interface Surprise {
  sample: Sample;
  what: string;
}

export interface SampleRun {
  samples: number;
  /** Items by verdict. */
  verdicts: ReadonlyMap<string, number>;
  messages: number;
  /** From upload to message, sorted. */
  milliseconds: readonly number[];
  surprises: readonly Surprise[];
  elapsedMs: number;
}

/** A sample without a receipt by then is a surprise; longer than all retries of the local stack. */
const RECEIPT_WAIT_MS = 30_000;
/** For messages of held samples; their embargo is a few seconds. */
const RELEASE_WAIT_MS = 20_000;

export async function runSamples(stack: LocalStack, observer: SampleObserver): Promise<SampleRun> {
  const began = performance.now();
  const samples = readSamples();
  const finished = new Arrivals<FinishedDelivery>();
  const released = new Arrivals<ReceivedMessage>();
  const heldVersions = new Set<string>();
  let messages = 0;
  await followDeliveries(stack, {
    finished: (delivery) => {
      observer.finished(delivery);
      finished.add(delivery.receipt.version, delivery);
    },
    failed: (key, reason) => {
      observer.failed(key, reason);
    },
    message: (message) => {
      messages++;
      const version = versionIn(message);
      if (!heldVersions.has(version)) return;
      released.add(version, message);
      observer.released({ headline: headlineIn(message) });
    },
  });

  const verdicts = new Map<string, number>();
  const milliseconds: number[] = [];
  const surprises: Surprise[] = [];
  const held: { sample: Sample; version: string }[] = [];
  for (const [index, sample] of samples.entries()) {
    observer.progress(index, samples.length, sample.shows);
    const { VersionId: version = '' } = await stack.clients.s3.send(
      new PutObjectCommand({
        Bucket: stack.outputs.InboxBucketName,
        Key: sample.key,
        Body: bytesOf(sample, Date.now()),
      }),
    );
    if (sample.released) {
      heldVersions.add(version);
      held.push({ sample, version });
    }
    const delivery = await finished.of(version, RECEIPT_WAIT_MS);
    if (delivery === undefined) {
      surprises.push({ sample, what: 'no receipt was written' });
      continue;
    }
    const became = verdictsOf(delivery.receipt);
    for (const verdict of became) {
      const [name = ''] = verdict.split(':', 1);
      verdicts.set(name, (verdicts.get(name) ?? 0) + 1);
    }
    for (const message of delivery.messages.values()) milliseconds.push(message.received - delivery.stored);
    if (became.join(' ') !== sample.expect.join(' ')) {
      surprises.push({ sample, what: `expected ${sample.expect.join(' ')}, became ${became.join(' ')}` });
    }
  }
  for (const [index, { sample, version }] of held.entries()) {
    observer.progress(
      samples.length - held.length + index,
      samples.length,
      'waiting for the end of an embargo',
    );
    const message = await released.of(version, RELEASE_WAIT_MS);
    if (message === undefined) surprises.push({ sample, what: 'it was never released' });
  }
  return {
    samples: samples.length,
    verdicts,
    messages,
    milliseconds: milliseconds.sort((a, b) => a - b),
    surprises,
    elapsedMs: performance.now() - began,
  };
}

function versionIn({ body }: ReceivedMessage): string {
  const wire = isObject(body.data) && isObject(body.data.wire) ? body.data.wire : {};
  const version = isObject(wire.raw) ? wire.raw.versionId : undefined;
  return typeof version === 'string' ? version : '';
}

function headlineIn({ body }: ReceivedMessage): string {
  const article = isObject(body.data) && isObject(body.data.article) ? body.data.article : {};
  const [first] = Array.isArray(article.headlines) ? (article.headlines as readonly unknown[]) : [];
  const value = isObject(first) ? first.value : undefined;
  return typeof value === 'string' ? value : '';
}
