/** `wire redrive`: sends dead letters back to the queue that they came from. */
import { Option, type Command } from 'commander';
import { WaitingQueue, type WaitingMessage } from '../../functions/adapters/platform/queues.ts';
import { ReadIndexes } from '../../functions/adapters/store/read-indexes.ts';
import {
  deadLetterOf,
  isChosen,
  type DeadLetter,
  type DeadLetterChoice,
} from '../../functions/desk/redrive.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import { several } from '../common/several.ts';
import { findTarget, type Target } from '../common/target.ts';
import { Pace, Progress, Run, withDryRun, type RunOptions } from './running.ts';

interface Options extends RunOptions {
  key?: string[];
  message?: string[];
  provider?: string;
  queue: 'intake' | 'feed';
}

export function registerRedrive(program: Command): void {
  const command = program
    .command('redrive')
    .description('list the dead letters with the files that they are about; with --apply, send them back')
    .addOption(several('--key <name>', 'only of this file: a key, or its end (the name); may be repeated'))
    .addOption(several('--message <id>', 'only this message, also one that nobody can read; may be repeated'))
    .option('--provider <id>', 'only files of this agency')
    .addOption(
      new Option('--queue <queue>', 'whose: of deliveries, or of messages that are missing from the feed')
        .choices(['intake', 'feed'])
        .default('intake'),
    )
    .addHelpText(
      'after',
      '\nNothing is lost by looking. A file is read again as of the time at which it came, and what of it is done is recognised.',
    );
  withDryRun(command, 'send them back').action(async (options: Options) => {
    const { key: keys = [], message: messages = [], provider } = options;
    const choice = { keys, messages, provider };
    const target = await findTarget(options);
    const { from, to } = queuesOf(target, options.queue);
    if (options.apply === true) await redrive(target, { from, to }, choice, options);
    else await list(target, from, choice, options.queue);
  });
}

interface Queues {
  from: WaitingQueue;
  to: WaitingQueue;
}

function queuesOf(target: Target, queue: Options['queue']): Queues {
  const { clients, intakeQueueUrl, deadLetterQueueUrl, feedQueueUrl, feedDeadLetterQueueUrl } = target;
  const [from, to] =
    queue === 'intake' ? [deadLetterQueueUrl, intakeQueueUrl] : [feedDeadLetterQueueUrl, feedQueueUrl];
  if (from === undefined || to === undefined)
    throw new UsageError('the stack has no feed, or was deployed by an older version');
  return { from: new WaitingQueue(clients.sqs, from), to: new WaitingQueue(clients.sqs, to) };
}

/** More than these are shown by nobody; all of them are sent. */
const MOST_SHOWN = 10_000;

async function list(
  { clients, tableName, inboxBucket }: Target,
  from: WaitingQueue,
  choice: DeadLetterChoice,
  queue: Options['queue'],
): Promise<void> {
  const indexes = new ReadIndexes(clients, tableName);
  const total = { messages: 0, chosen: 0, unreadable: 0 };
  for (const message of await from.look(MOST_SHOWN)) {
    const letter = deadLetterOf(message);
    const chosen = isMeant(letter, choice, queue);
    total.messages++;
    if (chosen) total.chosen++;
    if (queue === 'intake' && letter.files.length === 0) total.unreadable++;
    const files = await Promise.all(
      letter.files.map(async (file) => {
        const receipts = await indexes.receiptsOf(inboxBucket, file.key);
        const state = receipts.find(({ version }) => version === file.version)?.state ?? null;
        return { ...file, receipt: state };
      }),
    );
    await writeLine({ deadLetter: { ...shown(letter, message, queue), files, chosen } });
  }
  await writeLine({ total });
  process.stderr.write(
    total.chosen === 0
      ? 'nothing would be sent back\n'
      : `${total.chosen} of ${total.messages} would be sent back: the same with --apply does it\n`,
  );
}

/** Of the feed, all that are there unless messages are named: any of them is a message of the article topic. */
function isMeant(letter: DeadLetter, choice: DeadLetterChoice, queue: Options['queue']): boolean {
  if (queue === 'intake') return isChosen(letter, choice);
  return choice.messages.length === 0 || choice.messages.includes(letter.messageId);
}

function shown(letter: DeadLetter, { body }: WaitingMessage, queue: Options['queue']): object {
  if (queue === 'intake') return letter;
  const { messageId, sentAt } = letter;
  return { messageId, sentAt, event: /"id":"([0-9a-f]{32}\.\d+\.[a-z]+)"/u.exec(body)?.[1] ?? null };
}

/** So long messages that were received are hidden from others: if this process dies, they are there again then. */
const HIDE_SECONDS = 600;

async function redrive(
  target: Target,
  { from, to }: Queues,
  choice: DeadLetterChoice,
  options: Options,
): Promise<void> {
  const { queue, rate } = options;
  const began = new Date().toISOString();
  const run = await Run.begin(target, 'redrive', options, { ...choice, queue });
  const [pace, progress] = [new Pace(rate), new Progress('sent back')];
  const left: WaitingMessage[] = [];
  const { waiting } = await from.counts();
  try {
    for await (const messages of from.receive(HIDE_SECONDS)) {
      for (const message of messages) {
        const letter = deadLetterOf(message);
        // What has failed again since is for the next time
        if (message.sentAt > began || !isMeant(letter, choice, queue)) {
          left.push(message);
          continue;
        }
        await pace.next();
        // Sent before it is removed: a process that dies in between leaves it in both, which does no harm
        await to.send([message.body]);
        await from.remove([message]);
        run.count('sent');
        for (const { key } of letter.files) run.took(key);
        await run.reached(message.messageId);
        await writeLine({ redriven: shown(letter, message, queue) });
        progress.show(run.counts.sent ?? 0, waiting);
      }
    }
  } finally {
    progress.end();
    await from.giveBack(left);
  }
  await run.end();
  await writeLine({ total: { sent: run.counts.sent ?? 0, left: left.length }, operation: run.id });
}
