/** What `wire doctor` looks at. Each check asks and says; none changes anything. */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { WaitingQueue } from '../../functions/adapters/platform/queues.ts';
import { ArticleTable } from '../../functions/adapters/store/article-table.ts';
import { Pauses } from '../../functions/adapters/store/pauses.ts';
import { ReconcileStates } from '../../functions/adapters/store/reconcile-state.ts';
import { RELEASE } from '../../functions/core/reading/release.ts';
import { EXPIRY, INDEX_KEYS, TABLE_KEYS, type Keys } from '../../infra/table-shape.ts';
import type { Target } from '../common/target.ts';
import { mappings } from './doctor-mappings.ts';
import { isPending, subscribersOf, subscriptions } from './doctor-subscriptions.ts';
import { note, ok, wrong, type Finding } from './findings.ts';

const MINUTE_MS = 60_000;

/** A stage runs what is deployed; commands parse and decide with what is here. */
function version({ version: deployed }: Target): Finding[] {
  if (deployed === RELEASE) return [ok(`${RELEASE}, as here`)];
  const says = `deployed is ${deployed ?? 'unknown'}, this command is ${RELEASE}`;
  return [note(says, 'decide and reprocess from a checkout of the release that is deployed')];
}

/** A signature is refused from five minutes on. */
const SKEW_MS = MINUTE_MS;

/** By the time that S3 says; what is signed and what is compared with embargoes is our own. */
async function clock({ clients, inboxBucket }: Target): Promise<Finding[]> {
  const told: number[] = [];
  const command = new HeadBucketCommand({ Bucket: inboxBucket });
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers = {} } = result.response as { headers?: Record<string, string> };
      told.push(Date.parse(headers.date ?? ''));
      return result;
    },
    { step: 'deserialize', name: 'readDate' },
  );
  await clients.s3.send(command);
  const [at = NaN] = told;
  if (Number.isNaN(at)) return [note('S3 does not say what time it is', 'compare the clock by hand')];
  const seconds = Math.round((Date.now() - at) / 1000);
  return Math.abs(seconds * 1000) <= SKEW_MS
    ? [ok(`${Math.abs(seconds)} s from that of AWS`)]
    : [
        wrong(
          `this machine's clock is ${seconds} s off`,
          'set it: commands that compare times are wrong by as much',
        ),
      ];
}

async function buckets({ clients, inboxBucket, archiveBucket }: Target): Promise<Finding[]> {
  for (const Bucket of [inboxBucket, archiveBucket]) await clients.s3.send(new HeadBucketCommand({ Bucket }));
  return [ok('inbox and archive are there')];
}

const RESTORING = 'docs/runbook.md#restore-the-table';

/** What the template gives a table, and a restore does not carry over, or not yet. */
async function table({ clients, tableName: TableName, machine }: Target): Promise<Finding[]> {
  const { Table = {} } = await clients.dynamo.send(new DescribeTableCommand({ TableName }));
  const findings: Finding[] = [];
  if (!hasKeys(Table.KeySchema, TABLE_KEYS))
    findings.push(wrong(`${TableName} is no table of this software: its keys are others`, RESTORING));
  for (const [name, keys] of Object.entries(INDEX_KEYS)) {
    const index = Table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
    if (index === undefined || !hasKeys(index.KeySchema, keys))
      findings.push(wrong(`${TableName} has no index ${name}`, `restore it with its indexes: ${RESTORING}`));
    else if (index.IndexStatus !== 'ACTIVE')
      findings.push(
        note(`its index ${name} is ${index.IndexStatus ?? 'unknown'}`, 'wait until it is active'),
      );
  }
  // One machine has neither
  if (machine) findings.push(...(await expiry(clients.dynamo, TableName)));
  if (machine) findings.push(...(await recovery(clients.dynamo, TableName)));
  return findings.length === 0 ? [ok(`${TableName} has its keys and indexes`)] : findings;
}

function hasKeys(schema: readonly KeySchemaElement[] = [], { partition, sort }: Keys): boolean {
  const named = (type: string): string | undefined =>
    schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  return named('HASH') === partition && named('RANGE') === sort;
}

async function expiry(dynamo: DynamoDBClient, TableName: string): Promise<Finding[]> {
  const { TimeToLiveDescription: is } = await dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
  return is?.AttributeName === EXPIRY && is.TimeToLiveStatus?.startsWith('ENABL') === true
    ? []
    : [wrong('nothing of the table expires', `set its time to live, ${EXPIRY}: ${RESTORING}`)];
}

async function recovery(dynamo: DynamoDBClient, TableName: string): Promise<Finding[]> {
  const { ContinuousBackupsDescription: is } = await dynamo.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  return is?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED'
    ? []
    : [wrong('the table could not be restored', `switch on point-in-time recovery: ${RESTORING}`)];
}

/** More is a flood, or nobody takes it. */
const MANY_WAITING = 1000;

