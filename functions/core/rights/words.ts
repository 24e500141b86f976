/**
 * Restrictions in words: "ONLINE OUT", "NO ARCHIVES - NO SALES", "Nur zur redaktionellen Verwendung", "CRÉDIT OBLIGATOIRE".
 * News of sales, archives and credits has the same words; a restriction is told by where it stands: by itself between
 * signs, in a note, or in terms of use. Vocabulary: restrictions.json and its neighbours.
 */
import type { Restriction, RestrictionKind } from '../article/rights.ts';
import { isDashAt, lettersOf } from '../article/words/slots.ts';
import { untilAt } from '../article/words/time-words.ts';
import { folded, tokensOf, type Token } from '../article/words/tokens.ts';
import { Phrases, phrasesOf, type Match } from '../article/words/vocabulary.ts';
import parts from './parts.json' with { type: 'json' };
import table from './restrictions.json' with { type: 'json' };
import { whereAt, type Where } from './where.ts';

/**
 * - terms: terms of use, special instructions: every sentence is about them
 * - note: the desk speaks
 * - text: a caption or a paragraph; news, but for what stands by itself
 * - label: a headline, slug or take key; news, but for capitals
 */
export type RightsSlot = 'terms' | 'note' | 'text' | 'label';

type Form = Exclude<keyof typeof table, '$schema'>;
const { $schema: _schema, ...FORMS } = table;
const FORM_NAMES = Object.keys(FORMS) as Form[];
const { $schema: _partsSchema, ...PARTS } = parts;

/** What a text says of AI and of data mining is told by the same words, and no restriction. */
export type WordsKind = RestrictionKind | 'data-mining' | 'ai-generated' | 'ai-edited' | 'ai-partly';

export interface WordsFound {
  kind: WordsKind;
  scope: string | null;
  /** As written. */
  text: string;
  /** The sentence or line. */
  evidence: string;
}

/** What follows says whom, what with, how long. */
const OPEN: ReadonlySet<Form> = new Set([
  'mandatory-credit',
  'context-only',
  'limited-time',
  'consent',
  'fee',
  'data-mining',
]);
/** Words of everyday: in notes and terms alone. */
const DESK_ONLY: ReadonlySet<Form> = new Set(['private-only', 'consent', 'fee', 'limited-time']);
/** In a headline or slug nothing else is looked for. */
const IN_LABELS: ReadonlySet<Form> = new Set([
  'not-for-publication',
  'no-archive',
  'no-sales',
  'editorial-only',
  'out',
]);

/** Tokens are made of so many characters at a time (words/tokens.ts). */
const CHUNK = 900;
const MOST_CHUNKS = 60;
const LONGEST_EVIDENCE = 300;
const LONGEST_SCOPE = 100;

let phrases: Phrases<Form> | undefined;
let hints: RegExp | undefined;

/** Two words in capitals, as desks shout; or "out" in any letters. */
const SHOUTED = /\p{Lu}{2}[^\p{L}\n]{1,4}\p{Lu}{2}|\bOUT\b|\b[Oo]ut\s{0,2}(?:$|[^\s\p{L}])|\bonly\s?[)\]*]/u;
/** Words before countries and media. */
const WHERE_HINTS =
  /(?<!\p{L})(?:no|not|only|except|exclud\p{L}+|available|prohibited|restricted|nicht|keine?|nur|ohne|ausschlie\p{L}+|au(?:ss|ß)er|gesperrt|sauf|hors|pas|interdit|uniquement|seulement|réservé|exclu|non|salvo|excepto|excepté|solo|sólo|só|fuera|prohibid[oa]|exclusivo|esclus[oai]|vietato|tranne|exceto|proibid[oa]|não|apenas|somente|niet|geen|uitgezonderd|behalve|alleen|uitsluitend|ikke|undtagen|unntatt|kun|bare|ute?|utom|endast|bara|ej|inte)(?!\p{L})/iu;

/**
 * Whether a text can hold a restriction. Most hold none, and making tokens of all that the wires say costs more than
 * everything else that is done with an item.
 */
function mayHold(text: string, slot: RightsSlot): boolean {
  if (SHOUTED.test(text)) return true;
  if (slot === 'label') return false;
  if (slot !== 'text' && WHERE_HINTS.test(text)) return true;
  hints ??= hintsOf(FORMS);
  return hints.test(folded(text));
}

const HINT_WORDS = 3;
const BETWEEN = '[^a-z0-9]{1,4}';

