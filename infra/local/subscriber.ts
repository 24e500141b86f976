/** A subscriber of a topic, as a newsroom application would be one: an SQS queue of its own with raw delivery. */
import { randomUUID } from 'node:crypto';
import { SubscribeCommand, UnsubscribeCommand, type SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { arnOf } from './catalogue.ts';
import { parseObject, type JsonObject } from './json.ts';

/** Queues of subscribers: not in the template, and not kept from one run to the next. */
export const SUBSCRIBER_PREFIX = 'local-subscriber-';

export interface ReceivedMessage {
  body: JsonObject;
  /** SNS message attributes: their values as written. */
  attributes: Record<string, string>;
  /** Epoch milliseconds at which it lay in the subscriber's queue. */
  received: number;
}

export interface SubscriberOptions {
  /** As SNS takes it, over message attributes. */
  filterPolicy?: Readonly<Record<string, unknown>>;
}

export class TopicSubscriber {
  readonly #sqs: SQSClient;
  readonly #sns: SNSClient;
  readonly #queueUrl: string;
  readonly #subscriptionArn: string;
  readonly #abort = new AbortController();
  #watching: Promise<void> = Promise.resolve();

  private constructor(
    clients: { sqs: SQSClient; sns: SNSClient },
    queueUrl: string,
    subscriptionArn: string,
  ) {
    this.#sqs = clients.sqs;
    this.#sns = clients.sns;
    this.#queueUrl = queueUrl;
    this.#subscriptionArn = subscriptionArn;
  }

  static async subscribe(
    clients: { sqs: SQSClient; sns: SNSClient },
    queueUrlOf: (name: string) => string,
    topicArn: string,
    { filterPolicy }: SubscriberOptions = {},
  ): Promise<TopicSubscriber> {
    const name = SUBSCRIBER_PREFIX + randomUUID();
    await clients.sqs.send(new CreateQueueCommand({ QueueName: name }));
    const { SubscriptionArn: arn } = await clients.sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: arnOf('sqs', name),
        Attributes: {
          RawMessageDelivery: 'true',
          ...(filterPolicy === undefined ? {} : { FilterPolicy: JSON.stringify(filterPolicy) }),
        },
      }),
    );
    if (arn === undefined) throw new Error(`no subscription to ${topicArn}`);
    return new TopicSubscriber(clients, queueUrlOf(name), arn);
  }

  /** Everything that has arrived and was not taken yet, in the order of its arrival. */
  async take(): Promise<ReceivedMessage[]> {
    const taken: ReceivedMessage[] = [];
    for (;;) {
      const messages = await this.#receive(0);
      if (messages.length === 0) return taken;
      taken.push(...messages);
    }
  }

  /** Hands on every message as it arrives, until stop(). Not together with take(). */
  watch(onMessage: (message: ReceivedMessage) => void): void {
    this.#watching = (async () => {
      while (!this.#abort.signal.aborted) {
        for (const message of await this.#receive(20)) onMessage(message);
      }
    })();
  }

  /** Ends the subscription and deletes the queue. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#watching;
    await this.#sns.send(new UnsubscribeCommand({ SubscriptionArn: this.#subscriptionArn }));
    await this.#sqs.send(new DeleteQueueCommand({ QueueUrl: this.#queueUrl }));
  }

  async #receive(waitSeconds: number): Promise<ReceivedMessage[]> {
    try {
      const { Messages: messages = [] } = await this.#sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.#queueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: waitSeconds,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
        { abortSignal: this.#abort.signal },
      );
      if (messages.length === 0) return [];
      await this.#sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: this.#queueUrl,
          Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
      return messages.map(({ Body, MessageAttributes = {}, Attributes = {} }) => ({
        body: parseObject(Body ?? '', 'the message'),
        attributes: Object.fromEntries(
          Object.entries(MessageAttributes).map(([name, value]) => [name, value.StringValue ?? '']),
        ),
        received: Number(Attributes.SentTimestamp),
      }));
    } catch (error) {
      if (this.#abort.signal.aborted) return [];
      throw error;
    }
  }
}
