/** NewsML 1 revisions that only edit the one before, over the real wire protocols. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { samplePath } from '../support/samples.ts';
import { JOURNAL, Newsroom } from './support/newsroom.ts';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open({ pollsNot: JOURNAL });
});
afterAll(async () => {
  await newsroom.close();
});

const sample = readFileSync(samplePath('delta', 'newsml-1-revisions.xml'), 'utf8');

/** The document with the revisions of these numbers alone. */
function revisions(...wanted: readonly number[]): Buffer {
  const items = sample.match(/<NewsItem [\s\S]*?<\/NewsItem>/g) ?? [];
  const left = items.filter((_item, at) => !wanted.includes(at + 1));
  return Buffer.from(left.reduce((document, item) => document.replace(item, ''), sample));
}

test('an edit that comes before what it edits waits in quarantine, with what is to be done', async () => {
  const receipt = await newsroom.take(['delta', 'early.xml', revisions(2)]);
  expect(receipt).toMatchObject({ counts: { rejected: 1 } });
  expect(JSON.stringify(receipt)).toContain('deliver the whole item');
  expect(await newsroom.messages()).toEqual([]);
});

test('edits are made in the stored revision, and subscribers get the whole story', async () => {
  await newsroom.take(['delta', 'first.xml', revisions(1)]);
  await newsroom.take(['delta', 'second.xml', revisions(2)]);
  const [first, second] = await newsroom.messages();
  expect([first?.type, second?.type]).toEqual(['wire.article.published', 'wire.article.corrected']);
  expect(second?.revision).toBe(2);
  const article = second?.data.article;
  expect(article?.headlines?.[0]?.value).toBe('Crue de la Vireuse: un disparu à Montcerf');
  const plain = article !== undefined && 'bodies' in article ? article.bodies[1]?.value : undefined;
  expect(plain).toBe(
    'La Vireuse a emporté le pont de Montcerf samedi matin.\n\n' +
      'Une personne est portée disparue, selon la préfecture.\n\n' +
      'La seconde a été retrouvée saine et sauve.',
  );
});

test('an edit that comes again is a redelivery: it is not made a second time', async () => {
  for (const [name, file] of [
    ['second-again.xml', revisions(2)],
    [
      'second-unreferred.xml',
      Buffer.from(String(revisions(2)).replace('PreviousRevision="1"', 'PreviousRevision="0"')),
    ],
  ] as const) {
    const receipt = await newsroom.take(['delta', name, file]);
    expect(receipt).toMatchObject({ quarantineKey: null, counts: { redelivery: 1 } });
  }
  expect(await newsroom.messages()).toEqual([]);
});

test('management alone can kill the story', async () => {
  await newsroom.take(['delta', 'third.xml', revisions(3)]);
  const [killed] = await newsroom.messages();
  expect([killed?.type, killed?.revision]).toEqual(['wire.article.killed', 3]);
});

test('an edit that comes again after later revisions changes nothing', async () => {
  const receipt = await newsroom.take(['delta', 'second-late.xml', revisions(2)]);
  expect(receipt).toMatchObject({ quarantineKey: null, counts: { redelivery: 1 } });
  expect(await newsroom.messages()).toEqual([]);
});
