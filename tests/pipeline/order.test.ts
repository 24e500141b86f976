/** Queue and retries change the order of deliveries: what subscribers see at the end is what the agency meant. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn, type Story } from './support/newsroom.ts';
import { clientsOf, stepsOver } from './support/steps.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ poll: false });
});
afterAll(async () => {
  await newsroom.close();
});

const START = Date.parse('2026-03-11T12:00:00Z');
let now = START;
beforeEach(() => {
  now = START;
});

let files = 0;
/** Takes a file as if the inbox had got it so many seconds after noon. */
async function take(story: Story, second = 0, provider = 'aurora'): Promise<Receipt> {
  const bytes = ninjsFile(story);
  const key = await newsroom.drop(provider, `file-${++files}.json`, bytes);
  const { bucket, received, eTag } = { bucket: newsroom.inbox, received: START + second * 1000, eTag: key };
  const delivery = { bucket, key, received, eTag, bytes: bytes.length, sequencer: '' };
  return stepsOver(newsroom, clientsOf(newsroom), () => now).take(delivery);
}

async function told(): Promise<[type: string, revision: number][]> {
  return (await newsroom.messages()).map(({ type, revision }) => [type.slice(13), revision]);
}

const AGELESS = { version: undefined, versioncreated: undefined };

test('of two texts without version and clock the one that was delivered later stays, in whatever order they are taken', async () => {
  const uri = 'urn:x:ageless';
  const paragraphs = paragraphsOn('Agelessby');
  await take({ uri, paragraphs: [...paragraphs, 'This is new.'], ...AGELESS }, 20);
  const retried = await take({ uri, paragraphs, ...AGELESS }, 10);
  expect(onlyItem(retried)).toMatchObject({ outcome: 'late' });
  expect(await told()).toEqual([['published', 1]]);
  await take({ uri, paragraphs: [...paragraphs, 'This is newest.'], ...AGELESS }, 30);
  expect(await told()).toEqual([['updated', 3]]);
});

describe('a kill that overtakes its story', () => {
  const uri = 'urn:x:overtaken';
  const paragraphs = paragraphsOn('Overtakenby');

  test('is all that subscribers hear: the story is kept as late', async () => {
    await take({ uri, version: '2', versioncreated: '2026-03-11T09:00:00Z', pubstatus: 'canceled' }, 1);
    const story = await take({ uri, paragraphs });
    expect(onlyItem(story)).toMatchObject({ outcome: 'late', revision: 2 });
    expect(await told()).toEqual([['killed', 1]]);
    expect(await newsroom.table.head(articleIdOf('aurora', uri))).toMatchObject({ pubStatus: 'canceled' });
  });

  test('also holds back the same text of another agency, and the operators hear of it', async () => {
    const copy = await take({ uri: 'urn:x:copy', paragraphs }, 2, 'borealis');
    expect(onlyItem(copy)).toMatchObject({
      outcome: 'duplicate',
      dedupe: { of: articleIdOf('aurora', uri) },
    });
    expect(await told()).toEqual([]);
    expect(await newsroom.notices()).toEqual([
      expect.objectContaining({ type: 'wire.killed-text.again', uri: 'urn:x:copy', published: false }),
    ]);
  });
});

test('a kill of what is announced says nothing of a version that is still under embargo', async () => {
  const uri = 'urn:x:half-secret';
  const paragraphs = paragraphsOn('Halfsecretby');
  const embargoed = '2099-01-01T00:00:00Z';
  await take({ uri, paragraphs });
  const secret = {
    uri,
    headline: 'Minister to resign',
    paragraphs: [...paragraphs, 'She will resign.'],
    embargoed,
  };
  const update = await take({ ...secret, version: '2', versioncreated: '2026-03-11T09:00:00Z' }, 1);
  expect(onlyItem(update)).toMatchObject({ outcome: 'held' });
  await take({ ...secret, version: '3', versioncreated: '2026-03-11T10:00:00Z', pubstatus: 'canceled' }, 2);
  const messages = await newsroom.messages();
  expect(messages.map(({ type }) => type)).toEqual(['wire.article.published', 'wire.article.killed']);
  expect(messages[1]?.data.article).toMatchObject({ uri, pubStatus: 'canceled' });
  expect(JSON.stringify(messages[1])).not.toMatch(/resign/);
});
