import { hash } from 'node:crypto';
import { storyOf } from '../furniture/story.ts';
import { bareHeadline } from './headline.ts';
import { inHouseStyle } from './house-style.ts';
import { TokenFlag, tokenize } from './tokens.ts';
import type { Tokens } from './tokens.ts';

/**
 * Below this many words a body is a flash, a caption or a service line, and tells one story from another only
 * together with its headline.
 */
export const SHORT_BODY_WORDS = 40;

/**
 * Below this many words, headline included, the same words are no sign of the same story: "Story withdrawn",
 * "No trading today, market closed", "More to follow". A one-sentence alert has 12 to 25.
 */
export const MIN_WORDS = 12;

/**
 * The key under which the very same text is found again whatever its identity: SHA-256 (hex) of headline and story in
 * house style, without furniture. The headline is part of it, since a text that is withdrawn keeps its body: copies under
 * other headlines are found by what is kept of both (headline.ts).
 * `undefined` when there are fewer than {@link MIN_WORDS} words: such a text has no copies, only lookalikes.
 */
export function contentKey(plainBody: string, headline = '', language?: string): string | undefined {
  const { story } = storyOf(plainBody, headline);
  const whole = `${bareHeadline(headline)}\n\n${story}`;
  const tokens = tokenize(whole);
  return wordCount(tokens) < MIN_WORDS ? undefined : digestOf(inHouseStyle(whole, language));
}

/** Words of a text; two characters of a script without spaces count as one. */
export function wordCount(tokens: Tokens): number {
  let unspaced = 0;
  for (const flags of tokens.flags) if ((flags & TokenFlag.unspaced) !== 0) unspaced++;
  return tokens.count - unspaced + Math.ceil(unspaced / 2);
}

/** SHA-256 (hex) of a text in house style. */
export function digestOf(exact: string): string {
  return hash('sha256', exact);
}
