/** Makes a world, see world.ts. One file: the parts of the world share its clock and its random numbers. */
import { registerOf } from '../../functions/core/providers/register.ts';
import type { Clients } from '../../functions/adapters/platform/clients.ts';
import type { IngestSettings } from '../../functions/adapters/platform/settings.ts';
import { LEFT_AFTER_MS, type ReleaseObserver } from '../../functions/release/release.ts';
import { headFrom } from '../../functions/adapters/store/items.ts';
import { keys } from '../../functions/adapters/store/keys.ts';
import { HELD, KILLED } from '../../functions/adapters/store/records.ts';
import { composeDesk, type Clock, type Desk } from '../../functions/desk/compose.ts';
import { composeIngest, type IngestObserver } from '../../functions/ingest/compose.ts';
import { composeRelease } from '../../functions/release/compose.ts';
import { Dynamo } from '../aws/dynamo/dynamo.ts';
import type { Item } from '../aws/dynamo/values.ts';
import { failedMessages, lambdaRecord } from '../aws/mapping.ts';
import { encodeEventKey, objectCreated, Sequencer } from '../aws/notifications.ts';
import { Objects } from '../aws/objects.ts';
import { Queue, type ReceivedMessage } from '../aws/queues.ts';
import { Topics } from '../aws/topics.ts';
import {
  ARCHIVE_BUCKET,
  ARTICLE_TOPIC,
  INBOX_BUCKET,
  INTAKE,
  OPS_TOPIC,
  OUTBOX_INDEX,
  RELEASE_EVERY_MS,
  SETTINGS,
  TABLE,
  TIMEOUT_MS,
} from '../aws/wiring.ts';
import { Digest } from './digest.ts';
import { drawFaults, NO_FAULTS, type FaultRates } from './faults.ts';
import { Network } from './network.ts';
import { Process } from './process.ts';
import { Random } from './random.ts';
import { Timeline } from './timeline.ts';
import { warmUp } from './warm-up.ts';
import type {
  Delivered,
  DeliveryOptions,
  Guest,
  LogEntry,
  Operation,
  Service,
  WorkerKind,
  World,
  WorldOptions,
} from './world.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

const DEFAULT_CONCURRENCY = 3;
const QUIET_LIMIT_MS = 40 * DAY_MS;

/** TTL deletes within two days. */
const TTL_LATE_MS = 2 * DAY_MS;

/** How far back a read that is not consistent may look. */
const STALE_MS = 1500;

/** The first in a process loads what the functions load when they first need it. */
export async function createWorld(options: WorldOptions): Promise<World> {
  await warmUp();
  return new SimulatedWorld(options);
}

class SimulatedWorld implements World {
  readonly log: LogEntry[] = [];
  readonly faults: FaultRates;
  readonly #options: WorldOptions;
  readonly #settings: IngestSettings;
  readonly #random: Random;
  readonly #timeline: Timeline;
  readonly #digest = new Digest();
  readonly #objects: Objects;
  readonly #dynamo: Dynamo;
  readonly #queue: Queue;
  readonly #network: Network;
  readonly #sequencer = new Sequencer();
  readonly #outages: { service: Service; from: number; to: number }[] = [];
  readonly #skews: { milliseconds: number; from: number }[] = [];
  readonly #concurrency: number;
  /** When in the minute `release` runs. */
  readonly #tickOffset: number;
  readonly #running = new Set<Process>();
  #calmFrom = Number.POSITIVE_INFINITY;
  #lastTick: number;
  /** What the outbox had first when it had so many writes. */
  #due = { writes: 0, at: Number.POSITIVE_INFINITY };
  #processes = 0;
  #ingesting = 0;
  /** Deliveries, commands and redrives that are still to come. */
  #planned = 0;
  #woken: Process | undefined;
  readonly #guest: Guest | undefined;
  /** What to do when a worker of the guest dies. */
  readonly #deaths = new Map<Process, () => void>();

