/**
 * Preloaded with `node --import`, for runs by the thousand: the same runs in half of the time. Puts a memory in front of
 * the functions of the list while their modules are loaded, gives the table's adapters faster packing, and loads at once what
 * the functions load when they first need it, for to ask for it again takes time as well.
 */
import { registerHooks } from 'node:module';
import { REMEMBERED } from './list.ts';

const FUNCTIONS = new URL('../../functions/', import.meta.url).href;
const MEMORY = new URL('remember.ts', import.meta.url).href;

/** Modules that are faster for what runs need of them, and who gets them in the place of which. */
const OURS = [
  { files: /\/adapters\/store\/(?:items|receipt)\.ts$/, module: 'node:zlib', ours: 'stored.ts' },
  { files: /\/adapters\/store\//, module: '@aws-sdk/util-dynamodb', ours: 'marshall.ts' },
].map(({ ours, ...one }) => ({ ...one, ours: new URL(ours, import.meta.url).href }));

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!url.startsWith(FUNCTIONS) || loaded.source === undefined) return loaded;
    const { source } = loaded;
    const text = typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();
    const names = REMEMBERED.filter(({ file }) => url.endsWith(`/${file}`)).map(({ name }) => name);
    return { ...loaded, source: withOurs(names.reduce(withMemory, loadedAtOnce(text)), url) };
  },
});

function withOurs(source: string, url: string): string {
  return OURS.filter(({ files }) => files.test(url)).reduce(
    (text, { module, ours }) => text.replace(`from '${module}'`, `from '${ours}'`),
    source,
  );
}

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
