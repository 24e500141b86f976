/** Numbers drawn from a seed: the only chance there is in a simulated run. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number | string) {
    // FNV-1a over the seed's characters, with another beginning for each word of the state
    const words = [0x811c9dc5, 0x9e3779b9, 0x243f6a88, 0xb7e15162].map((from) => {
      let word = from;
      for (const character of String(seed)) {
        word = Math.imul(word ^ (character.codePointAt(0) ?? 0), 0x01000193);
      }
      return word;
    });
    const [a = 0, b = 0, c = 0, d = 0] = words;
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
    // Seeds that differ little begin alike
    for (let i = 0; i < 12; i++) this.next();
  }

  /** From 0 inclusive to 1 exclusive (sfc32). */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** Draws nothing for a chance of 0, so that a fault that is left out changes no other draw. */
  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  shuffled<T>(list: Iterable<T>): T[] {
    const left = [...list];
    const drawn: T[] = [];
    while (left.length > 0) drawn.push(...left.splice(this.below(left.length), 1));
    return drawn;
  }
}
