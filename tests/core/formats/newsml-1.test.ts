import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import type { FileItem } from '../../../functions/core/reading/records.ts';
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

const sample = async (...parts: string[]): Promise<ArticleRecord> => {
  const [record] = await recordsIn(samplePath(...parts), parts[0]);
  if (record === undefined) throw new Error(`${parts.join('/')} holds no item`);
  return record;
};

interface Parts {
  identifier?: string;
  management?: string;
  /** All that follows NewsManagement. */
  content?: string;
  root?: string;
}

/** A NewsML document of the parts that a test is about; the rest is the least that the standard asks for. */
function newsml({ identifier, management, content, root = '<NewsML Version="1.2">' }: Parts): string {
  return `${root}<NewsEnvelope><DateAndTime>20260310T120000Z</DateAndTime></NewsEnvelope><NewsItem>
    <Identification><NewsIdentifier>${
      identifier ??
      '<ProviderId>aurora.example</ProviderId><DateId>20260310</DateId><NewsItemId>A1</NewsItemId><RevisionId>1</RevisionId><PublicIdentifier>urn:newsml:aurora.example:20260310:A1:1</PublicIdentifier>'
    }</NewsIdentifier></Identification>
    <NewsManagement><ThisRevisionCreated>20260310T120000Z</ThisRevisionCreated>${
      management ?? '<Status FormalName="Usable"/>'
    }</NewsManagement>${content ?? story('<p>The text of the story.</p>')}</NewsItem></NewsML>`;
}

const story = (data: string, lines = '<HeadLine>A headline</HeadLine>'): string =>
  `<NewsComponent><NewsLines>${lines}</NewsLines><ContentItem><DataContent>${data}</DataContent></ContentItem></NewsComponent>`;

async function itemsOf(document: string, provider = 'aurora'): Promise<FileItem[]> {
  const result = await readBytes(new TextEncoder().encode(document), provider);
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.items;
}

async function read(parts: Parts, provider?: string): Promise<ArticleRecord> {
  const [item] = await itemsOf(newsml(parts), provider);
  if (item?.ok !== true) throw new Error(JSON.stringify(item));
  return item.record;
}

describe('an item of text', () => {
  test('identity without its revision, version, dates, status and urgency', async () => {
    const record = await sample('aurora', 'newsml-1-nitf.xml');
    const { article, wire } = record;
    expect(article.uri).toBe('urn:newsml:aurora.example:20260311T074002Z:TX-SKA-1188');
    expect(article.version).toBe('2');
    expect(wire.versionSequence).toBe(2);
    expect(wire.extra.previousRevision).toBe('1');
    expect(altId(record, 'public-identifier')).toMatch(/:2N$/);
    expect(article.firstCreated).toBe('2026-03-11T08:40:02+01:00');
    expect(article.versionCreated).toBe('2026-03-11T09:12:44+01:00');
    expect([article.pubStatus, article.urgency, wire.priority]).toEqual(['usable', 3, 3]);
  });

  test('lines: headline, deck, byline, slug, dateline, keywords packed in one line', async () => {
    const { article, wire } = await sample('aurora', 'newsml-1-nitf.xml');
    expect(article.headlines?.map(({ role, value }) => [role, value])).toEqual([
      ['main', 'Yard wins order for three battery ferries & a tug'],
      ['sub', 'Deliveries from 2028'],
    ]);
    expect(article.by).toBe('Kari Oddvang');
    expect(article.slugline).toBe('Skarvsund-ferries');
    expect(wire.dateline).toMatchObject({ city: 'SKARVSUND', country: 'NOR' });
    expect(wire.keywords).toEqual(['TRA/FERRIES', 'energy', 'shipbuilding', 'ferries']);
    expect(wire.providerWordCount).toBe(61);
  });

  test('a note to the desks reaches no public field', async () => {
    const { article, wire } = await sample('aurora', 'newsml-1-nitf.xml');
    expect(article.edNote).toBe('Adds quote from the mayor');
    expect(JSON.stringify(article)).not.toContain('555 0142');
    expect(wire.edNotes.map((note) => note.public)).toEqual([true, false]);
  });

  test('subjects at every level, empty ones left out; other vocabularies keep their address', async () => {
    const { article, wire } = await sample('aurora', 'newsml-1-nitf.xml');
    expect(article.subjects?.flatMap(({ uri }) => uri ?? [])).toEqual([
      'http://cv.iptc.org/newscodes/subjectcode/04000000',
      'http://cv.iptc.org/newscodes/subjectcode/04015000',
      'urn:newsml:aurora.example:20200101:AuroraTopics:1#SEA',
    ]);
    expect(wire.categories).toEqual(['ECO']);
  });

  test('links, sub-headings and tables of NITF survive', async () => {
    const html = htmlOf(await sample('aurora', 'newsml-1-nitf.xml'));
    expect(html).toContain('<a href="https://aurora.example/ferries">battery ferries</a>');
    expect(html).toContain('<h2>A first for the fjord</h2>');
    expect(html).toContain('<td>Terna</td>');
  });

  test('sizes of one picture are renditions of one association, with caption and credit', async () => {
    const { article, wire } = await sample('aurora', 'newsml-1-nitf.xml');
    const [picture, related] = article.associations ?? [];
    expect(picture?.type).toBe('picture');
    expect(picture?.renditions?.map(({ name, width }) => [name, width])).toEqual([
      ['thumbnail', 120],
      ['highres', 3000],
    ]);
    expect(picture?.descriptions?.[0]?.value).toBe('The ferry Terna, as its designers see it');
    expect(wire.extra.photoCredits).toEqual(['Jo Fjell/Aurora']);
    expect(related).toMatchObject({ uri: 'urn:newsml:aurora.example:20260311:photo-1188' });
  });

  test('what has no field is kept', async () => {
    const { article, wire } = await sample('aurora', 'newsml-1-nitf.xml');
    expect(wire.service).toBe('AUR-INT');
    expect(wire.extra).toMatchObject({
      newsProducts: ['World', 'Business'],
      ofInterestTo: ['shipping-desk'],
      properties: { descriptive: { GeneratorSoftware: 'quill 4' } },
    });
    expect(article.usageTerms).toBe('No archival use, Not for the Faroe Islands');
    expect(article.infoSources?.map(({ name, role }) => [role, name])).toEqual(
      expect.arrayContaining([
        ['provider', 'Aurora'],
        ['source', 'Skarvsund Tidende'],
      ]),
    );
  });
});

