import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { Lambda, LambdaInvocationType, S3 } from 'aws-cdk-lib/aws-ses-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { watchFor } from './alarm.ts';
import { inPascalCase, nameResource } from './naming.ts';
import { NodeFunction } from './node-function.ts';

export interface MailProps {
  readonly config: Config;
  readonly inbox: Bucket;
  /** Get the alarms. */
  readonly alarmTopics: readonly ITopic[];
}

/**
 * Mail as a way in, where the stage has a domain for it and entries have senders: a rule for each agency's address, which
 * asks the function `mail` and then puts the mail below the agency's prefix. Nothing where there is none.
 */
export class Mail extends Construct {
  constructor(scope: Construct, id: string, { config, inbox, alarmTopics }: MailProps) {
    super(scope, id);
    const { mailDomain: domain, mailRuleSet } = config;
    const providers = config.providers.filter(({ access }) => access?.mail !== undefined);
    if (domain === undefined || providers.length === 0) return;

    const gate = new NodeFunction(this, 'Gate', {
      config,
      folder: 'mail',
      logicalId: 'MailFunction',
      description: 'Says which mails are those of an agency',
      size: { timeoutSeconds: 10, memoryMb: 256 },
      environment: {},
      permissions: [],
      wildcards: [],
    });
    // An account has one active rule set in a region: others may have rules in it
    const ruleSet =
      mailRuleSet === undefined
        ? new ReceiptRuleSet(this, 'Rules', { receiptRuleSetName: config.name })
        : ReceiptRuleSet.fromReceiptRuleSetName(this, 'Rules', mailRuleSet);
    for (const provider of providers) {
      const name = inPascalCase(provider.id);
      const rule = ruleSet.addRule(name, {
        receiptRuleName: `${config.name}-${provider.id}`,
        recipients: [`${provider.id}@${domain}`],
        tlsPolicy: TlsPolicy.REQUIRE,
        scanEnabled: true,
        actions: [
          new Lambda({ function: gate.function, invocationType: LambdaInvocationType.REQUEST_RESPONSE }),
          new S3({ bucket: inbox as IBucket, objectKeyPrefix: `${INBOX_PREFIX}${provider.id}/mail-` }),
        ],
      });
      nameResource(rule, `MailRuleOf${name}`);
    }
    watchFor(
      this,
      'AgencyMailsRefused',
      {
        says: 'Mails of an agency were refused: SPF, DKIM or DMARC did not prove them, or they carry a virus.',
        runbook: 'agency-mails-refused',
        metric: new Metric({
          namespace: config.name,
          metricName: 'AgencyMailsRefused',
          dimensionsMap: { service: 'mail' },
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
