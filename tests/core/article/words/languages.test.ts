import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';
import { tokensOf } from '../../../../functions/core/article/words/tokens.ts';
import { faultOf } from '../../../../tools/eval-words/score.ts';
import { SET_FOLDER, type Line } from '../../../../tools/eval-words/set.ts';

const LINES = readFileSync(join(SET_FOLDER, 'languages.ndjson'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Line);

describe('kills, embargoes and news of agencies in further languages', () => {
  test('stand in the set in sixteen of them', () => {
    expect(new Set(LINES.map(({ lang }) => lang)).size).toBe(16);
  });

  test.each(LINES)('$lang: $text', (line) => {
    expect(faultOf(line)).toBe('');
  });
});

describe('scripts without spaces or capitals', () => {
  test('give a token a letter, with signs and digits as in Latin script', () => {
    expect(tokensOf('【柳１２】。').map(({ text }) => text)).toEqual(['[', '柳', '12', ']', '.']);
    expect(tokensOf('٣ ديسمبر').map(({ text }) => text)).toEqual(['3', 'ديسمبر']);
  });

  test.each(['12月3日午後2時半', '12月3日下午2点半', '12월 3일 오후 2시 반', '12月3日14時30分'])(
    'an hour and a half is not read as the hour: %s',
    (time) => {
      expect(wordsOfSlot(`EMBARGO: ${time}`, 'text').embargo).toMatchObject({
        time: { month: 12, day: 3, clocks: [{ hour: 14, minute: 30 }] },
      });
    },
  );

  test('a time that stands before words nobody knows holds for a person', () => {
    const { embargo } = wordsOfSlot('解禁日時：12月3日2時柳橋', 'text');
    expect(embargo).toMatchObject({ kind: 'embargo' });
    expect(embargo).not.toHaveProperty('time');
  });
});

describe('the head of a line in signs', () => {
  test('+++ counts as a dash', () => {
    expect(wordsOfSlot('+++ SPERRFRIST +++ Brücke', 'slugline').embargo).toMatchObject({ kind: 'embargo' });
    expect(wordsOfSlot('+++ KILL +++ Brücke', 'headline').kill).toMatchObject({ kind: 'kill' });
  });

  test('a word in brackets is the label of the time behind them', () => {
    expect(wordsOfSlot('[EMBARGO] 3 December 2026, 6 a.m.', 'text').embargo).toMatchObject({
      time: { day: 3, clocks: [{ hour: 6 }] },
    });
  });

  test('a word said three times between commas is news', () => {
    expect(wordsOfSlot('Hold, hold, hold: how keepers of Brandel train', 'headline').kill).toBeUndefined();
    expect(wordsOfSlot('HOLD HOLD HOLD: Keepers of Brandel', 'headline').kill).toMatchObject({
      kind: 'kill',
    });
  });
});
