import { expect, test } from '@jest/globals';
import { announcementOf } from '../../functions/desk/announcement.ts';
import { readNotification } from '../../functions/desk/notification.ts';

const FILE = {
  bucket: 'inbox',
  key: "incoming/fjord/it's (1) + été.xml",
  version: 'v1',
  eTag: 'e1',
  bytes: 12,
  receivedAt: '2026-03-11T08:00:00.123Z',
};

test('a file that is announced again is read as S3 announced it, with the time at which it came', () => {
  expect(readNotification(announcementOf({ ...FILE, sequencer: '00A1' }, 'wire replay'))).toEqual({
    kind: 'deliveries',
    deliveries: [
      {
        bucket: 'inbox',
        key: FILE.key,
        versionId: 'v1',
        eTag: 'e1',
        bytes: 12,
        received: Date.parse(FILE.receivedAt),
        sequencer: '00A1',
      },
    ],
  });
});

test('where the bucket keeps no versions, none is named', () => {
  const { deliveries: [delivery] = [] } = {
    deliveries: undefined,
    ...readNotification(announcementOf({ ...FILE, version: 'e1' }, 'wire replay')),
  };
  expect(delivery).toMatchObject({ eTag: 'e1', sequencer: '' });
  expect(delivery).not.toHaveProperty('versionId');
});
