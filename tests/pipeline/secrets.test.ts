/** What may not be known yet is in no message, whatever becomes of its article before its time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TakenItem } from '../../functions/adapters/store/outcomes.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn, type Story } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open();
});
afterAll(async () => {
  await newsroom.close();
});

const LATER = '2099-01-01T00:00:00Z';

let names = 0;
const take = async (provider: string, story: Story): Promise<TakenItem> => {
  const file = ninjsFile({ headline: 'Secret merger', ...story });
  return onlyItem(await newsroom.take([provider, `secret-${names++}.json`, file]));
};
const version = (number: number) => ({
  version: String(number),
  versioncreated: `2026-03-11T0${number}:00:00Z`,
});

/** Ends of publication are told of what nobody was told of: which article, and not a word of it. */
const expectOnly = async (...types: string[]): Promise<void> => {
  const messages = await newsroom.messages();
  expect(messages.map(({ type }) => type.slice(13))).toEqual(types);
  expect(JSON.stringify(messages)).not.toMatch(/secret (?:merger|note)/i);
};

test('a withheld article stays unknown, however often the agency changes it', async () => {
  const story = { uri: 'urn:x:draft', pubstatus: 'withheld' };
  await take('aurora', { ...story, ...version(1), paragraphs: paragraphsOn('Draftby') });
  await take('aurora', { ...story, ...version(2), paragraphs: paragraphsOn('Draftville') });
  await expectOnly('withheld', 'withheld');
  await take('aurora', { uri: story.uri, ...version(3), paragraphs: paragraphsOn('Draftville') });
  expect((await newsroom.messages()).map(({ type }) => type)).toEqual(['wire.article.published']);
});

test('a story under embargo that is killed twice stays unknown, also where the kills do not speak of the embargo', async () => {
  const story = { uri: 'urn:x:killed-twice', paragraphs: paragraphsOn('Killtwiceby') };
  await take('aurora', { ...story, ...version(1), embargoed: LATER });
  await take('aurora', { ...story, ...version(2), pubstatus: 'canceled' });
  await take('aurora', { ...story, ...version(3), pubstatus: 'canceled', ednote: 'The secret note' });
  await expectOnly('killed', 'killed');
});

test('an embargo in words is not told in its own words, for they are the headline', async () => {
  const story = {
    uri: 'urn:x:in-words',
    headline: 'EMBARGOED: Secret merger',
    paragraphs: paragraphsOn('Wordsby'),
  };
  expect((await take('aurora', { ...story, ...version(1) })).outcome).toBe('held');
  await take('aurora', { ...story, ...version(2), pubstatus: 'canceled' });
  await expectOnly('killed');
});

test('a copy of a story under embargo, itself under embargo, stays unknown when it is killed', async () => {
  const paragraphs = paragraphsOn('Copyembargo');
  await take('aurora', { uri: 'urn:x:original', paragraphs, embargoed: LATER });
  const copy = { uri: 'urn:x:copy', paragraphs };
  expect((await take('borealis', { ...copy, ...version(1), embargoed: LATER })).outcome).toBe('held');
  await take('borealis', { ...copy, ...version(2), pubstatus: 'canceled' });
  await expectOnly('killed');
});
