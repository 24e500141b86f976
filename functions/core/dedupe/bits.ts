/** Numbers as bits, for packing: Rice codes suit the gaps between sorted hashes, within a twentieth of the optimum. */

export class BitWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;
  /** Bits that make no byte yet, and how many they are: below 8 between calls. */
  #open = 0;
  #count = 0;

  /** The lowest `count` bits of a value, at most 32, highest first. */
  bits(value: number, count: number): void {
    if (count > 16) {
      this.#push(value >>> 16, count - 16);
      this.#push(value, 16);
    } else {
      this.#push(value, count);
    }
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
    let quotient = value >>> parameter;
    for (; quotient > 15; quotient -= 15) this.#push(0x7fff, 15);
    this.#push((1 << (quotient + 1)) - 2, quotient + 1);
    this.bits(value, parameter);
  }

  finish(): Uint8Array {
    const rest = this.#count;
    if (rest > 0) this.#push(0, 8 - rest);
    return this.#bytes.slice(0, this.#length);
  }

  /** At most 16 bits. */
  #push(value: number, count: number): void {
    let open = (this.#open << count) | (value & ((1 << count) - 1));
    let left = this.#count + count;
    if (this.#length + 4 > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (; left >= 8; left -= 8) this.#bytes[this.#length++] = open >>> (left - 8);
    open &= (1 << left) - 1;
    this.#open = open;
    this.#count = left;
  }
}

export class BitReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = 8 * bytes.length;
  }

  /** @throws RangeError past the end, in any of the methods */
  bits(count: number): number {
    return count > 16 ? this.#pull(count - 16) * 0x10000 + this.#pull(16) : this.#pull(count);
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const group = this.#pull(8);
      value += (group & 0x7f) * scale;
      if (group < 0x80) return value;
    }
  }

  rice(parameter: number): number {
    let quotient = 0;
    let ones = Math.clz32(~this.#window());
    for (; ones >= 16; ones = Math.clz32(~this.#window())) {
      quotient += 16;
      this.#move(16);
    }
    this.#move(ones + 1);
    // Not by `2 ** parameter`, a call of its own for each of five hundred hashes; parameters are below 31
    return (quotient + ones) * (1 << parameter) + this.bits(parameter);
  }

  /** At most 16 bits. */
  #pull(count: number): number {
    const value = count === 0 ? 0 : this.#window() >>> (32 - count);
    this.#move(count);
    return value;
  }

  #move(count: number): void {
    this.#at += count;
    if (this.#at > this.#end) throw new RangeError('past the end');
  }

  /** The next bits from the highest on, 25 of them at least; zeros behind the end. */
  #window(): number {
    const bytes = this.#bytes;
    const at = this.#at >>> 3;
    const high = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16);
    return (high | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) << (this.#at & 7);
  }
}
