import { expect, test } from '@jest/globals';
import { samplePath } from '../../support/samples.ts';
import { paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';

test('items beside the channel are records, known by rdf:about', async () => {
  const records = await recordsIn(samplePath('evergreen', 'rdf-diary.xml'));
  expect(
    records.map(({ article, wire }) => [wire.format, article.uri, article.headlines?.[0]?.value]),
  ).toEqual([
    ['rdf', 'https://evergreen.example/diary/lido', 'Lido reopens'],
    ['rdf', 'https://evergreen.example/diary/owls', 'Night of the owls'],
  ]);
});

test('Dublin Core gives date, author, subjects, publisher and the rights of the channel', async () => {
  const [record] = await recordsIn(samplePath('evergreen', 'rdf-diary.xml'));
  expect(record?.article).toMatchObject({
    versionCreated: '2026-05-29T09:00:00Z',
    by: 'Ada Holt',
    language: 'en',
    copyrightNotice: 'Evergreen Gazette',
  });
  expect(record?.wire.keywords).toEqual(['swimming', 'leisure']);
  expect(record?.article.infoSources).toContainEqual({ name: 'Fenholm Council', role: 'publisher' });
});

test('the whole text is read, the description is the abstract', async () => {
  const [record] = await recordsIn(samplePath('evergreen', 'rdf-diary.xml'));
  expect(record === undefined ? [] : paragraphsIn(record)).toHaveLength(2);
  expect(record?.article.descriptions?.[0]?.value).toBe('The lido in Fenholm reopens on Saturday.');
});

test('RSS 0.90 is read, its items known by their links', async () => {
  const [record] = await recordsIn(samplePath('cascade', 'rdf-briefs.xml'), 'cascade');
  expect([record?.wire.format, record?.article.uri]).toEqual(['rdf', 'http://cascade.example/b/9']);
});

test('RDF that is no feed is none', async () => {
  const document =
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:a"/></rdf:RDF>';
  const result = await readBytes(new TextEncoder().encode(document));
  expect(result).toMatchObject({ ok: false, code: 'unknown-format' });
});
