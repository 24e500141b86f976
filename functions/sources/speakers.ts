/**
 * Who speaks: the person beside a verb of saying, with the office or company that the sentence gives. Quotations
 * are preferred evidence; without one only a full name straight beside the verb counts. Institutions do not speak.
 */
import { GRAMMAR, languagesOf, phraseAt, wordSet } from './grammar.ts';
import { mentionsIn } from './matcher.ts';
import type { QuoteSpan } from './quotes.ts';
import { isPunctuation, trimEndOf, wordsOf, type Word } from './words.ts';
import { HOUSE_COMPOUND, ORGANISATION } from './words/houses.ts';
import {
  ACCORDING,
  CONJUNCTION,
  DETERMINER,
  GERMAN_ROLE,
  NO_NAME,
  PARTICLE,
  PREPOSITION,
  PRONOUN,
  SKIPPED,
  TRANSITIVE,
} from './words/people.ts';

export interface Speaker {
  /** As written: a full name, a last name, or "An Israeli official". */
  name: string;
  start: number;
  end: number;
  evidence: string;
  confidence: number;
  affiliation?: string;
  /** Of a last name: the full name that stands before it. */
  fullName?: string;
}

/** A noun phrase with a person in it; indices of words. */
interface Person {
  from: number;
  to: number;
  /** Where the phrase begins and ends, with role and apposition. */
  phraseFrom: number;
  phraseTo: number;
  affiliation?: string;
  isNamed: boolean;
  /** Where the one was named whom a pronoun means here; the evidence is the verb alone. */
  meant?: Place;
}

/** Stands for a whole quotation among the words. */
const QUOTE = '""';
const SAYING = wordSet('tell', 'say');
const MAX_EVIDENCE = 160;
/** On either side of a verb. */
const MAX_SENTENCE_WORDS = 100;

/** @param spans the quotations of the text, in order */
export function speakersIn(text: string, spans: readonly QuoteSpan[]): Speaker[] {
  const found: Speaker[] = [];
  let from = 0;
  while (from < text.length) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    if (to - from > 12) speakersOfParagraph(text, from, to, spans, found);
    from = to + 1;
  }
  return found;
}

function speakersOfParagraph(
  text: string,
  from: number,
  to: number,
  spans: readonly QuoteSpan[],
  found: Speaker[],
): void {
  const words = maskedWords(text, from, to, spans);
  let spoken = 0;
  for (let at = 0; at < words.length; at++) {
    if (words[at]?.text === QUOTE && words[at - 1]?.text === ':') {
      addBeforeColon(text, words, at, spoken, found);
      continue;
    }
    const cue = phraseAt(GRAMMAR.quote, words, at) ?? anyVerb(words, at);
    if (cue === undefined) continue;
    const bounds = sentenceOf(words, at);
    const quoted = isDashed(words, bounds.from) || hasQuote(words, bounds);
    if (isOfItself(words, cue.to)) continue;
    if (
      quoted ||
      SAYING.has(words[at]?.text ?? '') ||
      isFollowedByThat(words, cue.to) ||
      ACCORDING.test(cue.phrase)
    ) {
      const person = personBeside(text, words, { from: at, to: cue.to, phrase: cue.phrase }, bounds, quoted);
      if (person !== undefined) {
        addSpeaker(text, words, person, { from: at, to: cue.to }, quoted, found);
        spoken = cue.to;
      }
    }
    at = cue.to - 1;
  }
}

/** "X said on Monday its profit rose": people have no "its". */
function isOfItself(words: readonly Word[], from: number): boolean {
  let at = from;
  while (at < from + 4 && (/^(?:on|late|that)$/.test(words[at]?.text ?? '') || isDay(words[at]))) at++;
  return words[at]?.text === 'its';
}

function isDay(word: Word | undefined): boolean {
  return word !== undefined && word.capital && GRAMMAR.between.has(word.text);
}

/** "The engineer Ana Rosa is careful: “...”": who the sentence before the colon begins with, where no verb said it. */
function addBeforeColon(
  text: string,
  words: readonly Word[],
  quote: number,
  spoken: number,
  found: Speaker[],
): void {
  const bounds = sentenceOf(words, quote - 1);
  if (spoken > bounds.from || quote - bounds.from > 25) return;
  // "Et Quentin Ravoux de conclure : « ... »"
  const from = CONJUNCTION.has(words[bounds.from]?.text ?? '') ? bounds.from + 1 : bounds.from;
  const person = plausible(text, words, named2(personAhead(text, words, from, quote - 1, true)));
  if (person !== undefined) addSpeaker(text, words, person, { from: quote - 1, to: quote }, true, found);
}

