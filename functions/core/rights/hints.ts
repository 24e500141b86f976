/** Whether a text is worth being read for restrictions at all. */
import { folded } from '../article/words/tokens.ts';
import { FORMS, type RightsSlot } from './forms.ts';

let hints: RegExp | undefined;

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
  return hints.test(folded(text));
}

const HINT_WORDS = 3;
const BETWEEN = '[^a-z0-9]{1,4}';

/** The first words of each phrase, as one expression over lower case without accents. */
function hintsOf(forms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): RegExp {
  const seconds = new Map<string, Set<string>>();
  for (const [form, languages] of Object.entries(forms)) {
    if (form === 'out' || form === 'only') continue;
    for (const phrase of Object.values(languages).flat()) {
      const [first = '', ...next] = folded(phrase).split(' ', HINT_WORDS);
      const known = seconds.get(first) ?? new Set();
      known.add(next.join(BETWEEN));
      seconds.set(first, known);
    }
  }
  const sources = [...seconds].sort().map(([first, all]) =>
    // a word that is a phrase by itself needs no second
    all.has('') ? first : `${first}${BETWEEN}(?:${[...all].sort().join('|')})`,
  );
  return new RegExp(`(?<![a-z0-9])(?:${sources.join('|')})`);
}
