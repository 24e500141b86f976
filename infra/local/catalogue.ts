/**
 * Which CloudFormation resources and properties the local stack carries out, which mean nothing on one machine, and
 * (by absence) which it refuses. One file, for it is mostly a table.
 */
import { createHash } from 'node:crypto';
import { UnsupportedByLocalStackError } from './errors.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Naming, PseudoParameters, Resource, Template } from './template.ts';

/** What fauxqs signs its ARNs with; the local stack lives in this account and region. */
export const LOCAL: PseudoParameters = { accountId: '000000000000', region: 'us-east-1' };

interface Support {
  /** Properties that are carried out. */
  used: readonly string[];
  /** Properties without an effect on one machine: encryption, access, cost, deletion. */
  withoutEffect: readonly string[];
}

const TAGS = ['Tags'] as const;

const SUPPORTED: Readonly<Record<string, Support>> = {
  'AWS::S3::Bucket': {
    used: ['BucketName', 'VersioningConfiguration', 'NotificationConfiguration'],
    withoutEffect: [
      ...TAGS,
      'BucketEncryption',
      'IntelligentTieringConfigurations',
      'LifecycleConfiguration',
      'LoggingConfiguration',
      'MetricsConfigurations',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
    ],
  },
  'AWS::SQS::Queue': {
    used: [
      'QueueName',
      'DelaySeconds',
      'MaximumMessageSize',
      'MessageRetentionPeriod',
      'ReceiveMessageWaitTimeSeconds',
      'RedrivePolicy',
      'VisibilityTimeout',
    ],
    withoutEffect: [
      ...TAGS,
      'KmsDataKeyReusePeriodSeconds',
      'KmsMasterKeyId',
      'RedriveAllowPolicy',
      'SqsManagedSseEnabled',
    ],
  },
  'AWS::SNS::Topic': {
    used: ['TopicName'],
    withoutEffect: [
      ...TAGS,
      'DeliveryStatusLogging',
      'DisplayName',
      'KmsMasterKeyId',
      'SignatureVersion',
      'TracingConfig',
    ],
  },
  'AWS::SNS::Subscription': {
    used: ['Endpoint', 'FilterPolicy', 'FilterPolicyScope', 'Protocol', 'RawMessageDelivery', 'TopicArn'],
    withoutEffect: ['RedrivePolicy', 'Region'],
  },
  'AWS::DynamoDB::Table': {
    used: ['AttributeDefinitions', 'GlobalSecondaryIndexes', 'KeySchema', 'TableName'],
    withoutEffect: [
      ...TAGS,
      'BillingMode',
      'ContributorInsightsSpecification',
      'DeletionProtectionEnabled',
      'OnDemandThroughput',
      'PointInTimeRecoverySpecification',
      'ProvisionedThroughput',
      'SSESpecification',
      'TableClass',
      'TimeToLiveSpecification',
    ],
  },
  'AWS::DynamoDB::GlobalTable': {
    used: ['AttributeDefinitions', 'GlobalSecondaryIndexes', 'KeySchema', 'TableName'],
    withoutEffect: [
      'BillingMode',
      'Replicas',
      'SSESpecification',
      'TimeToLiveSpecification',
      'WarmThroughput',
      'WriteOnDemandThroughputSettings',
    ],
  },
  'AWS::Lambda::Function': {
    used: [
      'Code',
      'Environment',
      'FunctionName',
      'Handler',
      'MemorySize',
      'ReservedConcurrentExecutions',
      'Runtime',
      'Timeout',
    ],
    withoutEffect: [
      ...TAGS,
      'Architectures',
      'Description',
      'EphemeralStorage',
      'KmsKeyArn',
      'LoggingConfig',
      'RecursiveLoop',
      'Role',
      'RuntimeManagementConfig',
      'TracingConfig',
      'VpcConfig',
    ],
  },
  'AWS::Lambda::EventSourceMapping': {
    used: [
      'BatchSize',
      'Enabled',
      'EventSourceArn',
      'FunctionName',
      'FunctionResponseTypes',
      'MaximumBatchingWindowInSeconds',
      'ScalingConfig',
    ],
    withoutEffect: [...TAGS, 'KmsKeyArn', 'MetricsConfig'],
  },
  'AWS::ApiGatewayV2::Route': {
    used: ['AuthorizationType', 'RouteKey', 'Target'],
    withoutEffect: ['ApiId', 'AuthorizerId', 'AuthorizationScopes'],
  },
  'AWS::ApiGatewayV2::Integration': {
    used: ['IntegrationUri'],
    withoutEffect: ['ApiId', 'IntegrationType', 'PayloadFormatVersion'],
  },
  'AWS::CloudFront::Distribution': { used: ['DistributionConfig'], withoutEffect: TAGS },
  'AWS::CloudFront::ResponseHeadersPolicy': { used: ['ResponseHeadersPolicyConfig'], withoutEffect: [] },
  'AWS::Lambda::Url': { used: ['TargetFunctionArn'], withoutEffect: ['AuthType', 'Cors', 'InvokeMode'] },
  'AWS::GuardDuty::MalwareProtectionPlan': {
    used: ['Actions', 'ProtectedResource'],
    withoutEffect: [...TAGS, 'Role'],
  },
  'AWS::Events::Rule': {
    used: ['ScheduleExpression', 'State', 'Targets'],
    withoutEffect: [...TAGS, 'Description', 'Name', 'RoleArn'],
  },
};

