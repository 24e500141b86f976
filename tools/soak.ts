/**
 * A soak: npm run soak -- [--files N] [--seed S]
 *
 * Mixed files through the real local stack, while every second a container is killed at its work and SNS refuses one
 * publish in five. Then: is every receipt there, is nothing lost, nothing doubled, and everything told? Prints the
 * figures, and what is broken; exit 1 if anything is. The same seed draws the same files, not the same run.
 */
import { parseArgs } from 'node:util';
import { soak } from './soak/run.ts';

const { values } = parseArgs({
  options: { files: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
});
const files = Number(values.files);
const seed = Number(values.seed);
if (!Number.isInteger(files) || files < 1 || !Number.isInteger(seed)) {
  console.error('usage: npm run soak -- [--files N] [--seed WHOLE_NUMBER]');
  process.exit(2);
}

const { figures, breaches } = await soak({
  files,
  seed,
  killEvery: { ms: 1000 },
  refusedShare: 0.2,
  embargoMs: 2 * 60_000,
  hurry: false,
  onProgress: (what) => {
    console.error(what);
  },
});
for (const [name, value] of Object.entries(figures)) console.log(`${String(value).padStart(8)}  ${name}`);
/** Of more the rest is alike. */
const SHOWN = 50;
for (const { promise, detail } of breaches.slice(0, SHOWN)) console.log(`${promise}: ${detail}`);
console.log(breaches.length === 0 ? 'nothing is broken' : `${breaches.length} promises are broken`);
process.exitCode = breaches.length === 0 ? 0 : 1;
