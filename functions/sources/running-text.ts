/**
 * What a name of the register does in a sentence: the agency is the source of what is said ("told AFP", "selon
 * l'AFP", "wie die dpa meldete"), or it is the news itself ("shut the bureau of AFP"), or nothing can be told.
 */
import { GRAMMAR, languagesOf, phraseAt, phraseEnding, type Phrases } from './grammar.ts';
import type { Trust } from './register.ts';
import { isPunctuation, wordsOf, type Word } from './words.ts';

/** What the sentence says of a name. */
export type Reading =
  | { kind: 'attribution' | 'subject'; from: number; to: number; confidence: number }
  /** Nothing that would make it a source: kept for the list of candidates. */
  | { kind: 'none'; reason: string };

/** The surroundings of one name. */
interface Scene {
  text: string;
  start: number;
  end: number;
  trust: Trust;
  left: readonly Word[];
  right: readonly Word[];
  /** The words "news agency" stand beside the name: it can be nothing else. */
  named: boolean;
  /** First word of the name's phrase ("the Russian news agency X") in left. */
  phraseFrom: number;
  /** First word behind the name's phrase in right. */
  phraseTo: number;
  /** Between `phraseFrom` and the name stands "the", or a masculine article, and no "news agency". */
  bareThe: boolean;
}

const NONE = (reason: string): Reading => ({ kind: 'none', reason });
const WEAK = NONE('a name of other things too, with no more than a verb behind it');
/** Languages that put "asked by X" before its noun. */
const BEFORE_NOUN = languagesOf('de', 'nl', 'sv', 'da', 'no');
const REACH = 16;
const CONFIDENCE: Readonly<Record<Trust, number>> = { sure: 0.95, fair: 0.9, risky: 0.85, slot: 0.8 };

/**
 * @param sentence bounds of the sentence that holds the name
 * @param trust how much the name proves by itself
 */
export function readMention(
  text: string,
  mention: { start: number; end: number },
  sentence: { start: number; end: number },
  trust: Trust,
): Reading {
  const compound = compoundOf(text, mention);
  if (compound === 'inside') return NONE('inside a compound');
  const scene = sceneOf(text, mention, sentence, trust, compound);
  if (isPersonName(scene)) return NONE('the first name of somebody');
  return (
    officers(scene) ??
    told(scene) ??
    (scene.trust === 'slot' && !scene.named ? NONE('a word of everyday use') : undefined) ??
    staffAndWork(scene) ??
    cueBefore(scene) ??
    addressee(scene) ??
    agentOf(scene) ??
    verbAfter(scene) ??
    newsItself(scene) ??
    agencySays(scene) ??
    onlyNamed(scene) ??
    NONE('no words of attribution')
  );
}

/** "According to Petra Lindholm", "selon Sana, une voisine": more name follows, or says that it is a person. */
function isPersonName(scene: Scene): boolean {
  const { text, start, end, trust, named, left, right, phraseTo } = scene;
  const name = text.slice(start, end);
  if (named || trust === 'sure' || name === name.toUpperCase() || name.includes(' ')) return false;
  const next = right[phraseTo];
  if (trust === 'risky' && phraseTo === 1 && isOfPerson(next)) return true;
  if (phraseTo === 0 && next?.capital === true && next.start === end + 1)
    return trust === 'risky' || (!GRAMMAR.agency.has(next.text) && !hasArticle(scene));
  if (trust !== 'risky' || next?.text !== ',' || !ACCORDING.test(left.at(-1)?.text ?? '')) return false;
  for (let at = 1; at < 10 && right[at] !== undefined && right[at]?.text !== ','; at++) {
    if (phraseAt(GRAMMAR.agency, right, at) !== undefined) return false;
  }
  return right[1] !== undefined;
}

/** "according to Petra's neighbour": no agency has those. */
function isOfPerson(possessed: Word | undefined): boolean {
  return (
    possessed !== undefined &&
    !isPunctuation(possessed) &&
    !COMPOUNDED.some((table) => table.has(possessed.text))
  );
}

/** "à Lusa Graça Figueiral", "all'Ansa Marta Ferrandi": told to one with an article, which given names have not. */
function hasArticle(scene: Scene): boolean {
  return /^(?:à|pela|da|na|all'|dall'|dell'|alla|dalla|l')$/.test(scene.left.at(-1)?.text ?? '');
}

