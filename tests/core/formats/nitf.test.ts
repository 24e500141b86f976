import { describe, expect, test } from '@jest/globals';
import type { FileItem } from '../../../functions/core/reading/records.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readBytes, readWire, recordsIn } from '../../support/wires.ts';

async function sample(...parts: string[]): Promise<ArticleRecord> {
  const [record, ...more] = await recordsIn(samplePath(...parts), parts[0]);
  if (record === undefined || more.length > 0) throw new Error(`${parts.join('/')} holds not one item`);
  return record;
}

interface Parts {
  root?: string;
  head?: string;
  docdata?: string;
  docdataAttributes?: string;
  bodyHead?: string;
  content?: string;
  bodyEnd?: string;
}

async function item(parts: Parts, provider = 'cascade'): Promise<FileItem & { ok: true }> {
  const { root = '', head = '', docdataAttributes = '', bodyHead = '', content = '<p>A text.</p>' } = parts;
  const docdata = parts.docdata ?? '<doc-id id-string="CAS.1"/><date.issue norm="20260419T101500-0700"/>';
  const text = `<?xml version="1.0"?><nitf ${root}><head>${head}<docdata ${docdataAttributes}>${docdata}</docdata></head>
    <body><body.head>${bodyHead}</body.head><body.content>${content}</body.content>${parts.bodyEnd ?? ''}</body></nitf>`;
  const result = await readBytes(new TextEncoder().encode(text), provider);
  const [found] = result.ok ? result.items : [];
  if (found?.ok !== true) throw new Error(JSON.stringify(result));
  return found;
}

const read = async (parts: Parts, provider?: string): Promise<ArticleRecord> =>
  (await item(parts, provider)).record;

describe('identity and versions', () => {
  test('doc-id is the identity; its registrar, du-key and other numbers are kept', async () => {
    const record = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(record.article.uri).toBe('urn:wire:cascade:CAS.2026.5531');
    expect(altId(record, 'provider-id')).toBe('CAS.2026.5531');
    expect(altId(record, 'du-key')).toBe('ferry-strike');
    expect(altId(record, 'anpa-sequence')).toBe('0612');
    expect(record.wire.extra.regsrc).toBe('cascade.example');
  });

  test('generation and version of du-key sort together', async () => {
    const { article, wire } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect([article.version, wire.versionSequence]).toEqual(['1', 2001]);
  });

  test('a revision at the end of the id is no part of the identity', async () => {
    const { article, wire } = await sample('aurora', 'nitf-correction.xml');
    expect(article.uri).toBe('urn:wire:aurora:AUR8c1d');
    expect([article.version, wire.versionSequence]).toEqual(['8', 8]);
  });

  test('a number at the end that du-key does not explain belongs to the identity', async () => {
    const { article } = await read({
      docdata: '<doc-id id-string="CAS_1984"/><du-key version="3" key="x"/>',
    });
    expect(article.uri).toBe('urn:wire:cascade:CAS_1984');
  });

  test('day, agency, number and revision: the first three are the story', async () => {
    const record = await read({ docdata: '<doc-id id-string="20260512:QXZ:8883:2"/>' });
    expect(record.article.uri).toBe('urn:wire:cascade:20260512%3AQXZ%3A8883');
    expect(record.article.version).toBe('2');
    expect(altId(record, 'doc-id')).toBe('20260512:QXZ:8883:2');
  });

  test('without an id the content gives one: the same again, another for another text', async () => {
    const docdata = '<doc-id regsrc="CAS"/>';
    const [one, again, other] = [
      await read({ docdata }),
      await read({ docdata }),
      await read({ docdata, content: '<p>Another text.</p>' }),
    ];
    expect(one.article.uri).toMatch(/^urn:wire:cascade:[\da-f]{32}$/);
    expect(again.article.uri).toBe(one.article.uri);
    expect(other.article.uri).not.toBe(one.article.uri);
  });

  test('without an id the du-key of a day is the story, through its versions', async () => {
    const docdata = (version: number): string =>
      `<date.issue norm="20260419T1${version}1500-0700"/><du-key key="ferry" version="${version}"/>`;
    const [one, two] = [await read({ docdata: docdata(1) }), await read({ docdata: docdata(2) })];
    expect(two.article.uri).toBe(one.article.uri);
  });
});