describe('a body in any shape', () => {
  test.each([
    ['NITF', '<nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>'],
    ['body.content alone', '<body.content><block><p>One.</p><p>Two.</p></block></body.content>'],
    ['bare paragraphs', '<p>One.</p><p>Two.</p>'],
    [
      'XHTML',
      '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>One.</p><p>Two.</p></body></html>',
    ],
    ['HTML in CDATA', '<![CDATA[<P>One.</P>\n<P>Two.</P>\n<P> </P>]]>'],
    ['escaped HTML', '&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;'],
    ['HTML escaped twice', '&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;'],
    [
      'NITF in CDATA',
      '<![CDATA[<nitf><head><title>x</title></head><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>]]>',
    ],
    ['plain text', 'One.\n\nTwo.'],
    ['plain text with breaks for its only mark-up', '<![CDATA[One.<br/><br/>Two.]]>'],
  ])('%s', async (_name, data) => {
    expect(paragraphsIn(await read({ content: story(data) }))).toEqual(['One.', 'Two.']);
  });

  test('base64 that is text is read', async () => {
    const data = Buffer.from('<p>Smørbrød.</p>').toString('base64');
    const content = `<NewsComponent><ContentItem><Encoding Notation="Base64"><DataContent>${data}</DataContent></Encoding></ContentItem></NewsComponent>`;
    expect(paragraphsIn(await read({ content }))).toEqual(['Smørbrød.']);
  });

  test('lead and body, each under its role, are one text; other languages stand beside it', async () => {
    const record = await sample('borealis', 'newsml-1-paket.xml');
    expect(paragraphsIn(record)).toEqual([
      'NORDHAFEN (Borealis) - Der Stadtrat hat am Donnerstag den Bau einer Seilbahn über den Fluss beschlossen.',
      'Sie soll 2029 fahren und 4000 Menschen in der Stunde tragen.',
      'Die Kosten von 61 Millionen Euro teilen sich Stadt und Land.',
    ]);
    expect(record.article.language).toBe('de');
    expect(record.wire.extra.otherTexts).toEqual([
      { role: 'Title', language: 'en', text: 'Nordhafen to get a cable car' },
      { role: 'Body', language: 'en', text: 'The council has voted for a cable car across the river.' },
    ]);
  });

  test('a lead with which the body begins is not said twice', async () => {
    const component = (role: string, data: string): string =>
      `<NewsComponent><Role FormalName="${role}"/><ContentItem><DataContent>${data}</DataContent></ContentItem></NewsComponent>`;
    const content = `<NewsComponent>${component('Lead', 'The bridge is open again.')}${component(
      'Body',
      '<p>The bridge is open again.</p><p>It was closed for a year.</p>',
    )}</NewsComponent>`;
    expect(paragraphsIn(await read({ content }))).toEqual([
      'The bridge is open again.',
      'It was closed for a year.',
    ]);
  });

  test('of two versions of one text the richer is read', async () => {
    const content = `<NewsComponent>
      <NewsComponent><ContentItem><DataContent><p>The bridge is open.</p></DataContent></ContentItem></NewsComponent>
      <NewsComponent><ContentItem><DataContent><p>The bridge is open.</p><p>Cars crossed at noon.</p></DataContent></ContentItem></NewsComponent>
    </NewsComponent>`;
    expect(paragraphsIn(await read({ content }))).toHaveLength(2);
  });

  test('content items of one component are one text, unless they are called equivalent', async () => {
    const component = (attributes: string): string => `<NewsComponent ${attributes}>
      <ContentItem><DataContent><p>The bridge is open.</p></DataContent></ContentItem>
      <ContentItem><DataContent><p>A ferry will run at night as well.</p></DataContent></ContentItem>
    </NewsComponent>`;
    expect(paragraphsIn(await read({ content: component('EquivalentsList="no"') }))).toEqual([
      'The bridge is open.',
      'A ferry will run at night as well.',
    ]);
    const record = await read({ content: component('EquivalentsList="yes"') });
    expect(paragraphsIn(record)).toEqual(['A ferry will run at night as well.']);
    expect(record.wire.extra.otherTexts).toEqual([{ role: '', text: 'The bridge is open.' }]);
  });

  test('one text in two formats is said once', async () => {
    const content = `<NewsComponent>
      <ContentItem><Format FormalName="ASCII"/><DataContent>The bridge is open. Cars crossed at noon.</DataContent></ContentItem>
      <ContentItem><Format FormalName="NITF"/><DataContent><p>The <b>bridge</b> is open.</p><p>Cars crossed at noon.</p></DataContent></ContentItem>
    </NewsComponent>`;
    const record = await read({ content });
    expect(paragraphsIn(record)).toEqual(['The bridge is open.', 'Cars crossed at noon.']);
    expect(record.wire.extra.otherTexts).toBeUndefined();
  });

  test('another text of another component is no part of the story, and kept', async () => {
    const content = `<NewsComponent>
      <NewsComponent><ContentItem><DataContent><p>The bridge is open and cars crossed it at noon.</p></DataContent></ContentItem></NewsComponent>
      <NewsComponent><ContentItem><DataContent><p>Open at last!</p></DataContent></ContentItem></NewsComponent>
    </NewsComponent>`;
    const record = await read({ content });
    expect(paragraphsIn(record)).toEqual(['The bridge is open and cars crossed it at noon.']);
    expect(record.wire.extra.otherTexts).toEqual([{ role: '', text: 'Open at last!' }]);
  });

  test('style sheets, contacts and tweets are no text of the story', async () => {
    const record = await sample('evergreen', 'newsml-1-release.xml');
    const html = htmlOf(record);
    expect(html).toContain('<li>Two copper kettles</li>');
    expect(html).not.toMatch(/text-align|Ada Holt/);
    expect(record.wire.edNotes).toEqual([{ role: 'Contact', text: 'Ada Holt, 01632 960011', public: false }]);
    expect(record.article.edNote).toBeUndefined();
  });
});

