/**
 * The settings: newswire.config.json, read and checked. Whoever needs the stages or the agencies asks here, and nothing
 * here loads CDK, for the `wire` command does not need it.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FILTERS, parseFilter } from '../functions/core/feed/filter.ts';
import type { RecallReader, RecallSettings } from '../functions/core/feed/recalls.ts';
import { SCOPES, type Machine } from '../functions/core/feed/rights.ts';
import type { Provider } from '../functions/core/providers/agency.ts';
import { checkProviders, KILLED_TEXT_DAYS } from '../functions/core/providers/check.ts';
import { registerOf, type Register } from '../functions/core/providers/register.ts';
import {
  isObject,
  listOf,
  objectOf,
  oneOf,
  rule,
  textLike,
  wholeNumber,
  yesOrNo,
  type Check,
  type Rules,
} from '../functions/core/providers/rules.ts';
import { REPOSITORY_ROOT } from './repository.ts';
import type { StageName } from './stage-names.ts';

export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The periods that CloudWatch Logs knows. */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export interface FunctionSize {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** What differs between the stages. */
export interface StageSettings {
  /** Data outlives the stack: RETAIN, deletion protection of the table, termination protection of the stack. */
  readonly protectData: boolean;
  readonly logLevel: LogLevel;
  /** Days that logs are kept. */
  readonly logRetentionDays: (typeof LOG_RETENTION_DAYS)[number];
  /**
   * Concurrent ingest invocations that the queue may drive, 2 to 1000: the bill's fuse and the table's.
   * @minimum 2
   * @maximum 1000
   */
  readonly maxConcurrency: number;
  /** Also publish articles that were found to be duplicates. */
  readonly publishDuplicates: boolean;
  /** Days that an overwritten or deleted delivery stays readable; records refer to it by its version. */
  readonly overwrittenDeliveryDays: number;
  /** Days that a delivery stays in the inbox; absent: for ever. */
  readonly deliveryDays?: number;
  /**
   * Days after a kill for which its text is kept, of agencies whose entry says nothing else; then files, records and all
   * that was made of them are erased, and that it was killed, when and why stays. Absent: for ever.
   * @minimum 8
   * @maximum 36500
   */
  readonly killedTextDays?: number;
  /** Days that the copy of an unreadable file waits for a fix. */
  readonly quarantineDays: number;
  /** Days that the buckets' access logs are kept. */
  readonly accessLogDays: number;
  /** Age of the oldest waiting delivery, in seconds, above which the operators are told. */
  readonly queueAgeAlarmSeconds: number;
  /** Gets the alarms and notices by mail; absent: nobody does. */
  readonly opsEmail?: string;
  /** Is called when news is late or lost; absent: nobody is. A pager subscribes to the topic itself. */
  readonly pagerEmail?: string;
  /** Seconds from upload to topic above which, for one delivery in twenty, somebody is called. */
  readonly publishLagAlarmSeconds: number;
  /** Metrics by agency, format and step besides those of the whole stage. They cost 30 cents each a month. */
  readonly flowMetrics: boolean;
  /** A story of no agency each minute, which goes the whole way and to nobody: somebody sees at night too whether news comes through. */
  readonly canary: boolean;
  /** Only what GuardDuty found no malware in is read: docs/adr/0060. It costs 0.0215 cents a file, and 9 cents a GB. */
  readonly malwareScan: boolean;
  /** Dollars of use in a day above which the operators are told. Absent: no alarm. @minimum 0 */
  readonly dailyCostAlarmDollars?: number;
  /**
   * Name of a table that was restored and stands in the place of the stack's own, which stays as it is: docs/adr/0055.
   * Absent: the stack's own.
   */
  readonly restoredTable?: string;
  /** Everything is encrypted with a key of the stage's own, which you may withdraw; 1 dollar a month, and calls. Absent: no. */
  readonly customerKey: boolean;
  /** Who may subscribe and read claim checks besides this account. */
  readonly readers?: Readers;
  /** Domain at which agencies may deliver by mail, as <id>@<domain>; absent: by none. docs/agencies.md says what it needs. */
  readonly mailDomain?: string;
  /** Name of the rule set of SES that is active in the account already; absent: one is made. */
  readonly mailRuleSet?: string;
  /** The newsroom's side: feed, read API and page. Absent: all stages have it, as it is by default. */
  readonly reading: ReadingSettings;
  /** Of the function that takes deliveries; 60 to 100 seconds, for what comes again is timed by it. */
  readonly ingest: FunctionSize;
  /** Of the function that publishes what is due; 10 to 55 seconds, so that two runs do not overlap. */
  readonly release: FunctionSize;
}

/** Accounts by number, and an organisation of AWS by its id. */
export interface Readers {
  readonly accounts?: readonly string[];
  readonly organisation?: string;
}

/** Feed, read API and page of a stage: docs/reading.md. */
export interface ReadingSettings {
  /** Absent: yes. */
  readonly enabled?: boolean;
  /** Days that the feed reaches back. Absent: 30. */
  readonly feedDays?: number;
  /** Days for which articles are found by their words, `feedDays` at most. Absent: 14. */
  readonly searchDays?: number;
  /** Articles that are older than `searchDays` are found too, by OpenSearch Serverless: docs/archive-search.md. Absent: they are not. */
  readonly archive?: ArchiveSettings;
  /** Requests a second that the API takes of all readers together; the live feed is not among them. Absent: 50. */
  readonly requestsPerSecond?: number;
  /** Whose tokens count. Absent: those of a user pool of the stack, which is made. */
  readonly issuer?: TokenIssuer;
  /** Machines of AWS that may call /machine/v1, signed with IAM. Absent: none. */
  readonly machines?: readonly Machine[];
  /** Kills that have to be confirmed: docs/recalls.md. Absent: by nobody. */
  readonly recalls?: Partial<RecallSettings>;
  /** The page's own name. Absent: the one that CloudFront gives. */
  readonly domain?: PageDomain;
}

/** The index of the archive: docs/archive-search.md says what it costs. */
export interface ArchiveSettings {
  /** OpenSearch Compute Units that searching may take at most, and writing too: the fuse of its bill. Absent: 2. */
  readonly maxCapacity?: number;
  /** Roles with which operators run `wire purge`: they may look into the index and take articles out. Absent: none. */
  readonly operators?: readonly string[];
}

/** An issuer of OpenID Connect. */
export interface TokenIssuer {
  /** As its tokens say it in `iss`, without a final slash. */
  readonly url: string;
  /** The `aud` of its tokens: the page's client, and those of apps. */
  readonly audience: readonly string[];
  /** With which the page signs people in (code with PKCE, no secret). */
  readonly clientId: string;
  /** Origins that the page asks for tokens. Absent: that of the issuer. */
  readonly origins?: readonly string[];
}

export interface PageDomain {
  readonly name: string;
  /** In us-east-1, where CloudFront looks for it. */
  readonly certificateArn: string;
}

/** What a stage leaves out is as careful as prod: data is kept. */
export type StageEntry = Partial<StageSettings>;

/** The settings of newswire-ingest: its stages, and the agencies that may deliver. */
export interface ConfigFile {
  readonly $schema?: string;
  /** Tag of every resource. */
  readonly owner?: string;
  /** Tag of every resource. */
  readonly costCentre?: string;
  /** Where you serve docs/schemas, without a final slash: stands in each message as dataschema. Absent: the stack's API. */
  readonly schemaBaseUrl?: string;
  /** A stage that is not named here cannot be deployed. */
  readonly stages: Readonly<Partial<Record<StageName, StageEntry>>>;
  /** Who may deliver. */
  readonly agencies: readonly Provider[];
}

/** Thrown for settings that cannot be deployed; its message lists everything that is wrong with them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config-invalid';

  constructor(what: string, problems: readonly string[]) {
    super(`${what} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The file that applies unless another one is named. */
export const CONFIG_FILE = join(REPOSITORY_ROOT, 'newswire.config.json');

/**
 * The settings of a file, read anew each time.
 * @throws ConfigError naming every key that is wrong, with its place and what it may be
 */
export function readConfigFile(path = CONFIG_FILE): ConfigFile {
  const name = shownPath(path);
  const value = parsed(path, name);
  const checked = checkConfigFile(value);
  if (!checked.ok) throw new ConfigError(name, checked.problems);
  return checked.file;
}

/** As people would write a path from where they are. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** The agencies of a file, as the functions ask for them. @throws ConfigError */
export function registerIn(path = CONFIG_FILE): Register {
  return registerOf(readConfigFile(path).agencies);
}

function parsed(path: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new ConfigError(name, [error instanceof Error ? error.message : String(error)]);
  }
}

