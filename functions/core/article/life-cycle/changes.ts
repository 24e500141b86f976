/** Every change of how an article stands or of what was told: functions from one standing to the next. */
import { ageAgainst, isSurelyNewer } from './order.ts';
import { inForce, isOvertaken } from './questions.ts';
import { isEnd, isEndEvent, type EventType, type Mark, type Rank } from './saying.ts';
import { seenEntry, textsOf } from './seen.ts';
import type { Held, Line, Placed, Standing, Telling, Told } from './standing.ts';

/** The taker sends at once; what is still there after this time, milliseconds, was interrupted. */
const TELLING_LEASE = 60_000;

/** Older sendings than these count as late when they come again. */
const SEEN_KEPT = 100;
const TOLD_KEPT = 50;
/** Of more ends of one article than these in no order the first are forgotten. */
const JOINED_KEPT = 8;

/** A revision has been stored: the standing with it. Anybody may do this for a taker that died. */
export function afterRevision(before: Standing, placed: Placed): Standing {
  const standing: Standing = {
    ...before,
    lastRevision: placed.revision,
    seen: [seenEntry(placed), ...before.seen].slice(0, SEEN_KEPT),
  };
  const { place } = placed;
  if (place === 'aside' || isLate(before, placed)) return standing;
  if (place === 'held') return afterHeld(standing, placed);
  return place === 'end' ? afterEnd(standing, placed) : afterText(standing, placed);
}

/** What was held has been let go since it was decided upon, and is newer. */
function isLate({ line }: Standing, placed: Placed): boolean {
  if (line === null || isEnd(line) || placed.madeFrom !== null || placed.place === 'held') return false;
  return !isOvertaken(line, placed, false);
}

function afterHeld(standing: Standing, placed: Placed): Standing {
  const { held } = standing;
  const lost = held !== null && (held.textKey !== placed.textKey || isLater(placed.dueAt, held.dueAt));
  return {
    ...standing,
    held: { ...markOf(placed), dueAt: placed.dueAt, ...(placed.returns === true ? { returns: true } : {}) },
    // Copies that waited behind it may have to give the text out themselves now
    reviewAt: reviewIf(lost, placed.takenAt, standing),
  };
}

/** Ends are told at once, and nothing that came before them is told any more. */
function afterEnd(standing: Standing, placed: Placed): Standing {
  const held = keptBehind(standing.held, placed);
  return {
    ...standing,
    line: joinedTo(standing.line, placed),
    held,
    telling: {
      revision: placed.revision,
      event: placed.status === 'canceled' ? 'killed' : 'withheld',
      alert: placed.alert,
      textKey: null,
      dueAt: leaseOf(placed),
    },
    next: null,
    // Also one that is held and newer: it comes back when it is let go
    killed: placed.status === 'canceled' ? textsOf(standing.seen) : standing.killed,
    reviewAt: reviewIf(standing.seen.length > 1, placed.takenAt, standing),
  };
}

