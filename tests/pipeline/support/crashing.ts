/** AWS clients that die on purpose: a process that is gone before or after one of its awaited calls. */
import type { Clients } from '../../../functions/adapters/platform/clients.ts';

export class Crash extends Error {
  override readonly name = 'Crash';
}

export interface Crashing {
  clients: Clients;
  /** How many calls there were. */
  calls: () => number;
}

interface Sender {
  send: (...args: never[]) => Promise<unknown>;
}

/**
 * @param crashAt number of the call, from 0, at which everything ends: that call and all later ones throw
 * @param when before: the call does not happen; after: it happens, and nobody learns of it
 */
export function crashing(clients: Clients, crashAt: number, when: 'before' | 'after'): Crashing {
  let calls = 0;
  const mortal = <T extends Sender>(client: T): T =>
    ({
      send: async (...args: never[]) => {
        const call = calls++;
        if (call > crashAt || (call === crashAt && when === 'before')) throw new Crash(`call ${call}`);
        const answer = await client.send(...args);
        if (call === crashAt) throw new Crash(`after call ${call}`);
        return answer;
      },
    }) as unknown as T;
  return {
    clients: { s3: mortal(clients.s3), dynamo: mortal(clients.dynamo), sns: mortal(clients.sns) },
    calls: () => calls,
  };
}
