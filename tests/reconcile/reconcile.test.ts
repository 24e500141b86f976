/** The hourly comparison over an inbox of the test's own: what it asks for, where it stops, and where it goes on. */
import { describe, expect, test } from '@jest/globals';
import type { OpsNotice } from '../../functions/adapters/publish/ops.ts';
import type { InboxVersion } from '../../functions/adapters/store/inbox-versions.ts';
import { nameOf, type KnownReceipt } from '../../functions/adapters/store/receipts.ts';
import type { ReconcileState } from '../../functions/adapters/store/reconcile-state.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { readNotification } from '../../functions/desk/notification.ts';
import { reconcile, type ReconcilePorts } from '../../functions/reconcile/reconcile.ts';

const NOW = Date.parse('2026-12-04T12:00:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function version(key: string, hoursAgo: number, more: Partial<InboxVersion> = {}): InboxVersion {
  const storedAt = NOW - hoursAgo * HOUR_MS;
  return { key, version: `v-${key}`, storedAt, bytes: 9, eTag: 'e', marker: false, current: true, ...more };
}

const RECEIPT: KnownReceipt = { state: 'done', receivedAt: '', code: null };

/** An inbox in pages of two, a table and a queue. */
class World {
  readonly versions: InboxVersion[] = [];
  readonly receipts = new Set<string>();
  /** Files of a paused agency. */
  readonly waits = new Set<string>();
  readonly sent: string[] = [];
  readonly notices: OpsNotice[] = [];
  state: ReconcileState = { doneUntil: null, round: null, turn: 0 };
  now = NOW;
  waiting = 0;
  /** Pages until the time of a run is over. */
  pagesLeft = Infinity;

  readonly ports: ReconcilePorts = {
    inbox: {
      bucket: 'inbox',
      page: (_prefix, from) => {
        this.pagesLeft--;
        const start = from === undefined ? 0 : Number(from.version);
        const versions = this.versions.slice(start, start + 2);
        const next = start + 2 < this.versions.length ? { key: 'k', version: String(start + 2) } : undefined;
        return Promise.resolve({ versions, next });
      },
    },
    receipts: {
      known: (_bucket, files) =>
        Promise.resolve(
          new Map(files.map(nameOf).flatMap((name) => (this.receipts.has(name) ? [[name, RECEIPT]] : []))),
        ),
    },
    pauses: {
      among: (files) => Promise.resolve(new Set(files.map(nameOf).filter((name) => this.waits.has(name)))),
    },
    states: {
      get: () => Promise.resolve(this.state),
      put: (state) => {
        if (state.turn !== this.state.turn) return Promise.resolve(undefined);
        this.state = { ...state, turn: state.turn + 1 };
        return Promise.resolve(this.state);
      },
    },
    queue: {
      counts: () => Promise.resolve({ waiting: this.waiting, inFlight: 0 }),
      send: (bodies) => {
        this.sent.push(...bodies);
        return Promise.resolve();
      },
    },
    notify: (notice) => {
      this.notices.push(notice);
      return Promise.resolve();
    },
    providers: registerOf([
      { id: 'fjord', name: 'Fjord Wire' },
      { id: 'brief', name: 'Brief Wire', retentionDays: 5 },
    ]),
    now: () => this.now,
    remaining: () => (this.pagesLeft > 0 ? 60_000 : 1000),
  };

  constructor(...versions: InboxVersion[]) {
    this.versions.push(...versions);
  }

  /** Keys and times of what was announced. */
  announced(): string[] {
    return this.sent.flatMap((body) => {
      const read = readNotification(body);
      return read.kind !== 'deliveries'
        ? []
        : read.deliveries.map(({ key, received }) => `${key} ${new Date(received).toISOString()}`);
    });
  }
}

