/** Whoever answers DynamoDB's commands: the model, and what it is held against. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  DynamoDBServiceException,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Dynamo } from '../aws/dynamo/dynamo.ts';
import { addNumbers } from '../aws/dynamo/values.ts';
import { TABLE } from '../aws/wiring.ts';
import type { Ability, ContractCase } from './cases.ts';

export interface Implementation {
  name: string;
  send: (command: object) => Promise<object>;
  /** What DynamoDB does and this does not: cases about it are not asked, and other answers compared without it. */
  lacks: readonly Ability[];
  close: () => Promise<void>;
}

/** The model as the simulation runs it, without lags and faults. */
export function model(): Implementation {
  const dynamo = new Dynamo(TABLE, {
    now: () => 2_000_000_000_000,
    indexLag: () => 0,
    // Further away than any time in a case
    deletedAfter: 1e15,
    history: 0,
    staleness: () => 0,
    keepsBack: () => false,
  });
  return {
    name: 'the model',
    send: (command) =>
      new Promise((resolve) => {
        resolve(dynamo.answer(command));
      }),
    lacks: [],
    close: () => Promise.resolve(),
  };
}

export async function embedded(): Promise<Implementation> {
  const server: Server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = await clientAt((server.address() as AddressInfo).port);
  return {
    name: 'dynalite',
    send: (command) => client.send(command as never),
    lacks: ['compares-documents', 'shows-item-of-failure'],
    close: async () => {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A client of a server on this machine, with the table made. */
export async function clientAt(port: number): Promise<DynamoDBClient> {
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 5,
  });
  await client.send(new CreateTableCommand(tableInput()));
  for (let tries = 0; ; tries++) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE.name }));
    if (Table?.TableStatus === 'ACTIVE') return client;
    if (tries === 1000) throw new Error('the table does not become active');
  }
}

function tableInput(): CreateTableCommandInput {
  const { name, hash, range, indexes } = TABLE;
  const attributes = new Set([hash, range, ...indexes.flatMap((index) => [index.hash, index.range])]);
  const schema = (from: string, to: string): CreateTableCommandInput['KeySchema'] => [
    { AttributeName: from, KeyType: 'HASH' },
    { AttributeName: to, KeyType: 'RANGE' },
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schema(hash, range),
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: schema(index.hash, index.range),
      Projection:
        index.attributes === undefined
          ? { ProjectionType: 'ALL' }
          : index.attributes.length === 0
            ? { ProjectionType: 'KEYS_ONLY' }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.attributes] },
    })),
  };
}

/**
 * Sends a case's commands and lists the answers, errors by their names.
 * @param without what is left out of the answers
 */
export async function answersTo(
  { commands, name }: ContractCase,
  { send }: Implementation,
  without: readonly Ability[],
): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const command of commands(`case ${name}`)) {
    try {
      answers.push(plain(await send(command), without));
    } catch (error) {
      if (!(error instanceof DynamoDBServiceException)) throw error;
      const item: unknown =
        'Item' in error && !without.includes('shows-item-of-failure') ? error.Item : undefined;
      answers.push({ error: error.name, ...(item === undefined ? {} : { item: plain(item, without) }) });
    }
  }
  return answers;
}

/** Without what says nothing of the table. Sets and the answers to a batch have no order, numbers many forms. */
function plain(value: unknown, without: readonly Ability[]): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((member) => plain(member, without));
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).filter(([name, member]) => {
    if (name === '$metadata' || name === 'ConsumedCapacity' || member === undefined) return false;
    if (name === 'LastEvaluatedKey') return !without.includes('names-last-key');
    return name !== 'Attributes' || Object.keys(member as object).length > 0;
  });
  const members = left.map(([name, member]): [string, unknown] => [name, plainMember(name, member, without)]);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function plainMember(name: string, member: unknown, without: readonly Ability[]): unknown {
  if (name === 'N' && typeof member === 'string') return addNumbers(member, '0.0');
  const made = plain(member, without);
  if (name === 'SS' && Array.isArray(made)) return made.sort();
  if (name !== 'Responses') return made;
  return Object.entries(made as Record<string, unknown[]>).map(([table, items]) => [
    table,
    items.map((one) => JSON.stringify(one)).sort(),
  ]);
}
