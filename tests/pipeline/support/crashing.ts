/** AWS clients that die on purpose: a process that is gone after one of its awaited calls, or before the first. */
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
 * To die before a call leaves behind what it leaves to die after the one before: which was made, and whose answer nobody
 * learns.
 * @param crashAt number of the call, from 0, that is the last to happen: it and all later ones throw; -1: none happens
 */
export function crashing(clients: Clients, crashAt: number): Crashing {
  let calls = 0;
  const mortal = <T extends Sender>(client: T): T =>
    ({
      send: async (...args: never[]) => {
        const call = calls++;
        if (call > crashAt) throw new Crash(`call ${call}`);
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
