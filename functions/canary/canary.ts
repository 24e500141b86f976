/**
 * A story each minute through the door of the agencies, to a topic that nobody but this function reads; once an hour one
 * under an embargo of two minutes, and later its kill. So somebody sees at night too whether news would come through, and
 * whether embargoes and kills hold.
 */
import type { ArticleTable } from '../adapters/store/article-table.ts';
import { articleIdOf } from '../core/article/identity.ts';
import { CANARY_ID } from '../core/providers/canary.ts';
import { embargoOf, hourFileOf, hourStoryOf, MINUTE_MS, storyOf, type CanaryFile } from './stories.ts';

export interface CanaryMessage {
  /** `wire.article.published`, and so on. */
  type: string;
  /** RFC 3339: when it was told. */
  time: string;
  uri: string;
}

export interface CanaryPorts {
  deliver: (file: CanaryFile) => Promise<void>;
  /** What has come since the last call; waits a little where nothing has. */
  receive: () => Promise<readonly CanaryMessage[]>;
  table: Pick<ArticleTable, 'head'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * What does not hold:
 * - embargo-early: a story went out before the end of its embargo
 * - embargo-late: it went out minutes after it, or not at all
 * - kill-lost: a killed story was not told as killed within the time of a run
 */
export type Broken = 'embargo-early' | 'embargo-late' | 'kill-lost';

export interface CanaryRun {
  /** From the put to the message; null where it did not come while this run waited. */
  seconds: number | null;
  broken: Broken[];
}

/** A run ends before the next one begins. */
const WAIT_MS = 45_000;

/** `release` looks each minute, and may have other things to do first. */
const LATE_MS = 3 * MINUTE_MS;

/** Minutes of the hour at which the story of the hour is delivered, and killed. */
const DELIVERED_AT = 0;
const KILLED_AT = 10;

export async function sing(ports: CanaryPorts): Promise<CanaryRun> {
  const began = ports.now();
  const minute = Math.floor(began / MINUTE_MS) % 60;
  const story = hourStoryOf(began);
  const broken: Broken[] = [];
  if (minute === DELIVERED_AT) await ports.deliver(hourFileOf(story, 1, began));
  const kills = minute === KILLED_AT ? await isOut(ports, story.uri) : undefined;
  if (kills === false) broken.push('embargo-late');
  const file = kills === true ? hourFileOf(story, 2, began) : storyOf(began);
  await ports.deliver(file);
  const awaited = kills === true ? 'wire.article.killed' : 'wire.article.published';
  for (;;) {
    for (const message of await ports.receive()) {
      const fault = faultOf(message);
      if (fault !== undefined) broken.push(fault);
      if (message.uri === file.uri && message.type === awaited)
        return { seconds: (ports.now() - began) / 1000, broken };
    }
    if (ports.now() - began > WAIT_MS) break;
  }
  if (kills === true) broken.push('kill-lost');
  return { seconds: null, broken };
}

/** Whether subscribers would have the story; undefined where nobody has delivered it, in an hour that began without us. */
async function isOut({ table }: CanaryPorts, uri: string): Promise<boolean | undefined> {
  return (await table.head(articleIdOf(CANARY_ID, uri)))?.told.announced;
}

function faultOf({ uri, type, time }: CanaryMessage): Broken | undefined {
  const until = embargoOf(uri);
  if (until === undefined || type !== 'wire.article.published') return undefined;
  const told = Date.parse(time);
  if (told < until) return 'embargo-early';
  return told - until > LATE_MS ? 'embargo-late' : undefined;
}
