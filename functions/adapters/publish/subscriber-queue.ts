/** One subscription of the article topic that delivers to a queue, and its queue: a message past the topic, as SNS would bring it. */
import { randomUUID } from 'node:crypto';
import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ArticleMessage } from './article-message.ts';
import { letsThrough, type SubscriptionFilter } from './filter-policy.ts';
import { attributesOf } from './message.ts';

export interface Subscription {
  arn: string;
  topicArn: string;
  queueArn: string;
  raw: boolean;
  filter: SubscriptionFilter;
}

/** The queue's region and account are in its ARN. */
export interface QueueArn {
  region: string;
  account: string;
  name: string;
}

export function queueOf(arn: string): QueueArn | undefined {
  const [, region, account, name] = /^arn:[a-z-]+:sqs:([a-z0-9-]+):(\d{12}):([\w-]{1,80})$/u.exec(arn) ?? [];
  return region === undefined || account === undefined || name === undefined
    ? undefined
    : { region, account, name };
}

/** The subscription of a topic with this ARN, or to this queue; undefined where there is none that delivers to a queue. */
export async function subscriptionOf(
  sns: SNSClient,
  TopicArn: string,
  arn: string,
): Promise<Subscription | undefined> {
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client: sns },
    { TopicArn },
  )) {
    const found = Subscriptions.find(
      ({ SubscriptionArn, Endpoint, Protocol }) =>
        Protocol === 'sqs' && (SubscriptionArn === arn || Endpoint === arn),
    );
    if (found?.SubscriptionArn === undefined || found.Endpoint === undefined) continue;
    const { Attributes = {} } = await sns.send(
      new GetSubscriptionAttributesCommand({ SubscriptionArn: found.SubscriptionArn }),
    );
    const { FilterPolicy, FilterPolicyScope, RawMessageDelivery } = Attributes;
    return {
      arn: found.SubscriptionArn,
      topicArn: TopicArn,
      queueArn: found.Endpoint,
      raw: RawMessageDelivery === 'true',
      filter: {
        policy: FilterPolicy === undefined || FilterPolicy === '' ? undefined : JSON.parse(FilterPolicy),
        scope: FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
      },
    };
  }
  return undefined;
}

export class SubscriberQueue {
  readonly #sqs: SQSClient;
  readonly #url: string;
  readonly #subscription: Subscription;

  /** @throws an error of SQS where the queue is not to be seen with these credentials */
  static async open(sqs: SQSClient, subscription: Subscription): Promise<SubscriberQueue> {
    const { name = '', account } = queueOf(subscription.queueArn) ?? {};
    const { QueueUrl = '' } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }),
    );
    return new SubscriberQueue(sqs, QueueUrl, subscription);
  }

  private constructor(sqs: SQSClient, url: string, subscription: Subscription) {
    this.#sqs = sqs;
    this.#url = url;
    this.#subscription = subscription;
  }

  wants(message: ArticleMessage): boolean {
    return letsThrough(this.#subscription.filter, message, attributesOf(message));
  }

  async send(message: ArticleMessage): Promise<void> {
    const { raw, topicArn } = this.#subscription;
    const text = JSON.stringify(message);
    await this.#sqs.send(
      new SendMessageCommand({
        QueueUrl: this.#url,
        ...(raw
          ? { MessageBody: text, MessageAttributes: attributesOf(message) }
          : { MessageBody: JSON.stringify(enveloped(topicArn, message, text)) }),
      }),
    );
  }
}

/** As SNS wraps it; without its signature, which nobody else can give. */
function enveloped(TopicArn: string, message: ArticleMessage, Message: string): object {
  return {
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn,
    Message,
    Timestamp: message.time,
    MessageAttributes: Object.fromEntries(
      Object.entries(attributesOf(message)).map(([name, { DataType, StringValue }]) => [
        name,
        { Type: DataType, Value: StringValue },
      ]),
    ),
  };
}
