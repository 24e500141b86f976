/** What is wrong with settings, each mistake with its place. */
import { FILTERS, parseFilter } from '../functions/core/feed/filter.ts';
import type { RecallReader, RecallSettings } from '../functions/core/feed/recalls.ts';
import { SCOPES, type Machine } from '../functions/core/feed/rights.ts';
import { checkProviders, KILLED_TEXT_DAYS } from '../functions/core/providers/check.ts';
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
import {
  LOG_LEVELS,
  LOG_RETENTION_DAYS,
  type ArchiveSettings,
  type ConfigFile,
  type PageDomain,
  type Readers,
  type ReadingSettings,
  type StageEntry,
  type StageSettings,
  type TokenIssuer,
} from './config-shape.ts';

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
