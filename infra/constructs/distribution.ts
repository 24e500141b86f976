import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { LoggingProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { nameResource } from './naming.ts';
import { retentionOf } from './node-function.ts';

/** Where articles go out, and where operators are told. */
export class Distribution extends Construct {
  /** CloudEvents of articles, for newsroom applications. */
  readonly articleTopic: Topic;
  /** One line for each message that a subscriber did not take, with its queue and the reason. */
  readonly failedDeliveries: LogGroup;
  /** Alarms, quarantined files, killed stories still running: for people. */
  readonly opsTopic: Topic;
  /** What wakes somebody at night. */
  readonly pagerTopic: Topic;
  /** Where stories of the canary go instead; absent where the settings have none. */
  readonly canaryTopic: Topic | undefined;

  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id);
    // Version 2 signs with SHA-256; version 1 is SHA-1. On encryption see docs/adr/0013.
    const secured = {
      enforceSSL: true,
      signatureVersion: '2',
      ...(config.key === undefined ? {} : { masterKey: config.key }),
    };
    this.articleTopic = new Topic(this, 'ArticleTopic', secured);
    this.opsTopic = new Topic(this, 'OpsTopic', secured);
    this.pagerTopic = new Topic(this, 'PagerTopic', secured);
    nameResource(this.articleTopic, 'ArticleTopic');
    nameResource(this.opsTopic, 'OpsTopic');
    nameResource(this.pagerTopic, 'PagerTopic');
    this.canaryTopic = config.canary ? new Topic(this, 'CanaryTopic', secured) : undefined;
    if (this.canaryTopic !== undefined) nameResource(this.canaryTopic, 'CanaryTopic');

    this.failedDeliveries = this.#logFailures(config);

    // A topic with a policy of its own loses the default one, which lets alarms of the account publish.
    for (const topic of [this.opsTopic, this.pagerTopic])
      topic.addToResourcePolicy(
        new PolicyStatement({
          sid: 'AllowAlarmsOfThisAccount',
          principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
          actions: ['sns:Publish'],
          resources: [topic.topicArn],
          conditions: {
            StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
            ArnLike: {
              'aws:SourceArn': Stack.of(this).formatArn({
                service: 'cloudwatch',
                resource: 'alarm',
                resourceName: '*',
                arnFormat: ArnFormat.COLON_RESOURCE_NAME,
              }),
            },
          },
        }),
      );
    if (config.opsEmail !== undefined) this.opsTopic.addSubscription(new EmailSubscription(config.opsEmail));
    if (config.pagerEmail !== undefined)
      this.pagerTopic.addSubscription(new EmailSubscription(config.pagerEmail));
  }

  /** The metrics of SNS know the topic only: which subscriber fails stands in its log of deliveries. */
  #logFailures(config: Config): LogGroup {
    const role = new Role(this, 'DeliveryLogsRole', {
      assumedBy: new ServicePrincipal('sns.amazonaws.com'),
      description: `${config.name}: log of failed deliveries`,
    });
    this.articleTopic.addLoggingConfig({ protocol: LoggingProtocol.SQS, failureFeedbackRole: role });
    const { region, account } = Stack.of(this);
    const logs = new LogGroup(this, 'FailedDeliveries', {
      // The name that SNS writes to
      logGroupName: `sns/${region}/${account}/${this.articleTopic.topicName}/Failure`,
      retention: retentionOf(config.logRetentionDays),
      ...(config.key === undefined ? {} : { encryptionKey: config.key }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'LogFailedDeliveries',
        actions: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'logs:PutMetricFilter',
          'logs:PutRetentionPolicy',
        ],
        resources: [logs.logGroupArn],
      }),
    );
    nameResource(role, 'DeliveryLogsRole');
    nameResource(logs, 'FailedDeliveries');
    nameResource(
      new MetricFilter(this, 'FailuresBySubscriber', {
        logGroup: logs,
        filterPattern: FilterPattern.stringValue('$.status', '=', 'FAILURE'),
        metricNamespace: config.name,
        metricName: 'SubscriberDeliveriesFailed',
        // As many as there are subscriptions, and only those that fail are paid for
        dimensions: { subscriber: '$.delivery.destination' },
      }),
      'FailuresBySubscriber',
    );
    return logs;
  }
}
