/**
 * Finds the names of the register in a text: one walk over its words, one look-up a word. The cost grows with the
 * text alone, whatever the size of the register.
 */
import { isWide, isWordCode } from './characters.ts';
import type { Trust } from './agency.ts';
import { eachMarked, numberOf, smallLetter, WordMarks, type MarkedWord } from './letters.ts';
import { allAliases, UNNAMED_WIRES, type Alias } from './register.ts';

/** A name of the register in a text, before anything is known of its role. */
export interface Mention {
  alias: Alias;
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
}

/** A mention of a part of a text, in the whole of it. @param offset where the part begins */
export function shifted({ alias, start, end }: Mention, offset: number): Mention {
  return { alias, start: start + offset, end: end + offset };
}

/**
 * running: names exactly as the register writes them (or all in capitals).
 * slot: in any case, as credit lines are written ("afp", "REUTERS", "Epa").
 */
export type MatchMode = 'running' | 'slot';

interface Compiled {
  /** As it is compared: lower case in slots. */
  text: string;
  /** Its last letter, small: most names that begin as a text goes on are told from it by this one. */
  last: number;
  /** It has an apostrophe or a hyphen, which a text may write in another way. */
  isTyped: boolean;
  alias: Alias;
}

/** By the number of the first word of the name, the longest first. */
type Index = ReadonlyMap<number, readonly Compiled[]>;

const TRUST_ORDER: readonly Trust[] = ['sure', 'fair', 'risky', 'slot'];
const CAPITALS_FROM = 5;

/** Made when first asked for: a cold start has no use for them yet. */
const compiled = new Map<MatchMode, Index>();
let marked: WordMarks | undefined;

function indexFor(mode: MatchMode): Index {
  const known = compiled.get(mode);
  if (known !== undefined) return known;
  const index = compile(mode);
  compiled.set(mode, index);
  return index;
}

/** What every name of the register begins with: no name stands where none of these words does. */
export function firstWords(): string[] {
  return allAliases().map(({ text }) => text.slice(0, endOfWord(text, 0)));
}

/** @returns mentions in order, the longest at each place, none inside another or inside a word, address or handle */
export function mentionsIn(text: string, mode: MatchMode): Mention[] {
  const places: MarkedWord[] = [];
  eachMarked(text, 0, text.length, marksOfNames(), (_, start, number, stem) =>
    places.push({ start, number, stem }),
  );
  return mentionsAt(text, places, mode);
}

/** What stands beside the names. @param mentions in their order */
export function withoutMentions(text: string, mentions: readonly Pick<Mention, 'start' | 'end'>[]): string {
  let rest = text;
  for (const { start, end } of mentions.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
  return rest;
}

/** Whether a name may begin at one of the words of a text. */
export function mayMention(text: string): boolean {
  let may = false;
  eachMarked(text, 0, text.length, marksOfNames(), () => {
    may = true;
  });
  return may;
}

function marksOfNames(): WordMarks {
  return (marked ??= new WordMarks(firstWords().map((word) => [word, 1])));
}

/** Whether the letters of a name stand at a word, in any case and whatever stands around them. */
export function mayBegin(text: string, start: number, number: number, stem: number): boolean {
  const index = indexFor('slot');
  const isHere = ({ text: name, last }: Compiled): boolean => {
    if (plain(text.charCodeAt(start + name.length - 1)) !== last) return false;
    for (let at = 0; at < name.length; at++) {
      if (plain(text.charCodeAt(start + at)) !== plain(name.charCodeAt(at))) return false;
    }
    return true;
  };
  return index.get(number)?.some(isHere) === true || index.get(stem)?.some(isHere) === true;
}

/** A small letter, a straight apostrophe, a plain hyphen. */
function plain(code: number): number {
  if (code === 0x2019) return 39;
  return code === 0x2010 || code === 0x2011 ? 45 : smallLetter(code);
}

/** As `mentionsIn`, where it is known at which words of the text a name may begin. */
export function mentionsAt(text: string, places: readonly MarkedWord[], mode: MatchMode): Mention[] {
  if (places.length === 0) return [];
  const index = indexFor(mode);
  const compared = mode === 'running' ? text : lowerCase(text);
  const found: Mention[] = [];
  let free = 0;
  for (const { start, number, stem } of places) {
    if (start < free) continue;
    const standing = (name: Compiled): boolean =>
      standsAt(compared, start, name, mode === 'running' && hasGenitive(name.alias));
    const hit =
      index.get(number)?.find(standing) ?? (mode === 'running' ? index.get(stem)?.find(standing) : undefined);
    if (hit === undefined) continue;
    free = start + hit.text.length;
    found.push({ alias: hit.alias, start, end: free });
  }
  return joinBracketed(text, found);
}

/** Short names with an "s" behind them are plurals as often as genitives ("APs"). */
function hasGenitive({ text, trust }: Alias): boolean {
  return (trust === 'sure' && text.length > 2) || (trust === 'fair' && text.length > 4) || text === 'TT';
}

/** "Agence France-Presse (AFP)" is one mention. */
function joinBracketed(text: string, mentions: readonly Mention[]): Mention[] {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const before = joined.at(-1);
    const sameAgency = before?.alias.agencies.some((agency) => mention.alias.agencies.includes(agency));
    if (
      before !== undefined &&
      sameAgency === true &&
      text.slice(before.end, mention.start) === ' (' &&
      text[mention.end] === ')'
    ) {
      before.end = mention.end + 1;
    } else joined.push({ ...mention });
  }
  return joined;
}

