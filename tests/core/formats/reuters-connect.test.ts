import { expect, test } from '@jest/globals';
import { samplePath } from '../../support/samples.ts';
import { altId, paragraphsIn, readWire, recordOfJson, recordsIn } from '../../support/wires.ts';

test('an item: its version is opaque, so it does not sort', async () => {
  const [record] = await recordsIn(samplePath('delta', 'reuters-connect-item.json'), 'delta');
  if (record === undefined) throw new Error('no record');
  expect(record.wire.format).toBe('reuters-connect');
  expect(record.article.uri).toBe('tag:delta.example,2026:newsml_DX1T2U3V4W');
  expect(record.article.version).toBe('1542761538');
  expect(record.wire.versionSequence).toBeNull();
  expect(altId(record, 'usn')).toBe('DX1T2U3V4W');
});

test('its text is read although an empty title stands before it', async () => {
  const [record] = await recordsIn(samplePath('delta', 'reuters-connect-item.json'), 'delta');
  if (record === undefined) throw new Error('no record');
  expect(paragraphsIn(record)).toEqual([
    'PORTO ALVO, June 1 (Delta) - Dockers in Porto Alvo began the second week of their strike on Monday.',
    'Ships wait off the coast.',
  ]);
  expect(record.wire.extra).not.toHaveProperty('bodyXhtml');
});

test('headline, slug, status, subjects and signals in words', async () => {
  const [record] = await recordsIn(samplePath('delta', 'reuters-connect-item.json'), 'delta');
  expect(record?.article.slugline).toBe('PORTOALVO-STRIKE/ (UPDATE 2)');
  expect(record?.article.pubStatus).toBe('usable');
  expect(record?.article.urgency).toBe(3);
  expect(record?.wire.signals).toContain('update');
  expect(record?.wire.dateline.city).toBe('PORTO ALVO');
  expect(record?.article.subjects?.map(({ uri }) => uri)).toEqual([
    'urn:x-qcode:N2:STRIK',
    'http://cv.iptc.org/newscodes/subjectcode/09014000',
    'http://cv.iptc.org/newscodes/mediatopic/20000533',
  ]);
});

test('a search result: each item, with a date in place of a dateline left out', async () => {
  const result = await readWire(samplePath('delta', 'reuters-connect-search.json'), 'delta');
  if (!result.ok) throw new Error(result.message);
  const [picture, nameless, killed] = result.items;
  if (picture?.ok !== true || killed?.ok !== true) throw new Error('an item was not read');
  expect(picture.record.article.type).toBe('picture');
  expect(picture.record.article.descriptions?.[0]?.role).toBe('caption');
  expect(picture.record.article.located).toBe('Porto Alvo');
  expect(picture.record.article.version).toBe('2');
  expect(nameless).toMatchObject({ ok: false, code: 'not-reuters' });
  expect(killed.record.article.uri).toBe('tag:delta.example,2026:newsml_DXBAD');
  expect(killed.record.article.pubStatus).toBe('canceled');
  expect(killed.record.wire.dateline.text).toBeNull();
});

test('without a uri the versioned id gives the identity of the story', async () => {
  const item = { versionedGuid: 'tag:delta.example,2026:newsml_A1:55', headLine: 'x', usn: 'A1' };
  const { article } = await recordOfJson({ data: { item } });
  expect(article.uri).toBe('tag:delta.example,2026:newsml_A1');
  expect(article.version).toBe('55');
});

test('files that are named by a uri and a type are renditions', async () => {
  const { article } = await recordOfJson({
    data: {
      item: {
        uri: 'tag:delta.example,2026:newsml_DXPIC',
        usn: 'DXPIC',
        type: 'picture',
        caption: 'The harbour.',
        renditions: [
          {
            uri: 'tag:delta.example,2026:binary_1',
            type: 'rend:baseImage',
            mimeType: 'image/jpeg',
            size: 512,
          },
          { url: 'https://delta.example/t.jpg', code: 'THUMBNAIL' },
        ],
      },
    },
  });
  expect(article.renditions).toMatchObject([
    {
      name: 'baseImage',
      href: 'tag:delta.example,2026:binary_1',
      contentType: 'image/jpeg',
      sizeInBytes: 512,
    },
    { name: 'THUMBNAIL', href: 'https://delta.example/t.jpg' },
  ]);
});

test('a story that is signalled as deleted is canceled', async () => {
  const { article } = await recordOfJson({
    data: {
      item: { uri: 'tag:delta.example,2026:newsml_DX9', usn: 'DX9', headLine: 'A', signal: ['edStat:D'] },
    },
  });
  expect(article.pubStatus).toBe('canceled');
});
