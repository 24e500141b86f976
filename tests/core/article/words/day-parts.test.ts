/** Days with a part of them, days that are the last one, and dates that look like hours. */
import { describe, expect, test } from '@jest/globals';
import { instantOfWords } from '../../../../functions/core/article/words/instant.ts';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';

/** When a line of the text frees its story; read on Wednesday, 1 July 2026, 12.00 in Berlin. */
function until(text: string): string | undefined {
  const { embargo } = wordsOfSlot(text, 'text');
  const at = Date.parse('2026-07-01T10:00:00Z');
  if (embargo?.kind !== 'embargo') return 'no embargo';
  if (embargo.time === undefined) return undefined;
  return instantOfWords(embargo.time, {
    written: at,
    received: at,
    zone: 'Europe/Berlin',
    dayFirst: true,
  })?.instant;
}

describe('an embargo until a part of a day', () => {
  test.each([
    ['Sperrfrist: Donnerstagabend, 19 Uhr', '2026-07-02T19:00:00+02:00'],
    ['Sperrfrist bis Sonntagmittag, 12.30 Uhr', '2026-07-05T12:30:00+02:00'],
    ['EMBARGO TOT ZATERDAGOCHTEND 7 UUR', '2026-07-04T07:00:00+02:00'],
    ['Embargo tot zondagavond 8 uur', '2026-07-05T20:00:00+02:00'],
    ['Klausuleret til lørdag morgen kl. 6', '2026-07-04T06:00:00+02:00'],
    ['SPERREFRIST: søndagskveld kl. 20', '2026-07-05T20:00:00+02:00'],
    ['Embargo till måndagsmorgon kl 7', '2026-07-06T07:00:00+02:00'],
  ])('is read where the hour is told: %s', (text, instant) => {
    expect(until(text)).toBe(instant);
  });

  test.each(['Sperrfrist: Samstagabend', 'Embargo tot maandagmiddag', 'Embargo till lördag lunch'])(
    'holds for a person where it is not: %s',
    (text) => {
      expect(until(text)).toBeUndefined();
    },
  );
});

describe('an embargo until and including a day', () => {
  test.each([
    ['Embargo t/m zaterdag 4 juli', '2026-07-05T00:00:00+02:00'],
    ['Sperrfrist bis einschließlich Freitag, 3. Juli', '2026-07-04T00:00:00+02:00'],
    ['Embargoed up to and including Sunday', '2026-07-06T00:00:00+02:00'],
    ['Klausuleret til og med mandag den 6. juli', '2026-07-07T00:00:00+02:00'],
  ])('ends with the day: %s', (text, instant) => {
    expect(until(text)).toBe(instant);
  });

  test('ends at its hour, where one is told', () => {
    expect(until('EMBARGO T/M VRIJDAG 07.30 UUR')).toBe('2026-07-03T07:30:00+02:00');
  });
});

describe('a date', () => {
  test.each([
    ['EMBARGO: pn. 6.07, godz. 5:30', '2026-07-06T05:30:00+02:00'],
    ['באמברגו עד 5.07 בשעה 08:00', '2026-07-05T08:00:00+02:00'],
    ['EMBARGO do niedzieli do godz. 9', '2026-07-05T09:00:00+02:00'],
    ['EMBARGO JUSQU’AU VEND. 3 JUIL. 07H30', '2026-07-03T07:30:00+02:00'],
    ['EMBARGO până joi, 2 iulie, ora 10.00', '2026-07-02T10:00:00+02:00'],
    ['SPERREFRIST: søn. 5. juli kl. 08.00', '2026-07-05T08:00:00+02:00'],
  ])('is no hour before one: %s', (text, instant) => {
    expect(until(text)).toBe(instant);
  });

  test.each([
    ['Embargo: 10h00 de domingo, dia 5', '2026-07-05T10:00:00+02:00'],
    ['Embargo fino alle 18,45 di sabato', '2026-07-04T18:45:00+02:00'],
    ['Embargo hasta mañana, viernes, a las 10:00', undefined],
    ['Embargo hasta mañana, jueves, a las 10:00', '2026-07-02T10:00:00+02:00'],
  ])('is held against the day that is named beside it: %s', (text, instant) => {
    expect(until(text)).toBe(instant);
  });

  test('is that of the night between two days', () => {
    expect(until('Embargo: midnight Thursday/Friday')).toBe('2026-07-03T00:00:00+02:00');
  });

  test('is read in capitals of Turkish', () => {
    expect(until('AMBARGO: 5 TEMMUZ PAZAR, SAAT 08.00')).toBe('2026-07-05T08:00:00+02:00');
    expect(until('AMBARGO: 7 ARALIK, SAAT 08.00')).toBe('2026-12-07T08:00:00+01:00');
  });
});
