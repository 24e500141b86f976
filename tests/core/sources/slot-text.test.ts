import { describe, expect, test } from '@jest/globals';
import { slotOf, tagSlot } from '../../../functions/core/sources/slot-text.ts';

describe('the slot of a text by itself', () => {
  test.each([
    ['credit', 'credit'],
    ['contribution', 'credit'],
    ['attribution', 'body'],
    ['trap', 'body'],
    [undefined, 'body'],
  ])('%s is read as %s', (name, slot) => {
    expect(slotOf(name)).toBe(slot);
  });

  test('a line that says who contributed names its sources by itself', () => {
    const { sources } = tagSlot("Avec la contribution de l'Associated Press", slotOf('contribution'), 'fr');
    expect(sources.map(({ id, role }) => `${role} ${id ?? ''}`)).toEqual(['contribution ap']);
  });
});
