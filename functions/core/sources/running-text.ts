/**
 * What a name of the register does in a sentence: the agency is the source of what is said ("told AFP", "selon
 * l'AFP", "wie die dpa meldete"), or it is the news itself ("shut the bureau of AFP"), or nothing can be told.
 */
import { GRAMMAR } from './grammar.ts';
import type { Trust } from '../agencies/agency.ts';
import {
  actsItself,
  announcesItself,
  employer,
  newsItself,
  officers,
  onlyNamed,
  told,
} from './running-text/affairs.ts';
import { creditInBrackets } from './running-text/brackets.ts';
import { addressee, agentOf, cueBefore } from './running-text/cues.ts';
import { NONE, type Reading } from './running-text/reading.ts';
import { COMPOUNDED, type Scene, compoundOf, sceneOf } from './running-text/scene.ts';
import { dispatchOf, headline, staffAndWork } from './running-text/staff.ts';
import { agencySays, asDid, verbAfter } from './running-text/verbs.ts';
import { isWeekday } from '../text/calendar.ts';
import { isMark, isInCapitals, isPunctuation, type Word } from './words.ts';
import { ACCORDING_ENDS, BODIES, OF_PLACE } from './words/clauses.ts';

export type { Reading };

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
  const credit = creditInBrackets(text, mention, trust);
  if (credit !== undefined) return credit;
  const scene = sceneOf(text, mention, sentence, trust, compound);
  if (isPersonName(scene)) return NONE('the first name of somebody');
  if (isOtherBody(scene)) return NONE('explained as something else');
  return (
    officers(scene) ??
    told(scene) ??
    dispatchOf(scene) ??
    headline(scene) ??
    (scene.trust === 'slot' && !scene.named ? NONE('a word of everyday use') : undefined) ??
    staffAndWork(scene) ??
    employer(scene) ??
    announcesItself(scene) ??
    cueBefore(scene) ??
    addressee(scene) ??
    agentOf(scene) ??
    asDid(scene) ??
    verbAfter(scene) ??
    newsItself(scene) ??
    agencySays(scene) ??
    actsItself(scene) ??
    onlyNamed(scene) ??
    NONE('no words of attribution')
  );
}

/** "According to Petra Lindholm", "selon Sana, une voisine": more name follows, or says that it is a person. */
function isPersonName(scene: Scene): boolean {
  const { text, start, end, trust, named, left, right, phraseTo } = scene;
  const name = text.slice(start, end);
  if (isLongerName(scene)) return true;
  if (named || trust === 'sure' || isInCapitals(name) || name.includes(' ')) return false;
  const next = right[phraseTo];
  if (trust === 'risky' && phraseTo === 1 && isOfPerson(next)) return true;
  if (phraseTo === 0 && next?.capital === true && next.start === end + 1)
    return trust === 'risky' || (!GRAMMAR.agency.holds(next) && !hasArticle(scene));
  if (trust !== 'risky' || !isMark(next, ',') || !ACCORDING_ENDS.hasText(left.at(-1)?.text ?? ''))
    return false;
  for (let at = 1; at < 10 && right[at] !== undefined && !isMark(right[at], ','); at++) {
    if (GRAMMAR.agency.at(right, at) !== undefined) return false;
  }
  return right[1] !== undefined;
}

/** "selon l'APS, association de parents,": what letters mean that have many meanings. */
function isOtherBody({ trust, named, right, phraseTo }: Scene): boolean {
  if (named || trust === 'sure' || !isMark(right[phraseTo], ',')) return false;
  const first = right[phraseTo + 1];
  if (BODIES.has(first)) return GRAMMAR.agency.at(right, phraseTo + 1) === undefined;
  // "according to PTI, a parents' association in Pune, the"; without the second comma it is what PTI reports
  if (!INDEFINITE.test(first?.text ?? '')) return false;
  const end = right.findIndex((word, at) => at > phraseTo + 1 && isPunctuation(word));
  const inside = right.slice(phraseTo + 2, end);
  return isMark(right[end], ',') && inside.length <= MOST_WORDS && inside.some((word) => BODIES.has(word));
}

const INDEFINITE = /^(?:an?|une?|eine?|una|um|uma|een|en|ett|et)$/;
/** Words in which an apposition says what it is about. */
const MOST_WORDS = 6;

/** "selon PTI Engineering", "según Andina de Seguros": a longer name that begins so. */
function isLongerName({ text, start, end, trust, named, left, right, phraseTo }: Scene): boolean {
  const name = text.slice(start, end);
  const [next, second] = right;
  if (named || trust === 'sure' || next?.start !== end + 1 || name.includes(' ')) return false;
  if (!isInCapitals(name) && OF_PLACE.has(next) && second?.capital === true && second.start === next.end + 1)
    return true;
  return (
    trust === 'risky' &&
    phraseTo === 0 &&
    isInCapitals(name) &&
    next.capital &&
    !next.capitals &&
    !isWeekday(next.text) &&
    ACCORDING_ENDS.hasText(left.at(-1)?.text ?? '') &&
    !TEAM.some((table) => table.holds(next))
  );
}

/** Who and what an agency has: "according to PTI Editor". */
const TEAM = [...COMPOUNDED, GRAMMAR.agency, GRAMMAR.title, GRAMMAR.person];

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
