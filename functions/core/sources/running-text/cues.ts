/** What stands before a name and makes it a source: "according to", "told", "rapporte", "quoted by". */
import { GRAMMAR, languagesOf } from '../grammar.ts';
import { isMark, type Word, isPunctuation } from '../words.ts';
import { isClauseEnd } from './harm.ts';
import { REACH, type Reading, attribution } from './reading.ts';
import type { Scene } from './scene.ts';
import { COUNTS, IS_BEING, OF } from '../words/clauses.ts';

/** Languages that put "asked by X" before its noun. */
const BEFORE_NOUN = languagesOf('de', 'nl', 'sv', 'da', 'no');

/** Languages that may begin with whom something was told, and say who tells behind it. */
const ROMANCE = languagesOf('fr', 'es', 'pt', 'it');

/** German has one case for both: "sagte ein Sprecher der dpa" is told to it, as "wie ein Sprecher der dpa sagte". */
export function isToldBySpokesman({ left, right, phraseTo }: Scene, officer: number): boolean {
  if (!/^sprecher(?:in)?$/.test(left[officer]?.text ?? '')) return false;
  const ahead = left.slice(Math.max(0, officer - 3), officer);
  if (ahead.some((word) => tellingIn(word) !== 0)) return true;
  return (
    ahead.some(({ text }) => text === 'wie') &&
    right.slice(phraseTo, phraseTo + 6).some((word) => tellingIn(word) !== 0)
  );
}

/** A cue straight before the name's phrase: "according to", "citing", "rapporte", "meldete". */
export function cueBefore(scene: Scene): Reading | undefined {
  const { left } = scene;
  for (let to = left.length; to >= scene.phraseFrom; to--) {
    const cue = GRAMMAR.before.endingAt(left, to);
    if (cue !== undefined) {
      if (scene.trust === 'risky' && scene.bareThe) return undefined;
      return attribution(scene, left.length - cue.from, 0);
    }
    if (to > scene.phraseFrom && isPunctuation(left[to - 1]) && !isMark(left[to - 1], '(')) break;
  }
  const verb = invertedVerb(scene);
  if (verb === undefined || scene.trust === 'risky') return undefined;
  // "Zu den Mietern zählen A und B"
  if (COUNTS.hasText(verb.phrase) && left.some(({ text }) => /^zu[mr]?$/.test(text))) return undefined;
  const isSaid = GRAMMAR.say.has(verb.phrase) && !GRAMMAR.report.has(verb.phrase);
  if (isSaid && scene.trust !== 'sure' && !scene.named) return undefined;
  const [first, second] = scene.right.slice(scene.phraseTo);
  // "said Bloomberg News editor", "skriver TT Karlsson": more name follows
  if (first?.capital === true && second !== undefined && !scene.named) return undefined;
  return attribution(scene, left.length - verb.from, 0, 0.05);
}

/** "rapporte l'AFP", "berichtete am Dienstag die dpa"; further off where the text says that the name is an agency. */
function invertedVerb({ left, phraseFrom, named }: Scene): { from: number; phrase: string } | undefined {
  if (left.slice(phraseFrom).some((word) => OF.has(word))) return GRAMMAR.inverted.endingAt(left, phraseFrom);
  for (let to = phraseFrom; to > Math.max(0, phraseFrom - 6); to--) {
    const verb = GRAMMAR.inverted.endingAt(left, to);
    if (verb !== undefined) return verb;
    const word = left[to - 1];
    if (word === undefined || isClauseEnd(word)) return undefined;
    if (!GRAMMAR.between.holds(word) && !(named && phraseFrom - to < 4)) return undefined;
  }
  return undefined;
}

