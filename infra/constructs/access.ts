import { CfnOutput } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { INBOX_PREFIX, RECEIPTS_PREFIX } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { accountOf, admissionsOf, ownPrincipals } from './agency-principals.ts';
import { useOfKey } from './encryption.ts';
import { inPascalCase, logicalIdIn, nameResource } from './naming.ts';
import { acknowledge } from './node-function.ts';

export interface AccessProps {
  readonly config: Config;
  readonly inbox: Bucket;
}

/**
 * What agencies may do in the inbox: write below their own prefix and read their receipts. No reading or listing of
 * anything else, and no deleting: versioning keeps what they overwrite.
 */
export class Access extends Construct {
  readonly #inbox: Bucket;

  constructor(scope: Construct, id: string, { config, inbox }: AccessProps) {
    super(scope, id);
    this.#inbox = inbox;
    for (const provider of config.providers) {
      this.#admit(provider);
      this.#makeRole(provider, config);
    }
  }

  /** Those who act in their own name, by the bucket's policy. */
  #admit(provider: Provider): void {
    admissionsOf(ownPrincipals(provider)).forEach((admission, index) => {
      for (const statement of this.#rights(provider)) {
        this.#inbox.addToResourcePolicy(
          new PolicyStatement({
            ...statement,
            sid: `${statement.sid}Of${inPascalCase(provider.id)}${index === 0 ? '' : index + 1}`,
            principals: admission.principals,
            conditions: { ...admission.conditions, ...statement.conditions },
          }),
        );
      }
    });
  }

  /** Those of whom an external id is asked: a role of this account, which they assume. */
  #makeRole(provider: Provider, config: Config): void {
    const trusted = (provider.access?.roles ?? []).filter(({ externalId }) => externalId !== undefined);
    const [first] = trusted;
    if (first === undefined) return;
    const name = inPascalCase(provider.id);
    const trust = ({ arn, externalId }: (typeof trusted)[number]) =>
      new AccountPrincipal(accountOf(arn)).withConditions({
        ArnEquals: { 'aws:PrincipalArn': arn },
        StringEquals: { 'sts:ExternalId': externalId },
      });
    const role = new Role(this, `${name}Role`, {
      description: `${config.name}: deliveries of ${provider.name}`,
      assumedBy: trust(first),
    });
    for (const other of trusted.slice(1)) {
      role.assumeRolePolicy?.addStatements(
        new PolicyStatement({
          actions: ['sts:AssumeRole'],
          principals: [trust(other)],
        }),
      );
    }
    for (const statement of this.#rights(provider)) role.addToPolicy(new PolicyStatement(statement));
    for (const statement of useOfKey(config)) role.addToPolicy(statement);
    nameResource(role, `DeliveryRoleOf${name}`);
    for (const prefix of [INBOX_PREFIX, ...(hasReceipts(provider) ? [RECEIPTS_PREFIX] : [])]) {
      acknowledge(role, {
        resource: `<InboxBucket.Arn>/${prefix}${provider.id}/*`,
        reason: 'An agency chooses the names of its files; access ends at its own prefix.',
      });
    }
    new CfnOutput(this, `${name}RoleArn`, {
      description: `${provider.name} assumes this role to deliver`,
      value: role.roleArn,
    }).overrideLogicalId(logicalIdIn(this, `DeliveryRoleArnOf${name}`));
  }

  #rights(provider: Provider): Right[] {
    const { id } = provider;
    const files = this.#inbox.arnForObjects(`${INBOX_PREFIX}${id}/*`);
    const receipts = `${RECEIPTS_PREFIX}${id}/`;
    const rights: Right[] = [
      { sid: 'AllowDeliveries', actions: ['s3:PutObject'], resources: [files] },
      {
        // Scripts for buckets of others say "bucket-owner-full-control". It changes nothing here, where ACLs are off,
        // but S3 asks for the permission
        sid: 'AllowTheAclThatChangesNothing',
        actions: ['s3:PutObjectAcl'],
        resources: [files],
        conditions: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ];
    if (!hasReceipts(provider)) return rights;
    return [
      ...rights,
      {
        sid: 'AllowReadingReceipts',
        actions: ['s3:GetObject'],
        resources: [this.#inbox.arnForObjects(`${receipts}*`)],
      },
      {
        sid: 'AllowListingReceipts',
        actions: ['s3:ListBucket'],
        resources: [this.#inbox.bucketArn],
        conditions: { StringLike: { 's3:prefix': [receipts, `${receipts}*`] } },
      },
    ];
  }
}

interface Right {
  readonly sid: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, Record<string, string | string[]>>;
}

function hasReceipts({ access }: Provider): boolean {
  return access?.receipts === 'bucket';
}
