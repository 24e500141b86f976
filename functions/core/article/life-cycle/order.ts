/** Which of two sayings of one article is newer, and how surely that is known. Rules: docs/life-cycle.md, "Order". */
import { isEnd, type InboxPlace, type Rank, type Span } from './saying.ts';

export type Order = 'newer' | 'same' | 'older';

export interface Age {
  order: Order;
  /** What decided: the agency's version, two clocks that can be believed, or only when the inbox had the files. */
  by: 'version' | 'clock' | 'inbox';
}

/** How an incoming saying stands to one that is held. */
export function ageOf(incoming: Rank, held: Rank): Age {
  const byVersion = compareVersions(incoming, held);
  if (byVersion === 'newer' || byVersion === 'older') return { order: byVersion, by: 'version' };
  const byClock = compareSpans(incoming.clock, held.clock);
  if (byClock === 'newer' || byClock === 'older') return { order: byClock, by: 'clock' };
  return { order: compareInbox(incoming.inbox, held.inbox), by: 'inbox' };
}

/** True when the agency itself says that the incoming one is newer: what takes back a kill. */
export function isSurelyNewer({ order, by }: Age): boolean {
  return order === 'newer' && by !== 'inbox';
}

/** True when the agency itself says that the incoming one is older. */
export function isSurelyOlder({ order, by }: Age): boolean {
  return order === 'older' && by !== 'inbox';
}

/**
 * How an end stands to a text. One whose order versions do not tell (a date only, a clock behind the story's) is newer
 * than a text that the inbox had before it: who ends a publication means what has come so far.
 */
export function ageOfEnd(end: Rank, text: Rank): Age {
  const age = ageOf(end, text);
  const behind = age.by === 'clock' && age.order === 'older';
  return behind && compareInbox(end.inbox, text.inbox) === 'newer' ? { order: 'newer', by: 'inbox' } : age;
}

/** The age of a saying of either kind against one of either kind. */
export function ageAgainst(incoming: Rank, held: Rank): Age {
  if (isEnd(incoming) && !isEnd(held)) return ageOfEnd(incoming, held);
  if (!isEnd(incoming) && isEnd(held)) return reversed(ageOfEnd(held, incoming));
  return ageOf(incoming, held);
}

/** How the other one stands to it. */
export function reversed({ order, by }: Age): Age {
  return { order: order === 'newer' ? 'older' : order === 'older' ? 'newer' : 'same', by };
}

/** True when both say that they are the same version: other text under it is a silent correction. */
export function isSameVersion(a: Rank, b: Rank): boolean {
  return a.version !== null && a.version === b.version;
}

/** Numbers above this are dates or serial numbers, and no counters. */
const COUNTER_MAX = 9999;

function compareVersions(a: Rank, b: Rank): Order | undefined {
  if (isSameVersion(a, b)) return 'same';
  if (a.versionSequence === null || b.versionSequence === null) return undefined;
  const oneScheme = a.format === b.format || Math.max(a.versionSequence, b.versionSequence) <= COUNTER_MAX;
  return oneScheme ? compareNumbers(a.versionSequence, b.versionSequence) : undefined;
}

/** Spans that overlap tell nothing. */
function compareSpans(a: Span | null, b: Span | null): Order | undefined {
  if (a === null || b === null) return undefined;
  if (a.from > b.to) return 'newer';
  if (a.to < b.from) return 'older';
  return a.from === b.from && a.to === b.to ? 'same' : undefined;
}

/** The order in which the inbox had two items: by S3's sequencer within a key, else by time, within a file by place. */
export function compareInbox(a: InboxPlace, b: InboxPlace): Order {
  if (a.key === b.key && a.sequencer !== '' && b.sequencer !== '') {
    const width = Math.max(a.sequencer.length, b.sequencer.length);
    const [left, right] = [a.sequencer.padEnd(width, '0'), b.sequencer.padEnd(width, '0')];
    if (left !== right) return left > right ? 'newer' : 'older';
    return compareNumbers(a.itemIndex, b.itemIndex);
  }
  const byTime = compareNumbers(a.at, b.at);
  return byTime !== 'same' || a.key !== b.key ? byTime : compareNumbers(a.itemIndex, b.itemIndex);
}

function compareNumbers(a: number, b: number): Order {
  if (a === b) return 'same';
  return a > b ? 'newer' : 'older';
}