async function intake({ clients, intakeQueueUrl, deadLetterQueueUrl }: Target): Promise<Finding[]> {
  const waiting = await new WaitingQueue(clients.sqs, intakeQueueUrl).counts();
  const dead = await new WaitingQueue(clients.sqs, deadLetterQueueUrl).counts();
  const all = waiting.waiting + waiting.inFlight;
  return [
    all > MANY_WAITING
      ? wrong(`${all} deliveries wait`, 'docs/runbook.md#queue-age-rising')
      : ok(`${all} deliveries wait`),
    dead.waiting + dead.inFlight > 0
      ? wrong(`${dead.waiting + dead.inFlight} dead letters: articles are missing`, 'wire redrive')
      : ok('no dead letters'),
  ];
}

async function feed({ clients, feedDeadLetterQueueUrl: url }: Target): Promise<Finding[]> {
  if (url === undefined) return [];
  const { waiting, inFlight } = await new WaitingQueue(clients.sqs, url).counts();
  return waiting + inFlight > 0
    ? [wrong(`${waiting + inFlight} messages are missing from the feed`, 'wire redrive --queue feed')]
    : [ok('no dead letters')];
}

async function pauses({ clients, tableName }: Target): Promise<Finding[]> {
  const paused = Object.entries(await new Pauses(clients, tableName).all());
  if (paused.length === 0) return [ok('nobody is paused')];
  return paused.map(([id, { by, at, reason }]) =>
    note(
      `${id} is paused since ${at} by ${by}${reason === null ? '' : `: ${reason}`}`,
      `wire resume ${id}, when it may flow again`,
    ),
  );
}

/** `release` looks each minute, and puts off what failed by five. */
const OVERDUE_MS = 10 * MINUTE_MS;

async function outbox({ clients, tableName, archiveBucket }: Target): Promise<Finding[]> {
  const table = new ArticleTable(clients, { tableName, archiveBucket });
  const before = new Date(Date.now() - OVERDUE_MS).toISOString();
  let overdue = 0;
  for await (const _one of table.due(before)) overdue++;
  return overdue === 0
    ? [ok('nothing is overdue')]
    : [wrong(`${overdue} articles should have gone out ten minutes ago`, 'docs/runbook.md#release-failing')];
}

/** It runs each hour and reaches to an hour before its beginning. */
const RECONCILED_MS = 4 * 60 * MINUTE_MS;

async function reconcile({ clients, tableName, machine }: Target): Promise<Finding[]> {
  const { doneUntil, round } = await new ReconcileStates(clients, tableName).get();
  if (doneUntil === null) {
    const says = round === null ? 'it has not run yet' : 'its first round is not at its end';
    return [machine ? note(says, 'it runs each hour: docs/runbook.md#reconcile-not-running') : ok(says)];
  }
  const until = new Date(doneUntil).toISOString();
  return Date.now() - doneUntil > RECONCILED_MS
    ? [note(`nobody has compared what came since ${until}`, 'docs/runbook.md#reconcile-not-running')]
    : [ok(`all that came until ${until} is read`)];
}

/** Who hears of alarms. */
async function operators(target: Target): Promise<Finding[]> {
  // On one machine there are no alarms
  if (!target.machine) return [];
  const findings: Finding[] = [];
  for (const [topic, arn, setting] of [
    ['alarms and notices', target.opsTopicArn, 'opsEmail'],
    ['the pager', target.pagerTopicArn, 'pagerEmail'],
  ] as const) {
    if (arn === undefined) continue;
    const all = await subscribersOf(target, arn);
    const pending = all.filter(isPending);
    for (const { endpoint } of pending)
      findings.push(wrong(`${endpoint} has not confirmed, and gets nothing`, 'confirm it from the mail'));
    if (all.length > pending.length) findings.push(ok(`${topic}: ${all.length - pending.length} are told`));
    else if (pending.length === 0)
      findings.push(wrong(`nobody is told: ${topic}`, `set ${setting} and deploy, or subscribe to ${arn}`));
  }
  return findings;
}

/** Its state is told by GuardDuty alone, whose client nothing else here needs. */
function scan({ malwareProtectionPlanId: id, machine }: Target): Finding[] {
  if (id === undefined) return [ok('files are not scanned for malware: malwareScan is off')];
  if (!machine) return [ok('files are scanned for malware, on this machine by EICAR alone')];
  const how = `aws guardduty get-malware-protection-plan --malware-protection-plan-id ${id}`;
  return [ok(`files are scanned for malware; the state of the plan: ${how}`)];
}

function agencies({ agencies: register }: Target): Finding[] {
  const all = register?.all() ?? [];
  return all.length === 0
    ? [note('the settings here name no agency', 'give --config FILE, or wire provider add')]
    : [ok(`${all.length} in the settings`)];
}

/** In the order in which they are told. */
export const CHECKS: Readonly<Record<string, (target: Target) => Finding[] | Promise<Finding[]>>> = {
  version,
  clock,
  agencies,
  buckets,
  table,
  mappings,
  intake,
  scan,
  pauses,
  outbox,
  reconcile,
  feed,
  subscriptions,
  operators,
};
