import { describe, expect, test } from '@jest/globals';
import { victimsOf } from '../../../../functions/core/article/words/references.ts';

const named = (text: string) =>
  victimsOf([{ slot: 'text', text }], { service: 'w', written: Date.parse('2026-07-02T10:00:00Z') });

describe('a slug with its day names the victim', () => {
  const victim = { kind: 'slug', value: 'bc-or--orchard sale', date: '2026-07-01' };

  test.each([
    'The story BC-OR--Orchard Sale of July 1 has been withdrawn and must not be used.',
    'The item BC-OR--Orchard Sale of July 1 is killed.',
    'Kill the story slugged BC-OR--Orchard Sale of July 1.',
  ])('%s', (text) => {
    expect(named(text)).toContainEqual(victim);
  });

  test('behind the label of the kill', () => {
    expect(named('Mandatory kill: Orchard-Sale, July 1. No substitute will be sent.')).toEqual([
      { kind: 'slug', value: 'orchard-sale', date: '2026-07-01' },
    ]);
  });

  test('but not where it says two days: which item is meant is in doubt', () => {
    const found = named(
      'Please kill the story slugged ORCHARD-SALE ex Tolby, Harbour July 1, at 30 June 2026 09:00 GMT.',
    );
    expect(found).toEqual([{ kind: 'slug', value: 'orchard-sale' }]);
  });

  test('the same day said twice is one', () => {
    const found = named(
      'Please kill the story slugged ORCHARD-SALE ex Tolby, Harbour July 1, at 1 July 2026 09:00 GMT.',
    );
    expect(found).toEqual([{ kind: 'slug', value: 'orchard-sale', date: '2026-07-01' }]);
  });
});

describe('a number in a sentence that says twice that the item is not to be used', () => {
  test.each([
    'Telegrammet orc0388 trækkes tilbage og må ikke anvendes.',
    'Meldingen orc0388 er annullert og skal ikke brukes.',
    'Telegrammet orc0388 är felaktigt, återkallas och får inte användas.',
    'Der Artikel orc0388 ist hinfällig und darf nicht verwendet werden.',
    'La noticia orc0388 queda anulada y no debe publicarse.',
  ])('%s', (text) => {
    expect(named(text)).toContainEqual({ kind: 'message-number', value: 'orc388' });
  });

  test('names none where the second half is news', () => {
    expect(named('Telegrammet orc0388 trækkes tilbage og alle rejser hjem til Tolby.')).toEqual([]);
  });
});
