/** `wire subscribe`: the whole wiring of a queue to the article topic. */
import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptions,
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Option, type Command } from 'commander';
import { filterPolicyOf, WireFilterError } from '../../infra/wire-filter.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';
import { wireFilterOf, withFilterOptions, type FilterOptions } from './filter-options.ts';
import { admit } from './queue-policy.ts';

interface Options extends TargetOptions, FilterOptions {
  queue: string;
  topic?: string;
  deadLetterQueue?: string;
  dryRun?: boolean;
}

/** The topic, and with whose eyes it is seen. */
interface Side {
  topic: Arn;
  sns: SNSClient;
  sqsIn: (region: string) => SQSClient;
  /** Only subscriptions of who asks are to be seen: the topic is of another account. */
  isGuest: boolean;
}

interface Arn {
  arn: string;
  region: string;
  account: string;
  name: string;
}

export function registerSubscribe(program: Command): void {
  const command = program
    .command('subscribe')
    .description('subscribe a queue to the article topic: its policy, raw delivery, filter and dead letters')
    .requiredOption('--queue <arn>', 'a standard queue of SQS that exists')
    .addOption(
      new Option(
        '--topic <arn>',
        'the article topic, where the wire is of another account than the queue: run it with credentials of the queue',
      ).conflicts(['stage', 'stack']),
    )
    .option('--dead-letter-queue <arn>', 'for what SNS cannot deliver; default: that of the queue itself')
    .option('--dry-run', 'print what would be done, and do nothing');
  withTargetOptions(withFilterOptions(command))
    .addHelpText(
      'after',
      '\nKills and withholdings come in any case: what has to be taken down may have come before.',
    )
    .action(subscribe);
}

async function subscribe(options: Options): Promise<void> {
  const queue = queueArnOf(options.queue, '--queue');
  const filterPolicy = policyOf(options);
  const side = await sideOf(options);
  const { topic, sns, sqsIn } = side;
  const { arn: topicArn } = topic;
  if (topic.account !== queue.account && !side.isGuest)
    throw new UsageError(
      `the queue is of account ${queue.account}, and the topic of ${topic.account}: run this with credentials of ${queue.account} and --topic ${topicArn}; "readers" in the settings of the wire lets that account subscribe`,
    );
  const own = await readQueue(sqsIn(queue.region), queue);
  const deadLetters = queueArnOf(
    options.deadLetterQueue ?? deadLettersOf(own.RedrivePolicy),
    '--dead-letter-queue',
  );
  if (deadLetters.region !== topic.region || deadLetters.account !== queue.account)
    throw new UsageError(
      `SNS takes dead letters only in the region of the topic (${topic.region}) and the account of the queue (${queue.account}): name such a queue with --dead-letter-queue`,
    );
  if (deadLetters.arn === queue.arn) throw new UsageError('a queue cannot be its own dead-letter queue');
  const dead = await readQueue(sqsIn(deadLetters.region), deadLetters);
  for (const [arn, attributes] of [
    [queue.arn, own],
    [deadLetters.arn, dead],
  ] as const)
    refuseKeyOfSqs(arn, attributes);

  for (const [{ arn, name, account, region }, attributes] of [
    [queue, own],
    [deadLetters, dead],
  ] as const) {
    const { policy, added } = admit(attributes.Policy, arn, topicArn);
    await writeLine({
      queuePolicy: { queue: arn, ...(added === undefined ? { is: 'there already' } : { added }) },
    });
    if (added === undefined || options.dryRun === true) continue;
    const sqs = sqsIn(region);
    const QueueUrl = await urlOf(sqs, { arn, name, account });
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: JSON.stringify(policy) } }),
    );
  }
  const attributes = {
    RawMessageDelivery: 'true',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn }),
    ...(filterPolicy === undefined ? {} : { FilterPolicy: JSON.stringify(filterPolicy) }),
  };
  const existing = await subscriptionOf(side, queue.arn);
  const shown = {
    topic: topicArn,
    queue: queue.arn,
    rawMessageDelivery: true,
    deadLetterQueue: deadLetters.arn,
    filterPolicy: filterPolicy ?? null,
  };
  if (options.dryRun === true) {
    await writeLine({
      subscription: {
        ...shown,
        is: existing === undefined ? 'to be made' : 'to be as said here',
        arn: existing,
      },
    });
    process.stderr.write('Nothing was changed: that was a dry run.\n');
    return;
  }
  if (existing !== undefined) {
    const changed = await bring(sns, existing, attributes);
    await writeLine({
      subscription: {
        ...shown,
        is: changed.length === 0 ? 'there already' : `changed: ${changed.join(', ')}`,
        arn: existing,
      },
    });
  } else {
    const { SubscriptionArn: arn } = await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: queue.arn,
        Attributes: attributes,
        ReturnSubscriptionArn: true,
      }),
    );
    await writeLine({ subscription: { ...shown, is: 'made', arn } });
  }
  if (options.language !== undefined || options.source !== undefined)
    process.stderr.write(
      'An update in another language or from another source does not come, and leaves a stale copy: follow the change feed beside it (docs/consuming.md).\n',
    );
}