/** "warned that", "warnte, dass", "recordó que": indirect speech, whatever the verb. */
function isFollowedByThat(words: readonly Word[], at: number): boolean {
  const next = words[at]?.text === ',' ? words[at + 1] : words[at];
  return next !== undefined && THAT.test(next.text);
}

/** In the North (and in print elsewhere) a dash at the start of a sentence opens what is said. */
function isDashed(words: readonly Word[], from: number): boolean {
  const first = words[from];
  return first !== undefined && /^[-–—]$/.test(first.text) && words[from + 1]?.start === first.end + 1;
}

/** The words of a paragraph with every quotation of two words or more as one mark. */
function maskedWords(text: string, from: number, to: number, spans: readonly QuoteSpan[]): Word[] {
  const words: Word[] = [];
  let at = from;
  for (const span of spans) {
    if (span.end <= from) continue;
    if (span.start >= to) break;
    if (isScareQuote(text, span)) continue;
    addWords(words, text, at, span.start);
    words.push({ text: QUOTE, start: span.start, end: span.end, capital: false, capitals: false });
    at = Math.min(span.end, to);
  }
  addWords(words, text, at, to);
  return words;
}

/** One word in quotation marks; but “Never,” at the start of a sentence is said. */
function isScareQuote(text: string, { start, end }: QuoteSpan): boolean {
  const inside = text.slice(start + 1, end - 1).trim();
  if (/\S\s+\S/.test(inside)) return false;
  const begins = /(?:^|[.!?:]\s|\n)$/.test(text.slice(Math.max(0, start - 2), start));
  return !begins || !(/[,.!?]$/.test(inside) || text[end] === ',');
}

function addWords(words: Word[], text: string, from: number, to: number): void {
  for (const word of wordsOf(text, from, to)) words.push(word);
}

function sentenceOf(words: readonly Word[], at: number): { from: number; to: number } {
  const isStop = (index: number): boolean =>
    /^[.!?;]$/.test(words[index]?.text ?? '') &&
    (words[index + 1] === undefined ||
      words[index + 1]?.capital === true ||
      words[index + 1]?.text === QUOTE ||
      /^[-–—]$/.test(words[index + 1]?.text ?? '')) &&
    !isAbbreviation(words, index);
  const first = Math.max(0, at - MAX_SENTENCE_WORDS);
  const last = Math.min(words.length, at + MAX_SENTENCE_WORDS);
  let from = at;
  while (from > first && !isStop(from - 1)) from--;
  let to = at;
  while (to < last && !isStop(to)) to++;
  return { from, to };
}

/** "U.S.", "Mr.", "J.": a stop that ends no sentence. */
function isAbbreviation(words: readonly Word[], stop: number): boolean {
  const before = words[stop - 1];
  const mark = words[stop];
  if (before === undefined || mark?.text !== '.' || mark.start !== before.end) return false;
  return (
    before.capital &&
    (before.text.length <= 2 ||
      /^(?:u\.s|mrs|gen|sen|rep|gov|col|lt|sgt|capt|prof|rev|sra|dra|mme)$/.test(before.text))
  );
}

function hasQuote(words: readonly Word[], { from, to }: { from: number; to: number }): boolean {
  for (let at = from; at < to; at++) if (words[at]?.text === QUOTE) return true;
  // "She said so. “It works.”": a colon or a following quotation belongs to the sentence
  return words[to + 1]?.text === QUOTE && words[to]?.text === ':';
}

interface Cue {
  from: number;
  to: number;
  phrase: string;
}

function personBeside(
  text: string,
  words: readonly Word[],
  cue: Cue,
  bounds: { from: number; to: number },
  quoted: boolean,
): Person | undefined {
  const ahead = (): Person | undefined => {
    if (TRANSITIVE.has(cue.phrase)) return undefined;
    const from = behindAddressee(text, words, cue.to, bounds.to);
    return plausible(text, words, personAhead(text, words, from, bounds.to, quoted || from > cue.to));
  };
  // "Pour X, « ... »" opens the sentence, elsewhere it means "for"
  if (FOR.test(cue.phrase)) return quoted && cue.from === bounds.from ? named2(ahead()) : undefined;
  if (ACCORDING.test(cue.phrase)) return ahead();
  const before = words[cue.from - 1];
  const opens =
    before === undefined || cue.from === bounds.from || before.text === QUOTE || isPunctuation(before);
  const behind = (): Person | undefined =>
    plausible(text, words, personBehind(text, words, cue.from, bounds.from, quoted));
  if (cue.phrase === ANY_VERB) return named2(ahead());
  const near = opens ? (ahead() ?? behind()) : (behind() ?? ahead());
  if (near !== undefined || !quoted) return near;
  // "An official would not say more, but told AFP: ...": who the sentence begins with
  if (before !== undefined && CONJUNCTION.has(before.text))
    return personAhead(text, words, bounds.from, cue.from, quoted);
  return personMeant(text, words, cue, bounds);
}

