/** What the entry of an agency says where its files are silent. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import type { Provider } from '../../../functions/core/providers/agency.ts';
import { recordsOf } from '../../../functions/core/reading/records.ts';
import { RECEIVED } from '../../support/wires.ts';

async function recordOf(bytes: Uint8Array, entry: Partial<Provider>): Promise<ArticleRecord> {
  const result = await recordsOf({
    bytes,
    name: 'a-file',
    provider: { id: 'fjord', ...entry },
    received: RECEIVED,
    raw: { bucket: 'inbox', key: 'incoming/fjord/a-file', versionId: '' },
  });
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(JSON.stringify(result));
  return item.record;
}

const nitf = (rights: string, body: string): string =>
  `<nitf><head><title>Bridge opens</title></head><body><body.head>${rights}</body.head><body.content><p>${body}</p></body.content></body></nitf>`;

const plainOf = ({ article }: ArticleRecord): string | undefined =>
  article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value;

describe('an agency', () => {
  test('has its charset where a file declares none', async () => {
    const text = nitf('', '#');
    const bytes = Buffer.concat(
      text
        .split('#')
        .flatMap((part, index) =>
          index === 0 ? [Buffer.from(part)] : [Buffer.from([0xcc, 0xee, 0xf1, 0xf2]), Buffer.from(part)],
        ),
    );
    const record = await recordOf(bytes, { charset: 'windows-1251' });
    expect(plainOf(record)).toBe('Мост');
    expect(record.wire.raw).toMatchObject({ charsetDeclared: null, charsetUsed: 'windows-1251' });
    expect(plainOf(await recordOf(bytes, {}))).toBe('Ìîñò');
  });

  test('has its restrictions on items that state none, and on no others', async () => {
    const restrictions = 'Not for use in Lakeland';
    const silent = Buffer.from(nitf('', 'The bridge is open.'));
    const stated = Buffer.from(nitf('<rights>Lakeland only</rights>', 'The bridge is open.'));
    expect((await recordOf(silent, { restrictions })).article.usageTerms).toBe(restrictions);
    expect((await recordOf(stated, { restrictions })).article.usageTerms).toBe('Lakeland only');
    expect((await recordOf(silent, {})).article).not.toHaveProperty('usageTerms');
  });

  test('is not held by words where its embargoes have fields', async () => {
    const embargoed = Buffer.from(nitf('', 'EMBARGOED</p><p>The bridge is open.'));
    expect((await recordOf(embargoed, {})).wire.embargo.indefinite).toBe(true);
    const record = await recordOf(embargoed, { embargo: 'hold-structured' });
    expect(record.wire.embargo).toMatchObject({ until: null, indefinite: false });
    expect(record.wire.warnings.map(({ code }) => code)).toContain('embargo-in-words');
  });

  test('is named by its entry among the sources', async () => {
    const bytes = Buffer.from(nitf('', 'The bridge is open.'));
    const { sources } = (await recordOf(bytes, { name: 'Fjord Wire' })).wire;
    expect(sources).toContainEqual(expect.objectContaining({ name: 'Fjord Wire', role: 'provider' }));
  });
});
