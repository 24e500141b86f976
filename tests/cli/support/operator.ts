/** An operator at a local stack that a test has started: the commands as they are typed. */
import { writeFileSync } from 'node:fs';
import { DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { articleIdOf } from '../../../functions/core/article/identity.ts';
import { keyOf, keys } from '../../../functions/adapters/store/keys.ts';
import { headWith } from '../../../functions/adapters/store/records.ts';
import type { Newsroom } from '../../pipeline/support/newsroom.ts';
import { linesOf, STACK_FILE, wire } from './run.ts';

/** Tells the command where the stack is, as `npm start` does. */
export function sitAt({ stack }: { stack: Pick<Newsroom['stack'], 'environment' | 'outputs'> }): void {
  const { environment, outputs } = stack;
  writeFileSync(STACK_FILE, JSON.stringify({ pid: process.pid, environment, outputs }));
}

/** Runs a command that has to succeed. @returns its lines */
export async function typed(...parameters: string[]): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await wire(...parameters);
  if (code !== 0) throw new Error(`wire ${parameters.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return linesOf(stdout) as Record<string, unknown>[];
}

/** Removes all of a partition of the table, as a restore to an earlier time does. */
export async function forget({ stack }: Newsroom, pk: string): Promise<void> {
  const TableName = stack.ref('ArticleTable');
  const { Items = [] } = await stack.clients.dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    }),
  );
  for (const { sk } of Items) {
    const Key = keyOf(pk, sk?.S ?? '');
    await stack.clients.dynamodb.send(new DeleteItemCommand({ TableName, Key }));
  }
}

/** Whoever began to tell an article has had his time: `release` may. */
export async function passTheLease({ table }: Newsroom, articleId: string): Promise<void> {
  const head = await table.head(articleId);
  if (head?.telling === undefined || head.telling === null) throw new Error(`${articleId} is not being told`);
  const telling = { ...head.telling, dueAt: new Date(Date.now() - 1000).toISOString() };
  await table.changeHead(head, (latest) => headWith(latest, { ...latest, telling }));
}

/** Spoils the head of an article, so that whatever comes of it fails; the other one mends it. */
export async function spoil({ stack }: Newsroom, provider: string, uri: string): Promise<void> {
  const articleId = articleIdOf(provider, uri);
  await stack.clients.dynamodb.send(
    new PutItemCommand({
      TableName: stack.ref('ArticleTable'),
      Item: keyOf(keys.article(articleId), keys.head),
    }),
  );
}

export async function mend({ stack }: Newsroom, provider: string, uri: string): Promise<void> {
  const articleId = articleIdOf(provider, uri);
  await stack.clients.dynamodb.send(
    new DeleteItemCommand({
      TableName: stack.ref('ArticleTable'),
      Key: keyOf(keys.article(articleId), keys.head),
    }),
  );
}
