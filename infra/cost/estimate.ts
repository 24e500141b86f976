/** What a month costs: measured units times list prices. Pure. */
/** As prices.json has them. */
export type Prices = Readonly<
  Record<
    | 's3PutMillion'
    | 's3GetMillion'
    | 's3StorageGbMonth'
    | 'sqsMillion'
    | 'lambdaMillion'
    | 'lambdaGbSecond'
    | 'dynamoWriteMillion'
    | 'dynamoReadMillion'
    | 'dynamoStorageGbMonth'
    | 'snsMillion'
    | 'guardDutyScanGb'
    | 'guardDutyObjectsMillion'
    | 's3TagMillionMonth'
    | 'logsGb'
    | 'alarmMetricMonth'
    | 'compositeAlarmMonth'
    | 'customMetricMonth',
    number
  >
>;

/** Of one article on the straight path, as the local stack counts it. */
export interface Measured {
  writeUnits: number;
  readUnits: number;
}

export interface Month {
  articles: number;
  /** Of a file. */
  bytes: number;
  itemsAFile: number;
  /** Files are scanned for malware. */
  malwareScan?: boolean;
}

export interface CostRow {
  what: string;
  /** What is paid for. */
  units: string;
  dollars: number;
}

/** What the local stack cannot count. A batch has several files by day and one at night. */
const OF_A_FILE = { sqsRequests: 1.25, lambdaSeconds: 0.058, lambdaRequests: 0.1, logBytes: 500 };

/** A packed record, its head, receipt and entries. */
const STORED_OF_A_BYTE = 0.6;
const GB = 1024 ** 3;

export function monthOf(
  { articles, bytes, itemsAFile, malwareScan = false }: Month,
  { writeUnits, readUnits }: Measured,
  prices: Prices,
  ingestGb: number,
): CostRow[] {
  const files = articles / itemsAFile;
  const millions = (count: number, price: number): number => (count / 1e6) * price;
  const row = (what: string, units: string, dollars: number): CostRow => ({ what, units, dollars });
  return [
    row(
      'S3, put by agencies, and read',
      `${whole(files)} files`,
      millions(files, prices.s3PutMillion + prices.s3GetMillion),
    ),
    ...(malwareScan
      ? [
          row(
            'GuardDuty, scans, and their tags in S3',
            `${whole(files)} files`,
            millions(files, prices.guardDutyObjectsMillion + prices.s3TagMillionMonth) +
              // GuardDuty reads the file and writes the tag; ingest reads that mostly twice, for the first try is too early
              millions(files, prices.s3PutMillion + 3 * prices.s3GetMillion) +
              ((files * bytes) / GB) * prices.guardDutyScanGb,
          ),
        ]
      : []),
    row(
      'SQS',
      `${whole(files * OF_A_FILE.sqsRequests)} requests`,
      millions(files * OF_A_FILE.sqsRequests, prices.sqsMillion),
    ),
    row(
      'Lambda, ingest',
      `${whole(articles * OF_A_FILE.lambdaSeconds * ingestGb)} GB-seconds`,
      articles * OF_A_FILE.lambdaSeconds * ingestGb * prices.lambdaGbSecond +
        millions(files * OF_A_FILE.lambdaRequests, prices.lambdaMillion),
    ),
    row(
      'DynamoDB, writes and reads',
      `${writeUnits.toFixed(1)} and ${readUnits.toFixed(1)} units an article`,
      millions(articles * writeUnits, prices.dynamoWriteMillion) +
        millions(articles * readUnits, prices.dynamoReadMillion),
    ),
    row('SNS', `${whole(articles)} messages`, millions(articles, prices.snsMillion)),
    row(
      'logs',
      `${(OF_A_FILE.logBytes / 1000).toFixed(1)} KB a file`,
      (files * OF_A_FILE.logBytes * prices.logsGb) / GB,
    ),
    row(
      'storage, of each month that is kept',
      `${((articles * bytes) / itemsAFile / GB).toFixed(1)} GB of files`,
      ((files * bytes) / GB) * (prices.s3StorageGbMonth + STORED_OF_A_BYTE * prices.dynamoStorageGbMonth),
    ),
  ];
}