function named2(person: Person | undefined): Person | undefined {
  return person?.isNamed === true && person.to - person.from >= 2 ? person : undefined;
}

const THAT = /^(?:that|dass|que|che|dat|att|at|qu')$/;
const FOR = /^(?:pour|per|para|für|for|voor)$/;
const ANY_VERB = '*';

/** "“...”, sighed Ana Rosa": any word straight behind a quotation and before a name in full is a verb of saying. */
function anyVerb(words: readonly Word[], at: number): { to: number; phrase: string } | undefined {
  const word = words[at];
  const before = words[at - 1]?.text === ',' ? words[at - 2] : words[at - 1];
  if (word === undefined || before?.text !== QUOTE || word.capital || isPunctuation(word)) return undefined;
  if (
    word.text.length < 3 ||
    PREPOSITION.has(word.text) ||
    CONJUNCTION.has(word.text) ||
    DETERMINER.has(word.text)
  ) {
    // "a réagi", "ha tuonato", "hat gemahnt"
    const next = words[at + 1];
    const isAuxiliary =
      /^(?:a|ha|hat|har|heeft|avait)$/.test(word.text) && next !== undefined && !next.capital;
    return isAuxiliary && !isPunctuation(next) && !GRAMMAR.quote.has(next.text)
      ? { to: at + 2, phrase: ANY_VERB }
      : undefined;
  }
  return { to: at + 1, phrase: ANY_VERB };
}

/**
 * Behind the one who is told, after a verb of telling: "dijo a la AFP | Clara Montúfar", "ha detto ai microfoni
 * dell'AGI | Marta Ferrandi", "résume, joint par l'AFP, | Bastien Courvoisier", "prometió ante la prensa | el técnico".
 */
function behindAddressee(text: string, words: readonly Word[], from: number, limit: number): number {
  const first = words[from];
  if (first === undefined || from >= limit || first.text === QUOTE) return from;
  const start = first.text === ',' ? from + 1 : from;
  const after = behindAgency(text, words, start, limit);
  if (first.text === ',') return after > start && words[after - 1]?.text === ',' ? after : from;
  if (after > start) return after;
  return behindPress(words, from);
}

function behindAgency(text: string, words: readonly Word[], from: number, limit: number): number {
  const first = words[from];
  if (first === undefined || from >= limit) return from;
  const mention = mentionsIn(text.slice(first.start, first.start + ADDRESSEE_REACH), 'running').find(
    ({ alias }) => alias.trust !== 'slot',
  );
  if (mention === undefined) return from;
  const start = first.start + mention.start;
  const end = first.start + mention.end;
  let at = from;
  for (; at < limit && (words[at]?.start ?? end) < start; at++) {
    const word = words[at];
    const isBetween = word?.capital === false && !isPunctuation(word) && !isRole(words, at);
    if (!isBetween && !TO_AGENCY.has(word?.text ?? '')) return from;
    if (at - from > 6) return from;
  }
  const last = words[at - 1]?.text ?? '';
  if (at > from && !TO_AGENCY.has(last) && !PREPOSITION.has(last)) return from;
  // "selon Petra Lindholm": the name of a person, not of an agency
  if (at === from && words[at + 1]?.capital === true) return from;
  while (at < limit && (words[at]?.start ?? end) < end) at++;
  let comma = at;
  // "por teléfono", "par téléphone", "am Dienstag": up to the comma or the name
  while (
    comma < limit &&
    comma - at < 4 &&
    words[comma]?.capital === false &&
    !DETERMINER.has(words[comma]?.text ?? '') &&
    !isRole(words, comma) &&
    words[comma]?.text !== ','
  )
    comma++;
  if (words[comma]?.text === ',') return comma + 1;
  return words[comma]?.capital === true || DETERMINER.has(words[comma]?.text ?? '') || isRole(words, comma)
    ? comma
    : at;
}

/** "ante la prensa", "devant les journalistes", "ai cronisti": nobody in particular is told. */
function behindPress(words: readonly Word[], from: number): number {
  if (!PREPOSITION.has(words[from]?.text ?? '') && !FACING.test(words[from]?.text ?? '')) return from;
  const noun = DETERMINER.has(words[from + 1]?.text ?? '') ? from + 2 : from + 1;
  return PRESS.test(words[noun]?.text ?? '') ? noun + 1 : from;
}

const FACING =
  /^(?:ante|devant|davanti|perante|ai|agli|alla|aos|à|tegen|tegenover|vor|über|inför|foran|auprès)$/;
const PRESS =
  /^(?:press|prensa|presse|stampa|imprensa|pers|pressen|reporters|reporter|journalists|journalistes|journalisten|journalister|periodistas|giornalisti|cronisti|jornalistas|repórteres|verslaggevers)$/;

const ADDRESSEE_REACH = 90;
const TO_AGENCY = wordSet('to', 'glue', 'agency');

/** "..., he said", "..., ha declarado a la salida": the only person named in the paragraph before. */
function personMeant(
  text: string,
  words: readonly Word[],
  cue: Cue,
  bounds: { from: number; to: number },
): Person | undefined {
  const next = words[cue.to];
  const before = words[cue.from - 1];
  const isPronoun =
    PRONOUN.has(next?.text ?? '') ||
    PRONOUN.has(before?.text ?? '') ||
    PRONOUN.has(words[cue.from - 2]?.text ?? '');
  const endsHere = next === undefined || /^[.!;]$/.test(next.text);
  const dropsSubject =
    before?.text === ',' &&
    words[cue.from - 2]?.text === QUOTE &&
    (ROMANCE.test(words[cue.from]?.text ?? '') || (endsHere && isRomance(cue.phrase)));
  if (!isPronoun && !dropsSubject) return undefined;
  const here = peopleIn(text, words, Math.min(bounds.to, cue.from));
  // nobody in this paragraph: who the one before is about
  const people = here.size > 0 || !isPronoun ? here : peopleBefore(text, words[0]?.start ?? 0);
  const [place, ...others] = people.values();
  if (place === undefined || others.length > 0) return undefined;
  return { from: cue.from, to: cue.to, phraseFrom: cue.from, phraseTo: cue.to, isNamed: true, meant: place };
}

/** The people named among words[0, to), by last name. */
function peopleIn(text: string, words: readonly Word[], to: number): Map<string, Place> {
  const people = new Map<string, Place>();
  for (let at = 0; at < to; at++) {
    if (words[at]?.capital !== true || NO_NAME.has(words[at]?.text ?? '')) continue;
    const run = nameRun(words, at, to);
    if (run === undefined) continue;
    const start = words[run.from]?.start ?? 0;
    const end = words[run.to - 1]?.end ?? 0;
    const isFull =
      run.to - run.from >= 2 &&
      !isOrganisation(words, run, 0) &&
      !PREPOSITION.has(words[run.from - 1]?.text ?? '');
    if (isFull || fullNameOf(text, text.slice(start, end), start) !== undefined)
      people.set(words[run.to - 1]?.text ?? '', { start, end });
    at = run.to - 1;
  }
  return people;
}

/** The people of the paragraph that ends before a place. */
function peopleBefore(text: string, place: number): Map<string, Place> {
  let end = place;
  while (end > 0 && text[end - 1] === '\n') end--;
  const words = wordsOf(text, Math.max(text.lastIndexOf('\n', end - 1) + 1, end - MAX_PARAGRAPH), end);
  return peopleIn(text, words, words.length);
}

const MAX_PARAGRAPH = 1000;

const ROMANCE_LANGUAGES = languagesOf('es', 'pt', 'it');

function isRomance(phrase: string): boolean {
  return ((GRAMMAR.quote.get(phrase) ?? 0) & ROMANCE_LANGUAGES) !== 0;
}

/** Forms of languages that leave the pronoun out. */
const ROMANCE =
  /^(?:ha|dijo|dice|declaró|explicó|aseguró|afirmó|señaló|añadió|agregó|recordó|insistió|concluyó|lamentó|advirtió|disse|diz|afirmou|acrescentou|explicou|concluiu|lamentou|contou|garantiu|spiega|dice|aggiunge|conclude|racconta|sottolinea|afferma|osserva|manifestó|relató|comentó|sostuvo|apuntó|reconoció|subrayó|destacó|denunció|referiu|sublinhou|frisou|recordou|lembrou|completou|resumiu|zanjó)$/;

/** "said State Department spokeswoman Jen Psaki", "sagte die Ministerin Anna Berg": a person from words[from] on. */
function personAhead(
  text: string,
  words: readonly Word[],
  from: number,
  limit: number,
  quoted: boolean,
): Person | undefined {
  let at = from;
  while (
    at < limit &&
    (SKIPPED.has(words[at]?.text ?? '') || words[at]?.text === '-') &&
    words[at]?.capital !== true
  )
    at++;
  const phraseFrom = at;
  let role = -1;
  for (; at < Math.min(limit, phraseFrom + 14); at++) {
    const word = words[at];
    if (word === undefined) return undefined;
    // "la maire (divers gauche) Odile Sarrazin"
    if (word.text === '(' && role >= 0) {
      const close = words.findIndex(({ text: mark }, index) => index > at && mark === ')');
      if (close > at && close - at <= 5) {
        at = close;
        continue;
      }
    }
    if (isPunctuation(word)) {
      // "said the minister, Anna Berg"
      const run = word.text === ',' && (role >= 0 || quoted) ? nameRun(words, at + 1, limit) : undefined;
      if (run !== undefined && run.to - run.from >= 2 && !isRole(words, run.from))
        return named(text, words, run, { phraseFrom, phraseTo: run.to, role: [phraseFrom, at] });
      break;
    }
    const isArticle = at === phraseFrom && DETERMINER.has(word.text);
    if (word.capital && !isArticle && !isRoleWord(word) && !NO_NAME.has(word.text)) {
      const run = nameRun(words, at, limit);
      if (run === undefined) return undefined;
      const previous = words[at - 1];
      const belongs = at > phraseFrom && previous !== undefined && PREPOSITION.has(previous.text);
      const leadsToRole = isRole(words, run.to) && !belongs;
      if (belongs || leadsToRole) {
        at = run.to - 1;
        continue;
      }
      if (at > phraseFrom && role < 0 && !isTitled(words, phraseFrom, at)) {
        // "la diarista Neide Sant'Anna": whatever noun stands between an article and a name in full
        const isNoun =
          (quoted || /^\d/.test(words[at - 1]?.text ?? '')) &&
          run.to - run.from >= 2 &&
          at - phraseFrom <= 4 &&
          isPlainNoun(words, phraseFrom, at);
        if (!isNoun) return undefined;
      }
      if (isOrganisation(words, run, phraseFrom)) return undefined;
      return named(text, words, run, { phraseFrom, phraseTo: run.to, role: [phraseFrom, run.from] });
    }
    if (isRoleWord(word)) role = at;
    else if (
      quoted &&
      !PREPOSITION.has(word.text) &&
      !GRAMMAR.quote.has(word.text) &&
      !CONJUNCTION.has(word.text)
    )
      continue;
    else if (
      at === phraseFrom &&
      !DETERMINER.has(word.text) &&
      !word.capital &&
      !GRAMMAR.title.has(word.text)
    )
      return undefined;
    else if (CONJUNCTION.has(word.text) && role < 0) return undefined;
  }
  return quoted && role >= 0 ? anonymous(text, words, phraseFrom, role) : undefined;
}

function isPlainNoun(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const { text, capital } = words[at] ?? { text: '', capital: true };
    if (
      capital ||
      PREPOSITION.has(text) ||
      CONJUNCTION.has(text) ||
      GRAMMAR.quote.has(text) ||
      /^(?:that|dass|que|che|att|at|dat|last|next|this|nothing|not)$/.test(text)
    )
      return false;
  }
  return true;
}

