/** Verbs behind a name: "AFP reported", "die dpa meldet", and those that tell of the agency itself. */
import { GRAMMAR } from '../grammar.ts';
import { isMark, type Word, isPunctuation } from '../words.ts';
import { isClauseEnd, isEvidence } from './harm.ts';
import { REACH, type Reading, WEAK, attribution, subject } from './reading.ts';
import type { Scene } from './scene.ts';
import { AND, HAS, NO_VERB, RELATIVE, WHICH } from '../words/clauses.ts';

/** "The news agency A spoke of three": where the text says what A is, any verb of its own is enough. */
export function agencySays(scene: Scene): Reading | undefined {
  const { left, right, phraseTo, phraseFrom } = scene;
  const isAmong = left.some((_, index) => GRAMMAR.among.at(left, index)?.to === phraseFrom);
  // "Kuwait's KUNA called them brief"
  const isNational = left.at(-1)?.text === 's' && left.at(-2)?.capital === true;
  if (!scene.named && !((isAmong || isNational) && scene.trust === 'sure')) return undefined;
  let at = phraseTo;
  if (isMark(right[at], ',')) {
    const comma = right.findIndex((word, index) => index > at && isMark(word, ','));
    if (comma < 0 && !isAmong) return undefined;
    // "including the agency A, carried the speech"
    at = (isAmong ? at : comma) + 1;
  }
  if (HAS.has(right[at]) && PARTICIPLE.test(right[at + 1]?.text ?? '')) at++;
  const verb = right[at];
  const before = left[phraseFrom - 1];
  const begins = isAmong || before === undefined || isClauseEnd(before) || phraseFrom <= 3;
  if (!begins || verb === undefined || isPunctuation(verb) || verb.capital || NO_VERB.has(verb))
    return undefined;
  return attribution(scene, left.length - phraseFrom, at + 1, 0.15);
}

const PARTICIPLE = /^.{3,}(?:é|u|is|it|to|so|do|t|d|ed|en)$/;

/** "A reported", "A, the state news agency, said", "wie A unter Berufung auf ... meldete". */
export function verbAfter(scene: Scene): Reading | undefined {
  const { left, right } = scene;
  let at = scene.phraseTo;
  let { named } = scene;
  const mark = right[at]?.text ?? '';
  const isAmong = isListed(scene);
  const list = scene.trust === 'sure' || scene.trust === 'fair' || isAmong ? listEnd(right, at) : undefined;
  // "outlets, including A": what is listed there reports
  if (list !== undefined && isAmong) named = true;
  if (list === undefined && /^[,–—-]$/.test(mark)) {
    const comma = right.findIndex(({ text }, index) => index > at && text === mark);
    // "AFP and Reuters, reported"
    if (isAmong) at++;
    // "A, which cited officials"
    else if (WHICH.has(right[at + 1]) && GRAMMAR.report.at(right, at + 2) !== undefined) at += 2;
    else if (comma > 0 && comma - at <= 14) {
      for (let inside = at + 1; inside < comma; inside++) {
        if (GRAMMAR.agency.at(right, inside) !== undefined) named = true;
      }
      if (named || scene.trust === 'sure' || scene.trust === 'fair') at = comma + 1;
    }
  }
  const fullScene = { ...scene, named };
  const reported = letsReport(right, at);
  if (reported !== undefined) return attribution(fullScene, 0, reported);
  if (named || scene.trust === 'sure') at = partnerEnd(right, at) ?? at;
  at = list ?? at;
  for (let step = 0; step <= 4; step++) {
    const verb = GRAMMAR.report.at(right, at);
    if (verb !== undefined)
      return scene.trust === 'risky' && !named && !isAsClause(scene)
        ? WEAK
        : attribution(fullScene, 0, verb.to);
    const say = GRAMMAR.say.at(right, at);
    if (say !== undefined) return verbReading(fullScene, say, scene.trust !== 'sure' && !named);
    if (!GRAMMAR.between.holds(right[at])) break;
    at++;
  }
  const late = lateVerb(scene, at);
  if (late !== undefined) return late;
  const seen = seenBy(scene, at);
  if (seen !== undefined) return seen;
  if (!isAsClause(scene) || scene.trust === 'risky') return undefined;
  const verb = right.findIndex(
    (word, index) => index >= at && index < at + REACH && GRAMMAR.report.holds(word),
  );
  return verb < 0 ? undefined : attribution(scene, left.length - scene.phraseFrom + 1, verb + 1);
}

/** "Havas läßt sich aus Athen melden": behind the verb of what it has had reported. */
function letsReport(right: readonly Word[], at: number): number | undefined {
  if (!/^l(?:ä(?:ß|ss)t|ie(?:ß|ss))$/.test(right[at]?.text ?? '') || right[at + 1]?.text !== 'sich')
    return undefined;
  for (let to = at + 2; to < Math.min(right.length, at + REACH); to++) {
    if (isClauseEnd(right[to])) return undefined;
    if (
      /^(?:melden|berichten|drahten|kabeln|schreiben|mitteilen|telegra(?:ph|f)ieren)$/.test(
        right[to]?.text ?? '',
      )
    )
      return to + 1;
  }
  return undefined;
}