describe('status', () => {
  test.each([
    ['canceled', 'canceled'],
    ['Cancelled', 'canceled'],
    ['killed', 'canceled'],
    ['kill', 'canceled'],
    ['withheld', 'withheld'],
    ['usable', 'usable'],
    ['embargoed', 'usable'],
  ])('management-status %s is %s', async (status, expected) => {
    const { article } = await read({ docdataAttributes: `management-status="${status}"` });
    expect(article.pubStatus).toBe(expected);
  });

  test('a document may kill another one and be usable itself', async () => {
    const result = await readWire(samplePath('delta', 'nitf-kill.xml'), 'delta');
    const [kill] = result.ok ? result.items : [];
    if (kill?.ok !== true) throw new Error('not read');
    expect(kill.cancels).toEqual(['urn:wire:delta:delta-7741']);
    expect(kill.record.wire.replaces).toEqual(['urn:wire:delta:delta-7741']);
    expect(kill.record.article.uri).toBe('urn:wire:delta:delta-7750');
    expect(kill.record.article.pubStatus).toBe('usable');
  });

  test('a status without one of its own hits the document that is referred to', async () => {
    const { record, cancels } = await item({
      docdataAttributes: 'management-status="canceled" management-doc-idref="CAS.0"',
    });
    expect(cancels).toEqual(['urn:wire:cascade:CAS.0']);
    expect(record.article.pubStatus).toBe('canceled');
  });

  test('a replacement replaces and kills nothing', async () => {
    const { record, cancels } = await item({
      docdataAttributes: 'management-doc-idref="CAS.0" management-idref-status="replaced"',
    });
    expect(cancels).toEqual([]);
    expect(record.wire.replaces).toEqual(['urn:wire:cascade:CAS.0']);
  });

  test('an earlier revision of the same document is no other document', async () => {
    const { record, cancels } = await item({
      docdata: '<doc-id id-string="CAS_8"/><du-key version="8"/>',
      docdataAttributes: 'management-doc-idref="CAS_7" management-idref-status="canceled"',
    });
    expect(cancels).toEqual([]);
    expect(record.wire.replaces).toEqual([]);
  });

  test('a correction says so and keeps what was corrected', async () => {
    const { wire } = await sample('aurora', 'nitf-correction.xml');
    expect(wire.signals).toEqual(['correction']);
    expect(wire.replaces).toEqual([]);
    expect(wire.extra.correction).toEqual([
      { '@info': 'Brua åpner tirsdag, ikke mandag', '@id-string': 'AUR8c1d_6' },
    ]);
  });
});

describe('embargo and dates', () => {
  test('an embargoed document is held until its release; the message is the text', async () => {
    const { article, wire } = await sample('evergreen', 'nitf-museum-embargo.xml');
    expect(article.embargoedUntil).toBe('2026-05-07T00:01:00+01:00');
    expect(wire.embargo).toEqual({
      until: '2026-05-07T00:01:00+01:00',
      indefinite: false,
      text: 'Embargoed to 0001 Thursday May 7',
    });
    expect(article.pubStatus).toBe('usable');
  });

  test.each([
    ['the same text', '20260419T101500-0700', undefined],
    ['the same instant in another zone', '2026-04-19T17:15:00Z', undefined],
    ['earlier', '20260419T100000-0700', undefined],
    ['later, without a status', '20260420T060000-0700', '2026-04-20T06:00:00-07:00'],
    ['a template that nobody filled in', 'YYYYMMDD000000-HHMM', undefined],
  ])('date.release %s', async (_name, release, until) => {
    const { article } = await read({
      docdata: `<doc-id id-string="CAS.1"/><date.issue norm="20260419T101500-0700"/><date.release norm="${release}"/>`,
    });
    expect(article.embargoedUntil).toBe(until);
  });

  test.each(['embargo', 'Embargoed', 'usable,embargoed'])('the status %s holds', async (status) => {
    const { article, wire } = await read({ docdataAttributes: `management-status="${status}"` });
    expect(article.pubStatus).toBe('usable');
    expect(wire.embargo).toMatchObject({ until: null, indefinite: true });
    expect(wire.warnings).toEqual([]);
  });

  test('embargoed without a later release is held without an end', async () => {
    const { wire } = await read({ docdataAttributes: 'management-status="embargoed"' });
    expect(wire.embargo).toMatchObject({ until: null, indefinite: true });
  });

  test('issue, expiry and the first revision', async () => {
    const { article } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.versionCreated).toBe('2026-04-19T10:15:00-07:00');
    expect(article.expires).toBe('2026-05-19T10:15:00-07:00');
    expect(article.firstCreated).toBe('2026-04-19T08:00:00-07:00');
    expect(article.embargoedUntil).toBeUndefined();
  });

  test('a placeholder is no date: the publication is', async () => {
    const { article } = await sample('cascade', 'nitf-no-id.xml');
    expect(article.versionCreated).toBe('2026-03-01T06:00:00Z');
  });

  test("a local time is read in the provider's zone", async () => {
    const { article } = await sample('aurora', 'nitf-correction.xml');
    expect(article.versionCreated).toBe('2026-03-28T09:30:00+01:00');
  });
});

