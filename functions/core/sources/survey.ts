/**
 * One walk over a body before anything reads it: at which words a name of the register may begin, and in which
 * paragraphs one may stand or somebody may speak. The words that are looked for are taken from the tables themselves:
 * of every name the first, of every cue for a speaker the longest. Where none of them stands nothing is found, so the
 * other paragraphs are not read for it.
 */
import { eachMarked, WordMarks, type MarkedWord } from '../agencies/letters.ts';
import { firstWords, mayBegin } from '../agencies/matcher.ts';
import { isWordCode } from '../agencies/characters.ts';
import { GRAMMAR } from './grammar.ts';
import { countOf } from './halving.ts';

/** A paragraph of a body, and where it stands among the others; empty ones are none. */
export interface Paragraph {
  start: number;
  end: number;
  index: number;
  count: number;
  /** Where a name of the register may begin, in any case. */
  names: readonly number[];
  /** Where a phrase may begin that says who speaks; empty where none is to be had. */
  cues: readonly number[];
}

export interface Survey {
  paragraphs: readonly Paragraph[];
  /** Where a name of the register may begin, in order. */
  names: readonly MarkedWord[];
}

/** Of what a word is: the first of a name, the first of a cue, the longest of a cue. */
const NAME = 1;
const CUE_BEGINS = 2;
const CUE = 4;

/** Made when the first body is read. */
let marks: WordMarks | undefined;

function marksOfTables(): WordMarks {
  const words: [string, number][] = firstWords().map((word) => [word, NAME]);
  for (const phrase of GRAMMAR.quote.keys()) {
    const runs = runsOfLetters(phrase);
    const [first = ''] = runs;
    words.push([first, CUE_BEGINS]);
    // short words are everywhere
    words.push([runs.reduce((longest, run) => (run.length > longest.length ? run : longest), first), CUE]);
  }
  return new WordMarks(words);
}

const PLAIN = /^[a-z]+$/;

function runsOfLetters(phrase: string): string[] {
  if (PLAIN.test(phrase)) return [phrase];
  const runs: string[] = [];
  let run = '';
  for (const letter of phrase) {
    if (isWordCode(letter.charCodeAt(0))) run += letter;
    else if (run !== '') {
      runs.push(run);
      run = '';
    }
  }
  return run === '' ? runs : [...runs, run];
}

/** Whether a name may begin in a stretch of a text. @param names in order */
export function mayBeNamed(names: readonly number[], start: number, end: number): boolean {
  return (names[countOf(names, (at) => at < start)] ?? end) < end;
}

export function surveyOf(text: string): Survey {
  const table = (marks ??= marksOfTables());
  const names: MarkedWord[] = [];
  const paragraphs: Paragraph[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) paragraphs.push(surveyed(text, start, end, table, names));
    start = end + 1;
  }
  for (const [index, paragraph] of paragraphs.entries()) {
    paragraph.index = index;
    paragraph.count = paragraphs.length;
  }
  return { paragraphs, names };
}

function surveyed(
  text: string,
  start: number,
  end: number,
  table: WordMarks,
  names: MarkedWord[],
): Paragraph {
  const own: number[] = [];
  const cues: number[] = [];
  let whole = 0;
  eachMarked(text, start, end, table, (found, at, number, stem) => {
    whole |= found;
    if ((found & CUE_BEGINS) !== 0) cues.push(at);
    if ((found & NAME) === 0) return;
    if (!mayBegin(text, at, number, stem)) return;
    names.push({ start: at, number, stem });
    own.push(at);
  });
  return { start, end, index: 0, count: 0, names: own, cues: (whole & CUE) === 0 ? [] : cues };
}