function afterText(standing: Standing, placed: Placed): Standing {
  const { revision, alert, textKey, correction } = placed;
  const hidden = placed.place === 'hidden';
  const held = keptBehind(standing.held, placed);
  const dropped = hidden && unlessHidden(standing) === null ? standing.telling : null;
  const given = [standing.line, standing.next, dropped, ...(held === null ? [standing.held] : [])];
  // Copies of what is replaced may have to give it out themselves now
  const lost = given.some((one) => one !== null && isOtherText(one.textKey, textKey));
  const after: Standing = {
    ...standing,
    line: { ...markOf(placed), hidden },
    held,
    next: hidden ? null : { revision, alert, textKey, correction },
    killed: hidden ? standing.killed : withoutText(standing.killed, textKey),
    reviewAt: reviewIf(lost, placed.takenAt, standing),
  };
  if (!hidden) return startNext(after, leaseOf(placed));
  return {
    ...after,
    reviewAt:
      placed.reviewAt === null
        ? after.reviewAt
        : after.reviewAt === null
          ? placed.reviewAt
          : reviewAfter(placed.takenAt, standing),
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

function keptBehind(held: Held | null, placed: Placed): Held | null {
  return held === null || isOvertaken(held, placed, placed.saidAgain) ? null : held;
}

/**
 * An end that takes the place of a newer one (a kill behind a withholding, a kill that nothing says is the older of two)
 * leaves it in force. Said again, it is not newer than what the inbox had before it came again.
 */
function joinedTo(line: Line | null, placed: Placed): Line {
  const mark = { ...markOf(placed), hidden: false };
  if (line === null || !isEnd(line)) return mark;
  const isOlder = ageAgainst(mark, line).order === 'older';
  const before = isOlder ? inForce(line).map(rankOf) : (line.joined ?? []);
  const kept = before.filter((end) => !isSurelyNewer(ageAgainst(mark, end))).slice(0, JOINED_KEPT);
  const inbox = isOlder && placed.saidAgain ? line.inbox : mark.inbox;
  return { ...mark, inbox, ...(kept.length === 0 ? {} : { joined: kept }) };
}

function rankOf({ status, version, versionSequence, format, clock, inbox }: Rank): Rank {
  return { status, version, versionSequence, format, clock, inbox };
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
  if (isEndEvent(event)) return 'reinstated';
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
  const isText = !asDuplicate && !isEndEvent(event);
  const latest = revision > told.revision && !asDuplicate;
  const entry = `${revision}.${event}.${isText ? (textKey ?? '') : ''}`;
  const done = standing.telling?.revision === revision && standing.telling.event === event;
  // Copies that were hidden behind it while it waited may have to give it out now
  const lost = done && isText && standing.next !== null && isOtherText(textKey, standing.next.textKey);
  return startNext(
    {
      ...standing,
      reviewAt: reviewIf(lost, at, standing),
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
      killed: withoutText(standing.killed, textKey),
      reviewAt: reviewIf(lost, at, standing),
    },
    leaseAfter(at),
  );
}

/** What is given out again has come back. */
function withoutText(killed: string[], textKey: string | null): string[] {
  return killed.filter((key) => key !== textKey);
}

/** A first text that waits to be told is given up: it is a copy of what was killed. What waits behind it is begun. */
export function afterDropping(standing: Standing, dropped: Telling, at: string): Standing {
  const { telling, told } = standing;
  if (told.announced || telling?.revision !== dropped.revision || telling.event !== dropped.event)
    return standing;
  return startNext({ ...standing, telling: null }, leaseAfter(at));
}

/** What is held is given up: it is a copy of what was killed, and what subscribers have stays as it is. */
export function afterGivingUp(standing: Standing, revision: number): Standing {
  return standing.held?.revision === revision ? { ...standing, held: null } : standing;
}

/**
 * Copies have been looked at; another reason may have come up since.
 * @param again RFC 3339: when to look once more
 */
export function afterReview(
  standing: Standing,
  reviewed: string | null,
  again: string | null = null,
): Standing {
  return standing.reviewAt === reviewed ? { ...standing, reviewAt: again } : standing;
}

/** What is being told could not be sent. */
export function afterFailure(standing: Standing, failed: Telling, dueAt: string): Standing {
  const { telling } = standing;
  return telling?.revision === failed.revision && telling.event === failed.event
    ? { ...standing, telling: { ...telling, dueAt } }
    : standing;
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
    ...(placed.expiresAt === undefined ? {} : { expiresAt: placed.expiresAt }),
  };
}

function leaseOf({ takenAt }: Placed): string {
  return leaseAfter(takenAt);
}

/** When somebody else may send what is begun at a time; both RFC 3339. */
export function leaseAfter(at: string): string {
  return new Date(Date.parse(at) + TELLING_LEASE).toISOString();
}

/** When copies are to be judged again: soon where there is a new reason for it. */
function reviewIf(isDue: boolean, at: string, standing: Standing): string | null {
  return isDue ? reviewAfter(at, standing) : standing.reviewAt;
}

/** A time of its own: a review that began before has not seen what happened now, and does not do for it. */
function reviewAfter(at: string, { reviewAt }: Standing): string {
  const due = leaseAfter(at);
  return due === reviewAt ? new Date(Date.parse(due) + 1).toISOString() : due;
}

/** null is later than any time: it waits for a person. */
function isLater(a: string | null, b: string | null): boolean {
  if (b === null) return false;
  return a === null || a > b;
}
