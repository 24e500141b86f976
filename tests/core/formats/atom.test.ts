import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';

const sample = (): Promise<ArticleRecord[]> => recordsIn(samplePath('delta', 'atom-flux.xml'), 'delta');

async function recordsOf(document: string): Promise<ArticleRecord[]> {
  const result = await readBytes(new TextEncoder().encode(document), 'evergreen');
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

async function entry(content: string, namespaces = ''): Promise<ArticleRecord> {
  const [record] = await recordsOf(
    `<feed xmlns="http://www.w3.org/2005/Atom" ${namespaces} xml:base="https://a.example/x/"><id>urn:f</id><entry><id>urn:e</id><updated>2026-03-11T08:00:00Z</updated>${content}</entry></feed>`,
  );
  if (record === undefined) throw new Error('no record');
  return record;
}

describe('an entry', () => {
  test('has its id, the date of its version and that of its first publication', async () => {
    const [record] = await sample();
    expect(record?.wire.format).toBe('atom');
    expect(record?.article).toMatchObject({
      uri: 'tag:delta.example,2026:crue',
      firstCreated: '2026-05-02T09:30:00+02:00',
      versionCreated: '2026-05-02T11:15:00+02:00',
      language: 'fr',
      by: 'Inès Marchal',
      copyrightNotice: '© Agence Delta',
    });
    expect(record?.wire.service).toBe('Delta — le fil');
  });

  test('takes its authors from the feed where it names none', async () => {
    expect((await sample())[1]?.article.by).toBe('Rédaction Delta');
  });

  test('copied from another feed names that feed and its rights', async () => {
    const third = (await sample())[2];
    expect(third?.article.infoSources).toContainEqual({
      name: 'Borealis',
      role: 'source',
      uri: 'https://borealis.example/',
    });
    expect(third?.article.copyrightNotice).toBe('© Borealis Presse');
  });

  test('that is a draft is withheld', async () => {
    expect((await sample())[1]?.article.pubStatus).toBe('withheld');
  });

  test('alone is a document too, whatever prefix it binds', async () => {
    const [record] = await recordsIn(samplePath('borealis', 'atom-entry.xml'), 'borealis');
    expect(record?.article).toMatchObject({
      uri: 'urn:uuid:5b0e1f6a-52f6-4c1e-9f2a-7a2a5e0f6c11',
      by: 'Jan Deich, Ute Priel',
    });
    expect(record?.article.headlines?.[0]?.value).toBe('Seilbahn in Nordhafen: R&D-Zentrum hilft');
    expect(record === undefined ? '' : htmlOf(record)).toContain('<h2>Kosten</h2>');
  });

  test('without an id is known by its link, else by what it says', async () => {
    const one = (content: string): string =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${content}</entry></feed>`;
    const [linked] = await recordsOf(one('<title>A</title><link href="https://a.example/1"/>'));
    expect(linked?.article.uri).toBe('https://a.example/1');
    const [bare] = await recordsOf(one('<title>A</title>'));
    expect(bare?.article.uri).toMatch(/^urn:wire:evergreen:[\da-f]{32}$/);
  });
});

describe('text constructs', () => {
  test.each([
    ['text', '<title>Profit &lt; forecast</title>', 'Profit < forecast'],
    [
      'html',
      '<title type="html">A &lt;b&gt;bold&lt;/b&gt; move &amp;amp; more</title>',
      'A bold move & more',
    ],
    [
      'html in CDATA',
      '<title type="html"><![CDATA[A <b>bold</b> move &amp; more]]></title>',
      'A bold move & more',
    ],
    [
      'xhtml',
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">3 &lt; 5 <b>lanes</b></div></title>',
      '3 < 5 lanes',
    ],
  ])('title of type %s', async (_type, content, headline) => {
    expect((await entry(content)).article.headlines?.[0]?.value).toBe(headline);
  });

  test.each([
    ['text', '<content>One.\n\nTwo.</content>'],
    ['text that is HTML', '<content type="text">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>'],
    ['html', '<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>'],
    ['text/html', '<content type="text/html"><![CDATA[<p>One.</p><p>Two.</p>]]></content>'],
    [
      'xhtml',
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>',
    ],
    [
      'a whole XHTML document',
      '<content type="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>One.</p><p>Two.</p></body></html></content>',
    ],
  ])('content of type %s', async (_type, content) => {
    expect(paragraphsIn(await entry(`<title>A</title>${content}`))).toEqual(['One.', 'Two.']);
  });

  test('links are made absolute by every xml:base around them', async () => {
    const [record] = await sample();
    expect(record === undefined ? '' : htmlOf(record)).toContain(
      '<a href="https://www.delta.example/fil/crue/carte">',
    );
    expect(record?.wire.extra.link).toBe('https://www.delta.example/fil/crue.html');
  });

  test('content elsewhere is a reference', async () => {
    const third = (await sample())[2];
    expect(third?.article.bodies).toBeUndefined();
    expect(third?.article.associations?.[0]).toMatchObject({
      rel: 'content',
      uri: 'https://www.delta.example/fil/direct.m3u8',
    });
    expect(third?.article.descriptions?.[0]?.value).toBe('Images du barrage.');
  });
});

test('enclosures, related pages, categories and contributors', async () => {
  const [record] = await sample();
  expect(record?.article.associations?.map(({ rel, type, uri }) => [rel, type, uri])).toEqual([
    ['enclosure', 'video', 'https://www.delta.example/fil/media/crue.mp4'],
    ['related', undefined, 'https://www.delta.example/dossiers/vireuse'],
  ]);
  expect(record?.wire.keywords).toEqual(['Inondations']);
  expect(record?.article.subjects?.map(({ uri }) => uri)).toContain(
    'http://cv.iptc.org/newscodes/mediatopic/20000151',
  );
  expect(record?.article.people).toEqual([{ name: 'Paul Ney', rel: 'contributor' }]);
});

describe('the dialect with content in namespaces of its own (WENN)', () => {
  const namespaces =
    'xmlns:cm="http://feed.wenn.com/xmlns/2010/03/wenn_cm" xmlns:nm="http://feed.wenn.com/xmlns/2010/03/wenn_nm"';
  const wenn = (status: string): Promise<ArticleRecord> =>
    entry(
      `<title>Short</title><content>Teaser.</content>
      <nm:NewsManagement><nm:original_article_id>77</nm:original_article_id><nm:updated>2026-03-11T09:30:00+00:00</nm:updated><nm:publishing_status>${status}</nm:publishing_status></nm:NewsManagement>
      <cm:ContentMetadata lang="en-GB"><cm:title>The whole headline</cm:title><cm:first_line>Singer LUNA VALE has a cold.</cm:first_line><cm:body>  She will rest.

  The tour goes on in May.</cm:body><cm:tags><cm:tag value="Luna Vale" type_value="Singer / Musician / DJ"/><cm:tag value="Fenholm" type_value="Place"/></cm:tags></cm:ContentMetadata>`,
      namespaces,
    );

  test('gives the whole text, the larger date as version, tags by their kind', async () => {
    const record = await wenn('Published');
    expect(record.article.headlines?.[0]?.value).toBe('The whole headline');
    expect(paragraphsIn(record)).toEqual([
      'Singer LUNA VALE has a cold.',
      'She will rest.',
      'The tour goes on in May.',
    ]);
    expect(record.article.version).toBe('2026-03-11T09:30:00+00:00');
    expect(record.article.people?.[0]?.name).toBe('Luna Vale');
    expect(record.article.places?.[0]?.name).toBe('Fenholm');
    expect(altId(record, 'original-article-id')).toBe('77');
  });

  test.each([
    ['Published', 'usable'],
    ['Withdrawn', 'canceled'],
    ['Draft', 'withheld'],
  ])('%s is %s', async (status, pubStatus) => {
    expect((await wenn(status)).article.pubStatus).toBe(pubStatus);
  });
});

describe("AP's dialect", () => {
  const namespaces =
    'xmlns:apcm="http://ap.org/schemas/03/2005/apcm" xmlns:apnm="http://ap.org/schemas/03/2005/apnm"';
  const ap = (management: string): Promise<ArticleRecord> =>
    entry(
      `<title>Short</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text.</p></div></content>
      <apnm:NewsManagement><apnm:ManagementId>urn:m:1</apnm:ManagementId><apnm:ManagementSequenceNumber>4</apnm:ManagementSequenceNumber>${management}</apnm:NewsManagement>
      <apcm:ContentMetadata><apcm:HeadLine>The headline</apcm:HeadLine><apcm:ByLine>By JUNE ALDER</apcm:ByLine><apcm:SlugLine>CW--Ferry</apcm:SlugLine><apcm:DateLine>KETTLE BEND</apcm:DateLine><apcm:Priority Numeric="4"/><apcm:SubjectClassification Authority="AP Category Code" Id="a" Value="Domestic"/><apcm:EntityClassification Authority="AP Party" Value="June Alder"/></apcm:ContentMetadata>`,
      namespaces,
    );

  test('gives headline, byline, slug, version, urgency and classes by their authority', async () => {
    const { article, wire } = await ap('<apnm:ManagementType>Change</apnm:ManagementType>');
    expect(article).toMatchObject({ by: 'By JUNE ALDER', slugline: 'CW--Ferry', version: '4', urgency: 4 });
    expect(article.headlines?.[0]?.value).toBe('The headline');
    expect(wire.versionSequence).toBe(4);
    expect(wire.categories).toEqual(['a']);
    expect(article.people?.[0]?.name).toBe('June Alder');
    expect(article.located).toBe('KETTLE BEND');
  });

  test('a kill is one', async () => {
    const { article, wire } = await ap('<apnm:ManagementType>Kill</apnm:ManagementType>');
    expect([article.pubStatus, wire.signals]).toEqual(['canceled', ['kill']]);
  });
});

test('a feed that breaks off gives its whole entries with what the feed says, and then the fault', async () => {
  const result = await readBytes(
    new TextEncoder().encode(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://a.example/b/"><author><name>Ada</name></author>' +
        '<entry><id>urn:e</id><title>Une</title><link href="e"/></entry><entry><id>urn:f</id><title>De',
    ),
  );
  expect(result).toMatchObject({
    ok: true,
    items: [
      {
        ok: true,
        record: {
          article: { language: 'fr', by: 'Ada' },
          wire: { extra: { link: 'https://a.example/b/e' } },
        },
      },
      { ok: false, code: 'truncated' },
    ],
  });
});

test('a feed that breaks off within its first entry is refused as such', async () => {
  const result = await readBytes(
    new TextEncoder().encode('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:e</id>'),
  );
  expect(result).toMatchObject({ ok: false, code: 'truncated' });
});

test('another vocabulary with a root called feed is none', async () => {
  const result = await readBytes(new TextEncoder().encode('<feed xmlns="urn:cattle"><entry/></feed>'));
  expect(result).toMatchObject({ ok: false, code: 'unknown-format' });
});
