/**
 * A world on which a history is played, and the account of it that the oracle gets. One file, for the account is made of
 * what the stage has seen while it played.
 */
import type { PutObjectCommandInput } from '@aws-sdk/client-s3';
import { gunzipSync } from 'node:zlib';
import { fileOf } from './histories/files.ts';
import { operate } from './histories/operators.ts';
import {
  HOUR,
  MINUTE,
  uriOfArticle,
  type ArticleName,
  type History,
  type OperatorCommand,
  type Saying,
  type Step,
  type Text,
} from './histories/saying.ts';
import type { Account, BodyFile, EventKind, Notice, Received, Told } from './oracle/account.ts';
import type { Operated, Put } from './oracle/said.ts';
import { RELEASING, TAKING } from './oracle/view.ts';
import { createWorld } from './world/create.ts';
import type { FaultRates } from './world/faults.ts';
import type { Attempt, Delivered, Entry, Operation, Script, World, WorldOptions } from './world/world.ts';

/** Notifications that the world draws are late by no more than this. */
const NOTIFIED = MINUTE;
const NOTIFIED_WITH_FAULTS = 15 * MINUTE;

/** After an outage what failed comes again: queue and outbox have been put off by minutes. */
const RECOVERING = 15 * MINUTE;

export interface StageOptions {
  seed: number;
  start: number;
  texts: readonly Text[];
  faults: boolean | Partial<FaultRates>;
  script?: Script;
  guest?: WorldOptions['guest'];
  keepCalls?: boolean;
}

interface Said {
  saying: Saying;
  delivered: Delivered;
  arrives: number;
  poisoned: boolean;
}

interface Commanded {
  command: OperatorCommand;
  at: number;
  operation: Operation<Operated['outcome']>;
}

/** Times are milliseconds from the beginning. */
export class Stage {
  readonly world: World;
  readonly #options: StageOptions;
  readonly #said: Said[] = [];
  readonly #commanded: Commanded[] = [];
  readonly #files: BodyFile[];
  /** Keys of files whose takers die, and at which call. */
  readonly #poison: Map<string, number>;

  static async open(options: StageOptions): Promise<Stage> {
    const files: BodyFile[] = [];
    const poison = new Map<string, number>();
    const takers = new Map<number, number>();
    const world = await createWorld({
      seed: options.seed,
      start: options.start,
      faults: options.faults,
      keepCalls: options.keepCalls ?? false,
      ...(options.guest === undefined ? {} : { guest: options.guest }),
      script: (attempt) => {
        const file = bodyFileOf(attempt, world.now);
        if (file !== undefined) files.push(file);
        const { worker, service, command, key, call } = attempt;
        const dies =
          service === 's3' && command === 'GetObject'
            ? poison.get(key.slice(key.indexOf('/') + 1))
            : undefined;
        if (dies !== undefined) takers.set(worker.id, call + dies);
        return takers.get(worker.id) === call ? 'die-after' : options.script?.(attempt);
      },
    });
    return new Stage(world, options, files, poison);
  }

  private constructor(world: World, options: StageOptions, files: BodyFile[], poison: Map<string, number>) {
    this.world = world;
    this.#poison = poison;
    this.#options = options;
    this.#files = files;
  }

  get now(): number {
    return this.world.now - this.#options.start;
  }

