import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { readBytes, warningCodes } from '../../support/wires.ts';

interface Entry {
  uri?: string;
  headline?: string;
  text?: string;
  version?: string;
  status?: string;
  note?: string;
}

const HERON = {
  headline: 'Bronze heron stolen from lido',
  text: 'Thieves sawed a bronze heron off its plinth in the night; police are looking for a white van.',
};
const CHESS = {
  headline: 'Girl of eleven wins chess title',
  text: 'Ilse Brandt beat a grandmaster in the final at Lindau and went back to class.',
};
const DAM = {
  headline: 'Valley cleared below leaking dam',
  text: 'Engineers found a crack in the dam above Tarnby, and 400 people were taken to a school.',
};

async function read(bytes: string): Promise<ArticleRecord[]> {
  const result = await readBytes(Buffer.from(bytes), 'unassigned');
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

/** Items of one file, all of them under one id unless told. */
function listOf(...entries: Entry[]): Promise<ArticleRecord[]> {
  const items = entries.map(({ uri = 'urn:desk:template', headline, text, version, status, note }) => ({
    uri,
    type: 'text',
    versioncreated: '2026-06-01T10:00:00Z',
    ...(version === undefined ? {} : { version }),
    ...(status === undefined ? {} : { pubstatus: status }),
    ...(headline === undefined ? {} : { headline }),
    ...(text === undefined ? {} : { body_text: text }),
    ...(note === undefined ? {} : { ednote: note }),
  }));
  return read(JSON.stringify(items));
}

function uris(records: readonly ArticleRecord[]): string[] {
  return records.map(({ article }) => article.uri);
}

function differentUris(records: readonly ArticleRecord[]): number {
  return new Set(uris(records)).size;
}

describe('stories of one file under one id', () => {
  test('are articles of their own, and say why', async () => {
    const records = await listOf(HERON, CHESS, DAM);
    expect(differentUris(records)).toBe(3);
    for (const record of records) {
      expect(record.article.uri).toMatch(/^urn:wire:unassigned:[\da-f]{32}$/);
      expect(record.article.altIds).toContainEqual({ role: 'provider-id', value: 'urn:desk:template' });
      expect(warningCodes(record)).toContain('id-shared');
    }
  });

  test('keep their ids when the file comes again in another order, or without one of them', async () => {
    const [heron, chess, dam] = uris(await listOf(HERON, CHESS, DAM));
    expect(uris(await listOf(DAM, HERON, CHESS))).toEqual([dam, heron, chess]);
    expect(uris(await listOf(CHESS, DAM))).toEqual([chess, dam]);
  });

  test('keep their ids when their text is corrected', async () => {
    const [heron] = uris(await listOf(HERON, CHESS));
    const corrected = { ...HERON, text: HERON.text.replace('white', 'green') };
    expect(uris(await listOf(corrected, CHESS))[0]).toBe(heron);
  });

  test('are told apart under the headline of a column', async () => {
    const column = 'News in brief from the county';
    const records = await listOf({ ...HERON, headline: column }, { ...DAM, headline: column });
    expect(differentUris(records)).toBe(2);
  });

  test('of one number of version only', async () => {
    const records = await listOf({ ...HERON, version: '1' }, { ...DAM, version: '2' });
    expect(uris(records)).toEqual(['urn:desk:template', 'urn:desk:template']);
    expect(differentUris(await listOf({ ...HERON, version: '1' }, { ...DAM, version: '1' }))).toBe(2);
  });

  test('an end goes to the story of its headline', async () => {
    const [heron, , kill] = uris(
      await listOf(HERON, CHESS, { headline: HERON.headline, status: 'canceled' }),
    );
    expect(kill).toBe(heron);
  });
});

describe('what belongs to one story stays one article', () => {
  const longer = { ...HERON, text: `${HERON.text} The town has put up a reward of 900 crowns.` };
  const oneId = ['urn:desk:template', 'urn:desk:template'];

  test.each<[string, Entry, Entry]>([
    ['the same item twice', HERON, HERON],
    ['a longer text', HERON, longer],
    ['an alert and its story', { headline: 'Bronze heron stolen' }, longer],
    ['what says that it is a correction', HERON, { ...CHESS, note: 'CORRECTION: replaces the item before' }],
    ['what says that it is an update', HERON, { ...CHESS, headline: 'UPDATE 1-Sculpture found in canal' }],
    ['a story and its kill', HERON, { headline: HERON.headline, status: 'canceled' }],
    ['a story and its bare kill', HERON, { status: 'canceled' }],
    ['a story and a withdrawn one', HERON, { ...CHESS, status: 'withheld' }],
  ])('%s', async (_name, first, second) => {
    expect(uris(await listOf(first, second))).toEqual(oneId);
    expect(uris(await listOf(second, first))).toEqual(oneId);
  });

  test('a kill that does not say which of two stories it means ends both', async () => {
    expect(differentUris(await listOf(HERON, CHESS, { status: 'canceled' }))).toBe(1);
  });

  test('items under ids of their own are left alone', async () => {
    const records = await listOf({ ...HERON, uri: 'urn:desk:1' }, { ...HERON, uri: 'urn:desk:2' });
    expect(uris(records)).toEqual(['urn:desk:1', 'urn:desk:2']);
  });
});

describe('feeds', () => {
  function rss(...items: string[]): Promise<ArticleRecord[]> {
    const all = items.map((item) => `<item>${item}</item>`).join('');
    return read(
      `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lido</title><link>https://lido.example/</link>${all}</channel></rss>`,
    );
  }
  const heron = '<title>Bronze heron stolen</title><description>The plinth is empty.</description>';
  const opening = '<title>Lido opens</title><description>There was a brass band.</description>';
  const page = '<link>https://lido.example/news</link>';

  test('items without guid under one link are stories of their own, in any order', async () => {
    const records = await rss(heron + page, opening + page);
    expect(differentUris(records)).toBe(2);
    expect(records.every((record) => warningCodes(record).includes('id-shared'))).toBe(true);
    expect(uris(await rss(opening + page, heron + page))).toEqual(uris(records).reverse());
  });

  test('a link that is only the front page tells no item, alone in its file or not', async () => {
    const front = '<link>https://lido.example/</link>';
    const [alone] = uris(await rss(heron + front));
    expect(uris(await rss(opening + front, heron + front))).toContain(alone);
    expect(uris(await rss(opening + front))).not.toContain(alone);
  });

  test('items without guid, link and title are what they say', async () => {
    const said = (text: string): string => `<content:encoded><![CDATA[<p>${text}</p>]]></content:encoded>`;
    const records = await rss(said('10:30 The lido has opened.'), said('10:45 The lido has closed.'));
    expect(differentUris(records)).toBe(2);
    expect(
      differentUris(await rss(said('10:30 The lido has opened.'), said('10:30 The lido has opened.'))),
    ).toBe(1);
  });

  test('one guid on different stories is no guid', async () => {
    const guid = '<guid isPermaLink="false">news</guid>';
    const dam =
      '<title>Valley cleared below leaking dam</title><description>400 people are in a school.</description>';
    expect(differentUris(await rss(heron + guid, dam + guid))).toBe(2);
  });

  test('entries of Atom under one id', async () => {
    const entry = (title: string, text: string): string =>
      `<entry><id>tag:lido.example,2026:entry</id><updated>2026-06-01T10:00:00Z</updated><title>${title}</title><content type="text">${text}</content></entry>`;
    const feed = (...entries: string[]): Promise<ArticleRecord[]> =>
      read(
        `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:lido</id><title>Lido</title><updated>2026-06-01T10:00:00Z</updated>${entries.join('')}</feed>`,
      );
    const stolen = entry(HERON.headline, HERON.text);
    const chess = entry(CHESS.headline, CHESS.text);
    const records = await feed(stolen, chess);
    expect(differentUris(records)).toBe(2);
    expect(uris(await feed(chess, stolen))).toEqual(uris(records).reverse());
    expect(differentUris(await feed(stolen, stolen))).toBe(1);
  });
});
