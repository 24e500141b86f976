import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AccountPrincipal, Grant, OrganizationPrincipal, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
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
import { configOf, type NewswireIngestProps } from './newswire-ingest-props.ts';

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
