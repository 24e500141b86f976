/** The words of times: weekdays, months, "until", "noon", zones. Vocabulary: times.json. */
import table from './times.json' with { type: 'json' };
import type { Token } from './tokens.ts';
import { Phrases, phrasesOf, type Phrase } from './vocabulary.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const MONTHS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12'] as const;
const OTHERS = [
  ...[
    'dated',
    'until',
    'toward',
    'from',
    'filler',
    'clock',
    'hours',
    'am',
    'pm',
    'morning',
    'evening',
    'noon',
    'midnight',
  ],
  ...['today', 'tonight', 'tomorrow', 'after', 'vague', 'inclusive'],
  ...['dayMorning', 'dayEvening', 'dayOpen'],
] as const;
/** Hours in words. */
export const HOURS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h7', 'h8', 'h9', 'h10', 'h11', 'h12'] as const;
const MEANINGS = [...WEEKDAYS, ...MONTHS, ...HOURS, ...OTHERS];

export type Meaning = (typeof MEANINGS)[number];

let words: Phrases<string> | undefined;
let zones: Phrases<string> | undefined;

/** What the words at a token may mean, the longest first. */
export function wordsAt(tokens: readonly Token[], at: number): { phrase: Phrase; end: number }[] {
  words ??= new Phrases(phrasesOf<Meaning>(table, MEANINGS));
  return words.at(tokens, at);
}

/** The end of the longest word of a meaning at a token. */
export function meant(meaning: Meaning, tokens: readonly Token[], at: number): number | undefined {
  return wordsAt(tokens, at).find(({ phrase }) => phrase.form === meaning)?.end;
}

/** "until", "vor", "jusqu'au": the end of it. */
export function untilAt(tokens: readonly Token[], at: number): number | undefined {
  return meant('until', tokens, at);
}

/** "to", "for": the end of a word that means until only before a time. */
export function towardAt(tokens: readonly Token[], at: number): number | undefined {
  return meant('toward', tokens, at);
}

/** Parts of a day as they stand behind its name. */
const DAY_PARTS = ['dayMorning', 'dayEvening', 'dayOpen'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** "morgen" of "fredag morgen". */
export function dayPartAt(tokens: readonly Token[], at: number): { part: DayPart; end: number } | undefined {
  for (const part of DAY_PARTS) {
    const end = meant(part, tokens, at);
    if (end !== undefined) return { part, end };
  }
  return undefined;
}

/** "Freitagmorgen", "fredagskväll": a weekday and a part of it in one word. */
export function dayWithPart(token: Token): { weekday: number; part: DayPart } | undefined {
  const { text } = token;
  // hardly any word begins as a weekday
  dayStarts ??= dayStartsOf();
  if (text.length < LEAST_OF_DAY + LEAST_OF_PART || !dayStarts.has(text.slice(0, DAY_START)))
    return undefined;
  for (let cut = text.length - LEAST_OF_PART; cut >= LEAST_OF_DAY; cut--) {
    const weekday = weekdayNamed({ ...token, text: text.slice(0, cut) });
    if (weekday === 0) continue;
    const rest = text.slice(cut);
    for (const name of [rest, rest.replace(/^s/, '')]) {
      const found = dayPartAt([{ ...token, text: name }], 0);
      if (found !== undefined) return { weekday, part: found.part };
    }
  }
  return undefined;
}

let dayStarts: ReadonlySet<string> | undefined;

function dayStartsOf(): ReadonlySet<string> {
  const parts = phrasesOf<Meaning>(table, WEEKDAYS).flatMap((phrase) => phrase.parts.slice(0, 1));
  return new Set(parts.flatMap((part) => (part.kind === 'text' ? [part.text.slice(0, DAY_START)] : [])));
}

/** From 1, Monday; 0 where it is none. */
function weekdayNamed(token: Token): number {
  const found = wordsAt([token], 0).find(({ phrase }) => isDay(phrase.form));
  return found === undefined ? 0 : WEEKDAYS.findIndex((name) => name === found.phrase.form) + 1;
}

const DAY_START = 4;
const LEAST_OF_DAY = 6;
const LEAST_OF_PART = 2;

/** Whether "until and including" stands before a token. */
export function isInclusiveBefore(tokens: readonly Token[], at: number): boolean {
  return [...Array(Math.min(at, MOST_INCLUSIVE)).keys()].some(
    (back) => meant('inclusive', tokens, at - back - 1) === at,
  );
}

/** Tokens of "t. o. m.". */
const MOST_INCLUSIVE = 6;

/** "from", "ab", "à partir du": the end of it. */
export function fromAt(tokens: readonly Token[], at: number): number | undefined {
  return meant('from', tokens, at);
}

/** The longest name of a zone at a token: "GMT", "heure de Paris". */
export function zoneNamedAt(
  tokens: readonly Token[],
  at: number,
): { phrase: Phrase; end: number } | undefined {
  zones ??= new Phrases(
    Object.entries(table.zone).flatMap(([zone, list]) => phrasesOf({ [zone]: { zone: list } }, [zone])),
  );
  return zones.at(tokens, at)[0];
}

/** "UTC+2", "GMT+0530": the offset belongs to the name. */
export function withOffset(
  tokens: readonly Token[],
  zone: string,
  end: number,
): { zone: string; end: number } {
  const [sign, hours] = [tokens[end], tokens[end + 1]];
  if (zone !== 'UTC' || sign?.glued !== true || hours?.kind !== 'number' || !/^[+-]$/.test(sign.text))
    return { zone, end };
  const padded = hours.text.padStart(2, '0');
  if (padded.length > 2 && padded.length !== 4) return { zone, end };
  return { zone: `${sign.text}${padded.slice(0, 2)}:${padded.slice(2) || '00'}`, end: end + 2 };
}

/** It says nothing by itself: "at", "kl", "until". */
export function isBetween({ form }: Phrase): boolean {
  return ['filler', 'until', 'toward', 'from'].includes(form);
}

export function isDay(form: string): boolean {
  return WEEKDAYS.some((name) => name === form);
}

export function isMonth(form: string): boolean {
  return MONTHS.some((name) => name === form);
}
