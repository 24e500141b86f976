/** What stands between the headline and the story on the page itself: who wrote it and when. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import { blockOf } from '../text/blocks.ts';
import {
  arePersons,
  isAddress,
  isAffiliation,
  isByline,
  isBylineLabel,
  isPerson,
  personWithPosition,
} from '../../furniture/byline.ts';
import { isAgency } from '../../furniture/credits.ts';
import { readAboutLine, type AboutLine } from '../../furniture/about-line.ts';
import { isUpdateLabel, readDateLines } from '../../furniture/date-line.ts';
import { isSentenceLike } from '../text/prose.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { lettersOf } from '../../text/whitespace.ts';
import { leafBlocks, spacedText } from './elements.ts';

export interface HeadLines {
  by: string | undefined;
  published: string | undefined;
  updated: string | undefined;
}

/** Lines of a head: kicker, deck, byline, date, place, reading time, tools. */
const MOST_LINES = 12;

/**
 * Lines below the headline, down to the second sentence (the first may be the deck).
 * @param headline of several headings the one that says it
 */
export function headLinesOf(nodes: readonly ChildNode[], headline: string | undefined): HeadLines {
  const head: HeadLines = { by: undefined, published: undefined, updated: undefined };
  const elements = elementsIn(nodes);
  const titles = elements.filter(({ name }) => name === 'h1');
  const key = lettersOf(headline ?? '');
  const isSame = (one: Element): boolean => key !== '' && lettersOf(spacedText(one)) === key;
  const title =
    titles.length === 1
      ? titles[0]
      : (titles.find(isSame) ?? elements.find((one) => /^h[23]$/.test(one.name) && isSame(one)));
  if (title === undefined) return head;
  const leaves = new Set(leafBlocks(elements));
  const below = elements.slice(elements.indexOf(title) + 1).filter((element) => leaves.has(element));
  let sentences = 0;
  const lines = below.slice(0, MOST_LINES).map(spacedText);
  for (const [index, element] of below.slice(0, MOST_LINES).entries()) {
    const text = lines[index] ?? '';
    if (isSentenceLike(blockOf(text)) && ++sentences > 1) break;
    noteTimes(element, head);
    note(element, text, head);
    head.by ??= nameAt(lines, index);
  }
  return head;
}

/** A name below a label, or by itself with the job, the address or the date beside it. */
function nameAt(lines: readonly string[], index: number): string | undefined {
  const [above = '', line = '', below = ''] = [lines[index - 1], lines[index], lines[index + 1]];
  if (line === '' || line.length > LONGEST_NAMES || isAgency(line)) return undefined;
  const holder = personWithPosition(line);
  if (holder !== undefined || !arePersons(line)) return holder;
  const isBeside =
    isBylineLabel(above) ||
    isAffiliation(below) ||
    isAddress(below) ||
    [above, below].some((one) => readDateLines(one).length > 0);
  return isBeside ? line : undefined;
}

const LONGEST_NAMES = 80;

/** Times that machines can read, as far as they say of themselves what they are. */
function noteTimes(block: Element, head: HeadLines): void {
  for (const time of elementsIn([block])) {
    const date = time.attribs.datetime;
    if (time.name !== 'time' || date === undefined) continue;
    const before =
      time.parent === null ? undefined : time.parent.children[time.parent.children.indexOf(time) - 1];
    const label =
      before === undefined ? '' : 'data' in before ? before.data : isTag(before) ? spacedText(before) : '';
    const isUpdate =
      isUpdateLabel(label.replace(/^[\s,;|·•–—(-]{0,10}/u, '')) ||
      isUpdateLabel(spacedText(time)) ||
      /updat|modif/i.test(time.attribs.class ?? '');
    if (isUpdate) head.updated ??= date;
    else head.published ??= date;
  }
}

function note(element: Element, text: string, head: HeadLines): void {
  const parts = elementsIn(element.children).map(spacedText);
  for (const line of [text, ...parts]) {
    const about = readHeadLine(line);
    const by = about?.by;
    // "<span>Live</span> <span>Ada Lund</span> <time>"
    const own = parts.find((part) => by !== undefined && by.endsWith(` ${part}`) && isPerson(part));
    head.by ??= own !== undefined && by !== undefined && isPerson(by) ? own : by;
    for (const { kind, iso } of about?.dates ?? []) head[kind] ??= iso;
  }
}

/** A byline, dates, or both on one line: "Von Ada Lund 2. März 2026 - 21:15"; undefined where it names neither. */
export function readHeadLine(line: string): AboutLine | undefined {
  const dates = readDateLines(line);
  if (dates.length > 0) return { dates, isWhole: true };
  return isByline(line) ? { by: line, dates, isWhole: true } : readAboutLine(line);
}
