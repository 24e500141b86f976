import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { RECEIPTS_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { admissionsOf, allPrincipals } from './agency-principals.ts';
import { watchFor } from './alarm.ts';
import { inPascalCase, nameResource } from './naming.ts';
import type { NodeFunction } from './node-function.ts';

export interface AgencyReceiptsProps {
  readonly config: Config;
  readonly inbox: Bucket;
  readonly ingest: NodeFunction;
  /** Get the alarms. */
  readonly alarmTopics: readonly ITopic[];
}

/** Days that an agency may look for a receipt. */
const RECEIPT_DAYS = 30;

/** How agencies hear what became of their files, for those whose entry asks for it; nothing where none does. */
export class AgencyReceipts extends Construct {
  /** The topics by the id of the agency. */
  readonly topics: ReadonlyMap<string, Topic>;

  constructor(scope: Construct, id: string, props: AgencyReceiptsProps) {
    super(scope, id);
    const by = Object.groupBy(props.config.providers, ({ access }) => access?.receipts ?? 'none');
    if (by.bucket !== undefined) this.#inBucket(props);
    this.topics = new Map((by.topic ?? []).map((provider) => [provider.id, this.#topicOf(provider, props)]));
    if (this.topics.size > 0) this.#byTopic(props);
    if (by.bucket !== undefined || by.topic !== undefined) this.#watch(props);
  }

  #inBucket({ inbox, ingest }: AgencyReceiptsProps): void {
    ingest.allow(
      new PolicyStatement({
        // Reading tells it whether a newer file of the same name has been told of already
        sid: 'TellAgencies',
        actions: ['s3:PutObject', 's3:GetObject'],
        resources: [inbox.arnForObjects(`${RECEIPTS_PREFIX}*`)],
      }),
      {
        resource: `<InboxBucket.Arn>/${RECEIPTS_PREFIX}*`,
        reason: 'A receipt has the name of its file, which the agency chooses; access ends at the prefix.',
      },
    );
    inbox.addLifecycleRule({
      id: 'expire-receipts',
      prefix: RECEIPTS_PREFIX,
      expiration: Duration.days(RECEIPT_DAYS),
      noncurrentVersionExpiration: Duration.days(1),
    });
  }

  #topicOf(provider: Provider, { config }: AgencyReceiptsProps): Topic {
    const name = inPascalCase(provider.id);
    const topic = new Topic(this, name, {
      topicName: `${topicNamePrefix(config.name)}${provider.id}`,
      enforceSSL: true,
      signatureVersion: '2',
      ...(config.key === undefined ? {} : { masterKey: config.key }),
    });
    nameResource(topic, `ReceiptTopicOf${name}`);
    admissionsOf(allPrincipals(provider)).forEach(({ principals, conditions }, index) => {
      topic.addToResourcePolicy(
        new PolicyStatement({
          sid: `AllowSubscribing${index === 0 ? '' : index + 1}`,
          principals,
          actions: ['sns:Subscribe'],
          resources: [topic.topicArn],
          conditions: { ...conditions, StringEquals: { 'sns:Protocol': ['sqs', 'https'] } },
        }),
      );
    });
    return topic;
  }

  #byTopic({ config, ingest }: AgencyReceiptsProps): void {
    // The functions know the agencies, and so the rest of the name
    const prefix = Stack.of(this).formatArn({ service: 'sns', resource: topicNamePrefix(config.name) });
    ingest.function.addEnvironment('RECEIPT_TOPIC_ARN_PREFIX', prefix);
    ingest.allow(
      new PolicyStatement({
        sid: 'TellAgenciesByTopic',
        actions: ['sns:Publish'],
        resources: [...this.topics.values()].map(({ topicArn }) => topicArn),
      }),
    );
  }

  #watch({ config, alarmTopics }: AgencyReceiptsProps): void {
    watchFor(
      this,
      'AgenciesNotTold',
      {
        says: 'Agencies could not be told what became of their files; the files themselves were taken.',
        runbook: 'agencies-not-told',
        metric: new Metric({
          namespace: config.name,
          metricName: 'AgencyReceiptsFailed',
          dimensionsMap: { service: 'ingest' },
          period: Duration.minutes(15),
          statistic: 'Sum',
        }),
        threshold: 0,
        evaluationPeriods: 1,
      },
      alarmTopics.map((topic) => new SnsAction(topic)),
    );
  }
}

function topicNamePrefix(name: string): string {
  return `${name}-receipts-`;
}
