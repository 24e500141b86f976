/** SNS in memory: it keeps the rules for messages and hands each to whoever watches. */
import {
  InvalidParameterException,
  NotFoundException,
  PublishCommand,
  type PublishCommandInput,
  type PublishCommandOutput,
} from '@aws-sdk/client-sns';

export interface PublishedMessage {
  topicArn: string;
  subject: string | undefined;
  body: string;
  attributes: Record<string, { type: string; value: string }>;
}

/** Of the body with all attributes, bytes. */
const MAX_BYTES = 256 * 1024;

/** With raw delivery to SQS, messages with more are dropped. */
const MAX_ATTRIBUTES = 10;

export class Topics {
  readonly #topics: ReadonlySet<string>;
  #published = 0;

  constructor(topicArns: readonly string[]) {
    this.#topics = new Set(topicArns);
  }

  /** What a command would publish, whether or not it may. */
  read({
    TopicArn = '',
    Subject,
    Message = '',
    MessageAttributes = {},
  }: PublishCommandInput): PublishedMessage {
    const attributes = Object.entries(MessageAttributes).map(
      ([name, { DataType = '', StringValue = '' }]) => [name, { type: DataType, value: StringValue }],
    );
    return {
      topicArn: TopicArn,
      subject: Subject,
      body: Message,
      attributes: Object.fromEntries(attributes) as PublishedMessage['attributes'],
    };
  }

  /** @throws the exceptions of SNS */
  answer(command: object): PublishCommandOutput {
    if (!(command instanceof PublishCommand)) {
      throw new Error(`${command.constructor.name} is not part of the model of SNS`);
    }
    const { topicArn, body, attributes } = this.read(command.input);
    if (!this.#topics.has(topicArn)) {
      throw new NotFoundException({ message: 'Topic does not exist', $metadata: { httpStatusCode: 404 } });
    }
    if (body === '') throw invalid('Empty message');
    const names = Object.keys(attributes);
    if (names.length > MAX_ATTRIBUTES) throw invalid(`more than ${MAX_ATTRIBUTES} message attributes`);
    let bytes = Buffer.byteLength(body);
    for (const [name, { type, value }] of Object.entries(attributes)) {
      if (value === '')
        throw invalid(`The message attribute '${name}' must contain non-empty message attribute value`);
      if (type === 'String.Array' && !Array.isArray(JSON.parse(value)))
        throw invalid(`'${name}' is no array`);
      bytes += Buffer.byteLength(name) + Buffer.byteLength(type) + Buffer.byteLength(value);
    }
    if (bytes > MAX_BYTES) throw invalid('Invalid parameter: Message too long');
    return { $metadata: { httpStatusCode: 200 }, MessageId: `message-${++this.#published}` };
  }
}

function invalid(message: string): InvalidParameterException {
  return new InvalidParameterException({
    message: `Invalid parameter: ${message}`,
    $metadata: { httpStatusCode: 400 },
  });
}
