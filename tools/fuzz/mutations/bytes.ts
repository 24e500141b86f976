/** Changes of bytes: flipped ones, other charsets, archives. */
import { gzipSync, zipSync } from 'fflate';
import type { Random } from '../random.ts';

/** A few bytes changed, wherever. */
export function flip(sample: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(sample);
  for (let count = random.size(64); count > 0 && bytes.length > 0; count--) {
    bytes[random.below(bytes.length)] = random.below(256);
  }
  return bytes;
}

/** Other charsets, byte-order marks, and none of either. */
export function encodeOddly(text: string, random: Random): Uint8Array {
  switch (random.below(4)) {
    case 0:
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 1:
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 2:
      return Buffer.from(`\ufeff${text}`, 'utf8');
    default:
      return Buffer.from(text, 'latin1');
  }
}

/** Archives of the input: of one and many entries, in themselves, and of what expands a thousandfold. */
export function wrap(bytes: Uint8Array, random: Random): Uint8Array {
  if (!random.chance(0.04)) return bytes;
  switch (random.below(5)) {
    case 0:
      return gzipSync(bytes, { level: 1 });
    case 1:
      return zipSync({ 'a.xml': bytes, '../b.xml': bytes }, { level: 1 });
    case 2:
      return gzipSync(gzipSync(gzipSync(bytes, { level: 1 }), { level: 1 }), { level: 1 });
    case 3:
      return gzipSync(new Uint8Array(random.size(200_000_000)).fill(0x20), { level: 1 });
    default:
      return zipSync(
        Object.fromEntries(
          Array.from({ length: random.size(2000) }, (_none, index) => [
            `${index}.xml`,
            bytes.subarray(0, 400),
          ]),
        ),
        { level: 1 },
      );
  }
}
