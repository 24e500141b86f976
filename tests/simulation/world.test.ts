import { describe, expect, test } from '@jest/globals';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { createWorld } from '../../simulation/world/create.ts';
import type { Entry, LogEntry, Script, World, WorldOptions } from '../../simulation/world/world.ts';

const START = Date.parse('2026-03-11T08:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function world(options: Partial<WorldOptions> = {}): Promise<World> {
  return createWorld({ seed: 1, faults: false, start: START, ...options });
}

function wire(more: Record<string, unknown> = {}, about = 'Skarvsund'): Uint8Array {
  const paragraphs = [1, 2, 3].map(
    (n) =>
      `<p>The council of ${about} votes about bridge ${n}, and ${about} has waited for it ${n * 7} years.</p>`,
  );
  return Buffer.from(
    JSON.stringify({
      uri: `urn:newsml:aurora.example:20260311:${about}`,
      standard: { name: 'ninjs', version: '2.1' },
      type: 'text',
      pubstatus: 'usable',
      version: '1',
      versioncreated: '2026-03-11T07:59:00Z',
      language: 'en',
      headlines: [{ role: 'main', value: `${about} votes` }],
      bodies: [{ contenttype: 'text/html', value: paragraphs.join('') }],
      ...more,
    }),
  );
}

function entries<Kind extends LogEntry['kind']>({ log }: World, kind: Kind): Entry<Kind>[] {
  return log.filter((entry): entry is Entry<Kind> => entry.kind === kind);
}

/** What subscribers have, by the end of the event's type. */
function told(of: World): string[] {
  return entries(of, 'message')
    .filter(({ topic, taken }) => topic === 'article' && taken)
    .map(({ body }) => String((JSON.parse(body) as { type: string }).type.split('.').at(-1)));
}

function receiptOf(of: World, name: string): Receipt | undefined {
  return entries(of, 'receipt').find(({ receipt }) => receipt.key.endsWith(name))?.receipt;
}

/** Fails calls that match, as often as it says. */
function failing(
  matches: (attempt: Parameters<Script>[0]) => boolean,
  fate: ReturnType<Script>,
  times = 1,
): Script {
  let left = times;
  return (attempt) => {
    if (left === 0 || !matches(attempt)) return undefined;
    left--;
    return fate;
  };
}

const isRevision = ({ command, key }: Parameters<Script>[0]): boolean =>
  command === 'PutItem' && key.includes(' R#');

describe('a run is told by its seed', () => {
  async function run(seed: number): Promise<World> {
    const made = await world({ seed, faults: true });
    for (let n = 0; n < 4; n++) {
      made.deliver(`incoming/aurora/${n}.json`, wire({ version: String(n) }), START + n * SECOND);
      made.deliver(`incoming/borealis/${n}.json`, wire({}, `Ness ${n}`), START + n * SECOND);
    }
    made.outage('sns', START + SECOND, START + 10 * SECOND);
    made.calm(START + 60 * MINUTE);
    expect(await made.runUntilQuiet()).toBe(true);
    return made;
  }

  test('the same seed gives the same calls, messages and times', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const [first, second] = [await run(seed), await run(seed)];
      expect(second.hash()).toBe(first.hash());
      expect(second.log.map(({ time, kind }) => `${time} ${kind}`)).toEqual(
        first.log.map(({ time, kind }) => `${time} ${kind}`),
      );
    }
  });

  test('other seeds give other runs', async () => {
    const hashes = new Set<string>();
    for (let seed = 1; seed <= 5; seed++) hashes.add((await run(seed)).hash());
    expect(hashes.size).toBe(5);
  });
});

describe('the queue and the function', () => {
  test('a message whose worker died comes again after the visibility time-out', async () => {
    const made = await world({ script: failing(isRevision, 'die-before') });
    made.deliver('incoming/aurora/a.json', wire(), START);
    expect(await made.runUntilQuiet()).toBe(true);
    const [first, second] = entries(made, 'start').filter((entry) => entry.function === 'ingest');
    expect(entries(made, 'death')).toHaveLength(1);
    expect(second?.messageIds).toEqual(first?.messageIds);
    expect((second?.time ?? 0) - (first?.time ?? 0)).toBeGreaterThanOrEqual(6 * MINUTE);
    expect(told(made)).toEqual(['published']);
    expect(receiptOf(made, 'a.json')?.state).toBe('done');
  });

  test('after eight tries a message is a dead letter, and comes back when it is sent back', async () => {
    const made = await world({
      script: failing(
        ({ command, worker }) => command === 'GetObject' && worker.kind === 'ingest',
        'throttle',
        24,
      ),
    });
    made.deliver('incoming/aurora/a.json', wire(), START);
    expect(await made.runUntilQuiet()).toBe(true);
    expect(entries(made, 'dead-letter')).toHaveLength(1);
    expect(made.deadLetters()).toHaveLength(1);
    expect(told(made)).toEqual([]);

    made.redrive(made.now + MINUTE);
    expect(await made.runUntilQuiet()).toBe(true);
    expect(made.deadLetters()).toEqual([]);
    expect(told(made)).toEqual(['published']);
  });

  test('of a batch, only what failed comes again', async () => {
    const made = await world({
      maxConcurrency: 1,
      script: failing(
        ({ command, key }) => command === 'GetObject' && key.endsWith('n2.json'),
        'throttle',
        3,
      ),
    });
    for (let n = 0; n < 6; n++) {
      made.deliver(`incoming/aurora/n${n}.json`, wire({}, `Ness ${n}`), START, { notifyAfter: 10 });
    }
    expect(await made.runUntilQuiet()).toBe(true);
    expect(entries(made, 'message-failed')).toHaveLength(1);
    const received = entries(made, 'start').flatMap(({ messageIds }) => messageIds);
    expect(received).toHaveLength(7);
    expect(entries(made, 'receipt').filter(({ receipt }) => receipt.repeats === 0)).toHaveLength(6);
  });

  test('a worker that takes longer than it may is gone', async () => {
    const made = await world({ script: failing(isRevision, { afterMs: 90 * SECOND }) });
    made.deliver('incoming/aurora/a.json', wire(), START);
    expect(await made.runUntilQuiet()).toBe(true);
    expect(entries(made, 'death').map(({ reason }) => reason)).toEqual(['timeout']);
    // Its request was on its way, and arrived
    expect(told(made)).toEqual(['published']);
  });
});