describe('the head', () => {
  test('slug, take, category, service and count out of meta; what has no field is kept', async () => {
    const { article, wire } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.slugline).toBe('Ferry Strike');
    expect(wire.takeKey).toBe('1st Ld');
    expect(wire.categories).toEqual(['b']);
    expect(wire.service).toBe('c');
    expect(wire.providerWordCount).toBe(121);
    expect(wire.signals).toEqual(['lead', 'update']);
    expect(wire.extra.meta).toEqual({ 'cas-desk': 'west' });
  });

  test('subject codes of IPTC and those of an agency', async () => {
    const { article } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.subjects?.slice(0, 2)).toEqual([
      { name: 'Labour dispute', uri: 'http://cv.iptc.org/newscodes/subjectcode/09003000' },
      { name: 'Ferries', uri: 'urn:x-qcode:CAS:C0400' },
    ]);
    expect(article.genres).toEqual([{ name: 'Current', literal: 'Current' }]);
  });

  test('urgency stands in docdata, beside it, or is empty', async () => {
    expect((await sample('aurora', 'nitf-correction.xml')).article.urgency).toBe(5);
    expect((await read({ head: '<urgency ed-urg="2"/>' })).article.urgency).toBe(2);
    expect((await read({ head: '<urgency ed-urg=""/>' })).article.urgency).toBeUndefined();
  });

  test('places with what they lie in, countries by either code', async () => {
    const { article } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.places).toEqual([
      { name: 'Alder Bay', rel: 'event' },
      { name: 'British Columbia', rel: 'broader' },
      { literal: 'CA', uri: 'http://cvx.iptc.org/iso3166-1a2/CA', rel: 'broader' },
    ]);
    const honduras = await read({ docdata: '<doc-id id-string="1"/><evloc city="Tela" iso-cc="HND"/>' });
    expect(honduras.article.places?.[1]?.uri).toBe('http://cvx.iptc.org/iso3166-1a3/HND');
  });

  test('keywords, rights, series and fixture', async () => {
    const { article, wire } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(wire.keywords).toEqual(['ferries', 'unions']);
    expect(article.copyrightHolder).toBe('Cascade Wire Service');
    expect(article.usageTerms).toBe('No broadcast use');
    expect(wire.extra).toMatchObject({
      series: [{ '@series.name': 'Ferries', '@series.part': '2', '@series.totalpart': '3' }],
      fixture: 'labour-week',
    });
  });

  test('priority, service and slug as the Norwegian agency writes them', async () => {
    const { article, wire } = await sample('aurora', 'nitf-correction.xml');
    expect([wire.priority, wire.service, article.slugline]).toEqual([5, 'Nyhetstjenesten', 'BRU']);
    expect(article.language).toBe('nb-NO');
    // A description that repeats the headline says nothing new
    expect(wire.edNotes).toEqual([]);
  });

  test('the one keyword is the slug where there is no other', async () => {
    const { article, wire } = await sample('evergreen', 'nitf-museum-embargo.xml');
    expect(article.slugline).toBe('Museum');
    expect(article.title).toBe('1 ARTS Museum');
    expect([wire.service, wire.categories]).toEqual(['Features', ['ART']]);
  });
});

