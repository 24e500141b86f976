/** Calls of the table that several of its adapters make alike. */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type BatchGetItemCommandOutput,
  type KeysAndAttributes,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { Clients } from '../platform/clients.ts';
import { StoreError, type Item } from './keys.ts';

export interface TableOf {
  dynamo: Clients['dynamo'];
  tableName: string;
}

/** The most that one call takes. */
const GETS = 100;
const WRITES = 25;

/** @param how consistency and projection, and how often what a call left out is asked for */
export async function getAll(
  { dynamo, tableName }: TableOf,
  wanted: readonly Item[],
  { attempts, ...how }: Omit<KeysAndAttributes, 'Keys'> & { attempts: number },
): Promise<Item[]> {
  const found: Item[] = [];
  for (let start = 0; start < wanted.length; start += GETS) {
    let Keys: KeysAndAttributes['Keys'] = wanted.slice(start, start + GETS);
    for (let attempt = 0; Keys !== undefined && Keys.length > 0; attempt++) {
      if (attempt === attempts) throw new StoreError('throttled', 'the table takes no more reads');
      const { Responses = {}, UnprocessedKeys = {} }: BatchGetItemCommandOutput = await dynamo.send(
        new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ...how } } }),
      );
      found.push(...(Responses[tableName] ?? []));
      Keys = UnprocessedKeys[tableName]?.Keys;
    }
  }
  return found;
}

/** @param how how often what a call left out is sent, and what is said when it is not taken */
export async function writeAll(
  { dynamo, tableName }: TableOf,
  requests: readonly WriteRequest[],
  { attempts, refused }: { attempts: number; refused: string },
): Promise<void> {
  for (let start = 0; start < requests.length; start += WRITES) {
    let some: WriteRequest[] = requests.slice(start, start + WRITES);
    for (let attempt = 0; some.length > 0; attempt++) {
      if (attempt === attempts) throw new StoreError('throttled', refused);
      const { UnprocessedItems: left = {} } = await dynamo.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: some } }),
      );
      some = left[tableName] ?? [];
    }
  }
}

/** Whether a conditional write was done: a failed condition is an answer, anything else an exception. */
export async function isDone(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
