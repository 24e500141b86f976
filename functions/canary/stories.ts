/** What the canary delivers: stories in words of no language, each unlike all others. Pure. */
import { createHash } from 'node:crypto';
import { CANARY_ID } from '../core/providers/canary.ts';
import { INBOX_PREFIX } from '../core/providers/register.ts';

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** So long after its hour has begun the story of an hour is under embargo. */
const EMBARGO_MS = 2 * MINUTE_MS;

export interface CanaryFile {
  key: string;
  bytes: Uint8Array;
  uri: string;
}

export interface HourStory {
  uri: string;
  /** Epoch milliseconds: the end of its embargo. */
  until: number;
}

/** A story of its own for each time, epoch milliseconds. */
export function storyOf(at: number): CanaryFile {
  const name = new Date(at).toISOString();
  return fileOf(`text-${name}`, { uri: uriOf('text', name), at });
}

/** The one of the hour of a time. */
export function hourStoryOf(at: number): HourStory {
  const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
  return { uri: uriOf('embargo', new Date(hour).toISOString()), until: hour + EMBARGO_MS };
}

/** @param version 1 for the story under its embargo, 2 for its kill */
export function hourFileOf({ uri, until }: HourStory, version: 1 | 2, at: number): CanaryFile {
  const name = `embargo-${new Date(until).toISOString()}-${version}`;
  const said =
    version === 1 ? { embargoed: new Date(until).toISOString() } : { pubstatus: 'canceled', version: '2' };
  return fileOf(name, { uri, at, said });
}

/** The end of the embargo under which a story was; undefined for one that was under none. */
export function embargoOf(uri: string): number | undefined {
  const hour = uri.startsWith(`${SCHEME}embargo:`) ? uri.slice(`${SCHEME}embargo:`.length) : undefined;
  return hour === undefined ? undefined : Date.parse(hour) + EMBARGO_MS;
}

const SCHEME = `urn:${CANARY_ID}:`;

function uriOf(kind: 'text' | 'embargo', name: string): string {
  return `${SCHEME}${kind}:${name}`;
}

function fileOf(
  name: string,
  { uri, at, said = {} }: { uri: string; at: number; said?: Record<string, string> },
): CanaryFile {
  const words = wordsOf(uri);
  const ninjs = {
    uri,
    standard: { name: 'ninjs', version: '2.1' },
    type: 'text',
    pubstatus: 'usable',
    version: '1',
    versioncreated: new Date(at).toISOString(),
    language: 'en',
    headlines: [{ role: 'main', value: `Canary ${words.slice(0, 4).join(' ')}` }],
    bodies: [{ contenttype: 'text/plain', value: `${words.join(' ')}.` }],
    ...said,
  };
  const key = `${INBOX_PREFIX}${CANARY_ID}/${name.replaceAll(':', '-')}.json`;
  return { key, bytes: Buffer.from(JSON.stringify(ninjs)), uri };
}

/** So many that a text is told from others, and near no other. */
const WORDS = 60;

function wordsOf(seed: string): string[] {
  return Array.from({ length: WORDS }, (_, index) =>
    createHash('sha256')
      .update(`${seed} ${index}`)
      .digest('hex')
      .slice(0, 6)
      .replace(/\d/gu, (digit) => 'ghijklmnop'.charAt(Number(digit))),
  );
}
