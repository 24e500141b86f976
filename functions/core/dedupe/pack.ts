/**
 * A fingerprint as bytes, about 0.9 KB for 600 words and never above 3 KB. The form is fixed: what one version of the
 * code has written the next one reads for four days. A change of the form, or of what is hashed, gets another version.
 */
import { BitReader, BitWriter } from './bits.ts';
import type { Fingerprint } from './fingerprint.ts';
import { HASH_BITS, type Sample } from './sample.ts';

export const FORMAT_VERSION = 4;

/** The bytes are no fingerprint of this version of the code: compared with nothing, the article counts as unknown. */
export class UnreadableFingerprint extends Error {
  override readonly name = 'UnreadableFingerprint';
  readonly code = 'unreadable-fingerprint';
}

export function packFingerprint(print: Fingerprint): Uint8Array {
  const out = new BitWriter();
  out.bits(FORMAT_VERSION, 8);
  out.varint(print.length);
  out.varint(Math.round(print.numberShare * SHARES));
  out.varint(print.days.length);
  for (const day of print.days) out.varint(day);
  packHex(out, print.digest);
  out.bits(print.revises ? 1 : 0, 1);
  out.varint(print.headline.length);
  for (const { hash, is } of print.headline) {
    out.bits(hash, HEADLINE_HASH_BITS);
    out.bits(is, HEADLINE_IS_BITS);
  }
  for (const sample of samplesOf(print)) packSample(out, sample);
  return out.finish();
}

/** @throws UnreadableFingerprint */
export function unpackFingerprint(bytes: Uint8Array): Fingerprint {
  try {
    return unpack(new BitReader(bytes));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnreadableFingerprint(`${bytes.length} bytes are no fingerprint of version ${FORMAT_VERSION}`, {
      cause: error,
    });
  }
}

const SHARES = 1000;
const HEADLINE_HASH_BITS = 16;
const HEADLINE_IS_BITS = 6;
const THETA_MAX = 2 ** HASH_BITS;

function samplesOf({ sketch, numbers, names, words, sentences }: Fingerprint): Sample[] {
  return [sketch, numbers, names, words, sentences];
}

function unpack(bits: BitReader): Fingerprint {
  if (bits.bits(8) !== FORMAT_VERSION) throw new RangeError('another version');
  const length = bits.varint();
  const numberShare = bits.varint() / SHARES;
  const days = listOf(bits, () => bits.varint());
  const digest = unpackHex(bits);
  const revises = bits.bits(1) === 1;
  const headline = listOf(bits, () => ({
    hash: bits.bits(HEADLINE_HASH_BITS),
    is: bits.bits(HEADLINE_IS_BITS),
  }));
  // In the order of samplesOf: the members of a literal are evaluated as written
  return {
    length,
    numberShare,
    days,
    digest,
    revises,
    headline,
    sketch: unpackSample(bits),
    numbers: unpackSample(bits),
    names: unpackSample(bits),
    words: unpackSample(bits),
    sentences: unpackSample(bits),
  };
}

function listOf<T>(bits: BitReader, read: () => T): T[] {
  return Array.from({ length: Math.min(bits.varint(), 1024) }, read);
}

function packSample(out: BitWriter, { hashes, theta }: Sample): void {
  out.varint(hashes.length);
  out.varint(THETA_MAX - theta);
  if (hashes.length === 0) return;
  const parameter = Math.max(0, Math.floor(Math.log2(theta / hashes.length)));
  out.bits(parameter, 5);
  let before = -1;
  for (const hash of hashes) {
    out.rice(hash - before - 1, parameter);
    before = hash;
  }
}

function unpackSample(bits: BitReader): Sample {
  const count = bits.varint();
  const theta = THETA_MAX - bits.varint();
  if (count > 4096 || theta < 0) throw new RangeError('no sample');
  const hashes = new Uint32Array(count);
  if (count === 0) return { hashes, theta };
  const parameter = bits.bits(5);
  let before = -1;
  for (let i = 0; i < count; i++) {
    before += bits.rice(parameter) + 1;
    hashes[i] = before;
  }
  return { hashes, theta };
}

/** 16 hexadecimal digits. */
function packHex(out: BitWriter, value: string): void {
  out.bits(Number.parseInt(value.slice(0, 8), 16), 32);
  out.bits(Number.parseInt(value.slice(8), 16), 32);
}

function unpackHex(bits: BitReader): string {
  return [bits.bits(32), bits.bits(32)].map((half) => half.toString(16).padStart(8, '0')).join('');
}
