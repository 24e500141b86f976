import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { htmlOf, paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';

const read = (document: string): ReturnType<typeof readBytes> =>
  readBytes(new TextEncoder().encode(document), 'aurora');

const release = async (): Promise<ArticleRecord> => {
  const [record] = await recordsIn(samplePath('aurora', 'solita-release.xml'), 'aurora');
  if (record === undefined) throw new Error('no record');
  return record;
};

describe('a press release', () => {
  test('identity, language, title and lead', async () => {
    const { article, wire } = await release();
    expect(wire.format).toBe('solita');
    expect([article.uri, article.language]).toEqual(['urn:wire:aurora:551207', 'no']);
    expect(article.headlines?.[0]?.value).toBe('Ternelinjen døper ny ferge & slepebåt');
    expect(article.descriptions?.[0]).toMatchObject({ role: 'abstract', value: 'Dåp i Skarvsund.' });
    expect(article.genres).toEqual([{ name: 'Pressemelding' }]);
    expect(article.subjects?.[0]).toEqual({ name: 'Transport' });
    expect(wire.keywords).toEqual(['ferge', 'batteri', 'Skarvsund']);
    expect(wire.creditLine).toBe('Ternelinjen AS');
  });

  test('HTML escaped in XML, with entities of HTML in it', async () => {
    expect(htmlOf(await release())).toBe(
      '<p>Rederiet <strong>Ternelinjen</strong> døper sin nye ferge på lørdag.</p>\n' +
        '<ul><li>Kl. 12: taler</li><li>Kl. 13: kake</li></ul>\n<p>Fergen tar 80 biler.</p>',
    );
  });

  test('dates are day first and local, on both sides of the change to summer time', async () => {
    const { article } = await release();
    expect(article.versionCreated).toBe('2026-03-07T09:05:00+01:00');
    expect(article.embargoedUntil).toBe('2026-03-29T03:30:00+02:00');
  });

  test('an empty embargo is none', async () => {
    const [record] = await recordsIn(samplePath('borealis', 'solita-liste.xml'), 'borealis');
    expect(record?.wire.embargo).toEqual({ until: null, indefinite: false, text: null });
  });

  test('an embargo that cannot be read holds the release', async () => {
    const result = await read(
      '<release id="1"><title>A</title><leadtext/><embargo>etter møtet</embargo></release>',
    );
    const [item] = result.ok ? result.items : [];
    expect(item?.ok === true && item.record.wire.embargo).toMatchObject({ until: null, indefinite: true });
  });

  test('contacts are for the desk alone', async () => {
    const { article, wire } = await release();
    expect(wire.edNotes).toEqual([{ role: 'contacts', text: 'Nils Aavatn +47 555 01 420', public: false }]);
    expect(JSON.stringify(article)).not.toContain('555 01 420');
  });

  test('pictures in every size, logo and documents; an image without an address is none', async () => {
    const { associations } = (await release()).article;
    expect(associations?.map(({ name, type, uri }) => [name, type, uri])).toEqual([
      ['image-1', 'picture', 'https://presse.aurora.example/ferge.jpg'],
      ['logo-1', 'picture', 'https://presse.aurora.example/logo.png'],
      ['attachment-1', undefined, 'https://presse.aurora.example/program.pdf'],
    ]);
    expect(associations?.[0]?.renditions?.map(({ name }) => name)).toEqual([
      'original',
      'medium',
      'thumbnail',
    ]);
    expect(associations?.[0]?.descriptions?.[0]?.value).toBe('Fergen Terna');
  });

  test('what has no field is kept', async () => {
    const { extra } = (await release()).wire;
    expect(extra).toMatchObject({
      link: 'https://presse.aurora.example/pressemelding/ny-ferge?releaseId=551207',
      boilerplate: 'Ternelinjen har seilt siden 1911.',
      publisher: { webSite: 'https://ternelinjen.example' },
    });
  });
});

test('a list: every release is a record, one without a number gets an id of its content', async () => {
  const records = await recordsIn(samplePath('borealis', 'solita-liste.xml'), 'borealis');
  expect(records.map(({ article }) => article.headlines?.[0]?.value)).toEqual([
    'Name gesucht',
    'Ohne Nummer',
  ]);
  expect(records[1]?.article.uri).toMatch(/^urn:wire:borealis:[\da-f]{32}$/);
});

test('the languages of one release are texts of their own', async () => {
  const one = (lang: string, title: string): string =>
    `<release id="7" lang="${lang}"><title>${title}</title><leadtext/><body>&lt;p&gt;${title}&lt;/p&gt;</body></release>`;
  const result = await read(`<releases>${one('fi', 'Silta')}${one('sv', 'Bron')}</releases>`);
  const records = result.ok ? result.items.flatMap((item) => (item.ok ? [item.record] : [])) : [];
  expect(records.map(({ article }) => [article.language, article.headlines?.[0]?.value])).toEqual([
    ['fi', 'Silta'],
    ['sv', 'Bron'],
  ]);
  const [first, second] = records;
  expect(second?.article.uri).not.toBe(first?.article.uri);
  expect(second?.article.altIds).toContainEqual({ role: 'release-id', value: '7' });
});

test('a body of elements keeps its paragraphs', async () => {
  const result = await read(
    '<release id="8"><title>A</title><leadtext/><body><p>One</p><p>Two</p></body></release>',
  );
  const [item] = result.ok ? result.items : [];
  expect(item?.ok === true && paragraphsIn(item.record)).toEqual(['One', 'Two']);
});

test('a release that breaks off is refused as such', async () => {
  expect(await read('<release id="1"><leadtext/><title>A')).toMatchObject({ ok: false, code: 'truncated' });
});

test('XML of others with a root called release is none', async () => {
  expect(await read('<release id="1"><version>2.0</version></release>')).toMatchObject({
    ok: false,
    code: 'unknown-format',
  });
});