function standsAt(text: string, at: number, { text: name, isTyped }: Compiled, genitive: boolean): boolean {
  if (!text.startsWith(name, at) && !(isTyped && sameButTypography(text, at, name))) return false;
  const before = at === 0 ? 0 : text.charCodeAt(at - 1);
  // inside an e-mail address, a handle, a host name
  if (before === 64 || before === 35 || before === 95) return false;
  if (
    before === 46 &&
    at > 1 &&
    isWordCode(text.charCodeAt(at - 2)) &&
    text[at - 2] === text[at - 2]?.toLowerCase()
  )
    return false;
  const end = at + name.length;
  const after = text.charCodeAt(end);
  if (isWide(text.charCodeAt(end - 1))) return true;
  if (isWordCode(after) && !isWide(after) && isWordCode(text.charCodeAt(end - 1))) {
    // "Bloombergs enkät": the genitive of the North and of German
    const isGenitive = genitive && after === 115 && !isWordCode(text.charCodeAt(end + 1));
    if (!isGenitive) return false;
  }
  if (after === 64 || after === 95) return false;
  return !(after === 46 && isLower(text.charCodeAt(end + 1)));
}

/** The same name with a typographic apostrophe or hyphen. */
function sameButTypography(text: string, at: number, name: string): boolean {
  const written = text
    .slice(at, at + name.length)
    .replaceAll('’', "'")
    .replace(/[‐‑]/g, '-');
  return written === name;
}

function compile(mode: MatchMode): Index {
  const index = new Map<number, Compiled[]>();
  const taken = new Map<string, Compiled>();
  const add = (text: string, alias: Alias): void => {
    const earlier = taken.get(text);
    if (earlier !== undefined) {
      // the same letters in another case: "AGI" and "Agi" of one agency; of several, all of them are meant
      const others = alias.agencies.filter((agency) => !earlier.alias.agencies.includes(agency));
      if (others.length > 0)
        earlier.alias = { ...earlier.alias, agencies: [...earlier.alias.agencies, ...others] };
      return;
    }
    const last = plain(text.charCodeAt(text.length - 1));
    const compiled: Compiled = { text, last, isTyped: /['-]/.test(text), alias };
    taken.set(text, compiled);
    const word = numberOf(text.slice(0, endOfWord(text, 0)));
    const bucket = index.get(word);
    if (bucket === undefined) index.set(word, [compiled]);
    else bucket.push(compiled);
  };
  // the surest spelling first: in a slot "AFP" and "Afp" are the same letters
  const aliases = allAliases().sort((a, b) => TRUST_ORDER.indexOf(a.trust) - TRUST_ORDER.indexOf(b.trust));
  if (mode === 'slot') for (const alias of aliases) add(lowerCase(alias.text), alias);
  else {
    for (const alias of aliases) {
      add(alias.text, alias);
      // "News agencies reported" begins a sentence
      if (alias.agencies.some(({ id }) => id === UNNAMED_WIRES)) add(capitalised(alias.text), alias);
    }
    for (const alias of aliases) {
      const capitals = alias.text.toUpperCase();
      if (capitals.length >= CAPITALS_FROM && capitals.length === alias.text.length && alias.trust === 'sure')
        if (!taken.has(capitals)) add(capitals, alias);
    }
  }
  for (const bucket of index.values()) bucket.sort((a, b) => b.text.length - a.text.length);
  return index;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Lower case of the same length, so that offsets stay right. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, (one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join('');
}

/** One past the word that begins here; every character of a script without spaces is a word. */
function endOfWord(text: string, from: number): number {
  if (isWide(text.charCodeAt(from))) return from + 1;
  let at = from + 1;
  while (at < text.length && isWordCode(text.charCodeAt(at)) && !isWide(text.charCodeAt(at))) at++;
  return at;
}

function isLower(code: number): boolean {
  return code > 96 && code < 123;
}