function policyOf(options: FilterOptions): ReturnType<typeof filterPolicyOf> {
  try {
    return filterPolicyOf(wireFilterOf(options));
  } catch (error) {
    if (error instanceof WireFilterError) throw new UsageError(error.message);
    throw error;
  }
}

async function sideOf(options: Options): Promise<Side> {
  if (options.topic !== undefined) {
    const topic = topicArnOf(options.topic);
    return {
      topic,
      sns: new SNSClient({ region: topic.region }),
      sqsIn: (region) => new SQSClient({ region }),
      isGuest: true,
    };
  }
  const { articleTopicArn, clients, sqsIn } = await findTarget(options);
  return { topic: topicArnOf(articleTopicArn), sns: clients.sns, sqsIn, isGuest: false };
}

function topicArnOf(value: string): Arn {
  const found = /^arn:[a-z-]+:sns:([a-z0-9-]+):(\d{12}):([\w-]{1,256})$/u.exec(value);
  const [arn, region, account, name] = found ?? [];
  if (arn === undefined || region === undefined || account === undefined || name === undefined)
    throw new UsageError(
      `--topic: "${value}" is no ARN of a topic, such as arn:aws:sns:eu-north-1:111122223333:articles`,
    );
  return { arn, region, account, name };
}

function queueArnOf(value: string, option: string): Arn {
  const found = /^arn:[a-z-]+:sqs:([a-z0-9-]+):(\d{12}):([\w-]{1,80}(?:\.fifo)?)$/u.exec(value);
  const [arn, region, account, name] = found ?? [];
  if (arn === undefined || region === undefined || account === undefined || name === undefined)
    throw new UsageError(
      `${option}: "${value}" is no ARN of a queue, such as arn:aws:sqs:eu-north-1:111122223333:desk`,
    );
  if (name.endsWith('.fifo'))
    throw new UsageError(`${option}: ${name} is a FIFO queue; the article topic delivers to standard ones`);
  return { arn, region, account, name };
}

/** Of the queue itself, which should have one anyway. */
function deadLettersOf(redrive: string | undefined): string {
  const policy: unknown = redrive === undefined || redrive === '' ? {} : JSON.parse(redrive);
  const arn =
    typeof policy === 'object' && policy !== null && 'deadLetterTargetArn' in policy
      ? policy.deadLetterTargetArn
      : undefined;
  if (typeof arn === 'string') return arn;
  throw new UsageError(
    'the queue has no dead-letter queue: what the app cannot take would come for ever, and what SNS cannot deliver be lost. Give it one, or name one with --dead-letter-queue',
  );
}

/** Its key lets no service in, and its policy cannot be changed. */
function refuseKeyOfSqs(arn: string, { KmsMasterKeyId: key }: Record<string, string>): void {
  if (key === undefined || !/(?:^|[:/])alias\/aws\/sqs$/u.test(key)) return;
  throw new UsageError(
    `${arn} is encrypted with alias/aws/sqs, by which SNS cannot deliver: use SSE-SQS, or a key whose policy lets sns.amazonaws.com use it`,
  );
}

async function readQueue(sqs: SQSClient, queue: Arn): Promise<Record<string, string>> {
  const QueueUrl = await urlOf(sqs, queue);
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return Attributes;
}

async function urlOf(
  sqs: SQSClient,
  { arn, name, account }: Pick<Arn, 'arn' | 'name' | 'account'>,
): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }),
    );
    return QueueUrl;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${arn} cannot be read with these credentials: ${reason}`);
  }
}

async function subscriptionOf({ sns, topic, isGuest }: Side, queueArn: string): Promise<string | undefined> {
  const pages = isGuest
    ? paginateListSubscriptions({ client: sns }, {})
    : paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topic.arn });
  for await (const { Subscriptions = [] } of pages) {
    const found = Subscriptions.find(
      ({ Endpoint, TopicArn }) => Endpoint === queueArn && TopicArn === topic.arn,
    );
    if (found?.SubscriptionArn !== undefined) return found.SubscriptionArn;
  }
  return undefined;
}

/** Brings a subscription to what is wanted. @returns names of what was otherwise */
async function bring(sns: SNSClient, arn: string, wanted: Record<string, string>): Promise<string[]> {
  const { Attributes: held = {} } = await sns.send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
  );
  const changed: string[] = [];
  // Without a filter everything comes
  for (const [name, value] of Object.entries({ FilterPolicy: '{}', ...wanted })) {
    if (normal(held[name] ?? '{}') === normal(value)) continue;
    await sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: arn,
        AttributeName: name,
        AttributeValue: value,
      }),
    );
    changed.push(name);
  }
  return changed;
}

function normal(json: string): string {
  return json === '' ? '{}' : JSON.stringify(JSON.parse(json));
}
