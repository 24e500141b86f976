/** Delivers the samples to a stack of any kind, as an agency does, and writes down what becomes of them. */
import { setTimeout as pause } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { bytesOf, readSamples, verdictsOf, type Sample } from '../../cli/common/samples.ts';
import type { Outputs } from '../../cli/common/wire-outputs.ts';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { isObject } from '../../infra/local/json.ts';
import type { Clients } from '../../infra/local/resources.ts';

export interface Outcomes {
  /** Verdicts by the place of a sample; `no receipt` where there was none in time. */
  receipts: readonly { key: string; verdicts: readonly string[] }[];
  /** Type and URI of each message, once, sorted: SNS keeps no order and may say things twice. */
  messages: readonly string[];
}

export interface Waits {
  /** Milliseconds to wait for a receipt. */
  receipt: number;
  /** Milliseconds in which nothing comes any more, when the samples are through: held ones are released each minute. */
  quiet: number;
  /** Milliseconds between two looks. */
  look: number;
}

/** @param progress is told of each sample before it is delivered */
export async function outcomesOf(
  clients: Clients,
  outputs: Outputs,
  waits: Waits,
  progress: (done: number, total: number) => void = () => undefined,
  samples: readonly Sample[] = readSamples(),
): Promise<Outcomes> {
  const table = new ArticleTable(
    { s3: clients.s3, dynamo: clients.dynamodb },
    { tableName: output(outputs, 'TableName'), archiveBucket: output(outputs, 'ArchiveBucketName') },
  );
  const subscriber = await Subscriber.open(clients, output(outputs, 'ArticleTopicArn'));
  try {
    const receipts: { key: string; verdicts: string[] }[] = [];
    for (const [index, sample] of samples.entries()) {
      progress(index, samples.length);
      const delivery = { bucket: output(outputs, 'InboxBucketName'), key: sample.key };
      const { VersionId, ETag = '' } = await clients.s3.send(
        new PutObjectCommand({
          Bucket: delivery.bucket,
          Key: delivery.key,
          Body: bytesOf(sample, Date.now()),
        }),
      );
      const version = VersionId ?? ETag.replaceAll('"', '');
      if (receipts.length >= GIVEN_UP_AFTER && receipts.slice(-GIVEN_UP_AFTER).every(hasNone))
        throw new Error(`${GIVEN_UP_AFTER} samples in a row have no receipt: the functions do not run there`);
      const receipt = await within(waits, () => table.receipt({ ...delivery, version }));
      receipts.push({
        key: sample.key,
        verdicts: receipt === undefined ? [NO_RECEIPT] : verdictsOf(receipt),
      });
    }
    await subscriber.untilQuiet(waits.quiet);
    return { receipts, messages: subscriber.messages() };
  } finally {
    await subscriber.close();
  }
}

const NO_RECEIPT = 'no receipt';
const GIVEN_UP_AFTER = 3;

function hasNone({ verdicts }: { verdicts: readonly string[] }): boolean {
  return verdicts[0] === NO_RECEIPT;
}

async function within<T>(
  { receipt, look }: Waits,
  get: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const ends = performance.now() + receipt;
  for (;;) {
    const found = await get();
    if (found !== undefined || performance.now() >= ends) return found;
    await pause(look);
  }
}

/** What differs between two stacks, a line for each; empty where they did the same. */
export function differences(here: Outcomes, there: Outcomes): string[] {
  const receipts = here.receipts.flatMap(({ key, verdicts }, index) => {
    const other = there.receipts[index]?.verdicts ?? [];
    return other.join(' ') === verdicts.join(' ')
      ? []
      : [`${key}: ${verdicts.join(' ')} on the local stack, ${other.join(' ')} there`];
  });
  const missing = here.messages.filter((message) => !there.messages.includes(message));
  const added = there.messages.filter((message) => !here.messages.includes(message));
  return [
    ...receipts,
    ...missing.map((message) => `no message there: ${message}`),
    ...added.map((message) => `a message there only: ${message}`),
  ];
}

/** A queue that is subscribed to the article topic. */
class Subscriber {
  readonly #clients: Clients;
  readonly #queueUrl: string;
  readonly #subscriptionArn: string;
  readonly #messages = new Set<string>();
  readonly #abort = new AbortController();
  readonly #loop: Promise<void>;
  #last = performance.now();

  static async open(clients: Clients, topicArn: string): Promise<Subscriber> {
    const { sqs, sns } = clients;
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: `newswire-e2e-${process.pid}-${Date.now()}` }),
    );
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const { QueueArn = '' } = Attributes;
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: QueueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    const { SubscriptionArn = '' } = await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: QueueArn,
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    return new Subscriber(clients, QueueUrl ?? '', SubscriptionArn);
  }

  private constructor(clients: Clients, queueUrl: string, subscriptionArn: string) {
    this.#clients = clients;
    this.#queueUrl = queueUrl;
    this.#subscriptionArn = subscriptionArn;
    this.#loop = this.#receive();
  }

  messages(): string[] {
    return [...this.#messages].sort();
  }

  /** Resolves when nothing has come for so long. */
  async untilQuiet(milliseconds: number): Promise<void> {
    this.#last = performance.now();
    while (performance.now() - this.#last < milliseconds) await pause(Math.min(1000, milliseconds));
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#loop;
    await this.#clients.sns.send(new UnsubscribeCommand({ SubscriptionArn: this.#subscriptionArn }));
    await this.#clients.sqs.send(new DeleteQueueCommand({ QueueUrl: this.#queueUrl }));
  }

  async #receive(): Promise<void> {
    const { sqs } = this.#clients;
    const QueueUrl = this.#queueUrl;
    const options = { abortSignal: this.#abort.signal };
    while (!this.#abort.signal.aborted) {
      try {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
          options,
        );
        if (Messages.length === 0) continue;
        this.#last = performance.now();
        for (const { Body = '' } of Messages) this.#messages.add(inShort(Body));
        const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }), options);
      } catch (error) {
        if (!options.abortSignal.aborted) throw error;
      }
    }
  }
}

function inShort(body: string): string {
  const message: unknown = JSON.parse(body);
  const { type, data } = isObject(message) ? message : {};
  const article = isObject(data) && isObject(data.article) ? data.article : {};
  const said = [type, article.uri].filter((part) => typeof part === 'string').join(' ');
  // Samples whose times move with the day have them in their ids
  return said.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, 'NOW');
}

function output(outputs: Outputs, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the stack has no output ${name}`);
  return value;
}