describe('identity', () => {
  test.each([
    [
      'the revision is no part of it',
      'A1',
      'urn:newsml:a.example:20260310:A1:3',
      'urn:newsml:a.example:20260310:A1',
    ],
    [
      'nor is the letter of an update',
      'A1',
      'urn:newsml:a.example:20260310:A1:3U',
      'urn:newsml:a.example:20260310:A1',
    ],
    [
      "an item's own number stays",
      '254135',
      'urn:newsml:a.example:20260310:254135',
      'urn:newsml:a.example:20260310:254135',
    ],
    [
      'a version in the number goes',
      'A1-v3',
      'urn:newsml:a.example:20260310:A1-v3:3',
      'urn:newsml:a.example:20260310:A1',
    ],
    [
      'colons in the number stay',
      'x:y:8-en',
      'urn:newsml:a.example:20260310:x:y:8-en:1',
      'urn:newsml:a.example:20260310:x:y:8-en',
    ],
    ['a constant is none', 'A1', 'urn:newsml:www.a.example', 'urn:newsml:a.example:20260310:A1'],
  ])('%s', async (_name, itemId, publicId, uri) => {
    const identifier = `<ProviderId>a.example</ProviderId><DateId>20260310</DateId><NewsItemId>${itemId}</NewsItemId><PublicIdentifier>${publicId}</PublicIdentifier>`;
    expect((await read({ identifier })).article.uri).toBe(uri);
  });

  test('a constant public identifier and an item number of 0: the number of the component', async () => {
    const { article } = await sample('borealis', 'newsml-1-paket.xml');
    expect(article.uri).toBe('urn:newsml:borealis.example:20260618:70018822');
  });

  test('the number of the component keeps its day, whenever a later revision is dated', async () => {
    const content = `<NewsComponent Duid="70018822"><ContentItem><DataContent><p>Text.</p></DataContent></ContentItem></NewsComponent>`;
    const revision = async (date: string): Promise<string> =>
      (
        await read({
          identifier: `<ProviderId>a.example</ProviderId><DateId>${date}</DateId><PublicIdentifier>urn:newsml:a.example</PublicIdentifier>`,
          management: '<FirstCreated>20260310T090000Z</FirstCreated><Status FormalName="OPEN"/>',
          content,
        })
      ).article.uri;
    expect(await revision('20260310T090000')).toBe('urn:newsml:a.example:20260310:70018822');
    expect(await revision('20260311T174500')).toBe('urn:newsml:a.example:20260310:70018822');
  });

  test('a revision of any length, where RevisionId repeats it', async () => {
    const { article, wire } = await read({
      identifier:
        '<ProviderId>a.example</ProviderId><DateId>20260310</DateId><NewsItemId>nL12</NewsItemId><RevisionId>1077654321</RevisionId><PublicIdentifier>urn:newsml:a.example:20260310:nL12:1077654321</PublicIdentifier>',
    });
    expect(article.uri).toBe('urn:newsml:a.example:20260310:nL12');
    // opaque: it does not sort
    expect([article.version, wire.versionSequence]).toEqual(['1077654321', null]);
  });

  test('nothing at all: derived from the content, the same whenever it is read', async () => {
    const [first, again] = await Promise.all([1, 2].map(() => sample('cascade', 'newsml-1-bare.xml')));
    expect(first?.article.uri).toMatch(/^urn:wire:cascade:[\da-f]{32}$/);
    expect(again?.article.uri).toBe(first?.article.uri);
  });

  test('two items without ids and headlines of one second are two', async () => {
    const uris = await Promise.all(
      ['<p>One story.</p>', '<p>Another story.</p>'].map(
        async (data) => (await read({ identifier: '', content: story(data, '') })).article.uri,
      ),
    );
    expect(new Set(uris).size).toBe(2);
  });
});

