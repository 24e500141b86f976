/** The function `watch` over AWS, without its handler's frame. */
import type { Clients } from '../adapters/platform/clients.ts';
import type { WatchSettings } from '../adapters/platform/settings.ts';
import { sendNotice } from '../adapters/publish/notices.ts';
import type { OpsNotice } from '../adapters/publish/ops.ts';
import { Pauses } from '../adapters/store/pauses.ts';
import { RhythmTable } from '../adapters/store/rhythms.ts';
import { SequenceTable } from '../adapters/store/sequences.ts';
import { watchAgencies, type WatchCount, type WatchObserver } from './watch.ts';

export type Watch = () => Promise<WatchCount>;

export function composeWatch(
  clients: Clients,
  { tableName, opsTopicArn, providers }: WatchSettings,
  now: () => number,
  observer: WatchObserver,
): Watch {
  const ports = {
    providers,
    rhythms: new RhythmTable(clients, tableName),
    numbers: new SequenceTable(clients, tableName),
    pauses: new Pauses(clients, tableName),
    publisher: { notify: (notice: OpsNotice) => sendNotice(clients, opsTopicArn, notice) },
    now,
  };
  return () => watchAgencies(ports, observer);
}
