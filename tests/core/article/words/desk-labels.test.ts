/** Kills that name no kill by itself: the body or the capitals of the first words tell; received on a Wednesday. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../../functions/core/article/record.ts';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';
import { recordOfNinjs } from '../../../support/ninjs-record.ts';

async function signalsOf(headline: string, text: string, language: string): Promise<readonly string[]> {
  const { wire } = await record({ headline, language, body_html: `<p>${text}</p>` });
  return wire.signals;
}

function record(fields: object): Promise<ArticleRecord> {
  return recordOfNinjs({ uri: 'urn:rope:7', ...fields });
}

describe('a headline that takes a text back', () => {
  test.each([
    ['en', 'STORY WITHDRAWN-Long rope planned', 'It went out before the master had answered.'],
    ['en', 'Kill: Long rope planned', 'The story was wrong.'],
    ['en', 'Editors: delete the story about the rope from all systems', 'It was wrong.'],
    ['en', 'Kill the story headlined “Long rope planned”', 'It was wrong.'],
    ['de', 'ELIMINIERUNG: Langes Tau geplant', 'Die Meldung enthält Fehler.'],
    ['es', 'ANULEN POR FAVOR la noticia sobre la cuerda', 'La noticia contiene un error.'],
    ['it', 'ANNULLARE la notizia sulla corda', 'La notizia contiene un errore.'],
    ['da', 'BRUG IKKE telegrammet om rebet', 'Telegrammet er forkert.'],
    ['sv', 'ANVÄND INTE telegrammet om repet', 'Telegrammet är fel.'],
    ['sv', 'MAKULERAS: Långt rep planeras', 'Texten innehåller fel.'],
    ['fi', 'ÄLÄ KÄYTÄ: Pitkä köysi', 'Sähkeen tiedot ovat virheelliset.'],
    ['fi', 'MITÄTÖITY: Pitkä köysi', 'Sähkeen tiedot ovat virheelliset.'],
    ['pl', 'WYCOFUJEMY DEPESZĘ o linie', 'Depesza zawiera błąd.'],
  ])('is a kill (%s): %s', async (language, headline, text) => {
    expect(await signalsOf(headline, text, language)).toContain('kill');
  });

  test.each([
    [
      'en',
      'KILL the story of the bear, says its author',
      'Her readers in Alvik want it to live, Eva Lund said.',
    ],
    [
      'de',
      'Bitte nicht verwenden: Amt warnt vor Leiter',
      'Bitte nicht verwenden: Das Amt warnt vor einer Leiter aus Alvik.',
    ],
    ['no', 'Må ikke brukes: stige fra Alvik', 'Må ikke brukes: Tilsynet advarer mot en stige fra Alvik.'],
    ['no', 'Saken er trukket', 'Aktor i Alvik har trukket tiltalen mot rebslageren.'],
    [
      'sv',
      'Artikeln dras tillbaka',
      'Forskarna i Alvik drar tillbaka sin artikel om repet, säger universitetet.',
    ],
    ['es', 'ANULEN las multas, pide la oposición', 'La oposición de Alvik pide anular las multas.'],
    ['fi', 'ÄLÄ KÄYTÄ hissiä, varoittaa kaupunki', 'Alvikin kaupunki varoittaa hissistä.'],
  ])('is none where the text tells news (%s): %s', async (language, headline, text) => {
    expect(await signalsOf(headline, text, language)).not.toContain('kill');
  });
});

test.each([
  'SUPPRESSION OBLIGATOIRE',
  'STORY REMOVED: Long rope planned',
  'Dit bericht is komen te vervallen',
  'MAKULERAS: Långt rep planeras',
  'Uutinen on peruttu, älkää käyttäkö sitä',
  'ÄLÄ KÄYTÄ: Pitkä köysi',
  'ANULUJEMY DEPESZĘ o linie',
])('a note that takes a text back: %s', (text) => {
  expect(wordsOfSlot(text, 'note').kill).toMatchObject({ kind: 'kill' });
});

describe('embargoes', () => {
  test.each([
    'Embargoed against broadcast until 0600 GMT Friday July 3',
    'HOLD FOR DELIVERY',
    'Es gilt das gesprochene Wort - Sperrfrist Beginn der Rede',
    'Seul le prononcé fait foi - Embargo : vendredi 3 juillet, 6h00 GMT',
    'Til frigivelse fredag den 3. juli kl. 06.00',
  ])('%s', (text) => {
    expect(wordsOfSlot(text, 'text').embargo).toMatchObject({ kind: 'embargo' });
  });

  test.each(['Sperrefrist for sild går ut fredag', 'Sperrefrist for sild går ut fredag.'])(
    'a period that ends for the fishers is none: %s',
    (text) => {
      expect(wordsOfSlot(text, 'headline').embargo).toBeUndefined();
      expect(wordsOfSlot(text, 'text').embargo).toBeUndefined();
    },
  );

  test('the label and no more than whose beginning ends it is one', () => {
    expect(wordsOfSlot('Sperrfrist Redebeginn', 'headline').embargo).toMatchObject({ kind: 'embargo' });
  });

  test('before the government speaks is one', () => {
    expect(
      wordsOfSlot('Sperrefrist til regjeringen har lagt fram planen fredag', 'text').embargo,
    ).toMatchObject({
      kind: 'embargo',
    });
  });
});
