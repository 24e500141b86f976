/** What several functions of the reading side may do. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Wildcard } from '../node-function.ts';
import { ARCHIVE_PREFIX, type Store } from '../store.ts';

/** Large records and bodies: messages are composed again from them. */
export function readRecords(store: Store): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadLargeBodies',
    actions: ['s3:GetObject'],
    resources: [ARCHIVE_PREFIX.bodies, ARCHIVE_PREFIX.records].map((prefix) =>
      store.archive.arnForObjects(`${prefix}*`),
    ),
  });
}

export const RECORDS: readonly Wildcard[] = [
  {
    resource: `<ArchiveBucket.Arn>/${ARCHIVE_PREFIX.bodies}*`,
    reason: 'A body is named after its article and revision; access ends at the prefix for bodies.',
  },
  {
    resource: `<ArchiveBucket.Arn>/${ARCHIVE_PREFIX.records}*`,
    reason: 'A large record is named after its article and content; access ends at the prefix for records.',
  },
];
