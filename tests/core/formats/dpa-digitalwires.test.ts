import { describe, expect, test } from '@jest/globals';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readWire, recordOfJson, recordsIn } from '../../support/wires.ts';

const STORY = samplePath('borealis', 'same-story', 'flood.json');

const entry = (more: object) => ({
  format: 'digitalwires@0.9.1',
  urn: 'urn:newsml:borealis.example:20260216-31-1',
  version: 1,
  headline: 'Test',
  ...more,
});

describe('a digitalwires entry', () => {
  test('identity, version, dates, status and embargo', async () => {
    const [record] = await recordsIn(STORY, 'borealis');
    if (record === undefined) throw new Error('no record');
    expect(record.wire.format).toBe('dpa-digitalwires');
    expect(record.article.uri).toBe('urn:newsml:borealis.example:20260216-31-4711');
    expect(record.article.version).toBe('2');
    expect(record.article.versionCreated).toBe('2026-02-16T13:30:12+01:00');
    expect(record.wire.embargo).toEqual({
      until: '2026-02-16T15:00:00+01:00',
      indefinite: false,
      text: 'Sperrfrist: Montag, 16. Februar, 15.00 Uhr',
    });
    expect(record.wire.signals).toContain('update');
    expect(altId(record, 'entry_id')).toBe('Bq7rT0wXn2LmVw5sYp1aZc9dEf3gHi6jKl8oMu4t');
  });

  test('categories by type: subjects in the order of their rank, places, desk, services, keywords', async () => {
    const [record] = await recordsIn(STORY, 'borealis');
    expect(record?.article.subjects?.filter(({ rel }) => rel === undefined)).toEqual([
      { name: 'Hochwasser', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000151' },
      { name: 'Wetter', uri: 'http://cv.iptc.org/newscodes/mediatopic/17000000' },
    ]);
    expect(record?.article.places).toEqual([
      { name: 'Wiesenau', uri: 'urn:x-qcode:dpaarea:99' },
      { name: 'Rathaus', rel: 'poi', geoJSON: { type: 'Point', coordinates: [11.5, 53.4] } },
    ]);
    expect(record?.wire.categories).toEqual(['vm', 'Vermischtes']);
    expect(record?.wire.service).toBe('bdt, nrd');
    expect(record?.wire.keywords).toEqual(['Lethe']);
    expect(record?.article.genres).toEqual([{ name: 'Zusammenfassung', uri: 'urn:x-qcode:dpatextgenre:7' }]);
    expect(record?.wire.extra.categories).toEqual([
      { type: 'dnltype:weather', name: 'flood', qcode: 'wx:1' },
    ]);
  });

  test('pictures and links are associated, by rank', async () => {
    const [record] = await recordsIn(STORY, 'borealis');
    expect(record?.article.associations?.map(({ uri, type, rel }) => [uri, type, rel])).toEqual([
      ['urn:newsml:borealis.example:20260216-99-0814', 'picture', undefined],
      ['urn:newsml:borealis.example:20260216-99-0815', 'picture', undefined],
      ['https://lethe.example/pegel', undefined, 'seeAlso'],
    ]);
    expect(record?.wire.extra.photoCredits).toEqual(['Ronja Feldkamp/bor']);
  });

  test('contacts, closing line and notepad never reach a public field', async () => {
    const [record] = await recordsIn(STORY, 'borealis');
    expect(record?.article.edNote).toBe('Sperrfrist: Montag, 16. Februar, 15.00 Uhr Bilder folgen.');
    expect(JSON.stringify(record?.article)).not.toMatch(/555 0147|presse@wiesenau|aso xx/);
    const contacts = record?.wire.edNotes.find(({ role }) => role.endsWith(':contacts'));
    expect(contacts).toMatchObject({
      public: false,
      text: expect.stringContaining('<presse@wiesenau.example>'),
    });
  });

  test('the dateline is run into the first paragraph, once', async () => {
    const html = '<section class="main"><h2>Lage</h2><p>Es regnet.</p></section>';
    const record = await recordOfJson(entry({ article_html: html, dateline: 'Wiesenau (bor) - ' }));
    expect(paragraphsIn(record)).toEqual(['Lage', 'Wiesenau (bor) - Es regnet.']);
    const there = '<section class="main"><p>Wiesenau (bor) - Es regnet.</p></section>';
    const again = await recordOfJson(entry({ article_html: there, dateline: 'Wiesenau (bor) - ' }));
    expect(paragraphsIn(again)).toEqual(['Wiesenau (bor) - Es regnet.']);
  });

  test('a dateline that the text has in a mark-up of its own is not repeated', async () => {
    const record = await recordOfJson(
      entry({
        dateline: 'Wiesenau/Ulm (bor/no) - ',
        article_html: '<p><strong>Wiesenau/Ulm (bor/no)</strong> - Es regnet.</p>',
      }),
    );
    expect(paragraphsIn(record)).toEqual(['Wiesenau/Ulm (bor/no) - Es regnet.']);
  });

  test('a river belongs to the city, a note between desks to them, and a kill is one by its signal', async () => {
    const record = await recordOfJson(
      entry({
        dateline: 'Halle (Saale) (bor/sa) - ',
        signal: 'sig:kill',
        ednotes: [{ role: 'borednoterole:internal', ednote: 'nur intern', is_publishable: true }],
      }),
    );
    expect(record.wire.dateline.city).toBe('Halle (Saale)');
    expect(record.wire.edNotes).toMatchObject([{ text: 'nur intern', public: false }]);
    expect(record.article.pubStatus).toBe('canceled');
  });

  test('an info box is part of the text', async () => {
    const record = await recordOfJson(
      entry({ article_html: '<p>Text.</p>', infobox_html: '<section><h3>Lethe</h3><p>Fluss.</p></section>' }),
    );
    expect(htmlOf(record)).toContain('Fluss.');
  });

  test('without categories the lists of names are read', async () => {
    const { article, wire } = await recordOfJson(
      entry({ keyword_names: ['Lethe'], geosubject_names: ['Wiesenau'], genre_names: ['Meldung'] }),
    );
    expect(wire.keywords).toEqual(['Lethe']);
    expect(article.places).toEqual([{ name: 'Wiesenau' }]);
    expect(article.genres).toEqual([{ name: 'Meldung' }]);
  });
});

test('an entry without an article and with one image is a picture', async () => {
  const [record] = await recordsIn(samplePath('borealis', 'dpa-digitalwires-image.json'), 'borealis');
  expect(record?.article.type).toBe('picture');
  expect(record?.article.renditions?.[0]?.href).toBe('https://bild.borealis.example/0815_l.jpg');
  expect(record?.article.descriptions?.[0]).toMatchObject({ role: 'caption' });
});

test('a page of the API: a kill names its story, and a stranger does not fail it', async () => {
  const result = await readWire(samplePath('borealis', 'dpa-digitalwires-page.json'), 'borealis');
  if (!result.ok) throw new Error(result.message);
  const [killed, stranger] = result.items;
  if (killed?.ok !== true) throw new Error('the kill was not read');
  expect(killed.record.article.uri).toBe('urn:newsml:borealis.example:20260217-31-0001');
  expect(killed.record.article.pubStatus).toBe('canceled');
  expect(killed.record.wire.signals).toContain('kill');
  expect(stranger).toMatchObject({ ok: false, code: 'not-digitalwires' });
});