/** "A reported on it, as did B": what the others did stands before it. */
export function asDid(scene: Scene): Reading | undefined {
  const { left, phraseFrom } = scene;
  const [as, did] = left.slice(phraseFrom - 2, phraseFrom);
  if (
    phraseFrom < 2 ||
    !/^(?:as|so)$/.test(as?.text ?? '') ||
    !/^(?:did|has|have|had)$/.test(did?.text ?? '')
  )
    return undefined;
  const verb = left.findLastIndex((_, at) => at < phraseFrom - 2 && GRAMMAR.report.holds(left[at]));
  return verb < 0 ? undefined : attribution(scene, left.length - phraseFrom + 2, 0, 0.05);
}

/** "outlets, including A", and further down that list: nothing but names between. */
function isListed({ left, phraseFrom }: Scene): boolean {
  return left.some((_, index) => {
    const among = GRAMMAR.among.at(left, index);
    return among !== undefined && among.to <= phraseFrom && left.slice(among.to, phraseFrom).every(isOfList);
  });
}

function isOfList(word: Word): boolean {
  return word.capital || isMark(word, ',') || AND.has(word) || GRAMMAR.glue.holds(word);
}

/** Behind the rest of "A, the Courier, National Radio and B, reported", where a verb follows a list of names. */
function listEnd(right: readonly Word[], from: number): number | undefined {
  let names = 0;
  let at = from;
  while (at < Math.min(right.length, from + LONGEST_LIST)) {
    const word = right[at];
    if (word === undefined) return undefined;
    const isSeparator = isMark(word, ',') || AND.has(word);
    if (names > 0 && !isSeparator && !word.capital && isEvidence(right, at)) return at;
    // "A, the Daily Quay"
    const next = right[at + 1];
    const isNext = next?.capital === true || (next?.text === 'the' && right[at + 2]?.capital === true);
    if (isSeparator && isNext) names++;
    else if (!isOfList(word)) return undefined;
    at++;
  }
  return undefined;
}

const LONGEST_LIST = 20;

/** Behind "and the Global Times" of "A and the Global Times said", where a verb follows. */
function partnerEnd(right: readonly Word[], from: number): number | undefined {
  if (!AND.has(right[from])) return undefined;
  for (let at = from + 1; at < Math.min(right.length, from + 7); at++) {
    const word = right[at];
    if (at > from + 1 && right[at - 1]?.capital === true && isEvidence(right, at)) return at;
    if (word === undefined || !(word.capital || GRAMMAR.glue.holds(word))) return undefined;
  }
  return undefined;
}

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
  const before = left[phraseFrom - 1];
  if (!RELATIVE.has(before) && !GRAMMAR.work.holds(before)) return undefined;
  for (let at = from; at < Math.min(right.length, from + 5); at++) {
    if (isClauseEnd(right[at])) return undefined;
    if (GRAMMAR.done.holds(right[at])) return attribution(scene, left.length - phraseFrom + 1, at + 1, 0.1);
  }
  return undefined;
}

/** "hatte die Agentur A ... berichtet", "A had de gesprekken al gemeld": an auxiliary, and the participle at the end. */
function lateVerb(scene: Scene, at: number): Reading | undefined {
  const { left, right } = scene;
  if (scene.trust === 'risky' && !scene.named) return undefined;
  const before = GRAMMAR.auxiliary.of(left[scene.phraseFrom - 1]);
  const after = GRAMMAR.auxiliary.of(right[scene.phraseTo]);
  if ((before | after) === 0) return undefined;
  for (let end = at; end < Math.min(right.length, at + REACH); end++) {
    const word = right[end];
    if (word === undefined || isMark(word, ';:.!?"“„«')) return undefined;
    if ((GRAMMAR.report.of(word) & (before | after)) !== 0)
      return attribution(scene, before === 0 ? 0 : left.length - scene.phraseFrom + 1, end + 1);
  }
  return undefined;
}

function verbReading(
  scene: Scene,
  { to, phrase }: { to: number; phrase: string },
  tooWeak: boolean,
): Reading | undefined {
  if (tooWeak) return WEAK;
  let next = to;
  while (next < to + 3 && GRAMMAR.between.holds(scene.right[next])) next++;
  const itself = GRAMMAR.itself.at(scene.right, next);
  const isOfOneLanguage =
    itself !== undefined && ((GRAMMAR.itself.get(itself.phrase) ?? 0) & (GRAMMAR.say.get(phrase) ?? 0)) !== 0;
  if (isOfOneLanguage) return subject(scene, 0, next + 1);
  return attribution(scene, 0, to);
}
