/** Which blocks of a page the truth says are its story. */
import { wordsOf, type Truth } from './labelled.ts';

function lettersIn(text: string): string {
  return wordsOf(text).join('').replaceAll('_', '');
}

/** Words in a row that two texts have in common by no chance. */
const RUN = 4;
const SHORT = 8;

function runsOf(words: readonly string[]): string[] {
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}

/** @returns for the text of a block whether it is the story's; undefined where the truth says nothing of it */
export function labelsBy({
  body,
  with: inside = [],
  without = [],
}: Truth): (text: string) => boolean | undefined {
  if (body === undefined) {
    const pieces = (texts: readonly string[]): string[] =>
      texts.map((text) => text.replace(/\s+/g, ' ').trim());
    const [right, wrong] = [pieces(inside), pieces(without)];
    const holds = (text: string, piece: string): boolean =>
      text.includes(piece) || (text.length > 20 && piece.includes(text));
    return (text) => {
      if (wrong.some((piece) => holds(text, piece))) return false;
      return right.some((piece) => holds(text, piece)) ? true : undefined;
    };
  }
  const runs = new Set(runsOf(wordsOf(body)));
  const lines = new Set(
    body.split('\n').flatMap((line) => [lettersIn(line), lettersIn(line.replace(/^\s*\d+\.\s/, ''))]),
  );
  const letters = lettersIn(body);
  return (text) => {
    const words = wordsOf(text);
    const key = lettersIn(text);
    if (key === '') return undefined;
    if (words.length >= SHORT) {
      const own = runsOf(words);
      return own.filter((run) => runs.has(run)).length >= own.length / 2;
    }
    if (lines.has(key) || (key.length >= 14 && letters.includes(key))) return true;
    // "Share" may be a word of the story, and a button too
    return letters.includes(key) ? undefined : false;
  };
}
