/**
 * A text without what is printed around it: what two papers that run the same copy print differently. Only what is
 * recognised goes (lines.ts); a line with one word of news stays.
 */
import { isAffiliation, isPerson } from './byline.ts';
import { isName } from './credits.ts';
import type { LineKind } from './line-kinds.ts';
import { isRelatedLabel, lineKindOf } from './lines.ts';
import { endsSentence } from './sign-offs.ts';
import { lettersOf } from '../text/whitespace.ts';
import { datelineLength, signOffStart } from './story-datelines.ts';

export interface Removed {
  kind: LineKind | 'dateline' | 'title';
  text: string;
}

export interface StoryText {
  /** The text without its furniture, paragraphs as they were. */
  story: string;
  /** What was taken out, in the order of the text. */
  removed: readonly Removed[];
}

/** A paragraph, or a line that stands for itself. */
interface Unit {
  start: number;
  end: number;
  text: string;
  kind: Removed['kind'] | undefined;
}

const PROSE_FROM = 40;
/** In scripts that write a word in one or two characters. */
const PROSE_FROM_UNSPACED = 16;
const UNSPACED = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u;
const SURELY_PROSE = 120;
/** Titles of other stories below one label. */
const MOST_LINKS = 8;
/** A line that is broken by hand is no shorter and no longer. */
const WRAPPED = { from: 38, to: 100 };

/** @param title where the text repeats it as its first line, that goes as well */
export function storyOf(text: string, title = ''): StoryText {
  const units = unitsOf(text);
  for (const unit of units) unit.kind = lineKindOf(unit.text, 'within');
  markTitle(units, title);
  markLinks(units);
  markBeside(units);
  const cuts: { start: number; end: number; removed: Removed }[] = units.flatMap(
    ({ start, end, kind, text: line }) =>
      kind === undefined ? [] : [{ start, end, removed: { kind, text: line } }],
  );
  const story = units.filter(({ kind }) => kind === undefined);
  const untilProse = story.slice(0, story.findIndex(isProse) + 1 || 1);
  const last = story.at(-1);
  for (const { start, text: line } of untilProse) {
    const length = datelineLength(line);
    if (length === 0) continue;
    cuts.push(cutOf(start, start + length, 'dateline', text));
    break;
  }
  if (last !== undefined) {
    const from = signOffStart(last.text);
    if (from < last.text.length) cuts.push(cutOf(last.start + from, last.end, 'sign-off', text));
  }
  if (cuts.length === 0) return { story: text, removed: [] };
  cuts.sort((a, b) => a.start - b.start);
  let rest = '';
  let at = 0;
  for (const { start, end } of cuts) {
    rest += text.slice(at, start);
    at = end;
  }
  return { story: rest + text.slice(at), removed: cuts.map(({ removed }) => removed) };
}

function cutOf(start: number, end: number, kind: Removed['kind'], text: string) {
  return { start, end, removed: { kind, text: text.slice(start, end).trim() } };
}

function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let block: Unit[] = [];
  let at = 0;
  const close = (): void => {
    units.push(...(isWrapped(block) ? joined(block, text) : block));
    block = [];
  };
  while (at <= text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    const trimmed = line.trim();
    if (trimmed === '') close();
    else {
      const start = at + line.indexOf(trimmed);
      block.push({ start, end: start + trimmed.length, text: trimmed, kind: undefined });
    }
    at = end + 1;
  }
  close();
  return units;
}

/** One paragraph with hard line ends: a line goes on in small letters. */
function isWrapped(block: readonly Unit[]): boolean {
  return block.some(({ text }, i) => {
    const before = block[i - 1]?.text ?? '';
    return (
      /^\p{Ll}/u.test(text) &&
      ((before.length >= WRAPPED.from && before.length <= WRAPPED.to) || before.endsWith('-')) &&
      !endsSentence(before)
    );
  });
}

/** Lines above and below that are furniture by themselves stay apart. */
function joined(block: readonly Unit[], text: string): Unit[] {
  const isApart = (unit: Unit | undefined): boolean =>
    unit !== undefined && lineKindOf(unit.text, 'within') !== undefined;
  let from = 0;
  let to = block.length;
  while (from < to && isApart(block[from])) from++;
  while (to > from && isApart(block[to - 1])) to--;
  const first = block[from];
  const last = block[to - 1];
  if (first === undefined || last === undefined) return [...block];
  const whole = {
    start: first.start,
    end: last.end,
    text: text.slice(first.start, last.end),
    kind: undefined,
  };
  return [...block.slice(0, from), whole, ...block.slice(to)];
}

function isProse({ text, kind }: Unit): boolean {
  if (kind !== undefined) return false;
  if (text.length > SURELY_PROSE) return true;
  if (text.length < PROSE_FROM_UNSPACED || !endsSentence(text)) return false;
  return text.length >= PROSE_FROM || UNSPACED.test(text);
}

function markTitle(units: readonly Unit[], title: string): void {
  const key = lettersOf(title);
  const first = units.find(({ kind }) => kind === undefined);
  if (
    key !== '' &&
    first !== undefined &&
    first.text.length < 2 * title.length + 8 &&
    lettersOf(first.text) === key
  )
    first.kind = 'title';
}

/** The titles below "Related stories": lines that end as no sentence does. */
function markLinks(units: readonly Unit[]): void {
  units.forEach((label, at) => {
    if (label.kind === undefined || label.kind === 'title' || !isRelatedLabel(label.text)) return;
    for (const link of units.slice(at + 1, at + 1 + MOST_LINKS)) {
      if (link.text.length > SURELY_PROSE || endsSentence(link.text)) return;
      link.kind ??= 'related';
    }
  });
}

function markBeside(units: readonly Unit[]): void {
  const first = units.findIndex(isProse);
  const last = units.findLastIndex(isProse);
  if (first < 0) return;
  units.forEach((unit, at) => {
    if (unit.kind === undefined && (at < first || at > last)) unit.kind = lineKindOf(unit.text, 'beside');
  });
  for (let at = 0; at < first; at++) {
    const unit = units[at];
    const isNear = isAboveStory(units[at - 1]) || isAboveStory(units[at + 1]);
    if (unit !== undefined && unit.kind === undefined && isNear && isWriter(unit.text)) unit.kind = 'byline';
  }
}

/** What a page prints beside the name of who wrote. */
function isAboveStory(unit: Unit | undefined): boolean {
  return (
    unit?.kind === 'stamp' || unit?.kind === 'sharing' || unit?.kind === 'byline' || unit?.kind === 'credit'
  );
}

/** "Tom Vale", "Tom Vale in Lindal", "Lindal Post staff". */
function isWriter(line: string): boolean {
  const [name = '', place, ...more] = line.split(/\s(?:in|à|en|aus|i)\s(?=\p{Lu})/u);
  if (more.length > 0 || line.length > LONGEST_WRITER) return false;
  return (isPerson(name) && (place === undefined || isName(place, 3))) || isAffiliation(line);
}

const LONGEST_WRITER = 60;
