/**
 * A time in the words of an imperative: "10 a.m. Tuesday", "0001 GMT MONDAY", "Montag, 1. Dezember, 6 Uhr", "mardi 1er
 * décembre à 6h00", "Dec. 1". Read token by token and no further than it goes, for the headline may follow at once.
 * What has two readings is told as such: whoever holds for a time must not guess it.
 */
import table from './times.json' with { type: 'json' };
import { zoneOffset } from '../../text/calendar.ts';
import type { Token } from './tokens.ts';
import { Phrases, phrasesOf, type Phrase } from './vocabulary.ts';

/** An hour of a day, in a zone where one is named: an IANA name, or an offset. */
export interface Clock {
  hour: number;
  minute: number;
  zone?: string;
}

export interface WrittenTime {
  /** The token behind it. */
  end: number;
  year?: number;
  month?: number;
  day?: number;
  /** 1 Monday to 7 Sunday. */
  weekday?: number;
  /** Days from today. */
  ahead?: number;
  /** None: the day begins. Several: the last of them. */
  clocks: Clock[];
  /** It says "about", "evening" or when something begins; or has two readings. */
  vague: boolean;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MONTHS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12'] as const;
const OTHERS = [
  ...[
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
  ...['today', 'tonight', 'tomorrow', 'after', 'vague'],
] as const;
const MEANINGS = [...WEEKDAYS, ...MONTHS, ...OTHERS];

type Meaning = (typeof MEANINGS)[number];

let words: Phrases<string> | undefined;
let zones: Phrases<string> | undefined;

function wordsAt(tokens: readonly Token[], at: number): { phrase: Phrase; end: number }[] {
  words ??= new Phrases(phrasesOf<Meaning>(table, MEANINGS));
  return words.at(tokens, at);
}

/** The end of the longest word of a meaning at a token. */
function meant(meaning: Meaning, tokens: readonly Token[], at: number): number | undefined {
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

/** "from", "ab", "à partir du": the end of it. */
export function fromAt(tokens: readonly Token[], at: number): number | undefined {
  return meant('from', tokens, at);
}

/** The time that begins at a token, or undefined where none does. */
export function timeAt(tokens: readonly Token[], from: number): WrittenTime | undefined {
  return new TimeReader(tokens, from).read();
}

const JOINTS = new Set([',', '.', '(', ')', '[', ']', '-', '–', '—', '/', '*', "'", '’', ';', ':', '=']);
/** Behind a number: "1st", "1er", "1.", "1º". */
const ORDINALS = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'ere',
  're',
  'e',
  'º',
  '°',
  'ª',
  '.',
  'de',
  'te',
  'ste',
  'o',
]);
/** Between a day and its month: "1 de diciembre", "1st of December". */
const DAY_JOINTS = new Set(['de', 'of', 'den', 'd', 'del', 'di']);

class TimeReader {
  readonly #tokens: readonly Token[];
  readonly #from: number;
  #at: number;
  /** Behind the last token that says something. */
  #end = 0;
  readonly #clocks: Clock[] = [];
  #year: number | undefined;
  #month: number | undefined;
  #day: number | undefined;
  #weekday: number | undefined;
  #ahead: number | undefined;
  #zone: string | undefined;
  #vague = false;
  /** "in the evening": what the hour means, and without an hour no time. */
  #part: 'morning' | 'evening' | undefined;

  constructor(tokens: readonly Token[], from: number) {
    this.#tokens = tokens;
    this.#from = from;
    this.#at = from;
  }

