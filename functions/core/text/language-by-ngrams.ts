/**
 * The language of a headline or of a short text, by letters that follow each other: for what has too few everyday words
 * (`language.ts`). A megabyte of frequencies: loaded with the first item that needs them.
 */
import { eld } from 'eld/extrasmall';

/** Names of places and players have fewer than a sentence has. */
const MIN_LETTERS = 20;
/** Results, prices and lists of names stay below; the shortest headlines of Latvian and Finnish just above. */
const MIN_SCORE = 0.62;
/** Four Spanish towns are nearly as much Catalan. */
const MIN_LEAD = 0.03;

/** BCP 47 primary tag; undefined for what is too short, no prose, or might be another language as well. */
export function languageByNgrams(text: string): string | undefined {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return undefined;
  const result = eld.detect(text);
  if (result.language === '' || !result.isReliable()) return undefined;
  const [best = 0, next = 0] = Object.values(result.getScores()).sort((a, b) => b - a);
  return best >= MIN_SCORE && best - next >= MIN_LEAD ? result.language : undefined;
}
