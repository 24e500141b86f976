/**
 * gzip that only wraps: what `gunzip` reads, at a tenth of the time. Nothing in a drawn run depends on how well a record
 * packs.
 */
import { crc32 } from 'node:zlib';

export { gunzipSync } from 'node:zlib';

/** No name, no time, no operating system (RFC 1952). */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
const BLOCK_BYTES = 0xffff;

export function gzipSync(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const parts: Uint8Array[] = [Buffer.from(HEADER)];
  for (let from = 0; from === 0 || from < bytes.length; from += BLOCK_BYTES) {
    const part = bytes.subarray(from, from + BLOCK_BYTES);
    const isLast = from + BLOCK_BYTES >= bytes.length;
    const head = Buffer.alloc(5);
    head.writeUInt8(isLast ? 1 : 0);
    head.writeUInt16LE(part.length, 1);
    head.writeUInt16LE(~part.length & 0xffff, 3);
    parts.push(head, part);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(bytes));
  tail.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([...parts, tail]);
}