/** Access, observation and deployment (the local stack has the page and a key pair of its own): they change nothing about what happens to a file on one machine. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CDK::Metadata',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::KeyGroup',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::PublicKey',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::EC2::SecurityGroup',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'Custom::LiveKeyPair',
  'Custom::PageFiles',
  'Custom::S3AutoDeleteObjects',
]);

/** What would change what happens to a file, but cannot run on one machine: it is said, and the rest goes on. */
const NOT_HERE: Readonly<Record<string, string>> = {
  'AWS::Transfer::Server': 'the SFTP server',
  'AWS::Transfer::User': 'the SFTP server',
  'AWS::OpenSearchServerless::AccessPolicy': 'the search in the archive',
  'AWS::OpenSearchServerless::Collection': 'the search in the archive',
  'AWS::OpenSearchServerless::CollectionGroup': 'the search in the archive',
  'AWS::OpenSearchServerless::SecurityPolicy': 'the search in the archive',
  'AWS::SES::ReceiptRuleSet': 'the reception of mail',
  'AWS::SES::ReceiptRule': 'the reception of mail',
};

/** What of a template does not run here, in words; each once. */
export function notHere(resources: readonly Resource[]): string[] {
  return [...new Set(resources.flatMap(({ type }) => NOT_HERE[type] ?? []))];
}

/**
 * Refuses what is neither carried out nor listed as having no effect.
 * @throws UnsupportedByLocalStackError with the logical id of the first offender
 */
export function checkSupported(resources: readonly Resource[]): void {
  for (const resource of resources) {
    const support = SUPPORTED[resource.type];
    if (support === undefined) {
      if (WITHOUT_EFFECT.has(resource.type) || resource.type in NOT_HERE) continue;
      throw new UnsupportedByLocalStackError(resource.logicalId, `resource type ${resource.type}`);
    }
    for (const property of Object.keys(resource.properties)) {
      if (support.used.includes(property) || support.withoutEffect.includes(property)) continue;
      throw new UnsupportedByLocalStackError(resource.logicalId, `property ${property} of ${resource.type}`);
    }
  }
}

/** The properties of a resource that are carried out, without intrinsics; the others may refer to what is not here. */
export function propertiesOf(resource: Resource, template: Template): JsonObject {
  const used = SUPPORTED[resource.type]?.used ?? [];
  const chosen = Object.entries(resource.properties).filter(([name]) => used.includes(name));
  const resolved = template.resolve(Object.fromEntries(chosen), resource);
  return isObject(resolved) ? resolved : {};
}

