/** Preloaded with `node --import`: changes one module while it is loaded, as the environment names it. */
import { registerHooks } from 'node:module';
import { MUTANTS } from './list.ts';
import { mutated, MutantError } from './mutant.ts';

/** Name of a mutant of the list. */
export const MUTANT_VARIABLE = 'SIMULATED_MUTANT';

const name = process.env[MUTANT_VARIABLE];
const mutant = MUTANTS.find((one) => one.name === name);
if (mutant === undefined) throw new MutantError(`there is no mutant ${name ?? ''}`);

const target = new URL(`../../${mutant.file}`, import.meta.url).href;
let applied = false;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (url !== target) return loaded;
    applied = true;
    const source = typeof loaded.source === 'string' ? loaded.source : Buffer.from(bytesOf(loaded.source));
    return { ...loaded, source: mutated(source.toString(), mutant) };
  },
});

process.on('exit', () => {
  if (applied) return;
  process.stderr.write(`${mutant.file} was never loaded\n`);
  process.exitCode = 2;
});

function bytesOf(source: unknown): Uint8Array {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  throw new MutantError(`${target} has no source`);
}
