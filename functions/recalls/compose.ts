/** The function `recalls` over AWS, without its handler's frame. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clients } from '../adapters/platform/clients.ts';
import { answering, type DoorOptions, type Operation } from '../adapters/platform/door.ts';
import type { HttpEvent } from '../adapters/platform/http.ts';
import type { RecallsFunctionSettings } from '../adapters/platform/settings.ts';
import { sendNotice } from '../adapters/publish/notices.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { Recalls } from '../adapters/store/recalls.ts';
import { asksForRecalls, type RecallSettings } from '../core/feed/recalls.ts';
import { acknowledge, getRecalls, take, type RecallPorts } from './operations.ts';
import { tellOverdue, type Counts } from './overdue.ts';

export interface RecallsOptions extends DoorOptions, Pick<RecallPorts, 'now' | 'confirmedFor'> {}

export interface RecallsFunction {
  answer: (event: HttpEvent) => Promise<APIGatewayProxyStructuredResultV2>;
  tellOverdue: (hasTime: () => boolean) => Promise<Counts>;
}

export function composeRecalls(
  clients: Clients,
  { opsTopicArn, ...settings }: RecallsFunctionSettings,
  readers: RecallSettings,
  { now, confirmedFor, ...door }: RecallsOptions,
): RecallsFunction {
  const recalls = new Recalls(clients, { ...settings, now });
  const table = new ArticleTable(clients, settings);
  const ports: RecallPorts = { table, recalls, settings: readers, now, confirmedFor };
  const on =
    (
      operation: (
        ports: RecallPorts,
        asked: Parameters<Operation>[0],
      ) => Promise<Awaited<ReturnType<Operation>>>,
    ): Operation =>
    (asked) =>
      operation(ports, asked);
  return {
    answer: answering(
      'recalls',
      { acknowledge: on(acknowledge), take: on(take), getRecalls: on(getRecalls) },
      door,
    ),
    tellOverdue: async (hasTime) =>
      asksForRecalls(readers)
        ? tellOverdue(
            { recalls, table, now, notify: (notice) => sendNotice(clients, opsTopicArn, notice) },
            hasTime,
          )
        : { open: 0, overdue: 0 },
  };
}
