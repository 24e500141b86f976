/** Whether a text is worth being read for restrictions at all. */
import { NO_LETTERS, smallLetter, withLetter, WordMarks } from '../agencies/letters.ts';
import { folded } from '../article/words/tokens.ts';
import { FORMS, type RightsSlot } from './forms.ts';

let hints: Hints | undefined;

/** Two words in capitals, as desks shout; or "out" in any letters. */
const SHOUTED = /\p{Lu}{2}[^\p{L}\n]{1,4}\p{Lu}{2}|\bOUT\b|\b[Oo]ut\s{0,2}(?:$|[^\s\p{L}])|\bonly\s?[)\]*]/u;
/** Words before countries and media. */
const WHERE_HINTS =
  /(?<!\p{L})(?:no|not|only|except|exclud\p{L}+|available|prohibited|restricted|nicht|keine?|nur|ohne|ausschlie\p{L}+|au(?:ss|ß)er|gesperrt|sauf|hors|pas|interdit|uniquement|seulement|réservé|exclu|non|salvo|excepto|excepté|solo|sólo|só|fuera|prohibid[oa]|exclusivo|esclus[oai]|vietato|tranne|exceto|proibid[oa]|não|apenas|somente|niet|geen|uitgezonderd|behalve|alleen|uitsluitend|ikke|undtagen|unntatt|kun|bare|ute?|utom|endast|bara|ej|inte)(?!\p{L})/iu;

/**
 * Whether a text can hold a restriction. Most hold none, and making tokens of all that the wires say costs more than
 * everything else that is done with an item.
 */
export function mayHold(text: string, slot: RightsSlot): boolean {
  if (SHOUTED.test(text)) return true;
  if (slot === 'label') return false;
  if (slot !== 'text' && WHERE_HINTS.test(text)) return true;
  hints ??= hintsOf(FORMS);
  return holds(folded(text), hints);
}

const HINT_WORDS = 3;
const BETWEEN = '[^a-z0-9]{1,4}';

/** How phrases begin, in lower case without accents. */
interface Hints {
  /** Those that are one word, or its beginning. */
  alone: RegExp;
  /** What may follow a first word, where there is more. */
  next: ReadonlyMap<string, RegExp>;
  /** Its words, by which most of a text are told to be none without being cut out. */
  firsts: WordMarks;
}

function hintsOf(forms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): Hints {
  const alone = new Set<string>();
  const seconds = new Map<string, Set<string>>();
  for (const [form, languages] of Object.entries(forms)) {
    if (form === 'out' || form === 'only') continue;
    for (const phrase of Object.values(languages).flat()) {
      const [first = '', ...next] = folded(phrase).split(' ', HINT_WORDS);
      if (next.length === 0) alone.add(first);
      else seconds.set(first, (seconds.get(first) ?? new Set()).add(next.join(BETWEEN)));
    }
  }
  const next = new Map(
    [...seconds].map(([first, all]) => [first, new RegExp(`${BETWEEN}(?:${[...all].join('|')})`, 'y')]),
  );
  return {
    alone: new RegExp(`(?<![a-z0-9])(?:${[...alone].join('|')})`),
    next,
    firsts: new WordMarks([...next.keys()].map((first) => [first, 1])),
  };
}

/** Word by word: one expression over all phrases takes four times as long. */
function holds(text: string, { alone, next, firsts }: Hints): boolean {
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (!isWordCode(code)) continue;
    const from = at;
    let number = NO_LETTERS;
    for (; isWordCode(code); code = text.charCodeAt(++at)) {
      number = withLetter(number, code < 128 ? code : smallLetter(code));
    }
    if (firsts.of(number) === 0) continue;
    const after = next.get(text.slice(from, at));
    if (after === undefined) continue;
    after.lastIndex = at;
    if (after.test(text)) return true;
  }
  return alone.test(text);
}

/** Letters and figures; of the end of a text, NaN, false. */
function isWordCode(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  // Beyond the signs of Latin, and neither quotes and dashes nor those of East Asia
  return code >= 192 && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x303f);
}
