import { join } from 'node:path';
import { AssetHashType, DockerImage, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Provider } from '../../functions/core/providers/agency.ts';
import { agenciesFile, BUNDLE_HANDLER, bundleHandler, writeBundle } from '../bundle.ts';
import type { Config, FunctionSize } from '../config.ts';
import { REPOSITORY_ROOT } from '../repository.ts';
import { nameResource } from './naming.ts';

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
}

export interface Wildcard {
  /** As cdk-nag shows it: `<LogicalId.Arn>/prefix/*`. */
  readonly resource: string;
  readonly reason: string;
}

/** A Lambda function on Node 24 with a role, a log group and a bundle of its own. */
export class NodeFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const { config, size } = props;

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: retentionOf(config.logRetentionDays),
      removalPolicy: config.protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });

    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `${config.stackName}: ${props.folder}`,
    });
    role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    for (const permission of props.permissions) role.addToPolicy(permission);

    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: BUNDLE_HANDLER,
      code: bundledCode(props.folder, config.providers),
      role,
      timeout: Duration.seconds(size.timeoutSeconds),
      memorySize: size.memoryMb,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[config.logLevel],
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        STAGE: config.stage,
        SCHEMA_BASE_URL: config.schemaBaseUrl,
        PUBLISH_DUPLICATES: String(config.publishDuplicates),
        POWERTOOLS_SERVICE_NAME: props.folder,
        // Stages may share an account, and alarms look at one of them
        POWERTOOLS_METRICS_NAMESPACE: config.stackName,
        POWERTOOLS_LOG_LEVEL: config.logLevel,
        ...props.environment,
      },
    });
    nameResource(this.function, props.logicalId);
    nameResource(this.logGroup, `${props.logicalId}Logs`);
    nameResource(role, `${props.logicalId}Role`);

    for (const { resource, reason } of [TRACES, ...props.wildcards])
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

/** CDK's name of a period. */
function retentionOf(days: Config['logRetentionDays']): RetentionDays {
  const found = Object.values(RetentionDays).find((value) => Number(value) === days);
  return typeof found === 'number' ? found : RetentionDays.INFINITE;
}

const TRACES: Wildcard = {
  resource: '*',
  reason:
    'xray:PutTraceSegments and xray:PutTelemetryRecords know no resources: "*" is all that AWS offers for them. ' +
    'No other statement of this role has the resource "*", which tests/infra asserts.',
};

/**
 * The bundle as an asset, and beside it the agencies: another agency is another file in it, and no other code.
 * Synthesis that needs no bundles (template tests) skips the work.
 */
function bundledCode(folder: string, providers: readonly Provider[]): Code {
  return Code.fromAsset(join(REPOSITORY_ROOT, 'functions', folder), {
    // The bundle draws on all of functions/, so only its output says whether it changed.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK asks for an image; it is never pulled, because the local bundler does the work or throws.
      image: DockerImage.fromRegistry('none'),
      local: {
        tryBundle: (outputDir) => {
          const { files } = bundleHandler(`functions/${folder}/handler.ts`);
          writeBundle({ files: [...files, agenciesFile(providers)] }, outputDir);
          return true;
        },
      },
    },
  });
}
