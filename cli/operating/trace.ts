/** `wire trace`: everything that happened to a file, an article or a message, and where it is now. */
import type { Command } from 'commander';
import { WaitingQueue, type WaitingMessage } from '../../functions/adapters/platform/queues.ts';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { FeedLog } from '../../functions/adapters/store/feed-log.ts';
import { InboxVersions } from '../../functions/adapters/store/inbox-versions.ts';
import { Operations } from '../../functions/adapters/store/operations.ts';
import { Pauses } from '../../functions/adapters/store/pauses.ts';
import { QuarantineCopies } from '../../functions/adapters/store/quarantine-copies.ts';
import { ReadIndexes } from '../../functions/adapters/store/read-indexes.ts';
import { traceArticle, traceFile, traceMessage, type TracePorts } from '../../functions/desk/trace.ts';
import type { TraceLine } from '../../functions/desk/trace-lines.ts';
import { keyIn } from '../common/inbox-keys.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type Target, type TargetOptions } from '../common/target.ts';

export function registerTrace(program: Command): void {
  const command = program
    .command('trace')
    .description(
      'everything that happened to a file, an article or a message, in the order of time, and where it is now',
    )
    .argument(
      '<what>',
      'a key of the inbox, with or without incoming/; an article id; the id of an event; or the id of a message of the queue, as logs name it',
    )
    .addHelpText(
      'after',
      [
        '',
        'Lines with "what": stored and deleted (in the inbox), item, taken or quarantined (the receipt), revision',
        '(what was stored), told (messages), operation (what operators did), and last "now" with "where":',
        'intake-queue, dead-letter-queue, quarantine, paused, nowhere (nobody heard of it: wire reconcile), done,',
        'outbox, held, hidden, told, stored. The live queue is not looked into; dead letters stay where they are.',
      ].join('\n'),
    );
  withTargetOptions(command).action(async (what: string, options: TargetOptions) => {
    const lines = await trace(portsOf(await findTarget(options)), what);
    if (lines === undefined) {
      const message = `nobody knows ${what}: no file, no article, no dead letter`;
      await writeLine({ rejected: { what, code: 'not-found', message } });
      process.exitCode = 1;
      return;
    }
    for (const line of lines) await writeLine(line);
  });
}

const ARTICLE = /^([0-9a-f]{32})(?:\.\d+\.[a-z]+)?$/u;
const MESSAGE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

function trace(ports: TracePorts, what: string): Promise<TraceLine[] | undefined> {
  const article = ARTICLE.exec(what)?.[1];
  if (article !== undefined) return traceArticle(ports, article);
  return MESSAGE.test(what) ? traceMessage(ports, what) : traceFile(ports, keyIn(what));
}

/** Batches of the feed log have days; who only reads does not need to know how many. */
const ANY_DAYS = 30;
/** More dead letters than these are looked through by nobody. */
const MOST_DEAD_LETTERS = 10_000;

function portsOf(target: Target): TracePorts {
  const { clients, inboxBucket, archiveBucket, tableName } = target;
  const dead = new WaitingQueue(clients.sqs, target.deadLetterQueueUrl);
  const queue = new WaitingQueue(clients.sqs, target.intakeQueueUrl);
  let looked: Promise<readonly WaitingMessage[]> | undefined;
  return {
    inbox: new InboxVersions(clients, inboxBucket),
    table: new ArticleTable(clients, { tableName, archiveBucket }),
    indexes: new ReadIndexes(clients, tableName),
    log: new FeedLog(clients, { tableName, feedDays: ANY_DAYS, now: () => Date.now() }),
    deadLetters: () => (looked ??= dead.look(MOST_DEAD_LETTERS)),
    queue: () => queue.counts(),
    pauses: new Pauses(clients, tableName),
    operations: (since) => new Operations(clients, tableName).between(since, new Date().toISOString()),
    isKept: (copy) => new QuarantineCopies(clients, archiveBucket).isKept(copy),
  };
}
