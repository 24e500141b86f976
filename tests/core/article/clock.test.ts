import { expect, test } from '@jest/globals';
import { believableClock } from '../../../functions/core/article/clock.ts';
import { contentIdentity } from '../../../functions/core/article/identity.ts';
import { RECEIVED as FILES_RECEIVED, readBytes } from '../../support/wires.ts';
import { recordWith } from '../../support/records.ts';

const RECEIVED = Date.parse('2026-11-02T12:00:00Z');

function spanOf(written: string, zone?: string, received = RECEIVED): (string | undefined)[] | null {
  const { clock, warning } = believableClock(written, { received, ...(zone === undefined ? {} : { zone }) });
  return clock === null ? null : [clock.from, clock.to, ...(warning === undefined ? [] : [warning.code])];
}

test.each([
  ['2026-11-02T09:15:30+01:00', 'UTC', '2026-11-02T08:15:30.000Z'],
  ['20261102T091530.250Z', 'Europe/Rome', '2026-11-02T09:15:30.250Z'],
  ['2026-11-02 09:15', 'Europe/Rome', '2026-11-02T08:15:00.000Z'],
  ['2026-11-01T24:00', 'Europe/Rome', '2026-11-01T23:00:00.000Z'],
  ['2026-03-29 02:30', 'Europe/Rome', '2026-03-29T01:30:00.000Z'],
  ['2026-11-02 09:15', undefined, '2026-11-02T09:15:00.000Z'],
])('the time "%s" in the zone %s is one moment', (written, zone, at) => {
  expect(spanOf(written, zone)).toEqual([at, at]);
});

test.each([
  ['20261102', 'UTC', '2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'],
  ['2 November 2026', 'Europe/Rome', '2026-11-01T23:00:00.000Z', '2026-11-02T23:00:00.000Z'],
  ['2026-11-02-05:00', 'Europe/Rome', '2026-11-02T05:00:00.000Z', '2026-11-03T05:00:00.000Z'],
  ['2026-10-25', 'Europe/Rome', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
])('the date "%s" in the zone %s is its whole day, however long', (written, zone, from, to) => {
  expect(spanOf(written, zone)).toEqual([from, to]);
});

test('a local time of the hour that comes twice in autumn is both', () => {
  expect(spanOf('2026-10-25 02:10', 'Europe/Rome')).toEqual([
    '2026-10-25T00:10:00.000Z',
    '2026-10-25T01:10:00.000Z',
  ]);
  expect(spanOf('2026-10-25T02:10+01:00', 'Europe/Rome')).toEqual([
    '2026-10-25T01:10:00.000Z',
    '2026-10-25T01:10:00.000Z',
  ]);
});

test.each([undefined, '', 'yesterday', '00000000', '2026-02-30', '1970-01-01T00:00:00Z'])(
  'there is no clock in "%s"',
  (written) => {
    expect(believableClock(written, { received: RECEIVED })).toEqual({ clock: null });
  },
);

test('a clock that is a few minutes ahead is believed', () => {
  expect(spanOf('2026-11-02T12:10:00Z')).toEqual(['2026-11-02T12:10:00.000Z', '2026-11-02T12:10:00.000Z']);
});

test.each(['2026-11-02T12:10:01Z', '2026-11-04', '2026-11-07T12:00:00Z', '3026-11-02T12:00:00Z'])(
  'in the place of "%s", which is ahead, stand the minutes up to the receipt of the file',
  (written) => {
    expect(spanOf(written)).toEqual(['2026-11-02T11:50:00.000Z', '2026-11-02T12:00:00.000Z', 'clock-ahead']);
  },
);

test('a day that has begun elsewhere is not over before its end', () => {
  expect(spanOf('2026-11-03')).toEqual([
    '2026-11-02T11:50:00.000Z',
    '2026-11-04T00:00:00.000Z',
    'clock-ahead',
  ]);
});

test('the day of receipt is not ahead, although it is not over', () => {
  expect(spanOf('2026-11-02')).toEqual(['2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z']);
});

test('the article keeps the time that its agency wrote, the record says what it is taken for', async () => {
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><guid>otter-7</guid>
    <title>Otters return to the mill pond</title><pubDate>Wed, 01 Jul 2026 18:00:00 +0000</pubDate></item></channel></rss>`;
  const result = await readBytes(Buffer.from(feed));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error('it was not read');
  const { article, wire } = item.record;
  expect(article.versionCreated).toBe('2026-07-01T18:00:00+00:00');
  expect(wire.clock?.to).toBe(new Date(FILES_RECEIVED).toISOString());
  expect(wire.warnings).toContainEqual({
    code: 'clock-ahead',
    detail: expect.stringContaining('18:00:00 +0000'),
  });
});

test('the same sending at another hour is still the same', () => {
  const record = recordWith();
  const later = recordWith({ wire: { clock: { from: '2026-03-12T00:00:00Z', to: '2026-03-12T00:00:00Z' } } });
  expect(contentIdentity(later)).toEqual(contentIdentity(record));
});
