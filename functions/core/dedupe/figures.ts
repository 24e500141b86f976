/**
 * The figures of a text, each by what it says: sign, value, currency or unit, so that "$5 million" is "5m dollars" and
 * neither is "EUR 5 million"; days and times of day by what they name. They are read from a text in house style
 * (house-style.ts), in which digits, signs and separators are one already. Data: figures.json, calendar.json. One file: each reading moves the
 * same place in the text.
 */
import calendar from './calendar.json' with { type: 'json' };
import table from './figures.json' with { type: 'json' };
import { inHouseStyle } from './house-style.ts';

export interface Figure {
  /** Equal where two figures say the same. */
  key: string;
  /** For people. */
  written: string;
}

/**
 * @param exact in house style
 * @param language BCP 47, where it is known
 * @returns the figures in their order
 */
export function figuresIn(exact: string, language = ''): Figure[] {
  return new FigureReader(exact.split(' '), language).run();
}

const CODES = new Set(table.currencyBefore);
/** "$", "a$" */
const CURRENCY_SIGN = /^[a-z]{0,3}\p{Sc}$/u;
const MINUS = new Set(table.minus);
const PERCENT_BEFORE = table.percentBefore.map((word) => inHouseStyle(word));
const CLOCK_AFTER = new Set(table.clockAfter);
const CLOCK_BEFORE = new Set(table.clockBefore);
const BETWEEN = new Set(table.between);
const LONG_SCALE = new Set(table.longScale);
const ORDINALS = new Set(['st', 'nd', 'rd', 'th', 'er', 'of', 'de', 'den']);

/** Scripts that write what belongs to a number without a space behind it. */
const JOINED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LONGEST_JOINED = 12;
const LONGEST_PHRASE = 3;
/** So many pieces behind a number may belong to it. */
const LOOK_AHEAD = 6;

/** Names of one or more words, or joined to what stands behind them, and what each means. */
class Names<T> {
  readonly #meanings: ReadonlyMap<string, T>;
  /** Most words behind a number begin none: then no longer piece of the text has to be looked up. */
  readonly #firstWords: ReadonlySet<string>;

  constructor(rows: readonly (readonly [T, readonly string[]])[]) {
    this.#meanings = new Map(
      rows.flatMap(([meaning, names]) =>
        names.map((name): [string, T] => [CURRENCY_SIGN.test(name) ? name : inHouseStyle(name), meaning]),
      ),
    );
    this.#firstWords = new Set([...this.#meanings.keys()].map(firstWordOf));
  }

  get(name: string): T | undefined {
    return this.#meanings.get(name);
  }

  has(name: string): boolean {
    return this.#meanings.has(name);
  }

  mayBegin(word: string): boolean {
    return this.#firstWords.has(word);
  }
}

function firstWordOf(text: string): string {
  const end = text.indexOf(' ');
  return end < 0 ? text : text.slice(0, end);
}

/** What stands behind a number, read from its left. */
class Rest {
  readonly #pieces: readonly string[];
  readonly #from: number;
  /** Behind nearly all numbers the first word is all that is looked at. */
  #whole: string | undefined;
  /** The first word that is left. */
  word: string;
  /** Read so far. */
  read = '';

  constructor(pieces: readonly string[], from: number) {
    this.#pieces = pieces;
    this.#from = from;
    this.word = pieces[from] ?? '';
  }

  get left(): string {
    return (this.#whole ??= this.#pieces.slice(this.#from, this.#from + LOOK_AHEAD).join(' '));
  }

  /** It begins with a script that puts no space between words. */
  get isJoined(): boolean {
    return this.word.charCodeAt(0) >= 0x80 && JOINED.test(this.word);
  }

  take<T>(names: Names<T>): T | undefined {
    const isJoined = this.isJoined;
    if (!isJoined && !names.mayBegin(this.word)) return undefined;
    const length = isJoined ? this.#joined(names) : this.#phrase(names);
    if (length === 0) return undefined;
    const name = this.left.slice(0, length);
    this.#skip(length);
    return names.get(name);
  }

  takeWord(words: ReadonlySet<string>): string | undefined {
    const { word } = this;
    if (!words.has(word)) return undefined;
    this.#skip(word.length);
    return word;
  }

  takeMatch(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.left) ?? undefined;
    if (match !== undefined) this.#skip(match[0].length);
    return match;
  }

  #skip(length: number): void {
    const { left } = this;
    this.read += ` ${left.slice(0, length)}`;
    this.#whole = left.slice(length).trimStart();
    this.word = firstWordOf(this.#whole);
  }