describe('every NewsItem', () => {
  test('one a language, each a record of its own', async () => {
    const records = await recordsIn(samplePath('evergreen', 'newsml-1-release.xml'));
    expect(records.map(({ article }) => [article.language, article.headlines?.[0]?.value])).toEqual([
      ['en', 'Brackwater Brewing opens its second brewery'],
      ['de', 'Brackwater Brewing öffnet zweite Brauerei'],
    ]);
  });

  test('one within another is a record, and a member of the outer one', async () => {
    const inner = `<NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId><DateId>20260310</DateId><NewsItemId>B2</NewsItemId><PublicIdentifier>urn:newsml:a.example:20260310:B2:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement/>${story('<p>The inner text.</p>', '<HeadLine>Inner</HeadLine>')}</NewsItem>`;
    const items = await itemsOf(
      newsml({
        content: `<NewsComponent><NewsLines><HeadLine>Outer</HeadLine></NewsLines>${inner}</NewsComponent>`,
      }),
    );
    const records = items.flatMap((item) => (item.ok ? [item.record] : []));
    expect(records.map(({ article }) => [article.headlines?.[0]?.value, article.type])).toEqual([
      ['Outer', 'composite'],
      ['Inner', 'text'],
    ]);
    expect(records[0]?.article.associations?.map(({ uri }) => uri)).toEqual([
      'urn:newsml:a.example:20260310:B2',
    ]);
  });

  test('more than may be in a file are refused', async () => {
    const item = '<NewsItem/>';
    const result = await readBytes(new TextEncoder().encode(`<NewsML>${item.repeat(5001)}</NewsML>`));
    expect(result).toMatchObject({ ok: false, code: 'too-many-items' });
  });
});