export type CheckedFile = { ok: true; file: ConfigFile } | { ok: false; problems: readonly string[] };

/** What is wrong with settings, each mistake with its place. */
export function checkConfigFile(value: unknown): CheckedFile {
  const agencies =
    isObject(value) && value.agencies !== undefined ? checkProviders(value.agencies) : undefined;
  const problems = [...FILE(value, ''), ...(agencies?.ok === false ? agencies.problems : [])];
  if (problems.length === 0)
    problems.push(...withoutEffect(value as ConfigFile), ...forgottenTooSoon(value as ConfigFile));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, file: value as ConfigFile };
}

/** The feed makes its answers of the records. */
const FEED_DAYS = 30;

const SEARCH_DAYS = 14;

/** A day on which the archive could not be written leaves no gap. */
const LEAST_WITH_ARCHIVE = 3;

/** Settings that another one keeps from doing what they say. */
function withoutEffect({ stages }: ConfigFile): string[] {
  return Object.entries<StageEntry>(stages).flatMap(([stage, { reading = {}, mailDomain, mailRuleSet }]) => {
    const { feedDays = FEED_DAYS, searchDays = 0, archive } = reading;
    const found = Math.min(feedDays, reading.searchDays ?? SEARCH_DAYS);
    return [
      ...(archive !== undefined && found < LEAST_WITH_ARCHIVE
        ? [
            `stages.${stage}.reading.archive: is written once a day, so that the days before have to be ${LEAST_WITH_ARCHIVE} at least (feedDays, searchDays), and not ${found}`,
          ]
        : []),
      ...(searchDays > feedDays
        ? [
            `stages.${stage}.reading.searchDays: ${searchDays} is more than the ${feedDays} days that the feed reaches back (feedDays)`,
          ]
        : []),
      ...(mailRuleSet !== undefined && mailDomain === undefined
        ? [`stages.${stage}.mailRuleSet: does nothing without a mailDomain`]
        : []),
    ];
  });
}

