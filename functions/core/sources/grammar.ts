/**
 * The tables of all languages as one: a phrase to the set of languages that have it in that place. Data: a file a
 * language in languages/, a phrase a line; lexicon.schema.json says what each table holds.
 */
import da from './languages/da.json' with { type: 'json' };
import de from './languages/de.json' with { type: 'json' };
import en from './languages/en.json' with { type: 'json' };
import es from './languages/es.json' with { type: 'json' };
import fr from './languages/fr.json' with { type: 'json' };
import it from './languages/it.json' with { type: 'json' };
import nl from './languages/nl.json' with { type: 'json' };
import no from './languages/no.json' with { type: 'json' };
import pt from './languages/pt.json' with { type: 'json' };
import sv from './languages/sv.json' with { type: 'json' };
import { entryOf, type Known, type Told } from './vocabulary.ts';
import { joinWords, wordsOf, type Word } from './words.ts';

/** The tables that every language has. */
export type Field = Exclude<keyof typeof fr, '$schema' | 'language'>;

/** What the grammar of sources knows of a language (BCP 47). */
export type Lexicon = Readonly<Record<Field, readonly string[]>> & { readonly language: string };

export const LEXICONS: readonly Lexicon[] = [en, fr, de, es, pt, it, nl, sv, da, no];

interface LongPhrase {
  phrase: string;
  words: readonly Known[];
}

/** Every table is a bit in the entries of its words. */
const MOST_TABLES = 32;
let tables = 0;

function nextBit(): number {
  if (tables === MOST_TABLES) throw new RangeError(`a number has bits for ${MOST_TABLES} tables of words`);
  return 1 << tables++;
}

/** Phrases in the form of `joinWords`, each with the languages that have it, a bit each. */
export class Phrases {
  readonly #bit = nextBit();
  readonly #languages = new Map<string, number>();
  /** Those of several words, by the first and by the last of them, the longest first. */
  readonly #beginning = new Map<Known, LongPhrase[]>();
  readonly #ending = new Map<Known, LongPhrase[]>();