describe('calls that go wrong', () => {
  test('a write whose answer was lost is repeated, and fails on itself', async () => {
    const made = await world({ script: failing(isRevision, 'lose-answer') });
    made.deliver('incoming/aurora/a.json', wire(), START);
    expect(await made.runUntilQuiet()).toBe(true);
    const writes = entries(made, 'call').filter(
      ({ command, key }) => command === 'PutItem' && key.endsWith(' R#000001'),
    );
    expect(writes.map(({ outcome }) => outcome)).toEqual([
      'ok lose-answer',
      'ConditionalCheckFailedException',
    ]);
    expect(told(made)).toEqual(['published']);
  });

  test('what SNS refuses while it is down is told when it is back', async () => {
    const made = await world();
    made.outage('sns', START, START + 20 * MINUTE);
    made.deliver('incoming/aurora/a.json', wire(), START);
    await made.runUntil(START + 19 * MINUTE);
    expect(told(made)).toEqual([]);
    expect(await made.runUntilQuiet()).toBe(true);
    expect(told(made)).toEqual(['published']);
  });

  test('a message whose answer was lost is told twice under one id', async () => {
    const made = await world({ script: failing(({ service }) => service === 'sns', 'lose-answer') });
    made.deliver('incoming/aurora/a.json', wire(), START);
    await made.runUntilQuiet();
    const messages = entries(made, 'message').map(({ body }) => body);
    expect(messages).toHaveLength(2);
    expect(messages[1]).toBe(messages[0]);
  });
});

describe('time', () => {
  test('an embargo ends when the clock is there, and the hours before it cost nothing', async () => {
    const made = await world();
    made.deliver('incoming/aurora/a.json', wire({ embargoed: '2026-03-12T08:00:00Z' }), START);
    await made.jump(23);
    expect(told(made)).toEqual([]);
    await made.jump(2);
    expect(told(made)).toEqual(['published']);
    expect(entries(made, 'start').filter((entry) => entry.function === 'release').length).toBeLessThan(4);
    const [message] = entries(made, 'message');
    expect(message?.time).toBeGreaterThanOrEqual(START + 24 * 60 * MINUTE);
  });

  test('what waits for a person has no time, and a run ends without it', async () => {
    const made = await world();
    made.deliver('incoming/aurora/a.json', wire({ embargoed: 'until they land' }), START);
    expect(await made.runUntilQuiet()).toBe(true);
    expect(receiptOf(made, 'a.json')?.items).toMatchObject([{ outcome: 'held' }]);
    expect(entries(made, 'start').filter((entry) => entry.function === 'release')).toEqual([]);
  });

  test('workers go by their own clock', async () => {
    const made = await world();
    made.skew(-5 * MINUTE, START);
    made.deliver('incoming/aurora/a.json', wire(), START);
    await made.runUntilQuiet();
    expect(Date.parse(receiptOf(made, 'a.json')?.finishedAt ?? '')).toBeLessThan(START - 4 * MINUTE);
  });

  test('files keep the order in which the inbox had them, notifications do not', async () => {
    const made = await world();
    const first = made.deliver('incoming/aurora/a.json', wire(), START, { notifyAfter: 10 * MINUTE });
    const second = made.deliver('incoming/aurora/a.json', wire({ version: '2' }), START + SECOND, {
      notifyAfter: 0,
    });
    await made.runUntilQuiet();
    expect((first.sequencer ?? '') < (second.sequencer ?? '')).toBe(true);
    expect(entries(made, 'receipt').map(({ receipt }) => receipt.version)).toEqual([
      second.versionId,
      first.versionId,
    ]);
  });
});

describe('operators', () => {
  test('a command runs over the same ports, and tells how it ended', async () => {
    const made = await world();
    made.deliver('incoming/aurora/a.json', wire(), START);
    await made.runUntilQuiet();
    const [item] = receiptOf(made, 'a.json')?.items ?? [];
    const articleId = item?.outcome === 'rejected' ? '' : (item?.articleId ?? '');
    const read = made.operator(({ table }) => table.head(articleId), made.now + MINUTE);
    const failed = made.operator(() => Promise.reject(new Error('no')), made.now + MINUTE);
    await made.runUntilQuiet();
    expect(read.outcome).toMatchObject({ ok: true, value: { articleId, revision: 1 } });
    expect(failed.outcome).toMatchObject({ ok: false });
  });

  test('a command may die as any worker, and then says nothing', async () => {
    const made = await world({
      script: ({ worker }) => (worker.kind === 'operator' ? 'die-after' : undefined),
    });
    const read = made.operator(({ table }) => table.head('0'.repeat(32)), START);
    await made.runUntilQuiet();
    expect(read.outcome).toBeUndefined();
    expect(entries(made, 'death').map(({ reason }) => reason)).toEqual(['after-call']);
  });
});
