/** Numbers as bits, for packing: Rice codes suit the gaps between sorted hashes, within a twentieth of the optimum. */

export class BitWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #bit = 0;

  /** The lowest `count` bits of a value, at most 32, highest first. */
  bits(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) this.#push((value >>> i) & 1);
  }

  /** A whole number of any size in groups of seven bits. */
  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.bits(0x80 | (rest % 0x80), 8);
      rest = Math.floor(rest / 0x80);
    }
    this.bits(rest, 8);
  }

  /** Quotient in unary, remainder in `parameter` bits. */
  rice(value: number, parameter: number): void {
    for (let i = value >>> parameter; i > 0; i--) this.#push(1);
    this.#push(0);
    this.bits(value, parameter);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #push(bit: number): void {
    if (this.#bit === 0) {
      if (this.#length === this.#bytes.length) {
        const larger = new Uint8Array(2 * this.#length);
        larger.set(this.#bytes);
        this.#bytes = larger;
      }
      this.#length++;
    }
    const at = this.#length - 1;
    this.#bytes[at] = (this.#bytes[at] ?? 0) | (bit << (7 - this.#bit));
    this.#bit = (this.#bit + 1) & 7;
  }
}

export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws RangeError past the end, in any of the methods */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.#pull();
    return value;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const group = this.bits(8);
      value += (group & 0x7f) * scale;
      if (group < 0x80) return value;
    }
  }

  rice(parameter: number): number {
    let quotient = 0;
    while (this.#pull() === 1) quotient++;
    return quotient * 2 ** parameter + this.bits(parameter);
  }

  #pull(): number {
    const byte = this.#bytes[this.#at >>> 3];
    if (byte === undefined) throw new RangeError('past the end');
    return (byte >>> (7 - (this.#at++ & 7))) & 1;
  }
}