describe('the head of the body', () => {
  test('the headline is all that stands in hl1; hl2 is the deck', async () => {
    const { article } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.headlines?.map(({ role, value }) => [role, value])).toEqual([
      ['main', 'Ferry crews call off strike'],
      ['sub', 'Deal reached at dawn'],
    ]);
  });

  test('without hl1 the title, without a title the first paragraph', async () => {
    const titled = await read({ head: '<title>Otters are back</title>' });
    expect(titled.article.headlines?.[0]?.value).toBe('Otters are back');
    const bare = await read({ content: '<p>Otters came back to the creek.</p>' });
    expect(bare.article.headlines?.[0]?.value).toBe('Otters came back to the creek.');
    expect(bare.wire.signals).toContain('headline-derived');
  });

  test('the byline is the person, the title stands beside it', async () => {
    const { article, wire } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.by).toBe('By Ted Ames');
    expect(wire.extra.byTitle).toBe('Transport Writer');
    expect(article.people).toContainEqual({ name: 'Ted Ames', rel: 'author' });
  });

  test('a whole sentence in the byline is the deck', async () => {
    const { article } = await read({
      bodyHead: '<byline>Voters return on Sunday to choose among eleven lists of candidates</byline>',
    });
    expect(article.by).toBeUndefined();
    expect(article.headlines).toContainEqual(
      expect.objectContaining({
        role: 'sub',
        value: 'Voters return on Sunday to choose among eleven lists of candidates',
      }),
    );
  });

  test('city, country and date of the dateline', async () => {
    const { wire } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(wire.dateline).toEqual({
      text: 'Alder Bay, Canada April 19',
      city: 'Alder Bay',
      country: 'CAN',
      date: '20260419',
    });
  });

  test('a dateline of text, and one that is only a time', async () => {
    const text = await read({ bodyHead: '<dateline>TIDEWATER April 19 CAS -</dateline>' });
    expect(text.wire.dateline).toMatchObject({ text: 'TIDEWATER April 19 CAS -', city: 'TIDEWATER' });
    const time = await read({ bodyHead: '<dateline>2026-04-19 10:15</dateline>' });
    expect(time.wire.dateline).toMatchObject({ text: null, city: null, date: '2026-04-19 10:15' });
  });

  test('a title that is left out of the byline leaves no comma behind', async () => {
    const { article } = await read({
      bodyHead: '<byline>By <person>Ada Quill</person>, <byttl>Harbour Editor</byttl></byline>',
    });
    expect(article.by).toBe('By Ada Quill');
  });

  test.each([
    ['<location>MELROSE Feb 18 CAS -</location>', 'MELROSE Feb 18 CAS -', 'MELROSE'],
    ['<location>PORT ALDER (CAS) _</location>', 'PORT ALDER (CAS) _', 'PORT ALDER'],
    ['<location>Alder Bay</location><story.date>24 Oct</story.date>', 'Alder Bay 24 Oct', 'Alder Bay'],
    ['24-10-2016 / 12:03 h', null, null],
    ['Mon, 24 Oct 2016 12:03:00 GMT', null, null],
    ['24 de octubre de 2016', null, null],
  ])('what stands around the city is no part of it, and a date is no place: %s', async (line, text, city) => {
    const { wire } = await read({ bodyHead: `<dateline>${line}</dateline>` });
    expect(wire.dateline).toMatchObject({ text, city });
  });

  test('an address in the tagline is for the desk', async () => {
    const { article, wire } = await read({
      bodyEnd: '<body.end><tagline><a href="mailto:ada@cas.example">ada@cas.example</a></tagline></body.end>',
    });
    expect(article.edNote).toBeUndefined();
    expect(wire.edNotes).toEqual([{ role: 'tagline', text: 'ada@cas.example', public: false }]);
  });

  test('notes that are not for publication reach no public field', async () => {
    const { article, wire } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(wire.edNotes).toContainEqual({
      role: 'editorsnote',
      text: "Union spokesman's private line is 555 0190.",
      public: false,
    });
    expect(JSON.stringify(article)).not.toContain('555 0190');
    expect(article.edNote).toBe(
      'Adds union statement An earlier version misspelled Alder Bay. With files from Mo Perrault in Tidewater.',
    );
  });

  test('an abstract is a description', async () => {
    const { article } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.descriptions).toEqual([
      { role: 'abstract', contentType: 'text/plain', value: 'Sailings resume on Monday.' },
    ]);
  });

  test('a tagline of agencies is the credit', async () => {
    expect((await sample('evergreen', 'nitf-museum-embargo.xml')).wire.creditLine).toBe('Evergreen/Delta');
  });
});