  #joined(names: Names<unknown>): number {
    const { left } = this;
    let length = Math.min(LONGEST_JOINED, left.length);
    while (length > 0 && !names.has(left.slice(0, length))) length--;
    return length;
  }

  #phrase(names: Names<unknown>): number {
    const { left } = this;
    let end = 0;
    let longest = 0;
    for (let words = 0; words < LONGEST_PHRASE && end < left.length; words++) {
      const space = left.indexOf(' ', end + 1);
      end = space < 0 ? left.length : space;
      if (names.has(left.slice(0, end))) longest = end;
    }
    return longest;
  }
}

const CURRENCIES = new Names(table.currencies as [string, string[]][]);
const UNITS = new Names(table.units as [string, string[]][]);
const MAGNITUDES = new Names(table.magnitudes as [number, string[]][]);
const MONTHS = new Names(calendar.months.map((names, i): [number, string[]] => [i + 1, names]));

const PLAIN = /^\d+(?:\.\d+)?$/;
const WHOLE = /^\d{1,15}$/;
const MIXED = /^(?<whole>\d+)-(?<over>\d{1,2})\/(?<under>\d{1,2})$/;
const FRACTION = /^(?<over>\d{1,2})\/(?<under>2|3|4|5|8|16|32|64)$/;
const LEADING_NUMBER = /^\d+(?:\.\d+)?(?= |$)/;
const RANGE = /^(?<from>\d+(?:\.\d+)?)-(?<to>\d+(?:\.\d+)?)$/;
const TIME = /^(?<hour>[01]?\d|2[0-4])[:.](?<minute>[0-5]\d)$/;
const FOUR_DIGITS_TIME = /^(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)$/;
const ISO_DAY = /^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)$/;
const WRITTEN_DAY = /^(?<first>\d\d?)(?<mark>[./-])(?<second>\d\d?)\k<mark>(?<year>\d{4}|\d\d)$/;
const SHORT_DAY = /^(?<day>\d\d?)\.(?<month>\d\d?)$/;
/** 7 月 14 日, 7 월 14 일 */
const MONTH_JOINED = /^(?:月|월) ?(?<day>\d\d?) ?(?:日|号|號|일)/u;
/** 10 h 30, 10 時 30 分, 10 시 30 분 */
const TIME_JOINED = /^(?:h|時|时|点|點|시) (?<minute>[0-5]\d)(?!\d)(?: ?分| ?분)?/u;
const POINT_LANGUAGES = /^(?:|(?:en|zh|ja|ko|th|hi|he|iw|ar)\b.*)$/i;
const ENGLISH = /^(?:en\b.*)?$/i;
const HALVES = new Set(['am', 'pm']);
const LAST_YEAR_OF_THIS_CENTURY = 69;

class FigureReader {
  readonly #pieces: readonly string[];
  readonly #language: string;
  readonly #figures: Figure[] = [];
  #at = 0;

  constructor(pieces: readonly string[], language: string) {
    this.#pieces = pieces;
    this.#language = language.toLowerCase();
  }

  run(): Figure[] {
    const { length } = this.#pieces;
    for (this.#at = 0; this.#at < length; this.#at++) {
      const code = this.#pieces[this.#at]?.charCodeAt(0) ?? 0;
      if (code >= 0x30 && code <= 0x39) this.#read(this.#piece(0));
    }
    return this.#figures;
  }

