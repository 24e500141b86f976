import { describe, expect, test } from '@jest/globals';
import { flagsOf } from '../../../functions/core/article/flags.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { jpeg } from '../../support/jpeg.ts';
import { samplePath } from '../../support/samples.ts';
import { strictNinjs } from '../../support/ninjs.ts';
import { readBytes, recordOfJson, recordsIn } from '../../support/wires.ts';

async function recordOfText(text: string): Promise<ArticleRecord> {
  const result = await readBytes(new TextEncoder().encode(text), 'aurora');
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

async function picture(xmp: string): Promise<ArticleRecord> {
  const result = await readBytes(jpeg({ xmp }), 'aurora');
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

const restrictionsOf = ({ wire }: ArticleRecord): string[] =>
  (wire.rights?.restrictions ?? []).map(({ kind, scope, evidence }) =>
    [kind, scope ?? '-', evidence.field].join(' '),
  );

const ninjs = (more: object): object => ({
  uri: 'urn:aurora:1',
  type: 'text',
  versionCreated: '2026-03-11T08:00:00Z',
  headlines: [{ value: 'Lighthouse lit again' }],
  language: 'en',
  standard: { name: 'ninjs', version: '3.1' },
  ...more,
});

describe('NewsML-G2 2.35', () => {
  test('says terms, data mining, AI and audiences, and loses nothing that it does not know', async () => {
    const [record] = await recordsIn(samplePath('aurora', 'g2-rights.xml'), 'aurora');
    if (record === undefined) throw new Error('no record');
    const { article, wire } = record;
    expect(wire.rights?.dataMining).toEqual({
      status: 'prohibited',
      uri: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING',
      constraints: null,
      evidence: [
        { field: 'dataMining', text: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING' },
      ],
    });
    expect(wire.rights?.ai).toMatchObject({
      involvement: 'edited',
      digitalSourceType:
        'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
      systems: [{ name: 'Lumen Painter', version: '3.1' }],
      prompt: 'Fill the missing tower of the old photograph',
      promptWriter: 'Nina Brattås',
    });
    expect(restrictionsOf(record)).toEqual([
      'audience-out Tolby Post exclAudience',
      'other - rightsInfo.royaltyClass',
      'editorial-only - usageTerms',
      'no-archive - usageTerms',
      'territory-out JP usageTerms',
      'mandatory-credit AURORA / TOLBY MUSEUM edNotes[0]',
    ]);
    expect(wire.rights?.restrictions[1]?.text).toBe('B Second window');
    expect(article.rightsInfo).toEqual({ linkedRights: 'https://aurora.example/terms/pictures' });
    expect(flagsOf(wire)).toEqual([
      'restricted',
      'no-archive',
      'editorial-only',
      'territorial',
      'mandatory-credit',
      'ai',
      'data-mining-prohibited',
    ]);
    expect(strictNinjs()(article)).toBe(true);
  });

  test('an encoded expression is told in the article where it has no link', async () => {
    const record =
      await recordOfText(`<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:aurora:2" version="1">
      <rightsInfo><rightsExpressionXML langid="http://www.w3.org/ns/odrl/2/"><policy uid="p1"><prohibition action="archive"/></policy></rightsExpressionXML></rightsInfo>
      <itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>A</headline></contentMeta></newsItem>`);
    expect(record.article.rightsInfo).toEqual({
      langId: 'http://www.w3.org/ns/odrl/2/',
      encodedRights: '{"policy":{"@uid":"p1","prohibition":{"@action":"archive"}}}',
    });
  });
});

describe('ninjs', () => {
  test('rightsInfo, data mining and AI in fields', async () => {
    const { article, wire } = await recordOfJson(
      ninjs({
        rightsInfo: { langId: 'http://www.w3.org/ns/odrl/2/', encodedRights: '{"p":1}' },
        dataMining: {
          uri: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEECONSTRAINT',
          constraints: 'Science may.',
        },
        aiInfo: [
          {
            name: 'gen1',
            system: { name: 'Lumen', version: '2', provider: { name: 'Lumen Oy' } },
            promptInfo: { value: 'A quay' },
          },
        ],
        usageTerms: 'No archives',
      }),
    );
    expect(article.rightsInfo).toEqual({ langId: 'http://www.w3.org/ns/odrl/2/', encodedRights: '{"p":1}' });
    expect(wire.rights?.dataMining).toMatchObject({ status: 'prohibited', constraints: 'Science may.' });
    expect(wire.rights?.ai).toMatchObject({
      involvement: 'unknown',
      systems: [{ name: 'Lumen', version: '2', provider: 'Lumen Oy' }],
      prompt: 'A quay',
    });
    expect(wire.warnings.map(({ code }) => code)).not.toContain('unknown-properties');
  });

  test('where nothing is said, nothing is told', async () => {
    const { article, wire } = await recordOfJson(ninjs({}));
    expect(wire.rights).toBeUndefined();
    expect(article.rightsInfo).toBeUndefined();
  });

  test('restrictions of a picture are not those of the story', async () => {
    const { wire } = await recordOfJson(
      ninjs({
        associations: [{ name: 'p', uri: 'urn:aurora:p1', type: 'picture', usageTerms: 'No sales' }],
      }),
    );
    expect(wire.rights?.restrictions).toMatchObject([
      { kind: 'no-sales', evidence: { field: 'associations[0].usageTerms' } },
    ]);
    expect(flagsOf(wire)).toEqual([]);
  });

  test.each([
    ['minorHumanEdits', 'humanEdits', 'none'],
    ['digitalArt', 'digitalCreation', 'none'],
  ])('%s is retired, and stands beside its successor', async (old, successor, involvement) => {
    const uri = `http://cv.iptc.org/newscodes/digitalsourcetype/${old}`;
    const { article, wire } = await recordOfJson(ninjs({ digitalSourceType: { uri } }));
    expect(article.digitalSourceType).toEqual({
      uri: `http://cv.iptc.org/newscodes/digitalsourcetype/${successor}`,
      literal: old,
    });
    expect(wire.rights?.ai).toMatchObject({
      involvement,
      evidence: [{ field: 'digitalSourceType', text: uri }],
    });
  });

  test('a value of another vocabulary stays as it is', async () => {
    const { article, wire } = await recordOfJson(
      ninjs({ digitalSourceType: { uri: 'https://aurora.example/made/by-hand' } }),
    );
    expect(article.digitalSourceType).toEqual({ uri: 'https://aurora.example/made/by-hand' });
    expect(wire.rights?.ai).toMatchObject({ involvement: 'unknown', digitalSourceType: null });
  });
});

describe('photos', () => {
  test('AI properties of the IPTC, PLUS data mining and what restricts', async () => {
    const record = await picture(
      '<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>' +
        '<Iptc4xmpExt:AISystemUsed>Lumen Painter</Iptc4xmpExt:AISystemUsed><Iptc4xmpExt:AISystemVersionUsed>3.1</Iptc4xmpExt:AISystemVersionUsed>' +
        '<Iptc4xmpExt:AIPromptInformation>A quay in the rain</Iptc4xmpExt:AIPromptInformation><Iptc4xmpExt:AIPromptWriterName>Nina Brattås</Iptc4xmpExt:AIPromptWriterName>' +
        '<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEECONSTRAINT</plus:DataMining>' +
        '<plus:OtherConstraints><rdf:Alt><rdf:li xml:lang="x-default">Search engines may.</rdf:li></rdf:Alt></plus:OtherConstraints>' +
        '<plus:ImageAlterationConstraints><rdf:Bag><rdf:li>http://ns.useplus.org/ldf/vocab/AL-CRP</rdf:li></rdf:Bag></plus:ImageAlterationConstraints>' +
        '<xmpRights:WebStatement>https://aurora.example/terms</xmpRights:WebStatement>' +
        '<photoshop:Instructions>ONLINE OUT. NO SALES</photoshop:Instructions>',
    );
    expect(record.wire.rights).toMatchObject({
      dataMining: { status: 'prohibited', constraints: 'Search engines may.' },
      ai: {
        involvement: 'generated',
        systems: [{ name: 'Lumen Painter', version: '3.1' }],
        prompt: 'A quay in the rain',
        promptWriter: 'Nina Brattås',
      },
    });
    expect(restrictionsOf(record)).toEqual([
      'no-alteration - plus:ImageAlterationConstraints',
      'medium-out online edNotes[0]',
      'no-sales - edNotes[0]',
    ]);
    expect(record.article.rightsInfo).toEqual({ linkedRights: 'https://aurora.example/terms' });
    expect(flagsOf(record.wire)).toEqual([
      'restricted',
      'no-online',
      'no-sales',
      'ai',
      'data-mining-prohibited',
    ]);
  });

  test('data mining alone is a link to what it means', async () => {
    const { article } = await picture('<plus:DataMining>DMI-ALLOWED</plus:DataMining>');
    expect(article.rightsInfo).toEqual({ linkedRights: 'http://ns.useplus.org/ldf/vocab/DMI-ALLOWED' });
  });
});

describe('other formats', () => {
  test('NewsML 1: usage rights in words, and what the standard does not have', async () => {
    const record = await recordOfText(
      `<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>aurora.example</ProviderId><DateId>20260311</DateId><NewsItemId>q1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId><PublicIdentifier>urn:newsml:aurora.example:20260311:q1:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260311T080000Z</FirstCreated><ThisRevisionCreated>20260311T080000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Quay burns</HeadLine></NewsLines><RightsMetadata><UsageRights><UsageType>No archiving</UsageType><Geography>Finland only</Geography></UsageRights><RoyaltyClass>Second window</RoyaltyClass></RightsMetadata><ContentItem><DataContent><p>The quay burnt.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`,
    );
    expect(restrictionsOf(record)).toEqual([
      'other - RightsMetadata.RoyaltyClass',
      'no-archive - usageTerms',
      'territory-only FI usageTerms',
    ]);
  });

  test('NITF: doc.rights, and rights in meta elements', async () => {
    const record = await recordOfText(
      `<nitf><head><meta name="restrictions" content="ONLINE OUT"/><meta name="datamining" content="DMI-PROHIBITED"/><docdata><doc-id id-string="q2"/><date.issue norm="20260311T080000Z"/><doc.rights geography="Norway" enddate="20270101">No resale</doc.rights></docdata></head><body><body.head><hedline><hl1>Quay burns</hl1></hedline></body.head><body.content><p>The quay burnt.</p></body.content></body></nitf>`,
    );
    expect(restrictionsOf(record)).toEqual([
      'territory-only Norway doc.rights@geography',
      'limited-time 20270101 doc.rights@enddate',
      'medium-out online meta.restrictions',
      'no-sales - usageTerms',
    ]);
    expect(record.wire.rights?.dataMining?.status).toBe('prohibited');
  });

  test('feeds: media:restriction by country', async () => {
    const record = await recordOfText(
      `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Aurora</title><link>https://aurora.example</link><item><guid>q3</guid><title>Quay burns</title><description>The quay burnt.</description><media:content url="https://aurora.example/q.mp4" type="video/mp4"><media:restriction relationship="deny" type="country">jp se</media:restriction></media:content></item></channel></rss>`,
    );
    expect(restrictionsOf(record)).toEqual([
      'territory-out JP media:restriction',
      'territory-out SE media:restriction',
    ]);
  });

  test('pages: a reservation of text and data mining', async () => {
    const record = await recordOfText(
      `<!DOCTYPE html><html lang="en"><head><title>Quay burns - Aurora</title><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://aurora.example/tdm.json"></head><body><article><h1>Quay burns down in Tolby</h1>${'<p>The quay of Tolby burnt down in the night to Monday, and nobody was hurt, the mayor said in the morning.</p>'.repeat(6)}</article></body></html>`,
    );
    expect(record.wire.rights?.dataMining?.status).toBe('prohibited');
    expect(record.article.rightsInfo).toEqual({ linkedRights: 'https://aurora.example/tdm.json' });
  });

  test('plain wires: in their notes and in the paragraphs at head and end', async () => {
    const record = await recordOfText(
      'ZCZC\nTOLBY, March 11 (Aurora) - The lighthouse of Tolby was lit again on Monday.\n\nIt had been dark since 1998.\n\nNO ARCHIVES - NO SALES\nNNNN\n',
    );
    expect(restrictionsOf(record)).toEqual(['no-archive - body', 'no-sales - body']);
  });
});
