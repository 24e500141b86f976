/** What a local stack can be told when it starts. */
import type { WarmContainers } from './containers.ts';
import type { FunctionOutput } from './functions.ts';

export interface LocalStackOptions {
  /** Absent: any free ports. Where a wanted port is taken, any free one is. */
  ports?: { aws: number; dynamodb: number; web?: number };
  /** Keeps everything in this folder across restarts; absent: in memory. */
  dataDir?: string;
  /** Folder of the built page; absent: dist/web. */
  page?: string;
  /** Folder of a cloud assembly; absent: infra/ is synthesised. */
  assembly?: string;
  /** CDK context for that, e.g. { stage: 'prod' }. */
  context?: Readonly<Record<string, string>>;
  /** Seconds after which a failed message comes back; absent: the visibility time-out of its queue, as on AWS. */
  retryAfterSeconds?: number;
  /** Milliseconds that a minute of the schedules lasts; absent: a minute; 0: they fire only by fire(). */
  scheduleMinuteMs?: number;
  /**
   * False: stacks of functions name lines of the bundles, not of the sources. Their containers start sooner, for the maps
   * are larger than the code.
   */
  sourceMaps?: boolean;
  /** Keeps containers beyond the stack, for the next one on the same ports; absent: they end with it. */
  containers?: WarmContainers;
  /** Gets what the functions print, line by line. */
  onOutput?: FunctionOutput;
  /** False: nothing is taken from the queues; functions run only by invoke() and fire(). */
  poll?: boolean;
  /** Batches of one mapping at the same time at most, so that fewer containers start; absent: as the template says. */
  batchesAtOnce?: number;
  /** Logical ids of functions that take nothing from their queues. */
  pollsNot?: readonly string[];
  /** Asked at every call of SNS Publish; true: it is refused with 503. Absent: none is. */
  refusePublish?: () => boolean;
  /** False: where GuardDuty is to look for malware, nothing does; tags are put by hand. */
  scanner?: boolean;
  /** JSON of ARNs and texts: the secrets of feeds that are fetched. */
  secretsFile?: string;
  /** Of what speaks as OpenSearch Serverless, where the stage has an archive; absent: it is without one. */
  archiveEndpoint?: string;
  /** Is told of what the template declares and one machine cannot run, in words: `the SFTP server`. */
  onNotHere?: (what: string) => void;
  /** Is told of ports that were taken. */
  onPortTaken?: (port: number) => void;
}
