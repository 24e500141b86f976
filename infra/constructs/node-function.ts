import { Duration, RemovalPolicy, type Size, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { RecallSettings } from '../../functions/core/feed/recalls.ts';
import type { Config, FunctionSize } from '../config.ts';
import { codeOf } from '../function-code.ts';
import { useOfKey } from './encryption.ts';
import { logicalIdIn, nameResource } from './naming.ts';

export interface NodeFunctionProps {
  readonly config: Config;
  /** The folder in functions/ that holds its handler.ts. */
  readonly folder: string;
  readonly description: string;
  readonly size: FunctionSize;
  /** Added to what every function gets: stage, service and log settings. */
  readonly environment: Readonly<Record<string, string>>;
  /** Everything it may do, but for its own logs and traces. */
  readonly permissions: readonly PolicyStatement[];
  /** The wildcards among the resources of these permissions, each with the reason why it is no narrower. */
  readonly wildcards: readonly Wildcard[];
  /** Of the function in the template: operators and tools refer to it. */
  readonly logicalId: string;
  /** Of /tmp. Absent: half a gibibyte, which costs nothing. */
  readonly disk?: Size;
  /** False: its code knows no agencies. */
  readonly knowsAgencies?: boolean;
  /** Who has to confirm kills stands beside its code. */
  readonly recalls?: RecallSettings;
  /** The built page stands beside its code. */
  readonly bringsPage?: boolean;
  /** False: no traces. What is asked each second would cost more traced than run. */
  readonly traced?: boolean;
  /** CloudFormation asks it: it needs neither the network of the others, nor the agencies, nor the key. */
  readonly atDeployment?: boolean;
}

export interface Wildcard {
  /** As cdk-nag shows it in a stack of its own: `<LogicalId.Arn>/prefix/*`. */
  readonly resource: string;
  readonly reason: string;
}

/** A Lambda function on Node 24 with a role, a log group and a bundle of its own. */
export class NodeFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const { config, size, traced = true, atDeployment = false, bringsPage = false } = props;
    const { knowsAgencies = !atDeployment } = props;
    const network = atDeployment ? undefined : config.network;

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: retentionOf(config.logRetentionDays),
      ...(config.key === undefined ? {} : { encryptionKey: config.key }),
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });

    const role = (this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `${config.name}: ${props.folder}`,
    }));
    role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    const key = atDeployment ? [] : useOfKey(config);
    for (const permission of [...props.permissions, ...key]) role.addToPolicy(permission);
    if (network !== undefined)
      role.addToPolicy(
        new PolicyStatement({ sid: 'StandInTheNetwork', actions: MANAGE_INTERFACES, resources: ['*'] }),
      );

    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(props.folder, config.functionCode, {
        ...(knowsAgencies ? { agencies: config.providers } : {}),
        ...(props.recalls === undefined ? {} : { recalls: props.recalls }),
        page: bringsPage,
      }),
      ...network,
      role,
      timeout: Duration.seconds(size.timeoutSeconds),
      memorySize: size.memoryMb,
      ...(props.disk === undefined ? {} : { ephemeralStorageSize: props.disk }),
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[config.logLevel],
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: traced ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        STAGE: config.stage,
        SCHEMA_BASE_URL: config.schemaBaseUrl,
        PUBLISH_DUPLICATES: String(config.publishDuplicates),
        POWERTOOLS_SERVICE_NAME: props.folder,
        // Stages may share an account, and alarms look at one of them
        POWERTOOLS_METRICS_NAMESPACE: config.name,
        POWERTOOLS_LOG_LEVEL: config.logLevel,
        ...props.environment,
      },
    });
    nameResource(this.function, props.logicalId);
    nameResource(this.logGroup, `${props.logicalId}Logs`);
    nameResource(role, `${props.logicalId}Role`);

    const anything = network === undefined ? (traced ? [TRACES] : []) : [TRACES_AND_INTERFACES];
    for (const wildcard of [...anything, ...props.wildcards]) acknowledge(role, wildcard);
  }

  /** Lets the function do something more, which only some stages need. @param wildcards among its resources */
  allow(permission: PolicyStatement, ...wildcards: readonly Wildcard[]): void {
    this.#role.addToPolicy(permission);
    for (const wildcard of wildcards) acknowledge(this.#role, wildcard);
  }
}

/** Tells cdk-nag why a role has a wildcard. */
export function acknowledge(role: Role, { resource, reason }: Wildcard): void {
  const found = resource.replace(
    /^<(\w+)\.Arn>/u,
    (_all, name: string) => `<${logicalIdIn(role, name)}.Arn>`,
  );
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${found}]`, reason });
}

/** A role that is not made by CDK gets nothing from it: what a function in a network needs stands here. */
const MANAGE_INTERFACES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** CDK's name of a period. */
export function retentionOf(days: Config['logRetentionDays']): RetentionDays {
  const found = Object.values(RetentionDays).find((value) => Number(value) === days);
  return typeof found === 'number' ? found : RetentionDays.INFINITE;
}

const TRACES: Wildcard = {
  resource: '*',
  reason:
    'xray:PutTraceSegments and xray:PutTelemetryRecords know no resources: "*" is all that AWS offers for them. ' +
    'No other statement of this role has the resource "*", which tests/infra asserts.',
};

const TRACES_AND_INTERFACES: Wildcard = {
  resource: '*',
  reason:
    'Lambda makes and removes the network interfaces of a function in a VPC, and they have no name beforehand; ' +
    'the two X-Ray actions know no resources. No other statement of this role has the resource "*".',
};
