/** Messages out of SQS: for Lambda functions, and what every other reader of a queue needs too. */
import type { Consumer } from './consumer.ts';
import { isObject } from './messages.ts';

/** What is looked at of an event of SQS. */
export interface QueueEvent {
  Records: readonly { messageId: string; body: string }[];
}

export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

export interface BatchOptions {
  /** How many articles at once. Absent: 8. */
  concurrency?: number;
  /** Told of what comes again. Absent: a warning of the process. */
  onFailed?: (messageId: string, error: unknown) => void;
}

/**
 * A handler for a Lambda function whose event source mapping has `ReportBatchItemFailures`: what failed comes again, and
 * ends in the dead-letter queue of the queue; the rest is done.
 */
export function queueHandler(
  consumer: Pick<Consumer, 'take'>,
  options: BatchOptions = {},
): (event: QueueEvent) => Promise<BatchAnswer> {
  return (event) => takeBatch(consumer, event, options);
}

/** Takes the messages of one event: ends first, those of an article one after the other by revision. */
export async function takeBatch(
  consumer: Pick<Consumer, 'take'>,
  { Records: records }: QueueEvent,
  { concurrency = 8, onFailed = warn }: BatchOptions = {},
): Promise<BatchAnswer> {
  const failed: string[] = [];
  const articles = new Map<
    string,
    { messageId: string; value: unknown; revision: number; isEnd: boolean }[]
  >();
  for (const { messageId, body } of records) {
    const value = parseBody(body);
    const about = isObject(value) ? value : {};
    const article = typeof about.subject === 'string' ? about.subject : messageId;
    const isEnd = about.type === 'wire.article.killed' || about.type === 'wire.article.withheld';
    const list = articles.get(article) ?? [];
    list.push({ messageId, value, revision: Number(about.revision), isEnd });
    articles.set(article, list);
  }
  const groups = [...articles.values()].sort((a, b) => urgencyOf(b) - urgencyOf(a)).values();
  const work = async (): Promise<void> => {
    for (const group of groups) {
      // The newest first: what is older is then dropped. What failed drops nothing, so the older waits for it
      let blocked: { error: unknown } | undefined;
      for (const { messageId, value } of group.sort((a, b) => b.revision - a.revision)) {
        try {
          if (blocked !== undefined) throw blocked.error;
          await consumer.take(value);
        } catch (error) {
          blocked = { error };
          failed.push(messageId);
          onFailed(messageId, error);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, articles.size) }, work));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

function urgencyOf(group: readonly { isEnd: boolean }[]): number {
  return Number(group.some(({ isEnd }) => isEnd));
}

/** Of a body, with the envelope of SNS around it or without; text that is no JSON as it stands. */
export function parseBody(body: string): unknown {
  const value = parsed(body);
  const isEnveloped = isObject(value) && value.Type === 'Notification' && typeof value.TopicArn === 'string';
  return isEnveloped && typeof value.Message === 'string' ? parsed(value.Message) : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function warn(messageId: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.emitWarning(`${messageId} comes again: ${message}`, { type: 'WireConsumer', code: 'failed' });
}