  add(phrase: string, languages: number): void {
    const words = phrase.split(' ').map(entryOf);
    const [first, last] = [words[0], words.at(-1)];
    if (first === undefined || last === undefined) return;
    const before = this.#languages.get(phrase);
    this.#languages.set(phrase, (before ?? 0) | languages);
    if (words.length === 1) {
      first.alone |= this.#bit;
      return;
    }
    if (before !== undefined) return;
    first.begins |= this.#bit;
    last.ends |= this.#bit;
    keep(this.#beginning, first, { phrase, words });
    keep(this.#ending, last, { phrase, words });
  }

  has(phrase: string): boolean {
    return this.#languages.has(phrase);
  }

  /** Whether a word alone is a phrase of the table. */
  holds(word: Told | undefined): boolean {
    const known = word?.known;
    return known !== undefined && (known.alone & this.#bit) !== 0;
  }

  /** The languages in which a word alone is a phrase of the table, a bit each. */
  of(word: Told | undefined): number {
    const known = word?.known;
    if (known === undefined || (known.alone & this.#bit) === 0) return 0;
    return this.#languages.get(known.text) ?? 0;
  }

  /** The languages that have a phrase, a bit each. */
  get(phrase: string): number | undefined {
    return this.#languages.get(phrase);
  }

  keys(): Iterable<string> {
    return this.#languages.keys();
  }

  /** The longest phrase that begins at words[from]; `to` is one past its last word. */
  at(words: readonly Word[], from: number): { phrase: string; to: number } | undefined {
    const first = words[from]?.known;
    if (first === undefined) return undefined;
    if ((first.begins & this.#bit) !== 0) {
      for (const { phrase, words: own } of this.#beginning.get(first) ?? []) {
        if (stand(own, words, from)) return { phrase, to: from + own.length };
      }
    }
    return (first.alone & this.#bit) === 0 ? undefined : { phrase: first.text, to: from + 1 };
  }

  /** The longest phrase that ends before words[to]; `from` is its first word. */
  endingAt(words: readonly Word[], to: number): { phrase: string; from: number } | undefined {
    const last = words[to - 1]?.known;
    if (last === undefined) return undefined;
    if ((last.ends & this.#bit) !== 0) {
      for (const { phrase, words: own } of this.#ending.get(last) ?? []) {
        if (stand(own, words, to - own.length)) return { phrase, from: to - own.length };
      }
    }
    return (last.alone & this.#bit) === 0 ? undefined : { phrase: last.text, from: to - 1 };
  }
}

/** Puts a phrase before the shorter ones. */
function keep(index: Map<Known, LongPhrase[]>, word: Known, phrase: LongPhrase): void {
  const others = index.get(word);
  if (others === undefined) index.set(word, [phrase]);
  else {
    const shorter = others.findIndex(({ words }) => words.length < phrase.words.length);
    others.splice(shorter < 0 ? others.length : shorter, 0, phrase);
  }
}

function stand(own: readonly Known[], words: readonly Word[], from: number): boolean {
  for (let at = 0; at < own.length; at++) if (words[from + at]?.known !== own[at]) return false;
  return true;
}

const NORTHERN = [{ ending: 'te', forms: ['er', 't', 'es', 'tes'] }];
/** By language: the ending of a listed form, and those that go with it. */
const REGULAR: Readonly<Record<string, readonly { ending: string; forms: readonly string[] }[]>> = {
  fr: [{ ending: 'é', forms: ['e', 'ent', 'ait', 'aient', 'a', 'ant'] }],
  it: [
    { ending: 'ato', forms: ['a', 'ano', 'ava', 'avano', 'ò'] },
    { ending: 'ito', forms: ['iva', 'ivano', 'ì'] },
  ],
  es: [{ ending: 'ó', forms: ['a', 'an', 'aba', 'aban', 'aron', 'ado', 'ar', 'ando'] }],
  pt: [{ ending: 'ou', forms: ['a', 'am', 'ava', 'avam', 'aram', 'ado', 'ar', 'ando'] }],
  de: [
    { ending: 'ete', forms: ['et', 'eten', 'en'] },
    { ending: 'te', forms: ['t', 'ten', 'en'] },
  ],
  nl: [
    { ending: 'de', forms: ['den'] },
    { ending: 'te', forms: ['ten'] },
  ],
  sv: [{ ending: 'ade', forms: ['ar', 'at', 'as', 'ats'] }, ...NORTHERN],
  da: [{ ending: 'ede', forms: ['er', 'et', 'es', 'edes'] }, ...NORTHERN],
  no: NORTHERN,
};

export const GRAMMAR: Readonly<Record<Field, Phrases>> = {
  before: merge('before'),
  inverted: merge('inverted'),
  to: merge('to'),
  tell: merge('tell'),
  report: merge('report'),
  say: merge('say'),
  between: merge('between'),
  agency: merge('agency'),
  glue: merge('glue'),
  staff: merge('staff'),
  work: merge('work'),
  link: merge('link'),
  officer: merge('officer'),
  office: merge('office'),
  harm: merge('harm'),
  itself: merge('itself'),
  agent: merge('agent'),
  done: merge('done'),
  auxiliary: merge('auxiliary'),
  among: merge('among'),
  passed: merge('passed'),
  contribution: merge('contribution'),
  contributed: merge('contributed'),
  credit: merge('credit'),
  quote: merge('quote'),
  person: merge('person'),
  title: merge('title'),
};

/** The bits of some languages. */
export function languagesOf(...tags: string[]): number {
  return LEXICONS.reduce(
    (bits, { language }, index) => (tags.includes(language) ? bits | (1 << index) : bits),
    0,
  );
}

/** All single words of some tables: what a credit line may hold beside names. */
export function wordSet(...fields: Field[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const field of fields) {
    for (const phrase of GRAMMAR[field].keys()) for (const word of phrase.split(' ')) words.add(word);
  }
  return words;
}

function merge(field: Field): Phrases {
  const merged = new Phrases();
  LEXICONS.forEach((lexicon, index) => {
    for (const phrase of lexicon[field]) {
      const key = /['.]/.test(phrase) ? joined(phrase) : phrase;
      for (const form of formsOf(key, field, lexicon.language)) merged.add(form, 1 << index);
    }
  });
  return merged;
}

function formsOf(key: string, field: Field, language: string): string[] {
  switch (field) {
    case 'done':
      return participles(key, language);
    case 'tell':
      return [key, ...finiteForms(key, language)].flatMap((form) => participles(form, language));
    case 'quote':
    case 'report':
    case 'inverted':
      return [key, ...finiteForms(key, language)];
    default:
      return [key];
  }
}

/**
 * Other persons and tenses of a regular verb, told from the one form that the tables list: "assuré: assure, assurait,
 * assurent". An irregular verb gives words that nobody writes, which cost nothing.
 */
function finiteForms(word: string, language: string): string[] {
  const rule = REGULAR[language]?.find(({ ending }) => word.length > 4 && word.endsWith(ending));
  if (rule === undefined || word.includes(' ')) return [];
  const stem = word.slice(0, word.length - rule.ending.length);
  return rule.forms.map((form) => spelled(stem, form));
}

/** "annonc-ait: annonçait", "jug-ait: jugeait", "révél-e: révèle". */
function spelled(stem: string, form: string): string {
  if (/^ai|^a$|^ant/.test(form) && stem.endsWith('c')) return `${stem.slice(0, -1)}ç${form}`;
  if (/^ai|^a$|^ant/.test(form) && stem.endsWith('g')) return `${stem}e${form}`;
  if (/^e(?:nt)?$/.test(form)) return `${stem.replace(/é(?=[^aeiouyé]+$)/u, 'è')}${form}`;
  return `${stem}${form}`;
}

/** The forms of a participle in the languages that make it agree: "confirmé, confirmée, confirmés, confirmées". */
function participles(word: string, language: string): string[] {
  if (word.includes(' ')) return [word];
  if (language === 'fr' && /[^e]é$/.test(word)) return [word, `${word}e`, `${word}s`, `${word}es`];
  if (language === 'it' && /(?:at|it|ut|tt|s)o$/.test(word))
    return ['o', 'a', 'i', 'e'].map((end) => word.slice(0, -1) + end);
  if ((language === 'es' || language === 'pt') && /[aií]do$/.test(word))
    return ['o', 'a', 'os', 'as'].map((end) => word.slice(0, -1) + end);
  return [word];
}

function joined(phrase: string): string {
  const words = wordsOf(phrase);
  return joinWords(words, 0, words.length);
}
