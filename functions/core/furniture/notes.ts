/** Sentences in which a text tells of itself: who helped, where it was printed first, that nobody has edited it. */
import table from './lines.json' with { type: 'json' };
import { wordsOf, type Word } from './phrases.ts';

const STAR = '*';
/** For any words: the title of the text. */
const TITLE = '**';
/** Words that a star may stand for, at most. */
const LONGEST_STAR = 12;
const LONGEST_TITLE = 25;
const LONGEST = 240;
/** Jobs, rooms and small words between names. */
const BETWEEN = new Set(
  'staff our partner partners desk team crew auto writer writers reporter reporters correspondent correspondents journalist producer editor also the and from with'.split(
    ' ',
  ),
);

/** The sentences by their words: those that begin with a star by their last one, the others by their first. */
const NOTES = new Map<string, string[][]>();
const ENDS = new Map<string, string[][]>();
for (const note of table.notes) {
  const words = note.split(' ');
  const isOpen = words[0] === STAR;
  const key = (isOpen ? words.at(-1) : words[0]) ?? '';
  const index = isOpen ? ENDS : NOTES;
  index.set(key, [...(index.get(key) ?? []), words]);
}

/** What most paragraphs neither begin nor end with, so that their words need not be told apart. */
const BEGINS = new RegExp(`^[^\\p{L}]{0,3}(?:${begins().join('|')})(?!\\p{L})`, 'iu');
const CLOSES = new RegExp(`(?:${[...ENDS.keys()].join('|')})[^\\p{L}]{0,3}$`, 'iu');
const LONGEST_END = 24;

/** The first two words of each sentence, or the one before its first star. */
function begins(): string[] {
  const notes = [...NOTES.values()].flat();
  return notes.map(([first = '', second = '']) =>
    second.startsWith(STAR) || second === '' ? first : `${first}[^\\p{L}]{1,2}${second}`,
  );
}

/** Whether a line is one of these sentences, with nothing but names, numbers and small words in it that vary. */
export function isNote(line: string): boolean {
  if (line.length > LONGEST) return false;
  if (!BEGINS.test(line) && !CLOSES.test(line.slice(-LONGEST_END))) return false;
  if (/(?<!\p{Nd})[.!]\s+\p{Lu}\p{Ll}{3}/u.test(line)) return false;
  const words = wordsOf(line);
  const known = [...(NOTES.get(words[0]?.text ?? '') ?? []), ...(ENDS.get(words.at(-1)?.text ?? '') ?? [])];
  return known.some((note) => matches(note, 0, line, words, 0));
}

function matches(
  note: readonly string[],
  at: number,
  line: string,
  words: readonly Word[],
  from: number,
): boolean {
  const wanted = note[at];
  if (wanted === undefined) return from === words.length;
  if (wanted !== STAR && wanted !== TITLE)
    return words[from]?.text === wanted && matches(note, at + 1, line, words, from + 1);
  for (
    let to = from;
    to <= Math.min(words.length, from + (wanted === TITLE ? LONGEST_TITLE : LONGEST_STAR));
    to++
  ) {
    if (wanted === STAR && to > from && !mayVary(line, words[to - 1])) return false;
    if (matches(note, at + 1, line, words, to)) return true;
  }
  return false;
}

function mayVary(line: string, word: Word | undefined): boolean {
  if (word === undefined) return false;
  const written = line.slice(word.start, word.end);
  return (
    word.isNumber ||
    word.text.length <= 3 ||
    /^\p{Lu}/u.test(written) ||
    BETWEEN.has(word.text) ||
    /[@.]/.test(line.charAt(word.start - 1)) ||
    /^(?:@|\.\p{L})/u.test(line.slice(word.end, word.end + 2))
  );
}
