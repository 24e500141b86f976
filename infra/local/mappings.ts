/** Event source mappings: one poller for each, from a queue to a function, with the semantics that Lambda has. */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Activity } from './activity.ts';
import { LOCAL, propertiesOf } from './catalogue.ts';
import type { InvocationResult } from './functions.ts';
import { UnsupportedByLocalStackError } from './errors.ts';
import { isArray, isObject } from './json.ts';
import type { Resource, Template } from './template.ts';

export interface MappingSettings {
  logicalId: string;
  functionName: string;
  queueUrl: string;
  queueArn: string;
  enabled: boolean;
  batchSize: number;
  windowSeconds: number;
  concurrency: number;
  reportsItemFailures: boolean;
  /** Seconds after which a failed message is tried again; absent: the queue's visibility time-out, as on AWS. */
  retryAfterSeconds: number | undefined;
}

/** Concurrent batches of a mapping that sets no maximum: what Lambda begins with. */
const DEFAULT_CONCURRENCY = 5;

/** @throws UnsupportedByLocalStackError for a source that is no queue */
export function mappingSettings(
  resource: Resource,
  template: Template,
  retryAfterSeconds: number | undefined,
  queueUrlOf: (arn: string) => string,
): MappingSettings {
  const properties = propertiesOf(resource, template);
  const { EventSourceArn: source, FunctionName: functionName } = properties;
  if (typeof source !== 'string' || !source.includes(':sqs:')) {
    throw new UnsupportedByLocalStackError(
      resource.logicalId,
      `the event source ${JSON.stringify(source ?? null)}`,
    );
  }
  const { ScalingConfig: scaling, FunctionResponseTypes: responses } = properties;
  return {
    logicalId: resource.logicalId,
    functionName: typeof functionName === 'string' ? functionName : '',
    queueUrl: queueUrlOf(source),
    queueArn: source,
    enabled: properties.Enabled !== false,
    batchSize: Number(properties.BatchSize ?? 10),
    windowSeconds: Number(properties.MaximumBatchingWindowInSeconds ?? 0),
    concurrency: Number((isObject(scaling) ? scaling.MaximumConcurrency : undefined) ?? DEFAULT_CONCURRENCY),
    reportsItemFailures: isArray(responses) && responses.includes('ReportBatchItemFailures'),
    retryAfterSeconds,
  };
}

/**
 * Which messages of a batch come back to the queue (AWS: "Reporting batch item failures for Lambda functions with
 * an Amazon SQS trigger"): none for an empty or null response or list; all for an error, a malformed response, or
 * an identifier that is empty, missing, or of no message in the batch.
 */
export function failedMessages(
  result: InvocationResult,
  messageIds: readonly string[],
  reportsItemFailures: boolean,
): ReadonlySet<string> {
  const all = new Set(messageIds);
  if (!result.ok) return all;
  if (!reportsItemFailures || result.payload === null) return new Set();
  if (!isObject(result.payload)) return all;
  const failures = result.payload.batchItemFailures ?? null;
  if (failures === null) return new Set();
  if (!isArray(failures)) return all;
  const failed = new Set<string>();
  for (const failure of failures) {
    const id = isObject(failure) ? failure.itemIdentifier : undefined;
    if (typeof id !== 'string' || !all.has(id)) return all;
    failed.add(id);
  }
  return failed;
}

/** An SQS message as it stands in a Lambda event. */
export function lambdaRecord(message: Message, queueArn: string): Record<string, unknown> {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
    name,
    {
      ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
      ...(value.BinaryValue === undefined
        ? {}
        : { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
      stringListValues: [],
      binaryListValues: [],
      dataType: value.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes) as Record<string, unknown>,
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: LOCAL.region,
  };
}

/** Seconds of a long poll: also how late quiet() sees that a message went to the dead-letter queue. */
const WAIT_SECONDS = 1;

/** Polls from start() to stop(). */
export class MappingPoller {
  readonly #settings: MappingSettings;
  readonly #sqs: SQSClient;
  readonly #activity: Activity;
  readonly #invoke: (event: unknown) => Promise<InvocationResult>;
  readonly #abort = new AbortController();
  readonly #batches = new Set<Promise<void>>();
  #loop: Promise<void> = Promise.resolve();

  constructor(
    settings: MappingSettings,
    sqs: SQSClient,
    activity: Activity,
    invoke: (event: unknown) => Promise<InvocationResult>,
  ) {
    this.#settings = settings;
    this.#sqs = sqs;
    this.#activity = activity;
    this.#invoke = invoke;
  }

  start(): void {
    this.#loop = this.#poll();
  }

  /** Ends the polling, then waits for the invocations that run. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#loop;
    await Promise.allSettled(this.#batches);
  }

  async #poll(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      if (this.#batches.size >= this.#settings.concurrency) {
        await Promise.race(this.#batches);
        continue;
      }
      const messages = await this.#receiveBatch();
      if (messages.length === 0) {
        this.#activity.touch();
        continue;
      }
      const end = this.#activity.begin();
      const batch = this.#process(messages).finally(() => {
        this.#batches.delete(batch);
        end();
      });
      this.#batches.add(batch);
    }
  }

  /** Waits for a first message, then for more until the batch is full or its window has closed. */
  async #receiveBatch(): Promise<Message[]> {
    const { batchSize, windowSeconds } = this.#settings;
    const messages = await this.#receive(Math.min(10, batchSize), WAIT_SECONDS);
    const closes = Date.now() + windowSeconds * 1000;
    while (messages.length > 0 && messages.length < batchSize) {
      const left = Math.ceil((closes - Date.now()) / 1000);
      if (left <= 0 || this.#abort.signal.aborted) break;
      messages.push(
        ...(await this.#receive(Math.min(10, batchSize - messages.length), Math.min(WAIT_SECONDS, left))),
      );
    }
    return messages;
  }

  async #receive(count: number, waitSeconds: number): Promise<Message[]> {
    try {
      const { Messages: messages } = await this.#sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: this.#settings.queueUrl,
          MaxNumberOfMessages: count,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
        { abortSignal: this.#abort.signal },
      );
      return messages ?? [];
    } catch (error) {
      if (this.#abort.signal.aborted) return [];
      throw error;
    }
  }

  async #process(messages: readonly Message[]): Promise<void> {
    const { queueArn, queueUrl, reportsItemFailures, retryAfterSeconds } = this.#settings;
    const result = await this.#invoke({
      Records: messages.map((message) => lambdaRecord(message, queueArn)),
    });
    const ids = messages.map(({ MessageId }) => MessageId ?? '');
    const failed = failedMessages(result, ids, reportsItemFailures);
    await this.#inTens(
      messages.filter(({ MessageId }) => !failed.has(MessageId ?? '')),
      (entries) => this.#sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries })),
    );
    if (retryAfterSeconds === undefined) return;
    await this.#inTens(
      messages.filter(({ MessageId }) => failed.has(MessageId ?? '')),
      (entries) =>
        this.#sqs.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl: queueUrl,
            Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: retryAfterSeconds })),
          }),
        ),
    );
  }

  async #inTens(
    messages: readonly Message[],
    send: (entries: { Id: string; ReceiptHandle: string | undefined }[]) => Promise<unknown>,
  ): Promise<void> {
    for (let from = 0; from < messages.length; from += 10) {
      const entries = messages
        .slice(from, from + 10)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await send(entries);
    }
  }
}
