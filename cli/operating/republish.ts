/** `wire republish`: what was told last of articles once more, to all or to one subscriber. */
import type { Command } from 'commander';
import {
  queueOf,
  SubscriberQueue,
  subscriptionOf,
} from '../../functions/adapters/publish/subscriber-queue.ts';
import { FeedLog } from '../../functions/adapters/store/feed-log.ts';
import {
  chosenOf,
  placeOfTold,
  republish,
  toldBetween,
  type LastTold,
  type RepublishPorts,
} from '../../functions/desk/republish.ts';
import { UsageError } from '../common/errors.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { several } from '../common/several.ts';
import { findTarget, type Target } from '../common/target.ts';
import { deskOf } from './desk.ts';
import { brokenOff, Pace, Progress, Run, withDryRun, type RunOptions } from './running.ts';

interface Options extends RunOptions {
  article?: string[];
  provider?: string;
  since?: number;
  until?: number;
  to?: string;
  resume?: string;
}

/** What was asked, as its record keeps it. */
interface Asked {
  articles?: string[];
  provider?: string;
  since?: string;
  until?: string;
  to?: string;
}

/** Batches of the feed log have days; who only reads does not need to know how many. */
const ANY_DAYS = 30;
/** One publish of up to 64 KB, and half as much again for larger ones; reads of the table beside it. */
const DOLLARS_EACH = 1.25e-6;

export function registerRepublish(program: Command): void {
  const command = program
    .command('republish')
    .description('list articles of which what was told last would be told once more; with --apply, tell it')
    .addOption(several('--article <id>', 'this article; may be repeated'))
    .option('--since <time>', 'articles of which something was told since: 90m, 24h, 7d, or a time', instant)
    .option('--until <time>', 'and until, in the same forms; default: now', instant)
    .option('--provider <id>', 'of those, only of this agency')
    .option('--to <arn>', 'only to this subscriber: its queue or its subscription; its filter holds')
    .option('--resume <id>', 'go on with one that was broken off: the id that it printed')
    .addHelpText(
      'after',
      [
        '',
        'Sent is the event that was told last, with its id: who drops ids that it has seen drops it again. What was not told',
        'yet is not sent, be it under embargo, held or hidden; of what was killed or taken down its end is sent, never its text.',
      ].join('\n'),
    );
  withDryRun(command, 'tell it once more').action(async (options: Options) => {
    const target = await findTarget(options);
    const before = await brokenOff(target, 'republish', options.resume);
    const asked = before === undefined ? askedOf(options) : (before.asked as Asked);
    const ports = await portsOf(target, asked.to);
    const articles = await selected(target, asked);
    if (options.apply !== true && before === undefined) {
      await show(ports, articles, options);
      return;
    }
    const run = await Run.begin(target, 'republish', options, { ...asked }, before);
    await tellAgain(ports, articles, run, options);
  });
}

function askedOf({ article: articles, provider, since, until, to }: Options): Asked {
  if (articles === undefined && since === undefined)
    throw new UsageError('say which articles, --article, or since when they were told, --since');
  if (articles !== undefined && (since ?? until ?? provider) !== undefined)
    throw new UsageError('--article says it all: without --since, --until and --provider');
  return {
    ...(articles === undefined ? {} : { articles }),
    ...(provider === undefined ? {} : { provider }),
    ...(since === undefined
      ? {}
      : {
          since: new Date(since).toISOString(),
          // Not what is told while it runs
          until: new Date(until ?? Date.now()).toISOString(),
        }),
    ...(to === undefined ? {} : { to }),
  };
}

async function selected({ clients, tableName }: Target, asked: Asked): Promise<LastTold[]> {
  const { articles, provider, since = '', until = '' } = asked;
  if (articles !== undefined)
    return [...new Set(articles)].sort().map((articleId) => ({ articleId, at: '' }));
  const log = new FeedLog(clients, { tableName, feedDays: ANY_DAYS, now: () => Date.now() });
  return toldBetween(log, { since, until }, provider);
}

async function portsOf(target: Target, to: string | undefined): Promise<RepublishPorts> {
  const { table, publisher } = deskOf(target);
  const time = (): string => new Date().toISOString();
  const withdraw: RepublishPorts['withdraw'] = (keys) => publisher.withdraw(keys);
  if (to === undefined) {
    const send: RepublishPorts['send'] = async (again) => {
      const { data } = await publisher.publish({ ...again, time: time() });
      return { wanted: true, claimCheck: data.articleRef?.key };
    };
    return { table, send, withdraw };
  }
  const queue = await subscriberAt(target, to);
  const send: RepublishPorts['send'] = async (again) => {
    const message = await publisher.compose({ ...again, time: time() });
    const wanted = queue.wants(message);
    if (wanted) await queue.send(message);
    return { wanted, claimCheck: message.data.articleRef?.key };
  };
  return { table, send, withdraw };
}

async function subscriberAt(
  { clients, articleTopicArn, sqsIn }: Target,
  to: string,
): Promise<SubscriberQueue> {
  const subscription = await subscriptionOf(clients.sns, articleTopicArn, to);
  const queue = subscription && queueOf(subscription.queueArn);
  if (subscription === undefined || queue === undefined)
    throw new UsageError(`${to} is no queue that is subscribed to the article topic, nor its subscription`);
  try {
    return await SubscriberQueue.open(sqsIn(queue.region), subscription);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${subscription.queueArn} cannot be used with these credentials: ${reason}`);
  }
}

/** What would be told; the filter of a subscriber is asked when it is. */
async function show(
  { table }: RepublishPorts,
  articles: readonly LastTold[],
  { rate }: Options,
): Promise<void> {
  const counts: Record<string, number> = {};
  let wouldBe = 0;
  for (const { articleId } of articles) {
    const chosen = chosenOf(await table.head(articleId));
    const outcome = chosen.ok ? 'would be told' : chosen.why;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    if (chosen.ok) {
      wouldBe++;
      const { provider, headline } = chosen.head;
      await writeLine({ article: { articleId, provider, headline, ...chosen.told } });
    } else await writeLine({ skipped: { articleId, why: chosen.why } });
  }
  const dollars = Math.ceil(wouldBe * DOLLARS_EACH * 100) / 100;
  await writeLine({ total: { ...counts, dollars, seconds: Math.ceil(wouldBe / rate) } });
  process.stderr.write(`${wouldBe} articles would be told once more: the same with --apply does it\n`);
}

async function tellAgain(
  ports: RepublishPorts,
  articles: readonly LastTold[],
  run: Run,
  { rate }: Options,
): Promise<void> {
  const { place } = run;
  const left = articles.filter((one) => place === null || placeOfTold(one) > place);
  process.stderr.write(
    `operation ${run.id}: ${left.length} articles; if it breaks off, --resume ${run.id}\n`,
  );
  const [pace, progress] = [new Pace(rate), new Progress('told again')];
  let done = 0;
  for (const one of left) {
    await pace.next();
    const republished = await republish(ports, one.articleId);
    const { outcome } = republished;
    run.count(outcome);
    if ('event' in republished) run.took(one.articleId);
    else await writeLine({ skipped: { articleId: one.articleId, why: outcome } });
    await run.reached(placeOfTold(one));
    progress.show(++done, left.length);
  }
  progress.end();
  await run.end();
  await writeLine({ total: run.counts, operation: run.id });
}
