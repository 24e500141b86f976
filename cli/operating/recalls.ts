/** `wire recalls`: which kills are confirmed by whom and which are open; `wire recalls ack`: confirm one for a reader. */
import { Option, type Command } from 'commander';
import { Recalls, type Recall } from '../../functions/adapters/store/recalls.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type Target, type TargetOptions } from '../common/target.ts';
import { reject, withDecider, type DecisionOptions } from './desk.ts';

const ARTICLE = 'article id, as status and list print it';
const MOST_LISTED = 1000;

export function registerRecalls(program: Command): void {
  const command = program
    .command('recalls')
    .description('list the kills that readers have not confirmed; of one article also those that they have')
    .argument('[article]', ARTICLE);
  withTargetOptions(command).action(async (articleId: string | undefined, options: TargetOptions) => {
    const ledger = ledgerOf(await findTarget(options));
    const found: readonly Omit<Recall, 'closed'>[] =
      articleId === undefined
        ? await ledger.allOpen(MOST_LISTED)
        : (await ledger.ofArticle(articleId)).recalls;
    const now = new Date().toISOString();
    for (const one of found) await writeLine(lineOf({ closed: null, ...one }, now));
  });
  registerAck(command);
}

function registerAck(recalls: Command): void {
  const command = recalls
    .command('ack')
    .description('confirm for a reader that it has taken an article down')
    .argument('<article>', ARTICLE)
    .requiredOption('--reader <id>', 'for whom, as "wire recalls" prints it')
    .addOption(
      new Option('--revision <n>', 'ends up to this revision; default: all').argParser((text) =>
        Number(text),
      ),
    );
  withDecider(command, true).action(async (articleId: string, _options: unknown, itself: Command) => {
    // The command above knows --stage too, and takes it
    const options = itself.optsWithGlobals<
      DecisionOptions & { reader: string; reason: string; revision?: number }
    >();
    const { reader, by, reason, revision = Infinity } = options;
    const at = new Date().toISOString();
    const ledger = ledgerOf(await findTarget(options));
    const closed = await ledger.closeByHand({ articleId, reader, revision, by, at, reason });
    if (closed.length === 0) {
      await reject(articleId, 'nothing-open', `${reader} has nothing of it to confirm`);
      return;
    }
    const closing = { how: 'operator', at, by, reason } as const;
    for (const one of closed) await writeLine(lineOf({ ...one, closed: closing }, at));
  });
}

function ledgerOf({ clients, tableName }: Target): Recalls {
  return new Recalls(clients, { tableName, now: () => Date.now() });
}

function lineOf(recall: Recall, now: string): object {
  const { articleId, revision, event, reader, kind, name, took, since, dueAt, closed } = recall;
  return {
    articleId,
    revision,
    event,
    reader,
    kind,
    ...(name === null ? {} : { name }),
    took,
    since,
    dueAt,
    ...(closed === null ? { overdue: dueAt <= now } : { closed }),
  };
}
