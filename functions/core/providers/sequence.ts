/**
 * Agencies that number what they send: which numbers came, and which are missing. Deliveries come in any order, so a gap
 * is told only when it has stood for a while. Pure.
 */
import type { NumberedSource } from './agency.ts';

/** Numbers that did not come. */
export interface Gap {
  from: number;
  to: number;
  /** Epoch milliseconds: when a later number came. */
  since: number;
  /** The operators have heard of it. */
  told: boolean;
}

/** One counter of an agency: of its files, or of the items of one of its services. */
export interface Series {
  /** The number that should come next. */
  next: number;
  /** The same of the round before this one, whose last ones may come late until then. */
  before?: { next: number; until: number };
  /** Of both rounds. */
  gaps: readonly Gap[];
}

export type AllSeries = Readonly<Record<string, Series>>;

export interface Numbered {
  series: string;
  number: number;
}

/** Something to be told of one series. */
export interface SequenceNews {
  kind: 'gap' | 'closed';
  series: string;
  /** Epoch milliseconds: when the gap began to show. */
  since: number;
  /** In words of numbers: `412`, `415-417`. */
  numbers: string[];
}

const MINUTE = 60_000;

/** Deliveries overtake each other by minutes where one of them is tried again. */
const WAIT_MINUTES = 10;

/** Numbers come again from no further back; a longer way back is the beginning of the next round. */
const NEAR = 200;

/** Where rounds end at any number, such as once a day, one of the first numbers begins the next. */
const BEGINNING = 5;
const ROUNDS_MIXED = 60 * MINUTE;

/** So long a number that was missed is waited for; and more gaps than that are no gaps but another way to count. */
const FORGOTTEN_AFTER = 3 * 24 * 60 * MINUTE;
const GAPS_KEPT = 50;

/** Services of an agency; more are no services. */
const SERIES_KEPT = 40;

/**
 * The number in the name of a file: it stands where the pattern has `{n}`, and `*` is any text.
 * @returns undefined where the name is of another kind
 */
export function numberInName(name: string, pattern: string): number | undefined {
  const [head = '', tail = ''] = pattern.split('{n}');
  const like = (part: string): string =>
    part
      .split('*')
      .map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
      .join('.*');
  const digits = new RegExp(`^${like(head)}(\\d{1,12})${like(tail)}$`).exec(name.slice(0, 1024))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Notes numbers that came.
 * @returns how it stands afterwards, and what is to be told; `changed` is false where all of them came before
 */
export function afterNumbers(
  known: AllSeries,
  numbers: readonly Numbered[],
  source: NumberedSource,
  now: number,
): { series: AllSeries; news: SequenceNews[]; changed: boolean } {
  const all: Record<string, Series> = { ...known };
  const news: SequenceNews[] = [];
  const came = Map.groupBy(numbers, ({ series }) => series);
  for (const [name, ofSeries] of came) {
    if (all[name] === undefined && Object.keys(all).length >= SERIES_KEPT) continue;
    const late: Gap[] = [];
    // In their order, for a file has its items in any
    for (const { number } of [...ofSeries].sort((a, b) => a.number - b.number))
      all[name] = afterNumber(all[name], number, source, now, late);
    const closed = late.filter(({ told }) => told);
    if (closed.length > 0) news.push({ kind: 'closed', series: name, ...shownGaps(closed, now) });
  }
  const ripe = now - (source.waitMinutes ?? WAIT_MINUTES) * MINUTE;
  for (const [name, series] of Object.entries(all)) {
    const untold = series.gaps.filter(({ told, since }) => !told && since <= ripe);
    if (untold.length > 0) news.push({ kind: 'gap', series: name, ...shownGaps(untold, now) });
    const gaps = series.gaps
      .filter(({ since }) => since > now - FORGOTTEN_AFTER)
      .map((gap) => (gap.since <= ripe ? { ...gap, told: true } : gap))
      .slice(-GAPS_KEPT);
    all[name] = { ...series, gaps };
  }
  return { series: all, news, changed: JSON.stringify(all) !== JSON.stringify(known) };
}

/** @param late gets what was missing and has come */
function afterNumber(
  series: Series | undefined,
  number: number,
  { first = 1, last }: NumberedSource,
  now: number,
  late: Gap[],
): Series {
  if (series === undefined) return { next: number + 1, gaps: [] };
  const { next, before, gaps } = series;
  const missed = gaps.findLast(({ from, to }) => from <= number && number <= to);
  if (missed !== undefined) {
    late.push({ ...missed, from: number, to: number });
    const left = [
      { ...missed, to: number - 1 },
      { ...missed, from: number + 1 },
    ].filter(({ from, to }) => from <= to);
    return { ...series, gaps: gaps.flatMap((gap) => (gap === missed ? left : [gap])) };
  }
  const gap = (from: number, to: number): Gap[] =>
    from <= to ? [{ from, to, since: now, told: false }] : [];
  if (before !== undefined && now < before.until && isNearer(number, before.next, next)) {
    // The end of the round before
    if (number < before.next) return series;
    return {
      ...series,
      before: { ...before, next: number + 1 },
      gaps: [...gaps, ...gap(before.next, number - 1)],
    };
  }
  if (number >= next) return { ...series, next: number + 1, gaps: [...gaps, ...gap(next, number - 1)] };
  if (!beginsAgain(number, next, { first, last })) return series;
  return {
    next: number + 1,
    before: { next, until: now + ROUNDS_MIXED },
    gaps: [...gaps, ...(last === undefined ? [] : gap(next, last)), ...gap(first, number - 1)],
  };
}

function isNearer(number: number, before: number, next: number): boolean {
  const way = Math.abs(number - before);
  return way <= NEAR && way < Math.abs(number - next);
}

/** Whether a number below the expected one begins a new round; else it came again. */
function beginsAgain(
  number: number,
  next: number,
  { first, last }: { first: number; last: number | undefined },
): boolean {
  const back = next - number;
  if (last !== undefined) return back > (last - first + 1) / 2;
  return back > NEAR || (number - first < BEGINNING && back > 4 * BEGINNING);
}

function shownGaps(gaps: readonly Gap[], now: number): Pick<SequenceNews, 'since' | 'numbers'> {
  const sorted = [...gaps].sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const open = joined.at(-1);
    if (open !== undefined && from <= open.to + 1) open.to = Math.max(open.to, to);
    else joined.push({ from, to });
  }
  return {
    since: Math.min(now, ...gaps.map(({ since }) => since)),
    numbers: joined.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)),
  };
}
