/**
 * A time in the words of an imperative: "10 a.m. Tuesday", "0001 GMT MONDAY", "Montag, 1. Dezember, 6 Uhr", "mardi 1er
 * décembre à 6h00", "Dec. 1". Read token by token and no further than it goes, for the headline may follow at once.
 * What has two readings is told as such: whoever holds for a time must not guess it. One file: all that is read moves the
 * same place and fills the same time.
 */
import { zoneOffset } from '../../text/calendar.ts';
import {
  behindHours,
  clockAt,
  dateAt,
  labelledDayAt,
  monthAfter,
  numberedDayAt,
  monthAt,
  ORDINALS,
  yearAt,
  type NumberedDate,
} from './time-numbers.ts';
import {
  dayPartAt,
  dayWithPart,
  HOURS,
  isBetween,
  isDay,
  isInclusiveBefore,
  isMonth,
  meant,
  MONTHS,
  WEEKDAYS,
  wordsAt,
  zoneNamedAt,
  withOffset,
  type DayPart,
  type Meaning,
} from './time-words.ts';
import { isCaseless, type Token } from './tokens.ts';
import type { Phrase } from './vocabulary.ts';
import type { Clock, WrittenTime } from './written-time.ts';

/** Of the line that is being read: its phrases ask for the same times again and again. */
let line: { tokens: readonly Token[]; times: Map<number, WrittenTime | undefined> } | undefined;

/** The time that begins at a token, or undefined where none does. */
export function timeAt(tokens: readonly Token[], from: number): WrittenTime | undefined {
  if (line?.tokens !== tokens) line = { tokens, times: new Map() };
  const { times } = line;
  const known = times.get(from);
  if (known !== undefined || times.has(from)) return known;
  const time = new TimeReader(tokens, from).read();
  times.set(from, time);
  return time;
}

const JOINTS = new Set([',', '.', '(', ')', '[', ']', '-', '–', '—', '/', '*', "'", '’', ';', ':', '=']);

/** "day 3": the number of a day follows. */
const DAY_WORDS = new Set(['dia', 'giorno', 'den']);

/** No time is longer: "until 0001 GMT (1:01 a.m. in Oslo) on Monday, the 30th of November 2026" has 22. */
const MOST_TOKENS = 60;
/** Small words before what says anything: "in the course of the". */
const MOST_BEFORE = 12;

class TimeReader {
  readonly #tokens: readonly Token[];
  readonly #from: number;
  #at: number;
  /** Behind the last token that says something. */
  #end = 0;
  /** The same, without words that follow a time. */
  #core: number | undefined;
  readonly #clocks: Clock[] = [];
  #year: number | undefined;
  #month: number | undefined;
  #day: number | undefined;
  #either = false;
  #weekday: number | undefined;
  #ahead: number | undefined;
  #zone: string | undefined;
  #vague = false;
  /** "in the evening": what the hour means, and without an hour no time. */
  #part: 'morning' | 'evening' | undefined;
  /** The hour is a word, which clocks of 24 hours have none for. */
  #isSpelled = false;
  /** "Freitagmittag", "fredag lunch": without an hour no time. */
  #needsHour = false;
  /** The day is the last one. */
  #isInclusive: boolean;

  constructor(tokens: readonly Token[], from: number) {
    this.#tokens = tokens;
    this.#from = from;
    this.#at = from;
    this.#isInclusive = isInclusiveBefore(tokens, from);
  }