function isTitled(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const word = words[at];
    if (
      word !== undefined &&
      !isPunctuation(word) &&
      !GRAMMAR.title.has(word.text) &&
      !DETERMINER.has(word.text)
    )
      return false;
  }
  return true;
}

/** "Yuval Steinitz, a minister, said", "State Department spokeswoman Jen Psaki said": a person that ends at words[to]. */
function personBehind(
  text: string,
  words: readonly Word[],
  to: number,
  limit: number,
  quoted: boolean,
): Person | undefined {
  let end = to;
  while (end > limit && SKIPPED.has(words[end - 1]?.text ?? '') && words[end - 1]?.capital !== true) end--;
  // "Innenminister Jens Pohl (CDU) sagte"
  if (words[end - 1]?.text === ')') {
    const open = words.findLastIndex(({ text: mark }, at) => at < end && mark === '(');
    if (open > limit && end - open <= 5) end = open;
  }
  const comma = words[end - 1]?.text === ',';
  if (comma) {
    const open = previousComma(words, end - 2, limit);
    if (open === undefined) return undefined;
    const inner = nameRun(words, open + 1, end - 1);
    if (inner?.to === end - 1 && inner.to - inner.from >= 2 && !isRole(words, open + 1)) {
      const phraseFrom = roleStart(words, open, limit);
      return named(text, words, inner, {
        phraseFrom: Math.min(phraseFrom, inner.from),
        phraseTo: end,
        role: [phraseFrom, open],
      });
    }
    const run = personRun(words, runEnding(words, open, limit), limit);
    if (
      run === undefined ||
      (run.to - run.from < 2 && open - run.to > 0) ||
      isOrganisation(words, run, limit)
    ) {
      // "The head of the mission, Swiss general Urs Zollinger, said"
      const own = runEnding(words, end - 1, open + 1);
      if (own === undefined || own.to - own.from < 2 || isOrganisation(words, own, open + 1))
        return undefined;
      if (PREPOSITION.has(words[own.from - 1]?.text ?? '')) return undefined;
      return named(text, words, own, { phraseFrom: open + 1, phraseTo: end, role: [open + 1, own.from] });
    }
    return named(text, words, run, { phraseFrom: run.from, phraseTo: end, role: [open + 1, end - 1] });
  }
  const run = personRun(words, runEnding(words, end, limit), limit);
  if (run === undefined) {
    const role = end - 1;
    if (!quoted || role < limit || !isRole(words, role)) return undefined;
    return anonymous(text, words, roleStart(words, end, limit), role);
  }
  const phraseFrom = roleStart(words, run.from, limit);
  if (isOrganisation(words, run, phraseFrom)) return undefined;
  // "she said that Ana Rosa had promised": told of, not telling
  if (quoted && THAT.test(words[phraseFrom - 1]?.text ?? '')) return undefined;
  const previous = words[run.from - 1];
  if (previous !== undefined && run.from > limit && PREPOSITION.has(previous.text)) {
    // "a spokesman for Acme said"
    const noun = findRole(words, phraseFrom, run.from);
    return quoted && noun >= 0 ? anonymous(text, words, phraseFrom, noun) : undefined;
  }
  return named(text, words, run, { phraseFrom, phraseTo: end, role: [phraseFrom, run.from] });
}