/** The first words of each phrase, as one expression over lower case without accents. */
function hintsOf(table: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): RegExp {
  const seconds = new Map<string, Set<string>>();
  for (const [form, languages] of Object.entries(table)) {
    if (form === 'out' || form === 'only') continue;
    for (const phrase of Object.values(languages).flat()) {
      const [first = '', ...next] = folded(phrase).split(' ', HINT_WORDS);
      const known = seconds.get(first) ?? new Set();
      known.add(next.join(BETWEEN));
      seconds.set(first, known);
    }
  }
  const sources = [...seconds].sort().map(([first, all]) =>
    // a word that is a phrase by itself needs no second
    all.has('') ? first : `${first}${BETWEEN}(?:${[...all].sort().join('|')})`,
  );
  return new RegExp(`(?<![a-z0-9])(?:${sources.join('|')})`);
}

/**
 * The restrictions that a text says, in its order, each kind and scope once.
 * @param language of the text, for names of countries
 */
export function restrictionsIn(text: string, slot: RightsSlot, language?: string): WordsFound[] {
  const isParted = PARTLESS.test(text);
  if (!isParted && !mayHold(text, slot)) return [];
  const found = new Map<string, WordsFound>();
  const add = (one: WordsFound): void => {
    const key = `${one.kind}\n${one.scope ?? ''}`;
    if (!found.has(key)) found.set(key, one);
  };
  if (isParted) for (const one of partsIn(text)) add(one);
  for (const chunk of chunksOf(text)) for (const one of chunkRestrictions(chunk, slot, language)) add(one);
  return [...found.values()];
}

/** Pieces that end where a sentence, a line or a word does. */
function* chunksOf(text: string): Generator<string> {
  let from = 0;
  for (let count = 0; from < text.length && count < MOST_CHUNKS; count++) {
    const piece = text.slice(from, from + CHUNK);
    const isLast = from + CHUNK >= text.length;
    const stop = isLast ? piece.length : Math.max(lastStop(piece), 1);
    yield piece.slice(0, stop);
    from += stop;
  }
}

function lastStop(piece: string): number {
  const half = CHUNK / 2;
  for (const sign of ['\n', '. ', '; ', ' ']) {
    const at = piece.lastIndexOf(sign);
    if (at >= half) return at + 1;
  }
  return piece.length;
}

const PARTLESS = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]/u;

/** Scripts that do not part words: what they say is looked for anywhere. */
function partsIn(text: string): WordsFound[] {
  const bare = text.replace(/[\s·・]/g, '').toLowerCase();
  return Object.entries(PARTS).flatMap(([kind, languages]) =>
    Object.values(languages)
      .flat()
      .filter((words) => bare.includes(words.replace(/[\s·・]/g, '').toLowerCase()))
      .map((words) => ({
        kind: kind as WordsKind,
        scope: null,
        text: words,
        evidence: text.trim().slice(0, LONGEST_EVIDENCE),
      })),
  );
}

interface Place {
  form: Form;
  at: number;
  end: number;
  /** Of "JAPAN OUT". */
  where?: Where;
}

function chunkRestrictions(chunk: string, slot: RightsSlot, language: string | undefined): WordsFound[] {
  const tokens = tokensOf(chunk);
  const places = placesIn(tokens, language);
  if (places.length === 0) return [];
  const kept = slot === 'terms' ? places : placed(places, tokens, slot);
  return kept.flatMap((place) => foundAt(place, tokens, chunk));
}

/** Every phrase of the table, the longest at each place, none over another. */
function placesIn(tokens: readonly Token[], language: string | undefined): Place[] {
  phrases ??= new Phrases(phrasesOf<Form>(FORMS, FORM_NAMES));
  // names of countries are only looked for where a word says that they are out, or in
  const names = tokens.some(({ text }) => SUFFIXES.has(text));
  const known = new Map<number, Where | undefined>();
  const where = (all: readonly Token[], at: number): number | undefined => {
    if (!known.has(at)) known.set(at, whereAt(all, at, language));
    return known.get(at)?.end;
  };
  const readers = {
    where: (all: readonly Token[], at: number) =>
      names || PREFIXES.has(all[at - 1]?.text ?? '') ? where(all, at) : undefined,
  };
  const places: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind !== 'word') continue;
    const match = phrases
      .at(tokens, at, readers)
      .find(({ end, phrase }) => !isGlued(tokens, at, end) && !isUntil(tokens, end, phrase.form));
    if (match === undefined) {
      const out = unknownOut(tokens, at);
      if (out !== undefined) places.push(out);
      continue;
    }
    const named = placeOf(match, at, known);
    places.push({
      form: match.phrase.form,
      at,
      end: match.end,
      ...(named === undefined ? {} : { where: named }),
    });
    at = match.end - 1;
  }
  return places;
}

