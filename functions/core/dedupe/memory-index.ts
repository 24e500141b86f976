/** The index of one process: for `wire dedupe` and for tests. Memory is bounded by the window and by a number of articles. */
import {
  MEMBERS_KEPT,
  type AnchorArrival,
  type Entry,
  type Judgement,
  type Member,
  type NearIndex,
} from './near-index.ts';

interface AnchorList {
  sequence: number;
  /** Newest first. */
  members: Member[];
}

export interface MemoryIndexOptions {
  /** Milliseconds after which an article is forgotten, by the times of the articles themselves. */
  window: number;
  /** Articles held at most: what bounds a stream without times. */
  capacity: number;
}

export class MemoryIndex implements NearIndex {
  readonly #options: MemoryIndexOptions;
  readonly #anchors = new Map<string, AnchorList>();
  readonly #entries = new Map<string, Entry>();
  /** In the order of arrival: maps keep it. */
  readonly #arrivals = new Map<string, { at: number; anchors: readonly string[] }>();
  #newest = -Infinity;

  constructor(options: MemoryIndexOptions) {
    this.#options = options;
  }

  /** Articles held. */
  get size(): number {
    return this.#arrivals.size;
  }

  arrive(member: Member, anchors: readonly string[]): Promise<AnchorArrival[]> {
    this.#arrivals.delete(member.articleId);
    this.#arrivals.set(member.articleId, { at: member.at, anchors });
    this.#newest = Math.max(this.#newest, member.at);
    this.#forget();
    return Promise.resolve(anchors.map((anchor) => this.#join(anchor, member)));
  }

  #join(anchor: string, member: Member): AnchorArrival {
    let list = this.#anchors.get(anchor);
    if (list === undefined) {
      list = { sequence: 0, members: [] };
      this.#anchors.set(anchor, list);
    }
    const earlier = list.members;
    list.sequence++;
    list.members = [member, ...earlier.slice(0, MEMBERS_KEPT - 1)];
    return { anchor, earlier, sequence: list.sequence };
  }

  /** Arrivals come nearly in the order of their times, so the oldest are at the front. */
  #forget(): void {
    for (const [articleId, { at, anchors }] of this.#arrivals) {
      const old = at < this.#newest - this.#options.window;
      if (!old && this.#arrivals.size <= this.#options.capacity) return;
      this.#arrivals.delete(articleId);
      this.#entries.delete(articleId);
      for (const anchor of anchors) this.#leave(anchor, articleId);
    }
  }

  #leave(anchor: string, articleId: string): void {
    const list = this.#anchors.get(anchor);
    if (list === undefined) return;
    list.members = list.members.filter((member) => member.articleId !== articleId);
    if (list.members.length === 0) this.#anchors.delete(anchor);
  }

  read(articleIds: readonly string[]): Promise<Map<string, Entry>> {
    const found = new Map<string, Entry>();
    for (const id of articleIds) {
      const entry = this.#entries.get(id);
      if (entry !== undefined) found.set(id, entry);
    }
    return Promise.resolve(found);
  }

  create(entry: Entry): Promise<Entry | undefined> {
    const there = this.#entries.get(entry.articleId);
    if (there === undefined) this.#entries.set(entry.articleId, entry);
    return Promise.resolve(there);
  }

  replace(entry: Entry): Promise<void> {
    this.#entries.set(entry.articleId, entry);
    return Promise.resolve();
  }

  link(articleId: string, to: string): Promise<boolean> {
    const entry = this.#entries.get(articleId);
    if (entry?.state.kind !== 'open') return Promise.resolve(false);
    this.#entries.set(articleId, { ...entry, state: { kind: 'linked', to } });
    return Promise.resolve(true);
  }

  settle(articleId: string, judgement: Judgement): Promise<boolean> {
    const entry = this.#entries.get(articleId);
    if (entry === undefined || (judgement.verdict === 'new' && entry.state.kind !== 'open')) {
      return Promise.resolve(false);
    }
    this.#entries.set(articleId, { ...entry, state: { kind: 'settled', judgement } });
    return Promise.resolve(true);
  }
}