function forgottenTooSoon({ stages, agencies }: ConfigFile): string[] {
  const read = Object.values(stages).flatMap(({ reading = {} }: StageEntry) =>
    reading.enabled === false ? [] : [reading.feedDays ?? FEED_DAYS],
  );
  const most = Math.max(0, ...read);
  return agencies.flatMap(({ retentionDays }, index) =>
    retentionDays === undefined || retentionDays > most
      ? []
      : [
          `agencies[${index}].retentionDays: ${retentionDays} is not more than the ${most} days that the feed reaches back (reading.feedDays of a stage)`,
        ],
  );
}

const TAG = textLike(/^[\w .:/=+@-]{1,256}$/u, 'is no tag value');
const DAYS = wholeNumber(1, 36_500);

const size = (from: number, to: number): Check =>
  objectOf({ timeoutSeconds: wholeNumber(from, to), memoryMb: wholeNumber(256, 10_240) }, [
    'timeoutSeconds',
    'memoryMb',
  ]);

const ISSUER = /^https:\/\/[^\s/?#]+(?:\/[^\s?#]*[^\s/?#])?$/u;
const ORIGIN = /^https:\/\/[a-z0-9.-]+(?::\d+)?$/u;
const SOME_WORD = textLike(/^\S{1,256}$/u, 'is no word');

const MACHINE = objectOf(
  {
    arn: textLike(
      /^arn:aws[\w-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/u,
      'is no ARN of an IAM role or user',
    ),
    scopes: listOf(oneOf(SCOPES), { atLeastOne: true }),
    providers: listOf(SOME_WORD),
    withoutFlags: listOf(SOME_WORD),
  } satisfies Rules<Machine>,
  ['arn', 'scopes'],
);

const FILTER: Check = (value, place) => {
  const wrong = objectOf(Object.fromEntries(FILTERS.map((name) => [name, listOf(SOME_WORD)])))(value, place);
  if (wrong.length > 0 || !isObject(value)) return wrong;
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(value)) {
    for (const one of values as readonly string[]) query.append(name, one);
  }
  const parsed = parseFilter(query);
  return parsed.ok ? [] : [`${place}: ${parsed.detail}`];
};

const READER = objectOf(
  {
    id: textLike(/^[\w+=,.@:/-]{1,200}$/u, 'is no id of a reader'),
    kind: oneOf(['subscription', 'client'] satisfies RecallReader['kind'][]),
    identity: SOME_WORD,
    filter: (value, place) =>
      (Array.isArray(value) ? listOf(FILTER, { atLeastOne: true }) : FILTER)(value, place),
    providers: listOf(SOME_WORD),
    withoutFlags: listOf(SOME_WORD),
  } satisfies Rules<RecallReader>,
  ['id', 'kind'],
);

const READERS: Check = (value, place) => {
  const wrong = listOf(READER)(value, place);
  if (wrong.length > 0) return wrong;
  const ids = (value as readonly RecallReader[]).map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
    (id) => `${place}: ${JSON.stringify(id)} is there twice`,
  );
};

