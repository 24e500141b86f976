/** `wire subscribe`: the whole wiring of a queue to the article topic. */
import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import { filterPolicyOf, WireFilterError } from '../../infra/wire-filter.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';
import { wireFilterOf, withFilterOptions, type FilterOptions } from './filter-options.ts';
import { admit } from './queue-policy.ts';

interface Options extends TargetOptions, FilterOptions {
  queue: string;
  deadLetterQueue?: string;
  dryRun?: boolean;
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
  const target = await findTarget(options);
  const { articleTopicArn: topicArn } = target;
  const { sns } = target.clients;
  const sqs = target.sqsIn(queue.region);
  const own = await readQueue(sqs, queue);
  const deadLetters = queueArnOf(
    options.deadLetterQueue ?? deadLettersOf(own.RedrivePolicy),
    '--dead-letter-queue',
  );
  if (deadLetters.region !== queue.region || deadLetters.account !== queue.account)
    throw new UsageError('--dead-letter-queue has to be in the account and region of the queue');
  if (deadLetters.arn === queue.arn) throw new UsageError('a queue cannot be its own dead-letter queue');
  const dead = await readQueue(sqs, deadLetters);
  for (const [arn, attributes] of [
    [queue.arn, own],
    [deadLetters.arn, dead],
  ] as const)
    refuseKeyOfSqs(arn, attributes);

  for (const [{ arn, name, account }, attributes] of [
    [queue, own],
    [deadLetters, dead],
  ] as const) {
    const { policy, added } = admit(attributes.Policy, arn, topicArn);
    await writeLine({
      queuePolicy: { queue: arn, ...(added === undefined ? { is: 'there already' } : { added }) },
    });
    if (added === undefined || options.dryRun === true) continue;
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
  const existing = await subscriptionOf(sns, topicArn, queue.arn);
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

async function subscriptionOf(
  sns: SNSClient,
  TopicArn: string,
  queueArn: string,
): Promise<string | undefined> {
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client: sns },
    { TopicArn },
  )) {
    const found = Subscriptions.find(({ Endpoint }) => Endpoint === queueArn);
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