type Json = Readonly<Record<string, unknown>>;

interface Resource {
  Type: string;
  Properties?: Json;
}

interface Template {
  Resources: Readonly<Record<string, Resource>>;
}

/** What a stage costs without a single article, by its template: alarms, their own metrics, what runs by the clock. */
export function idleOf(template: Template, prices: Prices): CostRow[] {
  const runs = ofType(template, 'AWS::Events::Rule').reduce(
    (sum, { ScheduleExpression }) => sum + runsOf(ScheduleExpression),
    0,
  );
  const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping').length;
  return [
    ...alarmsOf(template, prices),
    {
      what: 'functions that run by the clock',
      units: `${whole(runs)} runs`,
      dollars: runs * (prices.lambdaMillion / 1e6 + RUN_GB_SECONDS * prices.lambdaGbSecond),
    },
    {
      what: 'polling of queues',
      units: `${mappings} mappings`,
      dollars: (mappings * POLLS_A_MONTH * prices.sqsMillion) / 1e6,
    },
  ];
}

/** A month of what watches a stage. */
export function alarmsOf(template: Template, prices: Prices): CostRow[] {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const metrics = alarms.flatMap(metricsOf);
  const own = new Set(
    metrics
      .filter(({ Namespace = '' }) => !String(Namespace).startsWith('AWS/'))
      .map(({ MetricName }) => MetricName),
  );
  const composites = ofType(template, 'AWS::CloudWatch::CompositeAlarm').length;
  return [
    {
      what: 'alarms',
      units: `${alarms.length} over ${metrics.length} metrics`,
      dollars: metrics.length * prices.alarmMetricMonth,
    },
    {
      what: 'the alarm of the pager',
      units: String(composites),
      dollars: composites * prices.compositeAlarmMonth,
    },
    {
      what: 'metrics of our own that alarms ask, at most',
      units: String(own.size),
      dollars: own.size * prices.customMetricMonth,
    },
  ];
}

function ofType({ Resources }: Template, type: string): Json[] {
  return Object.values(Resources).flatMap(({ Type, Properties = {} }) => (Type === type ? [Properties] : []));
}

/** Those that find nothing to do: 100 ms of half a gigabyte. */
const RUN_GB_SECONDS = 0.05;

/** Lambda polls an empty queue with five long polls of 20 seconds side by side. */
const POLLS_A_MONTH = 650_000;

const MINUTES_A_MONTH = 30 * 24 * 60;

function runsOf(schedule: unknown): number {
  if (typeof schedule !== 'string') return 0;
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/u.exec(schedule) ?? [];
  const minutes = { minute: 1, hour: 60, day: 1440 }[unit];
  return minutes === undefined ? 0 : MINUTES_A_MONTH / (Number(count) * minutes);
}

function metricsOf(alarm: Json): Json[] {
  const { MetricName, Metrics = [] } = alarm;
  if (MetricName !== undefined) return [alarm];
  return (Metrics as Json[]).flatMap(({ MetricStat }) => {
    const { Metric } = (MetricStat ?? {}) as { Metric?: Json };
    return Metric === undefined ? [] : [Metric];
  });
}

export function sumOf(rows: readonly CostRow[]): number {
  return rows.reduce((sum, { dollars }) => sum + dollars, 0);
}

/** A table of Markdown. */
export function tableOf(rows: readonly CostRow[]): string {
  const lines = [...rows, { what: '**together**', units: '', dollars: sumOf(rows) }].map(
    ({ what, units, dollars }) => `| ${what} | ${units} | ${dollars.toFixed(2)} |`,
  );
  return ['| | | $ a month |', '|---|---|---:|', ...lines].join('\n');
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}