/**
 * The person of a run that may end in a house: "Pär Lindstam of the University of Oskelund" is Pär Lindstam,
 * "Sjoerd Bouma van Lindqvist Partners" is Sjoerd Bouma.
 */
function personRun(words: readonly Word[], run: Run | undefined, limit: number): Run | undefined {
  if (run === undefined) return undefined;
  const particle = words.findIndex(
    ({ text, capital }, at) => at > run.from + 1 && at < run.to && !capital && PARTICLE.has(text),
  );
  if (particle > 0 && isOrganisation(words, { from: particle, to: run.to }, particle))
    return { from: run.from, to: particle };
  let from = run.from;
  for (let step = 0; step < 3; step++) {
    let at = from - 1;
    if (DETERMINER.has(words[at]?.text ?? '') && words[at]?.capital === false) at--;
    if (at < limit || !PREPOSITION.has(words[at]?.text ?? '')) return from === run.from ? run : undefined;
    const outer = runEnding(words, at, limit);
    if (outer === undefined) return undefined;
    if (
      outer.to - outer.from >= 2 &&
      !isOrganisation(words, outer, limit) &&
      !PREPOSITION.has(words[outer.from - 1]?.text ?? '')
    )
      return outer;
    from = outer.from;
  }
  return run;
}

function findRole(words: readonly Word[], from: number, to: number): number {
  for (let at = from; at < to; at++) if (isRole(words, at)) return at;
  return -1;
}