/** Words behind which, or before which, a country or medium makes a restriction. */
const SUFFIXES = new Set(
  'out only use ute ut gesperrt nutzung interdit exclu uniquement seulement usage'.split(' '),
);
const PREFIXES = new Set(
  (
    'no not for in by except excluding excludes access nicht fur ausser ohne keine kein im nur sauf hors en au a sur ' +
    'excepte d de utilisation excepto salvo fuera solo exclusivo escluso esclusa esclusi tranne exceto em niet voor ' +
    'behalve uitgezonderd geen alleen ikke i til undtagen unntatt kun bare pa ej inte utom endast bara for to ' +
    'exclusivamente per apenas somente so'
  ).split(' '),
);

function placeOf(
  match: Match<Form>,
  at: number,
  known: ReadonlyMap<number, Where | undefined>,
): Where | undefined {
  if (!match.phrase.words.includes('{where}')) return undefined;
  for (let from = at; from < match.end; from++) {
    const where = known.get(from);
    if (where !== undefined && where.end <= match.end) return where;
  }
  return undefined;
}

/** "no-nonsense": a phrase that a hyphen goes on from is another word. */
function isGlued(tokens: readonly Token[], at: number, end: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[end]];
  const glues = (token: Token | undefined, beyond: Token | undefined): boolean =>
    token?.text === '-' && token.glued && beyond?.glued === true && beyond.kind === 'word';
  return (
    glues(next, tokens[end + 1]) ||
    (before?.text === '-' && before.glued && tokens[at]?.glued === true && tokens[at - 2]?.kind === 'word')
  );
}

/** "Not for publication before 6 p.m." is an embargo. */
function isUntil(tokens: readonly Token[], end: number, form: Form): boolean {
  return form !== 'limited-time' && untilAt(tokens, end) !== undefined;
}

const MOST_NAME = 6;
/** What is out in news: "SOLD OUT", "TIME OUT". */
const NOT_NAMES = new Set(
  'sold time watch look find help pull bow blow black sell check cash knock miss opt drop stand rule call carry way '.split(
    ' ',
  ),
);

/** "VG OUT", "NEW YORK TIMES OUT": a name in capitals that is no country. */
function unknownOut(tokens: readonly Token[], at: number): Place | undefined {
  if (!isStart(tokens, at)) return undefined;
  let end = at;
  while (end < at + MOST_NAME && tokens[end]?.caps === true && tokens[end]?.text !== 'out') end++;
  const isName = end > at && tokens[end]?.text === 'out' && tokens[end]?.caps === true;
  if (!isName || NOT_NAMES.has(tokens[end - 1]?.text ?? '') || !isEnd(tokens, end + 1)) return undefined;
  return { form: 'out', at, end: end + 1 };
}

/** Whether what begins here begins a line, a sentence or a part of one. */
function isStart(tokens: readonly Token[], at: number): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token === undefined) return false;
  if (before === undefined || token.newLine) return true;
  if (before.kind !== 'sign') return false;
  return before.text === '-' ? isDashAt(tokens, at - 1) : !/^[’'$€%#]$/.test(before.text);
}

function isEnd(tokens: readonly Token[], end: number): boolean {
  const next = tokens[end];
  if (next === undefined || next.newLine) return true;
  if (next.kind !== 'sign') return false;
  return next.text === '-' ? isDashAt(tokens, end) : !/^[’'$€%#]$/.test(next.text);
}

/** Those that stand so as a desk writes them: rows of them count as one. */
function placed(places: readonly Place[], tokens: readonly Token[], slot: RightsSlot): Place[] {
  const rows: Place[][] = [];
  for (const place of places) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row !== undefined && last !== undefined && isJoined(tokens, last.end, place.at)) row.push(place);
    else rows.push([place]);
  }
  const standing: Place[][] = [];
  for (const row of rows) {
    if (stands(row, tokens, slot) || (standing.length > 0 && goesOn(row, tokens, slot))) standing.push(row);
  }
  const hasCompany = standing.some((row) => row.some((place) => !isWeak(place)));
  return standing
    .flat()
    .filter((place) => slot === 'note' || hasCompany || !isWeak(place) || isLoud(place, tokens, slot));
}

