/** `wire reconcile`: what the inbox has and nobody has read, by hand. */
import type { Command } from 'commander';
import { InboxVersions } from '../../functions/adapters/store/inbox-versions.ts';
import { Pauses } from '../../functions/adapters/store/pauses.ts';
import { Receipts } from '../../functions/adapters/store/receipts.ts';
import { ReconcileStates } from '../../functions/adapters/store/reconcile-state.ts';
import { INBOX_PREFIX, registerOf } from '../../functions/core/providers/register.ts';
import { askedFor, countsByProvider, missingOf, type Window } from '../../functions/desk/reconcile.ts';
import { inOrder, type ReplayFile } from '../../functions/desk/replay.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, type Target } from '../common/target.ts';
import { replay, show } from './replay.ts';
import { Progress, Run, withDryRun, type RunOptions } from './running.ts';

interface Options extends RunOptions {
  since?: number;
  until?: number;
  provider?: string;
}

export function registerReconcile(program: Command): void {
  const command = program
    .command('reconcile')
    .description(
      'list files of the inbox that have no receipt, so that nobody has read them; with --apply, have them read',
    )
    .option('--since <time>', 'that came since: 90m, 24h, 7d, or a time (RFC 3339); default: 24h', instant)
    .option(
      '--until <time>',
      'and until, in the same forms; default: 10m, for the newest are on their way',
      instant,
    )
    .option('--provider <id>', 'only files of this agency')
    .addHelpText(
      'after',
      '\nThe function of the same name does it each hour for what came since; the line "hourly" says how far it is.',
    );
  withDryRun(command, 'have them read').action(async (options: Options) => {
    const target = await findTarget(options);
    const { since = instant('24h'), until = instant('10m'), provider } = options;
    await writeLine({ hourly: await hourly(target) });
    const { files, looked } = await missing(target, { since, until }, provider);
    await writeLine({ looked, missing: countsByProvider(files) });
    if (options.apply !== true) {
      await show({ files, gone: [] }, options);
      return;
    }
    const asked = {
      since: new Date(since).toISOString(),
      until: new Date(until).toISOString(),
      ...(provider === undefined ? {} : { provider }),
    };
    await replay(target, { files, gone: [] }, await Run.begin(target, 'reconcile', options, asked), options);
  });
}

async function hourly({ clients, tableName }: Target): Promise<object> {
  const { doneUntil, round } = await new ReconcileStates(clients, tableName).get();
  const time = (epoch: number | null): string | null =>
    epoch === null ? null : new Date(epoch).toISOString();
  return {
    doneUntil: time(doneUntil),
    running:
      round === null
        ? null
        : {
            until: time(round.until),
            at: round.place?.key ?? null,
            looked: round.looked,
            missing: round.missing,
          },
  };
}

async function missing(
  { clients, tableName, inboxBucket, agencies }: Target,
  window: Window,
  provider: string | undefined,
): Promise<{ files: ReplayFile[]; looked: number }> {
  const inbox = new InboxVersions(clients, inboxBucket);
  const receipts = new Receipts(clients, tableName);
  const pauses = new Pauses(clients, tableName);
  const context = { providers: agencies ?? registerOf([]), now: Date.now() };
  const progress = new Progress('looked at');
  const files: ReplayFile[] = [];
  let looked = 0;
  const prefix = provider === undefined ? INBOX_PREFIX : `${INBOX_PREFIX}${provider}/`;
  let page = await inbox.page(prefix);
  for (;;) {
    const asked = askedFor(page.versions, window, context);
    const found = await missingOf(inboxBucket, asked, { receipts, pauses });
    looked += asked.length;
    progress.show(looked);
    files.push(
      ...found.map(({ key, version, eTag, bytes, storedAt }) => ({
        bucket: inboxBucket,
        key,
        version,
        eTag,
        bytes,
        receivedAt: new Date(storedAt).toISOString(),
        receipt: null,
        codes: [],
      })),
    );
    if (page.next === undefined) break;
    page = await inbox.page(prefix, page.next);
  }
  progress.end();
  return { files: inOrder(files), looked };
}