  constructor(options: WorldOptions) {
    const { seed, faults, start, script, providers } = options;
    this.#options = options;
    this.#settings = {
      ...SETTINGS,
      publishDuplicates: options.publishDuplicates ?? false,
      ...(providers === undefined ? {} : { providers: registerOf(providers) }),
    };
    this.#random = new Random(seed);
    this.#timeline = new Timeline(start);
    this.faults =
      faults === true ? drawFaults(this.#random) : { ...NO_FAULTS, ...(faults === false ? {} : faults) };
    this.#concurrency = options.maxConcurrency ?? DEFAULT_CONCURRENCY;
    this.#tickOffset = this.#random.below(RELEASE_EVERY_MS);
    this.#lastTick = start - 1;

    const now = (): number => this.#timeline.now;
    this.#objects = new Objects([INBOX_BUCKET, ARCHIVE_BUCKET], now);
    this.#dynamo = new Dynamo(TABLE, {
      now,
      indexLag: () => this.#random.between(1, this.#rates().indexLagMs),
      deletedAfter: this.#random.below(TTL_LATE_MS),
      history: this.faults.stale > 0 ? STALE_MS : 0,
      staleness: () => (this.#random.chance(this.#rates().stale) ? this.#random.between(1, STALE_MS) : 0),
      keepsBack: () => this.#random.chance(this.#rates().unprocessed),
    });
    this.#queue = new Queue(INTAKE, {
      now,
      random: this.#random,
      visible: (at) => {
        this.#pollAt(at);
      },
      buried: (message) => {
        this.#note({ time: now(), kind: 'dead-letter', ...message });
      },
    });
    this.#network = new Network({
      timeline: this.#timeline,
      random: this.#random,
      rates: () => this.#rates(),
      isDown: (service) => this.#downUntil(service) !== undefined,
      services: {
        s3: this.#objects,
        dynamo: this.#dynamo,
        sns: new Topics([ARTICLE_TOPIC, OPS_TOPIC]),
        sqs: this.#queue,
      },
      script,
      log: (entry) => {
        this.#note(entry);
      },
    });
    this.#guest = options.guest?.({
      now,
      at: (time, run) => {
        this.#timeline.at(time, run);
      },
      rates: () => this.#rates(),
      run: (worker, work, ended) => {
        this.#runForGuest(worker, work, ended);
      },
    });
  }

  get now(): number {
    return this.#timeline.now;
  }

  deliver(key: string, bytes: Uint8Array, at: number, options: DeliveryOptions = {}): Delivered {
    const delivered: Delivered = { bucket: INBOX_BUCKET, key, at };
    this.#plan(at, () => {
      const { versionId, eTag } = this.#objects.put(INBOX_BUCKET, key, bytes);
      const sequencer = this.#sequencer.next(this.now);
      Object.assign(delivered, { versionId, sequencer });
      this.#note({ time: this.now, kind: 'delivery', key, versionId, sequencer, bytes: bytes.length });
      const body = objectCreated({
        bucket: INBOX_BUCKET,
        key: encodeEventKey(key),
        size: bytes.length,
        eTag,
        versionId,
        sequencer,
        time: this.now,
      });
      const { notifyTwice, notifyLate } = this.#rates();
      const times = options.notifications ?? (this.#random.chance(notifyTwice) ? 2 : 1);
      for (let i = 0; i < times; i++) {
        const late = this.#random.chance(notifyLate);
        const after = options.notifyAfter ?? this.#random.between(5, late ? 5 * 60_000 : 1500);
        this.#plan(this.now + after, () => {
          this.#queue.send(body);
        });
      }
    });
    return delivered;
  }

  operator<T>(command: (desk: Desk) => Promise<T>, at: number): Operation<T> {
    const operation: Operation<T> = {};
    this.#plan(at, () => {
      const process = this.#begin('operator', []);
      const desk = composeDesk(this.#network.clientsOf(process), this.#settings, process.clock, {
        publishFailed: this.#publishFailed(process),
      });
      this.#run(process, command(desk), {
        done: (value) => {
          operation.outcome = { ok: true, value };
        },
        failed: (error) => {
          operation.outcome = { ok: false, error };
        },
      });
    });
    return operation;
  }

  outage(service: Service, from: number, to: number): void {
    this.#outages.push({ service, from, to });
  }

  skew(milliseconds: number, from: number): void {
    this.#skews.push({ milliseconds, from });
  }

  redrive(at: number): void {
    this.#plan(at, () => {
      this.#note({ time: this.now, kind: 'redrive', messages: this.#queue.redrive() });
      this.#guest?.redrive();
    });
  }

  calm(from: number): void {
    this.#calmFrom = from;
  }

  runUntil(time: number): Promise<void> {
    return this.#runUntil(time, () => false);
  }

  jump(hours: number): Promise<void> {
    return this.runUntil(this.now + hours * HOUR_MS);
  }

  async runUntilQuiet(limit = this.now + QUIET_LIMIT_MS): Promise<boolean> {
    if (!this.#isQuiet()) await this.#runUntil(limit, () => this.#isQuiet());
    return this.#isQuiet();
  }

  hash(): string {
    return this.#digest.toString();
  }

  items(): Item[] {
    return this.#dynamo.table.items();
  }

  deadLetters(): readonly { messageId: string; body: string }[] {
    return this.#queue.deadLetters;
  }

  async #runUntil(limit: number, isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const tick = this.#nextTick();
      const { next } = this.#timeline;
      if (Math.min(next, tick) > limit) {
        if (Number.isFinite(limit)) this.#timeline.moveTo(limit);
        return;
      }
      if (tick <= next) {
        this.#timeline.moveTo(tick);
        this.#lastTick = tick;
        this.#release();
        if (this.#random.chance(this.#rates().releaseTwice)) {
          this.#plan(tick + this.#random.between(1, 5000), () => {
            this.#release();
          });
        }
      } else {
        this.#timeline.step();
      }
      if (this.#woken !== undefined) await this.#settled(this.#woken);
    }
  }

  #isQuiet(): boolean {
    return this.#isIdle() && this.#nextTick() === Number.POSITIVE_INFINITY;
  }

  #isIdle(): boolean {
    return (
      this.#planned === 0 && this.#running.size === 0 && this.#network.travelling === 0 && this.#queue.isEmpty
    );
  }

  /** When `release` runs next to any purpose: the minutes at which nothing is due are left out. */
  #nextTick(): number {
    let due = this.#firstDue();
    if (due === Number.POSITIVE_INFINITY && this.#isIdle()) due = this.#leftAt();
    if (due === Number.POSITIVE_INFINITY) return due;
    // A clock that is ahead finds it earlier
    const from = Math.max(due - this.#furthestSkew(), this.now, this.#lastTick + 1);
    const minutes = Math.ceil((from - this.#tickOffset) / RELEASE_EVERY_MS);
    return this.#tickOffset + minutes * RELEASE_EVERY_MS;
  }

  /** The first time of the outbox. */
  #firstDue(): number {
    const { table } = this.#dynamo;
    const writes = table.writesTo(OUTBOX_INDEX);
    if (this.#due.writes === writes) return this.#due.at;
    let first = Number.POSITIVE_INFINITY;
    for (const { hash, range } of table.keysIn(OUTBOX_INDEX)) {
      // That waits for a person
      if (hash === HELD || hash.startsWith(KILLED)) continue;
      const at = Date.parse(range);
      first = Math.min(first, Number.isNaN(at) ? 0 : at);
    }
    this.#due = { writes, at: first };
    return first;
  }

  /** When `release` finds what was to be told at once, is not, and comes by no queue any more. */
  #leftAt(): number {
    const left = this.items()
      .filter(({ sk, outbox }) => sk?.S === keys.head && outbox === undefined)
      .map(headFrom)
      .filter(({ telling }) => telling !== null);
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...left.map(({ listedAt }) => Date.parse(listedAt) + LEFT_AFTER_MS),
    );
  }

  #furthestSkew(): number {
    return Math.max(0, ...this.#skews.map(({ milliseconds }) => milliseconds)) + this.faults.skewMs;
  }

  /** Plans something that comes from outside. */
  #plan(at: number, run: () => void): void {
    this.#planned++;
    this.#timeline.at(at, () => {
      this.#planned--;
      run();
    });
  }

  #rates(): FaultRates {
    return this.now >= this.#calmFrom ? NO_FAULTS : this.faults;
  }

  #pollAt(at: number): void {
    this.#timeline.at(at + this.#random.between(1, 100), () => {
      this.#poll();
    });
  }

  #downUntil(service: Service): number | undefined {
    return this.#outages.find(
      (outage) => outage.service === service && outage.from <= this.now && this.now < outage.to,
    )?.to;
  }

  #poll(): void {
    const back = this.#downUntil('sqs');
    if (back !== undefined) {
      this.#pollAt(back);
      return;
    }
    while (this.#ingesting < this.#concurrency) {
      // Of what is there, SQS hands out what the servers have that it asks
      const limit = this.#random.chance(0.3) ? this.#random.between(1, INTAKE.batchSize) : INTAKE.batchSize;
      const messages = this.#queue.receive(limit, () => this.#random.chance(this.#rates().receiveTwice));
      if (messages.length === 0) return;
      this.#ingest(messages);
    }
  }

  #ingest(messages: readonly ReceivedMessage[]): void {
    this.#ingesting++;
    const ids = messages.map(({ messageId }) => messageId);
    const process = this.#begin('ingest', ids);
    const clients = this.#network.clientsOf(process);
    const ingest = composeIngest(
      { ...clients, sqs: () => Promise.resolve(clients.sqs) },
      this.#settings,
      process.clock,
      this.#ingestObserver(process),
    );
    const deadline = this.now + TIMEOUT_MS.ingest;
    const event = { Records: messages.map(lambdaRecord) };
    this.#run(
      process,
      ingest(event, () => deadline - this.now),
      {
        done: (response) => {
          const failed = failedMessages(response, ids);
          for (const { messageId, receiptHandle } of messages) {
            // Where this gets lost, the message comes again
            if (failed.has(messageId) || this.#random.chance(this.#rates().loseRequest)) continue;
            this.#plan(this.now + this.#random.between(1, 20), () => {
              this.#queue.delete(receiptHandle);
            });
          }
        },
        failed: () => undefined,
      },
    );
    this.#timeoutAt(process, deadline);
  }

  #release(): void {
    const process = this.#begin('release', []);
    const release = composeRelease(
      this.#network.clientsOf(process),
      this.#settings,
      process.clock,
      this.#releaseObserver(process),
    );
    const deadline = this.now + TIMEOUT_MS.release;
    this.#run(
      process,
      release(() => deadline - this.now),
      { done: () => undefined, failed: () => undefined },
    );
    this.#timeoutAt(process, deadline);
  }

  #runForGuest<T>(
    { kind, timeoutMs }: { kind: WorkerKind; timeoutMs: number },
    work: (clients: Clients, clock: Clock) => Promise<T>,
    ended: (result: { value: T } | undefined) => void,
  ): void {
    const process = this.#begin(kind, []);
    const over = (result?: { value: T }): void => {
      this.#deaths.delete(process);
      ended(result);
    };
    this.#deaths.set(process, over);
    this.#run(process, work(this.#network.clientsOf(process), process.clock), {
      done: (value) => {
        over({ value });
      },
      failed: () => {
        over();
      },
    });
    this.#timeoutAt(process, this.now + timeoutMs);
  }

  #begin(kind: WorkerKind, messageIds: readonly string[]): Process {
    const set = this.#skews.findLast(({ from }) => from <= this.now)?.milliseconds ?? 0;
    const { skewMs } = this.#rates();
    const drawn = skewMs === 0 ? 0 : this.#random.between(-skewMs, skewMs);
    const process = new Process(++this.#processes, kind, set + drawn, {
      timeline: this.#timeline,
      woken: (woken) => {
        this.#woken = woken;
      },
      died: (dead, reason) => {
        this.#note({ time: this.now, kind: 'death', worker: dead.id, reason });
        this.#gone(dead);
        this.#deaths.get(dead)?.();
      },
    });
    this.#running.add(process);
    this.#woken = process;
    this.#note({ time: this.now, kind: 'start', worker: process.id, function: kind, messageIds });
    return process;
  }

  #run<T>(
    process: Process,
    work: Promise<T>,
    { done, failed }: { done: (value: T) => void; failed: (error: unknown) => void },
  ): void {
    work.then(
      (result) => {
        if (!process.end()) return;
        this.#note({ time: this.now, kind: 'end', worker: process.id, result });
        this.#gone(process);
        done(result);
      },
      (error: unknown) => {
        if (!process.end()) return;
        this.#note({ time: this.now, kind: 'failure', worker: process.id, error });
        this.#gone(process);
        failed(error);
      },
    );
  }

  #gone(process: Process): void {
    this.#running.delete(process);
    if (process.kind !== 'ingest') return;
    this.#ingesting--;
    this.#pollAt(this.now);
  }

  #timeoutAt(process: Process, deadline: number): void {
    this.#timeline.at(deadline, () => {
      process.die('timeout');
    });
  }

  /**
   * Lets a worker go on until it waits for this world again, or has ended. What it does without waiting for anything is
   * done when the queue of microtasks is empty, and then a tick comes.
   */
  async #settled(process: Process): Promise<void> {
    this.#woken = undefined;
    await tick();
    // It waits for something else: a module that is loaded for the first time, a stream
    for (let turn = 0; process.isAlive && process.outstanding === 0; turn++) {
      if (turn === MOST_TURNS)
        throw new Error(`worker ${process.id} waits for nothing that this world knows`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #ingestObserver(process: Process): IngestObserver {
    const { id: worker } = process;
    return {
      taken: (receipt) => {
        if (process.isAlive) this.#note({ time: this.now, kind: 'receipt', worker, receipt });
      },
      putAside: () => undefined,
      waits: () => undefined,
      ignored: () => undefined,
      failed: (messageId, error) => {
        if (process.isAlive) this.#note({ time: this.now, kind: 'message-failed', worker, messageId, error });
      },
      // The messages come again after the time of the queue, which the model keeps
      queueFailed: () => undefined,
      agencyNotTold: () => undefined,
      numbersFailed: () => undefined,
      furnitureFailed: () => undefined,
      publishFailed: this.#publishFailed(process),
    };
  }

  #publishFailed(process: Process): IngestObserver['publishFailed'] {
    return (articleId, revision, error) => {
      if (!process.isAlive) return;
      this.#note({ time: this.now, kind: 'publish-failed', worker: process.id, articleId, revision, error });
    };
  }

  #releaseObserver(process: Process): ReleaseObserver {
    const { id: worker } = process;
    return {
      released: ({ articleId, revision, event }) => {
        if (process.isAlive)
          this.#note({ time: this.now, kind: 'released', worker, articleId, revision, event });
      },
      failed: (articleId, error) => {
        if (process.isAlive) this.#note({ time: this.now, kind: 'release-failed', worker, articleId, error });
      },
    };
  }

  #note(entry: LogEntry): void {
    if (entry.kind === 'call') {
      const { time, worker, service, command, key, attempt, outcome } = entry;
      this.#digest.add(`${time} ${worker} ${service} ${command} ${key} ${attempt} ${outcome}`);
      if (this.#options.keepCalls === false) return;
    } else if (entry.kind === 'message') {
      this.#digest.add(`${entry.time} ${entry.worker} ${entry.topic} ${String(entry.taken)} ${entry.body}`);
    } else {
      this.#digest.add(`${entry.time} ${entry.kind}`);
    }
    this.log.push(entry);
    if (entry.kind === 'message' && entry.topic === 'article' && entry.taken) this.#guest?.told(entry.body);
  }
}

/** Of the event loop, for what is no part of this world: some seconds. */
const MOST_TURNS = 1_000_000;

function tick(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}
