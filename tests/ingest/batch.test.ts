import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { NotScannedYetError, SCAN_PATIENCE_MS, scanWaitSeconds } from '../../functions/ingest/scan.ts';
import { takeBatch, type BatchPorts, type QueueMessage } from '../../functions/ingest/batch.ts';

const NOW = Date.parse('2026-03-11T12:00:00Z');

interface Sent {
  key?: string;
  bytes?: number;
  receives?: number;
  /** Seconds since it was first received. */
  age?: number;
  body?: string;
}

/** A message as SQS hands it over; its handle is its id with a hash. */
function message(
  messageId: string,
  { key = messageId, bytes = 100, receives = 1, age = 0, body }: Sent = {},
): QueueMessage {
  const record = {
    eventName: 'ObjectCreated:Put',
    eventTime: '2026-03-11T11:59:00Z',
    s3: {
      bucket: { name: 'inbox' },
      object: { key: `incoming/aurora/${key}`, size: bytes, sequencer: '01' },
    },
  };
  return {
    messageId,
    receiptHandle: `#${messageId}`,
    body: body ?? JSON.stringify({ Records: [record] }),
    attributes: {
      ApproximateReceiveCount: String(receives),
      ApproximateFirstReceiveTimestamp: String(NOW - age * 1000),
    },
  };
}

/** Everything that happens, in order: `take a`, `remove #a`, `#a in 10`. */
let log: string[];
let broken: Set<string>;
let unseen: unknown[];
let failures: string[];
beforeEach(() => {
  log = [];
  broken = new Set();
  unseen = [];
  failures = [];
});

function batch(messages: readonly QueueMessage[], ports: Partial<BatchPorts> = {}): Promise<string[]> {
  return takeBatch(
    {
      take: ({ key }, again) => {
        const name = key.slice('incoming/aurora/'.length);
        log.push(`take ${name}${again ? ' again' : ''}`);
        return broken.has(name) ? Promise.reject(new Error('no luck')) : Promise.resolve({} as Receipt);
      },
      queue: {
        comeAgain: (of) => {
          log.push(...of.map(({ receiptHandle, seconds }) => `${receiptHandle} in ${seconds}`));
          return Promise.resolve();
        },
        remove: (of) => {
          log.push(...of.map(({ receiptHandle }) => `remove ${receiptHandle}`));
          return Promise.resolve();
        },
      },
      now: () => NOW,
      remaining: () => 60_000,
      ...ports,
    },
    messages,
    {
      taken: () => undefined,
      putAside: () => undefined,
      waits: ({ key }) => log.push(`waits ${key}`),
      ignored: () => undefined,
      failed: (id) => failures.push(id),
      queueFailed: (error) => unseen.push(error),
    },
  );
}

describe('a delivery whose scan for malware has not ended', () => {
  const take = (): Promise<Receipt> => Promise.reject(new NotScannedYetError('not yet'));

  test.each([
    [1, 5],
    [2, 15],
    [3, 40],
    [4, 120],
    [5, 300],
    [7, 300],
  ])('for the %i. time comes again in %i seconds, and has not failed', async (receives, seconds) => {
    expect(await batch([message('a', { receives })], { take })).toEqual(['a']);
    expect(log.at(-1)).toBe(`#a in ${seconds}`);
    expect(log).toContain('waits incoming/aurora/a');
    expect(failures).toEqual([]);
  });

  test('has its verdict or is given up while the queue still has receives for failures', () => {
    const waits = [1, 2, 3, 4, 5].map(scanWaitSeconds);
    expect(waits.reduce((sum, seconds) => sum + seconds, 0) * 1000).toBe(SCAN_PATIENCE_MS);
  });
});

describe('a delivery that fails', () => {
  test.each([
    [1, 10],
    [2, 30],
    [3, 120],
    [4, 360],
    [7, 360],
  ])('for the %i. time comes again in %i seconds', async (receives, seconds) => {
    broken.add('a');
    expect(await batch([message('a', { receives })])).toEqual(['a']);
    expect(log.at(-1)).toBe(`#a in ${seconds}`);
  });

  test('is alone in that: those beside it are done, and Lambda removes them', async () => {
    broken.add('b');
    expect(await batch([message('a'), message('b'), message('c')])).toEqual(['b']);
    expect(log).toEqual(['take a', 'take b', 'take c', '#b in 10']);
  });

  test('comes again in seconds too where only the time had run out', async () => {
    expect(await batch([message('a')], { remaining: () => 1000 })).toEqual(['a']);
    expect(log).toEqual(['#a in 10']);
  });

  test('is taken up where it was left', async () => {
    await batch([message('a', { receives: 2, age: 11 })]);
    expect(log).toEqual(['take a again']);
  });

  test('comes after the time of the queue where the queue does not answer', async () => {
    broken.add('a');
    const queue = { comeAgain: () => Promise.reject(new Error('gone')), remove: () => Promise.resolve() };
    expect(await batch([message('a')], { queue })).toEqual(['a']);
    expect(unseen).toHaveLength(1);
  });

  test('needs no handle: what runs without a queue is only told which failed', async () => {
    broken.add('a');
    const { messageId, body } = message('a');
    expect(await batch([{ messageId, body }])).toEqual(['a']);
    expect(log).toEqual(['take a']);
  });
});

describe('a delivery that may bring the process down', () => {
  test.each([
    ['came back although nobody handed it back', { receives: 2, age: 370 }],
    ['came for the third time', { receives: 3, age: 45 }],
  ])('%s: it is tried when all else is settled, out of the way of the others', async (_name, suspect) => {
    broken.add('c');
    const failed = await batch([message('a', suspect), message('b'), message('c')]);
    expect(failed).toEqual(['c']);
    expect(log).toEqual(['take b', 'take c', '#c in 10', 'remove #b', '#a in 600', 'take a again']);
  });

  test('is not one that was handed back a moment ago', async () => {
    await batch([message('a', { receives: 2, age: 12 }), message('b')]);
    expect(log).toEqual(['take a again', 'take b']);
  });

  test('is tried alone, the small before the large, and each is settled before the next', async () => {
    const suspect = { receives: 3, age: 400 };
    broken.add('m');
    await batch([
      message('l', { ...suspect, bytes: 9000 }),
      message('s', { ...suspect, bytes: 10 }),
      message('m', { ...suspect, bytes: 500 }),
    ]);
    expect(log).toEqual([
      '#s in 600',
      'take s again',
      'remove #s',
      '#m in 600',
      'take m again',
      '#m in 120',
      '#l in 600',
      'take l again',
    ]);
  });

  test('that fails as others do comes again as others do', async () => {
    broken.add('a');
    expect(await batch([message('a', { receives: 3, age: 50 })])).toEqual(['a']);
    expect(log).toEqual(['#a in 600', 'take a again', '#a in 120']);
  });

  test('is tried although the queue does not answer', async () => {
    const gone = (): Promise<void> => Promise.reject(new Error('gone'));
    const queue = { comeAgain: gone, remove: gone };
    expect(await batch([message('a', { receives: 3 }), message('b')], { queue })).toEqual([]);
    expect(log).toEqual(['take b', 'take a again']);
  });
});

test('a message that S3 does not send fails, whoever is beside it', async () => {
  expect(await batch([message('a', { body: 'hello' }), message('b')])).toEqual(['a']);
  expect(log).toEqual(['take b', '#a in 10']);
});
