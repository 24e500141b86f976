import { expect, it } from '@jest/globals';
import { CharacterKinds } from '../../../functions/core/text/characters.ts';
import { countsOf, inkOf } from '../../../functions/core/text/counts.ts';
import { cleanCharacters, evenSpaces, plainCharacters } from '../../../functions/core/text/whitespace.ts';

it('a kind is asked for once for each character, also beyond the basic plane', () => {
  const asked: string[] = [];
  const kinds = new CharacterKinds((character) => {
    asked.push(character);
    return character === 'a' ? 1 : 2;
  });
  expect(['a', 'b', 'a', 'b', '😀'].map((one) => kinds.of(one.codePointAt(0) ?? 0))).toEqual([1, 2, 1, 2, 2]);
  expect(asked).toEqual(['a', 'b', '😀']);
});

it('a text that is called plain is what cleaning makes of it, whatever stands in it', () => {
  const plain = ['', ' ', 'The ferry – “nine boats” – sails.', ' Übermorgen, 5 € ', 'œuvre'];
  const other = [
    'two  spaces',
    'a\nb',
    'a\tb',
    'a\u00a0b',
    'a & b',
    '5 < 6',
    'c:\\x',
    'a\u00adb',
    'e\u0301',
    '中',
  ];
  for (const text of plain) {
    expect(plainCharacters(text)).toBe(inkOf(text));
    expect(evenSpaces(cleanCharacters(text))).toBe(text);
  }
  for (const text of other) expect(plainCharacters(text)).toBeUndefined();
});

it('words are counted from letters and figures on, and by dictionary where nothing parts them', () => {
  const words = (text: string): number => countsOf(text).wordCount;
  expect(words('– Nine-boat ferries, 3rd of 4 (½) …')).toBe(6);
  expect(words('𝐀𝐛 x\u00a0y\u3000z')).toBe(4);
  expect(words('渡轮 sail again')).toBeGreaterThan(2);
});

it('words of a very long text without spaces are counted as its beginning says', () => {
  const sentence = '人口二百人の島に、待ち望んだ冷蔵庫が届いた。';
  const { wordCount } = countsOf(sentence);
  const count = countsOf(sentence.repeat(20_000)).wordCount;
  expect(count / 20_000 / wordCount).toBeCloseTo(1, 2);
});
