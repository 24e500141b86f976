/** What desks and press offices write beside the usual: hours of two zones, dates of other scripts, withdrawals as requests. Received on a Wednesday. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../../functions/core/article/record.ts';
import { readBytes } from '../../../support/wires.ts';

const STORY = 'The glass works of Alvik will make a lamp of two metres in summer, its master Jon Ek said.';

async function record(fields: object, paragraphs: readonly string[] = [STORY]): Promise<ArticleRecord> {
  const ninjs = {
    uri: 'urn:lamp:1',
    type: 'text',
    version: '1',
    versioncreated: '2026-07-01T09:00:00Z',
    pubstatus: 'usable',
    headline: 'Tall lamp planned',
    language: 'en',
    body_html: paragraphs.map((text) => `<p>${text}</p>`).join(''),
    ...fields,
  };
  const result = await readBytes(Buffer.from(JSON.stringify(ninjs)), 'evergreen', 'lamp.json');
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

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
