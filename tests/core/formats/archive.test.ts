import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { packTar, type TarEntry } from 'modern-tar';
import { readBytes } from '../../support/wires.ts';

const story = (id: string): Buffer =>
  Buffer.from(
    JSON.stringify({ uri: `urn:x:${id}`, versioncreated: '2026-05-01T10:00:00Z', headline: `Story ${id}` }),
  );

type Outcome = string;

/** Headlines of the records and codes of the faults, in the order of the archive. */
async function outcomes(bytes: Uint8Array, name = 'a.bin'): Promise<Outcome[]> {
  const result = await readBytes(bytes, 'evergreen', name);
  if (!result.ok) return [result.code];
  return result.items.map((item) =>
    item.ok ? (item.record.article.headlines?.[0]?.value ?? '') : item.code,
  );
}

const zip = (files: Record<string, Uint8Array>, level: 0 | 9 = 9): Uint8Array => zipSync(files, { level });
const tar = (entries: readonly { name: string; body: Uint8Array }[]): Promise<Uint8Array> =>
  packTar(
    entries.map(({ name, body }): TarEntry => ({ header: { name, size: body.length, type: 'file' }, body })),
  );

describe('archives of wires', () => {
  test('gzip', async () => {
    expect(await outcomes(gzipSync(story('1')))).toEqual(['Story 1']);
  });

  test('zip, in its order', async () => {
    expect(await outcomes(zip({ 'b.json': story('1'), 'a.json': story('2') }))).toEqual([
      'Story 1',
      'Story 2',
    ]);
  });

  test('zip with stored files', async () => {
    expect(await outcomes(zip({ 'a.json': story('1') }, 0))).toEqual(['Story 1']);
  });

  test('tar and tar.gz', async () => {
    const bytes = await tar([
      { name: 'x/a.json', body: story('1') },
      { name: 'x/b.json', body: story('2') },
    ]);
    expect(await outcomes(bytes)).toEqual(['Story 1', 'Story 2']);
    expect(await outcomes(gzipSync(bytes))).toEqual(['Story 1', 'Story 2']);
  });

  test('gzip in a zip, and a zip in a zip', async () => {
    expect(await outcomes(zip({ 'a.json.gz': gzipSync(story('1')) }))).toEqual(['Story 1']);
    expect(await outcomes(zip({ 'a.zip': zip({ 'a.json': story('1') }) }))).toEqual(['Story 1']);
  });

  test('a file that cannot be read is named, its neighbours are read', async () => {
    const result = await readBytes(zip({ 'bad.bin': Uint8Array.of(1, 2, 3), 'a.json': story('1') }));
    expect(result.ok && result.items).toMatchObject([
      { ok: false, code: 'unknown-format', message: expect.stringContaining('bad.bin') },
      { ok: true },
    ]);
  });

  test('what operating systems add is passed over', async () => {
    expect(
      await outcomes(
        zip({
          '__MACOSX/._a.json': Uint8Array.of(0, 5),
          '.DS_Store': Uint8Array.of(1),
          'a.json': story('1'),
        }),
      ),
    ).toEqual(['Story 1']);
  });

  test('the name of an archive decides nothing', async () => {
    expect(await outcomes(gzipSync(story('1')), 'picture.jpg')).toEqual(['Story 1']);
  });
});

describe('hostile archives', () => {
  test.each(['../../etc/passwd', '/etc/cron.d/x', 'C:\\windows\\x', '..\\..\\x', 'a/../../b'])(
    'the name %s is only a label: the file is read, the way out is cut off',
    async (name) => {
      const result = await readBytes(zip({ [name]: Buffer.from('nothing that is known') }));
      const message = result.ok
        ? result.items.map((item) => (item.ok ? '' : item.message)).join()
        : result.message;
      expect(message).toContain('no known wire format');
      expect(message).not.toMatch(/\.\.|\(\/|C:/);
    },
  );

  test('a bomb of zeros is refused by its ratio, before it is in memory', async () => {
    const bomb = zip({ 'a.json': new Uint8Array(20 * 1024 * 1024) });
    expect(await outcomes(bomb)).toEqual(['archive-ratio']);
    expect(await outcomes(gzipSync(new Uint8Array(20 * 1024 * 1024)))).toEqual(['archive-ratio']);
  });

  test('an entry that lies about its size is damaged', async () => {
    const bytes = Buffer.from(zip({ 'a.json': story('1').fill(' ', 60) }));
    const central = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    bytes.writeUInt32LE(20, central + 24);
    expect(await outcomes(bytes)).toEqual(['archive-damaged']);
  });

  test('a file larger than any wire', async () => {
    const large = zip({ 'a.json': new Uint8Array(33 * 1024 * 1024) }, 0);
    expect(await outcomes(large)).toEqual(['too-large']);
  });

  test('archives in each other, four deep', async () => {
    let nested: Uint8Array = story('1');
    for (let depth = 0; depth < 4; depth++) nested = zip({ 'a.zip': nested });
    expect(await outcomes(nested)).toEqual(['archive-too-deep']);
  });

  test('a thousand files are read, the next ones are refused', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1005 }, (_, index) => [`${index}.json`, story(String(index))]),
    );
    const found = await outcomes(zip(files, 0));
    expect(found).toHaveLength(1001);
    expect(found.at(-1)).toBe('too-many-entries');
  });

  test('an encrypted file is named, its neighbours are read', async () => {
    const bytes = Buffer.from(zip({ 'a.json': story('1'), 'b.json': story('2') }));
    for (const [signature, flags] of [
      ['PK\u0003\u0004', 6],
      ['PK\u0001\u0002', 8],
    ] as const) {
      const at = bytes.indexOf(Buffer.from(signature, 'latin1'));
      bytes.writeUInt16LE(bytes.readUInt16LE(at + flags) | 1, at + flags);
    }
    expect(await outcomes(bytes)).toEqual(['archive-encrypted', 'Story 2']);
  });

  test.each([4, 30, 60])('an archive that is cut after %d bytes is damaged', async (length) => {
    expect(await outcomes(zip({ 'a.json': story('1') }).subarray(0, length))).toEqual(['archive-damaged']);
    expect(await outcomes(gzipSync(story('1')).subarray(0, length))).toEqual(['archive-damaged']);
  });

  test('a tar that is cut off gives the files before the cut', async () => {
    const bytes = await tar([
      { name: 'a.json', body: story('1') },
      { name: 'b.json', body: story('2') },
    ]);
    expect((await outcomes(bytes.subarray(0, 1024 + 512 + 40)))[0]).toBe('Story 1');
  });

  test('an empty archive and one of folders hold nothing', async () => {
    expect(await outcomes(zip({}))).toEqual(['no-items']);
    expect(await outcomes(zip({ 'a/': new Uint8Array(0) }))).toEqual(['no-items']);
  });

  test('an office document is an archive and no wire', async () => {
    const document = zip({
      '[Content_Types].xml': Buffer.from('<Types/>'),
      'word/document.xml': Buffer.from('<w/>'),
    });
    expect(await outcomes(document)).toEqual(['unknown-format']);
  });
});
