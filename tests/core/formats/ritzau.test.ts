import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { samplePath } from '../../support/samples.ts';
import { altId, htmlOf, paragraphsIn, readBytes, recordsIn } from '../../support/wires.ts';

const read = (document: string): ReturnType<typeof readBytes> =>
  readBytes(new TextEncoder().encode(document), 'ritzau');

async function news(fields: string): Promise<ArticleRecord> {
  const result = await read(`<RBNews>${fields}</RBNews>`);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(JSON.stringify(result));
  return item.record;
}

const telegram = async (): Promise<ArticleRecord> => {
  const [record] = await recordsIn(samplePath('aurora', 'ritzau-news.xml'), 'aurora');
  if (record === undefined) throw new Error('no record');
  return record;
};

describe('a telegram', () => {
  test('identity, version, headline, deck, slug, byline and place', async () => {
    const record = await telegram();
    const { article, wire } = record;
    expect(wire.format).toBe('ritzau');
    expect(article).toMatchObject({
      uri: 'urn:wire:aurora:4d6f1c52-0c1e-4f7e-8f0a-2b7a53c0a901',
      version: '2',
      slugline: 'IND/FÆRGER-U',
      by: 'Kari Oddvang',
      located: 'Skarvsund',
      urgency: 4,
    });
    expect(article.headlines?.map(({ role, value }) => [role, value])).toEqual([
      ['main', 'Værft får ordre på tre batterifærger'],
      ['sub', 'Levering fra 2028'],
    ]);
    expect([wire.priority, wire.service, wire.categories]).toEqual([4, 'Udland', ['U']]);
    expect(wire.creditLine).toBe('aurora');
    expect(altId(record, 'history-id')).toBe('KOD-110226');
  });

  test('the time is local, summer time counted', async () => {
    expect((await telegram()).article.versionCreated).toBe('2026-03-29T03:15:00.120+02:00');
  });

  test('escaped HTML is the text; the teaser that is cut from it is not repeated', async () => {
    const record = await telegram();
    expect(htmlOf(record)).toBe(
      '<p>Værftet i Skarvsund skal bygge tre færger, <a href="https://aurora.example/faerger">oplyser</a> ejeren.</p>\n' +
        '<h2>Ni minutter</h2>\n<p>De lades op på ni minutter.</p>',
    );
    expect(record.article.descriptions).toBeUndefined();
  });

  test('a teaser of its own is the abstract', async () => {
    const { article } = await news(
      '<content>&lt;p&gt;Teksten.&lt;/p&gt;</content><ContentShort>Noget andet</ContentShort>',
    );
    expect(article.descriptions?.[0]).toMatchObject({ role: 'abstract', value: 'Noget andet' });
  });

  test('codes, keywords, companies and securities', async () => {
    const { article, wire } = await telegram();
    expect(article.subjects?.[0]?.uri).toBe('http://cv.iptc.org/newscodes/subjectcode/04015000');
    expect(wire.keywords).toEqual(['Skibsfart', 'Energi']);
    expect(article.organisations).toEqual([
      { name: 'Skarvsund Værft' },
      {
        literal: 'NO0000EXAMP1',
        symbols: [{ symbol: 'NO0000EXAMP1', symbolType: 'http://cvx.iptc.org/isin/' }],
      },
    ]);
  });

  test("the note to the desks and the writer's address stay private", async () => {
    const { article, wire } = await telegram();
    expect(wire.edNotes.map(({ role, public: isPublic }) => [role, isPublic])).toEqual([
      ['til-redaktionen', false],
      ['byline-contact', false],
    ]);
    expect(wire.edNotes[0]?.text).toContain('Ring før brug');
    expect(JSON.stringify(article)).not.toMatch(/Ring før|kari@|55501420/);
  });

  test('flags: correction, new version, and the telegram that it replaces', async () => {
    const { wire } = await telegram();
    expect(wire.signals).toEqual(['correction', 'replaces', 'update']);
    expect(wire.replaces).toEqual(['urn:wire:aurora:0b1a6c1e-6a3c-4a51-9b50-1f64f4f4b7aa']);
  });
});

