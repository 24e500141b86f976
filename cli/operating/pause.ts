/** `wire pause, resume`: deliveries of one agency wait, and flow again, while the others go on. */
import type { Command } from 'commander';
import { WaitingQueue } from '../../functions/adapters/platform/queues.ts';
import type { InboxFile } from '../../functions/adapters/store/inbox-versions.ts';
import { Pauses } from '../../functions/adapters/store/pauses.ts';
import { announcementOf } from '../../functions/desk/announcement.ts';
import { placeOf } from '../../functions/desk/replay.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, type Target } from '../common/target.ts';
import { checkKnown, reject, withDecider, type DecisionOptions } from './desk.ts';
import { inParts, Pace, positive, Progress, Run } from './running.ts';

export function registerPause(program: Command): void {
  const command = program
    .command('pause')
    .description('let the deliveries of an agency wait, its kills too; without one, list who is paused')
    .argument('[provider]', 'an agency of the settings')
    .addHelpText(
      'after',
      '\nIt holds within half a minute: functions look that often. What comes after it waits until "wire resume", as old as it is.',
    );
  withDecider(command).action(async (provider: string | undefined, options: DecisionOptions) => {
    const target = await findTarget(options);
    const pauses = new Pauses(target.clients, target.tableName);
    if (provider === undefined) {
      for (const [id, pause] of Object.entries(await pauses.all()))
        await writeLine({ paused: { provider: id, ...pause, waiting: (await waiting(pauses, id)).length } });
      return;
    }
    checkKnown(target, provider);
    const { by, reason = null } = options;
    const run = await Run.begin(target, 'pause', options, { provider });
    const before = await pauses.set(provider, { by, at: new Date().toISOString(), reason });
    await run.end();
    await writeLine({ paused: { provider, by, reason, before: before ?? null }, operation: run.id });
    process.stderr.write(`within half a minute deliveries of ${provider} wait\n`);
  });
}

export function registerResume(program: Command): void {
  const command = program
    .command('resume')
    .description('let the deliveries of an agency flow again, first those that wait, in their order')
    .argument('<provider>', 'an agency that is paused')
    .option('--rate <n>', 'so many a second of those that wait, beside the live feed', positive, 50);
  withDecider(command).action(async (provider: string, options: DecisionOptions & { rate: number }) => {
    await resume(await findTarget(options), provider, options);
  });
}

/** May be given again when it broke off: what was not announced still waits. */
async function resume(
  target: Target,
  provider: string,
  options: DecisionOptions & { rate: number },
): Promise<void> {
  const pauses = new Pauses(target.clients, target.tableName);
  const run = await Run.begin(target, 'resume', options, { provider });
  // First, for what comes from now on must not be put behind what is looked for
  const before = await pauses.set(provider, null);
  const files = await waiting(pauses, provider);
  const queue = new WaitingQueue(target.clients.sqs, target.intakeQueueUrl);
  const [pace, progress] = [new Pace(options.rate), new Progress('announced')];
  for (const some of inParts(files, options.rate)) {
    await pace.next(some.length);
    await queue.send(some.map((file) => announcementOf(file, `wire:${run.id}`)));
    await pauses.remove(provider, some);
    run.count('announced', some.length);
    for (const { key } of some) run.took(key);
    await run.reached(placeOf(some.at(-1) ?? some[0]));
    progress.show(run.counts.announced ?? 0, files.length);
  }
  progress.end();
  await run.end();
  if (before === undefined && files.length === 0) {
    await reject(provider, 'not-paused', `${provider} is not paused, and nothing of it waits`);
    return;
  }
  await writeLine({
    resumed: { provider, paused: before ?? null },
    total: { announced: files.length },
    operation: run.id,
  });
}

/** The oldest first. */
async function waiting(pauses: Pauses, provider: string): Promise<InboxFile[]> {
  const files: InboxFile[] = [];
  for await (const file of pauses.waiting(provider)) files.push(file);
  return files.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}
