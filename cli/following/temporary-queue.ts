/** A queue that lives as long as somebody looks: where no API is, and to see what filters of SNS let through. */
import { randomUUID } from 'node:crypto';
import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { parseBody } from '../../functions/consumer/index.ts';
import type { FilterPolicy } from '../../infra/wire-filter.ts';
import { UsageError } from '../common/errors.ts';
import type { Target } from '../common/target.ts';
import { admit } from './queue-policy.ts';

/** What a killed process leaves behind is empty after an hour, and found by its name. */
const RETENTION_SECONDS = 3600;

export async function* queueMessages(
  target: Target,
  filterPolicy: FilterPolicy | undefined,
  signal: AbortSignal,
  ready: () => void,
): AsyncGenerator {
  const { articleTopicArn: TopicArn, clients } = target;
  const region = TopicArn.split(':')[3];
  const sqs = target.sqsIn(region ?? '');
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({
      QueueName: `wire-tail-${randomUUID()}`,
      Attributes: { MessageRetentionPeriod: String(RETENTION_SECONDS) },
    }),
  );
  let subscription: string | undefined;
  try {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const { QueueArn: queueArn } = Attributes;
    if (queueArn === undefined) throw new UsageError('the queue has no ARN');
    const { policy } = admit(undefined, queueArn, TopicArn);
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: JSON.stringify(policy) } }),
    );
    const { SubscriptionArn } = await clients.sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        ReturnSubscriptionArn: true,
        Attributes: {
          RawMessageDelivery: 'true',
          ...(filterPolicy === undefined ? {} : { FilterPolicy: JSON.stringify(filterPolicy) }),
        },
      }),
    );
    subscription = SubscriptionArn;
    ready();
    while (!signal.aborted) {
      const { Messages: messages = [] } = await sqs
        .send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20 }), {
          abortSignal: signal,
        })
        .catch((error: unknown) => {
          if (signal.aborted) return { Messages: [] };
          throw error;
        });
      if (messages.length === 0) continue;
      await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
      for (const { Body = '' } of messages) yield parseBody(Body);
    }
  } finally {
    if (subscription !== undefined)
      await clients.sns.send(new UnsubscribeCommand({ SubscriptionArn: subscription }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }
}
