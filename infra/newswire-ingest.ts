import { CfnOutput, Duration, Lazy, Names } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, Grant, OrganizationPrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import type { Provider } from '../functions/core/providers/agency.ts';
import { CANARY } from '../functions/core/providers/canary.ts';
import { noSuchKey, shown } from '../functions/core/providers/rules.ts';
import { ConfigError, DEFAULTS } from './config-file.ts';
import { checkConfigFile } from './config-rules.ts';
import type { StageSettings } from './config-shape.ts';
import { packageVersion, type Config } from './config.ts';
import { Access } from './constructs/access.ts';
import { AgencyReceipts } from './constructs/agency-receipts.ts';
import { Canary } from './constructs/canary.ts';
import { Overview } from './constructs/dashboard.ts';
import { Distribution } from './constructs/distribution.ts';
import { Encryption } from './constructs/encryption.ts';
import { Forgetter } from './constructs/forgetter.ts';
import { Inbox } from './constructs/inbox.ts';
import { Intake } from './constructs/intake.ts';
import { logicalIdIn, System } from './constructs/naming.ts';
import { Mail } from './constructs/mail.ts';
import { MalwareScan } from './constructs/malware-scan.ts';
import { Operations } from './constructs/operations.ts';
import { Pipeline } from './constructs/pipeline.ts';
import { Poller } from './constructs/poller.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { Reading } from './constructs/reading.ts';
import { Reconciler } from './constructs/reconciler.ts';
import { readsOf } from './constructs/reading/settings.ts';
import { ARCHIVE_PREFIX, Store } from './constructs/store.ts';
import { Transfer } from './constructs/transfer.ts';
import { Watcher } from './constructs/watcher.ts';
import { packagedCode, type FunctionCode } from './function-code.ts';
import { APP_NAME, STAGES, type StageName } from './stage-names.ts';

export interface NewswireIngestProps {
  /** Who may deliver: entries as in newswire.config.json. */
  readonly agencies: readonly Provider[];
  /** Stands in logs and traces. Absent: prod. */
  readonly stage?: StageName;
  /** What is to be otherwise than by default. Data outlives the stack unless `protectData` is false. */
  readonly settings?: Partial<StageSettings>;
  /** Where you serve the schemas of messages, without a final slash. Absent: the API of this stack does. */
  readonly schemaBaseUrl?: string;
  /** A mail address that gets alarms and notices, or a topic of yours that gets the alarms as well. */
  readonly alarmsTo?: string | ITopic;
  /** The functions stand in it. It needs ways to S3, DynamoDB and SNS: endpoints, or a NAT. */
  readonly vpc?: IVpc;
  /** Absent: private subnets. */
  readonly vpcSubnets?: SubnetSelection;
  /** Absent: one of its own that may call everywhere. */
  readonly securityGroups?: ISecurityGroup[];
  /**
   * Begins the names that have to be fixed: of the inbox, which agencies write down, and of the two queues before it;
   * and is the namespace of the metrics. One of its own in account and region, 1 to 29 lower-case letters, digits and
   * hyphens. Absent: made from the path of the construct.
   */
  readonly name?: string;
  /**
   * Encrypts everything at rest but the access logs. Absent: the services' own keys, or with `customerKey` in the settings
   * one that is made here. What services and agencies need is added to the policy of a key that is made in the same app.
   */
  readonly encryptionKey?: IKey;
  /** Absent: the code in this package. */
  readonly functionCode?: FunctionCode;
}

/**
 * The whole system: agencies deliver files into a bucket, newsroom applications subscribe to a topic of articles.
 * It may stand in any stack, several times too. The logical ids of its resources begin with its own, and stay the same
 * whatever is moved inside of it.
 */
