/** How an article stands for who looks at it: what was last told of it, and which of its texts may be shown. Pure. */
import { isEnd, isEndEvent, type EventType } from '../article/life-cycle/saying.ts';
import type { Standing } from '../article/life-cycle/standing.ts';
import { isEnding } from './choose.ts';

export interface ToldState {
  revision: number;
  event: EventType;
}

/**
 * What readers have of an article, or have in a moment: what is being told is on its way, and may go. A duplicate only
 * where nothing else was told. Undefined: nothing was told.
 */
export function toldState({ told, telling }: Pick<Standing, 'told' | 'telling'>): ToldState | undefined {
  const all = [...told.list.flatMap(toldIn), ...(telling === null ? [] : [telling])];
  const others = all.filter(({ event }) => event !== 'duplicate');
  const candidates = others.length === 0 ? all : others;
  const newest = candidates.reduce<ToldState | undefined>(
    (best, one) => (best === undefined || one.revision > best.revision ? one : best),
    undefined,
  );
  return newest && { revision: newest.revision, event: newest.event };
}

/** The events by which a revision was told. */
export function eventsOf({ told }: Pick<Standing, 'told'>, revision: number): EventType[] {
  return told.list
    .flatMap(toldIn)
    .filter((one) => one.revision === revision)
    .map(({ event }) => event);
}

/**
 * Whether a text may be shown to somebody: none that was ended, also where the article has come back with another one.
 */
export function isTextOpen(standing: Standing, revision: number): boolean {
  const { told, telling, line } = standing;
  if (isEnding(standing)) return false;
  const list = told.list.flatMap(toldIn);
  // Of long stories the first events are forgotten, and an end may be among them
  const oldest = Math.min(...list.map((one) => one.revision));
  if (list.length >= LIST_KEPT && revision < oldest) return false;
  const ends = list.filter(({ event }) => isEndEvent(event)).map((one) => one.revision);
  if (line !== null && isEnd(line)) ends.push(line.revision);
  if (telling !== null && isEndEvent(telling.event)) ends.push(telling.revision);
  return !ends.some((end) => end >= revision);
}

/** As many events as a standing remembers. */
const LIST_KEPT = 50;

function toldIn(entry: string): ToldState[] {
  const [revision, event] = entry.split('.');
  return event === undefined ? [] : [{ revision: Number(revision), event: event as EventType }];
}
