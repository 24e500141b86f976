/** `wire replay`: files of the inbox through parsing once more, as of the time at which they came. */
import type { Command } from 'commander';
import { WaitingQueue } from '../../functions/adapters/platform/queues.ts';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { InboxVersions } from '../../functions/adapters/store/inbox-versions.ts';
import { ReadIndexes } from '../../functions/adapters/store/read-indexes.ts';
import { Receipts } from '../../functions/adapters/store/receipts.ts';
import { announcementOf } from '../../functions/desk/announcement.ts';
import {
  afterPlace,
  costOf,
  filesOf,
  filesOfArticle,
  placeOf,
  refusedFilesOf,
  type ReplayPorts,
  type Selection,
} from '../../functions/desk/replay.ts';
import { UsageError } from '../common/errors.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, type Target } from '../common/target.ts';
import { brokenOff, inParts, Pace, Progress, Run, withDryRun, type RunOptions } from './running.ts';

interface Options extends RunOptions {
  provider?: string;
  since?: number;
  until?: number;
  code?: string;
  article?: string;
  resume?: string;
}

/** What was asked, as its record keeps it. */
interface Asked {
  provider?: string;
  code?: string;
  article?: string;
  since: string;
  until: string;
}

export function registerReplay(program: Command): void {
  const command = program
    .command('replay')
    .description(
      'list files that would be read again, with what it would cost; with --apply, read them again',
    )
    .option('--provider <id>', 'files of this agency')
    .option('--since <time>', 'that came since: 90m, 24h, 7d, or a time (RFC 3339); default: 24h', instant)
    .option('--until <time>', 'and until, in the same forms; default: now', instant)
    .option('--code <code>', 'only files that were refused, or had items refused, for this reason')
    .option('--article <id>', 'the files that brought the revisions of this article')
    .option('--resume <id>', 'go on with one that was broken off: the id that it printed')
    .addHelpText(
      'after',
      [
        '',
        'Each file is read as of the time at which it came: what is older than what stands is stored as late, and what',
        'was read before is recognised. It may be done twice.',
      ].join('\n'),
    );
  withDryRun(command, 'read them again').action(async (options: Options) => {
    const target = await findTarget(options);
    const before = await brokenOff(target, 'replay', options.resume);
    const asked = before === undefined ? askedOf(options) : (before.asked as unknown as Asked);
    const selection = await selected(replayPorts(target), asked);
    if (options.apply === true || before !== undefined) {
      const run = await Run.begin(target, 'replay', options, { ...asked }, before);
      await replay(target, selection, run, options);
    } else await show(selection, options);
  });
}

function askedOf({ provider, code, article, since, until }: Options): Asked {
  if (provider === undefined && article === undefined)
    throw new UsageError('say whose files, --provider, or which article, --article');
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(code === undefined ? {} : { code }),
    ...(article === undefined ? {} : { article }),
    since: new Date(since ?? instant('24h')).toISOString(),
    // Not what comes while it runs
    until: new Date(until ?? Date.now()).toISOString(),
  };
}

async function selected(ports: ReplayPorts, { provider, code, article, ...span }: Asked): Promise<Selection> {
  if (article !== undefined) {
    const found = await filesOfArticle(ports, article);
    if (found === undefined) throw new UsageError(`there is no article ${article}`);
    return found;
  }
  if (code !== undefined) return refusedFilesOf(ports, provider ?? '', span, code);
  return filesOf(ports, provider ?? '', span);
}

export function replayPorts({ clients, inboxBucket, archiveBucket, tableName }: Target): ReplayPorts {
  return {
    inbox: new InboxVersions(clients, inboxBucket),
    receipts: new Receipts(clients, tableName),
    indexes: new ReadIndexes(clients, tableName),
    table: new ArticleTable(clients, { tableName, archiveBucket }),
  };
}

/** What would be read again. */
export async function show({ files, gone }: Selection, { rate }: Pick<RunOptions, 'rate'>): Promise<void> {
  const receipts: Record<string, number> = {};
  for (const { bucket: _bucket, eTag: _eTag, sequencer: _sequencer, ...file } of files) {
    receipts[file.receipt ?? 'none'] = (receipts[file.receipt ?? 'none'] ?? 0) + 1;
    await writeLine({ file });
  }
  for (const file of gone) await writeLine({ gone: file });
  await writeLine({
    total: {
      files: files.length,
      receipts,
      gone: gone.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      dollars: costOf(files),
      seconds: Math.ceil(files.length / rate),
    },
  });
  process.stderr.write(
    files.length === 0
      ? 'nothing would be read again\n'
      : `${files.length} files would be read again, for $${costOf(files).toFixed(2)} at most: the same with --apply does it\n`,
  );
}

/** Announces the files in the order in which they came. */
export async function replay(
  { clients, intakeQueueUrl }: Target,
  { files, gone }: Selection,
  run: Run,
  { rate }: Pick<RunOptions, 'rate'>,
): Promise<void> {
  const queue = new WaitingQueue(clients.sqs, intakeQueueUrl);
  const left = afterPlace(files, run.place);
  process.stderr.write(`operation ${run.id}: ${left.length} files; if it breaks off, --resume ${run.id}\n`);
  const [pace, progress] = [new Pace(rate), new Progress('announced')];
  let done = 0;
  for (const some of inParts(left, rate)) {
    await pace.next(some.length);
    await queue.send(some.map((file) => announcementOf(file, `wire:${run.id}`)));
    run.count('announced', some.length);
    for (const file of some) run.took(file.key);
    await run.reached(placeOf(some.at(-1) ?? some[0]));
    progress.show((done += some.length), left.length);
  }
  progress.end();
  for (const file of gone) await writeLine({ gone: file });
  await run.end();
  await writeLine({ total: { ...run.counts, gone: gone.length }, operation: run.id });
}
