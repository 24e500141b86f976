/** What S3 tells a queue of a file that was put into a bucket. */
import { encodeEventKey } from '../../functions/desk/announcement.ts';
import { Sequencer } from '../../infra/local/notifications.ts';

export { encodeEventKey, Sequencer };

export interface CreatedObject {
  bucket: string;
  /** As it stands in events, see `encodeEventKey`. */
  key: string;
  size: number;
  eTag: string;
  versionId: string;
  sequencer: string;
  /** Epoch milliseconds. */
  time: number;
}

/** The body of the queue's message, without what nobody reads and what S3 draws at random. */
export function objectCreated({ bucket, time, ...object }: CreatedObject): string {
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventTime: new Date(time).toISOString(),
        eventName: 'ObjectCreated:Put',
        s3: { bucket: { name: bucket }, object },
      },
    ],
  });
}
