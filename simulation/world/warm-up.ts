/**
 * Loads what the functions load when they first need it. A module that is being loaded takes turns of the event loop
 * that are no part of the simulated time: a run would depend on what runs came before it.
 */
import { readdirSync } from 'node:fs';

const FORMATS = new URL('../../functions/core/formats/', import.meta.url);

let loading: Promise<void> | undefined;

export function warmUp(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  const folders = readdirSync(FORMATS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const readers = folders.flatMap(({ name }) =>
    readdirSync(new URL(`${name}/`, FORMATS))
      .filter((file) => LOADED_LATE.has(file))
      .map((file) => new URL(`${name}/${file}`, FORMATS).href),
  );
  await Promise.all([
    ...readers.map((reader) => import(reader)),
    import('../../functions/core/formats/common/feed/rss-item.ts'),
    import('../../functions/core/dedupe/near-duplicates.ts'),
    import('../../functions/core/furniture/learned.ts'),
    import('../../functions/core/sources/record.ts'),
    import('../../functions/ingest/items.ts'),
    import('@aws-sdk/client-sqs'),
    import('yauzl'),
    import('modern-tar'),
  ]);
}

const LOADED_LATE: ReadonlySet<string> = new Set(['reader.ts', 'revision-edits.ts']);