describe('status', () => {
  test('embargoed until it becomes usable; what will be withheld then expires', async () => {
    const { article, wire } = await sample('borealis', 'newsml-1-paket.xml');
    expect(article.pubStatus).toBe('usable');
    expect(article.embargoedUntil).toBe('2026-06-18T14:00:00+02:00');
    expect(article.expires).toBe('2026-07-18T00:00:00+02:00');
    expect(wire.embargo).toEqual({ until: '2026-06-18T14:00:00+02:00', indefinite: false, text: null });
  });

  test('embargoed without a time is held without an end', async () => {
    const { wire } = await read({ management: '<Status FormalName="Embargoed"/>' });
    expect(wire.embargo).toMatchObject({ until: null, indefinite: true });
  });

  test('of two ends of an embargo the later one counts', async () => {
    const change = (time: string): string =>
      `<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>${time}</DateAndTime></StatusWillChange>`;
    const management = `<Status FormalName="Embargoed"/>${change('20300102T000000Z')}${change('20300101T000000Z')}`;
    expect((await read({ management })).wire.embargo.until).toBe('2030-01-02T00:00:00Z');
  });

  test('an embargo in a line of its own holds', async () => {
    const line =
      '<NewsLine><NewsLineType FormalName="Embargo"/><NewsLineText>Friday noon</NewsLineText></NewsLine>';
    const { wire } = await read({ content: story('<p>One.</p>', `<HeadLine>A</HeadLine>${line}`) });
    expect(wire.embargo).toEqual({ until: null, indefinite: true, text: 'Friday noon' });
  });

  test('usable that will be usable is no embargo', async () => {
    const { wire } = await read({
      management:
        '<Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20300101T000000Z</DateAndTime></StatusWillChange>',
    });
    expect(wire.embargo).toEqual({ until: null, indefinite: false, text: null });
  });

  test.each(['Canceled', 'CANCELLED', 'cancelled'])('%s is a kill', async (status) => {
    const { article, wire } = await read({ management: `<Status FormalName="${status}"/>`, content: '' });
    expect([article.pubStatus, wire.signals]).toEqual(['canceled', ['kill']]);
  });

  test.each([
    ['OPEN', 'usable'],
    ['Withheld', 'withheld'],
  ])('%s is %s', async (status, pubStatus) => {
    expect((await read({ management: `<Status FormalName="${status}"/>` })).article.pubStatus).toBe(
      pubStatus,
    );
  });

  test('the instruction to delete is a kill, though the status says usable', async () => {
    const { article, wire } = await read({
      management: '<Status FormalName="Usable"/><Instruction FormalName="Delete"/>',
      content: '',
    });
    expect([article.pubStatus, wire.signals]).toEqual(['canceled', ['kill']]);
  });

  test('the instruction to delete earlier revisions, with a new text, is a correction', async () => {
    const { article, wire } = await read({
      management:
        '<Status FormalName="Usable"/><Instruction FormalName="Delete"><RevisionStatus Revision="0"><Status FormalName="Canceled"/></RevisionStatus></Instruction>',
    });
    expect([article.pubStatus, wire.signals]).toEqual(['usable', ['correction', 'replaces']]);
    expect(wire.extra.instructions).toEqual([
      { name: 'Delete', revisions: [{ revision: '0', status: 'Canceled' }] },
    ]);
  });

  test.each([
    ['its own revision', 'Revision="1"'],
    ['every revision', ''],
  ])('the instruction to delete %s is a kill, though there is a text', async (_name, revision) => {
    const { article } = await read({
      management: `<Status FormalName="Usable"/><Instruction FormalName="Delete"><RevisionStatus ${revision}><Status FormalName="Canceled"/></RevisionStatus></Instruction>`,
    });
    expect(article.pubStatus).toBe('canceled');
  });

  test('an update that cancels what was and brings nothing instead is a kill', async () => {
    const management =
      '<Status FormalName="Usable"/><Instruction FormalName="Update"><RevisionStatus Revision="1"><Status FormalName="Canceled"/></RevisionStatus></Instruction>';
    const { article, wire } = await read({ management, content: '' });
    expect([article.pubStatus, wire.signals]).toEqual(['canceled', ['kill']]);
    expect((await read({ management })).article.pubStatus).toBe('usable');
  });

  test('a picture that replaces earlier revisions is no kill', async () => {
    const { article } = await read({
      management:
        '<Status FormalName="Usable"/><Instruction FormalName="Delete"><RevisionStatus Revision="0"><Status FormalName="Canceled"/></RevisionStatus></Instruction>',
      content:
        '<NewsComponent><Role FormalName="Picture"/><ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>',
    });
    expect([article.type, article.pubStatus]).toEqual(['picture', 'usable']);
  });

  test('items that this one replaces are named without their revision', async () => {
    const { wire } = await read({
      management:
        '<Status FormalName="Usable"/><AssociatedWith FormalName="Replaces" NewsItem="urn:newsml:aurora.example:20260309:A0:2"/>',
    });
    expect(wire.replaces).toEqual(['urn:newsml:aurora.example:20260309:A0']);
    expect(wire.signals).toEqual(['replaces']);
  });

  test('urgency and priority are read from a text too; DEFAULT is none', async () => {
    const bare = await sample('cascade', 'newsml-1-bare.xml');
    expect([bare.article.urgency, bare.wire.priority]).toEqual([2, 2]);
    const { article, wire } = await sample('borealis', 'newsml-1-paket.xml');
    expect(article.urgency).toBeUndefined();
    expect(wire.warnings).toEqual([]);
  });
});

