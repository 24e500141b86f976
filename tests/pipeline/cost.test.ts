/** What an article costs the table: DynamoDB bills by call and kilobyte, and the embedded one answers 800 calls a second. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JOURNAL, Newsroom, ninjsFile, paragraphsOn } from './support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  // The journal is a subscriber of the topic: what it writes is no part of the way of a file
  newsroom = await Newsroom.open({ pollsNot: JOURNAL, cold: true });
});
afterAll(async () => {
  await newsroom.close();
});

/** Read head, claim text, put revision, head, head as told, and receipt: six. The near-duplicate index: 6 anchors, a look at 12 more, and an entry. */
const STRAIGHT_PATH = { GetItem: 1, PutItem: 4 + 1, UpdateItem: 1 + 6, BatchGetItem: 1 };
/** With the head of the first article in a while a container learns which agencies are paused, in the same call. */
const AFTER_A_WHILE = { ...STRAIGHT_PATH, GetItem: undefined, BatchGetItem: 2 };
/** The index by agency; what is told at once does not come into that of what waits. */
const OF_INDEXES = 1;

test('a new article without sources in its text takes six calls of the table, and eight for the near-duplicate index', async () => {
  await newsroom.stack.quiet();
  newsroom.stack.meter.reset();
  await newsroom.drop('aurora', 'cost.json', ninjsFile({ paragraphs: paragraphsOn('Costwick') }));
  await newsroom.stack.quiet();
  const { operations, writeUnits, indexUnits, readUnits } = newsroom.stack.meter.read();
  expect(operations).toEqual(AFTER_A_WHILE);
  expect(indexUnits).toBe(OF_INDEXES);
  expect(readUnits).toBeLessThanOrEqual(2 + 6);
  expect(writeUnits).toBeLessThanOrEqual(14 - OF_INDEXES);
});

test('each name by which a kill may call an item costs one write unit, and all of them one call', async () => {
  newsroom.stack.meter.reset();
  const uri = 'urn:newsml:aurora.example:20260311:costwick-toll-0417';
  const slugline = 'BC-EU--Costwick Toll';
  const paragraphs = paragraphsOn('Costwick toll');
  await newsroom.drop('aurora', 'cost-named.json', ninjsFile({ uri, slugline, paragraphs }));
  await newsroom.stack.quiet();
  const { operations, writeUnits } = newsroom.stack.meter.read();
  expect(operations).toEqual({ ...STRAIGHT_PATH, BatchWriteItem: 1 });
  // It has two
  expect(writeUnits).toBeLessThanOrEqual(15);
});

test('a redelivery writes its receipt and nothing else', async () => {
  newsroom.stack.meter.reset();
  await newsroom.drop('aurora', 'cost-again.json', ninjsFile({ paragraphs: paragraphsOn('Costwick') }));
  await newsroom.stack.quiet();
  expect(newsroom.stack.meter.read().operations).toEqual({ GetItem: 2, PutItem: 1 });
});
