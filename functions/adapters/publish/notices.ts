/** Tells the operators. */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../platform/clients.ts';
import type { OpsNotice } from './ops.ts';

/** Safe to repeat: a notice has a stable id. */
export async function sendNotice(
  { sns }: Pick<Clients, 'sns'>,
  opsTopicArn: string,
  notice: OpsNotice,
): Promise<void> {
  await sns.send(
    new PublishCommand({
      TopicArn: opsTopicArn,
      Subject: notice.type,
      Message: JSON.stringify(notice),
      MessageAttributes: { type: { DataType: 'String', StringValue: notice.type } },
    }),
  );
}
