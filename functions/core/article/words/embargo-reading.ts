/**
 * Whether the words at one place are the imperative of an embargo. News about embargoes has the same words; what tells
 * them apart is what follows: a time, an end, a colon, capitals. Vocabulary: embargo.json. One file: all forms are read from
 * the same place.
 */
import table from './embargo.json' with { type: 'json' };
import {
  behindSentence,
  behindSigns,
  hasDay,
  isTold,
  isYear,
  skipCommas,
  tailAt,
  type Tail,
} from './embargo-tail.ts';
import {
  isBoundary,
  isDashAt,
  isEnd,
  isLineEnd,
  lettersOf,
  type Letters,
  type Slot,
  type Start,
} from './slots.ts';
import { fromAt, towardAt, untilAt } from './time-words.ts';
import { timeAt } from './time.ts';
import { isCaseless, type Token } from './tokens.ts';
import { classAt, isStop, Phrases, phrasesOf, subjectAt, type Phrase } from './vocabulary.ts';
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
    'stamp',
    'whole',
    'advance',
    'statement',
    'lifted',
    'none',
  ],
] as const;
type Form = (typeof EMBARGO_FORMS)[number];

let phrases: Phrases<Form> | undefined;

const READERS = {
  time: (tokens: readonly Token[], at: number) =>
    timeAt(tokens, skipCommas(tokens, at))?.end ?? openEndAt(tokens, at),
  moment: (tokens: readonly Token[], at: number) => timeAt(tokens, at)?.core,
};

/** "der Pressekonferenz (Mittwoch, 11 Uhr)", "会見終了まで": the end that no clock can tell, and the hour at which it is expected. */
function openEndAt(tokens: readonly Token[], at: number): number | undefined {
  const end = classAt('open', tokens, at);
  if (end === undefined || tokens[end]?.text !== '(') return end;
  const expected = timeAt(tokens, end + 1)?.end;
  return expected !== undefined && tokens[expected]?.text === ')' ? expected + 1 : end;
}

/** `to`: the token behind all that says so. */
export type Found = { kind: 'embargo'; to: number; time?: WrittenTime } | { kind: 'lifted' };

/** What the words from a place of a slot on say of an embargo. */
export function embargoAt(tokens: readonly Token[], slot: Slot, start: Start): Found | undefined {
  phrases ??= new Phrases(phrasesOf<Form>(table, EMBARGO_FORMS));
  return new Reading(tokens, slot, start).read();
}

