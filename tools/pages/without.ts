/** Preloaded with `node --import`: leaves one step of reading a page out, as the environment names it. */
import { registerHooks } from 'node:module';
import { STEPS } from './steps.ts';

/** Name of a step. */
export const WITHOUT = 'PAGES_WITHOUT';

const step = STEPS.find(({ name }) => name === process.env[WITHOUT]);
if (step === undefined) throw new Error(`there is no step ${process.env[WITHOUT] ?? ''}`);
const { file, needle, replacement } = step;
const target = new URL(`../../${file}`, import.meta.url).href;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (url !== target) return loaded;
    const parts = sourceOf(loaded.source).split(needle);
    if (parts.length !== 2) throw new Error(`${needle} stands ${parts.length - 1} times in ${file}`);
    return { ...loaded, source: parts.join(replacement) };
  },
});

function sourceOf(source: unknown): string {
  if (typeof source === 'string') return source;
  if (source instanceof Uint8Array) return Buffer.from(source).toString();
  throw new Error(`${file} has no source`);
}
