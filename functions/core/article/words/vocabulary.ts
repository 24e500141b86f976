/**
 * The vocabulary of imperatives as phrases that tokens are compared with. Data: classes.json, and the tables of those
 * who look for something. A phrase is words, and in braces what may stand in their place: {item} for what agencies
 * send ("the story", "unsere Meldung"), {use}, {publish} and {published} for what is done with it, {the}, {please},
 * {drop}, {avoid} and {gone} for requests to take it back, {event} for
 * what an embargo may wait for, {ref} for a number or slug, {time} for a time, {moment} for
 * one without the words behind it, {where} for countries and media; "…" for up to forty words of one sentence.
 * One file: phrases are made of classes, and classes of phrases.
 */
import classes from './classes.json' with { type: 'json' };
import { isCaseless, tokensOf, type Token } from './tokens.ts';

type Part = { kind: 'text'; text: string } | { kind: 'class' | 'other'; name: string } | { kind: 'gap' };

/** A phrase of a table, under what its table files it. */
export interface Phrase<Form extends string = string> {
  form: Form;
  parts: readonly Part[];
  /** As in the table. */
  words: string;
}

/** Reads what is no list of words at a token; returns the token behind it, or undefined. */
export type Reader = (tokens: readonly Token[], from: number) => number | undefined;

export type Table<Form extends string> = Readonly<Record<Form, Readonly<Record<string, readonly string[]>>>>;

const CLASS_NAMES: ReadonlySet<string> = new Set([
  ...['item', 'the', 'use', 'publish', 'published'],
  ...['please', 'drop', 'avoid', 'gone', 'event'],
]);
const READER_NAMES = ['ref', 'time', 'moment', 'agency', 'where'];
const MOST_SKIPPED = 2;
const MOST_IN_GAP = 40;
/** "publication, broadcast or use" */
const JOINED = new Set(['use', 'publish', 'published']);
/** Words of a name: "the old harbour wall story"; of scripts that write a token a letter they are more. */
const MOST_IN_NAME = 6;
const MOST_BEFORE_NAMED = 16;
/** "all our previous stories" */
const MOST_BEFORE_ITEM = 3;
/** Between the words of a phrase: "KILL, KILL, KILL", "Embargo: none". */
const SKIPPED = new Set([
  ',',
  '-',
  '–',
  '—',
  '!',
  '*',
  '"',
  '“',
  '”',
  '„',
  '«',
  '»',
  '’',
  "'",
  ':',
  '(',
  ')',
  '/',
]);

/** Phrases by their beginnings, so that all of them are looked for at once. */
interface Branch<Form extends string> {
  readonly texts: Map<string, Branch<Form>>;
  readonly others: Map<string, Branch<Form>>;
  gap?: Branch<Form>;
  readonly ends: Phrase<Form>[];
}

export interface Match<Form extends string> {
  phrase: Phrase<Form>;
  end: number;
}

/** Phrases that can be looked for at a token. */
export class Phrases<Form extends string> {
  readonly #root: Branch<Form> = branch();

  constructor(phrases: readonly Phrase<Form>[]) {
    for (const phrase of phrases) {
      let at = this.#root;
      for (const part of phrase.parts) at = below(at, part);
      at.ends.push(phrase);
    }
  }

  /** The words that phrases begin with, and the names of the classes with which others do. */
  firsts(): { words: Iterable<string>; names: Iterable<string> } {
    const { texts, others } = this.#root;
    return { words: texts.keys(), names: others.keys() };
  }

