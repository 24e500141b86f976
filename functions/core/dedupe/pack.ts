/**
 * A fingerprint as bytes, about 0.9 KB for 600 words and never above 3 KB. The form is fixed: what one version of the
 * code has written the next one reads for four days. A change of the form, or of what is hashed, gets another version.
 */
import { BitReader, BitWriter } from './bits.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Headline } from './headline.ts';
import type { Sample } from './sample.ts';
import type { Take } from './takes.ts';
import { HASH_BITS, PLACE_BITS, SLUG_BITS, VERSION_BITS } from './widths.ts';

export const FORMAT_VERSION = 8;

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
  out.bits(print.take.slug, SLUG_BITS);
  out.bits(print.take.version, VERSION_BITS);
  out.varint(print.headline.length);
  for (const { hash, is } of print.headline) {
    out.bits(hash, HEADLINE_HASH_BITS);
    out.bits(is, HEADLINE_IS_BITS);
  }
  for (const sample of samplesOf(print)) packSample(out, sample);
  out.varint(print.places.length);
  packHashes(out, print.places, 2 ** PLACE_BITS);
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
  return { ...unpackHead(bits), ...unpackRest(bits) };
}

type Head = Pick<
  Fingerprint,
  'length' | 'numberShare' | 'days' | 'digest' | 'revises' | 'take' | 'headline' | 'sketch'
>;
type Rest = Omit<Fingerprint, keyof Head>;

function unpackHead(bits: BitReader): Head {
  if (bits.bits(8) !== FORMAT_VERSION) throw new RangeError('another version');
  const length = bits.varint();
  const numberShare = bits.varint() / SHARES;
  const days = listOf(bits, () => bits.varint());
  const digest = unpackHex(bits);
  const revises = bits.bits(1) === 1;
  const take = { slug: bits.bits(SLUG_BITS), version: bits.bits(VERSION_BITS) };
  const headline = listOf(bits, () => ({
    hash: bits.bits(HEADLINE_HASH_BITS),
    is: bits.bits(HEADLINE_IS_BITS),
  }));
  return { length, numberShare, days, digest, revises, take, headline, sketch: unpackSample(bits) };
}

function unpackRest(bits: BitReader): Rest {
  // In the order of samplesOf: the members of a literal are evaluated as written
  return {
    numbers: unpackSample(bits),
    names: unpackSample(bits),
    words: unpackSample(bits),
    sentences: unpackSample(bits),
    places: unpackHashes(bits, bits.varint(), 2 ** PLACE_BITS),
  };
}

/**
 * A fingerprint that this process has packed itself. What stands behind the sketch is unpacked when it is asked for: of
 * most texts that share a phrase it never is.
 */
export class UnpackedFingerprint implements Fingerprint {
  readonly #bits: BitReader;
  readonly #head: Head;
  #behind: Rest | undefined;

  /** @throws RangeError */
  constructor(bytes: Uint8Array) {
    this.#bits = new BitReader(bytes);
    this.#head = unpackHead(this.#bits);
  }

  get length(): number {
    return this.#head.length;
  }

  get numberShare(): number {
    return this.#head.numberShare;
  }

  get days(): readonly number[] {
    return this.#head.days;
  }

  get digest(): string {
    return this.#head.digest;
  }

  get revises(): boolean {
    return this.#head.revises;
  }

  get take(): Take {
    return this.#head.take;
  }

  get headline(): Headline {
    return this.#head.headline;
  }

  get sketch(): Sample {
    return this.#head.sketch;
  }

  get numbers(): Sample {
    return this.#rest.numbers;
  }

  get names(): Sample {
    return this.#rest.names;
  }

  get words(): Sample {
    return this.#rest.words;
  }

  get sentences(): Sample {
    return this.#rest.sentences;
  }

  get places(): Uint32Array {
    return this.#rest.places;
  }

  get #rest(): Rest {
    return (this.#behind ??= unpackRest(this.#bits));
  }
}

function listOf<T>(bits: BitReader, read: () => T): T[] {
  return Array.from({ length: Math.min(bits.varint(), 1024) }, read);
}

function packSample(out: BitWriter, { hashes, theta }: Sample): void {
  out.varint(hashes.length);
  out.varint(THETA_MAX - theta);
  packHashes(out, hashes, theta);
}

function unpackSample(bits: BitReader): Sample {
  const count = bits.varint();
  const theta = THETA_MAX - bits.varint();
  if (theta < 0) throw new RangeError('no sample');
  return { hashes: unpackHashes(bits, count, theta), theta };
}

/** @param hashes ascending, each once, below a bound */
function packHashes(out: BitWriter, hashes: Uint32Array, bound: number): void {
  if (hashes.length === 0) return;
  const parameter = parameterOf(hashes.length, bound);
  let before = -1;
  for (const hash of hashes) {
    out.rice(hash - before - 1, parameter);
    before = hash;
  }
}

function unpackHashes(bits: BitReader, count: number, bound: number): Uint32Array {
  if (count > 4096) throw new RangeError('no hashes');
  const hashes = new Uint32Array(count);
  const parameter = parameterOf(count, bound);
  let before = -1;
  for (let i = 0; i < count; i++) {
    before += bits.rice(parameter) + 1;
    hashes[i] = before;
  }
  return hashes;
}

function parameterOf(count: number, bound: number): number {
  return count === 0 ? 0 : 31 - Math.clz32(Math.max(1, Math.floor(bound / count)));
}

/** 16 hexadecimal digits. */
function packHex(out: BitWriter, value: string): void {
  out.bits(Number.parseInt(value.slice(0, 8), 16), 32);
  out.bits(Number.parseInt(value.slice(8), 16), 32);
}

function unpackHex(bits: BitReader): string {
  return [bits.bits(32), bits.bits(32)].map((half) => half.toString(16).padStart(8, '0')).join('');
}