describe('revisions that are edits', () => {
  const revisions = async (): Promise<FileItem[]> => {
    const result = await readWire(samplePath('delta', 'newsml-1-revisions.xml'), 'delta');
    if (!result.ok) throw new Error(result.message);
    return result.items;
  };
  const good = (item: FileItem | undefined): Extract<FileItem, { ok: true }> => {
    if (item?.ok !== true) throw new Error(JSON.stringify(item));
    return item;
  };

  test('U: each edit is made in the text of the revision before, the rest stays', async () => {
    const [first, second] = (await revisions()).map(good);
    const edited = good(first === undefined ? undefined : await second?.edit?.(first.record)).record;
    expect(edited.article.uri).toBe(first?.record.article.uri);
    expect(edited.article.version).toBe('2');
    expect(edited.article.headlines?.[0]?.value).toBe('Crue de la Vireuse: un disparu à Montcerf');
    expect(paragraphsIn(edited)).toEqual([
      'La Vireuse a emporté le pont de Montcerf samedi matin.',
      'Une personne est portée disparue, selon la préfecture.',
      'La seconde a été retrouvée saine et sauve.',
    ]);
    expect(edited.article.slugline).toBe('crue-ponts');
    expect([edited.article.urgency, edited.article.versionCreated]).toEqual([3, '2026-05-02T10:45:00+02:00']);
    expect(edited.wire.signals).toEqual(['correction', 'update']);
  });

  test('A: the management is new, the text stays', async () => {
    const [first, second, third] = (await revisions()).map(good);
    const edited = good(first === undefined ? undefined : await second?.edit?.(first.record)).record;
    const canceled = good(await third?.edit?.(edited)).record;
    expect(canceled.article.pubStatus).toBe('canceled');
    expect(canceled.article.version).toBe('3');
    expect(htmlOf(canceled)).toBe(htmlOf(edited));
    expect(canceled.article.headlines).toEqual(edited.article.headlines);
    expect(canceled.wire.signals).toEqual(['kill', 'metadata-only']);
  });

  test('edits can follow edits', async () => {
    const [first, second] = (await revisions()).map(good);
    const edited = good(first === undefined ? undefined : await second?.edit?.(first.record)).record;
    const again = good(
      (
        await itemsOf(
          newsml({
            identifier: '<RevisionId PreviousRevision="2" Update="U">3</RevisionId>',
            content: '<Update><Delete DuidRef="p2b"/></Update>',
          }),
          'delta',
        )
      )[0],
    );
    expect(paragraphsIn(good(await again.edit?.(edited)).record)).toHaveLength(2);
  });

  test('an edit of what is not there is refused as a whole, with the id in the message', async () => {
    const [first] = (await revisions()).map(good);
    const [item] = await itemsOf(
      newsml({
        identifier: '<RevisionId PreviousRevision="1" Update="U">2</RevisionId>',
        content: '<Update><Delete DuidRef="p1"/><Delete DuidRef="p99"/></Update>',
      }),
    );
    const outcome = first === undefined ? undefined : await good(item).edit?.(first.record);
    expect(outcome).toMatchObject({ ok: false, code: 'revision-target-missing' });
    expect(JSON.stringify(outcome)).toContain('p99');
  });

  test('edits of another revision than the stored one are refused', async () => {
    const [first] = (await revisions()).map(good);
    const [item] = await itemsOf(
      newsml({
        identifier: '<RevisionId PreviousRevision="4" Update="U">5</RevisionId>',
        content: '<Update><Delete DuidRef="p1"/></Update>',
      }),
    );
    expect(first === undefined ? undefined : await good(item).edit?.(first.record)).toMatchObject({
      ok: false,
      code: 'revision-base-missing',
      message: 'it edits revision 4, the stored one is 1; deliver the whole item',
    });
  });

  test('a previous revision without ids cannot be edited, and says so', async () => {
    const previous = await read({});
    const [item] = await itemsOf(
      newsml({
        identifier: '<RevisionId PreviousRevision="1" Update="U">2</RevisionId>',
        content: '<Update><Delete DuidRef="p1"/></Update>',
      }),
    );
    expect(await good(item).edit?.(previous)).toMatchObject({ ok: false, code: 'revision-base-missing' });
  });

  test('edits reach into HTML that stands in CDATA', async () => {
    const previous = await read({ content: story('<![CDATA[<p id="a">Old.</p><p>Stays.</p>]]>') });
    const [item] = await itemsOf(
      newsml({
        identifier: '<RevisionId PreviousRevision="1" Update="U">2</RevisionId>',
        content: '<Update><Replace DuidRef="a"><p id="a">New.</p></Replace></Update>',
      }),
    );
    expect(paragraphsIn(good(await good(item).edit?.(previous)).record)).toEqual(['New.', 'Stays.']);
  });

  test.each(['U', 'A'])('a full text is a full item, though it says %s', async (update) => {
    const [item] = await itemsOf(
      newsml({ identifier: `<NewsItemId>A1</NewsItemId><RevisionId Update="${update}">2</RevisionId>` }),
    );
    expect(good(item).edit).toBeUndefined();
    expect(paragraphsIn(good(item).record)).toEqual(['The text of the story.']);
  });

  test('U that brings nothing leaves the text as it was', async () => {
    const previous = await read({ content: story('<p id="a">Stays.</p>') });
    const [item] = await itemsOf(
      newsml({ identifier: '<RevisionId PreviousRevision="1" Update="U">2</RevisionId>', content: '' }),
    );
    expect(paragraphsIn(good(await good(item).edit?.(previous)).record)).toEqual(['Stays.']);
  });
});

