import { describe, expect, it } from '@jest/globals';
import { inHouseStyle } from '../../../functions/core/dedupe/house-style.ts';

describe('the news in a text', () => {
  it('has words as another house writes them, in small letters and in capitals', () => {
    expect(inHouseStyle('They ORGANISED a prise; advertisers analyse wise Organisations')).toBe(
      'they organized a prise advertizers analyze wise organizations',
    );
  });

  it('has abbreviations only before a stop, and magnitudes only behind a number', () => {
    expect(inHouseStyle('Gov. Ames, gov of m, 5 m and 5 million', 'en')).toBe(
      inHouseStyle('Governor Ames, gov of m, 5 million and 5m', 'en'),
    );
    expect(inHouseStyle('twelve per cent')).toBe(inHouseStyle('12 %'));
  });

  it('keeps its words where small letters are more characters than capitals', () => {
    expect(inHouseStyle('İzmir votes again')).toMatch(/ votes again$/);
  });
});
