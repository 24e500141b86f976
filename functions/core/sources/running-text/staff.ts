/** People and work of an agency as sources: "an AFP journalist", "un décompte de l'AFP". */
import { GRAMMAR } from '../grammar.ts';
import { isMark, isPunctuation, type Word } from '../words.ts';
import { cueBefore } from './cues.ts';
import { harmIn, isPassive } from './harm.ts';
import { bareMention, type Reading, attribution, subject } from './reading.ts';
import type { Scene } from './scene.ts';
import { AGAINST, AND, AS, BEING, FORMER, PICTURES, STORY } from '../words/clauses.ts';

/** "an AFP journalist", "un journaliste de l'AFP", "an AFP tally". */
export function staffAndWork(scene: Scene): Reading | undefined {
  const { left, right, phraseTo } = scene;
  const near = right[phraseTo];
  const staff = near !== undefined && GRAMMAR.staff.holds(near);
  const work = near !== undefined && GRAMMAR.work.holds(near);
  const linked = linkedNoun(scene);
  if (!staff && !work && linked === undefined) return undefined;
  // "the EPA report" may be anybody's, "the UPI story" is a journalist's
  if (scene.trust === 'risky' && scene.bareThe && !STORY.has(near)) return undefined;
  const behind = staff || work ? phraseTo + 1 : phraseTo;
  const ahead = linked ?? scene.phraseFrom;
  const isStaff = staff || (linked !== undefined && GRAMMAR.staff.holds(left[linked]));
  // "a former A photographer", "ancienne journaliste de l'A"
  if (
    isStaff &&
    left.slice(Math.max(0, Math.min(ahead, left.length - 1) - 2)).some((word) => FORMER.has(word))
  )
    return bareMention(scene);
  // "das Urteil gegen drei Journalisten des Senders A"
  const isAgainst = left.slice(Math.max(0, ahead - 3), ahead).some((word) => AGAINST.has(word));
  if (isStaff && isAgainst && harmIn(left, ahead - 5, ahead, false))
    return subject(scene, left.length - ahead + 3, behind);
  // "detained a cameraman of A and a reporter of B"
  const isJoined = left.slice(Math.max(0, ahead - 4), ahead).some(({ text }) => AND.hasText(text));
  if (cueBefore({ ...scene, phraseFrom: ahead }) !== undefined)
    return attribution(scene, left.length - ahead + 3, behind);
  if (isStaff && isPassive(right, behind)) return subject(scene, left.length - ahead + 2, behind + 4);
  if (isStaff && BEING.has(right[behind]) && harmIn(right, behind + 1, behind + 4, true))
    return subject(scene, left.length - ahead + 2, behind + 4);
  if (
    isStaff &&
    (harmIn(right, behind, behind + 7, true) || harmIn(left, ahead - (isJoined ? 10 : 5), ahead, false))
  )
    return subject(scene, left.length - ahead + 2, behind + 5);
  if (!isStaff && harmIn(left, ahead - 3, ahead, false)) return undefined;
  return attribution(scene, left.length - ahead, behind, isStaff ? 0.05 : 0.1);
}

/** "une dépêche Havas", "un dispaccio Stefani", "Telegramm Wolff": what only agencies send. */
export function dispatchOf(scene: Scene): Reading | undefined {
  const { text, start, end, left, right } = scene;
  // "nach einer Havasmeldung"
  if (DISPATCH_OF.test(text.slice(start, end))) return attribution(scene, 2, 0, 0.05);
  if (scene.trust !== 'slot' || OLD.test(text.slice(start, end))) {
    const [verb, from, city] = right;
    if (isReport(verb) && isFrom(from, city)) return attribution(scene, 0, 2, 0.1);
    // "Wie Havas aus Tunis berichtet"
    if (AS.hasText(left.at(-1)?.text ?? '') && isFrom(right[0], right[1]) && isReport(right[2]))
      return attribution(scene, 1, 3, 0.1);
  }
  const noun = left.at(-1);
  return noun !== undefined && DISPATCH.test(noun.text) ? attribution(scene, 2, 0, 0.05) : undefined;
}

const DISPATCH =
  /^(?:dépêches?|notes?|télégrammes?|dispacci?o?|telegramm[ai]?|telegramas?|despachos?|depeschen?|telegrammen?|teletipos?)$/;

const DISPATCH_OF = /(?:meldung(?:en)?|depeschen?|telegramme?s?)$/i;

const OLD = /^(?:Reuter|Stefani|Havas)$/;

function isReport(word: Word | undefined): boolean {
  return word !== undefined && GRAMMAR.report.holds(word);
}

/** "aus Athen", "de Madrid": an agency reports from somewhere. */
function isFrom(word: Word | undefined, city: Word | undefined): boolean {
  return /^(?:aus|from|de|da|uit|från|fra|desde)$/.test(word?.text ?? '') && city?.capital === true;
}

/** "Reuters: Ostrava mill to close": a line that begins with its source. */
export function headline(scene: Scene): Reading | undefined {
  const { text, start, left, right, trust } = scene;
  if (trust !== 'sure' && trust !== 'fair') return undefined;
  const begins = left.length === 0 && /^\s?$/.test(text[start - 1] ?? '');
  if (!begins || !isMark(right[0], ':') || right.length < 6) return undefined;
  const next = right[1];
  return next !== undefined && !isPunctuation(next) && text[next.start - 1] === ' '
    ? attribution(scene, 0, 1, 0.2)
    : undefined;
}

/** "the Twitter account of A" is a room of A; "A's account" tells what it has seen. */
function isAccountOf({ left }: Scene, noun: number, link: string): boolean {
  return left[noun]?.text === 'account' && /^of\b/.test(link);
}

/** "a photo of A", "la foto de Petra": who is in it. */
function isPictureOf({ left, trust, named }: Scene, noun: number, link: string): boolean {
  return PICTURES.has(left[noun]) && !named && (/^of\b/.test(link) || trust === 'risky' || trust === 'slot');
}

/** Place in left of the staff or work that is linked to the name ("journaliste de l'AFP"). */
function linkedNoun(scene: Scene): number | undefined {
  const { left, phraseFrom } = scene;
  for (const end of [left.length, phraseFrom]) {
    const link = GRAMMAR.link.endingAt(left, end) ?? GRAMMAR.link.endingAt(left, end + 1);
    if (link === undefined) continue;
    for (let at = link.from - 1; at >= Math.max(0, link.from - 2); at--) {
      const word = left[at];
      if (isAccountOf(scene, at, link.phrase) || isPictureOf(scene, at, link.phrase)) return undefined;
      if (GRAMMAR.staff.holds(word) || GRAMMAR.work.holds(word)) return at;
    }
  }
  return undefined;
}
