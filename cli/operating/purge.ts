/** `wire purge`: erases articles and what brought them, for good, and shows that nothing is left. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Operation } from '../../functions/adapters/store/operations.ts';
import type { PurgeRule } from '../../functions/desk/purge.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, type Target } from '../common/target.ts';
import { checkPurge } from './purge-check.ts';
import type { Asked } from './purge-scope.ts';
import { Purge, type Totals } from './purging.ts';
import { brokenOff, Run, withDryRun, type RunOptions } from './running.ts';

interface Options extends RunOptions {
  provider?: string;
  article?: string;
  before?: string;
  andWithhold?: boolean;
  andKill?: boolean;
  resume?: string;
  check?: string;
  wait: number;
}

export function registerPurge(program: Command): void {
  const command = program
    .command('purge')
    .description(
      'list what would be erased of an agency or an article; with --apply, erase it for good and look again',
    )
    .option('--provider <id>', 'all that this agency delivered')
    .addOption(
      new Option('--article <id>', 'one article, and the files that brought it').conflicts('provider'),
    )
    .addOption(
      new Option('--before <time>', 'of an agency only what came before: 2026-03-01, or a time (RFC 3339)')
        .argParser(moment)
        .conflicts('article'),
    )
    .option('--and-withhold', 'end first what subscribers have: a licence is over; copies of others come out')
    .addOption(
      new Option('--and-kill', 'end first, as killed: the text is to be gone, whoever brings it').conflicts(
        'andWithhold',
      ),
    )
    .option('--wait <seconds>', 'so long at most for subscribers and the feed to be told', seconds, 60)
    .option('--resume <id>', 'go on with one that was broken off: the id that it printed')
    .addOption(
      new Option(
        '--check <id>',
        'only look again, at all that is stored, what is left of that one',
      ).conflicts(['apply', 'provider', 'article', 'resume']),
    )
    .addHelpText(
      'after',
      [
        '',
        'What subscribers have is not erased behind their backs: without --and-withhold or --and-kill it is refused. Of what',
        'ended, that it did is left, without a word of it. Backups of the table keep what they have for 35 days.',
      ].join('\n'),
    );
  withDryRun(command, 'erase it').action(async (options: Options) => {
    const target = await findTarget(options);
    if (options.check !== undefined) {
      await checkPurge(target, options.check);
      return;
    }
    const before = await brokenOff(target, 'purge', options.resume);
    const asked = before === undefined ? await askedOf(target, options) : (before.asked as unknown as Asked);
    if (options.apply !== true && before === undefined) await dryRun(target, asked, options);
    else await apply(target, asked, options, before);
  });
}

function moment(value: string): string {
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new InvalidArgumentError('neither a day nor a time');
  return new Date(time).toISOString();
}

function seconds(value: string): number {
  const number = Number(value);
  if (!(number >= 0)) throw new InvalidArgumentError('not a number of seconds');
  return number;
}

async function askedOf(target: Target, options: Options): Promise<Asked> {
  const { provider, article, before = null } = options;
  const end: PurgeRule['end'] =
    options.andKill === true ? 'canceled' : options.andWithhold === true ? 'withheld' : null;
  if (article !== undefined) {
    const whose = await Purge.providerOf(target, article);
    if (whose === undefined) throw new UsageError(`there is no article ${article}`);
    return { article, provider: whose, before: null, end };
  }
  if (provider === undefined) throw new UsageError('say what, --provider or --article');
  if (options.andKill === true && before === null && options.apply === true)
    process.stderr.write(`all texts of ${provider} will be killed, also where other agencies have them\n`);
  return { provider, before, end };
}

async function dryRun(target: Target, asked: Asked, options: Options): Promise<void> {
  const purge = new Purge(target, asked, options);
  const totals = await purge.show();
  await writeLine({ total: totals });
  process.stderr.write('nothing was erased: the same with --apply and a --reason does it\n');
  hint(totals);
}

async function apply(
  target: Target,
  asked: Asked,
  options: Options,
  before: Operation | undefined,
): Promise<void> {
  const reason = options.reason ?? before?.reason ?? undefined;
  if (reason === undefined) throw new UsageError('say why, --reason: it is kept');
  const run = await Run.begin(target, 'purge', { ...options, reason }, { ...asked }, before);
  process.stderr.write(`operation ${run.id}: if it breaks off, --resume ${run.id}\n`);
  const totals = await new Purge(target, asked, { ...options, reason }).apply(run);
  const isWhole = await checkPurge(target, run.id);
  await writeLine({ total: totals, operation: run.id });
  const open = (totals.waits ?? 0) + (totals.failed ?? 0);
  if (open === 0 && isWhole) await run.end();
  else process.stderr.write(`not all is erased: go on with --resume ${run.id}\n`);
  hint(totals);
  if (open > 0 || (totals.public ?? 0) > 0) process.exitCode = 1;
}

function hint({ public: known = 0 }: Totals): void {
  if (known > 0)
    process.stderr.write(
      `${known} articles are with subscribers: kill or hold them, or add --and-withhold (copies of others come out) or --and-kill\n`,
    );
}
