import { describe, expect, test } from '@jest/globals';
import { samplePath } from '../../support/samples.ts';
import { altId, readWire, recordOfJson, recordsIn, warningCodes } from '../../support/wires.ts';

const STORY = samplePath('cascade', 'ap-media-story.json');
const FEED = samplePath('cascade', 'ap-media-feed.json');

describe('an AP story', () => {
  test('is known by its item id through all revisions', async () => {
    const [record] = await recordsIn(STORY, 'cascade');
    if (record === undefined) throw new Error('no record');
    expect(record.wire.format).toBe('ap-media');
    expect(record.article.uri).toBe('urn:wire:cascade:0f3cbb6ad0f74b0e9d6f2b1c7a55e101');
    expect(record.article.version).toBe('4');
    expect(record.wire.versionSequence).toBe(4);
    expect(altId(record, 'etag')).toBe('0f3cbb6ad0f74b0e9d6f2b1c7a55e101_4a9aza0c0');
    expect(altId(record, 'friendlykey')).toBe('314159265358');
    expect(altId(record, 'memberentryid')).toBe('urn:publicid:cws.example:spillway:4');
    expect(altId(record, 'uri')).not.toContain('?');
  });

  test('says that its text is elsewhere, and where, instead of fetching it', async () => {
    const [record] = await recordsIn(STORY, 'cascade');
    if (record === undefined) throw new Error('no record');
    expect(record.article.bodies).toBeUndefined();
    expect(record.article.representationType).toBe('partial');
    expect(warningCodes(record)).toEqual(['body-elsewhere']);
    expect(record.article.renditions?.map(({ name }) => name)).toEqual(['nitf', 'anpa']);
    expect(record.wire.providerWordCount).toBe(412);
  });

  test('has its bylines, dateline, take, categories and credits read', async () => {
    const [record] = await recordsIn(STORY, 'cascade');
    expect(record?.article.by).toBe('By RHODA LINDGREN, TOM ASHBURY');
    expect(record?.article.headlines?.[0]?.value).toBe(
      'Engineers open Otter Creek spillway after heavy rain',
    );
    expect(record?.wire.dateline).toMatchObject({
      text: 'OTTER CREEK, Ore.',
      city: 'Otter Creek',
      country: 'USA',
    });
    expect(record?.wire.takeKey).toBe('3rd Ld-Writethru');
    expect(record?.wire.signals).toEqual(['lead', 'update', 'writethru']);
    expect(record?.wire.categories).toEqual(['a', 'wea']);
    expect(record?.article.usageTerms).toBe('Editorial use only. No use in archives.');
    expect(record?.wire.extra.editorialtypes).toEqual(['Lead', 'Explainer']);
  });

  test('gives a subject once for each relation, and a name to a bare category letter', async () => {
    const [record] = await recordsIn(STORY, 'cascade');
    const subjects = record?.article.subjects ?? [];
    expect(subjects).toContainEqual(
      expect.objectContaining({ rel: 'category', literal: 'a', name: 'Domestic' }),
    );
    expect(subjects.filter(({ name }) => name === 'General news').map(({ rel }) => rel)).toEqual([
      'direct',
      'ancestor',
    ]);
  });

  test('lists its pictures in their order', async () => {
    const [record] = await recordsIn(STORY, 'cascade');
    expect(record?.article.associations?.map(({ name, headlines }) => [name, headlines?.[0]?.value])).toEqual(
      [
        ['1', 'Spillway one'],
        ['2', 'Spillway two'],
      ],
    );
  });
});

describe('a page of an AP feed', () => {
  test('gives each item; one without an id does not fail the others', async () => {
    const result = await readWire(FEED, 'cascade');
    if (!result.ok) throw new Error(result.message);
    expect(result.items.map((item) => (item.ok ? item.record.article.type : item.code))).toEqual([
      'picture',
      'text',
      'not-ap',
      'text',
    ]);
  });

  test('a picture: caption, credit and renditions, and nothing is missing from it', async () => {
    const [picture] = await recordsIn(FEED, 'cascade');
    expect(picture?.article.by).toBe('Wes Parnell');
    expect(picture?.article.descriptions?.[0]).toMatchObject({ role: 'caption' });
    expect(picture?.wire.creditLine).toBe('CASCADE WIRE SERVICE');
    expect(picture?.wire.extra.photoCredits).toEqual(['CASCADE WIRE SERVICE', 'Wes Parnell/STF']);
    expect(picture?.article.renditions?.[0]).toMatchObject({ name: 'main', width: 3500 });
    expect(picture?.wire.warnings).toEqual([]);
  });

  test('what does not carry the signal newscontent is for the desk only', async () => {
    const [picture, daybook] = await recordsIn(FEED, 'cascade');
    expect(daybook?.wire.signals).toContain('advisory');
    expect(picture?.wire.signals).not.toContain('advisory');
  });

  test('a kill without a body still names the story it kills', async () => {
    const [, , killed] = await recordsIn(FEED, 'cascade');
    expect(killed?.article.uri).toBe('urn:wire:cascade:dd01dd01dd01dd01dd01dd01dd01dd01');
    expect(killed?.article.pubStatus).toBe('canceled');
    expect(killed?.wire.signals).toContain('kill');
  });

  test('an empty page is a page without items, not an unknown format', async () => {
    const page = { api_version: '2.2', data: { items: [] } };
    await expect(recordOfJson(page)).rejects.toThrow('no-items');
  });
});

test('the status embargoed holds the item even without a date', async () => {
  const item = {
    altids: { itemid: 'ee01' },
    version: 1,
    type: 'text',
    pubstatus: 'embargoed',
    headline: 'x',
  };
  const { article, wire } = await recordOfJson({ api_version: '2.2', data: { item } });
  expect(article.pubStatus).toBe('usable');
  expect(wire.embargo.indefinite).toBe(true);
});