/** Where the role before a name begins: back to a stop, a verb of saying or a conjunction. */
function roleStart(words: readonly Word[], end: number, limit: number): number {
  let from = end;
  let role = false;
  while (from > limit && end - from < 12) {
    const word = words[from - 1];
    if (
      word === undefined ||
      (isPunctuation(word) &&
        word.text !== '.' &&
        word.text !== '&' &&
        word.text !== '’' &&
        word.text !== "'")
    )
      break;
    if (
      word.text === QUOTE ||
      (CONJUNCTION.has(word.text) && !word.capital) ||
      GRAMMAR.quote.has(word.text) ||
      /^(?:that|dass|que|che|at|att|dat|when|as|where|while)$/.test(word.text)
    )
      break;
    from--;
    if (isRoleWord(word)) role = true;
  }
  return role || isTitled(words, from, end) ? from : end;
}

function previousComma(words: readonly Word[], from: number, limit: number): number | undefined {
  for (let at = from; at > Math.max(limit, from - 18); at--) {
    const text = words[at]?.text;
    if (text === ',') return at;
    if (text === QUOTE || text === ':') return undefined;
  }
  return undefined;
}

interface Place {
  start: number;
  end: number;
}

interface Run {
  from: number;
  to: number;
}

/** "Dr", "M.", "President". */
function isTitle(words: readonly Word[], at: number): boolean {
  const text = words[at]?.text ?? '';
  return GRAMMAR.title.has(text) || (words[at + 1]?.text === '.' && GRAMMAR.title.has(`${text} .`));
}

/** Capitalised words and particles from words[from] on, without titles at the front. */
function nameRun(words: readonly Word[], from: number, limit: number): Run | undefined {
  let to = from;
  while (to < limit) {
    const word = words[to];
    if (word === undefined) break;
    const isInitial = word.text === '.' && words[to - 1] !== undefined && isAbbreviation(words, to);
    const isParticle =
      PARTICLE.has(word.text) && to > from && to + 1 < limit && isParticleHere(words, to, from);
    if (!(word.capital && !isPunctuation(word)) && !isInitial && !isParticle) break;
    if (word.capital && to > from && isRoleWord(word) && !GRAMMAR.title.has(word.text)) break;
    to++;
  }
  let start = from;
  const head = words[from]?.text ?? '';
  if (to - from >= 3 && head.length > 9 && /er(?:in)?$/.test(head) && head !== 'christopher') start++;
  while (
    start < to &&
    (isTitle(words, start) || isRoleWord(words[start]) || words[start]?.text === '.') &&
    to - start > 1
  )
    start++;
  return to > start && to - start <= 6 ? { from: start, to } : undefined;
}