describe('dialects', () => {
  test('an empty headline is taken from a component of that role', async () => {
    const content = `<NewsComponent><NewsLines><HeadLine/></NewsLines>
      <NewsComponent><Role FormalName="HeadLine"/><ContentItem><DataContent><p>From the component</p></DataContent></ContentItem></NewsComponent>
      <NewsComponent><Role FormalName="Main"/><ContentItem><DataContent><p>The text.</p></DataContent></ContentItem></NewsComponent></NewsComponent>`;
    const { article } = await read({ content });
    expect(article.headlines?.map(({ value }) => value)).toEqual(['From the component']);
  });

  test.each([
    ['N i e u w bericht, vervangt: Brug open', ['replaces', 'update']],
    ['ANNULE ET REMPLACE le papier de 10h', ['correction', 'replaces']],
    ['The mayor said: annule et remplace.', []],
  ])('the opening of the text says what it is: %s', async (opening, signals) => {
    const { wire } = await read({ content: story(`<p>${opening}</p><p>The text.</p>`) });
    expect(wire.signals).toEqual(signals);
  });

  test('a break in a headline parts words', async () => {
    const lines = '<HeadLine>Bridge <b>open</b><br/>again</HeadLine>';
    const { article } = await read({ content: story('<p>One.</p>', lines) });
    expect(article.headlines?.[0]?.value).toBe('Bridge open again');
  });

  test('no headline anywhere: derived from the text, and said so', async () => {
    const { article, wire } = await sample('cascade', 'newsml-1-bare.xml');
    expect(article.headlines?.[0]?.value).toBe('The Kettle River ferry has resumed after nine days.');
    expect(wire.signals).toContain('headline-derived');
    expect(wire.dateline).toMatchObject({ city: 'KETTLE BEND', date: 'January 20' });
  });

  test('DescriptiveMetada, as one agency spells it', async () => {
    const { article } = await read({
      content: `<NewsComponent><DescriptiveMetada><Language FormalName="es"/></DescriptiveMetada><ContentItem><DataContent><p>Un texto.</p></DataContent></ContentItem></NewsComponent>`,
    });
    expect(article.language).toBe('es');
  });

  test('a dateline that is only a date names no city; a Location that contradicts it is no country', async () => {
    const only = await read({ content: story('<p>Text.</p>', '<DateLine>4/4/2026</DateLine>') });
    expect(only.wire.dateline).toMatchObject({ city: null, date: '4/4/2026' });
    const { wire } = await read({
      content: `<NewsComponent><NewsLines><DateLine>BEIJING, July 23</DateLine></NewsLines><DescriptiveMetadata><Location HowPresent="Origin"><Property FormalName="City" Value="Paris"/><Property FormalName="Country" Value="FRA"/></Location></DescriptiveMetadata><ContentItem><DataContent><p>Text.</p></DataContent></ContentItem></NewsComponent>`,
    });
    expect(wire.dateline).toMatchObject({ city: 'BEIJING', country: null });
  });

  test('securities are organisations with their symbols', async () => {
    const { article } = await sample('evergreen', 'newsml-1-release.xml');
    expect(article.organisations?.[0]?.symbols).toEqual([
      { exchange: 'LSE', symbol: 'BRKW', symbolType: 'http://cvx.iptc.org/ticker/' },
      { exchange: 'LSE', symbol: 'GB00EXAMPLE1', symbolType: 'http://cvx.iptc.org/isin/' },
    ]);
  });

  test('a picture alone is a picture item', async () => {
    const { article } = await read({
      content: `<NewsComponent><Role FormalName="Picture"/><NewsLines><HeadLine>Fjord</HeadLine></NewsLines><NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>The fjord at dawn</DataContent></ContentItem></NewsComponent><NewsComponent><Role FormalName="HighDef"/><ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsComponent>`,
    });
    expect(article.type).toBe('picture');
    expect(article.renditions?.map(({ name }) => name)).toEqual(['highdef']);
    expect(article.descriptions?.map(({ role, value }) => [role, value])).toEqual([
      ['caption', 'The fjord at dawn'],
    ]);
    expect(article.headlines?.[0]?.value).toBe('Fjord');
  });

  test('a vocabulary is a component, not an empty story', async () => {
    const content = '<TopicSet><Topic><FormalName>04000000</FormalName></Topic></TopicSet>';
    expect((await read({ content })).article.type).toBe('component');
  });

  test('names of a TopicSet stand beside the codes, in the language of the story', async () => {
    const topics =
      '<TopicSet><Topic><FormalName>04015000</FormalName><Description xml:lang="en" Variant="Name">transport</Description><Description xml:lang="fr" Variant="Name">transports</Description></Topic></TopicSet>';
    const { article } = await read({
      content: `<NewsComponent>${topics}<DescriptiveMetadata><Language FormalName="FR"/><SubjectCode><SubjectMatter FormalName="04015000"/></SubjectCode></DescriptiveMetadata><ContentItem><DataContent><p>Texte.</p></DataContent></ContentItem></NewsComponent>`,
    });
    expect(article.subjects?.[0]).toMatchObject({ name: 'transports' });
  });
});