describe('the hourly comparison', () => {
  test('announces what has no receipt, as of when the inbox had it, and tells the operators', async () => {
    const world = new World(
      version('incoming/fjord/read.xml', 2),
      version('incoming/fjord/lost.xml', 3),
      version('incoming/other/lost.xml', 4),
    );
    world.receipts.add(nameOf(version('incoming/fjord/read.xml', 2)));
    expect(await reconcile(world.ports)).toEqual({
      postponed: false,
      finished: true,
      pages: 2,
      looked: 3,
      missing: 2,
      byProvider: { fjord: 1, other: 1 },
    });
    expect(world.announced()).toEqual([
      'incoming/fjord/lost.xml 2026-12-04T09:00:00.000Z',
      'incoming/other/lost.xml 2026-12-04T08:00:00.000Z',
    ]);
    expect(world.notices).toMatchObject([
      { type: 'wire.deliveries.missed', count: 2, byProvider: { fjord: 1, other: 1 } },
    ]);
  });

  test('leaves alone what may be on its way, waits or was deleted, folders, and what its agency wants forgotten', async () => {
    const world = new World(
      version('incoming/fjord/new.xml', 0.9),
      version('incoming/fjord/deleted.xml', 3, { marker: true }),
      version('incoming/fjord/folder/', 3, { bytes: 0 }),
      version('incoming/brief/old.xml', 4.5 * 24),
      version('incoming/fjord/ancient.xml', 8 * 24),
    );
    expect(await reconcile(world.ports)).toMatchObject({ finished: true, looked: 0, missing: 0 });
    world.versions.push(version('incoming/fjord/waits.xml', 0.5));
    world.waits.add(nameOf(version('incoming/fjord/waits.xml', 0.5)));
    world.now += HOUR_MS;
    expect(await reconcile(world.ports)).toMatchObject({ finished: true, looked: 2, missing: 1 });
    expect(world.announced()).toEqual(['incoming/fjord/new.xml 2026-12-04T11:06:00.000Z']);
    world.notices.splice(0);
    expect(world.notices).toEqual([]);
  });

  test('asks once for each file: the next round begins where the last one ended', async () => {
    const world = new World(version('incoming/fjord/lost.xml', 3), version('incoming/fjord/new.xml', 0.5));
    await reconcile(world.ports);
    world.now += HOUR_MS;
    expect(await reconcile(world.ports)).toMatchObject({ finished: true, looked: 1, missing: 1 });
    world.now += HOUR_MS;
    expect(await reconcile(world.ports)).toMatchObject({ finished: true, looked: 0 });
    expect(world.sent).toHaveLength(2);
  });

  test('stops in time, and the next run goes on there', async () => {
    const keys = Array.from({ length: 6 }, (_, index) => `incoming/fjord/${index}.xml`);
    const world = new World(...keys.map((key) => version(key, 5)));
    world.pagesLeft = 2;
    expect(await reconcile(world.ports)).toMatchObject({ finished: false, pages: 2, missing: 4 });
    world.pagesLeft = Infinity;
    world.now += HOUR_MS;
    expect(await reconcile(world.ports)).toMatchObject({ finished: true, pages: 1, missing: 2 });
    expect(world.announced().map((one) => one.split(' ')[0])).toEqual(keys);
    // It was about what had come when it began
    expect(world.state.doneUntil).toBe(NOW - HOUR_MS);
  });

  test('says nothing while deliveries wait in the queue, and loses no hour by it', async () => {
    const world = new World(version('incoming/fjord/lost.xml', 3));
    world.waiting = 5000;
    expect(await reconcile(world.ports)).toMatchObject({ postponed: true, missing: 0 });
    world.waiting = 0;
    world.now += 2 * DAY_MS;
    expect(await reconcile(world.ports)).toMatchObject({ finished: true, missing: 1 });
  });

  test('tells what it announced also where it fails then', async () => {
    const world = new World(...['a', 'b', 'c'].map((name) => version(`incoming/fjord/${name}.xml`, 3)));
    const { send } = world.ports.queue;
    world.ports.queue.send = (bodies) =>
      world.sent.length === 0 ? send(bodies) : Promise.reject(new Error('SQS is away'));
    await expect(reconcile(world.ports)).rejects.toThrow('SQS is away');
    expect(world.notices).toMatchObject([{ count: 2 }]);
  });
});
