/**
 * How an article stands and what subscribers were told of it: two things that must not be mixed. Every change of
 * either is one of the functions below, from one standing to the next. Picture: docs/life-cycle.md.
 */
import { ageAgainst, ageOf, compareInbox, isSurelyOlder } from './order.ts';
import { isEnd, type EventType, type Mark } from './saying.ts';

/** What is to be sent now. Its event is fixed, so that whoever sends it again sends the same one. */
export interface Telling {
  revision: number;
  event: EventType;
  alert: boolean;
  /** The beginning of the key of the text that it gives out; null for none. */
  textKey: string | null;
  /** RFC 3339: when somebody else may send it, for whoever began has died or failed. */
  dueAt: string;
}

/** A text that may go as soon as what is being told before it has gone. */
export type Next = Pick<Telling, 'revision' | 'alert' | 'textKey'> & { correction: boolean };

/** The newest saying that may not go yet; newer than `line`. */
export interface Held extends Mark {
  /** RFC 3339: the end of its embargo; null: until a person releases it. */
  dueAt: string | null;
}

/** What the topic was told. */
export interface Told {
  /** A text of the article was told: subscribers know it. */
  announced: boolean;
  /** The last event, `duplicate` not counted; null when there was none. */
  event: EventType | null;
  /** The highest revision told; 0 for none. */
  revision: number;
  /** RFC 3339. */
  at: string | null;
  /** `<revision>.<event>.<text key>` of what was told, the newest first. */
  list: string[];
}

export interface Standing {
  lastRevision: number;
  /** The newest saying of those that may go: what stands for subscribers. */
  line: (Mark & { hidden: boolean }) | null;
  held: Held | null;
  told: Told;
  telling: Telling | null;
  next: Next | null;
  /** RFC 3339: when copies of this article, and it itself where it is a hidden copy, are to be judged again. */
  reviewAt: string | null;
  /** `<version>|<content>|<revision>|<text key>|<clock>` of all sayings, the newest first. */
  seen: string[];
  /** The beginnings of the keys of texts with which the article was killed, and that have not come back since. */
  killed: string[];
}

export const NOTHING: Standing = {
  lastRevision: 0,
  line: null,
  held: null,
  told: { announced: false, event: null, revision: 0, at: null, list: [] },
  telling: null,
  next: null,
  reviewAt: null,
  seen: [],
  killed: [],
};

/**
 * Where a revision goes.
 * - aside: stored only (late, contradicted)
 * - end: a kill or withholding that stands
 * - open: a text that stands and may go
 * - hidden: a text that stands and is given out by another article
 * - held: a text that waits for its time or for a person
 */
export type Place = 'aside' | 'end' | 'open' | 'hidden' | 'held';

/** A stored revision, as far as the standing depends on it. */
export interface Placed extends Mark {
  place: Place;
  /** Of a held one, and of a hidden one under embargo: RFC 3339, or null for not before a person says so. */
  dueAt: string | null;
  /** RFC 3339. */
  takenAt: string;
  /** Its clock as it is written, RFC 3339. */
  versionCreated: string | null;
  /** A kill that was said before. */
  saidAgain: boolean;
  /** A hidden one is told as `duplicate`, where operators want that. */
  asDuplicate: boolean;
  /** A hidden one whose original has not come yet is judged again at this time, RFC 3339. */
  reviewAt: string | null;
}

/** The taker sends at once; what is still there after this time, milliseconds, was interrupted. */
export const TELLING_LEASE = 60_000;

/** Older sendings than these count as late when they come again. */
const SEEN_KEPT = 100;
const TOLD_KEPT = 50;

/** A revision has been stored: the standing with it. Anybody may do this for a taker that died. */
export function afterRevision(before: Standing, placed: Placed): Standing {
  const standing: Standing = {
    ...before,
    lastRevision: placed.revision,
    seen: [seenEntry(placed), ...before.seen].slice(0, SEEN_KEPT),
  };
  const { place } = placed;
  if (place === 'aside') return standing;
  if (place === 'held') return afterHeld(standing, placed);
  return place === 'end' ? afterEnd(standing, placed) : afterText(standing, placed);
}