  take(step: Step): void {
    if (step.kind === 'say') this.#deliver(step.saying, step.at, step.arrivesAfter, step.diesAt);
    else if (step.kind === 'again') this.#again(step);
    else if (step.kind === 'operate') this.#operate(step.command, step.at);
    else this.world.outage(step.service, this.#time(step.at), this.#time(step.at + step.lasts));
  }

  async runUntil(at: number): Promise<void> {
    await this.world.runUntil(this.#time(at));
  }

  #time(at: number): number {
    return this.#options.start + at;
  }

  #deliver(saying: Saying, at: number, arrivesAfter: number | undefined, diesAt?: number): void {
    const copies = this.#said.filter((said) => said.saying.id === saying.id).length;
    const { key, bytes } = fileOf(saying, this.#options.texts, copies);
    const delivered = this.world.deliver(
      key,
      bytes,
      this.#time(at),
      arrivesAfter === undefined ? {} : { notifyAfter: arrivesAfter },
    );
    if (diesAt !== undefined) this.#poison.set(key, diesAt);
    const late = this.#options.faults !== false ? NOTIFIED_WITH_FAULTS : NOTIFIED;
    this.#said.push({
      saying,
      delivered,
      arrives: this.#time(at) + (arrivesAfter ?? late),
      poisoned: diesAt !== undefined,
    });
  }

  #again({ saying: id, at, arrivesAfter }: Extract<Step, { kind: 'again' }>): void {
    const said = this.#said.find(({ saying }) => saying.id === id);
    if (said !== undefined) this.#deliver(said.saying, at, arrivesAfter);
  }

  #operate(command: OperatorCommand, at: number): void {
    const time = this.#time(at);
    const operation = this.world.operator((desk) => operate(desk, command, (name) => this.#idOf(name)), time);
    this.#commanded.push({ command, at: time, operation });
  }

  /** Operators know the articles that receipts and messages have named. */
  #idOf(name: ArticleName): string | undefined {
    const uri = uriOfArticle(name);
    for (const entry of this.world.log) {
      if (entry.kind !== 'receipt') continue;
      for (const item of entry.receipt.items) {
        if (item.outcome !== 'rejected' && item.uri === uri) return item.articleId;
      }
    }
    return undefined;
  }

  /** What the oracle is given of everything until now. */
  account(history: History): Account {
    const order = new Map<string, number>();
    for (const entry of this.world.log) if (entry.kind === 'delivery') order.set(placeKey(entry), order.size);
    const puts = this.#said
      .flatMap(({ saying, delivered, arrives, poisoned }): Put[] => {
        const { key, versionId, at } = delivered;
        return versionId === undefined ? [] : [{ saying, key, versionId, at, arrives, poisoned }];
      })
      .sort((a, b) => (order.get(placeKey(a)) ?? 0) - (order.get(placeKey(b)) ?? 0));
    const unsure = new Unsure(this.world.log);
    const messages = this.world.log.filter((entry) => entry.kind === 'message' && entry.taken);
    return {
      history,
      puts,
      operated: this.#commanded.map(({ command, at, operation: { outcome } }) => ({
        command,
        at,
        outcome: this.#outcomeOf(outcome),
      })),
      told: messages.flatMap((entry) =>
        entry.kind === 'message' && entry.topic === 'article' ? [toldOf(entry, unsure)] : [],
      ),
      notices: messages.flatMap((entry) =>
        entry.kind === 'message' && entry.topic === 'ops' ? [noticeOf(entry)] : [],
      ),
      files: this.#files,
      receipts: this.world.log.flatMap((entry) => (entry.kind === 'receipt' ? [receivedOf(entry)] : [])),
      settled: this.#settled(history),
      endedAt: this.world.now,
      skew: this.world.faults.skewMs,
    };
  }

  /** A call whose answer was lost is repeated, and the repetition may be refused because of the first. */
  #outcomeOf(outcome: Operation<Operated['outcome']>['outcome']): Operated['outcome'] {
    if (outcome?.ok !== true) return 'failed';
    return outcome.value === 'refused' && this.#options.faults !== false ? 'failed' : outcome.value;
  }

  /** The times at which nothing was on its way: with drawn faults only the end. */
  #settled({ steps, faults }: History): number[] {
    const end = this.world.now;
    if (faults) return [end];
    const busy = steps.map((step): [from: number, to: number] => [
      this.#time(step.at),
      this.#time(step.at + lastsOf(step)) + TAKING,
    ]);
    const embargoes = this.#said.flatMap(({ saying: { embargo } }) =>
      typeof embargo === 'object' ? [embargo.until + RELEASING + MINUTE] : [],
    );
    const candidates = [...busy.flatMap(([from, to]) => [from - 1, to + 1]), ...embargoes, end - HOUR / 60];
    const quiet = candidates.filter(
      (at) => at > this.#options.start && at < end && busy.every(([from, to]) => at < from || at > to),
    );
    return [...new Set([...quiet, end])].sort((a, b) => a - b);
  }
}

