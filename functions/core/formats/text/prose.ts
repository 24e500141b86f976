/**
 * Is a text an article at all? Text is the format of last resort, so it has to say no to everything that merely
 * happens to decode: word lists, logs, source code, tables, base64.
 *
 * The rule: some paragraph reads as a sentence (below), and such paragraphs carry most of the words; and the
 * lines are neither records of a log nor rows of a table.
 */
import { CharacterKinds } from '../../text/characters.ts';
import { UNSPACED } from '../../text/scripts.ts';
import { blocksOf, linesOf, type Block } from './blocks.ts';
import { furnitureOf } from '../../furniture/furniture.ts';

const MIN_SENTENCE_WORDS = 12;
const MIN_PROSE_SHARE = 0.5;
const LONG_WITHOUT_STOP = 40;
/** Korean writes particles and endings as part of a word: one of its words says what two of English do. */
const KOREAN_WORD = 2;
const HANGUL = /\p{Script=Hangul}/u;
/** Enough of a long text to judge it. */
const JUDGED_CHARACTERS = 60_000;

const LOG_LINE =
  /^\W{0,2}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\w{3} {1,2}\d{1,2} \d\d:\d\d:\d\d |\d\d\/\w{3}\/\d{4}|\d{10,13}\b|\d\d:\d\d:\d\d[.,]\d{3}|(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\b)|^(?:\d{1,3}\.){3}\d{1,3} |^\s+at \S+[(:]/;
const CODE_LINE =
  /[;{}\\]$|^\s*(?:#include|import |from \S+ import|def |class |function |var |let |const |return |if ?\(|for ?\(|\/\/|\/\*|@\w+|<\?|%|--\[)|=>|[=!]==?|\w\(\w*\)|\+\+|&&|\|\||::|->|\$\{/;

const QUOTES = /^[("'“„«‘¿¡»[]{1,3}|[)"'”»«’“\].,;:!?…]{1,4}$/gu;
const WORD = /^\p{L}[\p{L}\p{M}'’.-]*$/u;

const SPACE = 1;
const SIGN = 2;
const LETTER = 3;
const KINDS = new CharacterKinds((character) => {
  if (/[\p{L}\p{M}]/u.test(character)) return LETTER;
  return /\s/.test(character) ? SPACE : SIGN;
});

/** Paragraph-like: long enough, ended by a stop (or very long), made of words and not of signs. */
export function isSentenceLike({ text, words, stop }: Block, minimum = MIN_SENTENCE_WORDS): boolean {
  const least = HANGUL.test(text) ? minimum / KOREAN_WORD : minimum;
  if (words < least || !(stop || words >= LONG_WITHOUT_STOP)) return false;
  return isNatural(text);
}

/** Natural language by its characters: letters with few signs, tokens that are words, not all capitals. */
function isNatural(text: string): boolean {
  const sample = text.slice(0, 2000);
  let letters = 0;
  let visible = 0;
  for (let at = 0, code = sample.codePointAt(0); code !== undefined; code = sample.codePointAt(at)) {
    const size = code > 0xffff ? 2 : 1;
    const kind = KINDS.of(code);
    if (kind !== SPACE) visible += size;
    if (kind === LETTER) letters++;
    at += size;
  }
  if (visible === 0 || letters / visible < 0.75) return false;
  if (UNSPACED.test(sample)) return true;
  let tokens = 0;
  let plain = 0;
  let longest = 0;
  const different = new Set<string>();
  for (const token of sample.split(/\s+/)) {
    if (token === '') continue;
    tokens++;
    longest = Math.max(longest, token.length);
    if (WORD.test(token) || WORD.test(token.replace(QUOTES, ''))) plain++;
    if (different.size < ENOUGH_WORDS) different.add(token.toLowerCase());
  }
  if (plain / tokens < 0.7) return false;
  // no language writes 60 letters on end; base64 and minified code do
  if (longest > 60 && !/https?:|@/.test(sample)) return false;
  // the same word over and over is filler
  return different.size >= Math.min(ENOUGH_WORDS, tokens / 2);
}

/** Words that are not the same: more need not be counted. */
const ENOUGH_WORDS = 8;

/** @returns whether the text reads as an article */
export function isArticle(text: string): boolean {
  return proseIn(text) === 'article';
}

export type Prose = 'article' | 'sentences' | 'none';

/** @returns sentences where there is one at all, among what is no log, table or code */
export function proseIn(text: string): Prose {
  const judged = text.slice(0, JUDGED_CHARACTERS);
  if (replacementShare(judged) > 0.01) return 'none';
  const lines = linesOf(judged).filter((line) => line.trim() !== '');
  if (isLog(lines) || isTable(lines)) return 'none';
  // what a page says about itself, or says again, counts neither way
  const seen = new Set<string>();
  const blocks = blocksOf(judged).filter(({ text, words }) => {
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew && furnitureOf(text, words) === undefined;
  });
  if (isCode(lines) && !hasStory(blocks)) return 'none';
  const total = blocks.reduce((sum, block) => sum + block.words, 0);
  const prose = (minimum: number): number =>
    blocks.filter((block) => isSentenceLike(block, minimum)).reduce((sum, block) => sum + block.words, 0);
  if (prose(MIN_SENTENCE_WORDS) === 0) return 'none';
  return prose(5) / total >= MIN_PROSE_SHARE || hasStory(blocks) ? 'article' : 'sentences';
}

/** Of a story on a page that is mostly navigation: paragraphs in a row, as no listing has them. */
const RUNS = [
  { paragraphs: 3, words: 70, each: 0, lines: 0 },
  { paragraphs: 2, words: 80, each: 40, lines: 0 },
  // sub-headings or pictures stand between them
  { paragraphs: 3, words: 80, each: 30, lines: 2 },
];

function hasStory(blocks: readonly Block[]): boolean {
  return RUNS.some((least) => hasRun(blocks, least));
}

/** Of a list within a story: words of the line that leads to it and of an entry, and entries. */
const LIST = { leadIn: 4, entry: 25, least: 3, most: 12, paragraphs: 4 };

function hasRun(blocks: readonly Block[], least: (typeof RUNS)[number]): boolean {
  let paragraphs = 0;
  let words = 0;
  let joined = 0;
  let between = Infinity;
  let entries: number | undefined;
  let isListed = false;
  const end = (): void => {
    paragraphs = words = joined = 0;
    between = Infinity;
    entries = undefined;
    isListed = false;
  };
  return blocks.some((block) => {
    if (isSentenceLike(block)) {
      if (entries !== undefined && entries < LIST.least) end();
      else if (entries !== undefined) isListed = true;
      entries = undefined;
      if (between === 0) joined++;
      between = 0;
      paragraphs++;
      words += block.words;
    } else if (between === 0 && block.text.endsWith(':') && block.words >= LIST.leadIn) entries = 0;
    else if (entries !== undefined && block.words <= LIST.entry && entries < LIST.most) entries++;
    else if (++between > least.lines) end();
    // the excerpts of a listing have their headings between them, each of them
    const isRow = joined * 2 >= paragraphs - 1;
    const most = isListed ? LIST.paragraphs : least.paragraphs;
    return isRow && paragraphs >= most && words >= Math.max(least.words, paragraphs * least.each);
  });
}

function replacementShare(text: string): number {
  const bad = text.match(/[\ufffd\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
  return bad / Math.max(1, text.length);
}

function isLog(lines: readonly string[]): boolean {
  return lines.length > 1 && share(lines, (line) => LOG_LINE.test(line)) >= 0.5;
}

function isCode(lines: readonly string[]): boolean {
  return share(lines, (line) => CODE_LINE.test(line.slice(0, 400))) > 0.3;
}

/** Rows with the same number of columns: tabs, semicolons, bars, or commas that no space follows. */
function isTable(lines: readonly string[]): boolean {
  if (lines.length < 3) return false;
  return [/\t/g, /;/g, /\|/g, /,(?=\S)/g].some((separator) => {
    const columns = lines.map((line) => line.trim().match(separator)?.length ?? 0);
    const usual = columns[0] ?? 0;
    return usual > 0 && share(columns, (count) => count === usual) >= 0.8;
  });
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(holds).length / all.length;
}
