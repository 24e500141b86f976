/** Embargoes that wait for what no clock can tell: the end of a speech, of a press conference, of a meeting. */
import { describe, expect, test } from '@jest/globals';
import type { Slot } from '../../../../functions/core/article/words/slots.ts';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';

describe('an embargo until an event', () => {
  test.each([
    'Embargoed until the hearing is over',
    'Embargo until the start of the ceremony',
    'Sperrfrist bis zum Ende der Preisverleihung',
    'Sperrfrist: Beginn der Sitzung',
    'Sous embargo jusqu’à la fin de la cérémonie',
    'Embargo : fin de l’allocution du recteur',
    'Embargado hasta que termine la comparecencia',
    'Embargo: inicio del acto',
    'Embargo fino al termine della cerimonia',
    'Embargo tot na afloop van de bijeenkomst',
    'Embargo até ao fim da cerimónia',
    'Embargo till dess presskonferensen är slut',
    'Klausuleret til ceremonien er slut',
    'Sperrefrist til seremonien er over',
    'Embargo: tilaisuuden alkuun asti',
    'EMBARGO DO ZAKOŃCZENIA UROCZYSTOŚCI',
  ])('holds for a person, as a line of the text: %s', (text) => {
    const { embargo } = wordsOfSlot(text, 'text');
    expect(embargo).toMatchObject({ kind: 'embargo' });
    expect(embargo).not.toHaveProperty('time');
  });

  test.each<[Slot, string]>([
    ['text', 'The embargo on herring stays until the meeting is over, fishers in Alvik said.'],
    ['headline', 'Embargo bis zum Ende der Sitzung, fordern die Fischer'],
    ['text', 'L’embargo sur le hareng tient jusqu’à la fin de la réunion, disent les pêcheurs d’Alvik.'],
    ['text', 'Embargot mot sillen gäller tills mötet är slut, säger fiskarna i Alvik.'],
  ])('is none of news, in a %s: %s', (slot, text) => {
    expect(wordsOfSlot(text, slot).embargo).toBeUndefined();
  });

  test.each([
    'Fri til offentliggørelse fredag den 3. juli kl. 12.00',
    'Fri til bruk fredag 3. juli kl. 12.00',
  ])('or free from an hour on: %s', (text) => {
    expect(wordsOfSlot(text, 'text').embargo).toMatchObject({ kind: 'embargo', time: { day: 3 } });
  });
});

test.each([
  'MANDATORY CANCELLATION: rope story',
  'ACHTUNG: Meldung über das Tau NICHT VERWENDEN',
  'La dépêche sur la corde est à considérer comme nulle',
  'Depesza o linie jest nieaktualna',
  'Bitte löschen Sie die Meldung zum langen Tau',
])('a note that is a kill: %s', (text) => {
  expect(wordsOfSlot(text, 'note').kill).toMatchObject({ kind: 'kill' });
});
