import { describe, expect, test } from '@jest/globals';
import { readDate, type DateOptions } from '../../../functions/core/text/dates.ts';

const RECEIVED = Date.parse('2026-07-01T12:00:00Z');
const read = (written: string, options: Partial<DateOptions> = {}): string | undefined =>
  readDate(written, { received: RECEIVED, ...options }).instant;
const codes = (written: string, options: Partial<DateOptions> = {}): string[] =>
  readDate(written, { received: RECEIVED, ...options }).warnings.map(({ code }) => code);

describe('every shape that wires write', () => {
  test.each([
    ['2014-08-29T13:49:51Z', '2014-08-29T13:49:51Z'],
    ['20140829T134951+0000', '2014-08-29T13:49:51+00:00'],
    ['Τρί, 14 Οκτ 2025 10:30:00 +0300', '2025-10-14T10:30:00+03:00'],
    ['út, 14 říj 2025 09:30:00 +0200', '2025-10-14T09:30:00+02:00'],
    ['1. července 2025 09:30 +0200', '2025-07-01T09:30:00+02:00'],
    ['1. června 2025 09:30 +0200', '2025-06-01T09:30:00+02:00'],
    ['K, 2025. október 14. 09:30:00 +0200', '2025-10-14T09:30:00+02:00'],
    ['вт, 14 окт. 2025 г. 09:30:00 +0300', '2025-10-14T09:30:00+03:00'],
    ['الثلاثاء 14 أكتوبر 2025 10:30:00 +0300', '2025-10-14T10:30:00+03:00'],
    ['20240710T125902Z', '2024-07-10T12:59:02Z'],
    ['20131020T192751+1100', '2013-10-20T19:27:51+11:00'],
    ['2016-04-13 04:52:21+00:00', '2016-04-13T04:52:21+00:00'],
    ['2016-04-13 04:52:21 +02:00', '2016-04-13T04:52:21+02:00'],
    ['2017-10-11T10:41:00+0100', '2017-10-11T10:41:00+01:00'],
    ['2013-03-04T11:14:13.000Z', '2013-03-04T11:14:13Z'],
    ['2013-03-04T11:14:13.250Z', '2013-03-04T11:14:13.250Z'],
    ['2013-03-04T11:14:13.2504821Z', '2013-03-04T11:14:13.250Z'],
    ['2013-03-04 11:40:31 GMT+00:00', '2013-03-04T11:40:31+00:00'],
    ['2019-07-11t12:17:00z', '2019-07-11T12:17:00Z'],
    ['2014-08-29T13:49+02', '2014-08-29T13:49:00+02:00'],
    ['2014/08/29 13:49:51 UTC', '2014-08-29T13:49:51Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
    ['2016-02-29T24:00:00Z', '2016-03-01T00:00:00Z'],
    ['Tue, 12 Jan 2016 12:35:40 +0100', '2016-01-12T12:35:40+01:00'],
    ['Tue, 12 Jan 2016 12:35:40 +0100 (CET)', '2016-01-12T12:35:40+01:00'],
    ['12 Jan 16 12:35 GMT', '2016-01-12T12:35:00Z'],
    ['Tue, 12 Jan 2016 12:35:40 EST', '2016-01-12T12:35:40-05:00'],
    ['Tue Jan 12 12:35:40 2016 UTC', '2016-01-12T12:35:40Z'],
    ['12-Jan-2016 12:35 Z', '2016-01-12T12:35:00Z'],
    ['January 5, 2016 3:07 PM GMT', '2016-01-05T15:07:00Z'],
    ['Jan. 5, 2016 12:07 a.m. GMT', '2016-01-05T00:07:00Z'],
    ['2. März 2016, 14.05 Uhr MEZ', '2016-03-02T14:05:00+01:00'],
    ['mardi 2 mars 2016 14h05 GMT', '2016-03-02T14:05:00Z'],
    ['Tue, 12 Jan 2016 12:35:40 MEST', '2016-01-12T12:35:40+02:00'],
    ['Tue, 12 Jan 2016 12:35:40 HKT', '2016-01-12T12:35:40+08:00'],
    ['Tue, 12 Jan 2016 12:35:40 SGT', '2016-01-12T12:35:40+08:00'],
    ['Tue, 12 Jan 2016 12:35:40 KST', '2016-01-12T12:35:40+09:00'],
    ['Tue, 12 Jan 2016 12:35:40 SAST', '2016-01-12T12:35:40+02:00'],
    ['Tue, 12 Jan 2016 12:35:40 NPT', '2016-01-12T12:35:40+05:45'],
    ['Tue, 12 Jan 2016 12:35:40 PKT', '2016-01-12T12:35:40+05:00'],
    ['Tue, 12 Jan 2016 12:35:40 WIB', '2016-01-12T12:35:40+07:00'],
    ['Tue, 12 Jan 2016 12:35:40 ART', '2016-01-12T12:35:40-03:00'],
    ['Tue, 12 Jul 2016 12:35:40 NZST', '2016-07-12T12:35:40+12:00'],
    ['Tue, 12 Jul 2016 12:35:40 EEST', '2016-07-12T12:35:40+03:00'],
    ['Tue, 12 Jan 2016 12:35:40 GMT-03:30', '2016-01-12T12:35:40-03:30'],
    ['Tue, 12 Jan 2016 12:35 (HKT)', '2016-01-12T12:35:00+08:00'],
    ['12 Jan 2016 12:35:40HKT', '2016-01-12T12:35:40+08:00'],
    ['12 Jan 2016 12:35 UTC+2', '2016-01-12T12:35:00+02:00'],
    ['12 Jan 2016 12:35 UTC +5:30', '2016-01-12T12:35:00+05:30'],
    ['2016-01-12 12:35 GMT-3', '2016-01-12T12:35:00-03:00'],
    ['Tue Jan 12 2016 12:35:40 GMT+0100 (Central European Standard Time)', '2016-01-12T12:35:40+01:00'],
    ['Tue, 12 Jan 2016 9:5:7 +0100', '2016-01-12T09:05:07+01:00'],
    ['2016-1-12T9:05:7Z', '2016-01-12T09:05:07Z'],
    ['2016-01-12T09:05:7+01:00', '2016-01-12T09:05:07+01:00'],
    ['2016-01-12T09:05+01:00[Europe/Oslo]', '2016-01-12T09:05:00+01:00'],
    ['2016-07-12 09:05 Europe/Oslo', '2016-07-12T09:05:00+02:00'],
    ['Tue, 12 Jan 2016 12:35:40 ET', '2016-01-12T12:35:40-05:00'],
    ['Tue, 12 Jul 2016 12:35:40 ET', '2016-07-12T12:35:40-04:00'],
    ['July 12, 2016 at 3:07 PM PT', '2016-07-12T15:07:00-07:00'],
    ['July 12, 2016 at 3:07 PM AT', '2016-07-12T15:07:00-03:00'],
    ['1409320191', '2014-08-29T13:49:51Z'],
    ['1409320191250', '2014-08-29T13:49:51.250Z'],
  ])('%s', (written, expected) => {
    expect(readDate(written, { received: RECEIVED })).toEqual({ instant: expected, warnings: [] });
  });

  test('a weekday that is wrong is overlooked', () => {
    expect(read('Mon, 12 Jan 2016 12:35:40 GMT')).toBe('2016-01-12T12:35:40Z');
  });
});

describe('local times', () => {
  test.each([
    ['20141126T152703', 'Europe/Helsinki', '2014-11-26T15:27:03+02:00'],
    ['2016-01-12 12:35:40', 'Australia/Sydney', '2016-01-12T12:35:40+11:00'],
    ['2016-07-12 12:35:40', 'Australia/Sydney', '2016-07-12T12:35:40+10:00'],
    ['11.07.2019 12:17', 'Europe/Oslo', '2019-07-11T12:17:00+02:00'],
    ['11.01.2019 12:17', 'Europe/Oslo', '2019-01-11T12:17:00+01:00'],
    ['06 June 2016 14:00:00', 'Pacific/Auckland', '2016-06-06T14:00:00+12:00'],
    ['2016-07-12T12:35', 'Europe/London', '2016-07-12T12:35:00+01:00'],
    ['2016-01-12T12:35', 'Europe/London', '2016-01-12T12:35:00Z'],
    ['2016-01-12', 'Asia/Tokyo', '2016-01-12T00:00:00+09:00'],
    ['20140829134951', 'UTC', '2014-08-29T13:49:51Z'],
    ['23/01/2016 09:00', 'Europe/Madrid', '2016-01-23T09:00:00+01:00'],
  ])('%s in %s', (written, zone, expected) => {
    expect(readDate(written, { received: RECEIVED, zone })).toEqual({ instant: expected, warnings: [] });
  });

  test('without a zone UTC is assumed, and said', () => {
    expect(read('2016-01-12 12:35:40')).toBe('2016-01-12T12:35:40Z');
    expect(codes('2016-01-12 12:35:40')).toEqual(['zone-assumed']);
  });

  test.each([
    ['CST', { zone: 'Asia/Shanghai' }, '+08:00'],
    ['CST', { zone: 'America/Los_Angeles' }, '-06:00'],
    ['CST', { country: 'TW' }, '+08:00'],
    ['IST', { zone: 'Asia/Jerusalem' }, '+02:00'],
    ['IST', { country: 'IE' }, '+01:00'],
    ['EST', { zone: 'Australia/Sydney' }, '+10:00'],
  ] as const)('%s of a feed of %o is %s', (name, options, offset) => {
    const written = `Tue, 14 Jul 2015 09:30:00 ${name}`;
    expect(read(written, options)).toBe(`2015-07-14T09:30:00${offset}`);
    expect(codes(written, options)).toEqual([]);
  });

  test.each([
    ['03/04/2016 09:00 BRT', 'BR', '2016-04-03T09:00:00-03:00'],
    ['03/04/2016 9:00 AM EST', 'US', '2016-03-04T09:00:00-05:00'],
    ['25/04/2016 09:00 GMT', 'US', '2016-04-25T09:00:00Z'],
    ['03/04/2016 09:00 GMT', 'CA', undefined],
  ])('%s in %s', (written, country, expected) => {
    expect(read(written, { country })).toBe(expected);
  });

  test('a name that two countries use is read as most wires mean it, and said', () => {
    expect(read('Tue, 14 Jul 2015 09:30:00 IST')).toBe('2015-07-14T09:30:00+05:30');
    expect(codes('Tue, 14 Jul 2015 09:30:00 IST')).toEqual(['zone-ambiguous']);
    expect(codes('Tue, 14 Jul 2015 09:30:00 CST', { zone: 'Europe/Oslo' })).toEqual(['zone-ambiguous']);
  });

  test('a name that nobody knows costs the zone and not the date', () => {
    for (const written of ['2016-01-12T12:35:40 QQT', 'Tue, 12 Jan 2016 12:35:40 QQT']) {
      expect(read(written)).toBe('2016-01-12T12:35:40Z');
      expect(read(written, { zone: 'Europe/Oslo' })).toBe('2016-01-12T12:35:40+01:00');
      expect(codes(written)).toEqual(['zone-unknown']);
    }
  });

  test('a time that summer time skips is read on, and said', () => {
    const options = { zone: 'Europe/Berlin' };
    expect(read('2026-03-29 02:30', options)).toBe('2026-03-29T03:30:00+02:00');
    expect(codes('2026-03-29 02:30', options)).toEqual(['local-time-ambiguous']);
    expect(codes('2026-03-29 01:59:59', options)).toEqual([]);
    expect(codes('2026-03-29 03:00', options)).toEqual([]);
  });

  test('of an hour that comes twice the first counts; for an embargo the second, so that nothing is early', () => {
    const options = { zone: 'Europe/Berlin' };
    expect(read('2025-10-26 02:30', options)).toBe('2025-10-26T02:30:00+02:00');
    expect(read('2025-10-26 02:30', { ...options, window: 'any' })).toBe('2025-10-26T02:30:00+01:00');
    expect(codes('2025-10-26 02:30', options)).toEqual(['local-time-ambiguous']);
    expect(codes('2025-10-26 03:00', options)).toEqual([]);
  });

  test('a picture from before there were zones has its time in UTC', () => {
    expect(read('1880-05-01 12:00', { zone: 'Europe/Amsterdam', window: 'content' })).toMatch(
      /^1880-05-01T11:\d\d:\d\dZ$/,
    );
  });

  test('an offset in the date is stronger than the zone of the feed', () => {
    expect(read('2017-02-24T13:51:00+1000', { zone: 'Europe/Rome' })).toBe('2017-02-24T13:51:00+10:00');
  });
});

describe('what is no date', () => {
  test.each(['', '   ', 'YYYYMMDD000000-HHMM', '00000000', '0000-00-00T00:00:00'])(
    'the placeholder "%s" is passed over in silence',
    (written) => {
      expect(readDate(written, { received: RECEIVED })).toEqual({ warnings: [] });
    },
  );

  test.each([
    'tomorrow',
    'Friday September 9',
    '2016-13-01',
    '2016-02-30T10:00:00Z',
    '2015-02-29',
    '2016-01-12T25:00:00',
    '2016-01-12T12:00:00+30:00',
    '03/04/2016',
    '31 Foo 2016',
    '13:00 pm 1 May 2016',
    '2016',
    '12 Jan 2016 and later',
    `2016-01-12${' '.repeat(200)}x`,
  ])('%s is unreadable, and said', (written) => {
    expect(read(written)).toBeUndefined();
    expect(codes(written)).toEqual(['date-unreadable']);
  });

  test.each([
    ['3013-05-01T00:00:00Z', 'past'],
    ['1989-12-31T23:59:59Z', 'past'],
    ['2026-07-03T12:00:01Z', 'past'],
    ['2026-07-03T12:00:01Z', 'content'],
    ['3013-05-01T00:00:00Z', 'any'],
  ] as const)('%s is out of the window "%s"', (written, window) => {
    expect(read(written, { window })).toBeUndefined();
    expect(codes(written, { window })).toEqual(['date-out-of-range']);
  });

  test.each([
    ['2026-07-03T12:00:00Z', 'past'],
    ['1990-01-01T00:00:00Z', 'past'],
    ['1911-12-14T15:00:00Z', 'content'],
    ['2031-01-01T00:00:00Z', 'any'],
  ] as const)('%s is within the window "%s"', (written, window) => {
    expect(read(written, { window })).toBe(written);
  });
});

test.each([
  '12. maaliskuuta 2026 20:15',
  '12 марта 2026, 20:15',
  'Чт, 12 мар 2026 20:15:00',
  '12 березня 2026 20:15',
  '12 Μαρτίου 2026 20:15',
  '12 Mart 2026 20:15',
  '2026年3月12日 20:15',
  '2026년 3월 12일 20:15',
])('months in more languages: %s', (written) => {
  const received = Date.parse('2026-03-13T00:00:00Z');
  expect(readDate(written, { zone: 'Europe/Helsinki', received }).instant).toBe('2026-03-12T20:15:00+02:00');
});
