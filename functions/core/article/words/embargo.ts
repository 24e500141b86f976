/**
 * An embargo in words, as an imperative: at the head of a slug, a take key, a headline, a note, an abstract or the first
 * paragraph. News about embargoes has the same words; what tells them apart is what follows: a time, an end, a colon,
 * capitals. Vocabulary: embargo.json.
 */
import table from './embargo.json' with { type: 'json' };
import {
  isBoundary,
  isDashAt,
  isEnd,
  lettersOf,
  startsOf,
  type Letters,
  type Slot,
  type Start,
} from './slots.ts';
import { fromAt, towardAt, untilAt } from './time-words.ts';
import { timeAt } from './time.ts';
import { tokensOf, type Token } from './tokens.ts';
import { classAt, isStop, Phrases, phrasesOf, type Phrase } from './vocabulary.ts';
import type { WrittenTime } from './written-time.ts';

/** What embargo.schema.json says of each. */
export const EMBARGO_FORMS = [
  ...[
    'noun',
    'term',
    'sure',
    'adjective',
    'order',
    'alone',
    'weak',
    'bare',
    'advance',
    'statement',
    'lifted',
    'none',
  ],
] as const;
type Form = (typeof EMBARGO_FORMS)[number];

export interface EmbargoWords {
  kind: 'embargo';
  /** UTF-16 offsets of the line that says so. */
  start: number;
  end: number;
  /** Where a time can be read at all. */
  time?: WrittenTime;
}

export type EmbargoFound = EmbargoWords | { kind: 'lifted' };

let phrases: Phrases<Form> | undefined;

const READERS = {
  time: (tokens: readonly Token[], at: number) => timeAt(tokens, skipCommas(tokens, at))?.end,
};

/** What a slot says of an embargo; an embargo before the end of another one. */
export function embargoIn(
  text: string,
  slot: Slot,
  tokens: readonly Token[] = tokensOf(text),
): EmbargoFound | undefined {
  phrases ??= new Phrases(phrasesOf<Form>(table, EMBARGO_FORMS));
  let lifted: EmbargoFound | undefined;
  for (const start of startsOf(tokens, slot)) {
    const found = new Reading(tokens, slot, start).read();
    if (start.comma && (found?.kind !== 'embargo' || found.time === undefined)) continue;
    if (found?.kind === 'embargo') {
      // only what ends the headline may stand behind other words
      if (slot === 'headline' && !start.head && !isEnd(tokens, found.to)) continue;
      const first = start.head ? tokens[0] : tokens[start.at];
      const last = tokens[found.to - 1];
      return {
        kind: 'embargo',
        start: start.head ? 0 : (first?.start ?? 0),
        end: last?.end ?? text.length,
        ...(found.time === undefined ? {} : { time: found.time }),
      };
    }
    if (found?.kind === 'lifted') lifted = { kind: 'lifted' };
  }
  return lifted;
}

/** Whether a line says an embargo and nothing else. */
export function isEmbargoLine(line: string): boolean {
  const found = embargoIn(line, 'text');
  return found?.kind === 'embargo' && line.slice(found.end).trim() === '';
}

type Found = { kind: 'embargo'; to: number; time?: WrittenTime } | { kind: 'lifted' };

class Reading {
  readonly #tokens: readonly Token[];
  readonly #slot: Slot;
  readonly #start: Start;
  /** The desk speaks of the item, not of the news. */
  readonly #isDesk: boolean;

  constructor(tokens: readonly Token[], slot: Slot, start: Start) {
    this.#tokens = tokens;
    this.#slot = slot;
    this.#start = start;
    this.#isDesk = slot === 'note' || slot === 'takeKey';
  }