  /** All that begin at a token, the longest first. */
  at(tokens: readonly Token[], from: number, readers: Readers = {}): Match<Form>[] {
    const found: Match<Form>[] = [];
    follow(this.#root, { tokens, readers, found }, from, MOST_SKIPPED);
    return found.length < 2 ? found : found.sort((a, b) => b.end - a.end);
  }
}

export type Readers = Readonly<Record<string, Reader>>;

interface Search<Form extends string> {
  tokens: readonly Token[];
  readers: Readers;
  found: Match<Form>[];
}

function branch<Form extends string>(): Branch<Form> {
  return { texts: new Map(), others: new Map(), ends: [] };
}

function below<Form extends string>(at: Branch<Form>, part: Part): Branch<Form> {
  if (part.kind === 'gap') return (at.gap ??= branch());
  const map = part.kind === 'text' ? at.texts : at.others;
  const key = part.kind === 'text' ? part.text : part.name;
  const known = map.get(key) ?? branch();
  map.set(key, known);
  return known;
}

/** @param skipped how many signs have been passed over; none may be at the beginning of a phrase */
function follow<Form extends string>(
  { texts, others, gap }: Branch<Form>,
  search: Search<Form>,
  at: number,
  skipped: number,
): void {
  const token = search.tokens[at];
  if (token === undefined) return;
  const next = texts.get(token.text);
  if (next !== undefined) arrive(next, search, at + 1);
  for (const [name, other] of others) {
    const end = endOfOther(name, search, at);
    if (end !== undefined) arrive(other, search, end);
  }
  if (gap !== undefined) passGap(gap, search, at);
  if (skipped < MOST_SKIPPED && SKIPPED.has(token.text)) {
    follow({ texts, others, ends: [] }, search, at + 1, skipped + 1);
  }
}

function arrive<Form extends string>(at: Branch<Form>, search: Search<Form>, end: number): void {
  for (const phrase of at.ends) search.found.push({ phrase, end });
  follow(at, search, end, 0);
}

/** To the first place at which a phrase goes on, and from there to what an "and" joins to it: "is withdrawn and must not be used". */
function passGap<Form extends string>(gap: Branch<Form>, search: Search<Form>, from: number): void {
  const { length } = search.found;
  for (let at = from; at <= from + MOST_IN_GAP && at < search.tokens.length; at++) {
    follow(gap, search, at, MOST_SKIPPED);
    if (isStop(search.tokens, at)) return;
    const last = search.found.length > length ? search.found.at(-1) : undefined;
    if (last !== undefined && last.end > at && classAt('and', search.tokens, last.end) === undefined) return;
  }
}

function endOfOther(name: string, { tokens, readers }: Search<string>, at: number): number | undefined {
  return CLASS_NAMES.has(name) ? endOfClass(name, tokens, at) : readers[name]?.(tokens, at);
}

/** A word that is the token it makes: nearly all are, and thousands are read at the first item. */
const PLAIN = /^[a-z]+$/;

/** The phrases of a table: form, language, words. @throws RangeError that names a phrase with an unknown place */
export function phrasesOf<Form extends string>(table: Table<Form>, forms: readonly Form[]): Phrase<Form>[] {
  return forms.flatMap((form) =>
    Object.values(table[form]).flatMap((list) =>
      list.map((words) => ({ form, words, parts: partsOf(words) })),
    ),
  );
}

/** @throws RangeError */
export function partsOf(words: string): Part[] {
  const parts = words.split(' ').flatMap((word): Part[] => {
    if (word === '…') return [{ kind: 'gap' }];
    if (PLAIN.test(word)) return [{ kind: 'text', text: word }];
    const name = /^\{(?<name>\w+)\}$/.exec(word)?.groups?.name;
    if (name === undefined) return tokensOf(word).map(({ text }) => ({ kind: 'text', text }));
    if (CLASS_NAMES.has(name)) return [{ kind: 'class', name }];
    if (READER_NAMES.includes(name)) return [{ kind: 'other', name }];
    throw new RangeError(`"${words}": nothing is called {${name}}`);
  });
  if (parts.length === 0 || parts[0]?.kind === 'gap' || parts.at(-1)?.kind === 'gap')
    throw new RangeError(`"${words}" is no phrase`);
  return parts;
}

/** The end of a sentence: a stop with a capital or nothing behind it; not that of "BC-..", "Nr. 12" or "a.m.". */
export function isStop(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token?.kind !== 'sign' || !'.!?'.includes(token.text)) return false;
  if (next === undefined || next.newLine || isCaseless(next)) return true;
  return !next.glued && (next.initial || next.kind === 'sign');
}

/** "This story", "ces informations": what the sentence of an embargo is about. */
export function subjectAt(tokens: readonly Token[], at: number): number | undefined {
  const item = endOfClass('item', tokens, at);
  if (item !== undefined) return item;
  let noun = at;
  for (let skipped = 0; skipped < MOST_BEFORE_ITEM; skipped++) noun = classAt('the', tokens, noun) ?? noun;
  return classAt('matter', tokens, noun);
}

