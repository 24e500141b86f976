/** Embargoes as agencies of further languages word them, and what a line above the text may say before them; received on a Wednesday. */
import { describe, expect, test } from '@jest/globals';
import type { Slot } from '../../../../functions/core/article/words/slots.ts';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';

describe('an embargo', () => {
  test.each([
    'EMBARGO INFO: Not for broadcast before 2200 GMT on Friday',
    'Do not move online before Friday 5 a.m. EST',
    'The report is subject to an embargo until 6 a.m. GMT on Friday, July 3',
    'Noticia sometida a embargo hasta el viernes a las 7:00',
    'Article soumis à embargo jusqu’au vendredi 3 juillet à 6h00',
    'PUBBLICAZIONE VIETATA PRIMA DELLE 10 DI VENERDÌ',
    'Verbreitung untersagt bis Freitag, 3. Juli, 6 Uhr',
    'Artikeln har embargo till fredag 06.00',
    'Offentliggøres ikke før fredag kl. 12',
    'Publiseres ikke før fredag kl. 12',
    'Uutinen on embargossa perjantaihin klo 10 saakka',
    'Für Freitagausgaben - Sperrfrist 3. Juli, 4 Uhr',
  ])('%s', (text) => {
    expect(wordsOfSlot(text, 'text').embargo).toMatchObject({ kind: 'embargo' });
  });

  test.each<[Slot, string]>([
    ['text', 'Fishers protest on the quay - embargo on herring until Friday, 6 a.m., angers them.'],
    ['headline', 'Do not move until 6 a.m., rescuers tell skiers'],
    ['text', 'Listan publiceras inte före fredag, säger kommunen i Alvik.'],
    ['text', 'Rökning förbjuden till fredag klockan 6, säger kommunen i Alvik.'],
  ])('is none of news, in a %s: %s', (slot, text) => {
    expect(wordsOfSlot(text, slot).embargo).toBeUndefined();
  });
});

describe('a kill', () => {
  test.each([
    'SE ANULA LA NOTICIA sobre la cuerda',
    'We are withdrawing our story on the rope',
    'Vi drar tillbaka telegrammet om repet',
    'ANULOWANIE DEPESZY o linie',
  ])('stands in a headline: %s', (text) => {
    expect(wordsOfSlot(text, 'headline').kill).toMatchObject({ kind: 'kill' });
  });

  test.each<[Slot, string]>([
    ['headline', 'Vi drar tillbaka lagen, säger ministern'],
    ['headline', 'We are withdrawing our troops, minister says'],
  ])('is none of news, in a %s: %s', (slot, text) => {
    expect(wordsOfSlot(text, slot).kill).toBeUndefined();
  });

  test('behind a dash of the text is none', () => {
    expect(wordsOfSlot('He rose and left the room - kill the story, he said.', 'text').kill).toBeUndefined();
  });

  test('asks editors, and not the readers of the news, to leave out pictures', () => {
    const news = 'No difundir fotos de niños, pide la jueza de Alvik.';
    expect(wordsOfSlot(news, 'text').kill).toMatchObject({ unlessStory: true });
  });
});
