/** What desks and press offices write beside the usual: hours of two zones, dates of other scripts, withdrawals as requests. Received on a Wednesday. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../../functions/core/article/record.ts';
import { bodyOf, recordOfNinjs } from '../../../support/ninjs-record.ts';

const STORY = 'The glass works of Alvik will make a lamp of two metres in summer, its master Jon Ek said.';

function record(fields: object, paragraphs: readonly string[] = [STORY]): Promise<ArticleRecord> {
  return recordOfNinjs({
    uri: 'urn:lamp:1',
    headline: 'Tall lamp planned',
    language: 'en',
    body_html: bodyOf(paragraphs),
    ...fields,
  });
}

describe('an embargo', () => {
  test('with the hour of two cities has the day that stands behind the second', async () => {
    const { wire } = await record({
      ednote: 'Embargoed until 15:00 London time / 10:00 U.S. Eastern, Friday 3 July',
    });
    expect(Date.parse(wire.embargo.until ?? '')).toBe(Date.parse('2026-07-03T14:00:00Z'));
  });

  test('with an hour, a sign and a day that belongs to another hour waits for a person', async () => {
    const { wire } = await record({
      ednote: 'Embargoed until 15:00 GMT / noon in the islands, Friday 3 July',
    });
    expect(wire.embargo).toMatchObject({ until: null, indefinite: true });
  });

  test.each([
    ['ko', '보도시점: 2026. 7. 3.(금) 15:00 UTC', '2026-07-03T15:00:00Z'],
    ['ar', 'محظور النشر حتى الساعة 7:30 صباح الجمعة 3 يوليو بتوقيت غرينتش', '2026-07-03T07:30:00Z'],
    ['zh', '请在7月3日15时之后刊登', '2026-07-03T15:00:00Z'],
  ])('is read where the day is written as in %s', async (language, ednote, until) => {
    const { wire } = await record({ language, ednote });
    expect(wire.embargo.until).toBe(until);
  });

  test('is over where the desk goes on with what its item may be used for', async () => {
    const { wire } = await record({ language: 'de' }, [
      'Die Sperrfrist wurde aufgehoben, der Text darf erscheinen.',
      STORY,
    ]);
    expect(wire.signals).toContain('embargo-lifted');
    expect(wire.embargo).toMatchObject({ until: null, indefinite: false });
  });
});

describe('a withdrawal', () => {
  test.each([
    [
      'en',
      { headline: 'DISREGARD PRESS RELEASE: Alvik Glass' },
      'Readers should disregard the press release that was sent at noon.',
    ],
    [
      'en',
      { headline: 'RETRACTION: Tall lamp planned' },
      'We have retracted the story. Its source had no lamp.',
    ],
    ['de', { headline: 'Storno: Lampe von Alvik' }, 'Die Presseaussendung von heute ist zu stornieren.'],
    [
      'es',
      { ednote: 'Se ruega a los abonados no publiquen esta nota, que queda sin efecto' },
      'Nota sin efecto.',
    ],
  ])('is heard in a request (%s)', async (language, fields, text) => {
    const { wire } = await record({ language, ...fields }, [text]);
    expect(wire.signals).toContain('kill');
  });

  test.each([
    [
      'en',
      'RETRACTION: the glass of Alvik loses its name',
      'The lake has taken back 30 metres of shore since May.',
    ],
    [
      'de',
      'Storno: wer bei Reisen haftet',
      'Wer storniert, zahlt bis zu 80 Prozent, sagt die Kammer von Alvik.',
    ],
  ])('is none where news is told (%s)', async (language, headline, text) => {
    const { wire } = await record({ language, headline }, [text]);
    expect(wire.signals).not.toContain('kill');
  });
});

describe('a correction', () => {
  test.each([
    ['de', { headline: 'Berichtigung: Lampe wird kleiner' }],
    ['es', { headline: 'CORRECCIÓN - La lámpara será menor' }],
    ['it', { headline: 'Rettifica: la lampada' }],
    ['it', { ednote: 'Il testo annulla e sostituisce quello delle 12' }],
    ['nl', { ednote: '(Correctie: de lamp is twee meter)' }],
    ['fi', { headline: 'Oikaisu: lamppu on pienempi' }],
    ['ja', { headline: '【訂正】高い灯り' }],
  ])('is flagged in %s', async (language, fields) => {
    expect((await record({ language, ...fields })).wire.signals).toContain('correction');
  });

  test.each([
    ['de', 'Korrektur-Software hilft Glasbläsern'],
    ['cs', 'Oprava lampy trvala rok'],
    ['de', 'Gerettet: die Lampe von Alvik'],
  ])('is none where the word belongs to the sentence (%s)', async (language, headline) => {
    expect((await record({ language, headline })).wire.signals).not.toContain('correction');
  });
});

describe('beside these', () => {
  test.each([
    ['en', { headline: 'CANCELED: Lamp story' }, 'Editors, the lamp story is canceled.'],
    ['de', { ednote: 'Die Meldung darf nicht mehr veröffentlicht werden.' }, 'Sie ist falsch.'],
    ['fr', { headline: 'Lampe' }, 'Nous annulons cette dépêche, envoyée par erreur.'],
    ['es', { headline: 'Aviso a los clientes: se anula la noticia "Lámpara"' }, 'El dato era falso.'],
  ])('a kill is heard (%s)', async (language, fields, text) => {
    const { wire } = await record({ language, ...fields }, [text]);
    expect(wire.signals).toContain('kill');
  });

  test('a race that is canceled is news', async () => {
    const { wire } = await record({ headline: 'CANCELED: the race of Alvik' }, [
      'The race is canceled because of ice, the town said.',
    ]);
    expect(wire.signals).not.toContain('kill');
  });

  test.each([
    ['en', 'This story corrects the height of the lamp.'],
    ['it', 'Corregge l’altezza della lampada'],
    ['de', 'Korrigiert wurde die Höhe im dritten Absatz.'],
  ])('a note that says what it corrects is flagged (%s)', async (language, ednote) => {
    expect((await record({ language, ednote })).wire.signals).toContain('correction');
  });

  test.each(['יום ו׳, 3.7, שעה 10:00', "יום ו' 3.7.2026 בשעה 10:00"])('%s is a Friday', async (time) => {
    const { wire } = await record({ language: 'he', ednote: `אמברגו עד ${time} UTC` });
    expect(Date.parse(wire.embargo.until ?? '')).toBe(Date.parse('2026-07-03T10:00:00Z'));
  });

  test('an embargo that has fallen holds nothing', async () => {
    const { wire } = await record({ language: 'it', ednote: 'L’embargo è scaduto' });
    expect(wire.signals).toContain('embargo-lifted');
    expect(wire.embargo.indefinite).toBe(false);
  });
});
