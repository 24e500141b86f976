import { ArnFormat, Aws, CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { admissionsOf, ownPrincipals } from './agency-principals.ts';
import { logicalIdIn, nameResource } from './naming.ts';

/**
 * The key of a stage that has one of its own: everything at rest is under it but the access logs, which S3 writes with
 * its own key only. Roles of this account get it by their own policies; here stands who else needs it (docs/adr/0029).
 */
export class Encryption extends Construct {
  readonly key: IKey | undefined;

  /** @param given a key of the adopter; what is needed is added to its policy, where it is made in the same app */
  constructor(scope: Construct, id: string, config: Config, given: IKey | undefined) {
    super(scope, id);
    this.key = given ?? (config.customerKey ? this.#make(config) : undefined);
    if (this.key === undefined) return;
    for (const statement of this.#admissions(config)) this.key.addToResourcePolicy(statement);
    new CfnOutput(this, 'KeyArn', {
      description: 'Encrypts everything: subscribers need it for claim checks',
      value: this.key.keyArn,
    }).overrideLogicalId(logicalIdIn(this, 'KeyArn'));
  }

  #make({ name, protectData }: Config): Key {
    const key = new Key(this, 'Key', {
      description: `${name}: everything at rest`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    nameResource(key, 'Key');
    return key;
  }

  *#admissions({ providers }: Config): Generator<PolicyStatement> {
    const resources = ['*'];
    yield new PolicyStatement({
      // S3 tells the queue, CloudWatch the operators, SES brings mail, SNS tells the journal
      sid: 'AllowServicesOfThisAccount',
      principals: ['s3', 'cloudwatch', 'ses', 'sns'].map(
        (name) => new ServicePrincipal(`${name}.amazonaws.com`),
      ),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources,
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    });
    yield new PolicyStatement({
      sid: 'AllowLogs',
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:DescribeKey',
      ],
      resources,
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': Stack.of(this).formatArn({
            service: 'logs',
            resource: 'log-group',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    });
    const agencies = [...new Set(providers.flatMap(ownPrincipals))];
    for (const [index, { principals, conditions }] of admissionsOf(agencies).entries()) {
      yield new PolicyStatement({
        // Decrypt is for uploads in parts, and for receipts; what they may read, the policy of the inbox says
        sid: `AllowAgenciesByS3${index === 0 ? '' : index + 1}`,
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources,
        conditions: {
          ...conditions,
          StringEquals: { 'kms:ViaService': Fn.join('.', ['s3', Aws.REGION, 'amazonaws.com']) },
        },
      });
    }
  }
}

/** For the role of a function, or of an agency, that reads or writes what is under the key; nothing without one. */
export function useOfKey({ key }: Pick<Config, 'key'>): PolicyStatement[] {
  if (key === undefined) return [];
  return [
    new PolicyStatement({
      sid: 'UseTheKey',
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      resources: [key.keyArn],
    }),
  ];
}