const READING = objectOf({
  enabled: yesOrNo,
  feedDays: wholeNumber(1, 3650),
  searchDays: wholeNumber(1, 3650),
  archive: objectOf({
    maxCapacity: wholeNumber(1, 1000),
    operators: listOf(
      textLike(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/u, 'is no ARN of an IAM role'),
    ),
  } satisfies Rules<ArchiveSettings>),
  requestsPerSecond: wholeNumber(1, 10_000),
  issuer: objectOf(
    {
      url: textLike(ISSUER, 'is no https address without a final slash'),
      audience: listOf(SOME_WORD, { atLeastOne: true }),
      clientId: SOME_WORD,
      origins: listOf(textLike(ORIGIN, 'is no origin such as https://login.example.org')),
    } satisfies Rules<TokenIssuer>,
    ['url', 'audience', 'clientId'],
  ),
  machines: listOf(MACHINE),
  recalls: objectOf({
    afterMinutes: wholeNumber(1, 7 * 24 * 60),
    readers: READERS,
    people: yesOrNo,
  } satisfies Rules<RecallSettings>),
  domain: objectOf(
    {
      name: textLike(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/u, 'is no domain in small letters'),
      certificateArn: textLike(
        /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/u,
        'is no ARN of a certificate in us-east-1',
      ),
    } satisfies Rules<PageDomain>,
    ['name', 'certificateArn'],
  ),
} satisfies Rules<ReadingSettings>);

export const STAGE_RULES: Rules<StageSettings> = {
  protectData: yesOrNo,
  logLevel: oneOf(LOG_LEVELS),
  logRetentionDays: rule(
    (value) => LOG_RETENTION_DAYS.some((days) => days === value),
    `is none of ${LOG_RETENTION_DAYS.join(', ')}`,
  ),
  maxConcurrency: wholeNumber(2, 1000),
  publishDuplicates: yesOrNo,
  overwrittenDeliveryDays: DAYS,
  deliveryDays: DAYS,
  killedTextDays: KILLED_TEXT_DAYS,
  quarantineDays: DAYS,
  accessLogDays: DAYS,
  queueAgeAlarmSeconds: wholeNumber(60, 86_400),
  opsEmail: textLike(/^[^\s@]+@[^\s@]+$/u, 'is no mail address'),
  pagerEmail: textLike(/^[^\s@]+@[^\s@]+$/u, 'is no mail address'),
  publishLagAlarmSeconds: wholeNumber(10, 3600),
  flowMetrics: yesOrNo,
  canary: yesOrNo,
  malwareScan: yesOrNo,
  dailyCostAlarmDollars: rule(
    (value) => typeof value === 'number' && value > 0,
    'is no number of dollars above 0',
  ),
  restoredTable: textLike(/^[\w.-]{3,255}$/u, 'is no name of a table'),
  customerKey: yesOrNo,
  readers: objectOf({
    accounts: listOf(textLike(/^\d{12}$/, 'is no number of an AWS account: 12 digits, as text')),
    organisation: textLike(/^o-[a-z0-9]{10,32}$/, 'is no id of an organisation such as o-abcdefghij'),
  } satisfies Rules<Readers>),
  mailDomain: textLike(
    /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/,
    'is no domain in small letters, such as wires.example.org',
  ),
  mailRuleSet: textLike(/^[\w-]{1,64}$/, 'is no name of a rule set'),
  reading: READING,
  ingest: size(60, 100),
  release: size(10, 55),
};

const STAGE = objectOf(STAGE_RULES);

const FILE = objectOf(
  {
    $schema: rule((value) => typeof value === 'string', 'is no text'),
    owner: TAG,
    costCentre: TAG,
    schemaBaseUrl: textLike(
      /^https:\/\/[^\s/]\S*[^\s/]$/u,
      'is no https address without a final slash, such as https://wire.example.org/schemas',
    ),
    stages: objectOf({ dev: STAGE, staging: STAGE, prod: STAGE }),
    // They are checked by themselves
    agencies: () => [],
  } satisfies Rules<ConfigFile>,
  ['stages', 'agencies'],
);

/** What a file leaves out. */
export const DEFAULTS: Required<Pick<ConfigFile, 'owner' | 'costCentre'>> & {
  stage: StageSettings;
} = {
  owner: 'newsroom-platform',
  costCentre: 'newsroom',
  stage: {
    protectData: true,
    logLevel: 'INFO',
    logRetentionDays: 90,
    maxConcurrency: 20,
    publishDuplicates: false,
    customerKey: false,
    overwrittenDeliveryDays: 400,
    quarantineDays: 400,
    accessLogDays: 90,
    queueAgeAlarmSeconds: 300,
    publishLagAlarmSeconds: 60,
    flowMetrics: false,
    canary: false,
    malwareScan: false,
    reading: {},
    ingest: { timeoutSeconds: 60, memoryMb: 1024 },
    release: { timeoutSeconds: 50, memoryMb: 512 },
  },
};
