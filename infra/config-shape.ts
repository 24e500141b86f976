/** What newswire.config.json may say: config.schema.json is made of it, and config-rules.ts checks it. */
import type { RecallSettings } from '../functions/core/feed/recalls.ts';
import type { Machine } from '../functions/core/feed/rights.ts';
import type { Provider } from '../functions/core/providers/agency.ts';
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