describe('documents as they come', () => {
  test('a DOCTYPE with external entities is not read, and harms nothing', async () => {
    const [first] = await recordsIn(samplePath('delta', 'newsml-1-revisions.xml'), 'delta');
    expect(first?.article.headlines?.[0]?.value).toBe('Crue de la Vireuse: un pont emporté');
  });

  test('a namespace and a prefix change nothing', async () => {
    const document = newsml({ root: '<n:NewsML xmlns:n="http://iptc.org/std/NewsML/2003-10-10/">' }).replace(
      /<(\/?)(?!n:)([A-Z])/g,
      '<$1n:$2',
    );
    const [item] = await itemsOf(document);
    expect(item?.ok === true && item.record.wire.format).toBe('newsml-1');
  });

  test('the bytes decide on the charset where the prolog lies', async () => {
    const root = '<?xml version="1.0" encoding="iso-8859-1"?><NewsML>';
    const record = await read({ root, content: story('<p>Décès à Köln</p>') });
    expect(paragraphsIn(record)).toEqual(['Décès à Köln']);
    expect(warningCodes(record)).toContain('charset-mismatch');
  });

  test('iso-8859-15 has a euro sign', async () => {
    const root = '<?xml version="1.0" encoding="iso-8859-15"?><NewsML>';
    const bytes = Buffer.from(newsml({ root, content: story('<p>5 \u00a4</p>') }), 'latin1');
    const result = await readBytes(bytes);
    const [item] = result.ok ? result.items : [];
    expect(item?.ok === true && paragraphsIn(item.record)).toEqual(['5 €']);
  });

  test('entities of HTML are read without a DTD', async () => {
    expect(paragraphsIn(await read({ content: story('<p>caf&eacute;&nbsp;&#8211; 5&euro;</p>') }))).toEqual([
      'café – 5€',
    ]);
  });

  test('a placeholder for a date and an empty one are none', async () => {
    const { article } = await read({
      management: '<FirstCreated>YYYYMMDD000000-HHMM</FirstCreated><Status FormalName="Usable"/>',
    });
    expect(article.firstCreated).toBeUndefined();
    expect(article.versionCreated).toBe('2026-03-10T12:00:00Z');
  });

  test('a file that breaks off is refused as such', async () => {
    const document = newsml({});
    const result = await readBytes(new TextEncoder().encode(document.slice(0, document.length - 40)));
    expect(result).toMatchObject({ ok: false, code: 'truncated' });
  });

  test('components nested deeper than anyone nests are refused', async () => {
    const content = '<NewsComponent>'.repeat(300) + '</NewsComponent>'.repeat(300);
    const result = await readBytes(new TextEncoder().encode(newsml({ content })));
    expect(result).toMatchObject({ ok: false, code: 'too-deep' });
  });
});
