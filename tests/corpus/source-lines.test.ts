import { expect, test } from '@jest/globals';
import { readArticles, readSentences, wholeText } from '../../tools/eval-sources/set.ts';
import { corpusJson } from './corpus.ts';

test('our evaluation set of sources shares no text with the lines that others measure with', () => {
  const theirs = new Set(
    (corpusJson('data', 'source-lines.json') as readonly { text: string }[]).map(({ text }) => text),
  );
  expect(theirs.size).toBeGreaterThan(40);
  const ours = [
    ...readSentences(),
    ...readArticles().map((article) => ({ id: article.id, text: wholeText(article) })),
  ];
  expect(ours.filter(({ text }) => theirs.has(text)).map(({ id }) => id)).toEqual([]);
});
