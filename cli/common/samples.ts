/** The sample wires of events/wires: what is delivered in which order, and what is to become of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { isArray, isObject, parseObject } from '../../infra/local/json.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { verdictOf } from './rows.ts';

export const SAMPLES_FOLDER = join(REPOSITORY_ROOT, 'events', 'wires');

export interface Sample {
  /** Below events/wires; its first folder is the provider unless `provider` says otherwise. */
  file: string;
  /** What it is there to show. */
  shows: string;
  provider: string;
  /** Key in the inbox. */
  key: string;
  /** A verdict an item in the order of the file, `rejected:<code>` for one that cannot be read; or `quarantined:<code>` alone. */
  expect: readonly string[];
  /** It is held first, and its message comes when its embargo ends. */
  released: boolean;
  /** `{{now}}` and `{{now+4s}}` in it are times of the day of delivery. */
  fill: boolean;
  /** It is delivered compressed. */
  gzip: boolean;
}

/** @throws Error naming the entry of samples.json that is malformed */
export function readSamples(): Sample[] {
  const file = join(REPOSITORY_ROOT, 'events', 'samples.json');
  const { samples } = parseObject(readFileSync(file, 'utf8'), file);
  if (!isArray(samples)) throw new Error(`${file} has no samples`);
  return samples.map((entry, index) => {
    const sample = isObject(entry) ? sampleOf(entry) : undefined;
    if (sample === undefined) throw new Error(`${file}: samples[${index}] is malformed`);
    return sample;
  });
}

function sampleOf(entry: Readonly<Record<string, unknown>>): Sample | undefined {
  const { file, shows, expect, key, released, fill, gzip } = entry;
  if (typeof file !== 'string' || typeof shows !== 'string' || !isArray(expect)) return undefined;
  const [folder = '', ...names] = file.split('/');
  const provider = typeof entry.provider === 'string' ? entry.provider : folder;
  const name = typeof key === 'string' ? key : names.join('/') + (gzip === true ? '.gz' : '');
  return {
    file,
    shows,
    provider,
    key: `${INBOX_PREFIX}${provider}/${name}`,
    expect: expect.map(String),
    released: released === true,
    fill: fill === true,
    gzip: gzip === true,
  };
}

/** The bytes to deliver. @param now epoch milliseconds: for samples whose times move with the day */
export function bytesOf({ file, fill, gzip }: Sample, now: number): Uint8Array {
  let bytes: Uint8Array = readFileSync(join(SAMPLES_FOLDER, file));
  if (fill) {
    const text = new TextDecoder()
      .decode(bytes)
      .replace(
        /\{\{now(?:\+(\d+)s)?\}\}/g,
        (_, seconds?: string) => `${new Date(now + Number(seconds ?? 0) * 1000).toISOString().slice(0, 19)}Z`,
      );
    bytes = new TextEncoder().encode(text);
  }
  return gzip ? gzipSync(bytes) : bytes;
}

/** What a receipt tells, in the words of `expect`. */
export function verdictsOf(receipt: Receipt): string[] {
  if (receipt.state === 'quarantined') return [`quarantined:${receipt.code ?? ''}`];
  return receipt.items.map((item) =>
    item.outcome === 'rejected' ? `rejected:${item.code}` : verdictOf(item),
  );
}