  /** The longest phrase that makes sense decides. */
  read(at = this.#start.at, isNested = false): Found | undefined {
    const found = phrases?.at(this.#tokens, at, READERS) ?? [];
    const the = classAt('the', this.#tokens, at);
    // "The embargo has been lifted"
    const behind = the === undefined ? [] : (phrases?.at(this.#tokens, the, READERS) ?? []);
    const over = [...found, ...behind].find(
      ({ phrase, end }) => isOver(phrase.form) && this.#isOver(phrase.form, at, end),
    );
    if (
      over !== undefined &&
      over.end >= Math.max(...found.filter(({ phrase }) => !isOver(phrase.form)).map(({ end }) => end), 0)
    ) {
      return over.phrase.form === 'lifted' ? { kind: 'lifted' } : undefined;
    }
    for (const { phrase, end } of found) {
      if (isOver(phrase.form)) continue;
      const one = this.#tail(phrase, at, end, isNested);
      if (one !== undefined) return one;
    }
    return undefined;
  }

  #isOver(form: Form, at: number, end: number): boolean {
    if (this.#slot === 'note' && (form === 'lifted' || classAt('about', this.#tokens, end) !== undefined))
      return true;
    const { capitals } = lettersOf(this.#tokens, at, end);
    if (this.#slot === 'headline') return capitals && isBoundary(this.#tokens, end);
    return isBoundary(this.#tokens, end);
  }

  #tail(phrase: Phrase<Form>, from: number, end: number, isNested: boolean): Found | undefined {
    const tail = this.#tailFrom(end);
    const letters = lettersOf(this.#tokens, from, end);
    if (phrase.words.includes('{time}')) return this.#circumfixed(from, end);
    switch (phrase.form) {
      case 'noun':
      case 'term':
      case 'sure':
      case 'adjective':
      case 'statement':
        return this.#label(phrase.form, tail, letters, isNested);
      case 'alone':
        if (isBoundary(this.#tokens, end)) return this.#embargo(this.#behind(end));
        return (
          this.#order({ ...tail, until: tail.until || (tail.time?.clocks.length ?? 0) > 0 }, letters) ??
          this.#weak(tail, letters)
        );
      case 'order':
        return this.#order(tail, letters);
      case 'weak':
        return tail.until ? undefined : this.#weak(tail, letters);
      case 'bare':
        // words of every day, unless the desk speaks or nothing else stands there
        if (!this.#isDesk && !letters.upper && !(this.#slot === 'text' && isTold(tail))) return undefined;
        return tail.until && !letters.upper ? undefined : this.#weak(tail, letters);
      case 'advance':
        return this.#advance(end, tail);
      default:
        return undefined;
    }
  }

  /** Signs, "for all media", "until" and then perhaps a time. */
  #tailFrom(end: number): Tail {
    const tail: Tail = {
      at: end,
      colon: false,
      dash: false,
      until: false,
      strict: false,
      from: false,
      hyphen: false,
      comma: false,
    };
    for (;;) {
      const token = this.#tokens[tail.at];
      if (token === undefined) break;
      const strict = untilAt(this.#tokens, tail.at);
      const until = strict ?? towardAt(this.#tokens, tail.at);
      const scope = classAt('scope', this.#tokens, tail.at);
      if (until !== undefined && until >= (scope ?? 0)) {
        tail.until = true;
        tail.strict ||= strict !== undefined;
        tail.at = until;
      } else if (fromAt(this.#tokens, tail.at) !== undefined && scope === undefined) {
        tail.from = true;
        tail.at = fromAt(this.#tokens, tail.at) ?? tail.at;
      } else if (scope !== undefined && !tail.colon && !tail.dash) tail.at = scope;
      else if (token.kind === 'sign' && /^[:([*=,'’–—_-]$/.test(token.text)) {
        if (token.text === ':') tail.colon = true;
        else if (token.text === ',') tail.comma = true;
        else if (isDashAt(this.#tokens, tail.at)) tail.dash = true;
        else if (token.text === '-') tail.hyphen = true;
        tail.at++;
      } else break;
    }
    const time = timeAt(this.#tokens, tail.at);
    if (time !== undefined) tail.time = time;
    const open = classAt('open', this.#tokens, tail.at);
    if (open !== undefined) tail.open = open;
    return tail;
  }

  /** "EMBARGO", "Under embargo", "SPERRFRIST": alone, with a time, or as the label of what follows. */
  #label(form: Form, tail: Tail, letters: Letters, isNested: boolean): Found | undefined {
    const { colon, dash, until, time } = tail;
    const isLabelled = colon || dash;
    if (tail.from && !isLabelled) return undefined;
    if (this.#slot === 'slugline' && this.#tokens[tail.at]?.text === '/') {
      if (form === 'noun') return undefined;
      if (form === 'term') return this.#embargo(tail.at);
    }
    if (tail.hyphen && !isLabelled && this.#slot === 'slugline') return undefined;
    if (time !== undefined && !time.vague) {
      const isTold = until || isLabelled || time.clocks.length > 0 || letters.upper || this.#isDesk;
      const isClear = form !== 'noun' || time.clocks.length > 0 || letters.upper;
      return isTold && this.#endsWell(time.end, letters, isClear)
        ? this.#embargo(this.#behind(time.end), time)
        : undefined;
    }
    const open = tail.open ?? time?.end;
    if (open !== undefined && (until || isLabelled)) {
      if (isBoundary(this.#tokens, open) || this.#isDesk || letters.capitals)
        return this.#embargo(this.#sentence(open));
    }
    if (isEnd(this.#tokens, tail.at)) return this.#alone(form, tail, letters);
    if (tail.strict) {
      const isHeld = (letters.capitals || this.#isDesk) && !isYear(this.#tokens[tail.at]);
      return isHeld ? this.#embargo(this.#sentence(tail.at)) : undefined;
    }
    if (isLabelled) {
      const nested = isNested ? undefined : this.read(tail.at, true);
      if (nested?.kind === 'embargo') return nested;
      const isLabel = form === 'sure' || letters.upper || this.#isDesk;
      return isLabel ? this.#embargo(tail.at) : undefined;
    }
    if (isBoundary(this.#tokens, tail.at)) {
      // "SPERRFRIST! Frei ab Montag, 6 Uhr"
      const nested = isNested ? undefined : this.read(this.#behind(tail.at), true);
      if (nested?.kind === 'embargo') return nested;
      return letters.upper || this.#isDesk || form === 'sure'
        ? this.#embargo(this.#behind(tail.at))
        : undefined;
    }
    const goesOn = this.#tokens[tail.at]?.initial === true && !tail.comma;
    return (form === 'sure' || form === 'adjective') && letters.capitals && goesOn
      ? this.#embargo(tail.at)
      : undefined;
  }

  #alone(form: Form, tail: Tail, letters: Letters): Found | undefined {
    // "EMBARGO" is a slug of news, too, beside other keywords
    const isKeyword = this.#slot === 'slugline' && form === 'noun' && !(letters.upper && this.#start.head);
    const isNews = form === 'adjective' && !letters.upper && this.#slot === 'headline';
    return isKeyword || isNews ? undefined : this.#embargo(tail.at);
  }

  /** "Not for release before", "do not publish until". */
  #order({ until, strict, colon, dash, time, open, at }: Tail, letters: Letters): Found | undefined {
    if (time !== undefined && !time.vague) {
      const isTold = until || ((colon || dash) && time.clocks.length > 0);
      const isClear = time.clocks.length > 0 || letters.upper;
      return isTold && this.#endsWell(time.end, letters, isClear)
        ? this.#embargo(this.#behind(time.end), time)
        : undefined;
    }
    if (!until) return undefined;
    const end = open ?? time?.end;
    if (end !== undefined && isBoundary(this.#tokens, end)) return this.#embargo(this.#sentence(end));
    return strict && (letters.capitals || this.#isDesk) && !isYear(this.#tokens[at])
      ? this.#embargo(this.#sentence(at))
      : undefined;
  }

  /** "For release", "frei ab": words of every day, so that the time must be all that follows. */
  #weak({ time, open }: Tail, letters: Letters): Found | undefined {
    const isOpen =
      open !== undefined && (isEnd(this.#tokens, open) || (this.#isDesk && isBoundary(this.#tokens, open)));
    if (isOpen) return this.#embargo(this.#sentence(open));
    if (time === undefined || (time.vague && time.clocks.length === 0 && !hasDay(time))) return undefined;
    const end = time.end;
    const isWhole = isEnd(this.#tokens, end) || (this.#slot !== 'headline' && isStop(this.#tokens, end));
    const isClear = isWhole || (this.#isDesk && this.#endsWell(end, letters));
    if (!isClear && !(letters.capitals && isBoundary(this.#tokens, end))) return undefined;
    return time.vague ? this.#embargo(this.#sentence(end)) : this.#embargo(this.#behind(end), time);
  }

  /** "Adv01", "ADV 06-07": for use on that day; "Adv. for Sun., Dec. 6". */
  #advance(end: number, tail: Tail): Found | undefined {
    const at = this.#tokens[end]?.text === '.' ? end + 1 : end;
    const number = this.#tokens[at];
    const time = timeAt(this.#tokens, at);
    if (number?.kind === 'number' && number.text.length <= 2 && time === undefined) {
      const day = Number(number.text);
      const last =
        this.#tokens[at + 1]?.text === '-' && this.#tokens[at + 2]?.kind === 'number' ? at + 3 : at + 1;
      const isDay =
        day >= 1 && day <= 31 && (isBoundary(this.#tokens, last) || this.#tokens[last]?.text === ',');
      return isDay
        ? this.#embargo(this.#behind(last), { end: last, day, clocks: [], vague: false })
        : undefined;
    }
    return this.#weak(
      number?.kind === 'number' && time !== undefined ? { ...tail, time } : this.#tailFrom(at),
      NO_LETTERS,
    );
  }

  /** "nicht vor Montag, 6 Uhr, veröffentlichen" */
  #circumfixed(from: number, end: number): Found | undefined {
    if (!this.#isDesk && !isBoundary(this.#tokens, end)) return undefined;
    for (let at = from; at < end; at++) {
      const until = untilAt(this.#tokens, at) ?? towardAt(this.#tokens, at) ?? fromAt(this.#tokens, at);
      const time = until === undefined ? undefined : timeAt(this.#tokens, skipCommas(this.#tokens, until));
      if (time !== undefined) return this.#embargo(this.#behind(end), time);
    }
    return undefined;
  }

  /**
   * Behind the time: an end, or a headline that begins; never a clause that goes on.
   * @param isClear whether a colon or dash may follow, as it does in news, too
   */
  #endsWell(end: number, letters: Letters, isClear = true): boolean {
    if (!isClear && !this.#isDesk && (this.#tokens[end]?.text === ':' || isDashAt(this.#tokens, end)))
      return false;
    if (isBoundary(this.#tokens, end) || this.#isDesk) return true;
    const token = this.#tokens[end];
    const next = token?.kind === 'sign' ? this.#tokens[end + 1] : token;
    if (token?.text === ',' && !letters.capitals) return false;
    return (
      letters.capitals &&
      (next === undefined || next.initial || next.kind !== 'word' || token?.kind !== 'word')
    );
  }

  #embargo(to: number, time?: WrittenTime): Found {
    return { kind: 'embargo', to, ...(time === undefined ? {} : { time }) };
  }

  /** With the signs behind it, but for one that opens something. */
  #behind(end: number): number {
    let at = end;
    while (/^[.,!;:)\]*=<>–—|/_-]$/.test(this.#tokens[at]?.text ?? '') && this.#tokens[at]?.newLine !== true)
      at++;
    return at;
  }

  /** To the end of the sentence. */
  #sentence(from: number): number {
    let at = from;
    while (at < this.#tokens.length && !isStop(this.#tokens, at) && this.#tokens[at]?.newLine !== true) at++;
    return this.#behind(at);
  }
}

interface Tail {
  at: number;
  colon: boolean;
  dash: boolean;
  until: boolean;
  /** It is no word that may stand before anything, as "for" and "to". */
  strict: boolean;
  /** It names a beginning: of a release, for an embargo has none. */
  from: boolean;
  /** A hyphen without spaces: the word is part of another. */
  hyphen: boolean;
  comma: boolean;
  time?: WrittenTime;
  /** The end of words for an end that no clock can tell. */
  open?: number;
}

const NO_LETTERS: Letters = { capitals: false, upper: false };

/** Rights end in a year, embargoes do not. */
function isYear(token: Token | undefined): boolean {
  return token?.kind === 'number' && /^(?:19|20)\d\d$/.test(token.text);
}

function hasDay({ day, weekday, ahead }: WrittenTime): boolean {
  return day !== undefined || weekday !== undefined || ahead !== undefined;
}

/** A day and an hour, or an end that only desks name. */
function isTold({ time, open }: Tail): boolean {
  return open !== undefined || (time !== undefined && hasDay(time) && time.clocks.length > 0);
}

function isOver(form: Form): boolean {
  return form === 'lifted' || form === 'none';
}

function skipCommas(tokens: readonly Token[], from: number): number {
  let at = from;
  while (tokens[at]?.text === ',') at++;
  return at;
}
