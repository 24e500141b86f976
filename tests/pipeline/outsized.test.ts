/** A file that is small enough can hold a field that is not: it must not fail the same way at every retry. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { INLINE_MAX_BYTES } from '../../functions/adapters/publish/message.ts';
import { recordWith } from '../support/records.ts';
import { revisionWith } from '../support/revisions.ts';
import { shippedSchema, violations } from '../support/schemas.ts';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { JOURNAL, Newsroom, ninjsFile, onlyItem, paragraphsOn, type Story } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ pollsNot: JOURNAL });
});
afterAll(async () => {
  await newsroom.close();
});

const long = (words: number): string => 'word '.repeat(words);

test.each<[string, Story]>([
  ['an id', { uri: `urn:x:${'x'.repeat(450_000)}` }],
  ['a version', { version: '9'.repeat(450_000) }],
  ['a headline', { headline: long(60_000) }],
  ['a note', { ednote: long(60_000) }],
  [
    'a list of subjects',
    { subjects: Array.from({ length: 5000 }, (_, code) => ({ uri: `urn:x:${code}`, name: long(12) })) },
  ],
  ['a field of no standard', { mystery: long(80_000) }],
])(
  '%s of hundreds of kilobytes is stored and published, in a message that SNS takes',
  async (name, story) => {
    const topic = `Outsized${name.replaceAll(' ', '')}`;
    const file = ninjsFile({ uri: `urn:x:${topic}`, paragraphs: paragraphsOn(topic), ...story });
    const receipt = await newsroom.take(['aurora', `${topic}.json`, file]);
    expect(onlyItem(receipt).outcome).toBe('published');
    const [message, ...more] = await newsroom.messages();
    expect(more).toEqual([]);
    expect(violations(shippedSchema('message'), message)).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(INLINE_MAX_BYTES);
  },
);

test('a revision that says the same as an earlier one keeps a record of its own, however large', async () => {
  const noise = randomBytes(400_000).toString('base64');
  const at = (versionCreated: string) => recordWith({ paragraphs: [noise], article: { versionCreated } });
  const [first, again] = [at('2026-03-11T08:00:00Z'), at('2026-03-11T10:00:00Z')];
  const articleId = 'b'.repeat(32);
  await newsroom.table.putRevision(revisionWith(first, { articleId }), first);
  await newsroom.table.putRevision(revisionWith(again, { articleId, revision: 2 }), again);
  expect((await newsroom.table.revision(articleId, 1))?.record).toEqual(first);
  expect((await newsroom.table.revision(articleId, 2))?.record).toEqual(again);
});

test('what may not be told yet, or never, lies nowhere that subscribers may read, however large', async () => {
  const below = async (prefix: string): Promise<number> => {
    const { Contents = [] } = await newsroom.stack.clients.s3.send(
      new ListObjectsV2Command({ Bucket: newsroom.stack.ref('ArchiveBucket'), Prefix: prefix }),
    );
    return Contents.length;
  };
  const before = { bodies: await below('bodies/'), records: await below('records/') };
  const large = (name: string, more: Story) =>
    [
      'aurora',
      `${name}.json`,
      ninjsFile({ uri: `urn:x:${name}`, paragraphs: [randomBytes(400_000).toString('base64')], ...more }),
    ] as const;

  const held = await newsroom.take(large('LargeHeld', { embargoed: '2999-01-01T00:00:00Z' }));
  expect(onlyItem(held).outcome).toBe('held');
  const killed = await newsroom.take(large('LargeKilled', { pubstatus: 'canceled' }));
  expect(onlyItem(killed).outcome).toBe('killed');
  const late = await newsroom.take(
    large('LargeKilled', { version: '0', versioncreated: '2026-03-11T07:00:00Z' }),
  );
  expect(onlyItem(late).outcome).toBe('late');
  expect(await below('bodies/')).toBe(before.bodies);
  expect(await below('records/')).toBeGreaterThan(before.records);

  const free = await newsroom.take(large('LargeFree', {}));
  expect(onlyItem(free).outcome).toBe('published');
  expect(await below('bodies/')).toBe(before.bodies + 1);
});
