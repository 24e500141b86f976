/** A file with more items than an invocation has time for: every attempt goes on where the one before ended. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DeadlineError } from '../../functions/ingest/items.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { Newsroom, ninjsFile, paragraphsOn } from './support/newsroom.ts';
import { clientsOf, stepsOver } from './support/steps.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ poll: false });
});
afterAll(async () => {
  await newsroom.close();
});

const ITEMS = 60;
const ITEMS_AN_ATTEMPT = 25;

test('is finished within a few attempts, with one receipt of all its items and one message for each', async () => {
  const items = Array.from({ length: ITEMS }, (_, index): unknown => {
    const topic = `Manyby${String.fromCharCode(97 + (index % 26))}${index < 26 ? '' : 'x'}${index < 52 ? '' : 'y'}`;
    const file = ninjsFile({ uri: `urn:x:many:${index}`, paragraphs: paragraphsOn(topic) });
    return JSON.parse(Buffer.from(file).toString());
  });
  const bytes = Buffer.from(JSON.stringify([{ uri: 17 }, ...items]));
  const key = await newsroom.drop('aurora', 'many.json', bytes);
  const delivery = {
    bucket: newsroom.inbox,
    key,
    received: 0,
    eTag: 'many',
    bytes: bytes.length,
    sequencer: '',
  };

  const attempt = (): Promise<Receipt> => {
    let looks = 0;
    const remaining = (): number => (looks++ < ITEMS_AN_ATTEMPT ? 60_000 : 1000);
    return stepsOver(newsroom, clientsOf(newsroom), () => 1000, remaining).take(delivery);
  };
  await expect(attempt()).rejects.toThrow(DeadlineError);
  await expect(attempt()).rejects.toThrow(DeadlineError);
  const receipt = await attempt();

  expect(receipt.counts).toEqual({ published: ITEMS, rejected: 1 });
  expect(receipt.items.map(({ itemIndex }) => itemIndex)).toEqual([...Array(ITEMS + 1).keys()]);
  const subjects = (await newsroom.messages()).map(({ subject }) => subject);
  expect(subjects).toHaveLength(ITEMS);
  expect(new Set(subjects).size).toBe(ITEMS);
});
