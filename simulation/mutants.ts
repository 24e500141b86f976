/**
 * npm run simulate:mutants: whether the simulation finds deliberate faults. Each is put into one module while a process
 * of its own loads it, which then has so many runs to find it.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { MUTANTS } from './mutants/list.ts';
import type { Mutant } from './mutants/mutant.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    /** Only those with these words in their names. */
    only: { type: 'string', default: '' },
  },
});

interface Outcome {
  mutant: Mutant;
  /** What the simulation said of it. */
  said: string;
  found: boolean;
}

const queue = MUTANTS.filter(({ name }) => name.includes(values.only));
const outcomes: Outcome[] = [];
await baseline();
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
const survivors = outcomes.filter(({ found }) => !found);
process.stdout.write(`${outcomes.length - survivors.length} of ${outcomes.length} were found\n`);
process.exitCode = survivors.length === 0 && outcomes.length > 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const outcome = await look(mutant);
    outcomes.push(outcome);
    process.stdout.write(
      `${outcome.found ? 'found   ' : 'SURVIVED'}  ${mutant.name}\n          ${outcome.said}\n`,
    );
  }
}

/** Without a fault nothing may be found: else what is found proves nothing. */
async function baseline(): Promise<void> {
  const said = await simulated({});
  if (isBroken(said)) throw new Error(`without any fault, too: ${said}`);
}

async function look(mutant: Mutant): Promise<Outcome> {
  const hook = new URL('./mutants/hook.ts', import.meta.url).href;
  try {
    const said = await simulated({ SIMULATED_MUTANT: mutant.name }, '--import', hook);
    return { mutant, found: isBroken(said), said };
  } catch (error) {
    return { mutant, found: false, said: String(error) };
  }
}

/** A fault may also keep the simulation from coming to its end: that is no finding. */
function isBroken(said: string): boolean {
  return said.includes(' broke a promise') && !said.includes('; 0 broke a promise');
}

/** @returns what the simulation prints, in one line */
function simulated(environment: NodeJS.ProcessEnv, ...options: string[]): Promise<string> {
  const run = new URL('./run.ts', import.meta.url).pathname;
  // Last, so that it sees what the mutant has made of a module
  const memory = ['--import', new URL('./remember/hook.ts', import.meta.url).href];
  const args = [...options, ...memory, run, '--first', '--jobs', '1', '--explain', '0'];
  const child = spawn(process.execPath, [...args, '--runs', values.runs, '--seed', values.seed], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complaint = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (said.includes(' broke a promise')) resolve(oneLine(said));
      else reject(new Error(`ended with ${code ?? 'a signal'}: ${complaint.slice(-2000)}`));
    });
  });
}

function oneLine(lines: string): string {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('; ');
}