/** A file for subscribers that is about to be written, whether or not this attempt succeeds. */
function bodyFileOf({ service, command, input }: Attempt, at: number): BodyFile | undefined {
  if (service !== 's3' || command !== 'PutObject') return undefined;
  const { Key: key = '', Body: body } = input as PutObjectCommandInput;
  if (!key.startsWith('bodies/')) return undefined;
  const bytes = Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body : '');
  return { at, key, words: (isGzip(bytes) ? gunzipSync(bytes) : bytes).toString('utf8').toLowerCase() };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function lastsOf(step: Step): number {
  if (step.kind === 'outage') return step.lasts + RECOVERING;
  if (step.kind === 'operate') return 0;
  return step.arrivesAfter ?? NOTIFIED;
}

function placeKey({ key, versionId }: { key: string; versionId: string }): string {
  return `${key}@${versionId}`;
}

interface Envelope {
  id: string;
  type: string;
  subject: string;
  source: string;
  revision: number;
  time?: string;
  data: { article: { uri: string }; articleRef?: { key: string } };
}

/** Who died, or could not write down that it had told something: nobody who comes after knows of it. */
class Unsure {
  readonly #dead = new Set<number>();
  readonly #failed: { worker: number; articleId: string; time: number }[] = [];

  constructor(log: World['log']) {
    for (const entry of log) {
      if (entry.kind === 'death') this.#dead.add(entry.worker);
      else if (entry.kind === 'publish-failed' || entry.kind === 'release-failed') this.#failed.push(entry);
    }
  }

  has(sender: number, article: string, sent: number): boolean {
    const failed = this.#failed.some(
      ({ worker, articleId, time }) => worker === sender && articleId === article && time >= sent,
    );
    return failed || this.#dead.has(sender);
  }
}

function toldOf({ time, body, attributes, answerLost, worker }: Entry<'message'>, unsure: Unsure): Told {
  const { time: _sent, ...message } = JSON.parse(body) as Envelope;
  return {
    at: time,
    id: message.id,
    kind: message.type.slice(message.type.lastIndexOf('.') + 1) as EventKind,
    subject: message.subject,
    provider: message.source.slice(message.source.lastIndexOf('/') + 1),
    uri: message.data.article.uri,
    revision: message.revision,
    words: `${body} ${JSON.stringify(attributes)}`.toLowerCase(),
    content: JSON.stringify([message, attributes]),
    senderUnsure: answerLost || unsure.has(worker, message.subject, time),
    files: message.data.articleRef === undefined ? [] : [message.data.articleRef.key],
  };
}

function noticeOf({ time, body, subject, attributes }: Entry<'message'>): Notice {
  const { time: _sent, ...notice } = JSON.parse(body) as { id: string; type: string; time?: string };
  return {
    at: time,
    type: notice.type,
    id: notice.id,
    words: `${subject ?? ''} ${body} ${JSON.stringify(attributes)}`.toLowerCase(),
    content: JSON.stringify(notice),
  };
}

function receivedOf({ time, receipt }: Entry<'receipt'>): Received {
  return {
    at: time,
    key: receipt.key,
    versionId: receipt.version,
    state: receipt.state,
    items: receipt.items.map((item) =>
      item.outcome === 'rejected'
        ? { outcome: item.outcome }
        : {
            outcome: item.outcome,
            articleId: item.articleId,
            uri: item.uri,
            revision: item.revision,
            of: item.dedupe.of,
          },
    ),
  };
}

/** Plays a whole history. */
export async function play(
  history: History,
  script?: Script,
  guest?: WorldOptions['guest'],
): Promise<{ account: Account; world: World }> {
  const { seed, start, texts, faults, calmAt, endsAt, steps } = history;
  const stage = await Stage.open({
    seed,
    start,
    texts,
    faults,
    ...(script === undefined ? {} : { script }),
    ...(guest === undefined ? {} : { guest }),
  });
  for (const step of steps) stage.take(step);
  stage.world.calm(start + calmAt);
  // What failed five times waits for a person, who sends it again when all is well
  if (faults || steps.some(({ kind }) => kind === 'outage')) {
    stage.world.redrive(start + calmAt + HOUR);
    stage.world.redrive(start + calmAt + 2 * HOUR);
  }
  await stage.runUntil(endsAt);
  return { account: stage.account(history), world: stage.world };
}
