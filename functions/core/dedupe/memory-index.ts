/** The index of one process: for `wire dedupe` and for tests. Memory is bounded by the window and by a number of articles. */
import type { Fingerprint } from './fingerprint.ts';
import {
  MEMBERS_KEPT,
  type AnchorArrival,
  type Entry,
  type Judgement,
  type Member,
  type NearIndex,
} from './near-index.ts';
import { packFingerprint, UnpackedFingerprint } from './pack.ts';

interface AnchorList {
  sequence: number;
  /** Newest first. */
  members: Member[];
}

/** An entry as the table holds it: the fingerprint takes a quarter of its memory as bytes. */
interface Packed extends Omit<Entry, 'fingerprint'> {
  bytes: Buffer;
}

export interface MemoryIndexOptions {
  /** Milliseconds after which an article is forgotten, by the times of the articles themselves. */
  window: number;
  /** Articles held at most: what bounds a stream without times. */
  capacity: number;
}

/** So many fingerprints are also kept as they are, 5 KB each: copies come soon after their original, or not at all. */
const UNPACKED = 2048;
/** The window ends at the earliest of so many arrivals, so that one with a wrong date does not empty the index. */
const LATEST = 8;
/** After so many arrivals also those are forgotten that came behind a later one. */
const SWEEP = 1024;

export class MemoryIndex implements NearIndex {
  readonly #options: MemoryIndexOptions;
  /** Most anchors have one member and no list. */
  readonly #anchors = new Map<string, Member | AnchorList>();
  readonly #entries = new Map<string, Packed>();
  readonly #unpacked = new Map<string, Fingerprint>();
  /** In the order of arrival: maps keep it. */
  readonly #arrivals = new Map<string, { at: number; anchors: readonly string[] }>();
  readonly #latest: number[] = [];
  #sinceSweep = 0;

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
    this.#forget(member.at);
    return Promise.resolve(anchors.map((anchor) => this.#join(anchor, member)));
  }

  lookUp(anchors: readonly string[]): Promise<AnchorArrival[]> {
    return Promise.resolve(
      anchors.flatMap((anchor) => {
        const there = this.#anchors.get(anchor);
        if (there === undefined) return [];
        const list = 'members' in there ? there : { sequence: 1, members: [there] };
        return { anchor, earlier: list.members, sequence: list.sequence + 1 };
      }),
    );
  }

  #join(anchor: string, member: Member): AnchorArrival {
    const there = this.#anchors.get(anchor);
    if (there === undefined) {
      this.#anchors.set(anchor, member);
      return { anchor, earlier: [], sequence: 1 };
    }
    const list = 'members' in there ? there : { sequence: 1, members: [there] };
    const earlier = list.members;
    list.sequence++;
    list.members = [member, ...earlier.slice(0, MEMBERS_KEPT - 1)];
    if (list !== there) this.#anchors.set(anchor, list);
    return { anchor, earlier, sequence: list.sequence };
  }

  /** Arrivals come nearly in the order of their times, so the oldest are at the front. */
  #forget(at: number): void {
    // Without a time the window does not apply
    if (at > 0) this.#latest.push(at);
    if (this.#latest.length > LATEST) this.#latest.shift();
    const bound = Math.min(...this.#latest) - this.#options.window;
    const sweep = ++this.#sinceSweep >= SWEEP;
    if (sweep) this.#sinceSweep = 0;
    for (const [articleId, arrival] of this.#arrivals) {
      const old = arrival.at > 0 && arrival.at < bound;
      if (old || this.#arrivals.size > this.#options.capacity) this.#drop(articleId, arrival.anchors);
      else if (!sweep) return;
    }
  }

  #drop(articleId: string, anchors: readonly string[]): void {
    this.#arrivals.delete(articleId);
    this.#entries.delete(articleId);
    this.#unpacked.delete(articleId);
    for (const anchor of anchors) this.#leave(anchor, articleId);
  }

  #leave(anchor: string, articleId: string): void {
    const there = this.#anchors.get(anchor);
    if (there === undefined) return;
    if (!('members' in there)) {
      if (there.articleId === articleId) this.#anchors.delete(anchor);
      return;
    }
    there.members = there.members.filter((member) => member.articleId !== articleId);
    if (there.members.length === 0) this.#anchors.delete(anchor);
  }

  read(articleIds: readonly string[]): Promise<Map<string, Entry>> {
    const found = new Map<string, Entry>();
    for (const id of articleIds) {
      const packed = this.#entries.get(id);
      if (packed !== undefined) found.set(id, this.#unpack(packed));
    }
    return Promise.resolve(found);
  }

  create(entry: Entry): Promise<Entry | undefined> {
    const there = this.#entries.get(entry.articleId);
    if (there !== undefined) return Promise.resolve(this.#unpack(there));
    this.#put(entry);
    return Promise.resolve(undefined);
  }

  replace(entry: Entry): Promise<void> {
    this.#put(entry);
    return Promise.resolve();
  }

  #put({ fingerprint, ...rest }: Entry): void {
    // Buffer.from copies small ones into a common block; each on its own would cost as much again
    this.#entries.set(rest.articleId, { ...rest, bytes: Buffer.from(packFingerprint(fingerprint)) });
    this.#unpacked.delete(rest.articleId);
    this.#unpacked.set(rest.articleId, fingerprint);
    for (const articleId of this.#unpacked.keys()) {
      if (this.#unpacked.size <= UNPACKED) return;
      this.#unpacked.delete(articleId);
    }
  }

  #unpack({ bytes, ...rest }: Packed): Entry {
    return { ...rest, fingerprint: this.#unpacked.get(rest.articleId) ?? new UnpackedFingerprint(bytes) };
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