export class NewswireIngest extends System {
  /** Agencies deliver here, each under `incoming/<id>/`. */
  readonly inboxBucket: Bucket;
  /** Unreadable files, and what was too large for a message or the table. */
  readonly archiveBucket: Bucket;
  /** Records, receipts and what waits to be published; the restored one, where the settings name it. */
  readonly table: ITableV2;
  /** Newsroom applications subscribe here: `WireSubscription`. */
  readonly articleTopic: Topic;
  /** Alarms and notices, for operators. */
  readonly opsTopic: Topic;
  /** Calls when news is late or lost: for a pager. */
  readonly pagerTopic: Topic;
  /** Deliveries that wait. */
  readonly intakeQueue: Queue;
  /** Deliveries that failed eight times. */
  readonly deadLetterQueue: Queue;
  readonly ingestFunction: LambdaFunction;
  readonly releaseFunction: LambdaFunction;
  /** Page and API of the newsroom; absent where the settings turn the reading side off. */
  readonly siteUrl: string | undefined;
  /** The API for machines of AWS, which sign: `<apiUrl>/machine/v1/…`. */
  readonly apiUrl: string | undefined;
  /** Absent, too, where tokens come from another issuer. */
  readonly userPool: UserPool | undefined;
  readonly #key: IKey | undefined;

  /** @throws ConfigError that lists all that is wrong with agencies and settings */
  constructor(scope: Construct, id: string, props: NewswireIngestProps) {
    super(scope, id);
    // Whatever flags the app has: access logs come by the policy of their bucket, for it knows no access lists
    this.node.setContext(S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY, true);
    const told = configOf(this, props, () => this.apiUrl);
    const { key } = new Encryption(this, 'Encryption', told, props.encryptionKey);
    const config: Config = key === undefined ? told : { ...told, key };

    const accessLogs = new PrivateBucket(this, 'AccessLogs', {
      logicalId: 'AccessLogBucket',
      config,
      versioned: false,
      lifecycleRules: [{ id: 'expire', expiration: Duration.days(config.accessLogDays) }],
    }).bucket;

    const intake = new Intake(this, 'Intake', config);
    const inbox = new Inbox(this, 'Inbox', { config, accessLogs, intakeQueue: intake.queue });
    const store = new Store(this, 'Store', config, accessLogs);
    const distribution = new Distribution(this, 'Distribution', config);
    const pipeline = new Pipeline(this, 'Pipeline', { config, inbox, intake, store, distribution });
    const { reconcile } = new Reconciler(this, 'Reconciler', { config, inbox, intake, store, distribution });
    const { alarmsTo } = props;
    const alarmTopics = alarmsTo === undefined || typeof alarmsTo === 'string' ? [] : [alarmsTo];
    const toOperators = {
      config,
      inbox: inbox.bucket,
      alarmTopics: [distribution.opsTopic, ...alarmTopics],
      running: pipeline.release.function.metricInvocations({ period: Duration.minutes(5) }),
    };
    new MalwareScan(this, 'MalwareScan', { config, inbox: inbox.bucket });
    new Access(this, 'Access', { config, inbox: inbox.bucket });
    new AgencyReceipts(this, 'AgencyReceipts', { ...toOperators, ingest: pipeline.ingest });
    new Transfer(this, 'Transfer', { config, inbox: inbox.bucket });
    new Mail(this, 'Mail', toOperators);
    new Forgetter(this, 'Forgetter', { ...toOperators, inbox: inbox.bucket, store });
    new Canary(this, 'Canary', { ...toOperators, store, distribution });
    new Poller(this, 'Poller', { ...toOperators, table: store.table });
    const reads = readsOf(config);
    const reading = reads.enabled
      ? new Reading(this, 'Reading', { ...toOperators, reads, inbox, store, distribution, accessLogs })
      : undefined;
    const { watch } = new Watcher(this, 'Watcher', { config, store, distribution });
    new Operations(this, 'Operations', {
      config,
      intake,
      pipeline,
      watch,
      reconcile,
      store,
      distribution,
      alarmTopics,
    });

    new Overview(this, 'Overview', { config, intake, pipeline, watch, store, distribution });

    this.inboxBucket = inbox.bucket;
    this.archiveBucket = store.archive;
    this.table = store.table;
    this.articleTopic = distribution.articleTopic;
    this.opsTopic = distribution.opsTopic;
    this.pagerTopic = distribution.pagerTopic;
    this.intakeQueue = intake.queue;
    this.deadLetterQueue = intake.deadLetterQueue;
    this.ingestFunction = pipeline.ingest.function;
    this.releaseFunction = pipeline.release.function;
    this.siteUrl = reading?.siteUrl;
    this.apiUrl = reading?.apiUrl;
    this.userPool = reading?.userPool;
    this.#key = key;
    this.#admitReaders(config);
    this.#tellNames(config);
  }

