/** What `wire purge` goes through: the articles first, then the files, then the indexes of the search. */
import { setTimeout as pause } from 'node:timers/promises';
import { Erasing } from '../../functions/adapters/store/erasing.ts';
import { Forgetting } from '../../functions/adapters/store/forgetting.ts';
import { NearIndexTable } from '../../functions/adapters/store/near-index.ts';
import type { Purged } from '../../functions/adapters/store/outcomes.ts';
import { Pauses } from '../../functions/adapters/store/pauses.ts';
import { PurgeList } from '../../functions/adapters/store/purge-list.ts';
import { ReadIndexes } from '../../functions/adapters/store/read-indexes.ts';
import { nameOf, Receipts } from '../../functions/adapters/store/receipts.ts';
import {
  purgeArticle,
  purgeStateOf,
  type PurgedArticle,
  type PurgePorts,
} from '../../functions/desk/purge.ts';
import {
  articlesIn,
  copiesLeft,
  eraseDelivery,
  eraseFile,
  filesBelow,
  goes,
  quarantinedCopies,
  reduceReceipt,
  versionsToErase,
  type FileErasing,
  type FileRule,
  type PurgeFilesPorts,
} from '../../functions/desk/purge-files.ts';
import { writeLine } from '../common/output.ts';
import type { Target } from '../common/target.ts';
import { deskOf } from './desk.ts';
import { EndsHeard } from './ends-heard.ts';
import { articlesMeant, inboxOf, type Asked } from './purge-scope.ts';
import { searchOf } from './purge-search.ts';
import { Pace, Progress, type Run } from './running.ts';

export type Totals = Partial<Record<string, number>>;

interface How {
  by: string;
  reason?: string;
  rate: number;
  wait: number;
}

/** One after the other: then something is wrong that is none of the articles. */
const MOST_FAILURES = 10;

export class Purge {
  readonly #target: Target;
  readonly #asked: Asked;
  readonly #how: How;
  readonly #articles: PurgePorts;
  readonly #files: PurgeFilesPorts;
  readonly #indexes: ReadIndexes;
  readonly #erasing: Erasing;
  readonly #forgetting: Forgetting;
  readonly #totals: Record<string, number> = {};
  readonly #erased = new Set<string>();
  readonly #kept = new Set<string>();

  /** The agency of an article; undefined where there is none. */
  static async providerOf(target: Target, articleId: string): Promise<string | undefined> {
    const articles = new Forgetting(target.clients, target);
    const { provider } = await purgeStateOf({ articles }, articleId, { before: null, end: null });
    return provider ?? undefined;
  }