/** "The harbour-wall story", "Feribot haberi", "フェリーの記事": a few words, and what they are the name of. */
function namedAt(name: string, tokens: readonly Token[], from: number, most: number): number | undefined {
  if (name === 'named' && !hasNamed(tokens)) return undefined;
  for (let at = from + 1; at <= from + most; at++) {
    const before = tokens[at - 1];
    if (before === undefined || tokens[at]?.newLine === true) return undefined;
    if (before.kind === 'sign' && !/^["“”„«»'’·・-]$/.test(before.text)) return undefined;
    const end = classAt(name, tokens, at);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** Of the line that is being read. */
let named: { tokens: readonly Token[]; has: boolean } | undefined;

/** Whether anything in a line is an item that may stand behind its name: of most lines nothing is. */
function hasNamed(tokens: readonly Token[]): boolean {
  if (named?.tokens !== tokens)
    named = { tokens, has: tokens.some((_, at) => classAt('named', tokens, at) !== undefined) };
  return named.has;
}

function endOfClass(name: string, tokens: readonly Token[], at: number): number | undefined {
  if (name === 'item') {
    let noun = at;
    for (let skipped = 0; skipped < MOST_BEFORE_ITEM; skipped++) noun = classAt('the', tokens, noun) ?? noun;
    const end = classAt('item', tokens, noun) ?? classAt('item', tokens, at);
    // "la noticia anterior"
    if (end !== undefined) return classAt('which', tokens, end) ?? end;
    return noun > at
      ? namedAt('item', tokens, noun, MOST_IN_NAME)
      : namedAt('named', tokens, at, MOST_BEFORE_NAMED);
  }
  if (name === 'event')
    return classAt(name, tokens, classAt('the', tokens, at) ?? at) ?? classAt(name, tokens, at);
  if (!JOINED.has(name)) return classAt(name, tokens, at);
  // "publication, broadcast or use online", "published, broadcast or posted online"
  let end = classAt(name, tokens, at);
  for (let next = end; next !== undefined;) {
    let joined = next;
    while (tokens[joined]?.text === ',' || tokens[joined]?.text === '/') joined++;
    joined = classAt('and', tokens, joined) ?? joined;
    next = classAt(name, tokens, joined);
    end = next ?? end;
  }
  return end;
}

type ClassName = Exclude<keyof typeof classes, '$schema'>;
const CLASSES: readonly ClassName[] = [
  'item',
  'own',
  'the',
  'use',
  'and',
  'about',
  'head',
  'scope',
  'open',
  'publish',
  'published',
  'older',
  'please',
  'drop',
  'avoid',
  'gone',
  'which',
  'matter',
  'sent',
  'greeting',
  'we',
  'event',
  'edition',
  'named',
];

interface WordClass {
  phrases: Phrases<ClassName>;
  bit: number;
}

interface WordClasses {
  byName: ReadonlyMap<string, WordClass>;
  /** The bits of those that may begin with a word. */
  byFirst: ReadonlyMap<string, number>;
  /** Of those that may begin with any word. */
  ofAny: number;
}

let compiled: WordClasses | undefined;

/** The end of the longest member of a class at a token. */
export function classAt(name: string, tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const wordClass = classNamed(name);
  return wordClass !== undefined && mayBegin(wordClass, token)
    ? wordClass.phrases.at(tokens, at)[0]?.end
    : undefined;
}

/** Whether a member of a class may begin with a token. */
export function mayBeginClass(name: string, token: Token): boolean {
  const wordClass = classNamed(name);
  return wordClass !== undefined && mayBegin(wordClass, token);
}

/** Each word is looked up once, whichever classes are asked for: they are asked for at every word of a label. */
function mayBegin({ bit }: WordClass, token: Token): boolean {
  token.classes ??= classesThatMayBegin(token.text);
  return (token.classes & bit) !== 0;
}

function classesThatMayBegin(word: string): number {
  compiled ??= compile();
  return compiled.byFirst.get(word) ?? compiled.ofAny;
}

/** All bits: any word may be the first of a name, "the harbour-wall story". */
const ANY = -1;

function classNamed(name: string): WordClass | undefined {
  compiled ??= compile();
  return compiled.byName.get(name);
}

function compile(): WordClasses {
  const byName = new Map<string, WordClass>();
  const byFirst = new Map<string, number>();
  CLASSES.forEach((name, index) => {
    byName.set(name, { phrases: new Phrases(phrasesOf<ClassName>(classes, [name])), bit: 1 << index });
  });
  // with a phrase that begins with another class: a class may begin where one of these does
  const byOthers: { bit: number; others: number }[] = [];
  const bitOf = (name: string): number => byName.get(name)?.bit ?? ANY;
  for (const { phrases, bit } of byName.values()) {
    const { words, names } = phrases.firsts();
    for (const first of words) byFirst.set(first, (byFirst.get(first) ?? 0) | bit);
    let others = 0;
    for (const name of names)
      others |= name === 'item' ? ANY : name === 'event' ? bitOf('the') | bitOf(name) : bitOf(name);
    if (others !== 0) byOthers.push({ bit, others });
  }
  // Those with which the others begin may begin with others themselves
  for (const one of byOthers)
    for (const { bit, others } of byOthers) if ((one.others & bit) !== 0) one.others |= others;
  const withOthers = (own: number): number =>
    byOthers.reduce(
      (bits, { bit, others }) => (others === ANY || (bits & others) !== 0 ? bits | bit : bits),
      own,
    );
  for (const [word, bits] of byFirst) byFirst.set(word, withOthers(bits));
  return { byName, byFirst, ofAny: withOthers(0) };
}
