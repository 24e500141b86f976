/**
 * Lists of teasers: a headline, a sentence or two of the story that stands elsewhere, its date or a link; and the next.
 * They read as well as a story does. What tells them: every paragraph stands alone below a headline of its own, and either
 * dates, authors or links come back with each, or the excerpts are cut off, or they have no words in common.
 */
import { dateIn } from '../../furniture/about-line.ts';
import { isByline } from '../../furniture/byline.ts';
import { readDateLines } from '../../furniture/date-line.ts';
import { furnitureOf } from '../../furniture/furniture.ts';
import { blockOf, type Block } from './blocks.ts';
import { topicWords } from './topic.ts';

/** A block of a page, in text or HTML. */
export interface Line extends Pick<Block, 'text' | 'words' | 'stop'> {
  isProse: boolean;
  /** Where all of it leads to; undefined where it is no link, or nobody knows. */
  target?: string | undefined;
}

/** A run of teasers: the lines from its first headline to its last excerpt. */
export interface TeaserRun {
  first: number;
  last: number;
  /** The line of the first headline whose teaser says by itself that it stands elsewhere; sub-headings may stand above it. */
  told: number;
  /** Words of the excerpts. */
  words: number;
  /** Each says that it stands elsewhere: by its date, its author, a link, or where it is cut off. */
  isSure: boolean;
}

/** A paragraph or two, with the lines above and below. */
interface Unit extends Excerpt {
  /** The line of the headline. */
  from: number;
  title: Line;
  /** The date above. */
  date: string | undefined;
  /** Says when it was published, who wrote it, or where it stands. */
  isMarked: boolean;
  /** The same, without what stands below the next line that may be a headline. */
  isMarkedItself: boolean;
  /** Has a line beside it that others have, too. */
  isAlike: boolean;
  isCut: boolean;
}

const LEAST_UNITS = 3;
/** Two teasers may have an odd block between them, like a box or an excerpt in two paragraphs. */
const MOST_ODD = 1;
const HEADLINE = { from: 3, to: 25 };
const LONGEST_EXCERPT = 60;
const MOST_PARAGRAPHS = 2;
/** Lines above an excerpt in which its headline, and below it in which its date may stand. */
const REACH = 4;

/** The runs of teasers among the lines of a page. */
export function teaserRuns(lines: readonly Line[]): TeaserRun[] {
  const excerpts = excerptsIn(lines);
  if (excerpts.filter(isShort).length < LEAST_UNITS) return [];
  const repeated = repeatedIn(lines, excerpts.length);
  const runs: Unit[][] = [];
  let odd = 0;
  excerpts.forEach((excerpt, index) => {
    const unit = unitOf(lines, excerpt, excerpts[index - 1]?.end ?? 0, excerpts[index + 1]?.at, repeated);
    if (unit === undefined) odd++;
    else {
      if (runs.length > 0 && odd <= MOST_ODD) runs.at(-1)?.push(unit);
      else runs.push([unit]);
      odd = 0;
    }
  });
  return runs.filter(isRunOfTeasers).map((units) => ({
    first: units[0]?.from ?? 0,
    last: (units.at(-1)?.end ?? 1) - 1,
    told: (units.find(({ isCut, isMarkedItself }) => isCut || isMarkedItself) ?? units[0])?.from ?? 0,
    words: units.reduce((sum, { words }) => sum + words, 0),
    isSure: isSure(units),
  }));
}

/** Paragraphs in a row. */
interface Excerpt {
  at: number;
  /** The line behind. */
  end: number;
  text: string;
  words: number;
}

function excerptsIn(lines: readonly Line[]): Excerpt[] {
  const found: Excerpt[] = [];
  lines.forEach(({ isProse, text, words }, at) => {
    const open = found.at(-1);
    if (!isProse) return;
    if (open?.end === at) {
      open.end++;
      open.text += ` ${text}`;
      open.words += words;
    } else found.push({ at, end: at + 1, text, words });
  });
  return found;
}

function isShort({ at, end, words }: Excerpt): boolean {
  return at > 0 && words <= LONGEST_EXCERPT && end - at <= MOST_PARAGRAPHS;
}

