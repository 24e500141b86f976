/** Embargoes that wait for an event or an edition, in many languages, and the news that looks like them. */
import { describe, expect, test } from '@jest/globals';
import type { Slot } from '../../../../functions/core/article/words/slots.ts';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';

describe('an embargo without an hour holds for a person', () => {
  test.each([
    'Mag niet worden gebracht voordat de minister heeft gesproken',
    'Får inte spridas innan ministern har talat',
    'Skal ikke bringes før ministeren har talt',
    'Nie publikować do czasu rozpoczęcia konferencji prasowej',
    'Embargo do zahájení brífinku',
    'Эмбарго до начала церемонии',
    'Не публиковать до завершения заседания',
    'Ембарго до закінчення засідання',
    'Εμπάργκο μέχρι την έναρξη της τελετής',
    'Tören sona erene kadar yayımlanmamalıdır',
    'حظر نشر حتى نهاية الجلسة',
    'אסור לפרסום עד סיום הטקס',
    'समारोह समाप्त होने तक प्रसारित न करें',
    '記者会見開始まで公開不可',
    '新闻发布会开始前不得播发',
    '기자회견 종료까지 게재 금지',
    'Bis zum Ende der Preisverleihung (Freitag, 20 Uhr) gesperrt',
    'Zur Verwendung erst nach der Urteilsverkündung freigegeben',
    'À ne diffuser qu’après le prononcé de l’allocution',
    'HOLD FOR RELEASE ON WORD FROM THE PALACE',
    'Embargoed until the panel has chosen a winner',
    'Interdit de diffuser avant la fin du procès',
    'No se puede difundir hasta que hable la ministra',
    'Da pubblicare solo dopo la lettura della sentenza',
    'Web embargo 6pm GMT Saturday; print embargo Sunday morning',
  ])('as a line of the text: %s', (text) => {
    const { embargo } = wordsOfSlot(text, 'text');
    expect(embargo).toMatchObject({ kind: 'embargo' });
    expect(embargo).not.toHaveProperty('time');
  });
});

describe('an embargo with an hour is read', () => {
  test.each<[Slot, string]>([
    ['text', 'For Sunday papers: embargoed until Saturday, July 4, 6 p.m.'],
    ['text', 'Für Samstagausgaben - Sperrfrist: 4. Juli, 4 Uhr'],
    ['headline', 'Per i giornali di lunedì: embargo 4 luglio ore 18 - La corda di Alvik'],
    ['text', '*EMBARGO* Not to be posted, shared or tweeted before 6 p.m. GMT July 4'],
    ['note', 'OBS: Artikkelen er sperret til 4. juli kl. 10'],
    ['text', 'К публикации не ранее 15:00 мск 4 июля'],
    ['text', '7月4日午前10時まで掲載不可'],
    ['text', '7월 4일 오전 10시까지 공개 불가'],
    ['text', '北京时间7月4日10:00前不得播发'],
    ['text', '4 जुलाई सुबह 10 बजे तक प्रकाशित न करें'],
    ['headline', 'Publication autorisée à partir du samedi 4 juillet à 6H00 - La corde d’Alvik'],
    ['headline', 'For publication July 4, 6 a.m. CET - A long rope'],
    ['text', 'Embargo hasta el sáb 4-jul a las 09:30 h'],
    ['text', 'Vor dem 4. Juli, 6 Uhr, bitte nichts davon senden'],
    ['text', 'Må først omtales 4. juli kl. 10'],
    ['text', 'Embargo fino alle 18,45 di sabato 4 luglio'],
  ])('in a %s: %s', (slot, text) => {
    expect(wordsOfSlot(text, slot).embargo).toMatchObject({ kind: 'embargo', time: { day: 4, month: 7 } });
  });
});

test.each<[Slot, string]>([
  ['text', 'Sperrefrist: krabbefiskerne må vente til fredag'],
  ['text', 'Ambargo: cuma günü okullar açılmıyor.'],
  ['text', 'Klausul til søndag: keeper kan skifte klubb'],
  ['headline', 'Do not use before the swim: lido warns of slides'],
  ['headline', 'Reservado hasta el domingo: el palacio de la cumbre'],
  ['headline', 'Frei ab Samstag, 18 Uhr - Hallenbad öffnet wieder'],
  ['text', 'Får inte användas före midsommar: ny strand stängd'],
  ['headline', 'Levée de l’embargo : jeudi, les chalutiers repartent'],
])('news stays free, in a %s: %s', (slot, text) => {
  expect(wordsOfSlot(text, slot).embargo?.kind).not.toBe('embargo');
});
