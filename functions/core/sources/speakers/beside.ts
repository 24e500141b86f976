/** The person beside a verb of saying: ahead of it or behind it. */
import { GRAMMAR } from '../grammar.ts';
import { isMark, isPunctuation, wordBefore, type Word } from '../words.ts';
import {
  ACCORDING,
  CONJUNCTION,
  DEFINITE,
  DETERMINER,
  FOR,
  NO_NAME,
  POSTPOSITION,
  PREPOSITION,
  RELATIVE,
  SAYING_AS_WELL,
  SKIPPED,
  THAT,
  TRANSITIVE,
} from '../words/people.ts';
import { behindAddressee } from './addressee.ts';
import {
  findRole,
  isOrganisation,
  isRole,
  isRoleWord,
  isTitled,
  nameRun,
  personRun,
  previousComma,
  roleStart,
  runEnding,
} from './names.ts';
import { anonymous, named, type Person, plausible } from './person.ts';
import { type Cue, personMeant } from './pronouns.ts';
import { isQuote, sentenceOf } from './sentences.ts';
import {
  behindAdverbial,
  behindInsertion,
  hasRoleBefore,
  isAddressing,
  isBehindQuote,
  isOfHouse,
  isPlainNoun,
  isPossessor,
  isPronounAtStart,
  personOfHouse,
} from './around.ts';

export function personBeside(
  text: string,
  words: readonly Word[],
  cue: Cue,
  bounds: { from: number; to: number },
  quoted: boolean,
): Person | undefined {
  const ahead = (): Person | undefined => {
    if (TRANSITIVE.has(cue.phrase)) return undefined;
    const from = behindAddressee(text, words, cue.to, bounds.to);
    const person = plausible(text, words, personAhead(text, words, from, bounds.to, quoted || from > cue.to));
    if (person !== undefined || !isBehindQuote(words, cue.from)) return person;
    const later = behindAdverbial(words, from, bounds.to) ?? behindInsertion(words, from, bounds.to);
    return later === undefined
      ? undefined
      : plausible(text, words, named2(personAhead(text, words, later, bounds.to, true)));
  };
  if (FOR.has(cue.phrase)) return named2(ahead());
  if (ACCORDING.has(cue.phrase)) return ahead();
  if (POSTPOSITION.has(cue.phrase))
    return withRole(words, personBehind(text, words, cue.from, bounds.from, quoted));
  const before = wordBefore(words, cue.from);
  const opens = before === undefined || cue.from === bounds.from || isQuote(before) || isPunctuation(before);
  const behind = (): Person | undefined =>
    plausible(text, words, personBehind(text, words, cue.from, bounds.from, quoted));
  if (cue.phrase === ANY_VERB) return named2(ahead());
  const near = opens ? (ahead() ?? behind()) : (behind() ?? ahead());
  if (near !== undefined) return near;
  // "Home Secretary Yusuf Khan ruled it out, telling MPs it would “serve no purpose”": who the sentence begins with
  if (isMark(before, ',') && SAYING_AS_WELL.has(words[cue.from])) {
    const person = plausible(text, words, named2(personAhead(text, words, bounds.from, cue.from, true)));
    if (person !== undefined && findRole(words, person.phraseFrom, person.from) >= 0) return person;
  }
  if (!quoted) {
    // "Zoo director Emil Kranz asked for patience. The penguins needed rest, he said."
    if (isPronounAtStart(words, cue, bounds)) return personOfSentenceBefore(text, words, cue, bounds);
    const meant = isMark(before, ',') ? personMeant(text, words, cue, bounds) : undefined;
    return meant !== undefined && hasRoleBefore(words, meant)
      ? meant
      : personJustNamed(text, words, cue, bounds);
  }
  // "An official would not say more, but told AFP: ...": who the sentence begins with
  if (before !== undefined && CONJUNCTION.has(before))
    return plausible(text, words, personAhead(text, words, bounds.from, cue.from, quoted));
  return personMeant(text, words, cue, bounds) ?? personJustNamed(text, words, cue, bounds);
}

