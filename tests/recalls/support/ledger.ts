/** The ledger over the model of DynamoDB, with a clock that stands until it is moved. */
import type { Clients } from '../../../functions/adapters/platform/clients.ts';
import { Dynamo } from '../../../simulation/aws/dynamo/dynamo.ts';
import type { Item } from '../../../simulation/aws/dynamo/values.ts';
import { Topics } from '../../../simulation/aws/topics.ts';
import { OPS_TOPIC, TABLE } from '../../../simulation/aws/wiring.ts';

export const START = Date.parse('2026-03-11T08:00:00Z');
export const MINUTE = 60_000;

export interface Model {
  clients: Clients;
  clock: { now: number };
  /** The commands that came, by name. */
  calls: string[];
  notices: Record<string, unknown>[];
  items: () => Item[];
  put: (...items: Item[]) => void;
  /** Fails the call with this number, counted from now; it had no effect. */
  failAt: (call: number | undefined) => void;
}

export class CutOffError extends Error {}

export function modelOf(items: readonly Item[] = []): Model {
  const clock = { now: START };
  const dynamo = new Dynamo(TABLE, {
    now: () => clock.now,
    indexLag: () => 0,
    deletedAfter: 0,
    history: 0,
    staleness: () => 0,
    keepsBack: () => false,
  });
  const put = (...some: readonly Item[]): void => {
    for (const item of some) dynamo.table.set(text(item.pk), text(item.sk), item);
  };
  put(...items);
  const calls: string[] = [];
  const notices: Model['notices'] = [];
  let failing: number | undefined;
  const send = (command: object): Promise<object> =>
    new Promise((resolve) => {
      const name = command.constructor.name;
      if (failing !== undefined && failing-- === 0) throw new CutOffError(name);
      calls.push(name);
      resolve(dynamo.answer(command));
    });
  const topics = new Topics([OPS_TOPIC]);
  const clients = {
    dynamo: { send },
    sns: {
      send: (command: { input: { Message: string } }) =>
        new Promise((resolve) => {
          topics.answer(command);
          notices.push(JSON.parse(command.input.Message) as Record<string, unknown>);
          resolve({});
        }),
    },
    s3: { send: () => Promise.reject(new Error('nothing is in the archive')) },
  } as unknown as Clients;
  return {
    clients,
    clock,
    calls,
    notices,
    put,
    items: () => dynamo.table.items(),
    failAt: (call) => (failing = call),
  };
}

function text(value: Item[string] | undefined): string {
  return value?.S ?? '';
}