  read(): WrittenTime | undefined {
    while (this.#at < this.#tokens.length && this.#step());
    if (this.#end === 0 || (!this.#vague && this.#clocks.length === 0 && !this.#hasDay)) return undefined;
    const zone = this.#zone;
    if (this.#part !== undefined && this.#clocks.length === 0) this.#vague = true;
    if (this.#part === 'evening') for (const clock of this.#clocks) if (clock.hour < 12) clock.hour += 12;
    return {
      end: this.#end,
      ...(this.#year === undefined ? {} : { year: this.#year }),
      ...(this.#month === undefined ? {} : { month: this.#month }),
      ...(this.#day === undefined ? {} : { day: this.#day }),
      ...(this.#weekday === undefined ? {} : { weekday: this.#weekday }),
      ...(this.#ahead === undefined ? {} : { ahead: this.#ahead }),
      clocks: this.#clocks.map((clock) => (zone === undefined ? clock : { zone, ...clock })),
      vague: this.#vague,
    };
  }

  get #hasDay(): boolean {
    return this.#day !== undefined || this.#weekday !== undefined || this.#ahead !== undefined;
  }

  /** @returns false at a token that belongs to no time */
  #step(): boolean {
    const token = this.#tokens[this.#at];
    if (token === undefined) return false;
    if (token.kind === 'number') return this.#number(token);
    if (token.kind === 'sign' && token.text !== "'") {
      if (this.#offset(token)) return true;
      if (!JOINTS.has(token.text)) return false;
      this.#at++;
      return true;
    }
    return this.#word(token);
  }

  #take(end: number): true {
    this.#at = end;
    this.#end = end;
    return true;
  }

  // ---- words

  #word(token: Token): boolean {
    const found = wordsAt(this.#tokens, this.#at).filter(({ phrase }) => this.#fits(phrase, token));
    const zone = this.#zoneAt(token);
    // "kl" and "a las" are words between, too
    const told = found.sort(
      (a, b) => b.end - a.end || Number(isBetween(a.phrase)) - Number(isBetween(b.phrase)),
    );
    for (const { phrase, end } of told) {
      if (zone !== undefined && zone.end >= end && !isDay(phrase.form)) break;
      if (this.#meaning(phrase.form as Meaning, end)) return true;
    }
    if (zone === undefined) return false;
    const last = this.#clocks.at(-1);
    if (last === undefined || last.zone !== undefined) this.#zone ??= zone.zone;
    else last.zone = zone.zone;
    return this.#take(zone.end);
  }

  /** "Sun" and "Mar" are times, "so" and "man" words. */
  #fits({ form, parts }: Phrase, token: Token): boolean {
    if (!isDay(form) && !isMonth(form)) return true;
    return parts.length > 1 || token.text.length > 3 || token.initial;
  }

  #meaning(meaning: Meaning, end: number): boolean {
    const weekday = WEEKDAYS.findIndex((name) => name === meaning) + 1;
    if (weekday > 0) return this.#setWeekday(weekday, end);
    const month = MONTHS.findIndex((name) => name === meaning) + 1;
    if (month > 0) return this.#monthFirst(month, end);
    switch (meaning) {
      case 'noon':
        return this.#setClock({ hour: 12, minute: 0 }, end);
      case 'midnight':
        // of two midnights the later one
        return this.#setClock({ hour: 24, minute: 0 }, end);
      case 'today':
      case 'tonight':
      case 'tomorrow':
        if (this.#hasDay) return false;
        this.#ahead = meaning === 'tomorrow' ? 1 : 0;
        if (meaning === 'tonight') this.#part = 'evening';
        return this.#take(end);
      case 'morning':
      case 'evening':
        if (this.#end === 0) return false;
        this.#part = meaning;
        return this.#take(end);
      case 'clock':
        return this.#hourAfter(end);
      case 'after':
        return this.#end === 0 ? false : this.#take(end);
      case 'vague':
        return this.#setVague(end);
      case 'filler':
      case 'until':
      case 'toward':
      case 'from':
        this.#at = end;
        return true;
      default:
        return false;
    }
  }

  #setWeekday(weekday: number, end: number): boolean {
    if (this.#weekday !== undefined && this.#weekday !== weekday) this.#vague = true;
    this.#weekday ??= weekday;
    return this.#take(end);
  }

  #setClock(clock: Clock, end: number): true {
    this.#clocks.push(clock);
    return this.#take(end);
  }

  /** Only beside what is read already, or as the first word. */
  #setVague(end: number): boolean {
    if (this.#end !== 0 && this.#at !== this.#end) return false;
    if (this.#end === 0 && this.#at !== this.#from) return false;
    this.#vague = true;
    return this.#take(end);
  }

  /** "at 10", "kl. 06", "alle 6": the hour of a clock. */
  #hourAfter(end: number): boolean {
    const at = this.#tokens[end]?.text === '.' ? end + 1 : end;
    const number = this.#tokens[at];
    if (number?.kind !== 'number' || number.text.length > 2 || Number(number.text) > 24) return false;
    if (
      this.#monthAfter(at + 1) !== undefined ||
      this.#clockAt(at) !== undefined ||
      this.#dateAt(at) !== undefined
    )
      return false;
    return this.#setClock({ hour: Number(number.text), minute: 0 }, this.#behindHours(at + 1));
  }

  /** "GMT", "heure de Paris", "MEZ", "UTC+2". */
  #zoneAt(token: Token): { zone: string; end: number } | undefined {
    zones ??= new Phrases(
      Object.entries(table.zone).flatMap(([zone, list]) => phrasesOf({ [zone]: { zone: list } }, [zone])),
    );
    const [named] = zones.at(this.#tokens, this.#at);
    const isShort = (named?.phrase.parts.length ?? 0) === 1;
    const beside = this.#clocks.length > 0 || !isShort;
    if (named !== undefined && beside && (!isShort || token.initial)) {
      return this.#withOffset(named.phrase.form, named.end);
    }
    const offset = token.caps && this.#clocks.length > 0 ? zoneOffset(token.text) : undefined;
    return offset === undefined ? undefined : { zone: offset, end: this.#at + 1 };
  }

  #withOffset(zone: string, end: number): { zone: string; end: number } {
    const [sign, hours] = [this.#tokens[end], this.#tokens[end + 1]];
    if (zone !== 'UTC' || sign?.glued !== true || hours?.kind !== 'number' || !/^[+-]$/.test(sign.text))
      return { zone, end };
    const padded = hours.text.padStart(2, '0');
    if (padded.length > 2 && padded.length !== 4) return { zone, end };
    return { zone: `${sign.text}${padded.slice(0, 2)}:${padded.slice(2) || '00'}`, end: end + 2 };
  }

  /** "+01:00" behind a clock. */
  #offset(token: Token): boolean {
    const last = this.#clocks.at(-1);
    if (last === undefined || last.zone !== undefined || this.#at !== this.#end || !/^[+-]$/.test(token.text))
      return false;
    const [hours, colon, minutes] = this.#tokens.slice(this.#at + 1, this.#at + 4);
    const isZone =
      hours?.glued === true && hours.text.length === 2 && colon?.text === ':' && minutes?.text.length === 2;
    if (!isZone || hours.kind !== 'number' || minutes.kind !== 'number') return false;
    last.zone = `${token.text}${hours.text}:${minutes.text}`;
    return this.#take(this.#at + 4);
  }

  // ---- numbers

  #number(token: Token): boolean {
    const date = this.#dateAt(this.#at);
    if (date !== undefined) return this.#setDate(date);
    const clock = this.#clockAt(this.#at);
    if (clock !== undefined) return this.#setClock({ hour: clock.hour, minute: clock.minute }, clock.end);
    const phrase = wordsAt(this.#tokens, this.#at)[0];
    if (phrase !== undefined && this.#meaning(phrase.phrase.form as Meaning, phrase.end)) return true;
    // "fino alle 6": the word before it was read already
    const isHour =
      this.#at === this.#from && this.#at > 0 && meant('clock', this.#tokens, this.#at - 1) === this.#at;
    if (isHour && this.#hourAfter(this.#at)) return true;
    const month = token.text.length <= 2 ? this.#monthAfter(this.#at + 1) : undefined;
    if (month !== undefined) return this.#setDate({ day: Number(token.text), ...month });
    if (
      token.text.length <= 2 &&
      this.#weekday !== undefined &&
      this.#day === undefined &&
      this.#at === this.#end
    ) {
      // "lunes 30"
      this.#day = Number(token.text);
      return this.#take(this.#at + 1);
    }
    if (token.text.length === 4 && this.#month !== undefined && this.#year === undefined) {
      this.#year = Number(token.text);
      return this.#take(this.#at + 1);
    }
    return false;
  }

  #setDate({ day, month, year, end }: { day: number; month: number; year?: number; end: number }): boolean {
    if (this.#day !== undefined && (this.#day !== day || this.#month !== month)) this.#vague = true;
    if (month === 0) this.#vague = true;
    this.#day ??= day;
    this.#month ??= month;
    this.#year ??= year;
    return this.#take(end);
  }

  /** "2026-12-01", "1.12.", "1.12.2026", "13/12/2026"; month 0 where it could be one of two. */
  #dateAt(at: number): { day: number; month: number; year?: number; end: number } | undefined {
    const [a, b, c, d, e] = this.#tokens.slice(at, at + 5);
    if (a?.kind !== 'number' || b?.glued !== true || c?.glued !== true || c.kind !== 'number')
      return undefined;
    if (!/^[./-]$/.test(b.text)) return undefined;
    const third =
      d?.glued === true && d.text === b.text && e?.glued === true && e.kind === 'number' ? e : undefined;
    if (a.text.length === 4) {
      if (third === undefined) return undefined;
      // the T of ISO 8601
      const t = this.#tokens[at + 5];
      const end = t?.glued === true && t.text === 't' ? at + 6 : at + 5;
      return { year: Number(a.text), month: Number(c.text), day: Number(third.text), end };
    }
    const [day, month] = [Number(a.text), Number(c.text)];
    if (a.text.length > 2 || c.text.length > 2) return undefined;
    const year =
      third === undefined || ![2, 4].includes(third.text.length) ? undefined : fullYear(third.text);
    const withYear = year === undefined ? {} : { year };
    if (b.text === '.') {
      const closed = year !== undefined || (d?.glued === true && d.text === '.');
      // "18.30" is a time, "3.12" may be both
      if (!closed && (c.text.length === 2 || a.text.length === 2)) return undefined;
      if (month < 1 || month > 12) return undefined;
      return { day, month, ...withYear, end: at + (year === undefined ? (closed ? 4 : 3) : 5) };
    }
    const end = at + (year === undefined ? 3 : 5);
    if (day > 12 && month <= 12) return { day, month, ...withYear, end };
    if (month > 12 && day <= 12) return { day: month, month: day, ...withYear, end };
    return { day, month: day === month ? month : 0, ...withYear, end };
  }

  /** "00:01", "18.30", "6h00", "10 h 30", "0001", "10 a.m.", "6 Uhr". */
  #clockAt(at: number): { hour: number; minute: number; end: number } | undefined {
    const [a, b, c] = this.#tokens.slice(at, at + 3);
    if (a?.kind !== 'number') return undefined;
    if (a.text.length === 4) return this.#militaryAt(a, at);
    if (a.text.length > 2 || Number(a.text) > 24) return undefined;
    const hour = Number(a.text);
    const isMinute = c?.kind === 'number' && c.text.length === 2 && Number(c.text) < 60;
    const isSign = b?.glued === true && c?.glued === true && /^[:.]$/.test(b.text);
    if (isMinute && (isSign || b?.text === 'h')) {
      // seconds are not told in imperatives, but in ISO 8601
      const [colon, seconds] = this.#tokens.slice(at + 3, at + 5);
      const hasSeconds = colon?.text === ':' && colon.glued && seconds?.kind === 'number' && seconds.glued;
      const end = hasSeconds ? at + 5 : at + 3;
      return this.#halved({ hour, minute: Number(c.text), end });
    }
    const half = this.#halved({ hour, minute: 0, end: at + 1 });
    if (half.end > at + 1) return half;
    return undefined;
  }

  #militaryAt(token: Token, at: number): { hour: number; minute: number; end: number } | undefined {
    const [hour, minute] = [Number(token.text.slice(0, 2)), Number(token.text.slice(2))];
    if (hour > 24 || minute > 59) return undefined;
    const end = this.#behindHours(at + 1);
    // "2027" is a year unless something says that it is an hour
    const named = end > at + 1 || zoneOffset(this.#tokens[at + 1]?.text ?? '') !== undefined;
    if (/^(?:19|20)/.test(token.text) && !named) return undefined;
    return { hour, minute, end };
  }

  /** With "a.m.", "Uhr", "hrs" behind it. */
  #halved({ hour, minute, end }: { hour: number; minute: number; end: number }): {
    hour: number;
    minute: number;
    end: number;
  } {
    const am = meant('am', this.#tokens, end);
    const pm = meant('pm', this.#tokens, end);
    if ((am ?? pm) === undefined || hour > 12 || hour === 0) {
      return { hour, minute, end: this.#behindHours(end) };
    }
    // the stop of "a.m." belongs to it
    const behind = am ?? pm ?? end;
    return { hour: (hour % 12) + (pm === undefined ? 0 : 12), minute, end: behind };
  }

  #behindHours(at: number): number {
    return meant('hours', this.#tokens, at) ?? at;
  }

  /** "st of December 2026" behind a number. */
  #monthAfter(from: number): { month: number; year?: number; end: number } | undefined {
    let at = from;
    const next = this.#tokens[at];
    if (next?.glued === true && ORDINALS.has(next.text)) at++;
    while (DAY_JOINTS.has(this.#tokens[at]?.text ?? '')) at++;
    const month = this.#monthAt(at);
    if (month === undefined) return undefined;
    at = month.end;
    if (this.#tokens[at]?.text === '.') at++;
    const joint = [',', 'de', 'del'].includes(this.#tokens[at]?.text ?? '') ? at + 1 : at;
    const year = this.#yearAt(joint);
    return { month: month.month, ...(year === undefined ? { end: month.end } : { year, end: joint + 1 }) };
  }

  #monthAt(at: number): { month: number; end: number } | undefined {
    const token = this.#tokens[at];
    if (token?.kind !== 'word') return undefined;
    const found = wordsAt(this.#tokens, at).find(({ phrase }) => isMonth(phrase.form));
    if (found === undefined) return undefined;
    return { month: MONTHS.findIndex((name) => name === found.phrase.form) + 1, end: found.end };
  }

  #yearAt(at: number): number | undefined {
    const token = this.#tokens[at];
    if (token?.kind !== 'number' || !/^20\d\d$/.test(token.text)) return undefined;
    // "December 1, 2026 GMT" does not occur, "Dec. 1, 2200 GMT" does
    return zoneOffset(this.#tokens[at + 1]?.text ?? '') !== undefined || this.#behindHours(at + 1) > at + 1
      ? undefined
      : Number(token.text);
  }

  /** "December 1, 2026" */
  #monthFirst(month: number, end: number): boolean {
    const at = this.#tokens[end]?.text === '.' ? end + 1 : end;
    const number = this.#tokens[at];
    if (number?.kind !== 'number' || number.text.length > 2 || this.#clockAt(at) !== undefined) return false;
    const ordinal = this.#tokens[at + 1];
    const behind =
      ordinal?.glued === true && ordinal.text !== '.' && ORDINALS.has(ordinal.text) ? at + 2 : at + 1;
    const joint = this.#tokens[behind]?.text === ',' ? behind + 1 : behind;
    const year = this.#yearAt(joint);
    return this.#setDate({
      day: Number(number.text),
      month,
      ...(year === undefined ? { end: behind } : { year, end: joint + 1 }),
    });
  }
}

function isBetween({ form }: Phrase): boolean {
  return ['filler', 'until', 'toward', 'from'].includes(form);
}

function isDay(form: string): boolean {
  return WEEKDAYS.some((name) => name === form);
}

function isMonth(form: string): boolean {
  return MONTHS.some((name) => name === form);
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