/**
 * "van der Berg" and "de la Cruz" are names; "sagte Jens Pohl der Agentur ..." is not one: an article needs
 * another particle before it, and no house behind it.
 */
function isParticleHere(words: readonly Word[], at: number, from: number): boolean {
  const next = words[at + 1];
  const isArticle = /^(?:der|den|het|la|le|las|los)$/.test(words[at]?.text ?? '');
  const afterParticle = at - 1 > from && PARTICLE.has(words[at - 1]?.text ?? '');
  if (isArticle && !afterParticle) return false;
  if (next === undefined) return false;
  if (PARTICLE.has(next.text))
    return words[at + 2]?.capital === true && !isHouseWord(words[at + 2]?.text ?? '');
  return next.capital && !next.capitals && !GRAMMAR.agency.has(next.text) && !isHouseWord(next.text);
}

/** Capitalised words and particles that end at words[to]. */
function runEnding(words: readonly Word[], to: number, limit: number): Run | undefined {
  let from = to;
  while (from > limit) {
    const word = words[from - 1];
    if (word === undefined) break;
    const isInitial = word.text === '.' && isAbbreviation(words, from - 1);
    const isParticle =
      PARTICLE.has(word.text) &&
      from < to &&
      words[from - 2]?.capital === true &&
      from - 2 >= limit &&
      !NO_NAME.has(words[from - 2]?.text ?? '');
    if (!(word.capital && !isPunctuation(word)) && !isInitial && !isParticle) break;
    if (from < to && word.capital && isRoleWord(word) && !GRAMMAR.title.has(word.text)) break;
    from--;
  }
  return from < to ? nameRun(words, from, to) : undefined;
}

function isRoleWord(word: Word | undefined): boolean {
  if (word === undefined) return false;
  const text = word.text.includes('-') ? word.text.slice(word.text.lastIndexOf('-') + 1) : word.text;
  return (
    GRAMMAR.person.has(text) ||
    isDefinite(text) ||
    GRAMMAR.person.has(word.text) ||
    (text.length > 7 && GERMAN_ROLE.test(text))
  );
}

/** "kommunalrådet", "rektoren": the article of the North is an ending. */
function isDefinite(text: string): boolean {
  return (
    text.length > 6 &&
    /(?:et|en|n|t)$/.test(text) &&
    [1, 2].some((end) => GRAMMAR.person.has(text.slice(0, -end)))
  );
}

function isRole(words: readonly Word[], at: number): boolean {
  return isRoleWord(words[at]);
}

function isHouseWord(word: string): boolean {
  return ORGANISATION.has(word) || GRAMMAR.agency.has(word) || (word.length > 6 && HOUSE_COMPOUND.test(word));
}

/** The name of a house rather than a person: by its words, its article, or as an agency of the register. */
function isOrganisation(words: readonly Word[], { from, to }: Run, limit: number): boolean {
  for (let at = from; at < to; at++) {
    const word = words[at]?.text ?? '';
    if (isHouseWord(word) || (NO_NAME.has(word) && at === from)) return true;
  }
  const previous = words[from - 1];
  if (previous === undefined || from - 1 < Math.max(0, limit - 1)) return false;
  return DETERMINER.has(previous.text) && !previous.capital && !/^(?:de|la|le|el|a|o)$/.test(previous.text);
}

function named(
  text: string,
  words: readonly Word[],
  run: Run,
  { phraseFrom, phraseTo, role }: { phraseFrom: number; phraseTo: number; role: [number, number] },
): Person | undefined {
  const first = words[run.from];
  const last = words[run.to - 1];
  if (first === undefined || last === undefined || NO_NAME.has(first.text)) return undefined;
  const given = affiliationOf(text, words, role) ?? appositionOf(text, words, run.to);
  return {
    from: run.from,
    to: run.to,
    phraseFrom,
    phraseTo,
    isNamed: true,
    ...(given === undefined ? {} : { affiliation: given }),
  };
}

