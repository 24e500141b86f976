/**
 * Fingerprints made by other threads. They are two thirds of the work of `wire dedupe` and need nothing but their text;
 * the verdicts are made in the order of the input, by the one thread that knows what came before.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  printedElsewhere,
  type ArticleText,
  type PlainPrint,
  type Printed,
} from '../../functions/core/dedupe/fingerprint.ts';

/** So many have their fingerprints made here: they are done before another thread has loaded what it needs. */
const ALONE = 300;
/** Articles that are sent together. */
const BATCH = 40;
/** Batches that a thread has before it, so that it need not wait for the next. */
const AHEAD = 3;
/** Beyond these the thread of the verdicts is what all wait for. */
const MOST_THREADS = 3;

export interface WithPrint<Read> {
  read: Read;
  /** Absent: to be made. */
  printed?: Printed;
}

/**
 * What is read, in its order, with the fingerprints of the texts in it. An error of the reading comes behind all that was
 * read before it.
 * @param textOf the text of what was read; undefined where it has none
 */
export async function* withPrints<Read>(
  reads: AsyncIterable<Read>,
  textOf: (read: Read) => ArticleText | undefined,
): AsyncGenerator<WithPrint<Read>> {
  const most = Math.min(MOST_THREADS, availableParallelism() - 1);
  const threads: PrintThread[] = [];
  const waiting: Promise<WithPrint<Read>[]>[] = [];
  let sent = 0;
  const send = (batch: readonly Read[]): void => {
    const thread = (threads[sent++ % most] ??= new PrintThread());
    const printed = printsOf(batch, textOf, thread);
    // whoever waits for it is told; until then nobody has to be
    printed.catch(() => undefined);
    waiting.push(printed);
  };
  let count = 0;
  let batch: Read[] = [];
  let failed: { error: unknown } | undefined;
  try {
    try {
      for await (const read of reads) {
        if (most < 1 || count++ < ALONE) {
          yield { read };
          continue;
        }
        if (batch.push(read) < BATCH) continue;
        send(batch);
        batch = [];
        if (waiting.length > AHEAD * most) yield* (await waiting.shift()) ?? [];
      }
    } catch (error) {
      failed = { error };
    }
    if (batch.length > 0) send(batch);
    for (const prints of waiting) yield* await prints;
    if (failed !== undefined) throw failed.error;
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

async function printsOf<Read>(
  batch: readonly Read[],
  textOf: (read: Read) => ArticleText | undefined,
  thread: PrintThread,
): Promise<WithPrint<Read>[]> {
  const texts = batch.map(textOf);
  const prints = await thread.printsOf(texts.filter((text) => text !== undefined));
  let next = 0;
  return batch.map((read, index) => {
    const text = texts[index];
    const print = text === undefined ? undefined : prints[next++];
    return text === undefined || print === undefined
      ? { read }
      : { read, printed: printedElsewhere(text, print) };
  });
}

interface Asked {
  resolve: (prints: PlainPrint[]) => void;
  reject: (error: Error) => void;
}

class PrintThread {
  readonly #worker = new Worker(new URL('./fingerprint-worker.ts', import.meta.url));
  /** In the order in which they will be answered. */
  readonly #asked: Asked[] = [];

  constructor() {
    this.#worker.on('message', (prints: PlainPrint[]) => this.#asked.shift()?.resolve(prints));
    this.#worker.on('error', (error: Error) => {
      for (const { reject } of this.#asked.splice(0)) reject(error);
    });
  }

  printsOf(texts: readonly ArticleText[]): Promise<PlainPrint[]> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(texts);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
