/**
 * Pure functions whose answers are remembered from run to run. Drawn histories are about the same few texts, so most of
 * the time would go into finding out the same things again. Only functions that answer at once: one that waits would be
 * through in fewer turns the second time, and a run would depend on those before it.
 */
import type { WordSlots } from '../../functions/core/article/words/item-words.ts';
import type { ArticleText } from '../../functions/core/dedupe/fingerprint.ts';

export interface Remembered {
  /** Path in the repository. */
  file: string;
  /** Of an exported function of that file. */
  name: string;
  /**
   * All that the answer depends on: a text, an object that nobody changes, or one of each.
   * @returns undefined where it has to be found out each time
   */
  keyOf: (...given: never[]) => Key | undefined;
}

export type Key = string | { object: object; text?: string };

const texts = (...given: readonly unknown[]): string => JSON.stringify(given);
const itself = (object: object, ...others: readonly unknown[]): Key => ({
  object,
  ...(others.length === 0 ? {} : { text: JSON.stringify(others) }),
});

export const REMEMBERED: readonly Remembered[] = [
  { file: 'functions/core/dedupe/exact.ts', name: 'contentKey', keyOf: texts },
  {
    file: 'functions/core/dedupe/fingerprint.ts',
    name: 'fingerprint',
    keyOf: ({ title, language, signals, body }: ArticleText) => texts(title, language, signals, body),
  },
  { file: 'functions/core/dedupe/pack.ts', name: 'packFingerprint', keyOf: itself },
  { file: 'functions/core/dedupe/pack.ts', name: 'unpackFingerprint', keyOf: itself },
  {
    file: 'functions/core/sources/tagger.ts',
    name: 'tagSources',
    keyOf: (parts: object) => JSON.stringify(parts),
  },
  {
    file: 'functions/core/article/words/item-words.ts',
    name: 'readWords',
    // Nodes lead to their parents, and round and round
    keyOf: (slots: WordSlots) => (slots.body?.kind === 'nodes' ? undefined : JSON.stringify(slots)),
  },
  { file: 'functions/core/formats/common/json-text.ts', name: 'parseJson', keyOf: texts },
  { file: 'functions/core/formats/ninjs/item.ts', name: 'readNinjs', keyOf: itself },
  { file: 'functions/core/article/normalise.ts', name: 'normalise', keyOf: itself },
  { file: 'functions/core/sources/record.ts', name: 'withSources', keyOf: itself },
  { file: 'functions/core/article/identity.ts', name: 'contentIdentity', keyOf: itself },
  { file: 'functions/core/article/identity.ts', name: 'articleIdOf', keyOf: texts },
  { file: 'functions/core/text/language.ts', name: 'detectLanguage', keyOf: texts },
  { file: 'functions/adapters/store/items.ts', name: 'unpack', keyOf: itself },
  { file: 'functions/adapters/store/items.ts', name: 'headFrom', keyOf: itself },
  { file: 'functions/adapters/store/items.ts', name: 'revisionFrom', keyOf: itself },
];
