/** Sentences and quotations of a paragraph, as words in which a whole quotation is one mark. */
import { NO_LETTERS } from '../../agencies/letters.ts';
import type { QuoteSpan } from '../quotes.ts';
import { addWords, isMark, Word } from '../words.ts';
import { NAMING } from '../words/people.ts';

/** Stands for a whole quotation among the words. */
export const QUOTE = '""';
/** Its `mark`, which is no character's. */
const QUOTED = -1;

function quotation(text: string, { start, end }: QuoteSpan): Word {
  return new Word(text, start, end, false, QUOTED, NO_LETTERS).called(QUOTE, QUOTED);
}

export function isQuote(word: Word | undefined): boolean {
  return word?.mark === QUOTED;
}

/** On either side of a verb. */
const MAX_SENTENCE_WORDS = 100;

/** In the North (and in print elsewhere) a dash at the start of a sentence opens what is said. */
export function isDashed(words: readonly Word[], from: number): boolean {
  const first = words[from];
  return first !== undefined && isDash(first) && words[from + 1]?.start === first.end + 1;
}

/** The words of a paragraph with every quotation of two words or more as one mark. */
export function maskedWords(text: string, from: number, to: number, spans: readonly QuoteSpan[]): Word[] {
  const words: Word[] = [];
  let at = from;
  for (const span of spans) {
    if (span.end <= from) continue;
    if (span.start >= to) break;
    if (isScareQuote(text, span)) continue;
    addWords(words, text, at, span.start);
    words.push(quotation(text, span));
    at = Math.min(span.end, to);
  }
  addWords(words, text, at, to);
  return words;
}

/** One word in quotation marks; but “Never,” at the start of a sentence is said. */
function isScareQuote(text: string, { start, end }: QuoteSpan): boolean {
  const inside = text.slice(start + 1, end - 1).trim();
  if (/\S\s+\S/.test(inside)) return TITLE.test(inside);
  if (isNamed(text, start)) return false;
  const begins = /(?:^|[.!?:]\s|\n)$/.test(text.slice(Math.max(0, start - 2), start));
  return !begins || !(/[,.!?]$/.test(inside) || text[end] === ',');
}

/** "The Long Ferry", "Maré Baixa": every word like a name, and nothing that ends a sentence. */
const TITLE = /^\p{Lu}\p{Ll}{2,}(?:\s(?:\p{Lu}\p{Ll}+|of|the|and|de|da|do)){1,5}$/u;

/** "called it “shameful”", "s'est dit « soulagé »": one word as somebody's own. */
function isNamed(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_NAMING), start).split(/[.:;!?]/);
  const words = before.at(-1)?.trim().split(/\s+/) ?? [];
  return words.slice(-3).some((word) => NAMING.hasText(word.toLowerCase()));
}

const LONGEST_NAMING = 40;

/** By code: . ! ? ; */
const STOPS: readonly number[] = [46, 33, 63, 59];
const DASHES: readonly number[] = [45, 0x2013, 0x2014];
const COLON = 58;

function isDash({ mark }: Word): boolean {
  return DASHES.includes(mark);
}

export function isColon(word: Word | undefined): boolean {
  return word?.mark === COLON;
}

/** A stop, and a new beginning behind it. */
function isStop(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || word.mark === 0 || !STOPS.includes(word.mark)) return false;
  const next = words[at + 1];
  const begins = next === undefined || next.capital || isQuote(next) || isDash(next);
  return begins && !isAbbreviation(words, at);
}

export function sentenceOf(words: readonly Word[], at: number): { from: number; to: number } {
  const first = Math.max(0, at - MAX_SENTENCE_WORDS);
  const last = Math.min(words.length, at + MAX_SENTENCE_WORDS);
  let from = at;
  while (from > first && !isStop(words, from - 1)) from--;
  let to = at;
  while (to < last && !isStop(words, to)) to++;
  return { from, to };
}

/** "U.S.", "Mr.", "J.": a stop that ends no sentence. */
export function isAbbreviation(words: readonly Word[], stop: number): boolean {
  const before = words[stop - 1];
  const mark = words[stop];
  if (before?.capital !== true || !isMark(mark, '.') || mark?.start !== before.end) return false;
  return (
    before.text.length <= 2 ||
    /^(?:u\.s|mrs|gen|sen|rep|gov|col|lt|sgt|capt|prof|rev|sra|dra|mme)$/.test(before.text)
  );
}

export function hasQuote(words: readonly Word[], { from, to }: { from: number; to: number }): boolean {
  for (let at = from; at < to; at++) if (isQuote(words[at])) return true;
  // "She said so. “It works.”": a colon or a following quotation belongs to the sentence
  return isQuote(words[to + 1]) && isColon(words[to]);
}
