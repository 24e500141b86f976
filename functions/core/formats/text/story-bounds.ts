/** Where the story of a page begins and ends. */
import { isBoxLabel } from '../../furniture/furniture.ts';
import { labelAt, STORY_WORDS } from './page-labels.ts';
import { isText, isTextAt, type Placed } from './placed.ts';
import { ProseCounts } from './prose-counts.ts';
import { addTopic, BOX, shareOn, topicOf } from './topic.ts';
import { ABOUT_STORY, isExcerpt, isListOf, teaserRuns, type Line } from './teasers.ts';

/** A label ends the story where what follows has less prose than this share of what came before. */
const TAIL_SHARE = 1;

export interface Bounds {
  /** First and last block of the story; last is before first where there is none. */
  first: number;
  last: number;
  /** It would be made of teasers. */
  isListing: boolean;
}

export function bodyOf(blocks: readonly Placed[]): Bounds {
  const { first, last } = proseBounds(blocks);
  const from = Math.max(0, first - ABOUT_STORY);
  const lines = linesOf(blocks.slice(from, last + 1 + ABOUT_STORY));
  const runs = teaserRuns(lines);
  const others = runs.find(({ isSure }) => isSure);
  if (others !== undefined) {
    const above = blocks.slice(first, from + others.told);
    const isEnd = proseOf(blocks.slice(from + others.last + 1, last + 1)) < STORY_WORDS;
    // teasers of other stories below this one
    if (isEnd && proseOf(above) >= STORY_WORDS)
      return { first, last: first + above.findLastIndex(({ role }) => role === 'prose'), isListing: false };
  }
  return { first, last, isListing: isListOf(runs, lines) };
}

function linesOf(blocks: readonly Placed[]): Line[] {
  return blocks.map(({ text, words, stop, role }) => ({
    text,
    words,
    stop,
    isProse: (role === 'prose' || role === 'deck' || role === 'free') && isExcerpt({ text, words, stop }),
  }));
}

function proseBounds(blocks: readonly Placed[]): { first: number; last: number } {
  const run = runOf(blocks);
  const first = belowMenu(blocks, run);
  if (first < 0) return { first: blocks.length, last: blocks.length - 1 };
  const counts = new ProseCounts(blocks);
  const end = blocks.findIndex((_, index) => index > first && isEnd(counts, first, index));
  const story = blocks.slice(0, Math.min(end < 0 ? blocks.length : end, run.last + 1));
  const last = withoutTail(story, first);
  const by = story
    .slice(0, first)
    .map(({ text }) => text)
    .join(' ');
  const isBio = last > first && isAuthorBio(blocks[last]?.text ?? '', by);
  return { first, last: isBio ? story.slice(0, last).findLastIndex(({ role }) => role === 'prose') : last };
}

/** Of what may be cut off below a long story; notes on the site, the author and its newsletter are shorter. */
const TAIL = { story: 300, share: 0.1, lines: 3, perLine: 20, onTopic: 0.4 };
/** What stands between the paragraphs of a story. */
const WITHIN = new Set(['advertisement', 'related', 'caption', 'photo']);

/** The last paragraph, without those that stand by themselves far below a long story and speak of something else. */
function withoutTail(story: readonly Placed[], first: number): number {
  const total = proseOf(story.slice(first));
  let last = story.findLastIndex(({ role }) => role === 'prose');
  if (total < TAIL.story) return last;
  let topic: Map<string, number> | undefined;
  let end = story.length;
  let cut = 0;
  for (;;) {
    let begin = last;
    while (begin >= 0 && isTextAt(story, begin)) begin--;
    begin++;
    let above = begin - 1;
    while (above >= 0 && story[above]?.role !== 'prose') above--;
    const words = proseOf(story.slice(begin, end));
    cut += words;
    if (above < first || cut > total * TAIL.share) return last;
    const between = story
      .slice(above + 1, begin)
      .filter((block) => !isText(block) && !WITHIN.has(block.reason));
    const isApart =
      between.length >= TAIL.lines &&
      words <= between.length * TAIL.perLine &&
      between.some(({ role }) => role === 'furniture' || role === 'repeated');
    if (!isApart) return last;
    if (topic === undefined) topic = topicOf(story.slice(first, begin));
    else addTopic(topic, story.slice(begin, end), -1);
    const tail = story.slice(begin, last + 1).map(({ text }) => text);
    if (shareOn(topic, tail.join(' '), false) > TAIL.onTopic) return last;
    last = above;
    end = begin;
  }
}

/** Lines in a row that are no text and end a run: a menu, a list of other stories. */
const GAP = 25;
/** Of the words of the longest run; what has fewer is a notice above or a box below. */
const NOTICE_SHARE = 0.2;

/** Words of a first part of the story that a long list parts from the rest. */
const LEAST_INTRO = 60;
const ON_TOPIC = 0.5;

function textOf(blocks: readonly Placed[]): string {
  return blocks
    .filter(({ role }) => role === 'prose')
    .map(({ text }) => text)
    .join(' ');
}

