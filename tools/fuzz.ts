/**
 * Feeds changed samples to the parsers: npm run fuzz -- [--minutes N] [--seed S] [--case N] [--replay FILE]
 *
 * No exception may escape, no input of 1 MB may take more than 1 s of processor time (or 0.8 ms an item) or 256 MB of heap, and what is
 * read must be a record. The time is that of a machine at its usual pace: what seems slow is read again beside work that is
 * always the same. A failure is made smaller, saved under .data/fuzz and reported with the way to have it
 * again; the exit code is 1 if there was any. The same seed gives the same cases as long as the samples do not change.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { mutate } from './fuzz/mutate.ts';
import { Random } from './fuzz/random.ts';
import { minimise, Runner, type Verdict } from './fuzz/runner.ts';

const ROOT = join(import.meta.dirname, '..');
const SAMPLES = join(ROOT, 'events', 'wires');
const FAILURES = join(ROOT, '.data', 'fuzz');
const LAST_CASE = join(FAILURES, 'last-case');
const MINIMISE_MS = 20_000;
/** Of one kind of failure at one place; more say nothing new. */
const MOST_OF_A_KIND = 3;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    case: { type: 'string' },
    replay: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz -- [--minutes N] [--seed WHOLE_NUMBER] [--case N] [--replay FILE]');
  process.exit(2);
}

interface Sample {
  name: string;
  bytes: Uint8Array;
}

const samples: Sample[] = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .map((path) => ({ name: relative(SAMPLES, path), bytes: readFileSync(path) }));

function inputOf(number: number): Sample {
  const random = new Random(seed, number);
  const sample = random.pick(samples);
  return { name: sample.name, bytes: mutate(sample.bytes, random.pick(samples).bytes, random) };
}

const runner = new Runner();
const seen = new Map<string, number>();
let failures = 0;
let slowest = { cpu: 0, number: 0, name: '' };

async function report(verdict: Verdict, { name, bytes }: Sample, number: number): Promise<void> {
  failures++;
  const kind = `${verdict.fault ?? ''} ${verdict.fault === 'slow' ? name : (verdict.detail ?? '').slice(0, 160)}`;
  const count = (seen.get(kind) ?? 0) + 1;
  seen.set(kind, count);
  if (count > MOST_OF_A_KIND) return;
  const small =
    verdict.fault === 'died' ? bytes : await minimise(runner, bytes, verdict.fault, Date.now() + MINIMISE_MS);
  const path = join(
    FAILURES,
    `${verdict.fault ?? ''}-${createHash('sha256').update(small).digest('hex').slice(0, 12)}`,
  );
  writeFileSync(path, small);
  console.error(`case ${number} of ${name}: ${verdict.fault ?? ''}: ${(verdict.detail ?? '').slice(0, 600)}`);
  console.error(
    `  ${bytes.length} bytes, made ${small.length}; again with: npm run fuzz -- --replay ${relative(ROOT, path)}`,
  );
  console.error(`  or from the sample: npm run fuzz -- --seed ${seed} --case ${number}`);
}

async function one(sample: Sample, number: number): Promise<void> {
  // where the process itself dies nothing else tells
  writeFileSync(LAST_CASE, `npm run fuzz -- --seed ${seed} --case ${number}\n`);
  const verdict = await runner.judge(sample.bytes);
  if (verdict.cpu > slowest.cpu) slowest = { cpu: verdict.cpu, number, name: sample.name };
  if (verdict.fault !== undefined) await report(verdict, sample, number);
}

mkdirSync(FAILURES, { recursive: true });
let count = 0;
if (values.replay !== undefined) {
  const verdict = await runner.judge(readFileSync(values.replay));
  console.log(
    `${values.replay}: ${verdict.fault ?? 'good'}, ${verdict.cpu.toFixed(0)} ms ${verdict.detail ?? ''}`,
  );
  failures = verdict.fault === undefined ? 0 : 1;
} else if (values.case !== undefined) {
  await one(inputOf(Number(values.case)), Number(values.case));
  count = 1;
} else {
  for (const [index, sample] of samples.entries()) await one(sample, -1 - index);
  const end = Date.now() + minutes * 60_000;
  for (; Date.now() < end; count++) await one(inputOf(count), count);
}
await runner.close();
if (values.replay === undefined) {
  console.log(
    `seed ${seed}: ${count} inputs of ${samples.length} samples, ${failures} failures of ${seen.size} kinds; ` +
      `slowest ${slowest.cpu.toFixed(0)} ms (case ${slowest.number} of ${slowest.name})`,
  );
}
process.exitCode = failures === 0 ? 0 : 1;
