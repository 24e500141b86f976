/** Which of two sayings of one article is newer, and what may stand when all of them are known. */
import type { Range, Said } from './said.ts';

type Order = 'newer' | 'older' | undefined;

function byVersion(a: Said, b: Said): Order {
  if (a.version === undefined || b.version === undefined || a.version === b.version) return undefined;
  return a.version > b.version ? 'newer' : 'older';
}

/** A day is newer than a time only if all of it is. */
function byClock(a: Said, b: Said): Order {
  if (a.clock === undefined || b.clock === undefined) return undefined;
  if (a.clock.from > b.clock.to) return 'newer';
  return a.clock.to < b.clock.from ? 'older' : undefined;
}

/**
 * Newer if of a day that has not begun only the time counts that has passed: a clock that is ahead is taken as the moment
 * of its receipt, and a date is its whole day, so that either may be meant.
 */
function possiblyNewer(a: Said, b: Said): boolean {
  const [its, other] = [passed(a), passed(b)];
  return its !== undefined && other !== undefined && its.from > other.to;
}

function passed({ clock, clockAhead, put }: Said): Range | undefined {
  return clock === undefined || !clockAhead ? clock : { from: clock.from, to: Math.min(clock.to, put) };
}

function isEnd({ what }: Said): boolean {
  return what !== 'text';
}

/**
 * By version, else by clock, else by the inbox; an end whose clock is behind that of a text before it is newer. Of two
 * files of one millisecond nobody can say which the inbox had first, and of two operators at one time not who was first.
 */
function orderOf(a: Said, b: Said): 'newer' | 'older' | 'either' {
  const told = byVersion(a, b);
  if (told !== undefined) return told;
  const tied = a.put === b.put && (a.saying?.id !== b.saying?.id || a.place === b.place);
  const inbox = tied ? 'either' : a.place > b.place ? 'newer' : 'older';
  const clock = byClock(a, b) ?? inbox;
  if (isEnd(a) && !isEnd(b) && inbox === 'newer') return 'newer';
  if (isEnd(b) && !isEnd(a) && inbox === 'older') return 'older';
  return clock;
}

/** Newer by two versions, or by two clocks. maybe: one of the clocks had to be put right. */
export function surelyNewer(a: Said, b: Said): 'yes' | 'no' | 'maybe' {
  const version = byVersion(a, b);
  if (version !== undefined) return version === 'newer' ? 'yes' : 'no';
  if (byClock(a, b) === undefined && possiblyNewer(a, b)) return 'maybe';
  if (byClock(a, b) !== 'newer' || orderOf(a, b) !== 'newer') return 'no';
  return a.clockAhead || b.clockAhead ? 'maybe' : 'yes';
}

/** Operators' kills are as new as what they end, which only the desk knows: whether a later version takes them back is open. */
function takesBack(a: Said, kill: Said): 'yes' | 'no' | 'maybe' {
  const dated = a.clock !== undefined || a.version !== undefined;
  if (kill.by === 'operator' && dated && a.place > kill.place) return 'maybe';
  const sure = surelyNewer(a, kill);
  if (sure !== 'no') return sure;
  if (!a.reinstates) return 'no';
  const order = orderOf(a, kill);
  return order === 'either' ? 'maybe' : order === 'newer' ? 'yes' : 'no';
}

/** a may stand although b was said. */
export function mayReplace(a: Said, b: Said): boolean {
  if (b.what === 'killed' && a.what !== 'killed') return takesBack(a, b) !== 'no';
  if (a.what === 'killed' && b.what !== 'killed') return takesBack(b, a) !== 'yes';
  return orderOf(a, b) !== 'older';
}

export function mustReplace(a: Said, b: Said): boolean {
  return mayReplace(a, b) && !mayReplace(b, a);
}

/**
 * What may stand of these: one that takes the place of all others, directly or by way of others. Several where the
 * rules leave it open, or lead in a circle.
 */
export function standing(all: readonly Said[]): Said[] {
  return all.filter((candidate) => {
    const reached = new Set([candidate]);
    for (const one of reached) {
      for (const other of all) if (!reached.has(other) && mayReplace(one, other)) reached.add(other);
    }
    return reached.size === all.length;
  });
}
