/** An index whose steps take random time: many articles are judged side by side, in an order that a seed repeats. */
import { MemoryIndex } from '../../../../functions/core/dedupe/memory-index.ts';
import type {
  AnchorArrival,
  Entry,
  Judgement,
  Member,
  NearIndex,
} from '../../../../functions/core/dedupe/near-index.ts';

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Waiting {
  due: number;
  go: () => void;
}

/** A clock that goes on only when everybody waits. */
export class VirtualTime {
  #now = 0;
  /** The next one last. */
  readonly #waiting: Waiting[] = [];
  #running = 0;

  get now(): number {
    return this.#now;
  }

  readonly pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const due = this.#now + milliseconds;
      const later = this.#waiting.findLastIndex((other) => other.due > due);
      this.#waiting.splice(later + 1, 0, { due, go: resolve });
    });

  /** Runs all to their ends, one step at a time. */
  async run<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
    this.#running = tasks.length;
    const results = tasks.map((task) => task().finally(() => this.#running--));
    const all = Promise.allSettled(results);
    while (this.#running > 0) {
      await settled();
      const next = this.#waiting.pop();
      if (next === undefined) break;
      this.#now = next.due;
      next.go();
    }
    await all;
    return Promise.all(results);
  }
}

/** All promises that can go on have gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface Latency {
  /** Milliseconds, each of both ways. */
  least: number;
  most: number;
}

/** A memory index behind a slow line: every call, and every anchor of one, takes effect at a moment of its own. */
export class SimulatedIndex implements NearIndex {
  readonly #inner = new MemoryIndex({ window: Infinity, capacity: Infinity });
  readonly #before = new Map<string, Entry | undefined>();
  readonly #time: VirtualTime;
  readonly #random: () => number;
  readonly #latency: Latency;
  calls = { anchorWrites: 0, entryWrites: 0, reads: 0, entriesRead: 0 };

  constructor(time: VirtualTime, random: () => number, latency: Latency = { least: 1, most: 30 }) {
    this.#time = time;
    this.#random = random;
    this.#latency = latency;
  }

  arrive(member: Member, anchors: readonly string[]): Promise<AnchorArrival[]> {
    this.calls.anchorWrites += anchors.length;
    return Promise.all(
      anchors.map((anchor) =>
        this.#far(async () => {
          const [arrival] = await this.#inner.arrive(member, [anchor]);
          if (arrival === undefined) throw new Error('no arrival');
          return arrival;
        }),
      ),
    );
  }

  /** May answer with the state before the last arrival at an anchor. */
  lookUp(anchors: readonly string[]): Promise<AnchorArrival[]> {
    return this.#far(async () =>
      (await this.#inner.lookUp(anchors)).map((found) =>
        this.#random() < 0.5 ? found : { ...found, earlier: found.earlier.slice(1) },
      ),
    );
  }

  read(articleIds: readonly string[], consistent: boolean): Promise<Map<string, Entry>> {
    this.calls.reads++;
    this.calls.entriesRead += articleIds.length;
    return this.#far(async () => {
      const now = await this.#inner.read(articleIds);
      if (consistent) return now;
      // An eventually consistent read may answer with the state before the last write
      for (const id of articleIds) {
        if (!this.#before.has(id) || this.#random() < 0.5) continue;
        const before = this.#before.get(id);
        if (before === undefined) now.delete(id);
        else now.set(id, before);
      }
      return now;
    });
  }

  create(entry: Entry): Promise<Entry | undefined> {
    return this.#write(entry.articleId, () => this.#inner.create(entry));
  }

  replace(entry: Entry): Promise<void> {
    return this.#write(entry.articleId, () => this.#inner.replace(entry));
  }

  link(articleId: string, to: string): Promise<boolean> {
    return this.#write(articleId, () => this.#inner.link(articleId, to));
  }

  settle(articleId: string, judgement: Judgement): Promise<boolean> {
    return this.#write(articleId, () => this.#inner.settle(articleId, judgement));
  }

  #write<T>(articleId: string, action: () => Promise<T>): Promise<T> {
    this.calls.entryWrites++;
    return this.#far(async () => {
      const before = (await this.#inner.read([articleId])).get(articleId);
      const result = await action();
      this.#before.set(articleId, before);
      return result;
    });
  }

  async #far<T>(action: () => Promise<T>): Promise<T> {
    await this.#time.pause(this.#delay());
    const result = await action();
    await this.#time.pause(this.#delay());
    return result;
  }

  #delay(): number {
    const { least, most } = this.#latency;
    return least + this.#random() * (most - least);
  }
}
