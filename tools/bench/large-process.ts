/** Reads one file several times in a process of its own, and says how long each reading took. */
import { pathToFileURL } from 'node:url';
import type { recordsOf } from '../../functions/core/reading/records.ts';

export interface LargeFile {
  /** Of the bundle. */
  module: string;
  name: string;
  text: string;
  /** How often it is read after the first time. */
  later: number;
}

/** Milliseconds by the clock. */
export interface LargeTimes {
  first: number;
  later: number[];
}

interface Bundled {
  recordsOf: typeof recordsOf;
}

process.once('message', (file: LargeFile) => {
  void timesOf(file).then((times) => {
    process.send?.(times, () => {
      process.disconnect();
    });
  });
});

async function timesOf({ module, name, text, later }: LargeFile): Promise<LargeTimes> {
  const { recordsOf: read } = (await import(pathToFileURL(module).href)) as Bundled;
  const bytes = new TextEncoder().encode(text);
  const once = async (): Promise<number> => {
    const start = performance.now();
    const result = await read({
      bytes,
      name,
      provider: { id: 'cascade' },
      received: Date.parse('2026-07-01T12:00:00Z'),
      raw: { bucket: 'inbox', key: `incoming/cascade/${name}`, versionId: '' },
    });
    if (!result.ok || result.items[0]?.ok !== true) throw new Error(`${name} was not read`);
    return performance.now() - start;
  };
  const times: LargeTimes = { first: await once(), later: [] };
  while (times.later.length < later) times.later.push(await once());
  return times;
}
