/** What is going to happen, by time; of what happens at the same time, the first to be planned comes first. */

interface Planned {
  time: number;
  order: number;
  run: () => void;
}

/** A binary heap, and the clock that goes with it. */
export class Timeline {
  readonly #heap: Planned[] = [];
  #order = 0;
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  /** Epoch milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** When the next thing happens; Infinity when nothing is planned. */
  get next(): number {
    return this.#heap[0]?.time ?? Number.POSITIVE_INFINITY;
  }

  get isEmpty(): boolean {
    return this.#heap.length === 0;
  }

  /** Plans something; what lies in the past happens next. */
  at(time: number, run: () => void): void {
    const planned = { time: Math.max(time, this.#now), order: this.#order++, run };
    const heap = this.#heap;
    let index = heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(planned, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = planned;
  }

  /** Moves the clock to the next thing and does it. */
  step(): void {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return;
    if (heap.length > 0) this.#sink(last);
    this.#now = first.time;
    first.run();
  }

  /** Moves the clock on where nothing happens in between. */
  moveTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }

  #sink(planned: Planned): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      let lower = left;
      if (right !== undefined && isBefore(right, left)) {
        lower = right;
        child++;
      }
      if (!isBefore(lower, planned)) break;
      heap[index] = lower;
      index = child;
    }
    heap[index] = planned;
  }
}

function isBefore(a: Planned, b: Planned): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