function afterHeld(standing: Standing, placed: Placed): Standing {
  const { held } = standing;
  const lost = held !== null && (held.textKey !== placed.textKey || isLater(placed.dueAt, held.dueAt));
  return {
    ...standing,
    held: { ...markOf(placed), dueAt: placed.dueAt },
    // Copies that waited behind it may have to give the text out themselves now
    reviewAt: lost ? earlier(standing.reviewAt, leaseOf(placed)) : standing.reviewAt,
  };
}

/** Ends are told at once, and nothing that came before them is told any more. */
function afterEnd(standing: Standing, placed: Placed): Standing {
  const held = keptBehind(standing.held, placed);
  const killed = textsOf(standing.seen).filter((key) => key !== held?.textKey);
  return {
    ...standing,
    line: { ...newerOrder(placed, standing.line), hidden: false },
    held,
    telling: {
      revision: placed.revision,
      event: placed.status === 'canceled' ? 'killed' : 'withheld',
      alert: placed.alert,
      textKey: null,
      dueAt: leaseOf(placed),
    },
    next: null,
    killed: placed.status === 'canceled' ? killed : standing.killed,
    reviewAt: standing.seen.length > 1 ? earlier(standing.reviewAt, leaseOf(placed)) : standing.reviewAt,
  };
}

function afterText(standing: Standing, placed: Placed): Standing {
  const { revision, alert, textKey, correction } = placed;
  const hidden = placed.place === 'hidden';
  const held = keptBehind(standing.held, placed);
  const given = [standing.line, standing.next, ...(held === null ? [standing.held] : [])];
  // Copies of what is replaced may have to give it out themselves now
  const lost = given.some((one) => one !== null && isOtherText(one.textKey, textKey));
  const after: Standing = {
    ...standing,
    line: { ...markOf(placed), hidden },
    held,
    next: hidden ? null : { revision, alert, textKey, correction },
    reviewAt: lost ? earlier(standing.reviewAt, leaseOf(placed)) : standing.reviewAt,
  };
  if (!hidden) return startNext(after, leaseOf(placed));
  return {
    ...after,
    reviewAt: placed.reviewAt === null ? after.reviewAt : earlier(after.reviewAt, placed.reviewAt),
    telling:
      unlessHidden(after) ??
      (placed.asDuplicate ? { revision, event: 'duplicate', alert, textKey, dueAt: leaseOf(placed) } : null),
  };
}

/** Its text was killed under another name before anybody had it: then nothing of it is told. */
function unlessHidden({ telling, told }: Standing): Telling | null {
  return told.announced || telling?.event !== 'published' ? telling : null;
}

function isOtherText(before: string | null, after: string | null): boolean {
  return before !== null && before !== after;
}

function textsOf(seen: readonly string[]): string[] {
  return [...new Set(seen.map(textOf))].filter((key) => key !== '');
}

/** What is held stays only if it is newer than what has come. */
function keptBehind(held: Held | null, placed: Placed): Held | null {
  if (held === null) return null;
  const age = placed.saidAgain ? ageOf(placed, held) : ageAgainst(placed, held);
  if (placed.status !== 'canceled') return age.order === 'older' ? held : null;
  return isSurelyOlder(age) || (held.reinstates && age.order === 'older') ? held : null;
}

/**
 * A kill that takes the place of a newer withholding is as new as that one, but no surer of its age than it was: what
 * takes it back has to be newer than both.
 */
function newerOrder(placed: Placed, line: Standing['line']): Mark {
  const mark = markOf(placed);
  if (line === null || !isEnd(line) || ageAgainst(placed, line).order !== 'older') return mark;
  const inbox = compareInbox(mark.inbox, line.inbox) === 'newer' ? mark.inbox : line.inbox;
  return { ...mark, clock: mark.clock === null ? null : (line.clock ?? mark.clock), inbox };
}

