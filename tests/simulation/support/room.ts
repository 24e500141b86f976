/**
 * A newsroom in a simulated world, for histories that are laid down step by step: what is said is put into the inbox
 * now, and taken when its notification arrives.
 */
import { fileMarker } from '../../../simulation/histories/markers.ts';
import {
  HOUR,
  MINUTE,
  SECOND,
  uriOfArticle,
  type ArticleName,
  type History,
  type OperatorCommand,
  type ProviderId,
  type Saying,
  type Step,
  type Text,
} from '../../../simulation/histories/saying.ts';
import type { Account, Notice, ReceivedItem, Told, Violation } from '../../../simulation/oracle/account.ts';
import { judge } from '../../../simulation/oracle/oracle.ts';
import { View } from '../../../simulation/oracle/view.ts';
import { Stage } from '../../../simulation/stage.ts';
import { traceOf } from '../../../simulation/trace.ts';
import type { FaultRates } from '../../../simulation/world/faults.ts';
import type { Attempt, Fate, Script } from '../../../simulation/world/world.ts';

export { HOUR, MINUTE, SECOND };

/** 9 in the morning of a day without changes of clocks. */
const START = Date.parse('2026-03-11T09:00:00Z');

const TEXTS: readonly Text[] = [
  ...Array.from({ length: 9 }, (_, index) => ({ id: `t${index + 1}` })),
  { id: 't1 and more', nearTo: 't1' },
  { id: 't1 and else', nearTo: 't1' },
  // No message holds it
  { id: 'long', bytes: 230_000 },
  // Nor an item of the table
  { id: 'longest', bytes: 1_200_000 },
];

export interface RoomOptions {
  seed?: number;
  faults?: Partial<FaultRates>;
  script?: Script;
}

/** A saying without what the room adds. `embargo` and `clock` are minutes from the beginning. */
export interface What extends Partial<Omit<Saying, 'id' | 'provider' | 'story' | 'embargo' | 'clock'>> {
  embargo?: number | 'unreadable';
  clock?: number | { day: string };
  /** Minutes from now until its notification arrives. */
  arrives?: number;
  /** Whoever takes it dies at this call, counted from reading the file, however often it comes. */
  diesAt?: number;
}

export class Room {
  readonly stage: Stage;
  readonly #history: History;
  readonly #steps: Step[] = [];
  #sayings = 0;

  static async open({ seed = 1, faults = {}, script }: RoomOptions = {}): Promise<Room> {
    const stage = await Stage.open({
      seed,
      start: START,
      texts: TEXTS,
      faults: Object.keys(faults).length === 0 ? false : faults,
      ...(script === undefined ? {} : { script }),
    });
    return new Room(stage, {
      seed,
      start: START,
      texts: TEXTS,
      steps: [],
      faults: false,
      calmAt: 0,
      endsAt: 0,
    });
  }

  private constructor(stage: Stage, history: History) {
    this.stage = stage;
    this.#history = history;
  }

  /** Minutes from the beginning. */
  get now(): number {
    return this.stage.now / MINUTE;
  }