/** "… and only with a full credit": the second half of a sentence of restrictions. */
function goesOn(row: readonly Place[], tokens: readonly Token[], slot: RightsSlot): boolean {
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined || slot === 'label') return false;
  return JOINS.has(tokens[first.at - 1]?.text ?? '') && closesAt(last, tokens, slot);
}

function closesAt(last: Place, tokens: readonly Token[], slot: RightsSlot): boolean {
  return (
    isEnd(tokens, last.end) ||
    (OPEN.has(last.form) && isOpened(last, tokens, slot)) ||
    (last.form === 'editorial-only' && CONTINUES.has(tokens[last.end]?.text ?? ''))
  );
}

/** "For editorial use only in connection with …" */
const CONTINUES = new Set(
  'im in und and for pour dans y e en og i of with zur within unless except during bei about of'.split(' '),
);

const JOINS = new Set([
  'and',
  'or',
  'und',
  'oder',
  'et',
  'ou',
  'y',
  'o',
  'e',
  'en',
  'of',
  'og',
  'eller',
  'och',
  'nor',
]);

/** Nothing, a comma or a word between: "no marketing no advertising", "no sales, no archives", "no sales or archives". */
function isJoined(tokens: readonly Token[], end: number, at: number): boolean {
  const between = tokens[end]?.text ?? '';
  return at === end || (at === end + 1 && (between === ',' || JOINS.has(between)));
}

function stands(row: readonly Place[], tokens: readonly Token[], slot: RightsSlot): boolean {
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined) return false;
  const letters = lettersOf(tokens, first.at, last.end);
  const closes = closesAt(last, tokens, slot);
  if (slot === 'note') {
    return (isStart(tokens, first.at) || letters.capitals) && (closes || letters.capitals);
  }
  if (slot === 'label') {
    const isTold = row.every(
      ({ form, where }) => IN_LABELS.has(form) && (form !== 'out' || where !== undefined),
    );
    return isTold && letters.upper && isStart(tokens, first.at) && closes && !isNews(row, tokens);
  }
  if (row.some(({ form }) => DESK_ONLY.has(form)) && !letters.capitals) return false;
  if (!isStart(tokens, first.at) || !closes) return false;
  // in a sentence of news a comma, a colon or a quotation mark follows
  const [before, behind] = [tokens[first.at - 1]?.text ?? '', tokens[last.end]?.text ?? ''];
  const isOpen = OPEN.has(last.form) || last.form === 'editorial-only';
  return letters.capitals || (!/^[,"“”„«»]$/.test(before) && (isOpen || !/^[,:"“”„«»?]$/.test(behind)));
}

/** "JAPAN OUT" is the end of a match, too. */
function isNews(row: readonly Place[], tokens: readonly Token[]): boolean {
  return row.some(
    ({ where, at, end }) =>
      where?.scopes.some(({ kind }) => kind === 'territory') === true &&
      !(/^[([*]$/.test(tokens[at - 1]?.text ?? '') && /^[)\]*]$/.test(tokens[end]?.text ?? '')),
  );
}

/** Behind "mandatory credit" comes whose it is: a colon, a quotation, "to"; in notes anything. */
function isOpened({ form, end }: Place, tokens: readonly Token[], slot: RightsSlot): boolean {
  const next = tokens[end];
  if (next === undefined) return true;
  if (slot === 'note')
    return form !== 'mandatory-credit' || !/^(?:checks?|scores?|cards?|lines?|limits?)$/.test(next.text);
  if (form === 'context-only') return true;
  return form === 'mandatory-credit' && (next.caps || /^(?:to|an|a|für|fur|read|reads)$/.test(next.text));
}

/** Countries and media behind "no", "not for" or before "only" are news as well; "OUT" and the rest are not. */
function isWeak({ form, where }: Place): boolean {
  return (
    form === 'only' ||
    form === 'out' ||
    where !== undefined ||
    form === 'not-for-publication' ||
    form === 'no-alteration'
  );
}

/** In capitals amid other letters, in brackets, or with OUT in capitals at a known place. */
function isLoud({ form, at, end, where }: Place, tokens: readonly Token[], slot: RightsSlot): boolean {
  const letters = lettersOf(tokens, at, end);
  const inBrackets = /^[([{*]$/.test(tokens[at - 1]?.text ?? '') && /^[)\]}*]$/.test(tokens[end]?.text ?? '');
  if (slot === 'label') return letters.upper;
  if (form === 'out' && where === undefined) return false;
  const last = tokens[end - 1];
  if (form === 'out' && last?.text === 'out' && last.caps) return true;
  return inBrackets || letters.capitals || (letters.upper && tokens.length === end - at);
}