/** The last word of "according to" in the languages. */
const ACCORDING = /^(?:to|selon|après|d'après|según|segundo|secondo|laut|volgens|enligt|ifølge|con|com)$/;

/** The second half of "AFP-Reporter" where it is known; 'inside' for a compound that means something else. */
function compoundOf(text: string, { start, end }: { start: number; end: number }): string | undefined {
  const before = text[start - 1];
  if ((before === '-' || before === '/') && /[\p{L}\p{N}]/u.test(text[start - 2] ?? '')) return 'inside';
  const after = text[end];
  if (after === '/' && /[\p{L}\p{N}]/u.test(text[end + 1] ?? '')) return 'inside';
  if (after === '&') return 'inside';
  if (after !== '-' || !/\p{L}/u.test(text[end + 1] ?? '')) return undefined;
  const word = /^\p{L}+/u.exec(text.slice(end + 1, end + 40))?.[0].toLowerCase() ?? '';
  for (let at = 0; at === 0 || at <= word.length - SHORTEST_HEAD; at = Math.max(at + 1, SHORTEST_MODIFIER)) {
    const head = word.slice(at);
    if (COMPOUNDED.some((table) => table.has(head))) return head;
  }
  return 'inside';
}

const COMPOUNDED = [GRAMMAR.staff, GRAMMAR.work, GRAMMAR.officer, GRAMMAR.office];
/** "dpa-Chefredaktion", "dpa-Auslandskorrespondent": what a compound ends in says what it is. */
const SHORTEST_HEAD = 4;
const SHORTEST_MODIFIER = 3;

/** "news agencies", "Nachrichtenagenturen": names without a name. */
const PLURAL =
  /^\p{L}*\s?(?:agenc(?:ies|es|ias)|agências|agenturen|agenzie|persbureaus|nyhets|nyheds|wire)/iu;

function sceneOf(
  text: string,
  { start, end }: { start: number; end: number },
  sentence: { start: number; end: number },
  trust: Trust,
  compound: string | undefined,
): Scene {
  const left = wordsOf(text, sentence.start, start);
  const right = wordsOf(text, end, sentence.end);
  const [, second] = right;
  if (compound !== undefined && second !== undefined) right.splice(0, 2, { ...second, text: compound });
  else if (right[0]?.text === "'" || right[0]?.text === '’') right.shift();
  // the Swedish genitive of short names: "TT:s"
  else if (text.startsWith(':s', end) && right[1]?.text === 's') right.splice(0, 1);
  dropApposition(left, right);
  const after = agencyWordsAfter(right);
  const before = phraseBefore(left);
  const named = before.named || after.named || (trust !== 'slot' && PLURAL.test(text.slice(start, end)));
  return {
    text,
    start,
    end,
    trust: (named && trust !== 'sure') || (trust === 'risky' && before.nation) ? 'fair' : trust,
    left,
    right,
    named,
    phraseFrom: before.from,
    phraseTo: after.to,
    bareThe: before.the && !named,
  };
}

/** "The Turkish state news agency, A, said", "the news agency of Syria, A, said": as without the commas. */
function dropApposition(left: Word[], right: Word[]): void {
  if (left.at(-1)?.text !== ',' || right[0]?.text !== ',') return;
  const last = left.length - 1;
  for (let end = last; end >= Math.max(1, last - 3); end--) {
    if (phraseEnding(GRAMMAR.agency, left, end) === undefined) continue;
    if (end < last && !OF.test(left[end]?.text ?? '')) return;
    left.splice(end);
    right.shift();
    return;
  }
}

/** Steps over "'s", "news agency", "(...)" behind a name. */
function agencyWordsAfter(right: readonly Word[]): { to: number; named: boolean } {
  let to = 0;
  if (right[to]?.text === 's' && right[to]?.start !== undefined) to++;
  const agency = phraseAt(GRAMMAR.agency, right, to);
  if (agency !== undefined) return { to: agency.to, named: true };
  if (right[to]?.text !== '(') return { to, named: false };
  const close = right.findIndex(({ text }, index) => index > to && text === ')');
  return close < 0 || close > to + 8 ? { to, named: false } : { to: close + 1, named: false };
}

/** Steps back over articles, adjectives and "news agency" before a name. */
function phraseBefore(left: readonly Word[]): {
  from: number;
  named: boolean;
  the: boolean;
  nation: boolean;
} {
  let from = left.length;
  let named = false;
  let the = false;
  const limit = Math.max(0, from - 9);
  while (from > limit) {
    const word = left[from - 1];
    if (word === undefined || (isPunctuation(word) && word.text !== '(')) break;
    // "Nachrichtenagentur (dpa)", "news agency (SANA)"
    if (word.text === '(') {
      if (from !== left.length) break;
      from--;
      continue;
    }
    if (isCueEnd(left, from)) break;
    const agency = phraseEnding(GRAMMAR.agency, left, from);
    if (agency !== undefined) {
      named = true;
      from = agency.from;
      continue;
    }
    if (word.text === 'the' || (from === left.length && MASCULINE.test(word.text))) the = true;
    const possessive = word.text === 's' || (word.capital && left[from]?.text === 's');
    const nation =
      word.capital && /(?:n|ese|ish|i|s|an|sche|schen|ische|ischen|er)$/.test(word.text) && named;
    if (!GRAMMAR.glue.has(word.text) && !possessive && !nation && !(named && isAdjective(word))) break;
    from--;
  }
  // "svenske TT", "russische Tass", "state-run SPA": parties and people are not called so
  const nation = from < left.length && NATIONAL.test(left.at(-1)?.text ?? '');
  return { from, named, the, nation };
}

/** Agencies are feminine where nouns have a gender: "selon la MAP" is the agency, "selon le MAP" a plan. */
const MASCULINE = /^(?:le|il|el|o)$/;
const NATIONAL =
  /(?:ske|ska|schen|sche)$|^(?:(?:state|government)-(?:run|owned|controlled)|semi-?official|staatliche|staatlichen|amtliche|amtlichen|officielle|estatal|oficial|oficialista|statale|ufficiale|statlige|statliga|statlige)$/;

/** Whether a cue ends here, so that stepping further back would swallow it. */
function isCueEnd(left: readonly Word[], to: number): boolean {
  return phraseEnding(GRAMMAR.before, left, to) !== undefined;
}

/** Adjectives of nations and states in the languages, by their ends; only beside "news agency". */
function isAdjective({ text }: Word): boolean {
  return /^(?!.*(?:ed|ing|te|ten|ó)$).{3,}(?:an|ian|ish|ese|ic|al|ive|sche|schen|ska|ske|isk|iske|ain|aine|ais|aise|ien|ienne|ano|ana|és|esa|ês|ês|eño|ense|ese|ino|ina|ola|uco|co|ca)$/u.test(
    text,
  );
}

/** "told A to leave", "A's chief executive said": the agency acts or is acted upon. */
function officers(scene: Scene): Reading | undefined {
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

/** German has one case for both: "sagte ein Sprecher der dpa" is told to it, as "wie ein Sprecher der dpa sagte". */
function isToldBySpokesman({ left, right, phraseTo }: Scene, officer: number): boolean {
  if (!/^sprecher(?:in)?$/.test(left[officer]?.text ?? '')) return false;
  const ahead = left.slice(Math.max(0, officer - 3), officer);
  if (ahead.some((word) => tellingIn(word) !== 0)) return true;
  return (
    ahead.some(({ text }) => text === 'wie') &&
    right.slice(phraseTo, phraseTo + 6).some((word) => tellingIn(word) !== 0)
  );
}

function told(scene: Scene): Reading | undefined {
  const cue = phraseEnding(GRAMMAR.before, scene.left, scene.phraseFrom);
  if (cue === undefined || !/^(?:told|tells|telling|ordered|asked)$/.test(cue.phrase)) return undefined;
  const [to, verb] = scene.right.slice(scene.phraseTo);
  return to?.text === 'to' && verb !== undefined && !isPunctuation(verb) ? subject(scene, 1, 2) : undefined;
}

/** "an AFP journalist", "un journaliste de l'AFP", "an AFP tally". */
function staffAndWork(scene: Scene): Reading | undefined {
  const { left, right, phraseTo } = scene;
  const near = right[phraseTo];
  const staff = near !== undefined && GRAMMAR.staff.has(near.text);
  const work = near !== undefined && GRAMMAR.work.has(near.text);
  const linked = linkedNoun(scene);
  if (!staff && !work && linked === undefined) return undefined;
  if (scene.trust === 'risky' && scene.bareThe) return undefined;
  const behind = staff || work ? phraseTo + 1 : phraseTo;
  const ahead = linked ?? scene.phraseFrom;
  const isStaff = staff || (linked !== undefined && GRAMMAR.staff.has(left[linked]?.text ?? ''));
  if (cueBefore({ ...scene, phraseFrom: ahead }) !== undefined)
    return attribution(scene, left.length - ahead + 3, behind);
  if (isStaff && isPassive(right, behind)) return subject(scene, left.length - ahead + 2, behind + 4);
  if (isStaff && BEING.test(right[behind]?.text ?? '') && harmIn(right, behind + 1, behind + 4, true))
    return subject(scene, left.length - ahead + 2, behind + 4);
  if (isStaff && (harmIn(right, behind, behind + 7, true) || harmIn(left, ahead - 5, ahead, false)))
    return subject(scene, left.length - ahead + 2, behind + 5);
  if (!isStaff && harmIn(left, ahead - 3, ahead, false)) return undefined;
  return attribution(scene, left.length - ahead, behind, isStaff ? 0.05 : 0.1);
}

/** "was detained", "a été interpellé", "wurden verletzt": what happens to people of an agency is the news. */
function isPassive(right: readonly Word[], from: number): boolean {
  for (let at = from; at < Math.min(right.length, from + 4); at++) {
    const text = right[at]?.text ?? '';
    if (isClauseEnd(text)) return false;
    if (PASSIVE.test(text)) return !AT_WORK.test(right[at + 1]?.text ?? '');
  }
  return false;
}

const PASSIVE =
  /^(?:was|were|been|being|été|wurde|wurden|worden|werd|werden|stato|stata|stati|state|rimasto|rimasti|fue|fueron|sido|foi|foram|ficou|ficaram|resultó|resultaron|raakte|raakten|blev|blevet|ble|blitt|blivit|bleven)$/;
const BEING = /^(?:is|are|zijn|ist|sind|est|sont|è|sono|está|están|é|são|estão|är|er)$/;
/** "was at the scene", "were told": at work after all. */
const AT_WORK =
  /^(?:at|in|on|near|among|able|told|outside|inside|present|there|shown|given|travelling|traveling|embedded|informed|informé|testigo|testigos|témoin|témoins|testimone|zeuge|zeugen|getuige|à|auf|vor|en|em|op|på|ved)$/;

/** "the Twitter account of A" is a room of A; "A's account" tells what it has seen. */
function isAccountOf({ left }: Scene, noun: number, link: string): boolean {
  return left[noun]?.text === 'account' && /^of\b/.test(link);
}

/** Place in left of the staff or work that is linked to the name ("journaliste de l'AFP"). */
function linkedNoun(scene: Scene): number | undefined {
  const { left, phraseFrom } = scene;
  for (const end of [left.length, phraseFrom]) {
    const link = phraseEnding(GRAMMAR.link, left, end) ?? phraseEnding(GRAMMAR.link, left, end + 1);
    if (link === undefined) continue;
    for (let at = link.from - 1; at >= Math.max(0, link.from - 2); at--) {
      const text = left[at]?.text ?? '';
      if (isAccountOf(scene, at, link.phrase)) return undefined;
      if (GRAMMAR.staff.has(text) || GRAMMAR.work.has(text)) return at;
    }
  }
  return undefined;
}

/** A cue straight before the name's phrase: "according to", "citing", "rapporte", "meldete". */
function cueBefore(scene: Scene): Reading | undefined {
  const { left } = scene;
  for (let to = left.length; to >= scene.phraseFrom; to--) {
    const cue = phraseEnding(GRAMMAR.before, left, to);
    if (cue !== undefined) {
      if (scene.trust === 'risky' && scene.bareThe) return undefined;
      return attribution(scene, left.length - cue.from, 0);
    }
    if (to > scene.phraseFrom && isPunctuation(left[to - 1]) && left[to - 1]?.text !== '(') break;
  }
  const verb = invertedVerb(scene);
  if (verb === undefined || scene.trust === 'risky') return undefined;
  const isSaid = GRAMMAR.say.has(verb.phrase) && !GRAMMAR.report.has(verb.phrase);
  if (isSaid && scene.trust !== 'sure' && !scene.named) return undefined;
  const [first, second] = scene.right.slice(scene.phraseTo);
  // "said Bloomberg News editor", "skriver TT Karlsson": more name follows
  if (first?.capital === true && second !== undefined && !scene.named) return undefined;
  return attribution(scene, left.length - verb.from, 0, 0.05);
}

/** "rapporte l'AFP", "berichtete am Dienstag die dpa"; further off where the text says that the name is an agency. */
function invertedVerb({
  left,
  phraseFrom,
  named,
}: Scene): { from: number; languages: number; phrase: string } | undefined {
  if (left.slice(phraseFrom).some(({ text }) => OF.test(text)))
    return phraseEnding(GRAMMAR.inverted, left, phraseFrom);
  for (let to = phraseFrom; to > Math.max(0, phraseFrom - 6); to--) {
    const verb = phraseEnding(GRAMMAR.inverted, left, to);
    if (verb !== undefined) return verb;
    const word = left[to - 1];
    if (word === undefined || isClauseEnd(word.text)) return undefined;
    if (!GRAMMAR.between.has(word.text) && !(named && phraseFrom - to < 4)) return undefined;
  }
  return undefined;
}

/** In a name's phrase they say that it is no subject: "la direction de l'agence". */
const OF =
  /^(?:of|to|by|from|de|d'|du|des|di|del|della|dell'|da|do|dos|das|à|al|alla|all'|ao|van|von|av|af|fra|från|til|till)$/;

/** "dijo a EFE", "sagte die Ministerin der Nachrichtenagentur dpa": told to the name, the verb further off. */
function addressee(scene: Scene): Reading | undefined {
  const { left, right, phraseTo } = scene;
  if (scene.trust === 'risky' && scene.bareThe) return undefined;
  for (let to = left.length; to >= scene.phraseFrom; to--) {
    const mark = phraseEnding(GRAMMAR.to, left, to);
    if (mark === undefined) continue;
    for (let at = mark.from - 1; at >= Math.max(0, mark.from - REACH); at--) {
      const word = left[at];
      if (word === undefined) break;
      if (word.text === ';') break;
      if ((tellingIn(word) & mark.languages) !== 0) return attribution(scene, left.length - at, 0);
    }
    // "wie ein Sprecher der dpa am Abend sagte"
    if (isToldBySpokesman(scene, mark.from - 1)) return attribution(scene, left.length - mark.from + 1, 0);
    // "Der Nachrichtenagentur AFP sagte er", "Till TT säger hon"
    const next = right[phraseTo];
    if (
      mark.from <= 1 &&
      next !== undefined &&
      ((GRAMMAR.tell.get(next.text) ?? 0) & mark.languages) !== 0 &&
      (mark.from === 0 || isInversion(right, phraseTo))
    )
      return attribution(scene, left.length - mark.from, phraseTo + 1);
  }
  return undefined;
}

/** Languages in which a word is a verb of telling; "assurait-il" is one as well. */
function tellingIn({ text: written }: Word): number {
  const text = written.replace(/-(?:t-)?(?:il|elle|ils|elles|on)$/, '');
  return (GRAMMAR.tell.get(text) ?? 0) | (GRAMMAR.quote.get(text) ?? 0);
}

/** "reached by telephone by A", "joints au téléphone par l'AFP", "verbreitet von der dpa": done by the name. */
function agentOf(scene: Scene): Reading | undefined {
  const { left } = scene;
  if (scene.trust === 'risky' && scene.bareThe) return undefined;
  for (let to = left.length; to >= scene.phraseFrom; to--) {
    const mark = phraseEnding(GRAMMAR.agent, left, to);
    if (mark === undefined) continue;
    // "von Reuters befragte Ökonomen", "av Reuters tillfrågade"
    const next = scene.right[scene.phraseTo];
    if (next !== undefined && ((GRAMMAR.done.get(next.text) ?? 0) & mark.languages & BEFORE_NOUN) !== 0)
      return attribution(scene, left.length - mark.from, scene.phraseTo + 1);
    const late = lateParticiple(scene, mark.languages & BEFORE_NOUN);
    if (late !== undefined) return attribution(scene, left.length - mark.from, late + 1);
    for (let at = mark.from - 1; at >= Math.max(0, mark.from - 8); at--) {
      const word = left[at];
      if (word === undefined || isClauseEnd(word.text)) break;
      if (((GRAMMAR.done.get(word.text) ?? 0) & mark.languages) !== 0)
        return attribution(scene, left.length - at, 0);
    }
  }
  return undefined;
}

/** "werden door A naar buiten gebracht": the participle at the end of the clause. */
function lateParticiple({ right, phraseTo }: Scene, languages: number): number | undefined {
  if (languages === 0) return undefined;
  for (let at = phraseTo + 1; at < Math.min(right.length, phraseTo + 6); at++) {
    const text = right[at]?.text ?? '';
    if (isClauseEnd(text)) return undefined;
    if (((GRAMMAR.done.get(text) ?? 0) & languages) !== 0) return at;
  }
  return undefined;
}

/** "The news agency A spoke of three": where the text says what A is, any verb of its own is enough. */
function agencySays(scene: Scene): Reading | undefined {
  const { left, right, phraseTo, phraseFrom } = scene;
  const isAmong = left.some((_, index) => phraseAt(GRAMMAR.among, left, index)?.to === phraseFrom);
  // "Kuwait's KUNA called them brief"
  const isNational = left.at(-1)?.text === 's' && left.at(-2)?.capital === true;
  if (!scene.named && !((isAmong || isNational) && scene.trust === 'sure')) return undefined;
  let at = phraseTo;
  if (right[at]?.text === ',') {
    const comma = right.findIndex(({ text }, index) => index > at && text === ',');
    if (comma < 0 && !isAmong) return undefined;
    // "including the agency A, carried the speech"
    at = (isAmong ? at : comma) + 1;
  }
  if (HAS.test(right[at]?.text ?? '') && PARTICIPLE.test(right[at + 1]?.text ?? '')) at++;
  const verb = right[at];
  const before = left[phraseFrom - 1];
  const begins = isAmong || before === undefined || isClauseEnd(before.text) || phraseFrom <= 3;
  if (!begins || verb === undefined || isPunctuation(verb) || verb.capital || NO_VERB.test(verb.text))
    return undefined;
  return attribution(scene, left.length - phraseFrom, at + 1, 0.15);
}

/** "a annoncé", "ha diffuso", "heeft gebracht". */
const HAS = /^(?:a|ha|har|hat|has|heeft|avait|aveva|había|hatte|had|hade|havde|hadde|tem|tinha|haya)$/;
const PARTICIPLE = /^.{3,}(?:é|u|is|it|to|so|do|t|d|ed|en)$/;
const NO_VERB =
  /^(?:and|or|of|in|at|on|for|from|to|with|by|is|was|will|would|has|und|oder|in|am|im|mit|von|für|ist|war|wird|et|ou|de|du|à|en|dans|est|était|sera|y|o|e|con|es|era|será|por|del|da|do|no|na|em|é|foi|di|a|il|è|fu|sarà|van|op|met|is|was|wordt|zal|och|i|på|med|av|är|var|ska|og|af|er|skal|til|till)$/;

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

/** "A reported", "A, the state news agency, said", "wie A unter Berufung auf ... meldete". */
function verbAfter(scene: Scene): Reading | undefined {
  const { left, right } = scene;
  let at = scene.phraseTo;
  let { named } = scene;
  const mark = right[at]?.text ?? '';
  if (/^[,–—-]$/.test(mark)) {
    const comma = right.findIndex(({ text }, index) => index > at && text === mark);
    // "AFP and Reuters, reported"
    if (left.some((_, index) => phraseAt(GRAMMAR.among, left, index)?.to === scene.phraseFrom)) at++;
    // "A, which cited officials"
    else if (WHICH.test(right[at + 1]?.text ?? '') && phraseAt(GRAMMAR.report, right, at + 2) !== undefined)
      at += 2;
    else if (comma > 0 && comma - at <= 14) {
      for (let inside = at + 1; inside < comma; inside++) {
        if (phraseAt(GRAMMAR.agency, right, inside) !== undefined) named = true;
      }
      if (named || scene.trust === 'sure' || scene.trust === 'fair') at = comma + 1;
    }
  }
  const fullScene = { ...scene, named };
  if (named || scene.trust === 'sure') at = partnerEnd(right, at) ?? at;
  for (let step = 0; step <= 4; step++) {
    const verb = phraseAt(GRAMMAR.report, right, at);
    if (verb !== undefined)
      return scene.trust === 'risky' && !named && !isAsClause(scene)
        ? WEAK
        : attribution(fullScene, 0, verb.to);
    const say = phraseAt(GRAMMAR.say, right, at);
    if (say !== undefined) return verbReading(fullScene, say, scene.trust !== 'sure' && !named);
    if (!GRAMMAR.between.has(right[at]?.text ?? '')) break;
    at++;
  }
  const late = lateVerb(scene, at);
  if (late !== undefined) return late;
  const seen = seenBy(scene, at);
  if (seen !== undefined) return seen;
  if (!isAsClause(scene) || scene.trust === 'risky') return undefined;
  const verb = right.findIndex(
    (word, index) => index >= at && index < at + REACH && GRAMMAR.report.has(word.text),
  );
  return verb < 0 ? undefined : attribution(scene, left.length - scene.phraseFrom + 1, verb + 1);
}

/** Behind "and the Global Times" of "A and the Global Times said", where a verb follows. */
function partnerEnd(right: readonly Word[], from: number): number | undefined {
  if (!AND.test(right[from]?.text ?? '')) return undefined;
  for (let at = from + 1; at < Math.min(right.length, from + 7); at++) {
    const word = right[at];
    if (at > from + 1 && right[at - 1]?.capital === true && isEvidence(right, at)) return at;
    if (word === undefined || !(word.capital || GRAMMAR.glue.has(word.text))) return undefined;
  }
  return undefined;
}

const AND = /^(?:and|und|et|y|e|en|och|og)$/;

/** "as A reported", "wie A meldete": nobody but a source stands there. */
function isAsClause({ left, phraseFrom }: Scene): boolean {
  const isAs = (word: Word | undefined): boolean =>
    /^(?:wie|zoals|som|as|como|comme|come|wonach|hvorav)$/.test(word?.text ?? '');
  return isAs(left[phraseFrom - 1]) || isAs(left[phraseFrom]);
}

/** "die A befragt hat", "som A har talat med", "a survey A had made": what the name has done to get to know it. */
function seenBy(scene: Scene, from: number): Reading | undefined {
  const { left, right, phraseFrom } = scene;
  if (scene.trust === 'risky' && scene.bareThe) return undefined;
  const before = left[phraseFrom - 1]?.text ?? '';
  if (!RELATIVE.test(before) && !GRAMMAR.work.has(before)) return undefined;
  for (let at = from; at < Math.min(right.length, from + 5); at++) {
    const text = right[at]?.text ?? '';
    if (isClauseEnd(text)) return undefined;
    if (GRAMMAR.done.has(text)) return attribution(scene, left.length - phraseFrom + 1, at + 1, 0.1);
  }
  return undefined;
}

const WHICH = /^(?:which|who|qui|que|die|der|che|som|dat)$/;
const RELATIVE = /^(?:that|which|whom|who|die|der|das|den|dem|dat|que|qu'|che|cui|som|quem)$/;

/** "hatte die Agentur A ... berichtet", "A had de gesprekken al gemeld": an auxiliary, and the participle at the end. */
function lateVerb(scene: Scene, at: number): Reading | undefined {
  const { left, right } = scene;
  if (scene.trust === 'risky' && !scene.named) return undefined;
  const before = GRAMMAR.auxiliary.get(left[scene.phraseFrom - 1]?.text ?? '') ?? 0;
  const after = GRAMMAR.auxiliary.get(right[scene.phraseTo]?.text ?? '') ?? 0;
  if ((before | after) === 0) return undefined;
  for (let end = at; end < Math.min(right.length, at + REACH); end++) {
    const word = right[end];
    if (word === undefined || /^[;:.!?"“„«]$/.test(word.text)) return undefined;
    if (((GRAMMAR.report.get(word.text) ?? 0) & (before | after)) !== 0)
      return attribution(scene, before === 0 ? 0 : left.length - scene.phraseFrom + 1, end + 1);
  }
  return undefined;
}

function verbReading(
  scene: Scene,
  { to, languages }: { to: number; languages: number },
  tooWeak: boolean,
): Reading | undefined {
  if (tooWeak) return WEAK;
  let next = to;
  while (next < to + 3 && GRAMMAR.between.has(scene.right[next]?.text ?? '')) next++;
  const itself = phraseAt(GRAMMAR.itself, scene.right, next);
  if (itself !== undefined && (itself.languages & languages) !== 0) return subject(scene, 0, next + 1);
  return attribution(scene, 0, to);
}

/** "shut the bureau of A", "A's Jerusalem office", "A was fined". */
function newsItself(scene: Scene): Reading | undefined {
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

/** A name that means nothing else, in a sentence where nobody tells or reports: the agency is what it is about. */
function onlyNamed(scene: Scene): Reading | undefined {
  const { left, right, trust } = scene;
  if (trust !== 'sure') return undefined;
  const isTelling = (word: Word): boolean =>
    tellingIn(word) !== 0 || GRAMMAR.report.has(word.text) || GRAMMAR.done.has(word.text);
  if (left.some(isTelling) || right.some(isTelling)) return undefined;
  return subject(scene, 3, 3, 0.2);
}

/** A verb, and its chiefs, staff or rooms behind it: "A gets a new director". */
function isOwnAffair(right: readonly Word[], from: number): boolean {
  const verb = right[from];
  if (verb === undefined || isPunctuation(verb) || GRAMMAR.agent.has(verb.text)) return false;
  for (let at = from + 1; at < Math.min(right.length, from + 8); at++) {
    const text = right[at]?.text ?? '';
    if (isClauseEnd(text)) return false;
    if (GRAMMAR.officer.has(text) || GRAMMAR.office.has(text)) return true;
  }
  return false;
}

function isEvidence(words: readonly Word[], at: number): boolean {
  return phraseAt(GRAMMAR.report, words, at) !== undefined || phraseAt(GRAMMAR.say, words, at) !== undefined;
}

/** A word of harm among words[from, to), before anything is reported where `untilEvidence`. */
function harmIn(words: readonly Word[], from: number, to: number, untilEvidence: boolean): boolean {
  const table: Phrases = GRAMMAR.harm;
  const first = Math.max(0, from);
  const last = Math.min(to, words.length);
  if (untilEvidence) {
    for (let at = first; at < last; at++) {
      const { text } = words[at] ?? { text: '' };
      if (table.has(text)) return true;
      if (SAW.has(text) || isEvidence(words, at) || isClauseEnd(text)) return false;
    }
    return false;
  }
  for (let at = last - 1; at >= first; at--) {
    const { text } = words[at] ?? { text: '' };
    if (isClauseEnd(text)) return false;
    if (table.has(text)) return true;
  }
  return false;
}

function isClauseEnd(text: string): boolean {
  return /^[,;:.()"“”„«»–—]$/.test(text);
}

const SAW = new Set(
  'saw|seen|witnessed|heard|counted|found|at|vu|constaté|entendu|sah|beobachtete|zählte|vio|vieron|viu|viram|visto|ha|zag|zagen|såg|så|hørte'.split(
    '|',
  ),
);

function attribution(scene: Scene, wordsBefore: number, wordsAfter: number, doubt = 0): Reading {
  return {
    kind: 'attribution',
    ...reach(scene, wordsBefore, wordsAfter),
    confidence: CONFIDENCE[scene.trust] - doubt,
  };
}

function subject(scene: Scene, wordsBefore: number, wordsAfter: number, doubt = 0): Reading {
  return { kind: 'subject', ...reach(scene, wordsBefore, wordsAfter), confidence: 0.8 - doubt };
}

/** Offsets of the evidence: so many words to the left and to the right of the name. */
function reach(
  { left, right, start, end }: Scene,
  before: number,
  after: number,
): { from: number; to: number } {
  return {
    from: before === 0 ? start : (left[Math.max(0, left.length - before)]?.start ?? start),
    to: after === 0 ? end : (right[Math.min(after, right.length) - 1]?.end ?? end),
  };
}
