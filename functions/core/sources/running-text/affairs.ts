/** The agency acts or is acted upon: its officers, what it is told to do, what befalls it. */
import { GRAMMAR, phraseAt, phraseEnding } from '../grammar.ts';
import { type Word, isPunctuation } from '../words.ts';
import { cueBefore, isToldBySpokesman, tellingIn } from './cues.ts';
import { harmIn, isOwnAffair } from './harm.ts';
import { bareMention, type Reading, subject } from './reading.ts';
import type { Scene } from './scene.ts';

/** "told A to leave", "A's chief executive said": the agency acts or is acted upon. */
export function officers(scene: Scene): Reading | undefined {
  const { right, phraseTo, left } = scene;
  const officer = phraseAt(GRAMMAR.officer, right, phraseTo);
  if (officer !== undefined && !isPunctuation(right[phraseTo])) {
    // "told AFP President Xi": a title of somebody else, with a cue before the agency
    const isTitleOfOther =
      right[phraseTo]?.capital === true &&
      cueBefore(scene) !== undefined &&
      scene.right[phraseTo + 1]?.capital === true;
    return isTitleOfOther ? undefined : subject(scene, 0, phraseTo + 1);
  }
  const link =
    phraseEnding(GRAMMAR.link, left, scene.phraseFrom) ?? phraseEnding(GRAMMAR.link, left, left.length);
  if (link === undefined) return undefined;
  const before = left[link.from - 1];
  if (before === undefined || !GRAMMAR.officer.has(before.text)) return undefined;
  return isToldBySpokesman(scene, link.from - 1) ? undefined : subject(scene, 2, 0);
}

export function told(scene: Scene): Reading | undefined {
  const cue = phraseEnding(GRAMMAR.before, scene.left, scene.phraseFrom);
  if (cue === undefined || !/^(?:told|tells|telling|ordered|asked)$/.test(cue.phrase)) return undefined;
  const [to, verb] = scene.right.slice(scene.phraseTo);
  return to?.text === 'to' && verb !== undefined && !isPunctuation(verb) ? subject(scene, 1, 2) : undefined;
}

/** "shut the bureau of A", "A's Jerusalem office", "A was fined". */
export function newsItself(scene: Scene): Reading | undefined {
  const { left, right, phraseTo, phraseFrom } = scene;
  if ((scene.trust === 'risky' || scene.trust === 'slot') && !scene.named) return undefined;
  for (let at = phraseTo; at <= phraseTo + 2; at++) {
    if (phraseAt(GRAMMAR.office, right, at) !== undefined) return subject(scene, 3, at + 1);
    if (right[at]?.capital !== true) break;
  }
  for (const end of [left.length, phraseFrom]) {
    const link = phraseEnding(GRAMMAR.link, left, end);
    const noun = link === undefined ? undefined : left[link.from - 1];
    if (noun !== undefined && (GRAMMAR.office.has(noun.text) || GRAMMAR.staff.has(noun.text)))
      return subject(scene, 4, 0);
  }
  if (harmIn(left, phraseFrom - 5, phraseFrom, false)) return subject(scene, 6, 0);
  if (harmIn(right, phraseTo, phraseTo + 7, true) || isOwnAffair(right, phraseTo))
    return subject(scene, 0, phraseTo + 7);
  return undefined;
}

/** A name that means nothing else, in a sentence where nobody tells or reports: no more than a mention. */
export function onlyNamed(scene: Scene): Reading | undefined {
  const { left, right, trust } = scene;
  if (trust !== 'sure') return undefined;
  const isTelling = (word: Word): boolean =>
    tellingIn(word) !== 0 || GRAMMAR.report.has(word.text) || GRAMMAR.done.has(word.text);
  if (left.some(isTelling) || right.some(isTelling)) return undefined;
  return bareMention(scene);
}
