import { describe, expect, test } from '@jest/globals';
import { instantOfWords, type Moment } from '../../../../functions/core/article/words/instant.ts';
import { timeAt } from '../../../../functions/core/article/words/time.ts';
import { tokensOf } from '../../../../functions/core/article/words/tokens.ts';

/** What a time in words means to a desk at that moment. */
function read(text: string, written: string, more: Partial<Moment> = {}): string | undefined {
  const time = timeAt(tokensOf(text), 0);
  const at = Date.parse(written);
  if (time === undefined) return undefined;
  return instantOfWords(time, { written: at, received: at, zone: 'Europe/Berlin', ...more })?.instant;
}

describe('a time in words', () => {
  test.each([
    // Wednesday noon
    ['Montag, 6 Uhr', '2026-07-06T06:00:00+02:00'],
    ['0001 GMT MONDAY', '2026-07-06T00:01:00Z'],
    ['10 a.m. Wednesday', undefined],
    ['8 p.m. Wednesday', '2026-07-01T20:00:00+02:00'],
    ['6 Uhr', '2026-07-02T06:00:00+02:00'],
    ['Dec. 1', '2026-12-01T00:00:00+01:00'],
    ['2 January', '2027-01-02T00:00:00+01:00'],
    ['30 June, 9 a.m.', '2026-06-30T09:00:00+02:00'],
    ['tomorrow noon', '2026-07-02T12:00:00+02:00'],
    ['midnight Friday', '2026-07-04T00:00:00+02:00'],
    ['5 Uhr 30. Februar', undefined],
    ['11am ET / 1500 GMT, July 3', '2026-07-03T11:00:00-04:00'],
    ['mardi 7 juillet à 6h30 (heure de Paris)', '2026-07-07T06:30:00+02:00'],
  ])('%s', (text, instant) => {
    expect(read(text, '2026-07-01T10:00:00Z')).toBe(instant);
  });

  test.each([
    [
      'in the hour that autumn repeats, the later one',
      'Sonntag, 2.30 Uhr',
      '2026-10-24T10:00:00Z',
      '2026-10-25T02:30:00+01:00',
    ],
    [
      'in the hour that spring skips, as if the clock had stayed',
      'Sonntag, 2.30 Uhr',
      '2026-03-28T10:00:00Z',
      '2026-03-29T03:30:00+02:00',
    ],
    ['over the end of summer time', 'Montag, 6 Uhr', '2026-10-24T10:00:00Z', '2026-10-26T06:00:00+01:00'],
  ])('%s', (_, text, written, instant) => {
    expect(read(text, written)).toBe(instant);
  });

  test.each([
    [
      'with an apostrophe of either kind',
      'jusqu’au vendredi 3 juillet à 6h30',
      {},
      '2026-07-03T06:30:00+02:00',
    ],
    ['with spaces behind its stops', '3. 7. 2026 6:30', {}, '2026-07-03T06:30:00+02:00'],
    [
      'of a language that writes the day first',
      '03/07 6:30',
      { dayFirst: true },
      '2026-07-03T06:30:00+02:00',
    ],
    ['of one that writes the month first', '07/03 6:30', { dayFirst: false }, '2026-07-03T06:30:00+02:00'],
    ['of which nobody knows, where its weekday tells', 'Friday 07/03 6:30', {}, '2026-07-03T06:30:00+02:00'],
    ['of which nobody knows', '07/03 6:30', {}, undefined],
    [
      'in the time of Greenwich, in Arabic',
      'الساعة 06:30 بتوقيت غرينتش 03.07.2026',
      {},
      '2026-07-03T06:30:00Z',
    ],
    ['in the time of Israel', '06:30 שעון ישראל, 03.07.2026', {}, '2026-07-03T06:30:00+03:00'],
  ])('a date %s', (_, text, more, instant) => {
    expect(read(text, '2026-07-01T10:00:00Z', more)).toBe(instant);
  });

  test('the day is that of the zone, not of Greenwich', () => {
    expect(read('6 p.m. today', '2026-07-02T03:00:00Z', { zone: 'America/New_York' })).toBe(
      '2026-07-01T18:00:00-04:00',
    );
  });

  test('"Monday" of a file that came after it is left to a person', () => {
    const received = Date.parse('2026-07-07T10:00:00Z');
    expect(read('Monday 6 a.m.', '2026-07-01T10:00:00Z', { received })).toBeUndefined();
    expect(read('Monday, July 6, 6 a.m.', '2026-07-01T10:00:00Z', { received })).toBe(
      '2026-07-06T06:00:00+02:00',
    );
  });
});
