/** Turns among all processes of this machine, for work that is only done twice when two begin it at once. */
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { isRunning } from './data-folder.ts';

const LOOK_AGAIN_MS = 50;

/** Longer than a busy machine takes to bundle all functions: whoever waits so long does the work as well. */
const LONGEST_TURN_MS = 120_000;

/**
 * Runs something when nobody else does. It is to save work, not to keep others out: a process that was killed, or has not
 * ended its turn in two minutes, is waited for no longer.
 * @param lock file with the id of the process whose turn it is
 */
export async function oneAtATime(lock: string, run: () => Promise<void>): Promise<void> {
  while (!(await takesTurn(lock))) await setTimeout(LOOK_AGAIN_MS);
  try {
    await run();
  } finally {
    await rm(lock, { force: true });
  }
}

/** @returns whether it is this process's turn now */
async function takesTurn(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'EEXIST') throw error;
    if (await isLeft(lock)) await rm(lock, { force: true });
    return false;
  }
}

/** Its id may be another process's by now: so the time counts, too. */
async function isLeft(lock: string): Promise<boolean> {
  try {
    const owner = Number(await readFile(lock, 'utf8'));
    const { mtimeMs } = await stat(lock);
    return (owner > 0 && !isRunning(owner)) || Date.now() - mtimeMs > LONGEST_TURN_MS;
  } catch {
    // It has just ended
    return false;
  }
}
