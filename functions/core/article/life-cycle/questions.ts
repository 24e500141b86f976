/** What is asked of how an article stands and of what was told. */
import { ageAgainst, isSurelyOlder } from './order.ts';
import { isEnd, isEndEvent, type Rank, type Saying } from './saying.ts';
import { textOf } from './seen.ts';
import type { Line, Standing, Telling } from './standing.ts';

/** True when what is held can be told under its own number: revisions rise. */
export function canRise({ held, told, telling, next }: Standing): boolean {
  const highest = Math.max(told.revision, telling?.revision ?? 0, next?.revision ?? 0);
  return held !== null && held.revision > highest;
}

/** The time of what is held has come. @param now RFC 3339 */
export function isDue({ held }: Pick<Standing, 'held'>, now: string): boolean {
  return held !== null && held.dueAt !== null && held.dueAt <= now;
}

/**
 * A text that stands or is held goes with this: only what is newer stays, and behind a kill only what surely is.
 * @param saidAgain a kill that was said before: one with a version or a clock has its place by them, and took then what
 * it takes; one without insists
 */
export function isOvertaken(text: Saying, by: Saying, saidAgain: boolean): boolean {
  if (saidAgain && isDated(by)) return false;
  const age = ageAgainst(by, text);
  if (by.status !== 'canceled') return age.order !== 'older';
  return !isSurelyOlder(age) && !(text.reinstates && age.order === 'older');
}

/** All that whatever takes the place of this has to be newer than. */
export function inForce(line: Line): readonly Rank[] {
  return [line, ...(line.joined ?? [])];
}

/** It says itself where it stands. */
export function isDated({ version, clock }: Saying): boolean {
  return version !== null || clock !== null;
}

/** Subscribers may have it no longer. @param now RFC 3339 */
export function hasExpired(text: Pick<Saying, 'status' | 'expiresAt'> | null, now: string): boolean {
  return text?.expiresAt !== undefined && !isEnd(text) && text.expiresAt <= now;
}

/** When something has to be done for the article: RFC 3339; undefined when nothing waits for a time. */
export function dueAtOf({ line, telling, held, reviewAt }: Standing): string | undefined {
  const expiresAt = line === null || isEnd(line) ? undefined : line.expiresAt;
  return [telling?.dueAt, held?.dueAt ?? undefined, reviewAt ?? undefined, expiresAt]
    .filter((at) => at !== undefined)
    .sort()[0];
}

/** Whether subscribers have a text of the article that stands, or are about to have one. */
export function isGivingOut({ told, line, telling, next }: Standing): boolean {
  if (line === null || isEnd(line)) return false;
  if (next !== null) return true;
  const last = withoutCopies(telling)?.event ?? told.event;
  return last !== null && !isEndEvent(last);
}

/** What is being told to all; that a text is a copy is told beside. */
function withoutCopies(telling: Telling | null): Telling | null {
  return telling?.event === 'duplicate' ? null : telling;
}

/**
 * Subscribers have no text of it that stands, and the one that waits would be replaced before it is sent: what comes now
 * is as good as the first.
 */
function replacesUntold({ told, telling, next }: Standing): boolean {
  if (next === null) return false;
  const last = telling?.event ?? told.event;
  return last === null || isEndEvent(last);
}

/** What comes now is the first text that subscribers would have of it, or have again. */
export function hasNothingOut(standing: Standing): boolean {
  return !isGivingOut(standing) || replacesUntold(standing);
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
 * Whether subscribers have this text of the article, which nobody has taken back, or are about to have it.
 * @param now RFC 3339
 */
export function givesOut(standing: Standing, textKey: string, now: string): boolean {
  const { line, held } = standing;
  if (held?.textKey === textKey && isDue(standing, now)) return true;
  if (line === null || !isGivingOut(standing)) return false;
  // It may have to wait while its article goes on
  if (withoutCopies(standing.telling)?.textKey === textKey) return true;
  // What is killed is no update of what subscribers have: they have the text before it
  return (line.hidden ? toldText(standing) : line.textKey) === textKey;
}

/** The key of the text that subscribers have, or are being told. */
function toldText({ told, telling }: Standing): string | undefined {
  const current = withoutCopies(telling);
  if (current !== null) return current.textKey ?? undefined;
  const [, , textKey] = told.list.find((entry) => entry.startsWith(`${told.revision}.`))?.split('.') ?? [];
  return textKey;
}
