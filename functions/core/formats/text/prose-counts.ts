/** What stands between two blocks of a page, counted once for all of them: a long page has a label below each paragraph. */
import { isBoxLabel } from '../../furniture/furniture.ts';
import { isText, type Placed } from './placed.ts';
import { topicOf } from './topic.ts';

export class ProseCounts {
  readonly blocks: readonly Placed[];
  /** Of all blocks above each one, and of all. */
  readonly #prose: readonly number[];
  readonly #texts: readonly number[];
  readonly #links: readonly number[];
  /** From each block on the next of its kind, or the end. */
  readonly #nextProse: readonly number[];
  readonly #nextEnd: readonly number[];
  /** Behind the last prose above each block; 0 where there is none. */
  readonly #behindProse: readonly number[];
  #topic: ReadonlyMap<string, number> | undefined;

  constructor(blocks: readonly Placed[]) {
    this.blocks = blocks;
    this.#prose = sums(blocks, ({ role, words }) => (role === 'prose' ? words : 0));
    this.#texts = sums(blocks, (block) => (isText(block) ? 1 : 0));
    this.#links = sums(blocks, ({ role, stop }) => (role === 'free' && !stop ? 1 : 0));
    this.#nextProse = nextOf(blocks, ({ role }) => role === 'prose');
    this.#nextEnd = nextOf(blocks, ({ reason, text }) => reason === 'section-label' && !isBoxLabel(text));
    let behind = 0;
    this.#behindProse = [
      0,
      ...blocks.map(({ role }, index) => {
        if (role === 'prose') behind = index + 1;
        return behind;
      }),
    ];
  }

  /** Words of prose. */
  prose(from: number, to = this.blocks.length): number {
    return between(this.#prose, from, to);
  }

  /** Paragraphs. */
  texts(from: number, to: number): number {
    return between(this.#texts, from, to);
  }

  /** Lines that may be links. */
  links(from: number, to: number): number {
    return between(this.#links, from, to);
  }

  firstProse(from: number): number {
    return this.#nextProse[from] ?? this.blocks.length;
  }

  behindProse(to: number): number {
    return this.#behindProse[to] ?? 0;
  }

  /** What the story is about, from its first block to the first label that was asked for. */
  topic(first: number, label: number): ReadonlyMap<string, number> {
    return (this.#topic ??= topicOf(this.blocks.slice(first, label)));
  }

  /** The next label of what stands below a story alone. */
  endOfBox(from: number): number {
    return this.#nextEnd[from] ?? this.blocks.length;
  }
}

function sums(blocks: readonly Placed[], value: (block: Placed) => number): number[] {
  let sum = 0;
  return [0, ...blocks.map((block) => (sum += value(block)))];
}

function between(sums: readonly number[], from: number, to: number): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0);
}

function nextOf(blocks: readonly Placed[], holds: (block: Placed) => boolean): number[] {
  const next = new Array<number>(blocks.length);
  let found = blocks.length;
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at];
    if (block !== undefined && holds(block)) found = at;
    next[at] = found;
  }
  return next;
}