  #piece(offset: number): string {
    return this.#pieces[this.#at + offset] ?? '';
  }

  #read(number: string): void {
    const rest = this.#restFrom(0);
    if (!this.#readDay(number, rest) && !this.#readTime(number, rest)) this.#readAmount(number, rest);
  }

  #add(key: string, written: string): void {
    this.#figures.push({ key, written });
  }

  #readDay(number: string, rest: Rest): boolean {
    const iso = ISO_DAY.exec(number)?.groups;
    if (iso !== undefined) return this.#addDay(iso.month, iso.day, number, iso.year);
    const day = WRITTEN_DAY.exec(number)?.groups;
    if (day !== undefined) {
      const { first = '', second = '', mark, year } = day;
      if (Number(second) > 12) return this.#addDay(first, second, number, year);
      if (mark === '/' && Number(first) <= 12 && ENGLISH.test(this.#language)) return false;
      return this.#addDay(second, first, number, year);
    }
    const short = SHORT_DAY.exec(number)?.groups;
    if (short !== undefined && !POINT_LANGUAGES.test(this.#language) && !rest.word.startsWith('%'))
      return number.length > 3 && !this.#isTimeAt(rest) && this.#addDay(short.month, short.day, number);
    if (!/^\d\d?$/.test(number)) return false;
    const joined = rest.isJoined ? rest.takeMatch(MONTH_JOINED)?.groups : undefined;
    if (joined !== undefined) {
      this.#at = this.#pieces.indexOf(joined.day ?? '', this.#at + 1);
      return this.#addDay(number, joined.day, `${number}${rest.read}`);
    }
    const ordinal = rest.takeWord(ORDINALS);
    if (ordinal !== undefined && ordinal !== 'of') rest.takeWord(ORDINALS);
    const month = rest.take(MONTHS);
    if (month !== undefined) return this.#addDay(String(month), number, `${number}${rest.read}`);
    const before = MONTHS.get(this.#piece(-1));
    if (before === undefined || UNITS.has(this.#piece(1)) || MAGNITUDES.has(this.#piece(1))) return false;
    return this.#addDay(String(before), number, `${this.#piece(-1)} ${number}`);
  }

  #addDay(month = '', day = '', written = '', year?: string): boolean {
    if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return false;
    this.#add(`day ${Number(month)}-${Number(day)}`, written);
    if (year === undefined) return true;
    const century = Number(year) > LAST_YEAR_OF_THIS_CENTURY ? '19' : '20';
    this.#add(year.length === 2 ? century + year : year, written);
    return true;
  }

  #isTimeAt(rest: Rest): boolean {
    return CLOCK_BEFORE.has(this.#piece(-1)) || CLOCK_AFTER.has(rest.word);
  }

  #readTime(number: string, rest: Rest): boolean {
    const colon = number.includes(':');
    const time = TIME.exec(number)?.groups;
    if (time !== undefined && (colon || this.#isTimeAt(rest) || this.#halfAt(rest) !== undefined)) {
      const half = this.#takeHalf(rest);
      if (half === undefined) rest.takeWord(CLOCK_AFTER);
      return this.#addTime(time.hour, time.minute, half, number + rest.read);
    }
    if (!/^\d\d?$/.test(number) || Number(number) > 24) {
      const military = FOUR_DIGITS_TIME.exec(number)?.groups;
      if (military === undefined || rest.takeWord(new Set(['gmt', 'utc', 'hrs'])) === undefined) return false;
      return this.#addTime(military.hour, military.minute, undefined, number + rest.read);
    }
    const half = this.#takeHalf(rest);
    if (half !== undefined) return this.#addTime(number, '00', half, number + rest.read);
    const joined = rest.isJoined || rest.word === 'h' ? rest.takeMatch(TIME_JOINED)?.groups : undefined;
    if (joined !== undefined) {
      this.#at += 2;
      return this.#addTime(number, joined.minute, undefined, number + rest.read);
    }
    if (rest.takeWord(new Set(['uhr', 'gmt'])) === undefined) return false;
    return this.#addTime(number, '00', undefined, number + rest.read);
  }

  /** German says "am" of days. */
  #halfAt(rest: Rest): string | undefined {
    return HALVES.has(rest.word) && ENGLISH.test(this.#language) ? rest.word : undefined;
  }

  #takeHalf(rest: Rest): string | undefined {
    return this.#halfAt(rest) === undefined ? undefined : rest.takeWord(HALVES);
  }

  #addTime(hour = '', minute = '', half: string | undefined, written = ''): boolean {
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
    this.#add(`${hours}:${minute}`, written);
    return true;
  }

  #readAmount(number: string, after: Rest): void {
    const { sign, currency, percent, written } = this.#before();
    const { value, shown, rest } = this.#valueAt(number, after);
    const range = RANGE.exec(number)?.groups;
    const scale = range === undefined ? 1 : 10 ** (this.#zerosAt(rest) ?? 0);
    const unit = currency ?? (percent ? '%' : this.#unitAt(rest));
    const label = `${written}${shown}${rest.read}`;
    const ends = range === undefined ? undefined : endsOf(range, unit !== undefined || scale > 1);
    for (const end of ends?.map((one) => one * scale) ?? [value])
      this.#add(sign + keyOf(end, number) + (unit ?? ''), label);
  }

  /** The value of a number with its fraction (3 1/2) and its magnitudes (3 million, 3 万 5000); undefined where it is none. */
  #valueAt(number: string, after: Rest): { value: number | undefined; shown: string; rest: Rest } {
    let value = valueOf(number);
    let shown = number;
    let rest = after;
    if (value === undefined) return { value, shown, rest };
    const fraction = WHOLE.test(number) ? partOf(FRACTION.exec(this.#piece(1))?.groups) : undefined;
    if (fraction !== undefined) {
      value += fraction;
      shown += ` ${this.#piece(1)}`;
      rest = this.#restFrom(1);
    }
    for (let zeros = this.#zerosAt(rest); zeros !== undefined; zeros = this.#zerosAt(rest)) {
      value *= 10 ** zeros;
      const more = JOINED.test(rest.read.trim()) ? LEADING_NUMBER.exec(rest.left)?.[0] : undefined;
      if (more === undefined || Number(more) >= 10 ** zeros) continue;
      shown += `${rest.read} ${more}`;
      rest = this.#restFrom(this.#pieces.indexOf(more, this.#at + 1) - this.#at);
      return { value: value + Number(more) * 10 ** (this.#zerosAt(rest) ?? 0), shown, rest };
    }
    return { value, shown, rest };
  }

  /** Goes on to a piece that belongs to the same number. */
  #restFrom(offset: number): Rest {
    this.#at += offset;
    return new Rest(this.#pieces, this.#at + 1);
  }

  /** Zeros of a magnitude that stands here. */
  #zerosAt(rest: Rest): number | undefined {
    if (rest.takeWord(BILLION) !== undefined)
      return LONG_SCALE.has(this.#language.split('-', 1)[0] ?? '') ? 12 : 9;
    return rest.take(MAGNITUDES);
  }

  #unitAt(rest: Rest): string | undefined {
    if (rest.read !== '') rest.takeWord(BETWEEN);
    return rest.take(CURRENCIES) ?? this.#elidedCurrencyAt(rest) ?? rest.take(UNITS);
  }

  /** Millions d'euros. */
  #elidedCurrencyAt(rest: Rest): string | undefined {
    const { word } = rest;
    const money = word.startsWith('d') ? CURRENCIES.get(word.slice(1)) : undefined;
    if (money !== undefined) rest.takeWord(new Set([word]));
    return money;
  }

  /** Sign, currency and per cent in front of a number, in any order. */
  #before(): { sign: string; currency: string | undefined; percent: boolean; written: string } {
    let sign = '';
    let currency: string | undefined;
    let percent = false;
    let written = '';
    for (let back = 1; back <= 3; back++) {
      const piece = this.#piece(-back);
      if (isOtherWord(piece)) break;
      if (piece === '-' || piece === '+' || isMinusWord(piece)) {
        sign = piece === '+' ? '' : '-';
        written = (piece === '+' ? '+' : '-') + written;
      } else if (piece === '(' && back === 1 && this.#piece(0).includes('.')) {
        sign = '-';
        written = `(${written}`;
      } else if ('<>≤≥±'.includes(piece) && piece !== '') {
        sign += piece;
        written = piece + written;
      } else if (currency === undefined && (CURRENCY_SIGN.test(piece) || CODES.has(piece))) {
        // Of "5 $ 6" it is the first one's
        if (/^\d/.test(this.#piece(-back - 1)) && !/^\p{Sc}$/u.test(piece)) break;
        currency = CURRENCIES.get(piece);
        written = piece.length > 1 ? `${piece} ${written}` : piece + written;
      } else {
        const word = PERCENT_BEFORE.find((before) => piece.endsWith(before));
        if (word === undefined && (piece !== '%' || /^\d/.test(this.#piece(-back - 1)))) break;
        percent = true;
        written = `${word ?? piece} ${written}`;
      }
    }
    return { sign, currency, percent, written };
  }
}

const BILLION = new Set(['billion']);

/** 3.5 for 3.5 and 3-1/2; undefined for what is no value: a score, an address, a date. */
function valueOf(number: string): number | undefined {
  if (PLAIN.test(number)) return Number(number);
  const mixed = MIXED.exec(number)?.groups;
  const part = partOf(mixed);
  return mixed === undefined || part === undefined ? undefined : Number(mixed.whole) + part;
}

function partOf(fraction: Record<string, string> | undefined): number | undefined {
  if (fraction === undefined) return undefined;
  const part = Number(fraction.over) / Number(fraction.under);
  return part < 1 ? part : undefined;
}

/** "1.2-1.4 %", "2019-2024": both ends; not 3-1, which is a score. */
function endsOf({ from = '', to = '' }: Record<string, string>, measured: boolean): number[] | undefined {
  const years = from.length === 4 && to.length === 4;
  return Number(from) < Number(to) && (measured || years) ? [Number(from), Number(to)] : undefined;
}

/** Twelve digits are told apart; what is no value stands for itself. */
function keyOf(value: number | undefined, number: string): string {
  if (value === undefined) return number;
  // most are whole and short: nothing of them is cut, and telling twelve digits takes long
  return Number.isInteger(value) && value < 1e12 ? String(value) : String(Number(value.toPrecision(12)));
}

function isMinusWord(piece: string): boolean {
  if (piece === '' || piece.charCodeAt(0) < 0x80) return MINUS.has(piece);
  return MINUS.has(piece) || (JOINED.test(piece) && [...MINUS].some((word) => piece.endsWith(word)));
}

/** A word of plain letters that none of the tables before numbers has: nearly all that stand there. */
function isOtherWord(piece: string): boolean {
  if (!isPlainLetter(piece.charCodeAt(0)) || !isPlainLetter(piece.charCodeAt(piece.length - 1))) return false;
  return !MINUS.has(piece) && !CODES.has(piece) && !PERCENT_BEFORE.some((before) => piece.endsWith(before));
}

function isPlainLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}