/** "Eamon Strickland has kept bees for years. He says ...": the only one named, with whom the sentence before begins. */
function personOfSentenceBefore(
  text: string,
  words: readonly Word[],
  cue: Cue,
  bounds: { from: number; to: number },
): Person | undefined {
  if (bounds.from < 2) return undefined;
  const person = personMeant(text, words, cue, bounds);
  const { start, end } = person?.meant ?? { start: -1, end: -1 };
  const previous = sentenceOf(words, bounds.from - 2);
  const at = words.findIndex((word) => word.start === start);
  const opens = at >= previous.from && at - previous.from <= LONGEST_OPENING;
  return opens && !/^['’]s/.test(text.slice(end, end + 2)) ? person : undefined;
}

/** "The coach of the team, Anna Berg": words before the name with which a sentence begins. */
const LONGEST_OPENING = 6;

/** "They hired Vladan Petrov. The coach said ...": whom the sentence before ends in, where a role alone takes the name up. */
function personJustNamed(
  text: string,
  words: readonly Word[],
  cue: Cue,
  { from }: { from: number },
): Person | undefined {
  const isTakenUp = DEFINITE.has(words[from]) && cue.from - from >= 2 && cue.from - from <= LONGEST_NOUN;
  if (!isTakenUp || !isMark(words[from - 1], '.') || findRole(words, from + 1, cue.from) < 0)
    return undefined;
  const run = runEnding(words, from - 1, 0);
  if (run === undefined || run.to - run.from < 2 || isOrganisation(words, run, 0)) return undefined;
  const start = words[run.from]?.start ?? 0;
  const end = words[run.to - 1]?.end ?? 0;
  return {
    from: cue.from,
    to: cue.to,
    phraseFrom: cue.from,
    phraseTo: cue.to,
    isNamed: true,
    meant: { start, end },
  };
}

/** "The coach", "Der Wirt der „Linde“". */
const LONGEST_NOUN = 5;

export function named2(person: Person | undefined): Person | undefined {
  return person?.isNamed === true && person.to - person.from >= 2 ? person : undefined;
}

/** "Förster Jens Pohl zufolge", not "Neuen Berichten zufolge", which has capitals as well. */
export function withRole(words: readonly Word[], person: Person | undefined): Person | undefined {
  const { from, phraseFrom } = person ?? { from: 0, phraseFrom: 0 };
  const isTitle = (word: Word): boolean => GRAMMAR.title.holds(word) && !DETERMINER.has(word);
  const hasRole = findRole(words, phraseFrom, from) >= 0 || words.slice(phraseFrom, from).some(isTitle);
  return hasRole ? named2(person) : undefined;
}

export const ANY_VERB = '*';

/** "said State Department spokeswoman Jen Psaki", "sagte die Ministerin Anna Berg": a person from words[from] on. */
export function personAhead(
  text: string,
  words: readonly Word[],
  from: number,
  limit: number,
  quoted: boolean,
): Person | undefined {
  let at = from;
  while (
    at < limit &&
    (SKIPPED.has(words[at]) || isMark(words[at], '-')) &&
    words[at]?.capital !== true &&
    !isAddressing(words, at)
  )
    at++;
  const phraseFrom = at;
  let role = -1;
  // "said Acme's Karl Lund"
  let isOwned = false;
  for (; at < Math.min(limit, phraseFrom + 14); at++) {
    const word = words[at];
    if (word === undefined) return undefined;
    // "la maire (divers gauche) Odile Sarrazin"
    if (isMark(word, '(') && role >= 0) {
      const close = words.findIndex((mark, index) => index > at && isMark(mark, ')'));
      if (close > at && close - at <= 5) {
        at = close;
        continue;
      }
    }
    // "the plaintiffs' attorney"
    if (isMark(word, "'’")) continue;
    if (isPunctuation(word)) {
      // "said the minister, Anna Berg"
      const run = isMark(word, ',') && (role >= 0 || quoted) ? nameRun(words, at + 1, limit) : undefined;
      if (run !== undefined && run.to - run.from >= 2 && !isRole(words, run.from))
        return named(text, words, run, { phraseFrom, phraseTo: run.to, role: [phraseFrom, at] });
      break;
    }
    const isArticle = at === phraseFrom && DETERMINER.has(word);
    if (word.capital && !isArticle && !isRoleWord(word) && !NO_NAME.has(word)) {
      const run = nameRun(words, at, limit);
      if (run === undefined) return undefined;
      const previous = words[at - 1];
      const belongs =
        (at > phraseFrom && previous !== undefined && isOfHouse(words, at)) || isPossessor(words, run);
      const leadsToRole = isRole(words, run.to) && !belongs;
      if (belongs || leadsToRole) {
        isOwned = isPossessor(words, run);
        at = run.to - 1;
        continue;
      }
      if (at > phraseFrom && role < 0 && !isOwned && !isTitled(words, phraseFrom, at)) {
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
    else if (quoted && !PREPOSITION.has(word) && !GRAMMAR.quote.holds(word) && !CONJUNCTION.has(word))
      continue;
    else if (at === phraseFrom && !DETERMINER.has(word) && !word.capital && !GRAMMAR.title.holds(word)) {
      // "säger polisens talesperson Anna Berg", "said veteran analyst Anna Berg"
      const isOfRole = !PREPOSITION.has(word) && !CONJUNCTION.has(word) && isRole(words, at + 1);
      if (!isOfRole) return undefined;
    } else if (CONJUNCTION.has(word) && role < 0) return undefined;
  }
  return quoted && role >= 0 ? anonymous(text, words, phraseFrom, role) : undefined;
}

/** "Yuval Steinitz, a minister, said", "State Department spokeswoman Jen Psaki said": a person that ends at words[to]. */
export function personBehind(
  text: string,
  words: readonly Word[],
  to: number,
  limit: number,
  quoted: boolean,
): Person | undefined {
  let end = to;
  while (end > limit && SKIPPED.has(words[end - 1]) && words[end - 1]?.capital !== true) end--;
  // "Innenminister Jens Pohl (CDU) sagte"
  if (isMark(words[end - 1], ')')) {
    const open = words.findLastIndex(({ text: mark }, at) => at < end && mark === '(');
    if (open > limit && end - open <= 5) end = open;
  }
  // "the governor, Tarek Nouri, who vowed to"
  if (RELATIVE.has(words[end - 1]) && isMark(words[end - 2], ',')) end--;
  const comma = isMark(words[end - 1], ',');
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
      if (PREPOSITION.has(words[own.from - 1])) return undefined;
      return named(text, words, own, { phraseFrom: open + 1, phraseTo: end, role: [open + 1, own.from] });
    }
    return named(text, words, run, { phraseFrom: run.from, phraseTo: end, role: [open + 1, end - 1] });
  }
  const ofHouse = personOfHouse(words, end, limit);
  const run = ofHouse ?? personRun(words, runEnding(words, end, limit), limit);
  if (run === undefined) {
    const role = end - 1;
    if (!quoted || role < limit || !isRole(words, role)) return undefined;
    return anonymous(text, words, roleStart(words, end, limit), role);
  }
  const phraseFrom = roleStart(words, run.from, limit);
  if (isOrganisation(words, run, phraseFrom)) return undefined;
  // "she said that Ana Rosa had promised": told of, not telling
  if (quoted && THAT.has(words[phraseFrom - 1])) return undefined;
  const previous = words[run.from - 1];
  if (previous !== undefined && run.from > limit && PREPOSITION.has(previous)) {
    // "a spokesman for Acme said"
    const noun = findRole(words, phraseFrom, run.from);
    return quoted && noun >= 0 ? anonymous(text, words, phraseFrom, noun) : undefined;
  }
  return named(text, words, run, { phraseFrom, phraseTo: end, role: [phraseFrom, run.from] });
}
