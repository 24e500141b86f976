/** Preloaded with `node --import`: puts a memory in front of the functions of the list while their modules are loaded. */
import { registerHooks } from 'node:module';
import { REMEMBERED } from './list.ts';

const ROOT = new URL('../../', import.meta.url);
const files = new Map(
  [...Map.groupBy(REMEMBERED, ({ file }) => file)].map(([file, those]) => [
    new URL(file, ROOT).href,
    those.map(({ name }) => name),
  ]),
);

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const names = files.get(url);
    if (names === undefined || loaded.source === undefined) return loaded;
    const source =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: withMemory(source, url, names) };
  },
});

function withMemory(source: string, url: string, names: readonly string[]): string {
  return names.reduce(
    (before, name) => {
      const parts = before.split(`export function ${name}(`);
      if (parts.length !== 2) throw new Error(`${url} does not export one function ${name}`);
      return `${parts.join(`function ${name}Afresh(`)}\nexport const ${name} = remembered(${JSON.stringify(name)}, ${name}Afresh);\n`;
    },
    `${source}\nimport { remembered } from ${JSON.stringify(new URL('remember.ts', import.meta.url).href)};\n`,
  );
}