/** Begins to tell what waits, if nothing else is being told: from here on its event is fixed. */
function startNext(standing: Standing, dueAt: string): Standing {
  const { telling, next, told } = standing;
  if (telling !== null || next === null) return standing;
  const { revision, alert, textKey } = next;
  return {
    ...standing,
    telling: { revision, event: eventOfText(told, next.correction), alert, textKey, dueAt },
    next: null,
  };
}

/** The kind of event follows what was told, never what was stored. */
function eventOfText({ announced, event }: Told, correction: boolean): EventType {
  if (!announced) return 'published';
  if (event === 'killed' || event === 'withheld') return 'reinstated';
  return correction ? 'corrected' : 'updated';
}

/** The topic has taken an event. What waits behind it is begun. */
export function afterTold(
  standing: Standing,
  { revision, event, textKey }: Pick<Telling, 'revision' | 'event' | 'textKey'>,
  at: string,
): Standing {
  const { told } = standing;
  const asDuplicate = event === 'duplicate';
  const isText = !asDuplicate && event !== 'killed' && event !== 'withheld';
  const latest = revision > told.revision && !asDuplicate;
  const entry = `${revision}.${event}.${isText ? (textKey ?? '') : ''}`;
  const done = standing.telling?.revision === revision && standing.telling.event === event;
  return startNext(
    {
      ...standing,
      told: {
        announced: told.announced || isText,
        event: latest ? event : told.event,
        revision: Math.max(told.revision, revision),
        at,
        list: told.list.includes(entry) ? told.list : [entry, ...told.list].slice(0, TOLD_KEPT),
      },
      telling: done ? null : standing.telling,
    },
    leaseAfter(at),
  );
}

/** The time of what is held has come, and its number is above all that was told: it stands, and is told. */
export function afterHold(standing: Standing, at: string): Standing {
  const { held } = standing;
  if (held === null) return standing;
  const mark = markOf(held);
  const { revision, alert, textKey, correction } = mark;
  const lost = [standing.line, standing.next].some(
    (one) => one !== null && isOtherText(one.textKey, textKey),
  );
  return startNext(
    {
      ...standing,
      line: { ...mark, hidden: false },
      held: null,
      next: { revision, alert, textKey, correction },
      reviewAt: lost ? earlier(standing.reviewAt, leaseAfter(at)) : standing.reviewAt,
    },
    leaseAfter(at),
  );
}

/** What is held is given up: it is a copy of what was killed, and what subscribers have stays as it is. */
export function afterGivingUp(standing: Standing, revision: number): Standing {
  return standing.held?.revision === revision ? { ...standing, held: null } : standing;
}

/** True when what is held can be told under its own number: revisions rise. */
export function canRise({ held, told, telling, next }: Standing): boolean {
  const highest = Math.max(told.revision, telling?.revision ?? 0, next?.revision ?? 0);
  return held !== null && held.revision > highest;
}

/**
 * Copies have been looked at; another reason may have come up since.
 * @param again RFC 3339: when to look once more
 */
export function afterReview(standing: Standing, reviewed: string, again: string | null = null): Standing {
  return standing.reviewAt === reviewed ? { ...standing, reviewAt: again } : standing;
}

/** What is being told could not be sent. */
export function afterFailure(standing: Standing, failed: Telling, dueAt: string): Standing {
  const { telling } = standing;
  return telling?.revision === failed.revision && telling.event === failed.event
    ? { ...standing, telling: { ...telling, dueAt } }
    : standing;
}

/** When something has to be done for the article: RFC 3339; undefined when nothing waits for a time. */
export function dueAtOf({ telling, held, reviewAt }: Standing): string | undefined {
  return [telling?.dueAt, held?.dueAt ?? undefined, reviewAt ?? undefined]
    .filter((at) => at !== undefined)
    .sort()[0];
}

