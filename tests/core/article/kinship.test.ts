import { describe, expect, test } from '@jest/globals';
import { sameStory, unrelated, type Told } from '../../../functions/core/article/kinship.ts';

const DAM: Told = {
  headline: 'Dam above Tarnby is leaking',
  body: 'Engineers found water running through a crack in the dam above Tarnby on Monday. The valley was being cleared, the county said, and 400 people were taken to a school.',
};
const CHESS: Told = {
  headline: 'Girl of eleven wins chess title',
  body: 'Ilse Brandt, eleven, beat a grandmaster in the final at Lindau on Monday. She said that she would celebrate with a pizza and go back to class.',
};

describe('texts that have nothing in common', () => {
  test.each<[string, Told, Told]>([
    ['two reports of one day', DAM, CHESS],
    ['two alerts', { headline: 'Dam leaking', body: '' }, { headline: 'Girl wins title', body: '' }],
    [
      'two reports in German, which share what every report has',
      {
        headline: 'Brücke bei Ahlbeck gesperrt',
        body: 'Die Brücke bei Ahlbeck ist seit Montag nach einem Schaden gesperrt, teilte das Bauamt mit.',
      },
      {
        headline: 'Kater findet nach zwei Jahren heim',
        body: 'Nach zwei Jahren ist ein Kater am Montag zu seiner Besitzerin nach Wismar zurückgekehrt.',
      },
    ],
    [
      'two reports in Russian',
      { headline: 'Мост закрыт на ремонт', body: 'После трещины в опоре мост закрыли, заявил инженер.' },
      { headline: 'Кот вернулся домой', body: 'После двух лет скитаний кот пришел к хозяйке, заявил сосед.' },
    ],
    [
      'two reports in Japanese',
      { headline: '吊り橋が通行止めに', body: '支柱に亀裂が見つかった。' },
      { headline: '迷い猫が二年ぶり帰宅', body: '飼い主は涙を流して喜んだ。' },
    ],
    [
      'a text and its translation',
      DAM,
      {
        headline: 'Barrage fissuré: une vallée évacuée',
        body: 'Une fissure a été découverte lundi et quatre cents habitants ont été conduits dans une école.',
      },
    ],
  ])('%s', (_name, a, b) => {
    expect([unrelated(a, b), unrelated(b, a)]).toEqual([true, true]);
    expect([sameStory(a, b), sameStory(b, a)]).toEqual([false, false]);
  });
});

describe('texts that can be one story', () => {
  const update: Told = {
    headline: 'Valley cleared as dam at Tarnby cracks',
    body: `${DAM.body} By evening the crack had grown to three metres, and soldiers were bringing stones.`,
  };

  test.each<[string, Told, Told]>([
    ['the same text', DAM, DAM],
    ['a version that was written through', DAM, update],
    ['an alert and its story', { headline: 'Dam above Tarnby leaking', body: '' }, update],
    [
      'the same text under another headline',
      DAM,
      { headline: 'Hundreds flee from their homes', body: DAM.body },
    ],
    [
      'a headline that stays over a text that was written anew',
      DAM,
      { headline: DAM.headline, body: 'Geologists and a crew of divers arrived; nobody slept.' },
    ],
    [
      'an ending that changes with the case',
      { headline: 'Lauttaa odotetaan', body: 'Lautan kone sammui Hiidensaaren edustalla.' },
      { headline: 'Lautan kone sammui Hiidensaaren luona', body: '' },
    ],
    [
      'a headline in Chinese with a word more',
      { headline: '水库大坝出现裂缝', body: '' },
      { headline: '更新:水库大坝裂缝扩大', body: '村民已经撤离。' },
    ],
    [
      'a correction that turns the meaning round',
      {
        headline: 'Mill pond is open again',
        body: 'The mill pond is open again for bathing, the parish said.',
      },
      { headline: 'Mill pond NOT open', body: 'The mill pond is not open for bathing, the parish said.' },
    ],
  ])('%s', (_name, a, b) => {
    expect([unrelated(a, b), unrelated(b, a)]).toEqual([false, false]);
    expect([sameStory(a, b), sameStory(b, a)]).toEqual([true, true]);
  });
});

test('two stories of one subject may be related, but are not one', () => {
  const opening: Told = {
    headline: 'Lido opens with a brass band',
    body: 'The lido of Marrow Bay opened on Sunday with a brass band and free ice cream for children.',
  };
  const theft: Told = {
    headline: 'Bronze heron stolen from lido',
    body: 'Thieves sawed a bronze heron off its plinth in the night; police are looking for a white van.',
  };
  expect(unrelated(opening, theft)).toBe(false);
  expect(sameStory(opening, theft)).toBe(false);
});

test('two lines of a live page are not one story, although they have one subject and nearly one time', () => {
  const [left, back] = ['10:30 The lighthouse has reopened.', '10:45 The lighthouse is dark.'];
  expect(sameStory({ headline: left, body: left }, { headline: back, body: back })).toBe(false);
});

test.each<Told>([
  { headline: '', body: '' },
  { headline: 'It is', body: '…' },
])('nobody can tell of what says nothing: %j', (nothing) => {
  expect(unrelated(nothing, DAM)).toBe(false);
  expect(sameStory(nothing, DAM)).toBe(true);
});
