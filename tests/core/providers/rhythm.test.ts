/** When an agency counts as silent, and when what it sends counts as refused. */
import { describe, expect, test } from '@jest/globals';
import {
  afterLook,
  newRhythm,
  usualBetween,
  type Heard,
  type Rhythm,
  type RhythmNews,
} from '../../../functions/core/providers/rhythm.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, midnight. */
const START = Date.parse('2026-03-02T00:00:00Z');

const NOTHING: Heard = { count: 0, refused: 0, last: null };

interface Seen {
  at: number;
  news: RhythmNews;
}

/** Looks every five minutes. @param sends how much comes in a minute of the week */
function watched(
  rhythm: Rhythm,
  from: number,
  to: number,
  sends: (at: number) => number,
  set?: number,
): { rhythm: Rhythm; seen: Seen[] } {
  const seen: Seen[] = [];
  let known = rhythm;
  for (let at = from + 5 * MINUTE; at <= to; at += 5 * MINUTE) {
    const count = sends(at);
    const heard = count === 0 ? NOTHING : { count, refused: 0, last: at };
    const { rhythm: next, news } = afterLook(known, heard, set, at);
    known = next;
    seen.push(...news.map((one) => ({ at, news: one })));
  }
  return { rhythm: known, seen };
}

/** Two files each five minutes from six to twenty-two o'clock, nothing at night and on Sundays. */
const office = (at: number): number => {
  const hour = new Date(at - 1).getUTCHours();
  return new Date(at - 1).getUTCDay() === 0 || hour < 6 || hour >= 22 ? 0 : 2;
};
const learned = watched(newRhythm(START), START, START + 14 * DAY, office);

describe('an agency with a rhythm', () => {
  test('is not silent at the hours at which it never sends', () => {
    expect(learned.seen).toEqual([]);
    expect(watched(learned.rhythm, START + 14 * DAY, START + 28 * DAY, office).seen).toEqual([]);
  });

  test('is silent in the morning half an hour after it should have begun, and heard with the next file', () => {
    const monday = START + 14 * DAY;
    const late = (at: number): number => (at < monday + 8 * HOUR ? 0 : office(at));
    const { seen } = watched(learned.rhythm, monday, monday + DAY, late);
    expect(seen.map(({ news }) => news)).toEqual(['silent', 'heard']);
    expect((seen[0]?.at ?? 0) - monday).toBeLessThanOrEqual(6 * HOUR + 30 * MINUTE);
    expect(seen[1]?.at).toBe(monday + 8 * HOUR);
  });

  test('does not become silent by habit: what it does not send while it is silent is not learned', () => {
    const monday = START + 14 * DAY;
    const { rhythm, seen } = watched(learned.rhythm, monday, monday + 10 * DAY, () => 0);
    expect(seen.map(({ news }) => news)).toEqual(['silent']);
    expect(usualBetween(rhythm, monday + DAY + 9 * HOUR, monday + DAY + 10 * HOUR)).toBeGreaterThan(20);
  });

  test('is learned for a week before its silence is told', () => {
    const { seen } = watched(newRhythm(START), START, START + 6 * DAY, (at) => (at < START + DAY ? 9 : 0));
    expect(seen).toEqual([]);
  });
});

describe('an agency whose entry sets the minutes', () => {
  test('is silent after them, also if it has never sent anything', () => {
    const { seen } = watched(newRhythm(START), START, START + 3 * HOUR, () => 0, 90);
    expect(seen).toEqual([{ at: START + 90 * MINUTE, news: 'silent' }]);
  });
});

describe('an agency of which much is refused', () => {
  const look = (known: Rhythm, count: number, refused: number, at: number) =>
    afterLook(known, { count, refused, last: at }, undefined, at);

  test('is told from five files and a fifth on, and when an hour has passed without', () => {
    const few = look(newRhythm(START), 100, 4, START + MINUTE);
    expect(few.news).toEqual([]);
    const share = look(few.rhythm, 0, 10, START + 2 * MINUTE);
    expect(share.news).toEqual([]);
    const many = look(share.rhythm, 20, 20, START + 3 * MINUTE);
    expect(many.news).toEqual(['rejecting']);
    expect(look(many.rhythm, 1, 0, START + 4 * MINUTE).news).toEqual([]);
    expect(look(many.rhythm, 1, 0, START + 64 * MINUTE).news).toEqual(['accepted']);
  });
});
