/** Plain text to blocks: what stands between empty lines, or on one line; hard-wrapped lines are joined. */
import { CharacterKinds } from '../../text/characters.ts';
import { goesOn, joint } from '../../text/lines.ts';
import { cleanCharacters } from '../../text/whitespace.ts';

export interface Block {
  text: string;
  /** Words; two characters of a script without spaces count as one. */
  words: number;
  /** Ends as a sentence does, also before a closing quote or bracket. */
  stop: boolean;
  /** Begins with a bullet. */
  bullet: boolean;
}

const STOP = /[.!?…。！？؟۔।][\s"'”’“»›«)\]]{0,4}$/;
const BULLET = /^(?:[•·▪■◦‣*]|[-–—] )\s*/;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Narrower or wider than this nobody wraps lines by hand. */
const WRAP_FROM = 45;
const WRAP_TO = 110;

/** One block of a text. */
export function blockOf(text: string): Block {
  const bullet = BULLET.test(text);
  return { text, words: countWords(text), stop: STOP.test(text), bullet };
}

const SPACE = 1;
const SIGN = 2;
const LETTER = 3;
const IDEOGRAPH = 4;
const KINDS = new CharacterKinds((character) => {
  if (IDEOGRAPHS.test(character)) return IDEOGRAPH;
  if (/[\p{L}\p{N}]/u.test(character)) return LETTER;
  return /\s/.test(character) ? SPACE : SIGN;
});

export function countWords(text: string): number {
  let ideographs = 0;
  let words = 0;
  let isWord = false;
  for (let at = 0, code = text.codePointAt(0); code !== undefined; code = text.codePointAt(at)) {
    const kind = KINDS.of(code);
    if (kind === IDEOGRAPH) ideographs++;
    if (kind === LETTER && !isWord) words++;
    if (kind !== SIGN) isWord = kind === LETTER;
    at += code > 0xffff ? 2 : 1;
  }
  return words + Math.ceil(ideographs / 2);
}

/** Lines of a text: NFC, no control or zero-width characters, every kind of space an ordinary one. */
export function linesOf(text: string): string[] {
  return cleanCharacters(text)
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\f\v]/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Cuts at empty lines; inside, at every line that was not broken by a fixed width alone. */
export function blocksOf(text: string): Block[] {
  const lines = linesOf(text);
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let open = '';
  let previous = '';
  const flush = (): void => {
    const whole = open.replace(/\s+/g, ' ').trim();
    if (whole !== '') blocks.push(blockOf(whole));
    open = '';
  };
  for (const line of lines) {
    const joins =
      open !== '' && line !== '' && (wasWrapped(previous, line, width) || goesOn(previous, line.trim()));
    if (!joins) flush();
    open += open === '' ? line : joint(previous, line.trim()) + line.trim();
    previous = line;
  }
  flush();
  return blocks;
}

/** A break is forced where the next word would not have fitted any more. */
function wasWrapped(line: string, next: string, width: number): boolean {
  if (width === 0 || indent(next) > indent(line) + 1 || BULLET.test(next.trimStart())) return false;
  const word = /^\s*(\S+)/.exec(next)?.[1] ?? '';
  return line.length + 1 + word.length > width;
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

/** The width at which the lines were wrapped; 0 where every line stands for itself. */
function wrapWidth(lines: readonly string[]): number {
  const lengths = lines
    .map((line) => line.length)
    .filter((length) => length >= WRAP_FROM)
    .sort((a, b) => a - b);
  // a few long lines are addresses and tables; many mean that paragraphs are not wrapped
  const width = lengths[Math.floor((lengths.length - 1) * 0.95)] ?? 0;
  if (width < WRAP_FROM || width > WRAP_TO) return 0;
  let continued = 0;
  for (let i = 1; i < lines.length; i++) {
    const next = lines[i] ?? '';
    const line = lines[i - 1] ?? '';
    // "di Marco Belli" below a deck begins small as well
    if (/^\s*\p{Ll}/u.test(next) && /[\p{L}\p{N},;–-]$/u.test(line) && wasWrapped(line, next, width))
      continued++;
  }
  return continued >= 2 || (continued === 1 && lengths.length <= 6) ? width : 0;
}
