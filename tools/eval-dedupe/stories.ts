/** Stories for measuring, in any number: the small words of English, everything else invented, a few words often and most seldom. */
import { randomOf } from '../../tests/core/dedupe/support/simulated-index.ts';

const SMALL_WORDS = (
  'the of and to in a for on with that by at from as is was has had will said it its they their he she who which would ' +
  'after before over under more than not but also when while about into new last'
).split(' ');
const SYLLABLES = (
  'ba ber bre cal cor dan del dor ek en fal fen gar gil hol ir kas kel lan lor mar men mir nel nor ol par pel quin ras ren ' +
  'rin sal sen sol sta tam ter tor ul van ver vin wel wik yor zan zel'
).split(' ');
const ENDINGS = ['', 'ed', 'ing', 's', 'er', 'al', 'ment', 'y'];
const NAME_ENDINGS = ['berg', 'by', 'ford', 'holm', 'mouth', 'sen', 'strand', 'wick', 'man', 'a'];

/** Drawn once: all stories are of one language. */
const random = randomOf(20_260_701);
const below = (limit: number, draw: () => number): number => Math.floor(draw() * limit);
const of = (list: readonly string[], draw: () => number): string => list[below(list.length, draw)] ?? '';
const stem = (): string => Array.from({ length: 2 + below(2, random) }, () => of(SYLLABLES, random)).join('');
const WORDS = Array.from({ length: 6000 }, () => stem() + of(ENDINGS, random));
const NAMES = Array.from({ length: 900 }, () => capital(stem() + of(NAME_ENDINGS, random)));
/** What an agency puts under many of its stories. */
const BOILERPLATE = Array.from({ length: 3 }, () => paragraph([of(NAMES, random)], random));

export interface Story {
  title: string;
  paragraphs: string[];
  /** Of people and places, in one word each. */
  names: string[];
}

/** @param paragraphs of about 45 words each */
export function storyOf(seed: number, paragraphs: number): Story {
  const draw = randomOf(seed * 7919 + 13);
  const names = Array.from({ length: 3 + below(paragraphs, draw) }, () => of(NAMES, draw));
  const body = Array.from({ length: paragraphs }, () => paragraph(names, draw));
  if (draw() < 0.15) body.push(of(BOILERPLATE, draw));
  return { title: capital(Array.from({ length: 7 }, () => word(draw)).join(' ')), paragraphs: body, names };
}

/** Another name, which no story has by chance more often than by chance. */
export function otherName(draw: () => number): string {
  return of(NAMES, draw);
}

/** Another word; of the vocabulary some are common, most are rare. */
export function word(draw: () => number): string {
  return WORDS[Math.floor(WORDS.length * draw() ** 3)] ?? '';
}

function paragraph(names: readonly string[], draw: () => number): string {
  return Array.from({ length: 2 + below(2, draw) }, () => sentence(names, draw)).join(' ');
}

function sentence(names: readonly string[], draw: () => number): string {
  const words = Array.from({ length: 12 + below(12, draw) }, () => {
    const what = draw();
    if (what < 0.08) return of(names, draw);
    if (what < 0.13) return number(draw);
    return what < 0.55 ? of(SMALL_WORDS, draw) : word(draw);
  });
  const text = capital(words.join(' '));
  return draw() < 0.2 ? `"${text}," said ${of(names, draw)}.` : `${text}.`;
}

function number(draw: () => number): string {
  const value = 2 + Math.floor(10 ** (draw() * 5));
  return draw() < 0.2 ? `${value}.${below(9, draw) + 1}` : value.toLocaleString('en');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
