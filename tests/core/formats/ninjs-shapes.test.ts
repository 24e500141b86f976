/** ninjs as senders really write it: properties in other shapes than the schema gives them. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { paragraphsIn, recordOfJson } from '../../support/wires.ts';

const ITEM = { uri: 'urn:a:b', headline: 'Ferry back in service', versioncreated: '2026-01-01T00:00:00Z' };

function reading(more: object): Promise<ArticleRecord> {
  return recordOfJson({ ...ITEM, ...more });
}

describe('what decides whether an item may be shown', () => {
  test.each([
    ['a qcode', 'stat:canceled'],
    ['a concept URI', 'http://cv.iptc.org/newscodes/pubstatusg2/canceled'],
    ['an object', { qcode: 'stat:canceled', name: 'Canceled' }],
    ['another spelling', 'Cancelled '],
  ])('a kill is one when its status is %s', async (_as, pubstatus) => {
    const { article, wire } = await reading({ pubstatus });
    expect(article.pubStatus).toBe('canceled');
    expect(wire.signals).toContain('kill');
  });

  test.each([
    ['an object', { utc: '2026-02-01' }],
    ['a list of more than one', ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z']],
    ['a word', 'midnight'],
    ['a flag', 1],
  ])('an embargo that is %s holds the item', async (_as, embargoed) => {
    expect((await reading({ embargoed })).wire.embargo.indefinite).toBe(true);
  });

  test('of two names for the embargo the one that states it counts', async () => {
    const { wire } = await reading({ embargoedUntil: false, embargoed: '2026-02-01T00:00:00Z' });
    expect(wire.embargo).toMatchObject({ until: '2026-02-01T00:00:00Z', indefinite: false });
  });

  test.each(['false', 'None', 0, [], null])('%p is no embargo', async (embargoed) => {
    expect((await reading({ embargoed })).wire.embargo).toMatchObject({ until: null, indefinite: false });
  });
});

describe('items whose place it takes', () => {
  test.each([
    ['of 3.x', [{ name: 'older', rel: 'replaces', uri: 'urn:a:older' }]],
    [
      'of 3.x, by the URI of the relation',
      [{ rel: 'http://cv.iptc.org/newscodes/itemrelation/replaces', uri: 'urn:a:older' }],
    ],
    ['of 2.x', [{ name: 'replaces', uri: 'urn:a:older' }]],
    ['of 1.x', { replaces: { uri: 'urn:a:older' } }],
  ])('stand among its associations (%s)', async (_version, associations) => {
    const { article, wire } = await reading({ associations });
    expect(wire.replaces).toEqual(['urn:a:older']);
    expect(article.associations?.map(({ uri }) => uri)).toEqual(['urn:a:older']);
  });

  test('other associations, and the item itself, are none', async () => {
    const related = [
      { rel: 'seeAlso', uri: 'urn:a:c' },
      { rel: 'replaces', uri: ITEM.uri },
    ];
    expect((await reading({ associations: related })).wire.replaces).toEqual([]);
  });

  test('a kill in words ends them', async () => {
    const associations = [{ rel: 'replaces', uri: 'urn:a:older' }];
    const { wire } = await reading({ headline: 'MANDATORY KILL: Ferry back in service', associations });
    expect(wire.signals).toContain('kill');
    expect(wire.signals).not.toContain('kill-notice');
  });
});

describe('texts', () => {
  test('bodies, headlines and descriptions may be objects by role, or bare', async () => {
    const record = await recordOfJson({
      uri: 'urn:a:b',
      versionCreated: '2026-01-01T00:00:00Z',
      headlines: { main: 'Ferry back in service', sub: 'First crossing at dawn' },
      bodies: { text: 'One. Two.', html: '<p>One.</p><p>Two.</p>' },
      description: 'The ferry runs again',
    });
    expect(record.article.headlines?.map(({ role, value }) => [role, value])).toEqual([
      ['main', 'Ferry back in service'],
      ['sub', 'First crossing at dawn'],
    ]);
    expect(paragraphsIn(record)).toEqual(['One.', 'Two.']);
    expect(record.article.descriptions?.[0]).toMatchObject({
      role: 'abstract',
      value: 'The ferry runs again',
    });
  });

  test('a text that is none is kept, never dropped', async () => {
    const { wire } = await reading({ body: { doc: { type: 'rich' } }, urgency: { level: 1 } });
    expect(wire.extra).toMatchObject({ body: { doc: { type: 'rich' } }, urgency: { level: 1 } });
  });

  test('notes and bylines may come in lists', async () => {
    const { article } = await reading({
      ednote: ['Adds fares.', 'Photos follow.'],
      byline: ['Ida Moe', 'Ola By'],
    });
    expect(article.edNote).toBe('Adds fares. Photos follow.');
    expect(article.by).toBe('Ida Moe, Ola By');
  });
});

describe('bylines and rights', () => {
  test('they are read as text where a system hands over HTML; other angle brackets are text', async () => {
    const { article } = await reading({
      byline: '<p>By Ida Moe<br>and Ola By</p>',
      copyrightnotice: '&copy; 2026 Moe &amp; By',
      usageterms: 'No archive. Ask <desk@moe.example>',
    });
    expect(article.by).toBe('By Ida Moe and Ola By');
    expect(article.copyrightNotice).toBe('© 2026 Moe & By');
    expect(article.usageTerms).toBe('No archive. Ask <desk@moe.example>');
  });
});

describe('associations', () => {
  test('the terms of a picture stay with it, and what has no place is kept under its name', async () => {
    const picture = {
      uri: 'https://api.ap.org/media/v/content/0a1b?qt=SESSION&et=0a1',
      type: 'picture',
      pubstatus: 'Canceled',
      headline: 'The ferry',
      usageterms: ['World rights except Norway.', 'No sales.'],
      copyrightholder: 'Moe Foto',
      place: [{ name: 'Horten' }],
    };
    const { article, wire } = await reading({ associations: { featuremedia: picture, editor_0: null } });
    expect(article.associations).toEqual([
      {
        name: 'featuremedia',
        uri: 'https://api.ap.org/media/v/content/0a1b',
        type: 'picture',
        pubStatus: 'canceled',
        headlines: [{ role: 'main', contentType: 'text/plain', value: 'The ferry' }],
        copyrightHolder: 'Moe Foto',
        usageTerms: 'World rights except Norway. No sales.',
      },
    ]);
    expect(wire.extra.associations).toEqual({ featuremedia: { place: [{ name: 'Horten' }] } });
  });
});

describe('concepts', () => {
  test('a media topic without its scheme is known by its number; a date is none', async () => {
    const { article } = await reading({ subject: [{ code: '20000139' }, { code: '20240315' }] });
    expect(article.subjects).toEqual([
      { uri: 'http://cv.iptc.org/newscodes/mediatopic/20000139' },
      { literal: '20240315' },
    ]);
  });

  test('the type of a symbol is a concept or nothing', async () => {
    const symbols = [
      { symbol: 'BLFP', symboltype: 'ticker' },
      { symbol: 'XX0001', symboltype: 'http://cvx.iptc.org/isin/' },
    ];
    const { article } = await reading({ organisations: [{ name: 'Blue Fir', symbols }] });
    expect(article.organisations?.[0]?.symbols).toEqual([
      { symbol: 'BLFP' },
      { symbol: 'XX0001', symbolType: 'http://cvx.iptc.org/isin/' },
    ]);
  });

  test('the digital source type may be its URI alone', async () => {
    const uri = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';
    expect((await reading({ digitalsourcetype: uri })).article.digitalSourceType).toEqual({ uri });
  });
});

describe('events', () => {
  const dates = async (value: object): Promise<unknown> =>
    (await recordOfJson({ uri: 'urn:a:b', type: 'event', eventDetails: { dates: value } })).article
      .eventDetails?.dates;

  test('of an exact and an expected date the exact one stands: ninjs allows no more', async () => {
    expect(await dates({ startDate: '2026-07-04T08:00:00Z', expectedStartDate: '2026-07' })).toEqual({
      startDate: '2026-07-04T08:00:00Z',
    });
  });

  test('a day or a local time in place of an instant is what is expected', async () => {
    expect(await dates({ startDate: '2026-07-04', endDate: '2026-07-05T17:00:00' })).toEqual({
      expectedStartDate: '2026-07-04',
      expectedEndDate: '2026-07-05T17:00:00',
    });
    expect(await dates({ startDate: '2026-02-30T08:00:00Z', endDate: 'soon' })).not.toHaveProperty(
      'startDate',
    );
  });

  test('the state of an event and of its coverage may be qcodes', async () => {
    const { article } = await recordOfJson({
      uri: 'urn:a:b',
      type: 'event',
      eventDetails: { eventStatus: 'eventoccurstatus:eos5', plannedCoverageStatus: { uri: 'urn:cov:int' } },
    });
    expect(article.eventDetails?.eventStatus).toMatch(/^(?:http|urn:x-qcode:).*eos5$/);
    expect(article.eventDetails?.plannedCoverageStatus).toBe('urn:cov:int');
  });
});

describe('who it is', () => {
  test('the id of the system that sent it counts where there is no uri', async () => {
    const item = {
      _id: 'cms-7',
      headline: 'x',
      versioncreated: '2026-01-01T00:00:00Z',
      body_html: '<p>x</p>',
    };
    expect((await recordOfJson(item)).article.uri).toBe('urn:wire:evergreen:cms-7');
    const changed = { ...item, headline: 'y', versioncreated: '2026-01-02T00:00:00Z' };
    expect((await recordOfJson(changed)).article.uri).toBe('urn:wire:evergreen:cms-7');
  });

  test.each([
    [
      '$schema',
      { $schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_1.2.json', uri: 'urn:a:b', headline: 'x' },
      'ninjs-1',
    ],
    [
      'names in the plural',
      { uri: 'urn:a:b', type: 'text', title: 'x', subjects: [{ name: 'y' }] },
      'ninjs-2',
    ],
  ])('its version is told by %s', async (_by, item, format) => {
    expect((await recordOfJson(item)).wire.format).toBe(format);
  });
});