describe('the body', () => {
  test('headings, links, tables and lists survive; lines that were cut at a column are joined', async () => {
    const html = htmlOf(await sample('cascade', 'nitf-ferry-strike.xml'));
    expect(html).toContain(
      'that was to begin at midnight, after an all-night meeting between their union and the line',
    );
    expect(html).toContain('<h2>Sailings on Monday</h2>');
    expect(html).toContain('<a href="https://cfw.example/deal">the deal</a>');
    expect(html).toMatch(/<td>Alder Bay<\/td>\s*<td>0600<\/td>/);
    expect(html).toMatch(/<li>Tickets stay valid<\/li>/);
    // Short lines with a break are lines of their own
    expect(html).toContain('Line one<br>Line two');
  });

  test('lines of a table that end in breaks are not joined', async () => {
    const { article } = await read({
      content: `<p>RACE 1 - 1:30PM ALDER BAY MAIDEN PLATE (1200 METRES) <br/>1 5 SUNNY LANE      (J Byrd 56.5)   $4.50  $1.80 <br/>
        2 1 OLD HARBOUR     (K Lane 58.0)   $2.20  $1.30 <br/>3 9 MISTER PICKLE   (L Moss 57.5)   $9.00  $2.90</p>`,
    });
    expect(article.bodies?.[0]?.value.match(/<br>/g)).toHaveLength(3);
  });

  test.each([
    ['<![CDATA[<p>One &egrave; two.</p><p>Three.</p>]]>'],
    ['&lt;p&gt;One &amp;egrave; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;'],
    ['<block><![CDATA[<p>One &egrave; two.</p><p>Three.</p>]]></block>'],
  ])('mark-up that was escaped is mark-up: %s', async (content) => {
    expect(paragraphsIn(await read({ content }))).toEqual(['One è two.', 'Three.']);
  });

  test('a tag that the text is about stays text', async () => {
    const content = '<p>Write &lt;p&gt; before a paragraph.</p>';
    expect(paragraphsIn(await read({ content }))).toEqual(['Write <p> before a paragraph.']);
  });

  test('a heading of the first rank within the text is kept, or is the headline where there is none', async () => {
    const content = '<hl1>Alder Bay wins</hl1><p>One.</p><hl1>The goals</hl1><p>Two.</p>';
    const bare = await read({ content });
    expect(bare.article.headlines).toMatchObject([{ role: 'main', value: 'Alder Bay wins' }]);
    expect(paragraphsIn(bare)).toEqual(['One.', 'The goals', 'Two.']);
    const headed = await read({ content, bodyHead: '<hedline><hl1>Alder Bay wins</hl1></hedline>' });
    expect(paragraphsIn(headed)).toEqual(['One.', 'The goals', 'Two.']);
  });

  test('set text keeps its columns', async () => {
    expect(htmlOf(await sample('cascade', 'nitf-no-id.xml'))).toContain('2025      14\n2026      31');
  });

  test('inline entities are words of the story and concepts of the record', async () => {
    const { article } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(htmlOf(await sample('cascade', 'nitf-ferry-strike.xml'))).toContain(
      'Dana Whitfield of the Coastal Ferry Workers said',
    );
    expect(article.people).toContainEqual({ name: 'Dana Whitfield', rel: 'mentioned' });
    expect(article.organisations).toEqual([
      { name: 'Coastal Ferry Workers', rel: 'mentioned' },
      { name: 'Coastal Ferry Workers', rel: 'about', uri: 'urn:x-qcode:cascade.example:CFW' },
    ]);
  });

  test('media are associations with caption, credit and sizes', async () => {
    const { article, wire } = await sample('cascade', 'nitf-ferry-strike.xml');
    expect(article.associations).toMatchObject([
      {
        type: 'picture',
        by: 'Rosa Lund/Cascade',
        descriptions: [{ role: 'caption', value: 'A ferry waits at Alder Bay.' }],
        renditions: [{ href: 's3://inbox/incoming/cascade/ferry.jpg', width: 1200, height: 800 }],
      },
    ]);
    expect(wire.extra.photoCredits).toEqual(['Rosa Lund/Cascade']);
  });

  test('paragraphs straight in the body are the body', async () => {
    const bytes = new TextEncoder().encode(
      '<nitf><head><docdata><doc-id id-string="1"/></docdata></head><body><body.head/><p>One.</p><p>Two.</p></body></nitf>',
    );
    const result = await readBytes(bytes);
    const [found] = result.ok ? result.items : [];
    expect(found?.ok === true ? paragraphsIn(found.record) : []).toEqual(['One.', 'Two.']);
  });
});

test('a document type declaration is neither loaded nor in the way', async () => {
  expect((await sample('delta', 'nitf-kill.xml')).article.headlines?.[0]?.value).toBe(
    'Avis aux rédactions : dépêche retirée',
  );
});
