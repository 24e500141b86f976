/** A running hash of texts: two runs that are the same have the same one. Fast, and no defence against anybody. */
export class Digest {
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  add(text: string): void {
    let high = this.#high;
    let low = this.#low;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    // Keeps `ab` + `c` apart from `a` + `bc`
    this.#high = Math.imul(high ^ (low >>> 13), 2246822507);
    this.#low = Math.imul(low ^ (high >>> 16), 3266489909);
  }

  toString(): string {
    return [this.#high, this.#low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