  #admitReaders({ readers: { accounts = [], organisation } = {} }: Config): void {
    const principals = [
      ...accounts.map((id) => new AccountPrincipal(id)),
      ...(organisation === undefined ? [] : [new OrganizationPrincipal(organisation)]),
    ];
    for (const principal of principals) {
      this.grantSubscribe(principal);
      this.grantRead(principal);
    }
  }

  /**
   * Lets queues of others subscribe to the article topic: an `AccountPrincipal`, an `OrganizationPrincipal`, or a role
   * of this account that subscribes by itself. A `WireSubscription` of this account needs no grant.
   */
  grantSubscribe(grantee: IGrantable): Grant {
    return Grant.addToPrincipalOrResource({
      grantee,
      actions: ['sns:Subscribe'],
      resourceArns: [this.articleTopic.topicArn],
      resource: this.articleTopic,
      conditions: { StringEquals: { 'sns:Protocol': 'sqs' } },
    });
  }

  /** Lets an application, or all of another account, read the articles that were too large for a message. */
  grantRead(grantee: IGrantable): Grant {
    this.#key?.grantDecrypt(grantee);
    return Grant.addToPrincipalOrResource({
      grantee,
      actions: ['s3:GetObject'],
      resourceArns: [this.archiveBucket.arnForObjects(`${ARCHIVE_PREFIX.bodies}*`)],
      resource: this.archiveBucket,
    });
  }

  /** As outputs, by which people and the `wire` command find everything. */
  #tellNames({ schemaBaseUrl }: Config): void {
    const names = [
      ['InboxBucketName', 'Agencies deliver here, under incoming/<provider>/', this.inboxBucket.bucketName],
      ['ArchiveBucketName', 'Unreadable files and large bodies', this.archiveBucket.bucketName],
      ['TableName', 'Records, receipts and the outbox', this.table.tableName],
      ['ArticleTopicArn', 'Newsroom applications subscribe here', this.articleTopic.topicArn],
      ['OpsTopicArn', 'Operators subscribe here: alarms, rejected files', this.opsTopic.topicArn],
      ['PagerTopicArn', 'Whoever is woken at night subscribes here', this.pagerTopic.topicArn],
      ['IntakeQueueUrl', 'Deliveries that wait for the ingest function', this.intakeQueue.queueUrl],
      [
        'DeadLetterQueueUrl',
        'Deliveries that failed eight times: should be empty',
        this.deadLetterQueue.queueUrl,
      ],
      [
        'IngestFunctionName',
        'Takes deliveries in: its logs, its mapping to pause',
        this.ingestFunction.functionName,
      ],
      ['ReleaseFunctionName', 'Publishes what is due: its logs', this.releaseFunction.functionName],
      ['SchemaBaseUrl', 'Prefix of the dataschema of every message', schemaBaseUrl],
      // The one place where it stands: a tag of it would change every resource at each release
      ['Version', 'The release of newswire-ingest that is deployed', packageVersion()],
    ] as const;
    for (const [name, description, value] of names)
      new CfnOutput(this, name, { description, value }).overrideLogicalId(logicalIdIn(this, name));
  }
}

/** Where nobody serves the schemas. */
const NOWHERE = `https://${APP_NAME}.example/schemas`;

