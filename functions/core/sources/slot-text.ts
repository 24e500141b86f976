/** One text by itself, as it would stand in a part of an article: for trying patterns (`wire sources`). */
import { cleanCharacters } from '../text/whitespace.ts';
import { tagSources, type Tagging } from './tagger.ts';

export const SOURCE_SLOTS = ['body', 'credit', 'photo', 'byline', 'dateline', 'copyright'] as const;
export type SourceSlot = (typeof SOURCE_SLOTS)[number];

function isSourceSlot(value: unknown): value is SourceSlot {
  return SOURCE_SLOTS.some((slot) => slot === value);
}

/** A line that says who contributed stands where the credit line does. */
export function slotOf(name: unknown): SourceSlot {
  if (name === 'contribution') return 'credit';
  return isSourceSlot(name) ? name : 'body';
}

/** @param slot where the text stands in an article; a dateline may have the sentence behind it */
export function tagSlot(text: string, slot: SourceSlot, language?: string): Tagging {
  const clean = cleanCharacters(text);
  const parts = {
    body: { body: clean },
    credit: { creditLine: clean },
    photo: { photoCredits: [clean] },
    byline: { by: clean },
    dateline: { dateline: clean },
    copyright: { copyright: clean },
  };
  return tagSources({ language, ...parts[slot] });
}
