/** What a story is about, by the words that it uses more than once. */
import { UNSPACED } from '../../text/scripts.ts';
import type { Placed } from './placed.ts';

/** Words that say what a text is about; of scripts without spaces pairs of characters. */
export function topicWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{4,}/gu) ?? [];
  if (!UNSPACED.test(text)) return words;
  return words.flatMap((word) =>
    UNSPACED.test(word) ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)) : [word],
  );
}

/**
 * Below a box the story goes on with what it was about: paragraphs that are looked at, words that they share with it, and
 * words of a story that is long enough to tell.
 */
export const BOX = { paragraphs: 3, onTopic: 0.12, story: 200 };

type Paragraph = Pick<Placed, 'text' | 'role'>;

/** In how many paragraphs each word stands. */
export function topicOf(story: readonly Paragraph[]): Map<string, number> {
  const counts = new Map<string, number>();
  addTopic(counts, story, 1);
  return counts;
}

/** Counts paragraphs in, or out where they are no part of it any more. */
export function addTopic(counts: Map<string, number>, paragraphs: readonly Paragraph[], by: 1 | -1): void {
  for (const { text, role } of paragraphs) {
    if (role !== 'prose') continue;
    for (const word of new Set(topicWords(text))) counts.set(word, (counts.get(word) ?? 0) + by);
  }
}

/** A block of the run itself has used its words once already. */
export function shareOn(topic: ReadonlyMap<string, number>, text: string, isOwn: boolean): number {
  const words = topicWords(text);
  const least = isOwn ? 3 : 2;
  return words.length === 0
    ? 0
    : words.filter((word) => (topic.get(word) ?? 0) >= least).length / words.length;
}
