import { EventEmitter, once } from 'node:events';

/** Counts what is going on, so that "quiet" can be awaited instead of guessed by waiting a while. */
export class Activity {
  readonly #emitter = new EventEmitter();
  #running = 0;
  #changes = 0;

  /** Something begins; call what is returned once when it has ended. */
  begin(): () => void {
    this.#running++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#running--;
      this.touch();
    };
  }

  /** Something may have changed that quiet() looks at. */
  touch(): void {
    this.#changes++;
    this.#emitter.emit('change');
  }

  /**
   * Resolves when nothing runs and `isEmpty` is true, and stays true over its own reading.
   * @param isEmpty reads what is still waiting elsewhere (the queues)
   */
  async quiet(isEmpty: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const seen = this.#changes;
      if (this.#running === 0 && (await isEmpty()) && this.#unchangedSince(seen)) return;
      if (this.#unchangedSince(seen)) await once(this.#emitter, 'change');
    }
  }

  #unchangedSince(changes: number): boolean {
    return this.#changes === changes;
  }
}
