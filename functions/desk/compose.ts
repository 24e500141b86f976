/** The desk's ports over AWS, put together once: for both handlers, the `wire` command, tests and the simulation. */
import type { Clients } from '../adapters/platform/clients.ts';
import type { Settings } from '../adapters/platform/settings.ts';
import { Publisher } from '../adapters/publish/publisher.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { NearIndexTable } from '../adapters/store/near-index.ts';
import { SourceIndex } from '../adapters/store/source-index.ts';
import { NearDuplicates } from '../core/dedupe/near-duplicates.ts';
import type { DeskPorts } from './stories.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now: () => number;
  /** Waits, milliseconds. */
  pause: (ms: number) => Promise<void>;
}

export type DeskSettings = Omit<Settings, 'publishDuplicates'>;

/** All that the steps need of the world, but for what only one of the functions knows. */
export interface Desk extends DeskPorts, Clock {
  near: NearDuplicates;
  sources: SourceIndex;
}

export function composeDesk(clients: Clients, settings: DeskSettings, { now, pause }: Clock): Desk {
  const { tableName } = settings;
  return {
    table: new ArticleTable(clients, settings),
    publisher: new Publisher(clients, settings),
    near: new NearDuplicates(new NearIndexTable(clients, { tableName, pause }), { pause }),
    sources: new SourceIndex(clients, tableName),
    now,
    pause,
  };
}