/** Whether subscribers have a text of the article that stands, or are about to have one. */
export function isGivingOut({ told, line, telling, next }: Standing): boolean {
  if (line === null || isEnd(line)) return false;
  if (next !== null) return true;
  const last = telling === null || telling.event === 'duplicate' ? told.event : telling.event;
  return last !== null && !ENDINGS.includes(last);
}

/** Events after which subscribers have no text of an article. */
const ENDINGS: readonly EventType[] = ['killed', 'withheld'];

/**
 * Subscribers have no text of it that stands, and the one that waits would be replaced before it is sent: what comes now
 * is as good as the first.
 */
export function replacesUntold({ told, telling, next }: Standing): boolean {
  if (next === null) return false;
  const last = telling?.event ?? told.event;
  return last === null || ENDINGS.includes(last);
}

/** A text with which the article was killed; one that has overtaken its kill is another. */
export function wasKilledWith({ line, held, killed, seen }: Standing, textKey: string): boolean {
  if (held?.textKey === textKey) return false;
  if (line !== null && line.status !== 'canceled' && line.textKey === textKey) return false;
  return (
    killed.includes(textKey) || (line?.status === 'canceled' && seen.some((one) => textOf(one) === textKey))
  );
}

/**
 * Whether the article stands with this text, and subscribers have it or are about to have it.
 * @param now RFC 3339
 */
export function givesOut(standing: Standing, textKey: string, now: string): boolean {
  const { line, held } = standing;
  if (held?.textKey === textKey && held.dueAt !== null && held.dueAt <= now) return true;
  return line !== null && !line.hidden && line.textKey === textKey && isGivingOut(standing);
}

/**
 * The revision that brought the same version with the same content, if it is still remembered.
 * @param clock only one with this clock as it is written
 */
export function seenRevision(
  { seen }: Pick<Standing, 'seen'>,
  saying: { version: string | null; contentHash: string },
  clock?: string | null,
): number | undefined {
  const start = `${sameSending(saying)}|`;
  const end = clock === undefined ? '' : `|${shortClock(clock)}`;
  const entry = seen.find((one) => one.startsWith(start) && one.endsWith(end));
  return entry === undefined ? undefined : Number(entry.slice(start.length).split('|', 1)[0]);
}

function seenEntry(placed: Placed): string {
  const { revision, textKey, versionCreated } = placed;
  return `${sameSending(placed)}|${revision}|${textKey ?? ''}|${shortClock(versionCreated)}`;
}

function textOf(seen: string): string {
  return seen.split('|')[3] ?? '';
}

/** Seconds, in as few characters as they need. */
function shortClock(clock: string | null): string {
  return clock === null ? '' : Math.floor(Date.parse(clock) / 1000).toString(36);
}

/** What makes two sendings of one article the same sending. */
function sameSending({ version, contentHash }: { version: string | null; contentHash: string }): string {
  return `${version?.replaceAll('|', '/') ?? ''}|${contentHash.slice(0, 16)}`;
}

/** By name, for what is stored has more, and a head is written with every move. */
function markOf(placed: Mark): Mark {
  return {
    revision: placed.revision,
    status: placed.status,
    version: placed.version,
    versionSequence: placed.versionSequence,
    format: placed.format,
    clock: placed.clock,
    inbox: placed.inbox,
    contentHash: placed.contentHash,
    textHash: placed.textHash,
    textKey: placed.textKey,
    alert: placed.alert,
    notice: placed.notice,
    correction: placed.correction,
    reinstates: placed.reinstates,
  };
}

function leaseOf({ takenAt }: Placed): string {
  return leaseAfter(takenAt);
}

function leaseAfter(at: string): string {
  return new Date(Date.parse(at) + TELLING_LEASE).toISOString();
}

/** null is later than any time: it waits for a person. */
function isLater(a: string | null, b: string | null): boolean {
  if (b === null) return false;
  return a === null || a > b;
}

function earlier(a: string | null, b: string): string {
  return a === null || b < a ? b : a;
}
