/** Text to a JSON value: what is almost JSON is read where its meaning is beyond doubt, and the rest is refused. */
import { LIMITS, ParseError } from './limits.ts';

export interface JsonText {
  value: unknown;
  /** What had to be overlooked. */
  repair?: string;
}

/**
 * The value of a JSON text, of one with raw line ends or other control characters in its strings, or of one value a
 * line (NDJSON), which makes a list.
 * @throws ParseError malformed-json, truncated, too-deep
 */
export function parseJson(text: string): JsonText {
  const depth = jsonDepth(text);
  if (depth > LIMITS.depth) {
    throw new ParseError('too-deep', `JSON nested ${depth} deep, ${LIMITS.depth} are allowed`);
  }
  const json = text.replace(/^[\s\ufeff\u0000\u007f]+/, '');
  try {
    return { value: JSON.parse(json) };
  } catch (error) {
    const found = linesOf(json) ?? escaped(json);
    if (found !== undefined) return found;
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/at position (\d{1,12})/.exec(message)?.[1] ?? -1);
    const cut = /end of JSON|Unterminated/i.test(message) || position >= json.trimEnd().length;
    throw new ParseError(cut ? 'truncated' : 'malformed-json', message.replace(/, "[\s\S]*$/, ''));
  }
}

/** Every line an object of its own; undefined where one of them is none. */
function linesOf(json: string): JsonText | undefined {
  const lines = json.split('\n').filter((line) => /\S/.test(line));
  if (lines.length < 2 || !lines.every((line) => /^\s*\{/.test(line))) return undefined;
  try {
    return { value: lines.map((line): unknown => JSON.parse(line)) };
  } catch {
    return undefined;
  }
}

/**
 * The value of a text that is JSON but for what stands in its strings: control characters, which are no mark-up of
 * anything, and backslashes before what needs none.
 */
function escaped(json: string): JsonText | undefined {
  const text = repairStrings(json);
  if (text === undefined) return undefined;
  try {
    return {
      value: JSON.parse(text),
      repair: 'control characters or backslashes in strings were not escaped',
    };
  } catch {
    return undefined;
  }
}

/** Line ends of a long story; what has more is broken in another way. */
const MOST_REPAIRS = 20_000;

/** @returns undefined where there is nothing to mend, or more than anybody forgets */
function repairStrings(json: string): string | undefined {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted;
    else if (quoted && code === BACKSLASH && ESCAPED.includes(json.charAt(at + 1))) at++;
    else if (quoted && code === BACKSLASH) {
      if (parts.length > MOST_REPAIRS * 2) return undefined;
      // Before a letter it is meant: "C:\Weir"
      parts.push(json.slice(from, at), /[\p{L}\p{N}]/u.test(json.charAt(at + 1)) ? '\\\\' : '');
      from = at + 1;
    } else if (quoted && code < SPACE) {
      if (parts.length > MOST_REPAIRS * 2) return undefined;
      parts.push(json.slice(from, at), `\\u${code.toString(16).padStart(4, '0')}`);
      from = at + 1;
    }
  }
  return from === 0 ? undefined : [...parts, json.slice(from)].join('');
}

/** What stands behind a backslash in JSON. */
const ESCAPED = '"\\/bfnrtu';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}