  read(): WrittenTime | undefined {
    const most = Math.min(this.#tokens.length, this.#from + MOST_TOKENS);
    while (this.#at < (this.#end === 0 ? Math.min(most, this.#from + MOST_BEFORE) : most) && this.#step());
    if (this.#end === 0 || (!this.#vague && this.#clocks.length === 0 && !this.#hasDay)) return undefined;
    const zone = this.#zone;
    const needsHour = this.#part !== undefined || this.#needsHour;
    if (needsHour && this.#clocks.length === 0) this.#vague = true;
    if (this.#isInclusive && this.#clocks.length === 0) this.#clocks.push({ hour: 24, minute: 0 });
    if (this.#isSpelled && this.#part === undefined) this.#vague = true;
    if (this.#part === 'evening') for (const clock of this.#clocks) if (clock.hour < 12) clock.hour += 12;
    return {
      end: this.#end,
      ...(this.#core === undefined ? {} : { core: this.#core }),
      ...(this.#year === undefined ? {} : { year: this.#year }),
      ...(this.#month === undefined ? {} : { month: this.#month }),
      ...(this.#day === undefined ? {} : { day: this.#day }),
      ...(this.#either ? { either: true } : {}),
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
    if (this.#word(token)) return true;
    // "10.00'a kadar"
    const isSuffix = token.text === "'" && token.glued && this.#at === this.#end;
    if (isSuffix) this.#at++;
    return isSuffix;
  }

  #take(end: number): true {
    this.#at = end;
    this.#end = end;
    return true;
  }

  // ---- words

  #word(token: Token): boolean {
    if (this.#dayPart(token)) return true;
    const all = wordsAt(this.#tokens, this.#at).filter(({ phrase }) => this.#fits(phrase, token));
    const found = this.#isSmallWord(token, all) ? all.filter(({ phrase }) => !isDay(phrase.form)) : all;
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

  /** "Freitagmorgen", and "morgen" of "fredag morgen", which alone is tomorrow. */
  #dayPart(token: Token): boolean {
    const behind =
      this.#weekday !== undefined && this.#at === this.#end && this.#clocks.length === 0
        ? dayPartAt(this.#tokens, this.#at)
        : undefined;
    if (behind !== undefined) return this.#setDayPart(behind.part, behind.end);
    const both = wordsAt(this.#tokens, this.#at).length > 0 ? undefined : dayWithPart(token);
    return (
      both !== undefined &&
      this.#setWeekday(both.weekday, this.#at + 1) &&
      this.#setDayPart(both.part, this.#at)
    );
  }

  #setDayPart(part: DayPart, end: number): true {
    if (part === 'dayOpen') this.#needsHour = true;
    else this.#part = part === 'dayMorning' ? 'morning' : 'evening';
    return this.#take(end);
  }

  /** "Sun" and "Mar" are times, "so" and "man" words. */
  #fits({ form, parts }: Phrase, token: Token): boolean {
    if (!isDay(form) && !isMonth(form)) return true;
    // "12月3日（木）"
    if (parts.length === 1 && isCaseless(token) && token.text.length === 1)
      return this.#tokens[this.#at - 1]?.text === '(';
    return parts.length > 1 || token.text.length > 3 || token.initial || isCaseless(token);
  }

  /** "ORE 12 DI MERCOLEDÌ": in capitals a small word of one language is the Tuesday of another. */
  #isSmallWord(token: Token, found: readonly { phrase: Phrase }[]): boolean {
    if (!token.caps || token.text.length > 3) return false;
    const others = found.filter(
      ({ phrase: { form, parts } }) => parts.length === 1 && !isDay(form) && !isMonth(form),
    );
    const [next, sign, number] = this.#tokens.slice(this.#at + 1, this.#at + 4);
    if (next?.kind === 'word') return others.length > 0;
    // "EMBARGIEM DO 2.12.": the date tells the day anyway
    const isDate = next?.kind === 'number' && /^[./]$/.test(sign?.text ?? '') && number?.kind === 'number';
    return isDate && others.length > 0;
  }

  #meaning(meaning: Meaning, end: number): boolean {
    const weekday = WEEKDAYS.findIndex((name) => name === meaning) + 1;
    if (weekday > 0) return this.#setWeekday(weekday, end);
    const month = MONTHS.findIndex((name) => name === meaning) + 1;
    if (month > 0) return this.#monthFirst(month, end);
    const hour = HOURS.findIndex((name) => name === meaning) + 1;
    if (hour > 0) return this.#setSpelled(hour, end, this.#isBehindClock());
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
        if (this.#end === 0) return false;
        this.#core = this.#end;
        return this.#take(end);
      case 'vague':
        return this.#setVague(end);
      case 'inclusive':
        this.#isInclusive = true;
        return this.#end === 0 ? this.#pass(end) : this.#take(end);
      case 'dated':
        return this.#passWeekday(end);
      case 'filler':
      case 'until':
      case 'toward':
      case 'from':
        return this.#pass(end);
      default:
        return false;
    }
  }

  #pass(end: number): true {
    this.#at = end;
    return true;
  }

  #setWeekday(weekday: number, end: number): boolean {
    // "midnight Wednesday/Thursday": the one at the end of the first
    const isNight = this.#clocks.every(({ hour }) => hour === 24) && this.#clocks.length > 0;
    const isNext = this.#weekday !== undefined && weekday === (this.#weekday % 7) + 1;
    if (this.#weekday !== undefined && this.#weekday !== weekday && !(isNight && isNext)) this.#vague = true;
    this.#weekday ??= weekday;
    return this.#take(end);
  }

  /** "ti 1.12. klo 10": the date says which day it is; in "ti klo 10" it is the Tuesday of some languages. */
  #passWeekday(end: number): boolean {
    const at = /^[.,]$/.test(this.#tokens[end]?.text ?? '') ? end + 1 : end;
    if (this.#tokens[at]?.kind !== 'number') {
      const isDay = this.#hourBehind(meant('clock', this.#tokens, at));
      if (!isDay) return false;
      this.#vague = true;
      return this.#take(end);
    }
    const isDate = numberedDayAt(this.#tokens, at);
    if (isDate) this.#at = at;
    return isDate;
  }

  #hourBehind(end: number | undefined): boolean {
    if (end === undefined) return false;
    const [number] = this.#tokens.slice(end);
    return number?.kind === 'number' && dateAt(this.#tokens, end) === undefined;
  }

  /** "six o'clock", "otto ore", "seven p.m.", "alle otto": no number without a word that makes it an hour. */
  #setSpelled(hour: number, end: number, isBehindClock: boolean): boolean {
    const pm = meant('pm', this.#tokens, end);
    const am = meant('am', this.#tokens, end);
    if (pm !== undefined || am !== undefined) {
      return this.#setClock({ hour: (hour % 12) + (pm === undefined ? 0 : 12), minute: 0 }, pm ?? am ?? end);
    }
    const hours = meant('hours', this.#tokens, end);
    if (hours === undefined && !isBehindClock) return false;
    this.#isSpelled = true;
    return this.#setClock({ hour, minute: 0 }, hours ?? end);
  }

  /** "fino alle otto": the words before it were read already. */
  #isBehindClock(): boolean {
    const isFirst = this.#at === this.#from;
    return (
      isFirst &&
      [1, 2].some((back) => this.#at >= back && meant('clock', this.#tokens, this.#at - back) === this.#at)
    );
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
    if (number?.kind === 'word') return this.#spelledAfter(end);
    if (number?.kind !== 'number' || number.text.length > 2 || Number(number.text) > 24) return false;
    if (clockAt(this.#tokens, at) !== undefined) return this.#pass(at);
    // "alle 20,30"
    const [comma, minute] = this.#tokens.slice(at + 1, at + 3);
    if (comma?.text === ',' && comma.glued && minute?.glued === true && /^[0-5]\d$/.test(minute.text))
      return this.#setClock({ hour: Number(number.text), minute: Number(minute.text) }, at + 3);
    if (monthAfter(this.#tokens, at + 1) !== undefined || dateAt(this.#tokens, at) !== undefined)
      return false;
    return this.#setClock({ hour: Number(number.text), minute: 0 }, behindHours(this.#tokens, at + 1));
  }

  /** "at six", "klockan sju". */
  #spelledAfter(at: number): boolean {
    const told = wordsAt(this.#tokens, at).find(({ phrase }) => HOURS.some((name) => name === phrase.form));
    if (told === undefined) return false;
    const hour = HOURS.findIndex((name) => name === told.phrase.form) + 1;
    return this.#setSpelled(hour, told.end, true);
  }

  /** "GMT", "heure de Paris", "MEZ", "UTC+2". */
  #zoneAt(token: Token): { zone: string; end: number } | undefined {
    const named = zoneNamedAt(this.#tokens, this.#at);
    const isShort = (named?.phrase.parts.length ?? 0) === 1;
    const beside = this.#clocks.length > 0 || !isShort;
    // "18.00 мск", "1800gmt": no word of every day is written so
    const isSure = !isShort || token.initial || !/^[a-z]/.test(token.text) || this.#isGluedToHour(token);
    if (named !== undefined && beside && isSure) {
      return withOffset(this.#tokens, named.phrase.form, named.end);
    }
    const offset = token.caps && this.#clocks.length > 0 ? zoneOffset(token.text) : undefined;
    return offset === undefined ? undefined : { zone: offset, end: this.#at + 1 };
  }

  #isGluedToHour({ glued }: Token): boolean {
    return glued && this.#at === this.#end && this.#tokens[this.#at - 1]?.kind === 'number';
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
    const date = dateAt(this.#tokens, this.#at);
    if (date !== undefined) return this.#setDate(date);
    const clock = clockAt(this.#tokens, this.#at);
    if (clock !== undefined) return this.#setClock({ hour: clock.hour, minute: clock.minute }, clock.end);
    const labelled = this.#day === undefined ? labelledDayAt(this.#tokens, this.#at) : undefined;
    if (labelled !== undefined) {
      this.#day = labelled.day;
      return this.#take(labelled.end);
    }
    const phrase = wordsAt(this.#tokens, this.#at)[0];
    if (phrase !== undefined && this.#meaning(phrase.phrase.form as Meaning, phrase.end)) return true;
    if (this.#isBehindClock() && this.#hourAfter(this.#at)) return true;
    const month = token.text.length <= 2 ? monthAfter(this.#tokens, this.#at + 1) : undefined;
    if (month !== undefined) return this.#setDate({ day: Number(token.text), ...month });
    if (
      token.text.length <= 2 &&
      this.#weekday !== undefined &&
      this.#day === undefined &&
      (this.#at === this.#end || DAY_WORDS.has(this.#tokens[this.#at - 1]?.text ?? ''))
    ) {
      // "lunes 30", "quinta-feira, dia 3"
      this.#day = Number(token.text);
      return this.#take(this.#at + 1);
    }
    if (token.text.length <= 2 && Number(token.text) <= 12 && this.#isPartAt(this.#at + 1)) {
      // "lunes, 8 de la mañana"
      return this.#setClock({ hour: Number(token.text), minute: 0 }, this.#at + 1);
    }
    // "2026. december 3."
    const isFirst = this.#month === undefined && /^20\d\d$/.test(token.text);
    const dot = this.#tokens[this.#at + 1]?.text === '.' ? 2 : 1;
    if (isFirst && this.#year === undefined && monthAt(this.#tokens, this.#at + dot) !== undefined) {
      this.#year = Number(token.text);
      this.#at += dot;
      return true;
    }
    if (token.text.length === 4 && this.#month !== undefined && this.#year === undefined) {
      this.#year = Number(token.text);
      return this.#take(this.#at + 1);
    }
    return false;
  }

  #isPartAt(at: number): boolean {
    return (
      meant('morning', this.#tokens, at) !== undefined || meant('evening', this.#tokens, at) !== undefined
    );
  }

  #setDate({ day, month, year, either, end }: NumberedDate): boolean {
    if (this.#day !== undefined && (this.#day !== day || this.#month !== month)) this.#vague = true;
    if (either && this.#day === undefined) this.#either = true;
    this.#day ??= day;
    this.#month ??= month;
    this.#year ??= year;
    return this.#take(end);
  }

  /** "December 1, 2026" */
  #monthFirst(month: number, end: number): boolean {
    const at = this.#tokens[end]?.text === '.' ? end + 1 : end;
    const number = this.#tokens[at];
    if (number?.kind !== 'number' || number.text.length > 2 || clockAt(this.#tokens, at) !== undefined)
      return false;
    const ordinal = this.#tokens[at + 1];
    const behind =
      ordinal?.glued === true && ordinal.text !== '.' && ORDINALS.has(ordinal.text) ? at + 2 : at + 1;
    const joint = this.#tokens[behind]?.text === ',' ? behind + 1 : behind;
    const year = yearAt(this.#tokens, joint);
    return this.#setDate({
      day: Number(number.text),
      month,
      ...(year === undefined ? { end: behind } : { year, end: joint + 1 }),
    });
  }
}
