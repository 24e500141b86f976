/** What `wire purge` looks at when it is done, or when somebody doubts it. */
import { WaitingQueue } from '../../functions/adapters/platform/queues.ts';
import { Erasing } from '../../functions/adapters/store/erasing.ts';
import { Operations } from '../../functions/adapters/store/operations.ts';
import { PurgeList } from '../../functions/adapters/store/purge-list.ts';
import { lookAgain } from '../../functions/desk/purge-check.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import type { Target } from '../common/target.ts';
import { Progress } from './running.ts';
import { searchOf } from './purge-search.ts';

/** @returns whether nothing is left; the process ends with 1 where something is */
export async function checkPurge(target: Target, operation: string): Promise<boolean> {
  const { clients, tableName } = target;
  const known = await new Operations(clients, tableName).get(operation);
  if (known?.command !== 'purge') throw new UsageError(`there is no purge with the id ${operation}`);
  const progress = new Progress('items looked at');
  const search = await searchOf(target);
  const found = await lookAgain({
    list: new PurgeList(clients, tableName, operation),
    erasing: new Erasing(clients, target),
    found: search.found,
    looked: (items) => {
      progress.show(items);
    },
  });
  progress.end();
  const { left, ...counts } = found;
  for (const one of left) await writeLine(one);
  const deadMessages = await feedDeadLetters(target);
  await writeLine({ check: { operation, ...counts, left: left.length, feedDeadLetters: deadMessages } });
  if (deadMessages > 0)
    process.stderr.write(
      `${deadMessages} messages with texts are dead letters of the feed: wire redrive --queue feed\n`,
    );
  process.stderr.write(left.length === 0 ? 'nothing is left\n' : `${left.length} things are left\n`);
  if (left.length > 0) process.exitCode = 1;
  return left.length === 0;
}

async function feedDeadLetters({ clients, feedDeadLetterQueueUrl }: Target): Promise<number> {
  if (feedDeadLetterQueueUrl === undefined) return 0;
  return (await new WaitingQueue(clients.sqs, feedDeadLetterQueueUrl).counts()).waiting;
}
