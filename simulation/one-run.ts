/** One seed: drawn, played and judged. */
import { generateHistory } from './histories/generate.ts';
import type { History } from './histories/saying.ts';
import type { Violation } from './oracle/account.ts';
import { judge } from './oracle/oracle.ts';
import { reduced } from './reduce.ts';
import { play } from './stage.ts';
import { traceOf } from './trace.ts';

export interface RunResult {
  seed: number;
  /** Of every call, message and time. */
  hash: string;
  milliseconds: number;
  violations: Violation[];
}

export async function runSeed(seed: number, faults: boolean): Promise<RunResult> {
  const from = performance.now();
  const { account, world } = await play(generateHistory(seed, { faults }));
  const violations = judge(account);
  return { seed, hash: world.hash(), milliseconds: performance.now() - from, violations };
}

/** The smallest history that breaks the same promise, and what happens in it. */
export async function explain(seed: number, faults: boolean, check: string): Promise<string[]> {
  const whole = generateHistory(seed, { faults });
  const smallest = await reduced(whole, async (history) => {
    const { account } = await play(history);
    return judge(account).some((violation) => violation.check === check);
  });
  return trace(smallest);
}

export async function trace(history: History): Promise<string[]> {
  const { account, world } = await play(history);
  return traceOf({ history, account, world, violations: judge(account) });
}
