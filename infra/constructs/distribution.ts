import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { nameResource } from './naming.ts';

/** Where articles go out, and where operators are told. */
export class Distribution extends Construct {
  /** CloudEvents of articles, for newsroom applications. */
  readonly articleTopic: Topic;
  /** Alarms, quarantined files, killed stories still running: for people. */
  readonly opsTopic: Topic;

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
    nameResource(this.articleTopic, 'ArticleTopic');
    nameResource(this.opsTopic, 'OpsTopic');

    // A topic with a policy of its own loses the default one, which lets alarms of the account publish.
    this.opsTopic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.opsTopic.topicArn],
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
  }
}