/** @param apiUrl asked when all constructs are there */
function configOf(
  wire: NewswireIngest,
  props: NewswireIngestProps,
  apiUrl: () => string | undefined,
): Config {
  const { agencies, stage = 'prod', alarmsTo, vpc, vpcSubnets, securityGroups, functionCode } = props;
  const isStage = STAGES.includes(stage);
  const settings = { ...props.settings, ...(typeof alarmsTo === 'string' ? { opsEmail: alarmsTo } : {}) };
  const { schemaBaseUrl, name = nameOf(wire) } = props;

  const checked = checkConfigFile({
    agencies,
    ...(schemaBaseUrl === undefined ? {} : { schemaBaseUrl }),
    // Of a stage that there is not, too, the settings are looked at
    stages: { [isStage ? stage : 'prod']: settings },
  });
  const problems = Object.keys(props)
    .filter((key) => !Object.hasOwn(PROPS, key))
    .map((key) => noSuchKey(key, key, Object.keys(PROPS)));
  if (!isStage) problems.push(`stage: ${shown(stage)} is none of ${STAGES.join(', ')}`);
  if (!checked.ok)
    problems.push(...checked.problems.map((problem) => inProps(problem, isStage ? stage : 'prod')));
  if (!NAME.test(name)) problems.push(`name: ${JSON.stringify(name)} is none: 1 to 29 of a-z, 0-9 and -`);
  const { enabled = true, issuer } = settings.reading ?? {};
  const [, reserved] = RESERVED.exec(name) ?? [];
  if (reserved !== undefined && enabled && issuer === undefined)
    problems.push(
      `name: ${JSON.stringify(name)} has ${reserved} in it, which Cognito takes in no address of a sign-in page: give it another one`,
    );
  if (problems.length > 0) throw new ConfigError(`${wire.node.path}: what NewswireIngest is told`, problems);

  return {
    ...DEFAULTS.stage,
    ...settings,
    stage,
    name,
    // That of the API alone: the site's would go in a circle, since functions behind it compose messages too
    schemaBaseUrl: schemaBaseUrl ?? Lazy.string({ produce: () => schemasAt(apiUrl()) }),
    providers: settings.canary === true ? [...agencies, CANARY] : agencies,
    functionCode: functionCode ?? packagedCode,
    ...(vpc === undefined
      ? {}
      : {
          network: {
            vpc,
            ...(vpcSubnets === undefined ? {} : { vpcSubnets }),
            ...(securityGroups === undefined ? {} : { securityGroups }),
          },
        }),
  };
}

/** An app in JavaScript has no compiler that would know a slip of the pen: alarms would reach nobody. */
const PROPS: Readonly<Record<keyof Required<NewswireIngestProps>, true>> = {
  agencies: true,
  stage: true,
  settings: true,
  schemaBaseUrl: true,
  alarmsTo: true,
  vpc: true,
  vpcSubnets: true,
  securityGroups: true,
  name: true,
  encryptionKey: true,
  functionCode: true,
};

function schemasAt(apiUrl: string | undefined): string {
  return apiUrl === undefined ? NOWHERE : `${apiUrl}/v1/schemas`;
}

/** With account and region the name of the inbox has 63 characters at most. */
const LONGEST_NAME = 29;
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,27}[a-z0-9])?$/u;

/** Of the prefixes of Cognito's domains. */
const RESERVED = /(aws|amazon|cognito)/u;

function nameOf(wire: NewswireIngest): string {
  return Names.uniqueResourceName(wire, { maxLength: LONGEST_NAME, separator: '-' }).toLowerCase();
}

/** What is wrong with a stage of a file is here wrong with the settings. */
function inProps(problem: string, stage: string): string {
  return problem
    .replace(`stages.${stage}.opsEmail:`, 'alarmsTo:')
    .replace(`stages.${stage}.`, 'settings.')
    .replace(`stages.${stage}:`, 'settings:');
}
