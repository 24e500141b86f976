import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import {
  altId,
  htmlOf,
  paragraphsIn,
  readBytes,
  readWire,
  recordsIn,
  warningCodes,
} from '../../support/wires.ts';

const only = async (...parts: string[]): Promise<ArticleRecord> =>
  first(await recordsIn(samplePath(...parts), parts[0]));

function first(records: readonly ArticleRecord[]): ArticleRecord {
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return record;
}

interface Parts {
  attributes?: string;
  /** What stands before itemMeta: catalogs, rights. */
  before?: string;
  itemMeta?: string;
  contentMeta?: string;
  after?: string;
}

/** A news item of the parts that a test is about; the rest is the least that the standard asks for. */
function newsItem(parts: Parts): string {
  const { attributes = 'guid="urn:newsml:aurora.example:20260304:x" version="1"', before = '' } = parts;
  return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" ${attributes}>${before}<itemMeta>
    <itemClass qcode="ninat:text"/><versionCreated>2026-03-04T14:20:00+01:00</versionCreated>${parts.itemMeta ?? ''}
  </itemMeta><contentMeta><headline>A headline</headline>${parts.contentMeta ?? ''}</contentMeta>${parts.after ?? ''}</newsItem>`;
}

async function read(parts: Parts | string, provider = 'aurora'): Promise<ArticleRecord> {
  const text = typeof parts === 'string' ? parts : newsItem(parts);
  const result = await readBytes(new TextEncoder().encode(text), provider);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(JSON.stringify(result));
  return item.record;
}

const inlineXml = (content: string, attributes = 'contenttype="application/xhtml+xml"'): string =>
  `<contentSet><inlineXML ${attributes}>${content}</inlineXML></contentSet>`;

describe('a message', () => {
  test('every item is a record, and one that is none does not fail its neighbours', async () => {
    const result = await readWire(samplePath('aurora', 'g2-budget-vote.xml'), 'aurora');
    if (!result.ok) throw new Error(result.message);
    expect(
      result.items.map((item) => (item.ok ? item.record.article.headlines?.[0]?.value : item.code)),
    ).toEqual([
      'Parliament votes to halve harbour fees',
      'Lighthouse keeper retires after 41 years',
      'unknown-item',
      'empty-item',
    ]);
  });

  test('its header gives priority and transmission id to each item', async () => {
    for (const record of await recordsIn(samplePath('aurora', 'g2-budget-vote.xml'), 'aurora')) {
      expect(record.wire.priority).toBe(3);
      expect(altId(record, 'transmitId')).toBe('aurora-tx-48112');
      expect(record.wire.extra.header).toMatchObject({
        sent: '2026-03-04T14:20:05+01:00',
        channels: ['Domestic'],
      });
    }
  });

  test('a header in capitals and any prefix are read alike', async () => {
    const record = await read(
      `<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:Header><n:Priority>2</n:Priority></n:Header>
        <n:itemSet><n:newsItem guid="urn:a:b" version="3"><n:itemMeta><n:versionCreated>2026-01-12 12:35:40</n:versionCreated></n:itemMeta>
        <n:contentMeta><n:headline>x</n:headline></n:contentMeta></n:newsItem></n:itemSet></n:newsMessage>`,
    );
    expect(record.wire.priority).toBe(2);
    expect(record.article.versionCreated).toBe('2026-01-12T12:35:40+01:00');
  });

  test('one without items is refused with a code', async () => {
    const bytes = new TextEncoder().encode(
      '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet/></newsMessage>',
    );
    expect(await readBytes(bytes)).toMatchObject({ ok: false, code: 'no-items' });
  });
});

describe('identity and version', () => {
  test('the guid is the uri, without the version', async () => {
    const { article, wire } = await only('aurora', 'g2-budget-vote.xml');
    expect(article.uri).toBe('urn:newsml:aurora.example:20260304:budget-vote');
    expect(article.version).toBe('3');
    expect(wire.versionSequence).toBe(3);
  });

  test('a missing version is 1, as the schema says', async () => {
    const { article, wire } = await read({ attributes: 'guid="urn:a:b"' });
    expect([article.version, wire.versionSequence]).toEqual(['1', 1]);
  });

  test('the numbers of Reuters are opaque: they say "the same" and never "newer"', async () => {
    const { article, wire } = await only('cascade', 'g2-storm-kill.xml');
    expect([article.version, wire.versionSequence]).toEqual(['1730451288', null]);
  });

  test.each([
    ['tag_cascade.example_2026_newsml_KX1', 'tag:cascade.example,2026:newsml_KX1'],
    ['urn:newsml:stt.fi:20260415:1027', 'urn:newsml:stt.fi::1027'],
    ['urn:newsml:stt.fi::1027', 'urn:newsml:stt.fi::1027'],
  ])('%s is the identity %s, and stays among the ids', async (guid, uri) => {
    const record = await read({ attributes: `guid="${guid}" version="2"` });
    expect(record.article.uri).toBe(uri);
    if (guid !== uri) expect(altId(record, 'guid')).toBe(guid);
  });

  test('a package without a guid is known by what it says, not by the sending', async () => {
    const text = (sent: string): string =>
      `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>${sent}</sent></header><itemSet><packageItem>
        <itemMeta><versionCreated>2026-01-12T12:35:40Z</versionCreated></itemMeta><contentMeta><headline>Top ten</headline></contentMeta>
        <groupSet root="r"><group id="r" role="main"><itemRef residref="urn:a:1"/></group></groupSet></packageItem></itemSet></newsMessage>`;
    const [one, two] = [await read(text('2026-01-12T12:36:00Z')), await read(text('2026-01-12T12:39:00Z'))];
    expect(one.article.uri).toMatch(/^urn:wire:aurora:[\da-f]{32}$/);
    expect(two.article.uri).toBe(one.article.uri);
  });
});

describe('status, signals and embargo', () => {
  test("Reuters' status D kills, even where pubStatus says usable", async () => {
    const killed = await read({ itemMeta: '<pubStatus qcode="stat:usable"/><signal qcode="edStat:D"/>' });
    expect(killed.article.pubStatus).toBe('canceled');
    expect(killed.wire.signals).toContain('kill');
  });

  test('a cancel with an empty body is a kill, not a fault', async () => {
    const { article, wire } = await only('cascade', 'g2-storm-kill.xml');
    expect(article.pubStatus).toBe('canceled');
    expect(article.bodies).toBeUndefined();
    expect(wire.providerWordCount).toBe(0);
    expect(wire.signals).toContain('kill');
  });

  test.each([
    ['stat:canceled', 'canceled'],
    ['http://cv.iptc.org/newscodes/pubstatusg2/withheld', 'withheld'],
    ['STAT:Cancelled', 'canceled'],
    ['vendor:usable', 'usable'],
  ])('pubStatus %s is %s', async (qcode, status) => {
    const { article } = await read({ itemMeta: `<pubStatus qcode="${qcode}"/>` });
    expect(article.pubStatus).toBe(status);
  });

  test.each([
    ['sig:correction', 'correction'],
    ['sig:update', 'update'],
    ['edStat:C', 'correction'],
    ['edStat:U', 'update'],
    ['update:append-major-content', 'update'],
    ['tt_sig:replace', 'replaces'],
  ])('signal %s is %s', async (qcode, signal) => {
    expect((await read({ itemMeta: `<signal qcode="${qcode}"/>` })).wire.signals).toContain(signal);
  });

  test('delivery hints are no signals', async () => {
    const { wire } = await read({
      itemMeta: '<signal qcode="pmt:text"/><signal qcode="prodId:X"/><signal qcode="apsig:consumerready"/>',
    });
    expect(wire.signals).toEqual([]);
    expect(wire.extra.signals).toEqual(['pmt:text', 'prodId:X', 'apsig:consumerready']);
  });

  test.each(['CORRECTED-Ships sail', 'CORRECTION ET MISE À JOUR - Les bateaux partent'])(
    'a correction without a signal is told by the headline: %s',
    async (headline) => {
      const { wire } = await read(newsItem({}).replace('A headline', headline));
      expect(wire.signals).toContain('correction');
    },
  );

  test('an embargo has its time, its words and its correction', async () => {
    const { article, wire } = await only('borealis', 'g2-sperrfrist-korrektur.xml');
    expect(article.embargoedUntil).toBe('2026-05-12T18:00:00+02:00');
    expect(wire.embargo).toEqual({
      until: '2026-05-12T18:00:00+02:00',
      indefinite: false,
      text: 'Bitte beachten Sie die Sperrfrist bis Dienstag, 18.00 Uhr.',
    });
    expect(article.pubStatus).toBe('usable');
    expect(wire.signals).toEqual(['correction']);
    // The link to the item's own earlier version replaces nothing else
    expect(wire.replaces).toEqual(['urn:newsml:borealis.example:20260510:orgel-vorschau']);
  });

  test('an empty embargo has no end', async () => {
    const [, record] = await recordsIn(samplePath('borealis', 'g2-sperrfrist-korrektur.xml'), 'borealis');
    expect(record?.wire.embargo).toMatchObject({ until: null, indefinite: true });
    expect(record?.article.pubStatus).toBe('usable');
  });
});

describe('notes', () => {
  test('private notes are kept and reach no public field', async () => {
    const { article, wire } = await only('aurora', 'g2-budget-vote.xml');
    expect(article.edNote).toBe('Updates with the vote and reaction from the harbour towns.');
    expect(wire.edNotes.map(({ role, public: isPublic }) => [role, isPublic])).toEqual([
      ['public', true],
      ['private', false],
      ['', false],
    ]);
    expect(JSON.stringify(article)).not.toMatch(/555 01/);
  });

  test.each(['dpaednoterole:notepad', 'dpaednoterole:closingline', 'ednoterole:contact', 'x:private'])(
    'a note of role %s is private',
    async (role) => {
      const { article, wire } = await read({ itemMeta: `<edNote role="${role}">call 555 0100</edNote>` });
      expect(wire.edNotes).toMatchObject([{ text: 'call 555 0100', public: false }]);
      expect(JSON.stringify(article)).not.toContain('555');
    },
  );

  test('mark-up in a note keeps its lines apart', async () => {
    const { wire } = await only('borealis', 'g2-sperrfrist-korrektur.xml');
    expect(wire.edNotes[1]).toEqual({
      role: 'notepad',
      text: 'Kontakte Redaktion: 0555 123 Orgelbauer: 0555 456',
      public: false,
    });
  });
});

describe('a page that shows a private note', () => {
  test('is published without it', async () => {
    const record = await read({
      itemMeta:
        '<edNote role="x:closingline">aur dk yy n1</edNote><edNote role="x:public">Adds a name</edNote>',
      after: inlineXml(
        '<html><body><p>One.</p><p>Adds a name</p><footer><p>aur  dk yy n1</p></footer></body></html>',
      ),
    });
    expect(paragraphsIn(record)).toEqual(['One.', 'Adds a name']);
    expect(JSON.stringify(record.article)).not.toContain('dk yy');
    expect(record.wire.text.removed).toEqual([{ text: 'aur dk yy n1', reason: 'private-note' }]);
  });
});

test('a note is read in whatever case its element is written', async () => {
  expect((await read({ itemMeta: '<ednote>Adds a name</ednote>' })).article.edNote).toBe('Adds a name');
});

describe('contentMeta', () => {
  test('slug line in the language of the item, and all its writers', async () => {
    const { article } = await read({
      attributes: 'guid="urn:x:1" xml:lang="fr"',
      contentMeta: `<by xml:lang="en">By Ann Oak</by><by xml:lang="fr">Par Ann Oak</by><by xml:lang="fr">Bo Elm</by>
        <slugline xml:lang="en">bridge</slugline><slugline xml:lang="fr">pont</slugline>`,
    });
    expect([article.by, article.slugline]).toEqual(['Par Ann Oak, Bo Elm', 'pont']);
  });

  test('headline, notice and names in the language of the item', async () => {
    const { article } = await only('aurora', 'g2-budget-vote.xml');
    expect(article.headlines?.map(({ role, value }) => [role, value])).toEqual([
      ['main', 'Parliament votes to halve harbour fees'],
      ['sub', 'Small towns cheer, treasury warns of a gap'],
    ]);
    expect(article.copyrightNotice).toBe('Copyright 2026 Aurora News Agency');
    expect(article.copyrightHolder).toBe('Aurora News Agency');
    expect(article.usageTerms).toBe('Subscribers only. No archive sale.');
    expect(article.genres).toEqual([{ name: 'Current', uri: 'http://cv.iptc.org/newscodes/genre/Current' }]);
  });

  test('ranks of headlines are deck and kicker', async () => {
    const { article } = await only('borealis', 'g2-sperrfrist-korrektur.xml');
    expect(article.headlines?.map(({ role }) => role)).toEqual(['main', 'sub', 'short']);
  });

  test('dateline, credit, slug, service, dates and count', async () => {
    const { article, wire } = await only('aurora', 'g2-budget-vote.xml');
    expect(wire.dateline).toEqual({
      text: 'FJORDVIK (Aurora) -',
      city: 'Fjordvik',
      country: 'NOR',
      date: null,
    });
    expect(article.located).toBe('Fjordvik');
    expect(wire.creditLine).toBe('Aurora');
    expect(article.slugline).toBe('BUDGET-VOTE');
    expect(wire.service).toBe('DOM');
    expect(wire.providerWordCount).toBe(118);
    expect(article.firstCreated).toBe('2026-03-04T13:02:00+01:00');
    expect(article.contentCreated).toBe('2026-03-04T13:00:00+01:00');
    expect(article.urgency).toBe(3);
    expect(article.by).toBe('By Sigrid Halvorsen');
    expect(altId(await only('aurora', 'g2-budget-vote.xml'), 'storyid')).toBe('B-7781');
  });

  test("Reuters' timestamp in dateline is a date and no city", async () => {
    const { wire } = await only('cascade', 'g2-storm-kill.xml');
    expect(wire.dateline).toEqual({
      text: null,
      city: null,
      country: null,
      date: '2026-02-09 03:15:00 GMT+00:00',
    });
  });

  test('"No-Data-Available" is no place, an empty urgency no urgency', async () => {
    const record = await read({
      contentMeta: '<urgency/><located><name>No-Data-Available</name></located>',
    });
    expect(record.article.located).toBeUndefined();
    expect(record.article.places).toBeUndefined();
    expect(record.article.urgency).toBeUndefined();
    expect(warningCodes(record)).toEqual([]);
  });

  test('initials are no person; they are kept', async () => {
    const { article, wire } = await only('aurora', 'g2-budget-vote.xml');
    expect(article.people?.map(({ name, rel }) => [name, rel])).toEqual([
      ['Karin Lindqvist', undefined],
      ['Sigrid Halvorsen', 'author'],
    ]);
    expect(wire.extra.creators).toEqual(['contributor imo']);
  });
});

describe('concepts', () => {
  test('qcodes are resolved by the inline catalog, the bundled one, or kept as a qcode', async () => {
    const { article } = await only('aurora', 'g2-budget-vote.xml');
    expect(article.subjects?.map(({ uri, rel }) => [uri, rel])).toEqual([
      ['http://cv.iptc.org/newscodes/mediatopic/11000000', undefined],
      ['http://cv.aurora.example/topic/fees', undefined],
      ['http://cv.iptc.org/newscodes/subjectcode/04016000', 'sameAs'],
      ['http://cv.iptc.org/newscodes/mediatopic/04000000', 'broader'],
      ['urn:x-qcode:nobody:knows:this', undefined],
      [undefined, 'keyword'],
      [undefined, 'keyword'],
    ]);
  });

  test('go to people, organisations, places, events and objects by their type', async () => {
    const { article } = await only('aurora', 'g2-budget-vote.xml');
    expect(article.people?.[0]).toEqual({ name: 'Karin Lindqvist', uri: 'http://people.example/lindqvist' });
    expect(article.organisations).toEqual([
      { name: 'Havbris Lines ASA', symbols: [{ symbol: 'HAVB', exchange: 'Oslo' }] },
    ]);
    expect(article.places?.map(({ name }) => name)).toEqual([
      'Fjordvik',
      'Norway',
      'Norway',
      'Fjordvik harbour',
    ]);
    expect(article.places?.[3]?.geoJSON?.coordinates).toEqual([5.25, 60.5]);
    expect(article.events).toEqual([{ literal: 'Spring session' }]);
    expect(article.objects).toEqual([{ name: 'Ferry Havbris' }]);
  });

  test('@uri and @literal stand for @qcode', async () => {
    const { article } = await read({
      contentMeta:
        '<subject uri="http://cv.iptc.org/newscodes/mediatopic/20000523"/><subject literal="harbour fees"/>',
    });
    expect(article.subjects).toEqual([
      { uri: 'http://cv.iptc.org/newscodes/mediatopic/20000523' },
      { literal: 'harbour fees' },
    ]);
  });

  test('a code may hold colons, spaces and escapes and still gives a valid URI', async () => {
    const { article } = await read({
      contentMeta:
        '<subject qcode="x:a:b"/><subject qcode="x:two words"/><subject qcode="medtop:a%20b"/><subject qcode="bad"/>',
    });
    expect(article.subjects?.map(({ uri, literal }) => uri ?? literal)).toEqual([
      'urn:x-qcode:x:a:b',
      'urn:x-qcode:x:two%20words',
      'http://cv.iptc.org/newscodes/mediatopic/a%20b',
    ]);
  });

  test('the catalog of a vendor counts only where the file names it', async () => {
    const contentMeta = '<subject qcode="apsubject:abc"/>';
    const bare = await read({ contentMeta });
    const named = await read({ contentMeta, before: '<catalogRef href="http://cv.ap.org/catalog/1.xml"/>' });
    expect(bare.article.subjects?.[0]?.uri).toBe('urn:x-qcode:apsubject:abc');
    expect(named.article.subjects?.[0]?.uri).toBe('http://cv.ap.org/id/abc');
  });

  test('a ticker keyword belongs to the only organisation of the item', async () => {
    const { article } = await read({
      contentMeta:
        '<keyword>XTSE:BLFP</keyword><subject type="cpnat:organisation"><name>Bluff Orchards</name></subject>',
    });
    expect(article.organisations?.[0]?.symbols).toEqual([{ exchange: 'XTSE', symbol: 'BLFP' }]);
  });
});

describe('the body', () => {
  test('structure survives: links, headings, emphasis, tables, lists; a repeated headline goes', async () => {
    const record = await only('aurora', 'g2-budget-vote.xml');
    const html = htmlOf(record);
    expect(html).toContain('<h2>What changes</h2>');
    expect(html).toContain('<a href="https://parliament.example/votes/112">passed by nine votes</a>');
    expect(html).toContain('<em>from July</em>');
    expect(html).toMatch(/<td>Sandnuten<\/td>\s*<td>640<\/td>/);
    expect(html).toMatch(/<ul>\s*<li>Fishing boats stay exempt<\/li>/);
    expect(html).not.toContain('Parliament votes to halve');
    expect(record.wire.text.removed).toContainEqual({
      text: 'Parliament votes to halve harbour fees',
      reason: 'repeats-metadata',
    });
  });

  test('a rendered page: slug line, date, byline and teaser stand in their fields, not in the story', async () => {
    expect(paragraphsIn(await only('borealis', 'g2-sperrfrist-korrektur.xml'))).toEqual([
      'Niederau (bor) - Die Orgel von Niederau ist restauriert.',
      'Sie hat 612 Pfeifen, nicht 621 wie zuerst gemeldet.',
    ]);
  });

  test('inline data: HTML in CDATA, escaped HTML, and plain text', async () => {
    const [, cdata] = await recordsIn(samplePath('aurora', 'g2-budget-vote.xml'), 'aurora');
    expect(cdata === undefined ? [] : paragraphsIn(cdata)).toHaveLength(2);
    const data = (content: string): Parts => ({
      after: `<contentSet><inlineData contenttype="text/plain">${content}</inlineData></contentSet>`,
    });
    expect(htmlOf(await read(data('&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;')))).toBe(
      '<p>One</p>\n<p>Two</p>',
    );
    expect(paragraphsIn(await read(data('One &amp; a half\n\nTwo')))).toEqual(['One & a half', 'Two']);
  });

  test('NITF inside: its body, and its headline, byline and dateline where contentMeta has none', async () => {
    const nitf = `<nitf><head><title>DESK 1</title></head><body><body.head><hedline><hl1>Bridge opens</hl1></hedline>
      <byline>By <person>Ann Lee</person></byline><dateline>SANDNES</dateline></body.head>
      <body.content><hl2>Toll</hl2><p>The bridge is open.</p></body.content></body></nitf>`;
    const record = await read(
      newsItem({ after: inlineXml(nitf, 'contenttype="application/ttnitf+xml"') }).replace(
        '<headline>A headline</headline>',
        '',
      ),
    );
    expect(record.article.headlines?.map(({ value }) => value)).toEqual(['Bridge opens']);
    expect(record.article.by).toBe('By Ann Lee');
    expect(record.wire.dateline.city).toBe('SANDNES');
    expect(htmlOf(record)).toBe('<h2>Toll</h2>\n<p>The bridge is open.</p>');
  });

  test('signs that were escaped as if they were elements are signs', async () => {
    const after = inlineXml('<html><body><p>1990&lt;endash&gt;1994</p><p>1 &lt; 2</p></body></html>');
    expect(paragraphsIn(await read({ after }))).toEqual(['1990–1994', '1 < 2']);
  });

  test.each([
    [
      'text straight in the body',
      '<html><body>One line\n\nAnother one</body></html>',
      ['One line', 'Another one'],
    ],
    ['no namespace and another content type', '<html xmlns=""><body><p>Uno</p></body></html>', ['Uno']],
    ['text behind the body', '<html><body><p>Uno</p></body><p>Due</p></html>', ['Uno', 'Due']],
    ['a fragment', '<p>Uno</p><p>Due</p>', ['Uno', 'Due']],
    ['a body alone', '<body><p>Uno</p></body>', ['Uno']],
  ])('XHTML as %s', async (_name, xhtml, paragraphs) => {
    expect(paragraphsIn(await read({ after: inlineXml(xhtml, 'contenttype="xhtml/xml"') }))).toEqual(
      paragraphs,
    );
  });

  test('a paragraph that is set in columns is a table of plain text', async () => {
    const rows = ['Club         P   W', 'Alder Bay    9   7', 'Tidewater    9   5', 'Quill Creek  9   4'];
    const table = [...rows, 'Kettle Bend  9   2', 'Fern Point   9   1'].join('\n');
    const html = htmlOf(await read({ after: inlineXml(`<html><body><p>${table}</p></body></html>`) }));
    expect(html).toContain('<pre>');
    expect(html).toContain('Tidewater    9   5\nQuill Creek');
  });

  test('of alternatives the one in the language of the item, the others are kept', async () => {
    const body = (lang: string, words: string): string =>
      `<inlineXML xml:lang="${lang}"><html><body><p>${words}</p></body></html></inlineXML>`;
    const record = await read({
      attributes: 'guid="urn:a:b" version="1" xml:lang="fi"',
      after: `<contentSet>${body('sv', 'Hamnen är stängd i dag och i morgon')}${body('fi', 'Satama on kiinni')}</contentSet>`,
    });
    expect(paragraphsIn(record)).toEqual(['Satama on kiinni']);
    expect(record.wire.extra.alternatives).toEqual([
      { language: 'sv', text: 'Hamnen är stängd i dag och i morgon' },
    ]);
  });

  test('encoded inline data is told in a warning', async () => {
    const record = await read({
      after:
        '<contentSet><inlineData encoding="encd:base64" contenttype="image/png">AAAA</inlineData></contentSet>',
    });
    expect(warningCodes(record)).toContain('inline-binary');
    expect(record.article.bodies).toBeUndefined();
  });

  test('an item without a contentSet is an item', async () => {
    expect((await read({})).article.bodies).toBeUndefined();
  });
});

describe('pictures', () => {
  test('renditions with sizes, relative names as references, credits and digital source type', async () => {
    const { article, wire } = await only('delta', 'g2-photo.xml');
    expect(article.type).toBe('picture');
    expect(article.by).toBe('Lucie Brenaz');
    expect(article.renditions).toEqual([
      {
        name: 'highRes',
        href: 's3://inbox/incoming/delta/photo-5521.jpg',
        contentType: 'image/jpeg',
        width: 3000,
        height: 2000,
        sizeInBytes: 482113,
      },
      {
        name: 'thumb',
        href: 'tag:delta.example,2026:photo-5521-thumb',
        contentType: 'image/jpeg',
        width: 150,
        height: 100,
      },
    ]);
    expect(article.descriptions?.[0]?.role).toBe('caption');
    expect(article.digitalSourceType?.uri).toBe(
      'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
    );
    expect(wire.extra.photoCredits).toEqual(['Lucie Brenaz/Delta', 'Lucie Brenaz', 'Delta/Image Ouverte']);
  });

  test('without an itemClass the content tells the type', async () => {
    const { article } = await read(
      newsItem({
        after: '<contentSet><remoteContent href="a.mp4" contenttype="video/mp4" duration="42"/></contentSet>',
      }).replace('<itemClass qcode="ninat:text"/>', ''),
    );
    expect(article.type).toBe('video');
    expect(article.renditions?.[0]).toMatchObject({ name: 'rendition-1', duration: 42 });
  });

  test.each([
    ['ninat:animated', 'video'],
    ['ninat:data', 'component'],
    ['icls:graphic', 'graphic'],
    ['ninat:audio', 'audio'],
  ])('itemClass %s is %s, and the class is kept', async (qcode, type) => {
    const { article, wire } = await read(newsItem({}).replace('ninat:text', qcode));
    expect([article.type, wire.extra.itemClass]).toEqual([type, qcode]);
  });
});

describe('packages', () => {
  test('members in the order of the groups from the root on, whether they have arrived or not', async () => {
    const { article, wire } = await only('aurora', 'g2-budget-package.xml');
    expect(article.type).toBe('composite');
    expect(article.associations?.map(({ name, uri, type }) => [name, uri, type])).toEqual([
      ['main-1', 'urn:newsml:aurora.example:20260304:budget-vote', 'text'],
      ['main-2', 'urn:newsml:aurora.example:20260304:not-here-yet', 'picture'],
      ['sidebar-1', 'urn:newsml:aurora.example:20260304:lighthouse', undefined],
      ['extra-1', 'https://aurora.example/graphics/fees.svg', undefined],
    ]);
    expect(article.associations?.[0]).toMatchObject({
      version: '3',
      headlines: [{ value: 'Parliament votes to halve harbour fees' }],
    });
    expect(wire.extra.groups).toHaveLength(3);
  });

  test('groups that refer to each other do not run for ever', async () => {
    const { article } =
      await read(`<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a:p" version="1"><groupSet root="a">
      <group id="a"><groupRef idref="b"/><itemRef residref="urn:a:1"/></group>
      <group id="b"><groupRef idref="a"/><itemRef residref="urn:a:2"/></group></groupSet></packageItem>`);
    expect(article.associations?.map(({ uri }) => uri)).toEqual(['urn:a:2', 'urn:a:1']);
  });

  test('a message may hold the package before its members', async () => {
    const item = (guid: string): string =>
      `<newsItem guid="${guid}" version="1"><contentMeta><headline>${guid}</headline></contentMeta></newsItem>`;
    const result = await readBytes(
      new TextEncoder().encode(`<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
        <packageItem guid="urn:a:p" version="1"><groupSet root="r"><group id="r" role="group:main"><itemRef residref="urn:a:1"/></group></groupSet></packageItem>
        ${item('urn:a:1')}${item('urn:a:2')}</itemSet></newsMessage>`),
    );
    if (!result.ok) throw new Error(result.message);
    expect(result.items.map((one) => one.ok && one.record.article.uri)).toEqual([
      'urn:a:p',
      'urn:a:1',
      'urn:a:2',
    ]);
  });

  test('links are associations by their relation', async () => {
    const { article } = await only('aurora', 'g2-budget-vote.xml');
    expect(article.associations?.map(({ rel, uri }) => [rel, uri])).toEqual([
      ['seeAlso', 'https://parliament.example/votes/112'],
      ['derivedFrom', 'urn:newsml:aurora.example:20260303:budget-preview'],
    ]);
  });
});

describe('events and planning', () => {
  test('an event concept is an event with dates, place, organiser and participants', async () => {
    const { article, wire } = await only('evergreen', 'g2-regatta-event.xml');
    expect(article.type).toBe('event');
    expect(article.headlines?.[0]?.value).toBe('Lake Tamsin regatta');
    expect(article.eventDetails).toEqual({
      eventStatus: 'http://cv.iptc.org/newscodes/eventoccurstatus/eos5',
      plannedCoverageStatus: 'http://cv.iptc.org/newscodes/newscoveragestatus/int',
      dates: { startDate: '2026-08-14T09:00:00+01:00', endDate: '2026-08-16T08:00:00.000Z' },
      organiser: { name: 'Tamsin Rowing Union', uri: 'http://rowing.example/' },
    });
    expect(article.places?.[0]).toMatchObject({ name: 'Lake Tamsin', rel: 'event' });
    expect(article.people).toEqual([{ name: 'Maud Okafor', rel: 'participant' }]);
    expect(wire.extra.concept).toBeDefined();
  });

  test('a planning item has the coverage that is planned and what has been delivered', async () => {
    const [, planning] = await recordsIn(samplePath('evergreen', 'g2-regatta-event.xml'));
    expect(planning?.article.type).toBe('planning');
    expect(planning?.article.plannedCoverage).toEqual([
      {
        uri: 'urn:newsml:evergreen.example:cover-1',
        title: 'The start of the eights',
        type: 'picture',
        edNote: 'Helicopter pictures at noon',
        urgency: 5,
        dates: { expectedStartDate: '2026-08-14T12:00:00+01:00' },
      },
      { type: 'text', dates: { expectedStartDate: '2026-08-15' } },
    ]);
    expect(planning?.article.associations?.[0]?.uri).toBe('urn:newsml:evergreen.example:20260814:eights');
  });

  test("a concept's name is its headline only where it has none", async () => {
    const concept = `<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:c" version="1">
      <itemMeta><itemClass qcode="cinat:concept"/><versionCreated>2026-03-04T14:20:00Z</versionCreated></itemMeta>
      <contentMeta><headline>A portrait of Ann Oak</headline></contentMeta>
      <concept><conceptId qcode="x:1"/><type qcode="cpnat:person"/><name>Ann Oak</name></concept></conceptItem>`;
    const headlines = async (text: string): Promise<string[] | undefined> =>
      (await read(text)).article.headlines?.map(({ value }) => value);
    expect(await headlines(concept)).toEqual(['A portrait of Ann Oak']);
    expect(await headlines(concept.replace(/<headline>.*<.headline>/, ''))).toEqual(['Ann Oak']);
  });

  test('other concepts and sets of events are recorded as such', async () => {
    const [, , concept, diary] = await recordsIn(samplePath('evergreen', 'g2-regatta-event.xml'));
    expect(concept?.article.type).toBe('component');
    expect(concept === undefined ? '' : altId(concept, 'conceptId')).toBe('urn:x-qcode:evgtopic:rowing');
    expect(diary?.article.events?.map(({ name }) => name)).toEqual(['Cheese fair', 'Night of the owls']);
    expect(diary === undefined ? '' : htmlOf(diary)).toContain('<h2>Cheese fair</h2>\n<p>Forty makers');
  });
});

test('channels of a medium are the resources of its rendition', async () => {
  const { article } = await read({
    after: `<contentSet><remoteContent rendition="rnd:main" href="https://aurora.example/v.mp4" contenttype="video/mp4"
      videoaspectratio="16:9" videoframerate="30000/1001" videoavgbitrate="4000000" videocodec="vcdc:h264">
      <channel chnlid="1" role="chnlrole:sound" language="en"/><channel chnlid="2" role="chnlrole:sound" language="nb"/>
    </remoteContent></contentSet>`,
  });
  expect(article.renditions).toEqual([
    expect.objectContaining({
      aspectRatio: '16:9',
      videoCodec: 'h264',
      frameRate: 30_000 / 1001,
      bitrate: '4000000 bps',
      resources: [
        { role: 'sound', title: '1', language: 'en' },
        { role: 'sound', title: '2', language: 'nb' },
      ],
    }),
  ]);
});

test('2.35: the status of an event has an element of its own', async () => {
  const concept = (details: string): string =>
    `<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:aurora:e1" version="1" standardversion="2.35">
      <itemMeta><itemClass qcode="cinat:concept"/><versionCreated>2026-03-04T14:20:00+01:00</versionCreated></itemMeta>
      <concept><conceptId qcode="a:1"/><type qcode="cpnat:event"/><name>Regatta</name>
      <eventDetails>${details}<dates><start>2026-03-11T12:00:00+01:00</start></dates></eventDetails></concept></conceptItem>`;
  const occurs = '<occurStatus uri="http://cv.iptc.org/newscodes/eventoccurstatus/eos5"/>';
  const status = '<eventStatus uri="http://cv.iptc.org/newscodes/eventstatus/postponed"/>';
  const told = await read(concept(occurs + status));
  expect(told.article.eventDetails?.eventStatus).toBe('http://cv.iptc.org/newscodes/eventstatus/postponed');
  const before = await read(concept(occurs));
  expect(before.article.eventDetails?.eventStatus).toBe('http://cv.iptc.org/newscodes/eventoccurstatus/eos5');
});

test('a place for a text with nothing in it is no article; a version without one may be news of itself', async () => {
  const item = (content: string): Uint8Array =>
    Buffer.from(
      `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:mill:1" version="2"><itemMeta><itemClass qcode="ninat:text"/>` +
        `<versionCreated>2026-03-01T08:00:00Z</versionCreated></itemMeta>${content}</newsItem>`,
    );
  const codesOf = async (content: string): Promise<string[]> => {
    const result = await readBytes(item(content));
    return result.ok ? result.items.map((one) => (one.ok ? 'read' : one.code)) : [result.code];
  };
  const html = '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>';
  expect(await codesOf(`<contentSet><inlineXML>${html}</inlineXML></contentSet>`)).toEqual(['empty-item']);
  expect(await codesOf('')).toEqual(['read']);
});
