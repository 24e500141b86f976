import { Aws, CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnServer, CfnUser } from 'aws-cdk-lib/aws-transfer';
import { Construct } from 'constructs';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { INBOX_PREFIX, RECEIPTS_PREFIX, sftpUserOf } from '../../functions/core/providers/register.ts';
import type { Config } from '../config.ts';
import { useOfKey } from './encryption.ts';
import { inPascalCase, logicalIdIn, nameResource } from './naming.ts';
import { acknowledge, retentionOf } from './node-function.ts';

export interface TransferProps {
  readonly config: Config;
  readonly inbox: Bucket;
}

/**
 * An SFTP server for the agencies whose entries have keys for it; nothing where none has. Each agency is a user whose
 * home is its own prefix, with a role that can do no more than an agency of AWS may.
 */
export class Transfer extends Construct {
  constructor(scope: Construct, id: string, props: TransferProps) {
    super(scope, id);
    const providers = props.config.providers.filter(({ access }) => access?.sftp !== undefined);
    if (providers.length === 0) return;
    const server = this.#server(props.config);
    for (const provider of providers) this.#user(provider, server, props);
    new CfnOutput(this, 'Endpoint', {
      description: 'Agencies deliver here by SFTP, as agency-<id>',
      value: Fn.join('', [server.attrServerId, '.server.transfer.', Aws.REGION, '.amazonaws.com']),
    }).overrideLogicalId(logicalIdIn(this, 'SftpEndpoint'));
  }

  #server({ key, logRetentionDays, protectData }: Config): CfnServer {
    const logs = new LogGroup(this, 'Logs', {
      retention: retentionOf(logRetentionDays),
      ...(key === undefined ? {} : { encryptionKey: key }),
      removalPolicy: protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    nameResource(logs, 'SftpLogs');
    const server = new CfnServer(this, 'Server', {
      protocols: ['SFTP'],
      domain: 'S3',
      endpointType: 'PUBLIC',
      identityProviderType: 'SERVICE_MANAGED',
      securityPolicyName: 'TransferSecurityPolicy-2024-01',
      // Without it a home has to exist before its first file, as an object that is no delivery
      s3StorageOptions: { directoryListingOptimization: 'ENABLED' },
      structuredLogDestinations: [logs.logGroupArn],
    });
    server.overrideLogicalId(logicalIdIn(this, 'SftpServer'));
    return server;
  }

  #user(provider: Provider, server: CfnServer, { config, inbox }: TransferProps): void {
    const { id, access } = provider;
    const name = inPascalCase(id);
    const homes = [
      { entry: '/incoming', prefix: `${INBOX_PREFIX}${id}` },
      ...(access?.receipts === 'bucket' ? [{ entry: '/receipts', prefix: `${RECEIPTS_PREFIX}${id}` }] : []),
    ];
    const role = this.#role(provider, homes, config, inbox);
    const user = new CfnUser(this, `${name}User`, {
      serverId: server.attrServerId,
      userName: sftpUserOf(id),
      role: role.roleArn,
      homeDirectoryType: 'LOGICAL',
      homeDirectory: '/incoming',
      homeDirectoryMappings: homes.map(({ entry, prefix }) => ({
        entry,
        target: Fn.join('', ['/', inbox.bucketName, `/${prefix}`]),
      })),
      sshPublicKeys: [...(access?.sftp?.publicKeys ?? [])],
    });
    user.overrideLogicalId(logicalIdIn(this, `SftpUserOf${name}`));
  }

  #role({ id, name }: Provider, homes: readonly { prefix: string }[], config: Config, inbox: Bucket): Role {
    const role = new Role(this, `${inPascalCase(id)}Role`, {
      description: `${config.name}: deliveries of ${name} by SFTP`,
      assumedBy: new ServicePrincipal('transfer.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn({ service: 'transfer', resource: 'user/*' }) },
        },
      }),
    });
    nameResource(role, `SftpRoleOf${inPascalCase(id)}`);
    const statements = [
      {
        sid: 'PutDeliveries',
        actions: ['s3:PutObject'],
        resources: [inbox.arnForObjects(`${INBOX_PREFIX}${id}/*`)],
      },
      {
        // A client looks whether a name is a folder before it writes; it sees the names of its own files
        sid: 'SeeOwnNames',
        actions: ['s3:ListBucket'],
        resources: [inbox.bucketArn],
        conditions: {
          StringLike: { 's3:prefix': homes.flatMap(({ prefix }) => [prefix, `${prefix}/`, `${prefix}/*`]) },
        },
      },
      ...(homes.length > 1
        ? [
            {
              sid: 'ReadReceipts',
              actions: ['s3:GetObject'],
              resources: [inbox.arnForObjects(`${RECEIPTS_PREFIX}${id}/*`)],
            },
          ]
        : []),
    ];
    for (const statement of statements) role.addToPolicy(new PolicyStatement(statement));
    for (const statement of useOfKey(config)) role.addToPolicy(statement);
    for (const { prefix } of homes) {
      acknowledge(role, {
        resource: `<InboxBucket.Arn>/${prefix}/*`,
        reason: 'An agency chooses the names of its files; access ends at its own prefix.',
      });
    }
    return role;
  }
}
