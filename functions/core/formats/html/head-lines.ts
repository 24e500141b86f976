/** What stands between the headline and the story on the page itself: who wrote it and when. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import { blockOf } from '../text/blocks.ts';
import { isByline } from '../../furniture/byline.ts';
import { isUpdateLabel, readDateLine, type DateLine } from '../../furniture/date-line.ts';
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
  const title =
    titles.length === 1 ? titles[0] : titles.find((one) => key !== '' && lettersOf(spacedText(one)) === key);
  if (title === undefined) return head;
  const leaves = new Set(leafBlocks(elements));
  const below = elements.slice(elements.indexOf(title) + 1).filter((element) => leaves.has(element));
  let sentences = 0;
  for (const element of below.slice(0, MOST_LINES)) {
    const text = spacedText(element);
    if (isSentenceLike(blockOf(text)) && ++sentences > 1) break;
    noteTimes(element, head);
    note(element, text, head);
  }
  return head;
}

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
  for (const line of [text, ...elementsIn(element.children).map(spacedText)]) {
    const { by, date } = readHeadLine(line);
    if (by !== undefined) head.by ??= by;
    if (date?.kind === 'published') head.published ??= date.iso;
    else if (date !== undefined) head.updated ??= date.iso;
  }
}

const MOST_WORDS = 24;
const EDGES = /^[\s|·•,;:–—-]{1,8}|[\s|·•,;:–—-]{1,8}$/gu;

/** A byline, a date, or both on one line: "Von Ada Lund 2. März 2026 - 21:15". */
export function readHeadLine(line: string): { by?: string; date?: DateLine } {
  const date = readDateLine(line);
  if (date !== undefined) return { date };
  if (isByline(line)) return { by: line };
  const words = line.split(' ');
  if (words.length > MOST_WORDS || !/\d/.test(line)) return {};
  for (let at = 1; at < words.length; at++) {
    const first = words.slice(0, at).join(' ').replace(EDGES, '');
    const second = words.slice(at).join(' ').replace(EDGES, '');
    for (const [name, day] of [
      [first, second],
      [second, first],
    ]) {
      const found = day === undefined ? undefined : readDateLine(day);
      if (found !== undefined && name !== undefined && isByline(name)) return { by: name, date: found };
    }
  }
  return {};
}
