/**
 * Preloaded with `node --import`, for runs by the thousand: the same runs in half of the time. Puts a memory in front of
 * the functions of the list while their modules are loaded, packs records without pressing them, and loads at once what
 * the functions load when they first need it, for to ask for it again takes time as well.
 */
import { registerHooks } from 'node:module';
import { REMEMBERED } from './list.ts';

const FUNCTIONS = new URL('../../functions/', import.meta.url).href;
const MEMORY = new URL('remember.ts', import.meta.url).href;
const GZIP = new URL('stored-gzip.ts', import.meta.url).href;

/** Pack what the table has. */
const PACKING = /\/adapters\/store\/(?:items|receipt)\.ts$/;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!url.startsWith(FUNCTIONS) || loaded.source === undefined) return loaded;
    const { source } = loaded;
    const text = typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();
    const names = REMEMBERED.filter(({ file }) => url.endsWith(`/${file}`)).map(({ name }) => name);
    const whole = names.reduce(withMemory, loadedAtOnce(text));
    return { ...loaded, source: PACKING.test(url) ? whole.replace("'node:zlib'", `'${GZIP}'`) : whole };
  },
});

/** Comes after a mutant's change, and leaves it in its place. */
function withMemory(source: string, name: string): string {
  const parts = source.split(`export function ${name}(`);
  if (parts.length !== 2) throw new Error(`no module exports one function ${name}`);
  const memory = `import { remembered as memoryOf${name} } from '${MEMORY}';
export const ${name} = memoryOf${name}('${name}', ${name}Afresh);`;
  return `${parts.join(`function ${name}Afresh(`)}\n${memory}\n`;
}

/** The same modules, and as many turns of the event loop until one has them. */
function loadedAtOnce(source: string): string {
  const modules: string[] = [];
  const text = source.replace(/(?<!typeof )import\(('[^']+')\)/g, (_call, specifier: string) => {
    modules.push(specifier);
    return `Promise.resolve(loadedAtOnce${modules.length})`;
  });
  const imports = modules.map((specifier, at) => `import * as loadedAtOnce${at + 1} from ${specifier};`);
  return [text, ...imports].join('\n');
}
