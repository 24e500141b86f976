/**
 * What an SQS message of the intake queue says: which files S3 has received. A bucket may tell the queue itself, by way of
 * an SNS topic, or by way of EventBridge. Forms:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html. Pure.
 */

/** A file that was put into the inbox. */
export interface Delivery {
  bucket: string;
  key: string;
  /** Absent where the bucket keeps no versions. */
  versionId?: string;
  eTag: string;
  bytes: number;
  /** When S3 had it, epoch milliseconds. */
  received: number;
  /** Orders the deliveries under one key, see `compareSequence`; empty where S3 gives none. */
  sequencer: string;
}

export type Notification =
  | { kind: 'deliveries'; deliveries: Delivery[] }
  /** Nothing to do: S3's test message, folder markers, events that are no uploads. */
  | { kind: 'nothing'; reason: string }
  /** Not what S3 sends: somebody else writes to the queue, or we read it wrong. Kept for a person to look at. */
  | { kind: 'malformed'; reason: string };

/** @param body the body of the SQS message */
export function readNotification(body: string): Notification {
  const json = parsed(body);
  if (json === undefined) return { kind: 'malformed', reason: 'the message is not JSON' };
  if (!isObject(json)) return { kind: 'malformed', reason: 'the message is not a JSON object' };
  const told = withoutTopics(json);
  if (!isObject(told)) return { kind: 'malformed', reason: 'the message of the topic is not a JSON object' };
  // no file comes before a person has followed its link, and no function follows links
  if (told.Type === 'SubscriptionConfirmation')
    return { kind: 'malformed', reason: `the topic ${String(told.TopicArn)} waits to be confirmed` };
  if (told.Event === 's3:TestEvent') return { kind: 'nothing', reason: 's3:TestEvent' };
  if (isObject(told.detail)) return ofRecords([busRecord(told, told.detail)], 'detail');
  if (!Array.isArray(told.Records)) return { kind: 'malformed', reason: 'the message has no Records' };
  return ofRecords(told.Records.map(readRecord), 'Records');
}

/** Between the bucket and the queue: one topic, or one that passes on what another tells. */
const MOST_TOPICS = 3;

/** A topic puts what it was told into a string. */
function withoutTopics(json: Readonly<Record<string, unknown>>): unknown {
  let told: unknown = json;
  for (let topics = 0; topics < MOST_TOPICS && isObject(told); topics++) {
    if (told.Type !== 'Notification' || typeof told.Message !== 'string') break;
    told = parsed(told.Message);
  }
  return told;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ofRecords(records: readonly (Delivery | string)[], where: string): Notification {
  const deliveries: Delivery[] = [];
  const ignored: string[] = [];
  for (const [index, read] of records.entries()) {
    if (typeof read !== 'string') deliveries.push(read);
    else if (read.startsWith('ignored: ')) ignored.push(read.slice('ignored: '.length));
    else return { kind: 'malformed', reason: `${where}[${index}]: ${read}` };
  }
  if (deliveries.length === 0) return { kind: 'nothing', reason: ignored.join(', ') || 'no records' };
  return { kind: 'deliveries', deliveries };
}

/** Orders two deliveries under one key as S3 took them: hexadecimal numbers, the shorter padded on the right. */
export function compareSequence(a: Pick<Delivery, 'sequencer'>, b: Pick<Delivery, 'sequencer'>): number {
  const width = Math.max(a.sequencer.length, b.sequencer.length);
  const left = a.sequencer.padEnd(width, '0').toUpperCase();
  const right = b.sequencer.padEnd(width, '0').toUpperCase();
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function readRecord(record: unknown): Delivery | string {
  if (!isObject(record)) return 'not an object';
  const { eventName, eventTime, s3 } = record;
  if (typeof eventName !== 'string') return 'no eventName';
  // "s3:ObjectCreated:Put" and other prefixes, by who passed it on
  if (!/(?:^|:)ObjectCreated:/.test(eventName)) return `ignored: ${eventName}`;
  if (!isObject(s3) || !isObject(s3.bucket) || !isObject(s3.object)) return 'no s3.bucket or s3.object';
  const { key } = s3.object;
  if (typeof key !== 'string') return 'no bucket name or object key';
  const decoded = decodeKey(key);
  if (decoded === undefined) return `the key ${key} is not percent-encoded`;
  return deliveryOf(s3.bucket, s3.object, decoded, eventTime);
}

/** The one event that EventBridge sends a message for. Its keys are written as they are. */
function busRecord(
  { 'detail-type': type, time }: Record<string, unknown>,
  detail: Record<string, unknown>,
): Delivery | string {
  const { bucket, object } = detail;
  if (typeof type !== 'string') return 'no detail-type';
  if (type !== 'Object Created') return `ignored: ${type}`;
  if (!isObject(bucket) || !isObject(object)) return 'no bucket or object';
  const { key, etag, 'version-id': versionId } = object;
  if (typeof key !== 'string') return 'no bucket name or object key';
  return deliveryOf(bucket, { ...object, eTag: etag, versionId }, key, time);
}

function deliveryOf(
  { name: bucket }: Record<string, unknown>,
  object: Record<string, unknown>,
  key: string,
  time: unknown,
): Delivery | string {
  if (typeof bucket !== 'string') return 'no bucket name or object key';
  const bytes = typeof object.size === 'number' ? object.size : 0;
  if (key.endsWith('/') && bytes === 0) return 'ignored: folder marker';
  const received = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(received)) return 'no eventTime';
  return {
    bucket,
    key,
    bytes,
    received,
    ...(typeof object.versionId === 'string' && object.versionId !== ''
      ? { versionId: object.versionId }
      : {}),
    eTag: typeof object.eTag === 'string' ? object.eTag : '',
    sequencer: typeof object.sequencer === 'string' ? object.sequencer : '',
  };
}

/** S3 writes keys form-encoded: a space as +, everything else as UTF-8 in percent signs. */
function decodeKey(written: string): string | undefined {
  try {
    return decodeURIComponent(written.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