const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
};

/** The name a resource has here: the template's own, or one derived from stack and logical id, the same at every start. */
export function physicalName(resource: Resource): string {
  const given = resource.givenName();
  if (given !== undefined) return given;
  const name = `${resource.stack}-${resource.logicalId}`;
  const longest = resource.type === 'AWS::S3::Bucket' ? 63 : 80;
  const short =
    name.length <= longest
      ? name
      : `${name.slice(0, longest - 9)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
  return resource.type === 'AWS::S3::Bucket' ? short.toLowerCase() : short;
}

/** Of a function's own address. */
export function functionHost(url: Resource): string {
  return `${physicalName(url).toLowerCase()}.lambda-url.local`;
}

export function arnOf(service: string, rest: string): string {
  return service === 's3'
    ? `arn:aws:s3:::${rest}`
    : `arn:aws:${service}:${LOCAL.region}:${LOCAL.accountId}:${rest}`;
}

/**
 * What Ref and Fn::GetAtt give here.
 * @param awsEndpoint of S3, SQS and SNS; asked for when first needed
 * @param webHost of the page, likewise
 * @param archiveEndpoint of the archive's index; absent: there is none
 */
export function localNaming(
  awsEndpoint: () => string,
  webHost: () => string = () => '',
  archiveEndpoint = '',
): Naming {
  const queueUrl = (name: string): string => `${awsEndpoint()}/${LOCAL.accountId}/${name}`;
  return {
    nameProperty: (type) => NAME_PROPERTY[type],
    ref(resource) {
      const name = physicalName(resource);
      switch (resource.type) {
        case 'AWS::SQS::Queue':
          return queueUrl(name);
        case 'AWS::SNS::Topic':
          return arnOf('sns', name);
        case 'AWS::ApiGatewayV2::Integration':
          return resource.logicalId;
        default:
          return name;
      }
    },
    attribute(resource, attribute) {
      const name = physicalName(resource);
      switch (`${resource.type}.${attribute}`) {
        case 'AWS::S3::Bucket.Arn':
          return arnOf('s3', name);
        case 'AWS::SQS::Queue.Arn':
          return arnOf('sqs', name);
        case 'AWS::SQS::Queue.QueueName':
        case 'AWS::SNS::Topic.TopicName':
          return name;
        case 'AWS::SQS::Queue.QueueUrl':
          return queueUrl(name);
        case 'AWS::SNS::Topic.TopicArn':
          return arnOf('sns', name);
        case 'AWS::DynamoDB::Table.Arn':
        case 'AWS::DynamoDB::GlobalTable.Arn':
          return arnOf('dynamodb', `table/${name}`);
        case 'AWS::S3::Bucket.RegionalDomainName':
          return `${name}.s3.local`;
        case 'AWS::Lambda::Url.FunctionUrl':
          return `https://${functionHost(resource)}/`;
        case 'AWS::CloudFront::Distribution.DomainName':
          return webHost();
        case 'AWS::Transfer::Server.ServerId':
        case 'AWS::CloudFront::Function.FunctionARN':
        case 'AWS::CloudFront::OriginAccessControl.Id':
        case 'AWS::CloudFront::PublicKey.Id':
        case 'AWS::CloudFront::KeyGroup.Id':
        case 'Custom::LiveKeyPair.PublicKey':
          return 'not-on-this-machine';
        case 'AWS::OpenSearchServerless::Collection.CollectionEndpoint':
          return archiveEndpoint;
        case 'AWS::OpenSearchServerless::Collection.Arn':
          return arnOf('aoss', `collection/${name}`);
        case 'AWS::KMS::Key.Arn':
          return arnOf('kms', `key/${name}`);
        case 'AWS::IAM::Role.Arn':
          return `arn:aws:iam::${LOCAL.accountId}:role/${name}`;
        case 'AWS::Lambda::Function.Arn':
          return arnOf('lambda', `function:${name}`);
        default:
          return undefined;
      }
    },
  };
}
