/** A kill that is no longer than a line: too short for an article, and nothing may be lost less. */
import { killIn } from '../../article/words/kill.ts';

/** Longer texts are articles, or lists of other things. */
const LONGEST = 400;
const MOST_LINES = 4;

/** "Vi drar tillbaka telegrammet ...", "KILL KILL KILL": whether the first line of a short text is surely a kill. */
export function isNotice(text: string): boolean {
  if (text.length > LONGEST) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined || lines.length > MOST_LINES) return false;
  const found = killIn(first.trim(), 'text');
  return found?.kind === 'kill' && found.unlessStory !== true;
}
