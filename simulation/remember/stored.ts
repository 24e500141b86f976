/**
 * Packing that only wraps: what zlib reads, at a tenth of the time. Nothing in a drawn run depends on how small a record
 * gets.
 */
import { crc32 } from 'node:zlib';

export { gunzipSync, inflateSync } from 'node:zlib';

/** No name, no time, no operating system (RFC 1952). */
const GZIP_HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/** No dictionary (RFC 1950). */
const ZLIB_HEADER = [0x78, 0x01];

export function gzipSync(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(bytes));
  end.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([Buffer.from(GZIP_HEADER), ...stored(bytes), end]);
}

export function deflateSync(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const end = Buffer.alloc(4);
  end.writeUInt32BE(adler32(bytes));
  return Buffer.concat([Buffer.from(ZLIB_HEADER), ...stored(bytes), end]);
}

const BLOCK_BYTES = 0xffff;

/** In blocks that are not compressed (RFC 1951). */
function stored(bytes: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let from = 0; from === 0 || from < bytes.length; from += BLOCK_BYTES) {
    const block = bytes.subarray(from, from + BLOCK_BYTES);
    const isLast = from + BLOCK_BYTES >= bytes.length;
    const head = Buffer.alloc(5);
    head.writeUInt8(isLast ? 1 : 0);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(~block.length & 0xffff, 3);
    blocks.push(head, block);
  }
  return blocks;
}

const ADLER_PRIME = 65_521;

function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % ADLER_PRIME;
    high = (high + low) % ADLER_PRIME;
  }
  return high * 0x10000 + low;
}
