import { describe, expect, test } from '@jest/globals';
import { embargoIn } from '../../../functions/core/article/words/embargo.ts';

describe('an embargo in words', () => {
  test.each([
    'EMBARGO: until noon',
    'EMBARGO: no publication before Friday noon',
    'Sperrfrist: keine Veröffentlichung vor Freitag, 18 Uhr',
    'First embargo lifted; embargoed again until noon',
    'Not for release before 6 p.m.',
  ])('holds: %s', (text) => {
    expect(embargoIn(text, 'note')).toMatchObject({ kind: 'embargo' });
  });

  test.each(['Embargo lifted', 'EMBARGO: none', 'Sperrfrist: keine.', 'No embargo', 'Embargo: levé'])(
    'is over: %s',
    (text) => {
      expect(embargoIn(text, 'note')?.kind).not.toBe('embargo');
    },
  );
});
