/** The pieces of a text that are compared: words, figures, and the signs that change what they say. */
import { markWith, mayBeRewritten, mayEndInIse } from './style-words.ts';

/** Dollars of a country, initials with stops, words, numbers, and the signs that change what a figure or a sentence says. */
const PIECE =
  /(?<![\p{L}\p{M}.])(?:\p{L}\.){2,8}\p{L}?(?![\p{L}\p{M}])|[\p{L}\p{M}]+(?:['’ʼ`´‘][\p{L}\p{M}]+|\$(?<=(?<![\p{L}\p{M}\p{Nd}])\p{Lu}{1,2}\$)(?=\s?\p{Nd}))*|\p{Nd}+(?:[.,:/'’⁄-]\p{Nd}+)*|[%‰°\p{Sc}▲△▼▽↑↓±]|[<>≤≥](?=\s?\p{Nd})|[+\-−–‒‐](?=\p{Sc}?[.,]?\p{Nd})(?<=(?:^|[^\p{L}\p{Nd}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]).)|\((?=\p{Sc}?\p{Nd}[\p{Nd}.,]*\))|\?(?=["'”’»)]*(?:\s|$))/gu;

/** Signs of ASCII that a piece may begin with: % $ ( + - < > ? */
const BEGINS = new Set([0x25, 0x24, 0x28, 0x2b, 0x2d, 0x3c, 0x3e, 0x3f]);

/**
 * The matches of {@link PIECE}, each with where it ends. Most are words of plain letters, which are told without it in a
 * third of the time.
 */
export class PieceReader {
  readonly #text: string;
  readonly #lower: string;
  #from = 0;
  #match: string | undefined;
  /** Where the piece ends. */
  end = 0;
  /** The piece in lower case, where it is a word that is read as it is written. */
  word: string | undefined;

  constructor(text: string) {
    this.#text = text;
    const lower = text.toLowerCase();
    this.#lower = lower.length === text.length ? lower : '';
  }

  /** The piece as it is written. */
  get written(): string {
    return this.#match ?? this.#text.slice(this.#from, this.end);
  }

  next(): boolean {
    const text = this.#text;
    let at = this.end;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (isPlainLetter(code)) break;
      if (code >= 0x80 || isPlainDigit(code) || BEGINS.has(code)) return this.#matched(at);
      at++;
    }
    if (at >= text.length) return false;
    let end = at;
    let mark = 0;
    for (let code = text.charCodeAt(at); isPlainLetter(code); code = text.charCodeAt(++end)) {
      mark = markWith(mark, code);
    }
    const next = text.charCodeAt(end);
    if (!endsPlainWord(next, end - at)) return this.#matched(at);
    this.#from = at;
    this.#match = undefined;
    this.end = end;
    const isRead = next === STOP || mayBeRewritten(mark) || mayEndInIse(text, at, end);
    this.word = isRead || this.#lower === '' ? undefined : this.#lower.slice(at, end);
    return true;
  }

  #matched(at: number): boolean {
    PIECE.lastIndex = at;
    const match = PIECE.exec(this.#text);
    if (match === null) return false;
    this.word = undefined;
    this.#match = match[0];
    this.end = match.index + match[0].length;
    return true;
  }
}

const STOP = 0x2e;

function isPlainLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isPlainDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Not where an apostrophe, a dollar, a stop behind an initial or another script may go on with it. */
function endsPlainWord(code: number, length: number): boolean {
  if (code === 0x2e) return length > 1;
  return !(code >= 0x80 || code === 0x27 || code === 0x60 || code === 0x24);
}
