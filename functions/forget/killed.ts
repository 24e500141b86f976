/**
 * Erases the texts of what was killed, so many days after: by the means of `wire purge`, and under an operation of its own,
 * so that `wire purge --check` finds what is left of them. That it was killed, when and why stays. By then claims and
 * fingerprints have run out, so that the same text under another name is news, erased or not.
 */
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { WholeArticle } from '../adapters/store/forgetting.ts';
import type { Operation, Operations } from '../adapters/store/operations.ts';
import type { PurgeList } from '../adapters/store/purge-list.ts';
import type { ReadIndexes } from '../adapters/store/read-indexes.ts';
import type { Head } from '../adapters/store/records.ts';
import { dueAtOf } from '../core/article/life-cycle/questions.ts';
import type { Register } from '../core/providers/register.ts';
import { isBuried, markErased } from '../desk/burying.ts';
import { deliveriesOf, eraseWhole, type ErasePorts } from '../desk/purge.ts';
import {
  articlesIn,
  eraseDelivery,
  quarantinedCopies,
  type FileErasing,
  type PurgeFilesPorts,
  type QuarantinedCopies,
} from '../desk/purge-files.ts';

export interface KilledPorts {
  providers: Register;
  /** Days after a kill, of agencies whose entry says nothing; undefined: never. */
  killedTextDays: number | undefined;
  table: Pick<ArticleTable, 'killed' | 'changeHead'>;
  erase: ErasePorts;
  files: PurgeFilesPorts;
  operations: Pick<Operations, 'put'>;
  indexes: Pick<ReadIndexes, 'otherReceiptsOf'>;
  /** The list of an operation. */
  listOf: (operation: string) => Pick<PurgeList, 'putArticle' | 'putFiles'>;
  /** Takes articles out of the search index. @returns how many documents */
  withoutInSearch: (isErased: (articleId: string) => boolean) => Promise<number>;
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface ErasedKilled {
  /** Articles whose text is gone. */
  erased: number;
  /** That were taken again since, or wait for something. */
  later: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Nothing is begun with less time than this: behind all of them files that came again are looked for, and the search index is written anew. */
const REST_MS = 300_000;

/** In one run. */
const MOST = 200;

const BY = 'forget';

/** @throws what an article failed with, when all others are done */
export async function eraseKilledDue(ports: KilledPorts): Promise<ErasedKilled> {
  const run = new Run(ports);
  for (const { id, killedTextDays: own } of ports.providers.all()) {
    const days = own ?? ports.killedTextDays;
    if (days !== undefined) await run.of(id, days);
  }
  return run.end();
}

class Run {
  readonly #ports: KilledPorts;
  readonly #heads = new Map<string, Head>();
  readonly #failures: unknown[] = [];
  readonly #counts: Record<string, number> = {};
  readonly #days: Record<string, number> = {};
  #later = 0;
  #operation: Operation | undefined;
  #copies: QuarantinedCopies | undefined;

  constructor(ports: KilledPorts) {
    this.#ports = ports;
  }

  async of(provider: string, days: number): Promise<void> {
    const { table, now, remaining } = this.#ports;
    const before = new Date(now() - days * DAY_MS).toISOString();
    for await (const articleId of table.killed(provider, before)) {
      if (remaining() < REST_MS || this.#heads.size >= MOST) return;
      try {
        this.#days[provider] = days;
        if (!(await this.#one(articleId, before))) this.#later++;
      } catch (error) {
        this.#failures.push(error);
      }
    }
  }

  async #one(articleId: string, before: string): Promise<boolean> {
    const { erase, files } = this.#ports;
    const whole = await erase.articles.whole(articleId);
    const { head, revisions } = whole;
    if (head === undefined || !isDue(whole, before)) return false;
    if (!isBuried(revisions, head)) {
      const { id } = await this.#begun();
      const list = this.#ports.listOf(id);
      // The files first: of what was erased nobody knows them any more
      const how = await this.#filesOf(articleId, id);
      for (const delivery of deliveriesOf(revisions)) {
        const erased = await eraseDelivery(files, list, delivery, how);
        if (erased !== 'nothing') this.#count(`${erased}s`);
      }
      const erased = await eraseWhole(erase, list, whole, { more: true });
      if (erased === undefined) return false;
      for (const [kind, count] of Object.entries(erased.counts)) this.#count(kind, count);
    }
    this.#heads.set(articleId, head);
    return true;
  }

  async end(): Promise<ErasedKilled> {
    const { table, operations, withoutInSearch, now } = this.#ports;
    const at = new Date(now()).toISOString();
    if (this.#heads.size > 0) {
      await this.#filesThatCameAgain();
      const documents = await withoutInSearch((articleId) => this.#heads.has(articleId));
      if (documents > 0) this.#count('search', documents);
    }
    // Last of all: until then the next run finds them, however far this one came
    for (const head of this.#heads.values()) await markErased(table, head, at);
    if (this.#operation !== undefined) {
      const took = [...this.#heads.keys()].slice(0, TOOK_KEPT);
      const counts = { erased: this.#heads.size, ...this.#counts };
      await operations.put({ ...this.#operation, state: 'done', counts, took, updatedAt: at });
    }
    if (this.#failures.length > 0)
      throw new AggregateError(this.#failures, `${this.#failures.length} killed texts could not be erased`);
    return { erased: this.#heads.size, later: this.#later };
  }

  /** Their receipts name an article whose revisions do not name them. */
  async #filesThatCameAgain(): Promise<void> {
    const first = new Map<string, string>();
    for (const { provider, listedAt } of this.#heads.values()) {
      const known = first.get(provider);
      if (known === undefined || listedAt < known) first.set(provider, listedAt);
    }
    const { files, indexes, listOf } = this.#ports;
    const { id } = await this.#begun();
    const how = await this.#filesOf(undefined, id);
    for (const [provider, since] of first) {
      for await (const receipt of indexes.otherReceiptsOf(provider, Date.parse(since))) {
        if (!articlesIn(receipt).some(how.rule.isErased)) continue;
        this.#count(`${await eraseDelivery(files, listOf(id), receipt, how)}s`);
      }
    }
  }

  async #begun(): Promise<Operation> {
    if (this.#operation === undefined) {
      const at = new Date(this.#ports.now()).toISOString();
      this.#operation = {
        id: `${at}-killed`,
        command: 'purge',
        by: BY,
        at,
        reason: 'killed, and its days are over (killedTextDays)',
        asked: { killedTextDays: this.#days },
        state: 'running',
        counts: {},
        place: null,
        took: [],
        updatedAt: at,
      };
      await this.#ports.operations.put(this.#operation);
    }
    return this.#operation;
  }

  async #filesOf(articleId: string | undefined, operation: string): Promise<FileErasing> {
    const { files, now } = this.#ports;
    this.#copies ??= await quarantinedCopies(files);
    const reason = this.#operation?.reason ?? '';
    return {
      rule: {
        before: null,
        all: false,
        isErased: (one) => one === articleId || this.#heads.has(one),
        isKept: () => false,
      },
      purged: { by: BY, at: new Date(now()).toISOString(), reason, operation },
      copies: this.#copies,
    };
  }

  #count(name: string, by = 1): void {
    this.#counts[name] = (this.#counts[name] ?? 0) + by;
  }
}

const TOOK_KEPT = 20;

/** It stands killed, nothing of it waits, and nothing was taken of it since: what came after its kill is for people to see. */
function isDue({ head, revisions }: WholeArticle, before: string): boolean {
  if (head?.line?.status !== 'canceled') return false;
  const { held, next } = head;
  const waits = held !== null || next !== null || dueAtOf(head) !== undefined;
  return !waits && revisions.every(({ takenAt }) => takenAt < before);
}