describe('the answer of the news queue', () => {
  test('every telegram of it is a record; HTML is escaped once more', async () => {
    const [flash, canceled] = await recordsIn(samplePath('aurora', 'ritzau-queue.xml'), 'aurora');
    expect(flash === undefined ? [] : paragraphsIn(flash)).toEqual([
      'Havnen i Skarvsund er lukket på grund af is.',
      'R&D-skibet ligger fast.',
    ]);
    expect(canceled?.article.version).toBe('3');
  });

  test('a flash is an alert; its headline is nil and so derived', async () => {
    const [flash] = await recordsIn(samplePath('aurora', 'ritzau-queue.xml'), 'aurora');
    expect(flash?.wire.signals).toEqual(['alert', 'headline-derived']);
    expect(flash?.article.headlines?.[0]?.value).toBe('Havnen i Skarvsund er lukket på grund af is.');
    expect(flash?.wire.dateline.city).toBeNull();
  });

  test('annulled is canceled', async () => {
    const [, canceled] = await recordsIn(samplePath('aurora', 'ritzau-queue.xml'), 'aurora');
    expect([canceled?.article.pubStatus, canceled?.wire.signals]).toEqual(['canceled', ['kill']]);
  });

  test('telegrams that stand in it as text are read', async () => {
    const result = await read(
      '<XMLNewsQueuedResponse xmlns="http://tempuri.org/"><XMLNewsQueuedResult>&lt;RBNews&gt;&lt;NewsID&gt;7&lt;/NewsID&gt;&lt;headline&gt;Overskrift&lt;/headline&gt;&lt;/RBNews&gt;</XMLNewsQueuedResult></XMLNewsQueuedResponse>',
    );
    expect(
      result.ok && result.items[0]?.ok === true && result.items[0].record.article.headlines?.[0]?.value,
    ).toBe('Overskrift');
  });

  test('an empty queue is no delivery, not a broken one', async () => {
    expect(await read('<XMLNewsQueuedResponse xmlns="http://tempuri.org/"/>')).toMatchObject({
      ok: false,
      code: 'no-items',
    });
  });
});

describe('what may be missing', () => {
  test('a telegram whose content is elements keeps its paragraphs', async () => {
    const record = await news('<NewsID>1</NewsID><content><p>En.</p><p>To.</p></content>');
    expect(paragraphsIn(record)).toEqual(['En.', 'To.']);
  });

  test('an answer that was escaped once more is read', async () => {
    const inner =
      '&amp;lt;RBNews&amp;gt;&amp;lt;NewsID&amp;gt;77&amp;lt;/NewsID&amp;gt;&amp;lt;headline&amp;gt;A&amp;lt;/headline&amp;gt;&amp;lt;/RBNews&amp;gt;';
    const result = await read(`<XMLNewsQueuedResponse><r>${inner}</r></XMLNewsQueuedResponse>`);
    expect(result).toMatchObject({ ok: true, items: [{ ok: true }] });
  });

  test('an embargo told to the desks in Danish holds the telegram', async () => {
    const record = await news('<NewsID>1</NewsID><TilRedaktionen>Klausuleret til kl. 6</TilRedaktionen>');
    expect(record.wire.embargo).toMatchObject({ until: '2026-07-02T06:00:00+02:00', indefinite: false });
  });

  test('a flag is no replaced telegram', async () => {
    expect(
      (await news('<NewsID>1</NewsID><headline>A</headline><Replaces>false</Replaces>')).wire.replaces,
    ).toEqual([]);
  });

  test('a telegram without an id gets one of its content, the same whenever it is read', async () => {
    const once = await news('<headline>A</headline><content>B</content>');
    const again = await news('<headline>A</headline><content>B</content>');
    expect(once.article.uri).toMatch(/^urn:wire:ritzau:[\da-f]{32}$/);
    expect(again.article.uri).toBe(once.article.uri);
  });

  test('zeros stand for no replaced telegram', async () => {
    const { wire } = await news('<NewsID>1</NewsID><replacedID>0</replacedID><content>B</content>');
    expect([wire.replaces, wire.signals]).toEqual([[], ['headline-derived']]);
  });

  test('a date that cannot be read is told', async () => {
    const { article, wire } = await news(
      '<NewsID>1</NewsID><headline>A</headline><PublishDate>i morgen</PublishDate>',
    );
    expect(article.versionCreated).toBeUndefined();
    expect(wire.warnings.map(({ code }) => code)).toContain('date-unreadable');
  });

  test('a file that breaks off is refused as such', async () => {
    expect(await read('<RBNews><NewsID>1</NewsID>')).toMatchObject({ ok: false, code: 'truncated' });
  });
});
