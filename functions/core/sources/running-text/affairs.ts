/** The agency acts or is acted upon: its officers, what it is told to do, what befalls it. */
import { GRAMMAR } from '../grammar.ts';
import { isMark, type Word, isPunctuation } from '../words.ts';
import { cueBefore, isToldBySpokesman, tellingIn } from './cues.ts';
import { harmIn, isClauseEnd, isOwnAffair } from './harm.ts';
import { bareMention, type Reading, subject } from './reading.ts';
import type { Scene } from './scene.ts';
import {
  ANYBODYS,
  BUILDINGS,
  SELLS,
  CLAUSE_OF,
  EMPLOYED_BY,
  NO_VERB,
  PERFECT,
  WORKS,
} from '../words/clauses.ts';

/** "told A to leave", "A's chief executive said": the agency acts or is acted upon. */
export function officers(scene: Scene): Reading | undefined {
  const { right, phraseTo, left } = scene;
  // "AAP workers", "the EPA staff": of the party, of the office
  const isDoubtful = (scene.trust === 'risky' || scene.trust === 'slot') && !scene.named;
  if (isDoubtful && ANYBODYS.has(right[phraseTo])) return undefined;
  const officer = GRAMMAR.officer.at(right, phraseTo);
  if (officer !== undefined && !isPunctuation(right[phraseTo])) {
    // "told AFP President Xi": a title of somebody else, with a cue before the agency
    const isTitleOfOther =
      right[phraseTo]?.capital === true &&
      cueBefore(scene) !== undefined &&
      scene.right[phraseTo + 1]?.capital === true;
    return isTitleOfOther ? undefined : subject(scene, 0, phraseTo + 1);
  }
  const link = GRAMMAR.link.endingAt(left, scene.phraseFrom) ?? GRAMMAR.link.endingAt(left, left.length);
  if (link === undefined) return undefined;
  const before = left[link.from - 1];
  if (before === undefined || !GRAMMAR.officer.holds(before)) return undefined;
  return isToldBySpokesman(scene, link.from - 1) ? undefined : subject(scene, 2, 0);
}

export function told(scene: Scene): Reading | undefined {
  const cue = GRAMMAR.before.endingAt(scene.left, scene.phraseFrom);
  if (cue === undefined || !/^(?:told|tells|telling|ordered|asked)$/.test(cue.phrase)) return undefined;
  const [to, verb] = scene.right.slice(scene.phraseTo);
  return to?.text === 'to' && verb !== undefined && !isPunctuation(verb) ? subject(scene, 1, 2) : undefined;
}

/** "shut the bureau of A", "A's Jerusalem office", "A was fined". */
export function newsItself(scene: Scene): Reading | undefined {
  const { left, right, phraseTo, phraseFrom } = scene;
  if ((scene.trust === 'risky' || scene.trust === 'slot') && !scene.named) return undefined;
  for (let at = phraseTo; at <= phraseTo + 2; at++) {
    if (GRAMMAR.office.at(right, at) !== undefined) {
      // "a flat in the old A building"
      const isHouse =
        BUILDINGS.has(right[at]) &&
        !harmIn(left, phraseFrom - 8, phraseFrom, false) &&
        !harmIn(right, at + 1, at + 8, true);
      return isHouse ? bareMention(scene) : subject(scene, 3, at + 1);
    }
    if (right[at]?.capital !== true) break;
  }
  for (const end of [left.length, phraseFrom]) {
    const link = GRAMMAR.link.endingAt(left, end);
    if (link === undefined) continue;
    // "la redazione romana dell'A"
    for (const noun of [left[link.from - 1], left[link.from - 2]]) {
      if (noun === undefined || isPunctuation(noun)) break;
      if (GRAMMAR.office.holds(noun) || GRAMMAR.staff.holds(noun)) return subject(scene, 4, 0);
    }
  }
  if (isBuyer(scene)) return bareMention(scene);
  if (harmIn(left, phraseFrom - 5, phraseFrom, false)) return subject(scene, 6, 0);
  if (harmIn(right, phraseTo, phraseTo + 7, true) || isOwnAffair(right, phraseTo))
    return subject(scene, 0, phraseTo + 7);
  return undefined;
}