/** "dijo a EFE", "sagte die Ministerin der Nachrichtenagentur dpa": told to the name, the verb further off. */
export function addressee(scene: Scene): Reading | undefined {
  const { left, right, phraseTo } = scene;
  if (scene.trust === 'risky' && scene.bareThe) return undefined;
  for (let to = left.length; to >= scene.phraseFrom; to--) {
    const mark = GRAMMAR.to.endingAt(left, to);
    if (mark === undefined) continue;
    const languages = GRAMMAR.to.get(mark.phrase) ?? 0;
    for (let at = mark.from - 1; at >= Math.max(0, mark.from - REACH); at--) {
      const word = left[at];
      if (word === undefined) break;
      if (isMark(word, ';')) break;
      if ((tellingIn(word) & languages) !== 0) return attribution(scene, left.length - at, 0);
    }
    // "wie ein Sprecher der dpa am Abend sagte"
    if (isToldBySpokesman(scene, mark.from - 1)) return attribution(scene, left.length - mark.from + 1, 0);
    // "Der Nachrichtenagentur AFP sagte er", "Till TT säger hon"
    const next = right[phraseTo];
    if (
      mark.from <= 1 &&
      next !== undefined &&
      (GRAMMAR.tell.of(next) & languages) !== 0 &&
      (mark.from === 0 || isInversion(right, phraseTo))
    )
      return attribution(scene, left.length - mark.from, phraseTo + 1);
    // "All'ANSA il sindaco ha spiegato": the sentence begins with whom it was told
    if (mark.from === 0 && (languages & ROMANCE) !== 0 && scene.trust !== 'risky') {
      const told = right.findIndex(
        (word, at) => at > phraseTo && at < phraseTo + 8 && (GRAMMAR.tell.of(word) & languages) !== 0,
      );
      if (told > 0 && !right.slice(phraseTo + 1, told).some(isClauseEnd))
        return attribution(scene, left.length, told + 1, 0.05);
    }
    // "Der Agentur A wird aus Rom gemeldet"
    if (mark.from <= 1 && IS_BEING.has(next)) {
      const told = right.findIndex(
        (word, at) =>
          at > phraseTo && at < phraseTo + REACH && (tellingIn(word) & languages & BEFORE_NOUN) !== 0,
      );
      if (told > 0) return attribution(scene, left.length - mark.from, told + 1, 0.05);
    }
  }
  return undefined;
}

/** After the verb comes who says it, so that the name before the verb is not its subject. */
function isInversion(right: readonly Word[], verb: number): boolean {
  const next = right[verb + 1];
  return (
    next !== undefined &&
    (next.capital ||
      /^(?:er|sie|der|die|das|ein|eine|hon|han|hun|de|hen|il|elle|el|la|o|a|lui|lei|hij|ze|zij|we|wir|man|ha|ho)$/.test(
        next.text,
      ))
  );
}

/** Languages in which a word is a verb of telling; "assurait-il" is one as well. */
export function tellingIn({ text: written }: Word): number {
  const text = written.replace(/-(?:t-)?(?:il|elle|ils|elles|on)$/, '');
  return (GRAMMAR.tell.get(text) ?? 0) | (GRAMMAR.quote.get(text) ?? 0);
}

/** "reached by telephone by A", "joints au téléphone par l'AFP", "verbreitet von der dpa": done by the name. */
export function agentOf(scene: Scene): Reading | undefined {
  const { left } = scene;
  if (scene.trust === 'risky' && scene.bareThe) return undefined;
  for (let to = left.length; to >= scene.phraseFrom; to--) {
    const mark = GRAMMAR.agent.endingAt(left, to);
    if (mark === undefined) continue;
    const languages = GRAMMAR.agent.get(mark.phrase) ?? 0;
    // "von Reuters befragte Ökonomen", "av Reuters tillfrågade"
    const next = scene.right[scene.phraseTo];
    if (next !== undefined && (GRAMMAR.done.of(next) & languages & BEFORE_NOUN) !== 0)
      return attribution(scene, left.length - mark.from, scene.phraseTo + 1);
    const late = lateParticiple(scene, languages & BEFORE_NOUN);
    if (late !== undefined) return attribution(scene, left.length - mark.from, late + 1);
    for (let at = mark.from - 1; at >= Math.max(0, mark.from - 8); at--) {
      const word = left[at];
      if (word === undefined || isClauseEnd(word)) break;
      if ((GRAMMAR.done.of(word) & languages) !== 0) return attribution(scene, left.length - at, 0);
    }
  }
  return undefined;
}

/** "werden door A naar buiten gebracht": the participle at the end of the clause. */
function lateParticiple({ right, phraseTo }: Scene, languages: number): number | undefined {
  if (languages === 0) return undefined;
  for (let at = phraseTo + 1; at < Math.min(right.length, phraseTo + 6); at++) {
    if (isClauseEnd(right[at])) return undefined;
    if ((GRAMMAR.done.of(right[at]) & languages) !== 0) return at;
  }
  return undefined;
}
