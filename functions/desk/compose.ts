/** The desk's ports over AWS, put together once: for both handlers, the `wire` command, tests and the simulation. */
import type { Clients } from '../adapters/platform/clients.ts';
import type { Settings } from '../adapters/platform/settings.ts';
import { Publisher } from '../adapters/publish/publisher.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { ClaimTable } from '../adapters/store/claims.ts';
import { NearIndexTable } from '../adapters/store/near-index.ts';
import { SourceIndex } from '../adapters/store/source-index.ts';
import { nearDuplicates } from './near.ts';
import type { DeskPorts } from './ports.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now: () => number;
  /** Waits, milliseconds. */
  pause: (ms: number) => Promise<void>;
}

/** All that the steps need of the world, but for what only one of the functions knows. */
export interface Desk extends DeskPorts, Clock {}

/** An article is stored but SNS did not take it, or its copies could not be looked after: `release` does both. */
export interface DeskObserver {
  publishFailed: DeskPorts['publishFailed'];
}

export function composeDesk(
  clients: Clients,
  settings: Settings,
  { now, pause }: Clock,
  { publishFailed }: DeskObserver,
): Desk {
  const { tableName, publishDuplicates, providers } = settings;
  return {
    table: new ArticleTable(clients, settings),
    claims: new ClaimTable(clients, tableName),
    publisher: new Publisher(clients, settings),
    near: nearDuplicates(new NearIndexTable(clients, { tableName, pause }), { pause }),
    sources: new SourceIndex(clients, tableName),
    providers,
    now,
    pause,
    publishFailed,
    publishDuplicates,
  };
}