/** "sold a picture to A": who buys. */
function isBuyer({ left, phraseFrom, text }: Scene): boolean {
  const last = left.at(-1);
  const to = GRAMMAR.to.endingAt(left, phraseFrom) ?? GRAMMAR.to.endingAt(left, left.length);
  if (
    last === undefined ||
    (to === undefined && !/\b(?:to|at|on|an|aan|bei|till|til)\s$/.test(text.slice(0, last.end + 1)))
  )
    return false;
  return left.slice(Math.max(0, phraseFrom - 7), phraseFrom).some((word) => SELLS.has(word));
}

/** "A announces the opening of an office": its own affairs, and no clause of what others do. */
export function announcesItself(scene: Scene): Reading | undefined {
  const { right, phraseTo: from } = scene;
  if ((scene.trust === 'risky' || scene.trust === 'slot') && !scene.named) return undefined;
  const verb = PERFECT.has(right[from]) ? from + 1 : from;
  if (!ANNOUNCE.test(right[verb]?.text ?? '')) return undefined;
  for (let at = verb + 1; at < Math.min(right.length, verb + 7); at++) {
    const word = right[at];
    if (isClauseEnd(word) || CLAUSE_OF.has(word)) return undefined;
    if (GRAMMAR.harm.holds(word) || GRAMMAR.office.holds(word) || GRAMMAR.officer.holds(word))
      return subject(scene, 0, at + 1);
  }
  return undefined;
}

const ANNOUNCE =
  /^(?:announce[sd]?|annonc(?:e|é|ait)|anunci(?:a|ó|ou|ado)|annunci(?:a|ato|ava)|kündigt|kündigte|kondigt|kondigde|meddelar|tillkännager|varsla[rd]e?)$/;

/** "worked for A", "a lavoro per l'A": who somebody works for. */
export function employer(scene: Scene): Reading | undefined {
  const { left } = scene;
  for (let to = left.length; to >= scene.phraseFrom; to--) {
    if (!EMPLOYED_BY.has(left[to - 1])) continue;
    for (let at = to - 2; at >= Math.max(0, to - 5); at--) {
      if (isClauseEnd(left[at])) break;
      if (WORKS.has(left[at])) return bareMention(scene);
    }
  }
  return undefined;
}

/** "A names a chief for the islands": what a sentence begins with, and a verb of its own that tells nothing. */
export function actsItself(scene: Scene): Reading | undefined {
  const { left, right, trust, phraseTo, phraseFrom } = scene;
  if (trust === 'risky' || trust === 'slot' || (trust === 'fair' && !scene.named)) return undefined;
  const before = left[phraseFrom - 1];
  if (before !== undefined && !isMark(before, ';:.!?')) return undefined;
  const verb = right[phraseTo];
  if (verb === undefined || isPunctuation(verb) || verb.capital || verb.text.length < 3) return undefined;
  // languages of other scripts are not read, and "Alamy brothers run the", "Interfax machines of" begin with nouns
  if (!/^\p{Script=Latin}/u.test(verb.text) || isNoun(verb, right, phraseTo)) return undefined;
  if (NO_VERB.has(verb) || isTelling(verb) || GRAMMAR.agent.holds(verb)) return undefined;
  for (let at = phraseTo + 1; at < Math.min(right.length, phraseTo + 9); at++) {
    const word = right[at];
    if (word === undefined || isTelling(word) || CLAUSE_OF.has(word) || isMark(word, ':"“„«'))
      return undefined;
  }
  return subject(scene, 0, phraseTo + 3, 0.15);
}

/** A word in the plural, which "of" or another word and its object follow. */
function isNoun(word: Word, right: readonly Word[], at: number): boolean {
  const [next, second] = [right[at + 1], right[at + 2]];
  if (!word.text.endsWith('s') || next === undefined || next.capital) return false;
  return next.text === 'of' || (ARTICLE.test(second?.text ?? '') && !PARTICLE.test(next.text));
}

const ARTICLE = /^(?:the|an?|its|their|his|her)$/;
/** "cuts back the", "hands in its" */
const PARTICLE = /^(?:all|at|away|back|down|for|from|in|into|of|off|on|out|over|to|up|with)$/;

function isTelling(word: Word): boolean {
  return (
    tellingIn(word) !== 0 ||
    GRAMMAR.report.holds(word) ||
    GRAMMAR.say.holds(word) ||
    GRAMMAR.inverted.holds(word) ||
    GRAMMAR.done.holds(word)
  );
}

/** A name that means little else, and nothing says what it does here: no more than a mention. */
export function onlyNamed(scene: Scene): Reading | undefined {
  return scene.trust === 'sure' || scene.trust === 'fair' ? bareMention(scene) : undefined;
}
