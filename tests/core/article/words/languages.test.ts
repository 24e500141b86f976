import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';
import type { Slot } from '../../../../functions/core/article/words/slots.ts';
import { tokensOf } from '../../../../functions/core/article/words/tokens.ts';
import { faultOf } from '../../../../tools/eval-words/score.ts';
import { SET_FOLDER, type Line } from '../../../../tools/eval-words/set.ts';

const linesOf = (file: string): Line[] =>
  readFileSync(join(SET_FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

const LINES = linesOf('languages.ndjson');

describe('kills, embargoes and news of agencies in further languages', () => {
  test('stand in the set in eighteen of them', () => {
    expect(new Set(LINES.map(({ lang }) => lang)).size).toBe(18);
  });

  test.each(LINES)('$lang: $text', (line) => {
    expect(faultOf(line)).toBe('');
  });
});

describe('labels in mixed case, and news with the same words', () => {
  const mixed = linesOf('mixed.ndjson');

  test('stand in the set in all 28 languages, and a third of them are news', () => {
    expect(new Set(mixed.map(({ lang }) => lang)).size).toBe(28);
    expect(mixed.filter(({ label }) => label === 'none').length * 3).toBeGreaterThan(mixed.length);
  });

  test.each(mixed)('$lang $slot: $text', (line) => {
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

describe('layouts that desks use, too', () => {
  const found = (text: string, slot: Slot): string => {
    const { embargo, kill } = wordsOfSlot(text, slot);
    return embargo?.kind === 'embargo' ? 'embargo' : (kill?.kind ?? 'none');
  };

  test.each<[Slot, string]>([
    ['note', 'Not to be published, broadcast or posted online before 0600 Wednesday'],
    ['note', 'Bitte beachten: Sperrfrist Redebeginn, ca. 11 Uhr!'],
    ['text', '【解禁】12月2日午前6時'],
    ['text', '【禁止在12月2日6时前发布】'],
    ['text', '本稿12月2日6时前不得发布'],
    ['note', 'This copy is not to be used before 6am on Wednesday'],
    ['takeKey', 'HFR'],
    ['note', 'HOLD FOR SUNDAY'],
    ['note', 'Achtung: Bitte Sperrfrist 6 Uhr am Mittwoch beachten!'],
    ['text', 'VORABMELDUNG - frei ab Mittwoch, 6 Uhr'],
    ['text', 'OPGELET: embargo tot woensdag 6 uur'],
    ['text', 'Embargo tot en met 2 december, 6.00 uur'],
    ['text', 'INFORMATION SOUS EMBARGO JUSQU’AU MERCREDI 2 DÉCEMBRE À 06H00'],
  ])('an embargo as %s: %s', (slot, text) => {
    expect(found(text, slot)).toBe('embargo');
  });

  test.each<[Slot, string]>([
    ['headline', 'Kill: Lantern tax dropped by Wexmoor'],
    ['note', 'Editors: please withdraw the story, the source has retracted.'],
    ['headline', 'SE ANULA LA NOTICIA: impuesto de los faroles'],
    ['note', 'La notizia va considerata annullata'],
    ['note', 'Texten får ej användas'],
    ['headline', 'TILBAGEKALDT: lygteskatten'],
    ['headline', 'ОТМЕНА НОВОСТИ: налог на фонари'],
    ['headline', 'ΑΝΑΚΛΗΣΗ: ο φόρος των φαναριών'],
    ['note', 'Please kill the above.'],
    ['text', 'Preghiamo di annullare la notizia sulle lanterne.'],
    ['text', 'Solicitamos que desconsiderem a matéria sobre as lanternas.'],
    ['text', 'Telegrammet om lygterne må ikke bringes.'],
    ['headline', '【削除】ランタン税廃止'],
    ['headline', '（取り消し）ランタン税廃止'],
    ['headline', '[기사 취소] 등불세 폐지'],
  ])('a kill as %s: %s', (slot, text) => {
    expect(found(text, slot)).toBe('kill');
  });

  test.each<[Slot, string]>([
    ['headline', 'Kill the lights: Wexmoor goes dark for an hour'],
    ['headline', 'Kill fee: why freelance writers want more'],
    ['headline', 'Advance 2: chess team reaches the second round'],
    ['headline', 'Retraction of landing gear failed before crash'],
    ['text', 'The story of the lantern tax is withdrawn from the curriculum.'],
    ['note', 'Removes extraneous word in paragraph 2'],
    ['text', 'GESPERRT: Die A7 bei Altenfurth bleibt bis Mittwoch zu.'],
    ['note', 'Corrects date of embargo to Dec. 2'],
    ['headline', '新作映画、12月2日解禁'],
    ['headline', 'ランタン税、取り消し訴訟で住民勝訴'],
    ['headline', '撤稿风波：期刊主编辞职'],
    ['headline', 'Wycofane ze sklepów: serki z Tolviku'],
  ])('news as %s: %s', (slot, text) => {
    expect(found(text, slot)).toBe('none');
  });

  test.each([
    'Nie publikować przed środą, 2 grudnia, godz. 6',
    'ЭМБАРГО до 2 декабря, в 6 утра',
    'ΕΜΠΑΡΓΚΟ έως 2 Δεκεμβρίου, στις 6',
  ])('an hour behind the day is read: %s', (text) => {
    expect(wordsOfSlot(text, 'note').embargo).toMatchObject({ time: { day: 2, clocks: [{ hour: 6 }] } });
  });

  test.each(['EMBARGO until Dec 2, 6', 'Sperrfrist: 2. Dezember, ab 6'])(
    'a number behind the day that may be its hour is left to a person: %s',
    (text) => {
      const { embargo } = wordsOfSlot(text, 'note');
      expect(embargo).toMatchObject({ kind: 'embargo' });
      expect(embargo).not.toHaveProperty('time');
    },
  );
});
