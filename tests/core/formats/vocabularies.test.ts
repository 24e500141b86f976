import { expect, test } from '@jest/globals';
import { htmlOf, paragraphsIn, readBytes, warningCodes } from '../../support/wires.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';

const STORY = [
  'Bron vid Kvarnholm öppnar igen på fredag, säger kommunen.',
  'Arbetet har tagit två vintrar och blev dyrare än väntat.',
];
const HEADLINE = 'Kvarnholmsbron öppnar på fredag';

/** A story in words of an agency's own, as it stands within an item. */
const OWN = `<TEXT><RUBRIK>${HEADLINE}</RUBRIK><DATELINJE>KVARNHOLM</DATELINJE>
  <INGRESS>${STORY[0]}</INGRESS>
  <MELLIS>Två vintrar</MELLIS>
  <P>${STORY[1]?.replace('dyrare', '<FET>dyrare</FET>')}</P>
  <CITAT>Vi är glada, sade Ulla Brink.</CITAT>
  <BYLINE>Ulf Ask</BYLINE></TEXT>`;

const g2 = (
  content: string,
) => `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:own:1" version="1">
  <itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-05-01T10:00:00Z</versionCreated></itemMeta>
  <contentMeta><headline>${HEADLINE}</headline></contentMeta>
  <contentSet><inlineXML contenttype="application/xml">${content}</inlineXML></contentSet></newsItem>`;

const nitf = (content: string) => `<nitf><head><docdata><doc-id id-string="own-2"/></docdata></head>
  <body><body.head/><body.content>${content}</body.content></body></nitf>`;

const newsml1 = (
  content: string,
) => `<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>own.example</ProviderId>
  <DateId>20260501</DateId><NewsItemId>3</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
  <PublicIdentifier>urn:newsml:own.example:20260501:3:1</PublicIdentifier></NewsIdentifier></Identification>
  <NewsManagement><NewsItemType FormalName="News"/><Status FormalName="Usable"/></NewsManagement>
  <NewsComponent><NewsLines><HeadLine>${HEADLINE}</HeadLine></NewsLines><ContentItem><MediaType FormalName="Text"/>
  <DataContent>${content}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`;

test.each([
  ['NewsML-G2', g2(OWN)],
  ['NITF', nitf(OWN)],
  ['NewsML 1', newsml1(OWN)],
])(
  'in %s paragraphs are paragraphs and headings headings; headline and byline are not said twice',
  async (_, xml) => {
    const record = await recordOf(xml);
    expect(paragraphsIn(record)).toEqual([
      STORY[0],
      'Två vintrar',
      STORY[1],
      'Vi är glada, sade Ulla Brink.',
    ]);
    expect(htmlOf(record)).toContain('<h2>Två vintrar</h2>');
    expect(htmlOf(record)).toContain('<strong>dyrare</strong>');
    expect(htmlOf(record)).toContain('<blockquote>');
    expect(record.article.headlines?.[0]?.value).toBe(HEADLINE);
    expect(record.article.by).toBe('Ulf Ask');
    expect(record.wire.dateline.text).toBe('KVARNHOLM');
  },
);

test('names that nobody knows, with a prefix of their own, are told by where they stand', async () => {
  const record = await recordOf(
    g2(`<own:historia xmlns:own="urn:own:words"><own:del1>${STORY[0]}</own:del1><own:grupp>
      <own:del2>${STORY[1]?.replace('vintrar', '<own:ord>vintrar</own:ord>')}</own:del2></own:grupp></own:historia>`),
  );
  expect(paragraphsIn(record)).toEqual(STORY);
  expect(warningCodes(record)).not.toContain('text-lost');
});

test('results stay lines, one for each event', async () => {
  const record = await recordOf(
    g2(
      '<results><event><name>Cup final</name><score><home>Alder</home><away>Farrow</away></score></event></results>',
    ),
  );
  expect(paragraphsIn(record)).toEqual(['Cup final', 'Alder Farrow']);
});

async function recordOf(xml: string): Promise<ArticleRecord> {
  const read = await readBytes(Buffer.from(xml));
  const [item] = read.ok ? read.items : [];
  if (item?.ok !== true) throw new Error(JSON.stringify(read).slice(0, 300));
  return item.record;
}

test('short sentences in unknown elements are paragraphs', async () => {
  const record = await recordOf(
    newsml1('<Artikel><Absatz>Die Brücke steht.</Absatz><Absatz>Sie ist neu.</Absatz></Artikel>'),
  );
  expect(paragraphsIn(record)).toEqual(['Die Brücke steht.', 'Sie ist neu.']);
});

test.each([
  ['French', '<TEXTE><CHAPO>%1</CHAPO><P>%2</P><INTERTITRE>%3</INTERTITRE><P>%4</P></TEXTE>'],
  [
    'Danish',
    '<artikel><brodtekst><afsnit>%1</afsnit><afsnit>%2</afsnit><mellemrubrik>%3</mellemrubrik><afsnit>%4</afsnit></brodtekst></artikel>',
  ],
  [
    'no language, in a namespace',
    '<n:s xmlns:n="urn:own"><n:b><n:l>%1</n:l></n:b><n:b><n:l>%2</n:l><n:l>%3</n:l><n:l>%4</n:l></n:b></n:s>',
  ],
])('words of %s part the text', async (_name, content) => {
  const parts = ['The bridge opens on Friday.', 'It took two winters.', 'Two winters', 'It cost more.'];
  const own = parts.reduce((xml, part, index) => xml.replace(`%${index + 1}`, part), content);
  for (const xml of [g2(own), nitf(own), newsml1(own)])
    expect(paragraphsIn(await recordOf(xml))).toEqual(parts);
});
