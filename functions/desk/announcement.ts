/**
 * Announces a file of the inbox again, in the words of S3 and with the time at which it came: whatever is read again is
 * as old as it was, so that an old text never goes over a newer one. Pure.
 */

import type { InboxFile } from '../adapters/store/inbox-versions.ts';

/** The body of a message for the intake queue. @param by the command that announces it, for whoever looks into the queue */
export function announcementOf(file: InboxFile, by: string): string {
  const { bucket, key, version, eTag, bytes, receivedAt, sequencer = '' } = file;
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventTime: receivedAt,
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: by },
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: bucket },
          object: {
            key: encodeEventKey(key),
            size: bytes,
            eTag,
            // A version that is the ETag names no version
            ...(version === eTag ? {} : { versionId: version }),
            ...(sequencer === '' ? {} : { sequencer }),
          },
        },
      },
    ],
  });
}

/** A key as it stands in an event: percent-encoded but for slashes, a space as `+`. */
export function encodeEventKey(key: string): string {
  return encodeURIComponent(key)
    .replace(/%2F/g, '/')
    .replace(/%20/g, '+')
    .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
