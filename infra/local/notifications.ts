/** S3 event notifications: the bucket's settings of the template, and the events exactly as S3 writes them. */
import { randomBytes } from 'node:crypto';
import { encodeEventKey } from '../../functions/desk/announcement.ts';
import { arnOf, LOCAL } from './catalogue.ts';
import { UnsupportedByLocalStackError } from './errors.ts';
import { isArray, isObject, type Json } from './json.ts';
import type { Resource, Template } from './template.ts';

/** One queue that a bucket tells about new objects. */
export interface NotificationTarget {
  queueArn: string;
  /** `s3:ObjectCreated:*` or one of its kinds. */
  event: string;
  prefix: string;
  suffix: string;
}

export type ObjectCreatedKind = 'Put' | 'Post' | 'Copy' | 'CompleteMultipartUpload';

export interface StoredObject {
  bucket: string;
  key: string;
  size: number;
  /** Without quotes. */
  eTag: string;
  /** Only in a versioned bucket. */
  versionId?: string;
  kind: ObjectCreatedKind;
  /** Epoch milliseconds. */
  time: number;
}

const EVENTS: ReadonlySet<string> = new Set([
  's3:ObjectCreated:*',
  's3:ObjectCreated:Put',
  's3:ObjectCreated:Post',
  's3:ObjectCreated:Copy',
  's3:ObjectCreated:CompleteMultipartUpload',
]);

/** The targets that a bucket's NotificationConfiguration names. @throws UnsupportedByLocalStackError */
export function notificationTargets(bucket: Resource, template: Template): NotificationTarget[] {
  const configuration = template.resolve(bucket.properties.NotificationConfiguration ?? {}, bucket);
  if (!isObject(configuration)) return [];
  const refuse = (what: string): never => {
    throw new UnsupportedByLocalStackError(bucket.logicalId, what);
  };
  for (const part of Object.keys(configuration)) {
    // Events that no rule of the template asks for
    if (part === 'EventBridgeConfiguration') continue;
    if (part !== 'QueueConfigurations') refuse(`NotificationConfiguration.${part}`);
  }
  const list = configuration.QueueConfigurations;
  return (isArray(list) ? list : []).filter(isObject).map((entry) => {
    const { Event: event, Queue: queueArn } = entry;
    if (typeof event !== 'string' || !EVENTS.has(event))
      return refuse(`notification of ${JSON.stringify(event)}`);
    if (typeof queueArn !== 'string') return refuse('notification without a queue');
    const rules = filterRules(entry.Filter);
    for (const name of rules.keys())
      if (name !== 'prefix' && name !== 'suffix') refuse(`filter rule ${name}`);
    return { queueArn, event, prefix: rules.get('prefix') ?? '', suffix: rules.get('suffix') ?? '' };
  });
}

function filterRules(filter: Json | undefined): Map<string, string> {
  const key = isObject(filter) ? filter.S3Key : undefined;
  const rules = isObject(key) && isArray(key.Rules) ? key.Rules : [];
  return new Map(
    rules.flatMap((rule) =>
      isObject(rule) && typeof rule.Name === 'string' && typeof rule.Value === 'string'
        ? [[rule.Name.toLowerCase(), rule.Value]]
        : [],
    ),
  );
}

export function isTargetOf(target: NotificationTarget, object: Pick<StoredObject, 'key' | 'kind'>): boolean {
  return (
    (target.event.endsWith(':*') || target.event === `s3:ObjectCreated:${object.kind}`) &&
    object.key.startsWith(target.prefix) &&
    object.key.endsWith(target.suffix)
  );
}

/** Hexadecimal, and of two objects of one key the later has the greater one. */
export class Sequencer {
  #last = 0n;

  next(time: number): string {
    const now = BigInt(time) << 20n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last.toString(16).toUpperCase().padStart(18, '0');
  }
}

/** The body of the SQS message (S3 event message structure 2.1). */
export function objectCreatedEvent(object: StoredObject, sequencer: string): string {
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: LOCAL.region,
        eventTime: new Date(object.time).toISOString(),
        eventName: `ObjectCreated:${object.kind}`,
        userIdentity: { principalId: `AWS:${LOCAL.accountId}` },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': requestId(), 'x-amz-id-2': 'local' },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'local',
          bucket: {
            name: object.bucket,
            ownerIdentity: { principalId: LOCAL.accountId },
            arn: arnOf('s3', object.bucket),
          },
          object: {
            key: encodeEventKey(object.key),
            size: object.size,
            eTag: object.eTag,
            ...(object.versionId === undefined ? {} : { versionId: object.versionId }),
            sequencer,
          },
        },
      },
    ],
  });
}

/** What S3 sends once to a queue when a bucket's notifications are set up. */
export function testEvent(bucket: string, time: number): string {
  return JSON.stringify({
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: new Date(time).toISOString(),
    Bucket: bucket,
    RequestId: requestId(),
    HostId: 'local',
  });
}

function requestId(): string {
  return randomBytes(8).toString('hex').toUpperCase();
}
