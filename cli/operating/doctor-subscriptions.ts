/** What `wire doctor` asks about those that are subscribed. */
import { GetSubscriptionAttributesCommand, paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { queueOf } from '../../functions/adapters/publish/subscriber-queue.ts';
import type { Target } from '../common/target.ts';
import { note, ok, wrong, type Finding } from './findings.ts';

/** As SNS lists them. */
export interface Subscriber {
  arn: string;
  protocol: string;
  endpoint: string;
}

export async function subscribersOf({ clients }: Target, TopicArn: string): Promise<Subscriber[]> {
  const found: Subscriber[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client: clients.sns },
    { TopicArn },
  ))
    for (const {
      SubscriptionArn: arn = '',
      Protocol: protocol = '',
      Endpoint: endpoint = '',
    } of Subscriptions)
      found.push({ arn, protocol, endpoint });
  return found;
}

export function isPending({ arn }: Subscriber): boolean {
  return !arn.startsWith('arn:');
}

/** Who gets articles, and whether they do. */
export async function subscriptions(target: Target): Promise<Finding[]> {
  const all = await subscribersOf(target, target.articleTopicArn);
  const own = new Set(target.feedQueueUrl === undefined ? [] : [nameOf(target.feedQueueUrl)]);
  const others = all.filter(({ endpoint }) => !own.has(queueOf(endpoint)?.name ?? ''));
  if (target.feedQueueUrl !== undefined && others.length === all.length)
    return [
      wrong(
        'the feed is not subscribed to the article topic',
        'deploy again: feed, page and search lack what is told',
      ),
    ];
  const findings: Finding[] = [];
  if (others.length === 0)
    findings.push(note('no app is subscribed to the article topic', 'wire subscribe --queue ARN'));
  for (const one of others) findings.push(await subscription(target, one));
  return findings;
}

function nameOf(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}

async function subscription(target: Target, one: Subscriber): Promise<Finding> {
  const { arn, protocol, endpoint } = one;
  if (isPending(one))
    return wrong(
      `${protocol} ${endpoint} has not confirmed`,
      'its owner confirms it from the message that SNS sent',
    );
  const { Attributes = {} } = await target.clients.sns.send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
  );
  const missing = await missingQueue(target, endpoint);
  if (missing !== undefined)
    return wrong(`${endpoint} is subscribed, and ${missing}`, 'docs/runbook.md#subscriber-unreachable');
  return (Attributes.RedrivePolicy ?? '') === ''
    ? note(
        `${endpoint} has no dead-letter queue: what SNS cannot deliver is lost`,
        `wire subscribe --queue ${endpoint} gives it one`,
      )
    : ok(`${endpoint} is subscribed`);
}

/** Why the queue takes nothing; undefined where it is there, or is none that we may ask. */
async function missingQueue({ sqsIn }: Target, endpoint: string): Promise<string | undefined> {
  const queue = queueOf(endpoint);
  if (queue === undefined) return undefined;
  try {
    const sqs = sqsIn(queue.region);
    const { QueueUrl } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: queue.name, QueueOwnerAWSAccountId: queue.account }),
    );
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    return undefined;
  } catch (error) {
    const isGone = error instanceof Error && /NonExistentQueue|QueueDoesNotExist/u.test(error.name);
    return isGone ? 'there is no such queue' : undefined;
  }
}
