/** What a deployed stage has used and what that costs, by its own metrics: which to ask, and what they come to. Pure. */
import type { CostRow, Prices } from './estimate.ts';

/** A resource as it is deployed. */
export interface Deployed {
  /** Name, ARN or URL, as CloudFormation has it. */
  physicalId: string;
  type: string;
  /** As its template has them. */
  properties: Readonly<Record<string, unknown>>;
}

/** A metric, and what one of it costs. */
export interface Question {
  what: string;
  /** What is paid for. */
  unit: string;
  namespace: string;
  metric: string;
  dimensions: Readonly<Record<string, string>>;
  /** used: all of it is summed up. stored: what there is each day, on average. */
  kind: 'used' | 'stored';
  /** Units for one of the metric. */
  scale: number;
  /** Dollars a unit; of what is stored, a unit and day. */
  price: number;
}

const GB = 1024 ** 3;
const DAYS_A_MONTH = 30;

/** @param inboxQueue the URL of the queue that hears of each file once */
export function questionsOf(
  resources: readonly Deployed[],
  prices: Prices,
  inboxQueue: string | undefined,
): Question[] {
  const scans = resources.some(({ type }) => type === 'AWS::GuardDuty::MalwareProtectionPlan');
  const scanned = resources
    .filter(({ physicalId }) => scans && physicalId === inboxQueue)
    .map(({ physicalId }) =>
      // By what S3 told the queue; gigabytes are told by no metric that we know, and of texts they are cents
      used(
        {
          what: 'GuardDuty, scans',
          unit: 'files',
          namespace: 'AWS/SQS',
          metric: 'NumberOfMessagesSent',
          dimensions: { QueueName: lastOf(physicalId, '/') },
        },
        prices.guardDutyObjectsMillion / 1e6,
      ),
    );
  const asked = resources.flatMap((resource) => {
    const ask = ASKED[resource.type];
    return ask === undefined ? [] : ask(resource, prices, resource.physicalId === inboxQueue);
  });
  return [...asked, ...scanned];
}

type Ask = (resource: Deployed, prices: Prices, isInbox: boolean) => Question[];

const ASKED: Readonly<Partial<Record<string, Ask>>> = {
  'AWS::Lambda::Function': ({ physicalId, properties }, prices) => {
    const gigabytes = Number(properties.MemorySize ?? 128) / 1024;
    const of = { what: 'Lambda', namespace: 'AWS/Lambda', dimensions: { FunctionName: physicalId } };
    return [
      used({ ...of, unit: 'GB-seconds', metric: 'Duration' }, prices.lambdaGbSecond, gigabytes / 1000),
      used({ ...of, unit: 'requests', metric: 'Invocations' }, prices.lambdaMillion / 1e6),
    ];
  },
  'AWS::DynamoDB::Table': ofTable,
  'AWS::DynamoDB::GlobalTable': ofTable,
  'AWS::SNS::Topic': ({ physicalId }, prices) => [
    used(
      {
        what: 'SNS',
        unit: 'messages',
        namespace: 'AWS/SNS',
        metric: 'NumberOfMessagesPublished',
        dimensions: { TopicName: lastOf(physicalId, ':') },
      },
      prices.snsMillion / 1e6,
    ),
  ],
  'AWS::SQS::Queue': ({ physicalId }, prices, isInbox) => {
    const of = { namespace: 'AWS/SQS', dimensions: { QueueName: lastOf(physicalId, '/') } };
    // Several messages may go in one request: this is the most that it costs
    const requests = [
      'NumberOfMessagesSent',
      'NumberOfMessagesReceived',
      'NumberOfMessagesDeleted',
      'NumberOfEmptyReceives',
    ].map((metric) =>
      used({ ...of, what: 'SQS', unit: 'requests, at most', metric }, prices.sqsMillion / 1e6),
    );
    if (!isInbox) return requests;
    // S3 counts no requests by itself; each file is put, told to this queue, and read
    const files = { ...of, what: 'S3, put and read', unit: 'files', metric: 'NumberOfMessagesSent' };
    return [...requests, used(files, (prices.s3PutMillion + prices.s3GetMillion) / 1e6)];
  },
  'AWS::Logs::LogGroup': ({ physicalId }, prices) => [
    used(
      {
        what: 'logs',
        unit: 'GB',
        namespace: 'AWS/Logs',
        metric: 'IncomingBytes',
        dimensions: { LogGroupName: physicalId },
      },
      prices.logsGb,
      1 / GB,
    ),
  ],
  'AWS::S3::Bucket': ({ physicalId }, prices) => [
    {
      what: 'S3, storage',
      unit: 'GB',
      namespace: 'AWS/S3',
      metric: 'BucketSizeBytes',
      dimensions: { BucketName: physicalId, StorageType: 'StandardStorage' },
      kind: 'stored',
      scale: 1 / GB,
      price: prices.s3StorageGbMonth / DAYS_A_MONTH,
    },
  ],
};

function ofTable({ physicalId, properties }: Deployed, prices: Prices): Question[] {
  const { GlobalSecondaryIndexes = [] } = properties as {
    GlobalSecondaryIndexes?: { IndexName: string }[];
  };
  const indexes = GlobalSecondaryIndexes.map(({ IndexName }) => ({ GlobalSecondaryIndexName: IndexName }));
  return [{}, ...indexes].flatMap((index) => {
    const dimensions = { TableName: physicalId, ...index };
    const of = { what: 'DynamoDB', namespace: 'AWS/DynamoDB', dimensions };
    return [
      used(
        { ...of, unit: 'write units', metric: 'ConsumedWriteCapacityUnits' },
        prices.dynamoWriteMillion / 1e6,
      ),
      used(
        { ...of, unit: 'read units', metric: 'ConsumedReadCapacityUnits' },
        prices.dynamoReadMillion / 1e6,
      ),
    ];
  });
}

function used(of: Omit<Question, 'kind' | 'scale' | 'price'>, price: number, scale = 1): Question {
  return { ...of, kind: 'used', scale, price };
}

function lastOf(id: string, separator: string): string {
  return id.slice(id.lastIndexOf(separator) + 1);
}

/** A kind of use, and what it came to. */
export interface UseRow extends CostRow {
  /** Of what is stored the average. */
  amount: number;
}

/**
 * @param answers what each metric had, of each period; of what is stored one of each day
 * @param days length of the time that is looked at, for what is stored
 */
export function useOf(
  asked: readonly { question: Question; answers: readonly number[] }[],
  days: number,
): UseRow[] {
  const rows = new Map<string, UseRow>();
  for (const { question, answers } of asked) {
    const { what, unit, kind, scale, price } = question;
    const sum = answers.reduce((total, value) => total + value, 0);
    const isStored = kind === 'stored';
    const amount = scale * (isStored ? sum / Math.max(1, answers.length) : sum);
    const dollars = amount * price * (isStored ? days : 1);
    const row = rows.get(`${what}\n${unit}`) ?? { what, units: unit, amount: 0, dollars: 0 };
    rows.set(`${what}\n${unit}`, { ...row, amount: row.amount + amount, dollars: row.dollars + dollars });
  }
  return [...rows.values()];
}