/** Lines above the first of what would be the story and below its last that may go with its teasers. */
export const ABOUT_STORY = 5;
/** Of all words in sentences. */
const LISTED_SHARE = 0.7;

/** True where most of what would be a story stands in teasers. */
export function isListOf(runs: readonly TeaserRun[], lines: readonly Line[]): boolean {
  const prose = lines.reduce((sum, { isProse, words }) => sum + (isProse ? words : 0), 0);
  return runs.reduce((sum, { words }) => sum + words, 0) / Math.max(1, prose) > LISTED_SHARE;
}

/** @param above where the one before ends @param below where the next begins */
function unitOf(
  lines: readonly Line[],
  excerpt: Excerpt,
  above: number,
  below: number | undefined,
  repeated: ReadonlySet<string>,
): Unit | undefined {
  const { at, end, text } = excerpt;
  if (!isShort(excerpt)) return undefined;
  const start = Math.max(above, at - REACH - 1);
  const before = lines.slice(start, at);
  const title = before.find((line) => isTitle(line, repeated));
  if (title === undefined) return undefined;
  const behind = lines.slice(end, Math.min(below ?? lines.length, end + REACH));
  const next = behind.findIndex((line) => isTitle(line, repeated));
  const about = [...before, ...behind];
  const itself = next < 0 ? about : about.slice(0, before.length + next);
  const isDated = title.target !== undefined || hasDate(text);
  return {
    ...excerpt,
    from: start + before.indexOf(title),
    title,
    date: before.map((line) => dateOf(line.text)).findLast((date) => date !== undefined),
    isCut: CUT.test(text),
    isMarked: isDated || about.some(isMark),
    isMarkedItself: isDated || itself.some(isMark),
    isAlike: about.some((line) => isRepeated(line, repeated)),
  };
}

const CUT = /(?:…|\.\.\.)\W{0,3}$/u;

/** Of the teasers of a run; some lack what the others have. */
const MOSTLY = 0.6;
const LONGEST = { cut: 60, marked: 45, bare: 34 };
/** Sub-headings are shorter. */
const BARE_HEADLINE = 6;
const COHERENT = 0.2;

function mostOf(units: readonly Unit[], holds: (unit: Unit) => boolean): boolean {
  return units.filter(holds).length >= units.length * MOSTLY;
}

function isSure(units: readonly Unit[]): boolean {
  const size = median(units.map(({ words }) => words));
  if (size <= LONGEST.cut && mostOf(units, ({ isCut }) => isCut)) return true;
  return size <= LONGEST.marked && mostOf(units, ({ isMarked }) => isMarked) && !isChronology(units);
}

function isRunOfTeasers(units: readonly Unit[]): boolean {
  if (units.length < LEAST_UNITS) return false;
  if (isSure(units)) return true;
  if (isChronology(units)) return false;
  if (isSeries(units.map(({ title }) => title.text)) || coherence(units) > COHERENT) return false;
  const size = median(units.map(({ words }) => words));
  if (size <= LONGEST.marked && mostOf(units, ({ isAlike }) => isAlike)) return true;
  return (
    units.length > LEAST_UNITS &&
    size <= LONGEST.bare &&
    median(units.map(({ title }) => title.words)) >= BARE_HEADLINE
  );
}

/** What happened first stands first; the latest story heads a list. */
function isChronology(units: readonly Unit[]): boolean {
  const dates = units.flatMap(({ date }) => date ?? []);
  const isInOrder = dates.every((date, index) => index === 0 || date >= (dates[index - 1] ?? date));
  return isInOrder && new Set(dates).size >= LEAST_UNITS;
}

const QUESTION = /[?？]\W{0,3}$/u;

/** The questions of an interview; "Best for walkers", "Best for cyclists". */
function isSeries(titles: readonly string[]): boolean {
  const many = (count: number): boolean => count > titles.length / 2;
  const begins = countsOf(titles.map((title) => /^\P{L}*(\p{L}+)/u.exec(title)?.[1] ?? ''));
  return many(titles.filter((title) => QUESTION.test(title)).length) || many(Math.max(...begins.values()));
}

