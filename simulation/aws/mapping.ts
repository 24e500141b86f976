/** The event source mapping between the queue and the function: what goes in, and what its answer means. */
import type { SQSRecord } from 'aws-lambda';
import { failedMessages as failedOf } from '../../infra/local/mappings.ts';
import type { ReceivedMessage } from './queues.ts';
import { INTAKE } from './wiring.ts';

/** A message as it stands in a Lambda event. */
export function lambdaRecord(message: ReceivedMessage): SQSRecord {
  const { messageId, receiptHandle, body, receives, sentAt, firstReceivedAt } = message;
  return {
    messageId,
    receiptHandle,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAt),
      SenderId: 's3',
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: INTAKE.arn,
    awsRegion: 'eu-central-1',
  };
}

/** Which messages of a batch come back, for the answer of an invocation that did not throw. */
export function failedMessages(response: unknown, messageIds: readonly string[]): ReadonlySet<string> {
  return failedOf({ ok: true, payload: response }, messageIds, true);
}