  constructor(target: Target, asked: Asked, how: How) {
    const { clients, tableName } = target;
    this.#target = target;
    this.#asked = asked;
    this.#how = how;
    this.#erasing = new Erasing(clients, target);
    this.#forgetting = new Forgetting(clients, target);
    this.#indexes = new ReadIndexes(clients, tableName);
    const heard = new EndsHeard(target);
    this.#articles = {
      desk: deskOf(target),
      heard: (end) => heard.has(end),
      articles: this.#forgetting,
      erasing: this.#erasing,
      anchors: new NearIndexTable(clients, { tableName, pause: (milliseconds) => pause(milliseconds) }),
    };
    this.#files = {
      inboxBucket: target.inboxBucket,
      erasing: this.#erasing,
      receipts: new Receipts(clients, tableName),
      pauses: new Pauses(clients, tableName),
    };
  }

  /** Shows what would be erased. */
  async show(): Promise<Totals> {
    const progress = new Progress('articles looked at');
    const ids = await this.#articleIds();
    for (const [index, articleId] of ids.entries()) {
      const { state, revisions } = await purgeStateOf(this.#articles, articleId, this.#asked);
      if (state === 'gone') continue;
      await writeLine({ article: { articleId, state, revisions } });
      this.#count(state);
      this.#note(articleId, state === 'erasable' || state === 'end-first' || state === 'bare');
      progress.show(index + 1, ids.length);
    }
    progress.end();
    const rule = this.#fileRule();
    for await (const file of filesBelow(this.#files, this.#prefix)) {
      const gone = versionsToErase(file, rule);
      if (gone.length === 0) continue;
      this.#count('files', gone.length);
      this.#count(
        'bytes',
        gone.reduce((sum, { bytes }) => sum + bytes, 0),
      );
      await writeLine({ file: { key: file.key, versions: gone.map(({ version }) => version) } });
    }
    const seconds = Math.ceil((ids.length + (this.#totals.files ?? 0)) / this.#how.rate);
    return { ...this.#totals, seconds };
  }

  async apply(run: Run): Promise<Totals> {
    const { clients, tableName } = this.#target;
    const list = new PurgeList(clients, tableName, run.id);
    const begun = await this.#before(list);
    await this.#applyToArticles(run, list, begun);
    const { by, reason = '' } = this.#how;
    const purged: Purged = { by, at: new Date().toISOString(), reason, operation: run.id };
    await this.#applyToFiles(run, list, purged);
    const search = await searchOf(this.#target);
    for (const [kind, documents] of Object.entries(await search.without(this.#erased)))
      if (documents > 0) this.#count(kind, documents);
    return this.#totals;
  }

  /** What an earlier run has erased, or begun to. @returns the articles that it has begun only */
  async #before(list: PurgeList): Promise<Set<string>> {
    const begun = new Set<string>();
    for await (const one of list.all()) {
      if (!('article' in one)) continue;
      if (one.article.done) this.#erased.add(one.article.articleId);
      else begun.add(one.article.articleId);
    }
    return begun;
  }

  async #applyToArticles(run: Run, list: PurgeList, begun: ReadonlySet<string>): Promise<void> {
    const ids = await this.#articleIds(begun);
    const [pace, progress] = [new Pace(this.#how.rate), new Progress('articles')];
    const until = Date.now() + this.#how.wait * 1000;
    let left = ids;
    let failures = 0;
    for (let round = 0; left.length > 0; round++) {
      if (round > 0) await pause(Math.min(1000, 100 * 2 ** round));
      const isLast = Date.now() >= until;
      const waiting: string[] = [];
      for (const articleId of left) {
        await pace.next();
        const purged = await this.#one(list, articleId, begun);
        failures = 'failed' in purged ? failures + 1 : 0;
        if ('failed' in purged && failures >= MOST_FAILURES) throw purged.failed;
        const waits = 'failed' in purged || purged.state === 'waits';
        if (waits && !isLast) waiting.push(articleId);
        else await this.#tell(run, articleId, purged);
        await run.reached(articleId);
        progress.show(ids.length - waiting.length, ids.length);
      }
      left = waiting;
    }
    progress.end();
  }

  async #one(
    list: PurgeList,
    articleId: string,
    begun: ReadonlySet<string>,
  ): Promise<PurgedArticle | { failed: unknown }> {
    const { by, reason = '' } = this.#how;
    try {
      const how = { by, reason, again: begun.has(articleId) };
      return await purgeArticle(this.#articles, list, articleId, this.#asked, how);
    } catch (error) {
      return { failed: error };
    }
  }

  async #tell(run: Run, articleId: string, purged: PurgedArticle | { failed: unknown }): Promise<void> {
    if ('failed' in purged) {
      const error = purged.failed instanceof Error ? purged.failed.message : String(purged.failed);
      this.#count('failed');
      this.#note(articleId, false);
      await writeLine({ failed: { articleId, error } });
      return;
    }
    if (purged.state === 'gone') return;
    this.#note(articleId, purged.state === 'erased' || purged.state === 'bare');
    this.#count(purged.state);
    run.count(purged.state);
    if (purged.state !== 'erased') {
      await writeLine({ article: { articleId, state: purged.state } });
      return;
    }
    run.took(articleId);
    const { leaves, counts, deliveries } = purged;
    await writeLine({ erased: { articleId, leaves, ...counts } });
    for (const [kind, count] of Object.entries(counts)) this.#count(kind, count);
    for (const delivery of deliveries) this.#deliveries.set(nameOf(delivery), delivery);
  }

  /** Files that brought what is erased, whether the inbox has them or not. */
  readonly #deliveries = new Map<string, { key: string; version: string }>();

  async #applyToFiles(run: Run, list: PurgeList, purged: Purged): Promise<void> {
    const rule = this.#fileRule();
    const copies = await quarantinedCopies(this.#files);
    const [pace, progress] = [new Pace(this.#how.rate), new Progress('files')];
    const done = new Set<string>();
    for await (const file of filesBelow(this.#files, this.#prefix)) {
      const gone = versionsToErase(file, rule);
      if (gone.length === 0) continue;
      await pace.next();
      const counts = await eraseFile(this.#files, list, file, gone, { rule, purged, copies });
      for (const version of gone) done.add(nameOf(version));
      run.count('files', gone.length);
      for (const [kind, count] of Object.entries(counts)) if (count > 0) this.#count(kind, count);
      await writeLine({ erased: { key: file.key, versions: gone.map(({ version }) => version), ...counts } });
      await run.reached(file.key);
      progress.show(done.size);
    }
    progress.end();
    await this.#applyToReceipts(list, { rule, purged, copies }, done);
    const isDone = (name: string): boolean => done.has(name.replace(/\/([^/]*)$/u, ' $1'));
    const left = copiesLeft(copies, this.#prefix, rule, isDone);
    await this.#erasing.removeVersions('archive', left);
    if (left.length > 0) this.#count('quarantined', left.length);
  }

  /** Of files that the inbox has no more. */
  async #applyToReceipts(
    list: PurgeList,
    { rule, purged, copies }: FileErasing,
    done: ReadonlySet<string>,
  ): Promise<void> {
    let count = 0;
    for (const [name, delivery] of this.#deliveries) {
      if (done.has(name)) continue;
      const erased = await eraseDelivery(this.#files, list, delivery, { rule, purged, copies });
      // Of a file with more items than a receipt lists
      if (erased === 'file') this.#count('files');
      else if (erased === 'receipt') count++;
    }
    for await (const receipt of this.#indexes.otherReceiptsOf(this.#asked.provider)) {
      const isMeant =
        receipt.purged === undefined || articlesIn(receipt).some((articleId) => this.#erased.has(articleId));
      if (done.has(nameOf(receipt)) || !isMeant || !goes(receipt, Date.parse(receipt.receivedAt), rule))
        continue;
      if (await reduceReceipt(this.#files, receipt, rule, purged)) count++;
    }
    if (count > 0) this.#count('receipts', count);
  }

  #articleIds(begun: Iterable<string> = []): Promise<string[]> {
    const ports = { articles: this.#forgetting, files: this.#files, machine: this.#target.machine };
    return articlesMeant(ports, this.#asked, begun);
  }

  #fileRule(): FileRule {
    return {
      before: this.#asked.before,
      all: this.#asked.article === undefined,
      isErased: (articleId) => this.#erased.has(articleId),
      isKept: (articleId) => this.#kept.has(articleId),
    };
  }

  #note(articleId: string, isErased: boolean): void {
    (isErased ? this.#erased : this.#kept).add(articleId);
  }

  #count(name: string, by = 1): void {
    this.#totals[name] = (this.#totals[name] ?? 0) + by;
  }

  get #prefix(): string {
    return inboxOf(this.#asked.provider);
  }
}