function foundAt(place: Place, tokens: readonly Token[], chunk: string): WordsFound[] {
  const { form, at, end, where } = place;
  if (isNegated(tokens, at)) return [];
  const [start, stop] = [tokens[at]?.start ?? 0, tokens[end - 1]?.end ?? 0];
  const behind = OPEN.has(form) ? whatFollows(chunk, stop) : undefined;
  const text = chunk
    .slice(start, behind?.end ?? stop)
    .replace(/\s+/g, ' ')
    .trim();
  const evidence = sentenceAround(chunk, start, behind?.end ?? stop);
  const one = (kind: WordsKind, scope: string | null): WordsFound => ({ kind, scope, text, evidence });
  if (form === 'out' || form === 'only') {
    if (where === undefined) {
      const name = chunk
        .slice(start, tokens[end - 2]?.end ?? stop)
        .replace(/\s+/g, ' ')
        .trim();
      return [one('recipient-out', name)];
    }
    return where.scopes.map(({ kind, scope }) =>
      kind === 'medium' && scope === 'archive' ? one('no-archive', null) : one(KINDS[form][kind], scope),
    );
  }
  return [one(form, behind?.scope ?? null)];
}

const KINDS = {
  out: { medium: 'medium-out', territory: 'territory-out' },
  only: { medium: 'medium-only', territory: 'territory-only' },
} as const satisfies Record<'out' | 'only', Record<'medium' | 'territory', RestrictionKind>>;

const NEGATORS = new Set([
  'without',
  'ohne',
  'sans',
  'sin',
  'senza',
  'sem',
  'zonder',
  'uden',
  'uten',
  'utan',
]);

function isNegated(tokens: readonly Token[], at: number): boolean {
  return NEGATORS.has(tokens[at - 1]?.text ?? '');
}

/** What the words go on with: `: Jane Doe/Aurora`, `"AURORA / JANE DOE"`, `the exhibition in Tolby`. */
function whatFollows(chunk: string, from: number): { scope: string; end: number } | undefined {
  const rest = chunk.slice(from, from + 3 * LONGEST_SCOPE);
  const lead = /^[\s:=–—-]{0,4}(?:(?:to|an|à|a)\s)?/iu.exec(rest)?.[0].length ?? 0;
  const behind = rest.slice(lead);
  const quoted = /^["“„«”']([^"“”„«»]{1,100})["”“»']/u.exec(behind);
  const plain = /^[^\s.;\n()[\]–—|*"“”„«»][^;\n()[\]–—|*"“”„«»]{0,99}/u.exec(behind);
  const written = quoted?.[1] ?? plain?.[0].split(/\.(?=\s|$)|\s-\s|,\s(?=no\s|not\s|kein|pas\s)/iu)[0];
  const scope = written?.replace(/\s+/g, ' ').trim() ?? '';
  if (scope === '' || /^[,.]/.test(scope)) return undefined;
  return { scope, end: from + lead + (quoted?.[0].length ?? written?.trimEnd().length ?? 0) };
}

/** The sentence or line that the words stand in. */
function sentenceAround(chunk: string, start: number, end: number): string {
  const before = Math.max(chunk.lastIndexOf('\n', start - 1), chunk.lastIndexOf('. ', start - 1) + 1, 0);
  const after = [chunk.indexOf('\n', end), chunk.indexOf('. ', end)].filter((at) => at >= 0);
  const whole = chunk.slice(before, Math.min(...after.map((at) => at + 1), chunk.length));
  const sentence = whole.replace(/\s+/g, ' ').trim();
  if (sentence.length <= LONGEST_EVIDENCE) return sentence;
  return chunk
    .slice(start, Math.min(end, start + LONGEST_EVIDENCE))
    .replace(/\s+/g, ' ')
    .trim();
}

/** As a restriction of the record. */
export function restrictionOf(
  { kind, scope, text, evidence }: WordsFound,
  field: string,
): Restriction | undefined {
  return kind === 'data-mining' || kind === 'ai-generated' || kind === 'ai-edited' || kind === 'ai-partly'
    ? undefined
    : { kind, scope, text, evidence: { field, text: evidence } };
}
