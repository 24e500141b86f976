/**
 * A process may die before or after any of its calls. Whatever it was doing, the redelivery and the release of the
 * next minutes finish it: one revision, one event id, a receipt, and nothing left in the outbox.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import type { Delivery } from '../../functions/desk/notification.ts';
import { Crash, crashing } from './support/crashing.ts';
import { Newsroom, ninjsFile, paragraphsOn, type Story } from './support/newsroom.ts';
import { clientsOf, stepsOver } from './support/steps.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ poll: false });
});
afterAll(async () => {
  await newsroom.close();
});

const START = Date.parse('2026-03-11T12:00:00Z');
const MINUTE = 60_000;

/** More calls than any of these deliveries makes. */
const MANY = 1000;

/** Dies before its first call. */
const AT_ONCE = -1;

const town = (crashAt: number, what: string): string => {
  const number = crashAt - AT_ONCE;
  return `Crash${what}${String.fromCharCode(97 + (number % 26))}${String.fromCharCode(97 + Math.floor(number / 26))}berg`;
};

async function deliver(name: string, bytes: Uint8Array): Promise<Delivery> {
  const key = await newsroom.drop('aurora', name, bytes);
  return { bucket: newsroom.inbox, key, bytes: bytes.length, received: START, eTag: name, sequencer: '' };
}

/** Takes deliveries; the last one by a process that dies, and again by one that lives. @returns whether it died */
async function takeWithCrash(deliveries: readonly Delivery[], crashAt: number): Promise<boolean> {
  let now = START;
  const alive = stepsOver(newsroom, clientsOf(newsroom), () => now);
  const mortal = crashing(clientsOf(newsroom), crashAt);
  const last = deliveries.at(-1);
  if (last === undefined) throw new Error('nothing to take');
  for (const delivery of deliveries.slice(0, -1)) await alive.take(delivery);
  let died = false;
  try {
    await stepsOver(newsroom, mortal.clients, () => now).take(last);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    died = true;
  }
  died ||= mortal.calls() > crashAt;
  now += 6 * MINUTE;
  await alive.take(last);
  now += 2 * MINUTE;
  await alive.release();
  return died;
}

const CASES: readonly { name: string; stories: (topic: string) => Story[]; types: string[] }[] = [
  { name: 'a new article', stories: () => [{}], types: ['published'] },
  {
    name: 'an update',
    stories: () => [
      {},
      { version: '2', versioncreated: '2026-03-11T09:00:00Z', headline: 'The bridge opens' },
    ],
    types: ['published', 'updated'],
  },
  {
    name: 'a kill',
    stories: () => [{}, { version: '2', versioncreated: '2026-03-11T09:00:00Z', pubstatus: 'canceled' }],
    types: ['published', 'killed'],
  },
];

describe.each(CASES)('a process that dies while it takes $name', ({ stories, types }) => {
  test('before or after any of its calls leaves nothing undone', async () => {
    let calls = AT_ONCE;
    for (; calls < MANY; calls++) {
      const topic = town(calls, types.at(-1) ?? '');
      const uri = `urn:newsml:aurora.example:${topic}`;
      const deliveries: Delivery[] = [];
      for (const [index, story] of stories(topic).entries()) {
        deliveries.push(
          await deliver(
            `${topic}-${index}.json`,
            ninjsFile({ uri, paragraphs: paragraphsOn(topic), ...story }),
          ),
        );
      }
      const died = await takeWithCrash(deliveries, calls);
      const articleId = articleIdOf('aurora', uri);
      const head = await newsroom.table.head(articleId);
      expect(head).toMatchObject({
        lastRevision: types.length,
        told: { revision: types.length },
        telling: null,
        next: null,
        held: null,
      });
      const ids = new Set((await newsroom.messages()).map(({ id }) => id));
      expect([...ids].sort()).toEqual(types.map((type, index) => `${articleId}.${index + 1}.${type}`).sort());
      const last = deliveries.at(-1);
      const receipt = await newsroom.receipt(last?.key ?? '');
      expect(receipt).toMatchObject({ state: 'done', counts: { [types.at(-1) ?? '']: 1 } });
      if (!died) break;
    }
    // One read, six of the table, one message
    expect(calls).toBeGreaterThanOrEqual(7);
    expect(calls).toBeLessThan(MANY);
  });
});

test('a new article that is stored is told, also when its taker died before telling it and its file never comes again', async () => {
  let stored = 0;
  for (let calls = AT_ONCE; calls < MANY; calls++) {
    const topic = town(calls, 'alone');
    const uri = `urn:newsml:aurora.example:${topic}`;
    const delivery = await deliver(`${topic}.json`, ninjsFile({ uri, paragraphs: paragraphsOn(topic) }));
    // What was taken is looked through once, so time goes on
    let now = START + (calls + 2) * 10 * MINUTE;
    const mortal = crashing(clientsOf(newsroom), calls);
    const died = await stepsOver(newsroom, mortal.clients, () => now)
      .take(delivery)
      .then(
        () => mortal.calls() > calls,
        () => true,
      );
    now += 6 * MINUTE;
    await stepsOver(newsroom, clientsOf(newsroom), () => now).release();
    const head = await newsroom.table.head(articleIdOf('aurora', uri));
    if (head !== undefined) {
      stored++;
      expect(head).toMatchObject({ told: { revision: 1, event: 'published' }, telling: null });
    }
    if (!died) break;
  }
  // With its head, its message, its head as told
  expect(stored).toBeGreaterThanOrEqual(3);
});

test('what the topic does not take is in the outbox at once, and is told by the next minute', async () => {
  const uri = 'urn:newsml:aurora.example:outage';
  const delivery = await deliver('outage.json', ninjsFile({ uri, paragraphs: paragraphsOn('Outageberg') }));
  const clients = clientsOf(newsroom);
  const outage = { send: () => Promise.reject(new Error('the topic is not there')) };
  let now = START;
  const taken = await stepsOver(newsroom, { ...clients, sns: outage }, () => now).take(delivery);
  expect(taken.counts).toEqual({ pending: 1 });
  now += MINUTE;
  const due: string[] = [];
  for await (const { articleId } of newsroom.table.due(new Date(now).toISOString())) due.push(articleId);
  expect(due).toContain(articleIdOf('aurora', uri));
  await stepsOver(newsroom, clients, () => now).release();
  expect(await newsroom.table.head(articleIdOf('aurora', uri))).toMatchObject({ told: { revision: 1 } });
});

test('an unreadable file whose taker died is quarantined and told all the same', async () => {
  let calls = AT_ONCE;
  for (; calls < MANY; calls++) {
    const delivery = await deliver(
      `rubbish-${calls}.bin`,
      Buffer.from([0, 1, 2, 3, 255, 254, calls - AT_ONCE]),
    );
    if (!(await takeWithCrash([delivery], calls))) break;
    expect(await newsroom.receipt(delivery.key)).toMatchObject({
      state: 'quarantined',
      code: 'unknown-format',
    });
    const told = (await newsroom.notices()).map(({ type, id }) => `${type} ${id}`);
    expect(new Set(told).size).toBe(1);
  }
  expect(calls).toBeGreaterThanOrEqual(4);
});
