import { paginateQuery, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { keys } from '../../functions/adapters/store/keys.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import { receiptFrom } from '../../functions/adapters/store/receipt.ts';
import { keyIn } from '../common/inbox-keys.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type Target, type TargetOptions } from '../common/target.ts';

interface Options extends TargetOptions {
  wait: number;
}

const LOOK_EVERY_MS = 200;

/** `wire status`: the receipts of a delivered file, oldest version first. */
export function registerStatus(program: Command): void {
  const command = program
    .command('status')
    .description('print what became of a delivered file: its receipt, one line for every version of it')
    .argument('<key>', 'key in the inbox: incoming/<provider>/<name>, or <provider>/<name>')
    .option('--wait <seconds>', 'wait so long for the first receipt', seconds, 0);
  withTargetOptions(command).action(async (key: string, options: Options) => {
    process.exitCode = (await printReceipts(key, options)) ? 0 : 1;
  });
}

async function printReceipts(name: string, options: Options): Promise<boolean> {
  const target = await findTarget(options);
  const key = keyIn(name);
  const receipts = await waitForReceipts(target, key, options.wait);
  for (const receipt of receipts) await writeLine(receipt);
  if (receipts.length === 0) {
    process.stderr.write(`no receipt of ${key}: it was not delivered, or is still on its way (--wait 10)\n`);
  }
  return receipts.length > 0;
}

async function waitForReceipts(target: Target, key: string, waitSeconds: number): Promise<Receipt[]> {
  const until = performance.now() + waitSeconds * 1000;
  for (;;) {
    const receipts = await receiptsOf(
      target.clients.dynamo,
      target.tableName,
      keys.delivery(target.inboxBucket, key),
    );
    if (receipts.length > 0 || performance.now() > until) return receipts;
    await pause(LOOK_EVERY_MS);
  }
}

async function receiptsOf(dynamodb: DynamoDBClient, table: string, partition: string): Promise<Receipt[]> {
  const pages = paginateQuery(
    { client: dynamodb },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: partition } },
      ConsistentRead: true,
    },
  );
  const receipts: Receipt[] = [];
  for await (const { Items: items = [] } of pages) receipts.push(...items.map(receiptFrom));
  return receipts.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
}

function seconds(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0) throw new InvalidArgumentError('not a number of seconds');
  return number;
}
