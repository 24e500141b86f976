import { describe, expect, test } from '@jest/globals';
import { tagSlot, type SourceSlot } from '../../../functions/core/sources/slot-text.ts';
import { DANISH } from './sentences/da.ts';
import { GERMAN } from './sentences/de.ts';
import { ENGLISH } from './sentences/en.ts';
import { SPANISH } from './sentences/es.ts';
import { FRENCH } from './sentences/fr.ts';
import { ITALIAN } from './sentences/it.ts';
import { DUTCH } from './sentences/nl.ts';
import { NORWEGIAN } from './sentences/no.ts';
import { PORTUGUESE } from './sentences/pt.ts';
import type { Sentence } from './sentences/sentence.ts';
import { SWEDISH } from './sentences/sv.ts';

const LANGUAGES: readonly (readonly [string, readonly Sentence[]])[] = [
  ['en', ENGLISH],
  ['fr', FRENCH],
  ['de', GERMAN],
  ['es', SPANISH],
  ['pt', PORTUGUESE],
  ['it', ITALIAN],
  ['nl', DUTCH],
  ['sv', SWEDISH],
  ['da', DANISH],
  ['no', NORWEGIAN],
];

/** The confidence of people without a name, whom the tables leave out. */
const NAMELESS = 0.7;

function sourcesOf(text: string, language: string, slot: SourceSlot): string[] {
  return tagSlot(text, slot, language)
    .sources.filter(({ role, confidence }) => role !== 'speaker' || confidence !== NAMELESS)
    .map(({ role, id, fullName, name }) =>
      role === 'unnamed-wires' ? role : `${role} ${id ?? fullName ?? name}`,
    )
    .sort();
}

describe.each(LANGUAGES)('who a sentence has it from, in %s', (language, sentences) => {
  // rows of one length: where a row is short, jest takes the last parameter for a callback and waits for it
  const rows = sentences.map(([text, sources, slot = 'body']) => ({ text, sources, slot }));
  test.each(rows)('$text', ({ text, sources, slot }) => {
    expect(sourcesOf(text, language, slot)).toEqual(sources === '' ? [] : sources.split(', ').sort());
  });
});
