/**
 * What an SQS message of the intake queue says: which files S3 has received.
 * Form: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html. Pure.
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
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: 'malformed', reason: 'the message is not JSON' };
  }
  if (!isObject(json)) return { kind: 'malformed', reason: 'the message is not a JSON object' };
  if (json.Event === 's3:TestEvent') return { kind: 'nothing', reason: 's3:TestEvent' };
  if (!Array.isArray(json.Records)) return { kind: 'malformed', reason: 'the message has no Records' };

  const deliveries: Delivery[] = [];
  const ignored: string[] = [];
  for (const [index, record] of json.Records.entries()) {
    const read = readRecord(record);
    if (typeof read !== 'string') deliveries.push(read);
    else if (read.startsWith('ignored: ')) ignored.push(read.slice('ignored: '.length));
    else return { kind: 'malformed', reason: `Records[${index}]: ${read}` };
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
  if (!/^(?:s3:)?ObjectCreated:/.test(eventName)) return `ignored: ${eventName}`;
  if (!isObject(s3) || !isObject(s3.bucket) || !isObject(s3.object)) return 'no s3.bucket or s3.object';
  const { object } = s3;
  const bucket = s3.bucket.name;
  if (typeof bucket !== 'string' || typeof object.key !== 'string') return 'no bucket name or object key';
  const key = decodeKey(object.key);
  if (key === undefined) return `the key ${object.key} is not percent-encoded`;
  const bytes = typeof object.size === 'number' ? object.size : 0;
  if (key.endsWith('/') && bytes === 0) return 'ignored: folder marker';
  const received = typeof eventTime === 'string' ? Date.parse(eventTime) : Number.NaN;
  if (Number.isNaN(received)) return 'no eventTime';
  return {
    bucket,
    key,
    bytes,
    received,
    ...(typeof object.versionId === 'string' ? { versionId: object.versionId } : {}),
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
