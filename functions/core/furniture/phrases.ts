/** The words of a line, and known phrases among them, in scripts with and without spaces. */

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{M}]+|\p{Nd}+/gu;
const NUMBER = /^\p{Nd}/u;

export interface Word {
  /** Lower case. */
  text: string;
  /** UTF-16 offsets in the line. */
  start: number;
  end: number;
  isNumber: boolean;
}

/** Letters and digits; a character of a script without spaces is a word, and what stands between words counts for nothing. */
export function wordsOf(line: string): Word[] {
  return Array.from(line.matchAll(WORD), ({ 0: written, index }) => ({
    text: lower(written),
    start: index,
    end: index + written.length,
    isNumber: NUMBER.test(written),
  }));
}

/** The dotted capital of Turkish leaves its dot behind. */
function lower(word: string): string {
  return word.toLowerCase().replace('i\u0307', 'i');
}

const FIRST = new RegExp(WORD.source, 'u');

/** The first of {@link wordsOf}, in lower case; empty where there is none near the beginning. */
export function firstWordOf(line: string): string {
  return lower(FIRST.exec(line.slice(0, 40))?.[0] ?? '');
}

/** Phrases of several kinds, each kind a bit; looked up at a word in as many steps as the longest one that begins so has. */
export class Phrases {
  readonly #kinds = new Map<string, number>();
  /** Words of the longest phrase that begins with a word. */
  readonly #longest = new Map<string, number>();

  add(phrases: readonly string[], kind: number): this {
    for (const phrase of phrases) {
      const words = wordsOf(phrase).map(({ text }) => text);
      const [first] = words;
      if (first === undefined) continue;
      const key = words.join(' ');
      this.#kinds.set(key, (this.#kinds.get(key) ?? 0) | kind);
      this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, words.length));
    }
    return this;
  }

  /** True when a phrase may begin with the word. */
  begins(word: string): boolean {
    return this.#longest.has(word);
  }

  /** The longest phrase at a place, with the kinds that it is of; undefined where none begins. */
  at(words: readonly Word[], from: number): { kinds: number; length: number } | undefined {
    const longest = this.#longest.get(words[from]?.text ?? '');
    if (longest === undefined) return undefined;
    for (let length = Math.min(longest, words.length - from); length > 0; length--) {
      const key = words
        .slice(from, from + length)
        .map(({ text }) => text)
        .join(' ');
      const kinds = this.#kinds.get(key);
      if (kinds !== undefined) return { kinds, length };
    }
    return undefined;
  }

  /** Where in the line the longest phrase at a place ends, as a UTF-16 offset; undefined where none begins. */
  endAt(words: readonly Word[], from: number): number | undefined {
    const found = this.at(words, from);
    return found === undefined ? undefined : words[from + found.length - 1]?.end;
  }

  /** Whether one of the phrases stands anywhere. */
  isIn(words: readonly Word[]): boolean {
    return words.some((_word, at) => this.at(words, at) !== undefined);
  }
}