/** "said Anneke Voss, a strategist at Lindqvist Partners." */
function appositionOf(text: string, words: readonly Word[], comma: number): string | undefined {
  if (words[comma]?.text !== ',') return undefined;
  let to = comma + 1;
  while (to < words.length && to - comma < 16 && !/^[,.;:"!?()–—]$/.test(words[to]?.text ?? '')) to++;
  const given = affiliationOf(text, words, [comma + 1, to]);
  return given !== undefined && findRole(words, comma + 1, to) >= 0 ? given : undefined;
}

function affiliationOf(
  text: string,
  words: readonly Word[],
  [from, to]: [number, number],
): string | undefined {
  let start = from;
  while (start < to && DETERMINER.has(words[start]?.text ?? '')) start++;
  const first = words[start];
  const last = words[to - 1];
  if (first === undefined || last === undefined || start >= to) return undefined;
  const written = trimEndOf(text.slice(first.start, last.end), ' ,');
  return written.length > 1 && /\p{L}/u.test(written) && written.length <= 140 && !written.includes('\n')
    ? written
    : undefined;
}

/** One that the text has not named: "the minister" is somebody whom it has. */
const INDEFINITE = /^(?:a|an|one|another|un|une|ein|eine|einer|una|uno|um|uma|un'|een|en|ett|et|ei|eine)$/;

/** "an Israeli official": the phrase as written is the name. */
function anonymous(text: string, words: readonly Word[], from: number, role: number): Person | undefined {
  if (role - from > 6 || !INDEFINITE.test(words[from]?.text ?? '')) return undefined;
  return text === ''
    ? undefined
    : { from, to: role + 1, phraseFrom: from, phraseTo: role + 1, isNamed: false };
}

/** The person, unless the name is an agency's or a single word that no full name or title explains: a place, a noun. */
function plausible(text: string, words: readonly Word[], person: Person | undefined): Person | undefined {
  const first = words[person?.from ?? -1];
  const last = words[(person?.to ?? 0) - 1];
  if (person === undefined || first === undefined || last === undefined) return undefined;
  const name = text.slice(first.start, last.end);
  const isAgency = mentionsIn(name, 'running').some(
    ({ alias, start, end }) => alias.trust === 'sure' || end - start === name.length,
  );
  if (isAgency) return undefined;
  const isKnown =
    !isSingle(person, name) || hasTitle(words, person) || fullNameOf(text, name, first.start) !== undefined;
  return isKnown ? person : undefined;
}

function isSingle({ isNamed }: Person, name: string): boolean {
  return isNamed && !/\s/.test(name.trim());
}

function addSpeaker(
  text: string,
  words: readonly Word[],
  person: Person,
  cue: { from: number; to: number },
  quoted: boolean,
  found: Speaker[],
): void {
  const start = person.meant?.start ?? words[person.from]?.start;
  const end = person.meant?.end ?? words[person.to - 1]?.end;
  if (start === undefined || end === undefined) return;
  const name = text.slice(start, end);
  const single = isSingle(person, name);
  const fullName = single ? fullNameOf(text, name, start) : undefined;
  const from = Math.min(person.phraseFrom, cue.from);
  const to = Math.max(person.phraseTo, cue.to);
  const evidence = text.slice(words[from]?.start ?? start, words[to - 1]?.end ?? end).slice(0, MAX_EVIDENCE);
  found.push({
    name,
    start,
    end,
    evidence,
    confidence: confidenceOf(person, quoted, single),
    ...(person.affiliation === undefined ? {} : { affiliation: person.affiliation }),
    ...(fullName === undefined ? {} : { fullName }),
  });
}

function confidenceOf({ isNamed, meant }: Person, quoted: boolean, single: boolean): number {
  if (meant !== undefined) return 0.75;
  if (!isNamed) return 0.7;
  if (!quoted) return 0.8;
  return single ? 0.85 : 0.9;
}

function hasTitle(words: readonly Word[], { from }: Person): boolean {
  const before = words[from - 1]?.text === '.' ? words[from - 2] : words[from - 1];
  return (
    before !== undefined && before.capital && GRAMMAR.title.has(before.text) && !DETERMINER.has(before.text)
  );
}

/** The full name that a last name belongs to: the nearest mention before it that has a first name. */
function fullNameOf(text: string, lastName: string, before: number): string | undefined {
  for (let at = text.indexOf(lastName); at >= 0 && at < before; at = text.indexOf(lastName, at + 1)) {
    const head =
      /(?:^|[\s“"„«(])((?:\p{Lu}[\p{L}\p{M}.'’-]*\s(?:(?:de|van|von|der|al|el|bin|del|di|da|la|le|af|ter|ten|den)\s){0,2}){1,2})$/u.exec(
        text.slice(Math.max(0, at - 50), at),
      )?.[1];
    if (head === undefined || /\p{L}/u.test(text[at + lastName.length] ?? '')) continue;
    const words = wordsOf(head);
    const first = words.findLastIndex(
      (word) =>
        word.capital &&
        !GRAMMAR.title.has(word.text) &&
        !isRoleWord(word) &&
        !NO_NAME.has(word.text) &&
        !PARTICLE.has(word.text),
    );
    if (first < 0) continue;
    const start = words[first]?.start ?? 0;
    return `${head.slice(start)}${lastName}`;
  }
  return undefined;
}
