import { createHash } from 'node:crypto';
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
 * The key under which the same text is found again whatever its identity, headline or typography:
 * SHA-256 (hex) of the normalised tokens of the body, of headline and body where the body is shorter than
 * {@link SHORT_BODY_WORDS}. Spaces count only beside numbers, so that a word broken by a line end makes no difference.
 * `undefined` when there are fewer than {@link MIN_WORDS} words: such a text has no copies, only lookalikes.
 */
export function contentKey(plainBody: string, headline = ''): string | undefined {
  const body = tokenize(plainBody);
  const bodyWords = wordCount(body);
  if (bodyWords >= SHORT_BODY_WORDS) return hashTokens(body);
  const whole = tokenize(`${headline}\n\n${plainBody}`);
  return wordCount(whole) < MIN_WORDS ? undefined : hashTokens(whole);
}

/** Words of a text; two characters of a script without spaces count as one. */
export function wordCount(tokens: Tokens): number {
  let unspaced = 0;
  for (const flags of tokens.flags) if ((flags & TokenFlag.unspaced) !== 0) unspaced++;
  return tokens.count - unspaced + Math.ceil(unspaced / 2);
}

function hashTokens(tokens: Tokens): string {
  const joined = new Uint16Array(tokens.chars.length + 2 * tokens.count);
  let length = 0;
  let afterNumber = false;
  for (let i = 0; i < tokens.count; i++) {
    const number = ((tokens.flags[i] ?? 0) & TokenFlag.number) !== 0;
    if (number || afterNumber) joined[length++] = 0x20;
    const token = tokens.chars.subarray(tokens.starts[i], tokens.starts[i + 1]);
    joined.set(token, length);
    length += token.length;
    afterNumber = number;
  }
  // Byte by byte, so that the key does not depend on the machine's byte order.
  const bytes = Buffer.alloc(2 * length);
  for (let i = 0; i < length; i++) bytes.writeUInt16LE(joined[i] ?? 0, 2 * i);
  return createHash('sha256').update(bytes).digest('hex');
}
