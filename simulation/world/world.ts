/**
 * The world of a simulated run: the AWS services in memory, a clock that only this world moves, and workers that run
 * the real handlers. Whoever goes next, what is lost and who dies is drawn from the seed: the same seed and the same
 * calls from outside give the same run, to the last call.
 */
import type { Clients } from '../../functions/adapters/platform/clients.ts';
import type { Provider } from '../../functions/core/providers/agency.ts';
import type { Clock, Desk } from '../../functions/desk/compose.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import type { Item } from '../aws/dynamo/values.ts';
import type { FaultRates } from './faults.ts';

export type Service = 's3' | 'dynamo' | 'sns' | 'sqs';

export interface WorldOptions {
  seed: number | string;
  /**
   * false: the order is drawn, nothing fails; true: also what goes wrong, and how often, is drawn from the seed; rates:
   * exactly these, what is left out does not happen.
   */
  faults: boolean | Partial<FaultRates>;
  /** Epoch milliseconds. */
  start: number;
  publishDuplicates?: boolean;
  /** Who may deliver; absent: the agencies of the settings. */
  providers?: readonly Provider[];
  /** Concurrent ingest invocations; 3 where it is left out. */
  maxConcurrency?: number;
  /** Decides about single calls instead of the seed, for histories in which one very call has to fail. */
  script?: Script;
  /** Lives in the world beside the pipeline; none where it is left out. */
  guest?: (host: Host) => Guest;
  /** Keep `call` entries in the log. They are in the hash either way. */
  keepCalls?: boolean;
}

/** What becomes of one attempt of a call. `die-after`: it takes effect, and nobody learns of it. */
export type Fate =
  'answer' | 'throttle' | 'lose-request' | 'lose-answer' | 'die-before' | 'die-after' | { afterMs: number };

/** One attempt of a call, about to leave its worker. */
export interface Attempt {
  worker: Worker;
  service: Service;
  /** Without `Command`: `PutItem`. */
  command: string;
  /** What it is about: `A#<id> HEAD`, an object's key, a topic's name. */
  key: string;
  input: unknown;
  /** Number of the call in its worker, from 0. */
  call: number;
  /** 1 to 3: the SDK repeats what may pass. */
  attempt: number;
}

/** @returns undefined to leave it to the seed */
export type Script = (attempt: Attempt) => Fate | undefined;

export type WorkerKind = 'ingest' | 'release' | 'operator' | 'journal' | 'reader';

/** What hears all that the article topic takes, as a subscriber. */
export interface Guest {
  told: (body: string) => void;
  /** Sends back what was put aside. */
  redrive: () => void;
}

/** What a guest may do in the world. */
export interface Host {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly at: (time: number, run: () => void) => void;
  /** As they are now. */
  readonly rates: () => FaultRates;
  /** Runs a worker of its own. @param ended undefined: it died or failed */
  readonly run: <T>(
    worker: { kind: WorkerKind; timeoutMs: number },
    work: (clients: Clients, clock: Clock) => Promise<T>,
    ended: (result: { value: T } | undefined) => void,
  ) => void;
}

/** One invocation: a process that begins, may wait and dies. */
export interface Worker {
  /** 1, 2, 3 ... in the order of their beginning. */
  readonly id: number;
  readonly kind: WorkerKind;
  /** How far its clock is ahead, milliseconds. */
  readonly skew: number;
}

export type TopicName = 'article' | 'ops';

/** What happened, in the order in which it did. `time` is the world's own, epoch milliseconds. */
export type LogEntry = { time: number } & (
  | { kind: 'delivery'; key: string; versionId: string; sequencer: string; bytes: number }
  | { kind: 'start'; worker: number; function: WorkerKind; messageIds: readonly string[] }
  | { kind: 'end'; worker: number; result: unknown }
  /** `error`: the invocation ended with an exception, as its handler threw it. */
  | { kind: 'failure'; worker: number; error: unknown }
  | { kind: 'death'; worker: number; reason: 'before-call' | 'after-call' | 'timeout' }
  | {
      kind: 'call';
      worker: number;
      service: Service;
      command: string;
      key: string;
      attempt: number;
      /** `ok`, the name of the error that the service answered with, or what became of the attempt. */
      outcome: string;
    }
  /** SNS was asked to publish. Subscribers have it when `taken`, whatever its sender learnt of it. */
  | {
      kind: 'message';
      worker: number;
      topic: TopicName;
      subject: string | undefined;
      body: string;
      attributes: Readonly<Record<string, { type: string; value: string }>>;
      taken: boolean;
      /** The sender was not told. */
      answerLost: boolean;
    }
  | { kind: 'receipt'; worker: number; receipt: Receipt }
  | { kind: 'message-failed'; worker: number; messageId: string; error: unknown }
  | { kind: 'publish-failed'; worker: number; articleId: string; revision: number; error: unknown }
  | { kind: 'released'; worker: number; articleId: string; revision: number; event: string }
  | { kind: 'release-failed'; worker: number; articleId: string; error: unknown }
  | { kind: 'dead-letter'; messageId: string; body: string }
  | { kind: 'redrive'; messages: number }
);

export type Entry<Kind extends LogEntry['kind']> = Extract<LogEntry, { kind: Kind }>;

export interface DeliveryOptions {
  /** Milliseconds from the PUT until the queue has the notification; drawn where it is left out. */
  notifyAfter?: number;
  /** How often S3 notifies; drawn where it is left out. */
  notifications?: number;
}

export interface Delivered {
  readonly bucket: string;
  readonly key: string;
  readonly at: number;
  /** Once it has happened. */
  versionId?: string;
  sequencer?: string;
}

export interface Operation<T> {
  /** Undefined until it has ended; also where its worker died. */
  outcome?: { ok: true; value: T } | { ok: false; error: unknown };
}

export interface World {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly log: readonly LogEntry[];
  /** What may go wrong in this run. */
  readonly faults: FaultRates;

  /** Puts a file into the inbox at a time. @param key the whole one: incoming/<provider>/<name> */
  deliver(key: string, bytes: Uint8Array, at: number, options?: DeliveryOptions): Delivered;
  /** Runs an operator's command over the same ports, as a worker of its own. */
  operator<T>(command: (desk: Desk) => Promise<T>, at: number): Operation<T>;
  /** A service refuses everything from one time until another. */
  outage(service: Service, from: number, to: number): void;
  /** How far the clocks of workers that begin from a time on are ahead. Negative: behind. */
  skew(milliseconds: number, from: number): void;
  /** Sends everything in the dead-letter queue back to the intake queue. */
  redrive(at: number): void;
  /** No more faults from a time on, so that everything can come to its end. Outages are as they were set. */
  calm(from: number): void;

  /** Runs until a time, inclusive. */
  runUntil(time: number): Promise<void>;
  /** Moves the clock by hours: what is due in between happens. */
  jump(hours: number): Promise<void>;
  /**
   * Runs until nothing is left that would ever happen: no deliveries, messages, workers, nor entries of the outbox that
   * have a time.
   * @param limit epoch milliseconds; 40 days from now where it is left out
   * @returns false when there was still something at the limit
   */
  runUntilQuiet(limit?: number): Promise<boolean>;

  /** Of all calls, messages and times so far. */
  hash(): string;
  /** What the table holds now, as DynamoDB has it: for looking into a run, not for judging it. */
  items(): Item[];
  /** Messages in the dead-letter queue. */
  deadLetters(): readonly { messageId: string; body: string }[];
}
