/** One invocation: it begins, waits for calls and pauses, and ends or dies. What a dead one waits for never comes. */
import type { Clock } from '../../functions/desk/compose.ts';
import type { Timeline } from './timeline.ts';
import type { Entry, Worker, WorkerKind } from './world.ts';

export type DeathReason = Entry<'death'>['reason'];

export interface ProcessContext {
  timeline: Timeline;
  /** Told when it is about to go on. */
  woken: (process: Process) => void;
  died: (process: Process, reason: DeathReason) => void;
}

export class Process implements Worker {
  readonly id: number;
  readonly kind: WorkerKind;
  readonly skew: number;
  readonly clock: Clock;
  /** Calls and pauses that it waits for. */
  outstanding = 0;
  /** Calls that it has made. */
  calls = 0;
  readonly #context: ProcessContext;
  #isAlive = true;

  constructor(id: number, kind: WorkerKind, skew: number, context: ProcessContext) {
    this.id = id;
    this.kind = kind;
    this.skew = skew;
    this.#context = context;
    this.clock = { now: () => context.timeline.now + skew, pause: (ms) => this.#pause(ms) };
  }

  /** False once it has ended or died. */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  wake(): void {
    this.#context.woken(this);
  }

  die(reason: DeathReason): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#context.died(this, reason);
  }

  /** @returns false where it has died before */
  end(): boolean {
    const wasAlive = this.#isAlive;
    this.#isAlive = false;
    return wasAlive;
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.outstanding++;
      const { timeline } = this.#context;
      timeline.at(timeline.now + milliseconds, () => {
        if (!this.#isAlive) return;
        this.outstanding--;
        this.wake();
        resolve();
      });
    });
  }
}
