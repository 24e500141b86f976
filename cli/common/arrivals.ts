/** Values that arrive under a key, before or after somebody waits for them. */
export class Arrivals<T> {
  readonly #values = new Map<string, T>();
  readonly #waiting = new Map<string, (value: T) => void>();

  add(key: string, value: T): void {
    this.#values.set(key, value);
    this.#waiting.get(key)?.(value);
  }

  /** What has arrived by now. */
  now(key: string): T | undefined {
    return this.#values.get(key);
  }

  /**
   * A wait keeps no process alive: who was asked to stop in the middle of one is not to sit it out.
   * @returns undefined when nothing has arrived after `waitMs`
   */
  async of(key: string, waitMs: number): Promise<T | undefined> {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const { promise, resolve } = Promise.withResolvers<T | undefined>();
    this.#waiting.set(key, resolve);
    const timer = setTimeout(() => {
      resolve(undefined);
    }, waitMs).unref();
    const value = await promise;
    clearTimeout(timer);
    this.#waiting.delete(key);
    return value;
  }
}
