/**
 * What a desk says above a story: a page has no place for such lines, and would take them for its navigation or its
 * headline.
 */
import type { EdNote, RemovedText } from '../../article/record.ts';
import { embargoIn, timeOfLine } from '../../article/words/embargo.ts';
import { wordsOfSlot } from '../../article/words/slot-words.ts';

export interface DeskLines {
  /** The lines of embargoes. */
  notes: EdNote[];
  /** Lines that are kills unless the page has a place for them. */
  kills: string[];
  /** The text without the lines of embargoes. */
  text: string;
}

/** Lines with something on them in which a desk may speak. */
const MOST_LINES = 12;
/** Of those, the ones in which the mere word holds: further down it is a link. */
const MOST_BARE = 3;
const LONGEST = 200;

export function readDeskLines(text: string): DeskLines {
  const notes: EdNote[] = [];
  const kills: string[] = [];
  const cuts: { from: number; to: number }[] = [];
  const lines = firstLines(text);
  for (let at = 0; at < lines.length; at++) {
    const { line, from, to } = lines[at] ?? { line: '', from: 0, to: 0 };
    const { kill } = wordsOfSlot(line, 'text');
    const isKill = kill?.kind === 'kill' && kill.unlessNews !== true && kill.unlessStory !== true;
    if (isKill) kills.push(line);
    const found = isKill ? undefined : embargoIn(line, 'text');
    if (found?.kind !== 'embargo' || found.start > 0 || line.slice(found.end).trim() !== '') continue;
    const below = found.time === undefined ? lines[at + 1] : undefined;
    if (below !== undefined && timeOfLine(below.line) !== undefined) {
      notes.push({ role: 'embargo', text: `${line} ${below.line}`, public: true });
      cuts.push({ from, to }, below);
      at++;
    } else if (found.time !== undefined || at < MOST_BARE) {
      notes.push({ role: 'embargo', text: line, public: true });
      cuts.push({ from, to });
    }
  }
  let left = text;
  for (const { from, to } of cuts.reverse()) left = left.slice(0, from) + left.slice(to);
  return { notes, kills, text: left };
}

/** The kills that the page left out. */
export function killNotes(kills: readonly string[], removed: readonly RemovedText[]): EdNote[] {
  return kills
    .filter((line) => removed.some(({ text }) => text === line))
    .map((text) => ({ role: 'kill', text, public: true }));
}

function firstLines(text: string): { line: string; from: number; to: number }[] {
  const lines: { line: string; from: number; to: number }[] = [];
  for (let from = 0; from < text.length && lines.length < MOST_LINES;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, to).trim();
    if (line.length > LONGEST) lines.push({ line: '', from, to });
    else if (line !== '') lines.push({ line, from, to });
    from = to + 1;
  }
  return lines;
}