/** The end of the mere word for an embargo, or for what is under one, at a place. */
export function nounAt(tokens: readonly Token[], at: number): number | undefined {
  phrases ??= new Phrases(phrasesOf<Form>(table, EMBARGO_FORMS));
  return phrases
    .at(tokens, at, READERS)
    .find(({ phrase }) => phrase.form === 'noun' || phrase.form === 'sure')?.end;
}

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
    // "Levée de l'embargo", and with a day and an hour when that will be
    const isEnding = (end: number): boolean =>
      found.some((other) => other.phrase.form === 'term' && other.end === end) &&
      isTold(tailAt(this.#tokens, end));
    const over = [...found, ...behind].find(
      ({ phrase, end }) => isOver(phrase.form) && this.#isOver(phrase.form, at, end) && !isEnding(end),
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
    return isNested ? undefined : this.#ofSubject(at);
  }

  /** "Denne historie må først offentliggøres mandag kl. 6": what the item is called, and then a time. */
  #ofSubject(at: number): Found | undefined {
    if (this.#slot === 'headline' || this.#slot === 'slugline') return undefined;
    const subject = subjectAt(this.#tokens, at);
    const found = subject === undefined ? undefined : this.read(subject, true);
    return found === undefined || isUntimed(found) || found.kind === 'lifted' ? undefined : found;
  }

  #isOver(form: Form, at: number, end: number): boolean {
    // "Frei", but not "Frei: Montag, 12 Uhr"; "엠바고 해제", but not "엠바고 해제: 5일 오전 6시"
    const isHour = form === 'none' || isCaseless(this.#tokens[at]);
    if (isHour && isTold(tailAt(this.#tokens, end))) return false;
    if (this.#slot === 'note' && (form === 'lifted' || classAt('about', this.#tokens, end) !== undefined))
      return true;
    const { capitals } = lettersOf(this.#tokens, at, end);
    if (this.#slot === 'headline') return capitals && isBoundary(this.#tokens, end);
    // "Die Sperrfrist ist aufgehoben, die Meldung ist frei"
    const isOfItem = this.#tokens[end]?.text === ',' && subjectAt(this.#tokens, end + 1) !== undefined;
    return isBoundary(this.#tokens, end) || (form === 'lifted' && isOfItem);
  }

  #tail(phrase: Phrase<Form>, from: number, end: number, isNested: boolean): Found | undefined {
    const tail = tailAt(this.#tokens, end);
    const letters = lettersOf(this.#tokens, from, end);
    if (/\{(?:time|moment)\}/.test(phrase.words)) return this.#circumfixed(from, end);
    switch (phrase.form) {
      case 'noun':
      case 'term':
      case 'sure':
      case 'adjective':
      case 'statement': {
        const found = this.#label(phrase.form, from, tail, letters, isNested);
        if (found !== undefined && !isUntimed(found)) return found;
        return this.#further(phrase.form, end, tail) ?? found ?? this.#unread(phrase.form, tail, letters);
      }
      case 'alone':
        if (isBoundary(this.#tokens, end))
          return this.#told(tail) ?? this.#embargo(behindSigns(this.#tokens, end));
        return (
          this.#order({ ...tail, until: tail.until || (tail.time?.clocks.length ?? 0) > 0 }, letters) ??
          this.#weak(tail, letters) ??
          this.#shouted(end, letters)
        );
      case 'order':
        return this.#order(tail, letters);
      case 'weak':
        return tail.until ? undefined : this.#weak(tail, letters);
      case 'bare':
        // words of every day, unless the desk speaks or nothing else stands there
        if (!this.#isDesk && !letters.upper && !(this.#isApart() && isTold(tail))) return undefined;
        return tail.until && !letters.upper ? undefined : this.#weak(tail, letters);
      case 'stamp':
        return this.#stamp(tail);
      case 'whole':
        return this.#whole(end, tail, letters);
      case 'advance':
        return this.#advance(end, tail);
      default:
        return undefined;
    }
  }

  /** "EMBARGO", "Under embargo", "SPERRFRIST": alone, with a time, or as the label of what follows. */
  #label(form: Form, from: number, tail: Tail, letters: Letters, isNested: boolean): Found | undefined {
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
      if (isTold && this.#endsWell(time.end, letters, isClear))
        return this.#embargo(behindSigns(this.#tokens, time.end), time);
      const nested = isLabelled && !isNested ? this.read(tail.at, true) : undefined;
      if (nested?.kind === 'embargo') return nested;
      // words that cannot be read stand behind the time: it may be another
      return form === 'sure' && isLabelled ? this.#embargo(tail.at) : undefined;
    }
    const open = tail.open ?? time?.end;
    const isStamped = letters.capitals && (time?.clocks.length ?? 0) > 0;
    // "Sperrfrist Redebeginn"
    const isAllOfIt = form === 'term' && open !== undefined && isLineEnd(this.#tokens, open);
    if (open !== undefined && (until || isLabelled || isStamped || isAllOfIt || this.#isDesk)) {
      if (
        isBoundary(this.#tokens, open) ||
        this.#isDesk ||
        letters.capitals ||
        (colon && this.#endsSoon(open))
      )
        return this.#embargo(behindSentence(this.#tokens, open));
    }
    if (isEnd(this.#tokens, tail.at)) return this.#alone(form, tail, letters);
    const also = isNested ? undefined : this.#also(form, tail.at);
    if (also !== undefined) return also;
    if (tail.strict) {
      const isCalled =
        letters.capitals ||
        this.#isDesk ||
        (form === 'sure' && isCaseless(this.#tokens[from])) ||
        (form !== 'noun' && this.#isShouted());
      const isHeld = isCalled && !isYear(this.#tokens[tail.at]);
      return isHeld ? this.#embargo(behindSentence(this.#tokens, tail.at)) : undefined;
    }
    if (isLabelled) {
      const nested = isNested ? undefined : this.read(tail.at, true);
      if (nested?.kind === 'embargo') return nested;
      const isLabel = form === 'sure' || letters.upper || this.#isDesk;
      return isLabel ? this.#embargo(tail.at) : undefined;
    }
    if (isBoundary(this.#tokens, tail.at)) {
      // "SPERRFRIST! Frei ab Montag, 6 Uhr"
      const nested = isNested ? undefined : this.read(behindSigns(this.#tokens, tail.at), true);
      if (nested?.kind === 'embargo') return nested;
      const isCalled = form === 'term' && this.#tokens[tail.at]?.text === '!';
      return letters.upper || this.#isDesk || form === 'sure' || isCalled
        ? this.#embargo(behindSigns(this.#tokens, tail.at))
        : undefined;
    }
    // a slug is no sentence: its words need no capital
    const goesOn = (this.#tokens[tail.at]?.initial === true || this.#slot === 'slugline') && !tail.comma;
    return (form === 'sure' || form === 'adjective') && letters.capitals && goesOn
      ? this.#embargo(tail.at)
      : undefined;
  }

  /**
   * "Strictly embargoed for use in print and online until 6 p.m. on Monday", "Please respect the embargo: nothing before
   * 2 p.m.": words that nobody knows stand between the label and its end. They begin as the scope of an embargo, or behind
   * a colon; else it is a sentence of the news.
   */
  #further(form: Form, from: number, { at, colon }: Tail): Found | undefined {
    const isTold =
      form === 'sure' || form === 'term' || form === 'statement' || (form === 'adjective' && this.#isDesk);
    if (!isTold || this.#slot === 'headline' || !(colon || at > from)) return undefined;
    for (let next = at; next < at + MOST_SCOPE; next++) {
      if (this.#tokens[next] === undefined || this.#tokens[next]?.newLine === true) return undefined;
      if (isStop(this.#tokens, next)) return undefined;
      const until = untilAt(this.#tokens, next);
      const time = until === undefined ? undefined : timeAt(this.#tokens, skipCommas(this.#tokens, until));
      if (time === undefined || time.vague || time.clocks.length === 0) continue;
      const isLast = isStop(this.#tokens, time.end) || isLineEnd(this.#tokens, time.end);
      return isLast ? this.#embargo(behindSigns(this.#tokens, time.end), time) : undefined;
    }
    return undefined;
  }

  /**
   * "Sperrfrist: Montag, kurz nach sechs", "Embargoed until the ministers meet on Monday": the line is one of an embargo,
   * and its end cannot be read; a person has to. A line by itself, short, and with a day or an hour in it.
   */
  #unread(
    form: Form,
    { at, until, strict, colon, dash, time, from }: Tail,
    letters: Letters,
  ): Found | undefined {
    if (this.#slot === 'headline' || this.#slot === 'slugline' || !this.#start.head || from) return undefined;
    // "EMBARGO EXTENDED BY A YEAR" is news
    // "Sperrefrist for sild går ut fredag": what the news is about
    const isAbout = until && !strict && classAt('about', this.#tokens, at - 1) !== undefined;
    if (isAbout && !colon && !dash) return undefined;
    if (until && !isAbout && time === undefined) {
      // "Embargoed until the jury is back"
      const found = this.#untilEvent(at, strict && form === 'sure' && this.#isLine(at));
      if (found !== undefined) return found;
    }
    const isNoun =
      time === undefined
        ? letters.upper && (colon || dash)
        : letters.upper || (colon && (until || time.vague || time.clocks.length > 0));
    if (!(form === 'noun' ? isNoun : until || colon || dash)) return undefined;
    if (form === 'adjective' && !strict) return undefined;
    let end = at;
    while (this.#tokens[end] !== undefined && !isStop(this.#tokens, end)) {
      if (end > at && this.#tokens[end]?.newLine === true) break;
      end++;
    }
    // the sentence is all there is
    if (!isEnd(this.#tokens, end) && this.#tokens[end]?.newLine !== true) return undefined;
    const rest = this.#tokens.slice(time?.end ?? at, end).filter(({ kind }) => kind !== 'sign');
    const endsTimed = this.#tokens.slice(at + 1, end).some((_, index) => this.#endsAs(at + 1 + index, end));
    const most = time === undefined || endsTimed ? MOST_UNREAD : MOST_UNREAD_BEHIND;
    if (rest.length > most) return undefined;
    // "Sperrefrist: fiskerne må vente til torsdag" is news
    const isTimed =
      time !== undefined ||
      endsTimed ||
      (until && this.#tokens.slice(at, end).some((_, index) => this.#isTime(at + index, end)));
    return isTimed ? this.#embargo(behindSentence(this.#tokens, end)) : undefined;
  }

  /** Whether a day or an hour begins here and ends the line. */
  #endsAs(at: number, end: number): boolean {
    const time = timeAt(this.#tokens, at);
    return time !== undefined && time.end >= end && time.clocks.length > 0;
  }

  /** "Embargo : fin du discours du ministre", as a line by itself. */
  #endsSoon(from: number): boolean {
    if (this.#slot !== 'text' || !this.#start.head) return false;
    return this.#tokens.slice(from).filter(({ kind }) => kind === 'word').length <= MOST_UNREAD_BEHIND;
  }

  /** "Hold for release: Dec. 1, 7 a.m." */
  #told({ colon, dash, time }: Tail): Found | undefined {
    if (!(colon || dash) || time === undefined || time.vague || !isBoundary(this.#tokens, time.end))
      return undefined;
    return this.#embargo(behindSigns(this.#tokens, time.end), time);
  }

  /** "HOLD FOR RELEASE ON WORD FROM THE COURT": goes on in capitals to the end of the label. */
  #shouted(from: number, { capitals, upper }: Letters): Found | undefined {
    let end = from;
    while (this.#tokens[end]?.caps === true && this.#tokens[end]?.newLine !== true) end++;
    const isLabel = capitals || (upper && (this.#isDesk || this.#isShouted()));
    return isLabel && isBoundary(this.#tokens, end)
      ? this.#embargo(behindSigns(this.#tokens, end))
      : undefined;
  }

  /** "This story is embargoed and must not be used before 6 p.m." */
  #also(form: Form, at: number): Found | undefined {
    const and = form === 'statement' || form === 'adjective' ? classAt('and', this.#tokens, at) : undefined;
    const found = and === undefined ? undefined : this.read(and, true);
    return found?.kind === 'embargo' ? found : undefined;
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
        ? this.#embargo(behindSigns(this.#tokens, time.end), time)
        : undefined;
    }
    if (!until) return undefined;
    const end = open ?? time?.end;
    if (end !== undefined && isBoundary(this.#tokens, end))
      return this.#embargo(behindSentence(this.#tokens, end));
    if (strict && (letters.capitals || this.#isDesk) && !isYear(this.#tokens[at]))
      return this.#embargo(behindSentence(this.#tokens, at));
    return this.#untilEvent(at, strict && this.#isLine(at));
  }

  /**
   * "Nie publikować do czasu zakończenia przemówienia", "Får ej återges innan talet hållits": words up to the end of the
   * label that have an event among them.
   * @param isSure whether it is one whatever it waits for
   */
  #untilEvent(from: number, isSure = false): Found | undefined {
    let end = from;
    while (end < from + MOST_UNREAD && !isBoundary(this.#tokens, end) && this.#tokens[end]?.text !== ',')
      end++;
    if (end === from || !isBoundary(this.#tokens, end)) return undefined;
    const isTold = (isSure && isLineEnd(this.#tokens, end)) || hasEvent(this.#tokens, from, end);
    return isTold ? this.#embargo(behindSigns(this.#tokens, end)) : undefined;
  }

  /** A short line by itself above the text. */
  #isLine(from: number): boolean {
    if (this.#slot !== 'text' || !this.#start.head) return false;
    const end = this.#tokens.findIndex(({ newLine }, index) => index >= from && newLine);
    const rest = this.#tokens.slice(from, end < 0 ? undefined : end);
    return rest.filter(({ kind }) => kind === 'word').length <= MOST_UNREAD;
  }

  /** "For release", "frei ab": words of every day, so that the time must be all that follows. */
  #weak({ time, open }: Tail, letters: Letters): Found | undefined {
    const isOpen =
      open !== undefined &&
      (isEnd(this.#tokens, open) ||
        (this.#isDesk && (isBoundary(this.#tokens, open) || this.#tokens[open]?.text === ',')));
    if (isOpen) return this.#embargo(behindSentence(this.#tokens, open));
    if (time === undefined || (time.vague && time.clocks.length === 0 && !hasDay(time))) return undefined;
    const end = time.end;
    const isWhole =
      isEnd(this.#tokens, end) ||
      (this.#slot !== 'headline' && (isStop(this.#tokens, end) || isLineEnd(this.#tokens, end))) ||
      (this.#isBracketed() && /^[)\]]$/.test(this.#tokens[end]?.text ?? ''));
    const isClear = isWhole || (this.#isDesk && this.#endsWell(end, letters));
    if (!isClear && !(letters.capitals && isBoundary(this.#tokens, end))) return undefined;
    return time.vague
      ? this.#embargo(behindSentence(this.#tokens, end))
      : this.#embargo(behindSigns(this.#tokens, end), time);
  }

  /** "HOLD", "WITHHOLD: legal query": the whole of a note, or its label. */
  #whole(end: number, { colon }: Tail, { capitals }: Letters): Found | undefined {
    if (this.#slot !== 'note' || !this.#start.head) return undefined;
    if (isEnd(this.#tokens, end)) return this.#embargo(end);
    return colon && capitals ? this.#embargo(behindSentence(this.#tokens, end)) : undefined;
  }

  /** "Frei ab Mittwoch, 18 Uhr: Werft verkauft ihre Fähre": an hour, and a colon before the news; with a date or a zone a dash. */
  #stamp({ time }: Tail): Found | undefined {
    const isLabel =
      time !== undefined &&
      !time.vague &&
      time.clocks.length > 0 &&
      this.#start.head &&
      (this.#tokens[time.end]?.text === ':' || (isExact(time) && isDashAt(this.#tokens, time.end)));
    return isLabel ? this.#embargo(behindSigns(this.#tokens, time.end), time) : undefined;
  }

  /** A line above the text that is all in capitals, and no more than a line. */
  #isShouted(): boolean {
    const words = this.#tokens.filter(({ kind, text }) => kind === 'word' && text.length > 1);
    return this.#slot === 'text' && words.length <= MOST_SHOUTED && words.every(({ caps }) => caps);
  }

  /** Above the text, in brackets beside a headline, or in its place: no place for a sentence of the news. */
  #isApart(): boolean {
    return this.#slot === 'text' || this.#start.head || this.#isBracketed();
  }

  #isBracketed(): boolean {
    return /^[([]$/.test(this.#tokens[this.#start.at - 1]?.text ?? '');
  }

  /** "Adv01", "ADV 06-07": for use on that day; "Adv. for Sun., Dec. 6". */
  #advance(end: number, tail: Tail): Found | undefined {
    // "Advance 2: chess team reaches the second round"
    const [first] = this.#tokens.slice(end - 1, end);
    if (this.#slot === 'headline' && first?.text === 'advance' && !first.caps) return undefined;
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
        ? this.#embargo(behindSigns(this.#tokens, last), { end: last, day, clocks: [], vague: false })
        : undefined;
    }
    return this.#weak(
      number?.kind === 'number' && time !== undefined ? { ...tail, time } : tailAt(this.#tokens, at),
      NO_LETTERS,
    );
  }

  /** "nicht vor Montag, 6 Uhr, veröffentlichen" */
  #circumfixed(from: number, end: number): Found | undefined {
    if (!this.#isDesk && !isBoundary(this.#tokens, end)) return undefined;
    const found = this.#timeWithin(from, end);
    // "Bis Montag gesperrt: Brücke wird geprüft"
    const isClear =
      this.#slot !== 'headline' || this.#isBracketed() || lettersOf(this.#tokens, from, end).upper;
    return isClear || found?.kind !== 'embargo' || (found.time?.clocks.length ?? 1) > 0 ? found : undefined;
  }

  #timeWithin(from: number, end: number): Found | undefined {
    if (this.#opensWithin(from, end)) return this.#embargo(behindSigns(this.#tokens, end));
    // "6時まで報道禁止": languages that put the word for until behind the time
    const first = timeAt(this.#tokens, from);
    if (first !== undefined) return this.#embargo(behindSigns(this.#tokens, end), first);
    for (let at = from; at < end; at++) {
      const until = untilAt(this.#tokens, at) ?? towardAt(this.#tokens, at) ?? fromAt(this.#tokens, at);
      const time = until === undefined ? undefined : timeAt(this.#tokens, skipCommas(this.#tokens, until));
      if (time !== undefined) return this.#embargo(behindSigns(this.#tokens, end), time);
    }
    const inner = this.#tokens.slice(from, end).findIndex((_, index) => this.#isTime(from + index, end));
    return inner < 0
      ? undefined
      : this.#embargo(behindSigns(this.#tokens, end), timeAt(this.#tokens, from + inner));
  }

  /** An event, and no mere word beside a time: "vor Ende der Rede", not "bis Ende Juli". */
  #opensWithin(from: number, end: number): boolean {
    return this.#tokens.slice(from, end).some((_, index) => {
      const open = classAt('open', this.#tokens, from + index);
      return open !== undefined && open < end && hasEvent(this.#tokens, from + index, open);
    });
  }

  #isTime(at: number, end: number): boolean {
    const time = timeAt(this.#tokens, at);
    return time !== undefined && time.end <= end;
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
      (next === undefined ||
        next.initial ||
        next.kind !== 'word' ||
        token?.kind !== 'word' ||
        this.#slot === 'slugline')
    );
  }

  #embargo(to: number, time?: WrittenTime): Found {
    const isTold = time !== undefined && !this.#mayGoOn(time) && !this.#hasOther(time);
    return { kind: 'embargo', to, ...(isTold ? { time } : {}) };
  }

  /** Behind an hour without a day stands a number that nobody has read, and may be the day; or the other way round. */
  #mayGoOn(time: WrittenTime): boolean {
    if (hasDay(time))
      return time.clocks.length === 0 && (this.#mayHaveHour(time.end) || this.#isMeant(time.end));
    if (this.#hasDayBehind(time.end)) return true;
    if (isBoundary(this.#tokens, time.end)) return false;
    const next = this.#tokens.slice(time.end, time.end + MOST_BEFORE_DAY);
    return next.some(({ kind }) => kind === 'number');
  }

  /** "11 a.m. London time / 6 a.m. in Lima, Wednesday": the same hour elsewhere, and the day of both. */
  #hasDayBehind(from: number): boolean {
    if (!/^[/(=|]$/.test(this.#tokens[from]?.text ?? '')) return false;
    for (let at = from + 1; at < from + MOST_SCOPE; at++) {
      const token = this.#tokens[at];
      if (token === undefined || token.newLine) return false;
      const other = timeAt(this.#tokens, at);
      if (other !== undefined && hasDay(other)) return true;
    }
    return false;
  }

  /** "Web embargo 6 p.m. Thursday; print embargo Friday morning", "hasta el lunes no, hasta el martes": another end, of another day. */
  #hasOther(time: WrittenTime): boolean {
    if (!this.#isDesk && this.#slot !== 'text') return false;
    for (let at = time.end; at < time.end + MOST_SCOPE; at++) {
      if (this.#tokens[at] === undefined || this.#tokens[at]?.newLine === true) return false;
      const end = untilAt(this.#tokens, at) ?? nounAt(this.#tokens, at);
      const other = end === undefined ? undefined : timeAt(this.#tokens, skipCommas(this.#tokens, end));
      if (other !== undefined && hasDay(other) && isOtherDay(time, other)) return true;
    }
    return false;
  }

  /** "Montag, nach Ende der Sitzung": what follows the day says more of the end. */
  #isMeant(end: number): boolean {
    const at = skipCommas(this.#tokens, end);
    if (classAt('open', this.#tokens, at) !== undefined) return true;
    const next = fromAt(this.#tokens, at) ?? at;
    return classAt('open', this.#tokens, next) !== undefined || timeAt(this.#tokens, next)?.vague === true;
  }

  /** "2 grudnia, godz. 6": small words and the number of an hour, before any news begins. */
  #mayHaveHour(from: number): boolean {
    const next = this.#tokens.slice(from, from + MOST_BEFORE_DAY + 1);
    const at = next.findIndex(({ kind }) => kind === 'number');
    const number = next[at];
    if (number === undefined || number.text.length > 2 || Number(number.text) > 24) return false;
    const between = next.slice(0, at);
    const isApart = between.some(
      (token, index) =>
        token.newLine || (token.kind === 'word' && token.initial) || isDashAt(this.#tokens, from + index),
    );
    return !isApart && !number.newLine;
  }
}

const MOST_SHOUTED = 16;
/** Tokens between a label and the word for until. */
const MOST_SCOPE = 16;
/** Words of a line by itself whose time nobody can read: of all that follows the label, and behind a day. */
const MOST_UNREAD = 8;
const MOST_UNREAD_BEHIND = 3;

/** Tokens that may stand between an hour and its day: "de la journée du 3". */
const MOST_BEFORE_DAY = 4;

const NO_LETTERS: Letters = { capitals: false, upper: false };

/** A date or a zone, as desks write them and news of what opens on Friday seldom does. */
function isExact({ day, clocks }: WrittenTime): boolean {
  return day !== undefined || clocks.some(({ zone }) => zone !== undefined);
}

/** "3 December" and "Thursday" may be one day. */
function isOtherDay(one: WrittenTime, other: WrittenTime): boolean {
  return (
    (['day', 'month', 'weekday', 'ahead'] as const).some(
      (part) => one[part] !== undefined && other[part] !== undefined && one[part] !== other[part],
    ) || (one.ahead === undefined) !== (other.ahead === undefined)
  );
}

function hasEvent(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some((_, index) => classAt('event', tokens, from + index) !== undefined);
}

function isUntimed(found: Found): boolean {
  return found.kind === 'embargo' && found.time === undefined;
}

function isOver(form: Form): boolean {
  return form === 'lifted' || form === 'none';
}
