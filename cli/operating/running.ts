/** What commands that touch many files or messages have in common: a dry run first, a pace, progress, and who did it. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { Operations, type Operation } from '../../functions/adapters/store/operations.ts';
import { UsageError } from '../common/errors.ts';
import type { Target } from '../common/target.ts';
import { withDecider, type DecisionOptions } from './desk.ts';

export interface RunOptions extends DecisionOptions {
  apply?: boolean;
  rate: number;
}

/** Options of every command that first shows what it would do. */
export function withDryRun(command: Command, what: string, reasonNeeded = false): Command {
  return withDecider(
    command
      .addOption(new Option('--apply', `${what}; without it nothing is done, only shown`))
      .addOption(new Option('--dry-run', 'only show it: as without --apply').conflicts('apply'))
      .option('--rate <n>', 'so many a second, beside the live feed', positive, 10),
    reasonNeeded,
  );
}

export function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('not a number above 0');
  return number;
}

/** Names of files or articles that an operation keeps; of larger ones what was asked says the rest. */
const NAMES_KEPT = 200;
const NOTED_EVERY_MS = 2000;

/** An operation that is being carried out, as its record tells it. */
export class Run {
  readonly #operations: Operations;
  #operation: Operation;
  #notedAt = 0;

  /** @param before the record of one that was broken off, to go on with */
  static async begin(
    { clients, tableName }: Target,
    command: string,
    { by, reason = null }: { by: string; reason?: string | null },
    asked: Record<string, unknown>,
    before?: Operation,
  ): Promise<Run> {
    const at = new Date().toISOString();
    const run = new Run(
      new Operations(clients, tableName),
      before ?? {
        id: `${at}-${randomBytes(3).toString('hex')}`,
        command,
        by,
        at,
        reason,
        asked,
        state: 'running',
        counts: {},
        place: null,
        took: [],
        updatedAt: at,
      },
    );
    await run.#put();
    return run;
  }

  private constructor(operations: Operations, operation: Operation) {
    this.#operations = operations;
    this.#operation = operation;
  }

  get id(): string {
    return this.#operation.id;
  }

  get place(): string | null {
    return this.#operation.place;
  }

  get counts(): Readonly<Record<string, number>> {
    return this.#operation.counts;
  }

  count(name: string, by = 1): void {
    const { counts } = this.#operation;
    this.#operation = { ...this.#operation, counts: { ...counts, [name]: (counts[name] ?? 0) + by } };
  }

  took(name: string): void {
    const { took } = this.#operation;
    if (took.length < NAMES_KEPT && !took.includes(name))
      this.#operation = { ...this.#operation, took: [...took, name] };
  }

  /** How far it has come; written now and then. */
  async reached(place: string): Promise<void> {
    this.#operation = { ...this.#operation, place };
    if (Date.now() - this.#notedAt > NOTED_EVERY_MS) await this.#put();
  }

  async end(): Promise<void> {
    this.#operation = { ...this.#operation, state: 'done' };
    await this.#put();
  }

  async #put(): Promise<void> {
    this.#notedAt = Date.now();
    this.#operation = { ...this.#operation, updatedAt: new Date(this.#notedAt).toISOString() };
    await this.#operations.put(this.#operation);
  }
}

/** The record of the operation that is to be gone on with, if one is. @throws UsageError when there is none of that command */
export async function brokenOff(
  { clients, tableName }: Target,
  command: string,
  id: string | undefined,
): Promise<Operation | undefined> {
  if (id === undefined) return undefined;
  const found = await new Operations(clients, tableName).get(id);
  if (found?.command !== command) throw new UsageError(`there is no ${command} with the id ${id}`);
  if (found.state === 'done') throw new UsageError(`${id} is done`);
  return found;
}

/** Holds a pace: each part waits until its turn has come. */
export class Pace {
  readonly #msEach: number;
  #next = Date.now();

  constructor(perSecond: number) {
    this.#msEach = 1000 / perSecond;
  }

  async next(count = 1): Promise<void> {
    const now = Date.now();
    const wait = this.#next - now;
    this.#next = Math.max(now, this.#next) + count * this.#msEach;
    if (wait > 0) await pause(wait);
  }
}

/** The most that one call of a queue takes. */
const AT_ONCE = 10;

/** In as many calls as the pace asks for: none has nothing. */
export function inParts<T>(all: readonly T[], perSecond: number): [T, ...T[]][] {
  const size = Math.max(1, Math.min(AT_ONCE, Math.floor(perSecond)));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  ).flatMap(([first, ...more]): [T, ...T[]][] => (first === undefined ? [] : [[first, ...more]]));
}

/** How far a command has come, on a terminal. */
export class Progress {
  readonly #what: string;
  readonly #began = Date.now();
  #shownAt = 0;

  constructor(what: string) {
    this.#what = what;
  }

  /** @param all undefined where nobody knows */
  show(done: number, all?: number): void {
    const now = Date.now();
    if (!process.stderr.isTTY || now - this.#shownAt < 200) return;
    this.#shownAt = now;
    const perSecond = (done * 1000) / Math.max(1, now - this.#began);
    const left = all === undefined ? '' : ` of ${all}, ${Math.ceil((all - done) / perSecond)} s left`;
    process.stderr.write(`\r\u001B[K${this.#what}: ${done}${left}, ${perSecond.toFixed(1)} a second`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  }
}