  /** @returns the saying's id: s1, s2 ... */
  say(article: ArticleName, { embargo, clock, arrives, diesAt, ...more }: What = {}): string {
    const [provider, story] = article.split('/') as [ProviderId, string];
    const id = `s${++this.#sayings}`;
    const saying: Saying = {
      id,
      provider,
      story,
      status: 'usable',
      ...(embargo === undefined
        ? {}
        : { embargo: embargo === 'unreadable' ? embargo : { until: START + embargo * MINUTE } }),
      ...(clock === undefined ? {} : { clock: typeof clock === 'number' ? START + clock * MINUTE : clock }),
      ...more,
    };
    this.#take({
      kind: 'say',
      at: this.stage.now + 1,
      saying,
      arrivesAfter: (arrives ?? 0) * MINUTE + 1,
      ...(diesAt === undefined ? {} : { diesAt }),
    });
    return id;
  }

  /** The same bytes in another file. */
  again(saying: string): void {
    this.#take({ kind: 'again', at: this.stage.now + 1, saying, arrivesAfter: 1 });
  }

  operate(command: OperatorCommand): void {
    this.#take({ kind: 'operate', at: this.stage.now + 1, command });
  }

  /** @param minutes from now */
  outage(service: 's3' | 'dynamo' | 'sns' | 'sqs', minutes: number): void {
    this.#take({ kind: 'outage', at: this.stage.now, service, lasts: minutes * MINUTE });
  }

  async pass(minutes: number): Promise<void> {
    await this.stage.runUntil(this.stage.now + minutes * MINUTE);
  }

  /** So long that everything is taken, also what failed and came again. */
  async quiet(): Promise<void> {
    await this.pass(40);
  }

  #take(step: Step): void {
    this.#steps.push(step);
    this.stage.take(step);
  }

  account(): Account {
    return this.stage.account({ ...this.#history, steps: this.#steps });
  }

  /** What subscribers of an article were told, each event once: `published t1`, `killed` ... */
  told(article: ArticleName): string[] {
    const view = new View(this.account());
    return this.events(article).map((told) => {
      const text = view.textsIn(told)[0];
      return text === undefined ? told.kind : `${told.kind} ${text}`;
    });
  }

  /** In the order of sending, each once. */
  events(article: ArticleName): Told[] {
    const seen = new Set<string>();
    return this.account().told.filter(
      ({ id, uri }) => uri === uriOfArticle(article) && !seen.has(id) && seen.add(id),
    );
  }

  /** Minutes from the beginning at which each event was first told. */
  times(article: ArticleName): number[] {
    return this.events(article).map(({ at }) => (at - START) / MINUTE);
  }

  notices(type: string): Notice[] {
    return this.account().notices.filter((notice) => notice.type === type);
  }

  /** What the receipts say of an article's items, the last one last. */
  received(article: ArticleName): ReceivedItem[] {
    return this.account()
      .receipts.flatMap(({ items }) => items)
      .filter(({ uri }) => uri === uriOfArticle(article));
  }

  idOf(article: ArticleName): string {
    const id = this.received(article).at(-1)?.articleId;
    if (id === undefined) throw new Error(`${article} has no receipt`);
    return id;
  }

  /** Every promise that was broken, with the trace where there is one. */
  broken(): string {
    const account = this.account();
    const violations: Violation[] = judge(account);
    if (violations.length === 0) return '';
    return traceOf({ history: account.history, account, world: this.stage.world, violations }).join('\n');
  }
}

export interface Death {
  script: Script;
  /** The worker made so many calls that it died. */
  happened: () => boolean;
}

/**
 * The first worker that takes a saying dies at one of its calls, counted from reading the file.
 * @param fate before the call leaves, or after it took effect
 */
export function deathOfTaker(saying: string, call: number, fate: 'die-before' | 'die-after'): Death {
  return deathOf(
    ({ service, command, key }) =>
      service === 's3' && command === 'GetObject' && key.includes(fileMarker(saying)),
    call,
    fate,
  );
}

export function deathOfOperator(call: number, fate: 'die-before' | 'die-after'): Death {
  return deathOf(({ worker }) => worker.kind === 'operator', call, fate);
}

function deathOf(isFirst: (attempt: Attempt) => boolean, call: number, fate: Fate): Death {
  let worker: number | undefined;
  let first = 0;
  let happened = false;
  return {
    script: (attempt) => {
      if (worker === undefined && isFirst(attempt)) {
        worker = attempt.worker.id;
        first = attempt.call;
      }
      if (happened || attempt.worker.id !== worker || attempt.call - first !== call) return undefined;
      happened = true;
      return fate;
    },
    happened: () => happened,
  };
}

/** Runs a history once for every call at which somebody may die, before it and after it, until nobody lives so long. */
export async function atEveryCall(
  death: (call: number, fate: 'die-before' | 'die-after') => Death,
  run: (script: Script, name: string) => Promise<void>,
): Promise<number> {
  for (let call = 0; ; call++) {
    for (const fate of ['die-before', 'die-after'] as const) {
      const planned = death(call, fate);
      await run(planned.script, `${fate} ${call}`);
      if (!planned.happened()) return call;
    }
  }
}