/** The paragraphs that belong together: notices far above them and boxes far below are left out. */
function runOf(blocks: readonly Placed[]): { first: number; last: number } {
  const runs: { first: number; last: number; words: number }[] = [];
  blocks.forEach((block, at) => {
    if (block.role !== 'prose') return;
    const open = runs.at(-1);
    const isNear =
      open !== undefined && blocks.slice(open.last + 1, at).filter((one) => !isText(one)).length < GAP;
    if (isNear) {
      open.last = at;
      open.words += block.words;
    } else runs.push({ first: at, last: at, words: block.words });
  });
  const most = Math.max(...runs.map(({ words }) => words));
  const long = runs.filter(({ words }) => words >= most * NOTICE_SHARE);
  const [main] = long;
  if (main === undefined) return { first: -1, last: -1 };
  const above = runs.slice(0, runs.indexOf(main)).filter(({ words }) => words >= LEAST_INTRO);
  const topic = above.length === 0 ? undefined : topicOf(blocks.slice(main.first, main.last + 1));
  const intro =
    topic &&
    above.find(({ first, last }) => shareOn(topic, textOf(blocks.slice(first, last + 1)), false) >= ON_TOPIC);
  return { first: intro?.first ?? main.first, last: long.at(-1)?.last ?? -1 };
}

/** What a line that is no text takes from the words of the paragraphs about it. */
const LINE_COST = 3;
/**
 * Of a menu that says what stands behind each of its entries: words of what it says of one, and of all as a share of the
 * story, which is long enough to tell what it is about; fewer lines than these part two of its paragraphs, and they have
 * words in common.
 */
const MENU = { entry: 50, share: 0.3, story: 200, gap: 16, onTopic: 0.2 };

/** Where the densest prose begins, if what stands above it are sentences one by one among many lines. */
function belowMenu(blocks: readonly Placed[], { first, last }: { first: number; last: number }): number {
  const densest = densestFrom(blocks, first, last);
  let group = 0;
  let words = 0;
  for (const block of blocks.slice(Math.max(0, first), densest)) {
    group = isText(block) ? group + block.words : 0;
    if (group > MENU.entry) return first;
    if (block.role === 'prose') words += block.words;
  }
  const story = blocks.slice(densest, last + 1);
  const total = proseOf(story);
  if (words === 0 || total < MENU.story || words > total * MENU.share) return first;
  const topic = topicOf(story);
  let from = densest;
  for (let at = densest - 1; at >= first && from - at <= MENU.gap; at--) {
    const block = blocks[at];
    if (block?.role !== 'prose') continue;
    if (shareOn(topic, block.text, false) < MENU.onTopic) break;
    from = at;
  }
  return from;
}

function densestFrom(blocks: readonly Placed[], first: number, last: number): number {
  let best = { first, sum: 0 };
  let open = { first, sum: 0 };
  for (let at = Math.max(0, first); at <= last; at++) {
    const block = blocks[at];
    if (block === undefined) break;
    if (open.sum <= 0) open = { first: at, sum: 0 };
    open.sum += block.role === 'prose' ? block.words : isText(block) ? 0 : -LINE_COST;
    if (open.sum > best.sum) best = { ...open };
  }
  return best.first;
}

function isEnd(counts: ProseCounts, first: number, index: number): boolean {
  const { blocks } = counts;
  const block = blocks[index];
  if (block === undefined || block.role === 'prose') return false;
  const label = labelAt(blocks, index);
  if (label !== undefined && counts.prose(first, index) >= STORY_WORDS) {
    // readers may write more than the story has words
    if (label === 'comments' || !goesOn(counts, first, index)) return true;
  }
  return block.reason === 'section-label' && !goesOn(counts, first, index);
}

function proseOf(blocks: readonly Placed[]): number {
  return blocks.reduce((sum, { role, words }) => sum + (role === 'prose' ? words : 0), 0);
}

const AUTHOR =
  /^(?<name>\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}.'’-]+)\b.{0,12} (?:is|was|covers|has|writes|joined|reports|works|ist|schreibt|arbeitet|est|es|è)\b.{0,200}\b(?:report\w*|correspondent|editor|journalist\w*|writer|columnist|cover\w*|redakteur\w*|korrespondent\w*|periodista|redactor\w*|newsroom)\b/iu;

/** "Jane Doe is a reporter for the Gazette." below a text by Jane Doe. */
function isAuthorBio(text: string, by: string): boolean {
  const name = AUTHOR.exec(text)?.groups?.name;
  return name !== undefined && by.includes(name);
}

/**
 * Whether the story goes on below a section label. A box within the story has a few links and then paragraphs;
 * a list below it has headlines and teasers by turns, or headlines alone.
 */
function goesOn(counts: ProseCounts, first: number, label: number): boolean {
  const { blocks } = counts;
  if (counts.prose(label + 1) >= counts.prose(first, label) * TAIL_SHARE) return true;
  if (!isBoxLabel(blocks[label]?.text ?? '')) return false;
  const end = counts.endOfBox(label + 1);
  const begin = counts.firstProse(label + 1);
  if (begin >= end) return false;
  const behind = counts.behindProse(end);
  const paragraphs = counts.texts(begin, behind);
  const isBox =
    paragraphs > counts.links(begin, behind) * 2 && (paragraphs > 1 || counts.links(label + 1, begin) <= 1);
  if (!isBox || counts.prose(first, label) < BOX.story) return isBox;
  const next = textOf(blocks.slice(begin, behind).slice(0, BOX.paragraphs));
  return shareOn(counts.topic(first, label), next, false) >= BOX.onTopic;
}
