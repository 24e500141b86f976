/** Plays histories with the reading side beside the pipeline: npm run simulate:reading -- FIRST RUNS */
import { generateHistory } from '../histories/generate.ts';
import type { Violation } from '../oracle/account.ts';
import { play } from '../stage.ts';
import { judgeReading } from './judge.ts';
import { Reading } from './reading.ts';

/** After the end of a history, so that all is told, logged and read. */
const AFTER_MS = 3 * 60 * 60_000;

export interface ReadingRun {
  violations: Violation[];
  /** What the first reader was given. */
  read: number;
  told: number;
}

export async function readHistory(seed: number, faults: boolean): Promise<ReadingRun> {
  let reading: Reading | undefined;
  const { world } = await play(generateHistory(seed, { faults }), undefined, (host) => {
    reading = new Reading(host, seed);
    return reading;
  });
  if (reading === undefined) throw new Error('nobody reads');
  world.redrive(world.now + 1);
  await world.runUntil(world.now + AFTER_MS);
  return {
    violations: judgeReading(reading),
    read: reading.readers[0]?.read.length ?? 0,
    told: reading.heard.length,
  };
}

if (import.meta.main) {
  const [first = '1', runs = '100'] = process.argv.slice(2);
  let read = 0;
  let told = 0;
  for (let seed = Number(first); seed < Number(first) + Number(runs); seed++) {
    const run = await readHistory(seed, true);
    read += run.read;
    told += run.told;
    for (const { check, detail } of run.violations.slice(0, 5)) {
      process.stdout.write(`seed ${seed}: ${check}: ${detail}\n`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(`${runs} histories: ${told} messages told, ${read} given to the first reader\n`);
}