function countsOf(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Share of the longer words of a teaser that others have, too; the paragraphs of a story share a third of theirs. */
function coherence(units: readonly Unit[]): number {
  const words = units.map(({ title, text }) => new Set(stemsOf(`${title.text} ${text}`)));
  const counts = countsOf(words.flatMap((own) => [...own]));
  const shares = words.map(
    (own) => [...own].filter((word) => (counts.get(word) ?? 0) > 1).length / Math.max(1, own.size),
  );
  return shares.reduce((sum, one) => sum + one, 0) / Math.max(1, units.length);
}

/** Longer words as they begin; of scripts without spaces pairs of characters. */
function stemsOf(text: string): string[] {
  return topicWords(text).flatMap((word) =>
    word.length >= STEM || word.length === 2 ? word.slice(0, STEM) : [],
  );
}

const STEM = 5;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function patternOf(text: string): string {
  return text.replace(/\d+/g, '#');
}

/** Short lines that come back with every other paragraph, but for their figures: "Read more", "3 comments". */
function repeatedIn(lines: readonly Line[], paragraphs: number): Set<string> {
  const short = lines.filter(({ text, isProse }) => !isProse && text.length <= LONGEST_MARK);
  const counts = countsOf(short.map(({ text }) => patternOf(text)));
  const least = Math.max(LEAST_UNITS, paragraphs / 3);
  return new Set([...counts].filter(([, count]) => count >= least).map(([key]) => key));
}

const LONGEST_MARK = 120;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^(?:[a-z\d-]+\.)+[a-z]{2,10}\s?[›>»/]/u;
/** Of a live report. */
const CLOCK = /^\D{0,12}\d{1,2}[:.h]\d\d\D{0,12}$/u;

/** What comes back with each teaser: its date, its author, its address. */
function isMark({ text, isProse }: Line): boolean {
  if (isProse || text.length > LONGEST_MARK) return false;
  return isDate(text) || isByline(text) || ADDRESS.test(text);
}

function isRepeated({ text, isProse }: Line, repeated: ReadonlySet<string>): boolean {
  return !isProse && /\p{L}/u.test(text) && !CLOCK.test(text) && repeated.has(patternOf(text));
}

function isDate(text: string): boolean {
  return /\d/.test(text) && (readDateLines(text).length > 0 || dateIn(text) !== undefined);
}

function dateOf(text: string): string | undefined {
  if (text.length > LONGEST_MARK || !/\d/.test(text)) return undefined;
  return (readDateLines(text)[0] ?? dateIn(text))?.iso;
}

const BEFORE_EXCERPT = /^(?<date>.{6,26}?)\s[-–—|·]\s/u;
const BEHIND_EXCERPT = /\s[([](?<date>[^()[\]]{6,30})[)\]]$/u;

function hasDate(text: string): boolean {
  return [BEFORE_EXCERPT, BEHIND_EXCERPT].some((place) => {
    const date = place.exec(text)?.groups?.date;
    return date !== undefined && isDate(date);
  });
}

function isTitle(line: Line, repeated: ReadonlySet<string>): boolean {
  const { text, words, stop, isProse } = line;
  if (isProse || words < HEADLINE.from || words > HEADLINE.to) return false;
  if (stop && !/[?!…]\W{0,3}$/u.test(text)) return false;
  if (/^\d{1,2}[.)]\s|[:;,]$/.test(text) || CLOCK.test(text) || repeated.has(patternOf(text))) return false;
  return !isMark(line) && furnitureOf(text, words) === undefined;
}

/** An excerpt may have fewer words than a paragraph, but is no question. */
const SHORT_EXCERPT = 7;
const LONGEST_TITLE = 20;
const LEAST_SENTENCE = 12;
/** "… on Monday. (3 May 2026)", "… on Monday. Read more". */
const BEHIND = /(?<=[.…]["”»)]{0,2})\s(?:\([^()]{3,30}\)|[^.!?…]{2,30})$/u;

/** True for what reads as the excerpt of a story, with a date or a link behind its last sentence or without. */
export function isExcerpt({ text, words, stop }: Pick<Block, 'text' | 'words' | 'stop'>): boolean {
  if (stop) return words >= SHORT_EXCERPT && (words > LONGEST_TITLE || !/[?!]\W{0,3}$/u.test(text));
  const rest = text.replace(BEHIND, '');
  return rest !== text && blockOf(rest).words >= LEAST_SENTENCE;
}
