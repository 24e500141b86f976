/** Labels that kills and news share, and the less usual places and spellings of an embargo; received on a Wednesday. */
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord } from '../../../../functions/core/article/record.ts';
import { embargoIn } from '../../../../functions/core/article/words/embargo.ts';
import type { Slot } from '../../../../functions/core/article/words/slots.ts';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';
import { ENOUGH_MS, processorTime } from '../../../support/processor-time.ts';
import { bodyOf, recordOfNinjs } from '../../../support/ninjs-record.ts';
import { paragraphsIn } from '../../../support/wires.ts';

const STORY = 'The rope works of Alvik will make a rope of 900 metres in summer, its master Jon Ek said.';
const LINE = 'UNDER EMBARGO UNTIL 0600 GMT FRIDAY JULY 3';
const UNTIL = Date.parse('2026-07-03T06:00:00Z');

function record(fields: object, paragraphs: readonly string[] = [STORY]): Promise<ArticleRecord> {
  return recordOfNinjs({
    uri: 'urn:rope:1',
    headline: 'Long rope planned',
    language: 'en',
    body_html: bodyOf(paragraphs),
    ...fields,
  });
}

describe('a label of the headline that news has, too', () => {
  test.each([
    ['en', 'WITHDRAWN: the ladders of Alvik', 'Shops took back 300 ladders because a rung may break.'],
    [
      'de',
      'RÜCKRUF: Leitern aus Alvik',
      'Der Hersteller ruft 300 Leitern zurück, weil eine Sprosse brechen kann.',
    ],
    [
      'fr',
      'ANNULÉE : la course d’Alvik',
      'La course d’Alvik est annulée à cause de la glace, a dit la mairie.',
    ],
    ['es', 'ANULADO: el tanto de Alvik', 'El árbitro anuló el tanto de Alvik a falta de un minuto.'],
    ['fi', 'PERUTTU: Alvikin tanssit', 'Alvikin tanssit on peruttu jään vuoksi, kertoo kunta.'],
  ])('is none of a kill where the text tells news (%s)', async (language, headline, text) => {
    const { wire } = await record({ language, headline }, [text]);
    expect(wire.signals).not.toContain('kill');
    expect(wire.kill).toBeUndefined();
    expect(wire.killLabel).toBe(true);
  });

  test.each([
    ['en', 'WITHDRAWN: Long rope planned', 'The story is withdrawn as its source has taken it back.'],
    ['en', 'WITHDRAWN-Long rope planned', 'The story is withdrawn as its source has taken it back.'],
    ['de', 'RÜCKRUF: Langes Tau geplant', 'Die Meldung enthält Fehler.'],
    ['fr', 'ANNULÉE : une longue corde', 'Merci de ne pas utiliser ce texte.'],
    ['de', 'RÜCKRUF: Langes Tau geplant', 'Bitte nicht verwenden. Die Angaben sind falsch.'],
    ['fr', 'ANNULÉE : une longue corde', 'Une source s’est trompée. Merci de ne pas utiliser.'],
    ['it', 'ANNULLATA: una lunga corda', ''],
  ])(
    'is one of a kill where it speaks of what agencies send, or says nothing (%s, %s)',
    async (language, headline, text) => {
      expect((await record({ language, headline }, text === '' ? [] : [text])).wire.signals).toContain(
        'kill',
      );
    },
  );

  test('nor is a label of an abstract, nor the keyword of news about a hunt', async () => {
    const news = ['Shops took back 300 ladders because a rung may break.'];
    const labelled = await record(
      { headline: 'Ladders taken back', description_text: 'WITHDRAWN: ladders.' },
      news,
    );
    expect(labelled.wire.signals).not.toContain('kill');
    const hunt = await record({ headline: 'Hunters kill wolf', slugline: 'ALVIK-WOLF/KILL' });
    expect(hunt.wire.signals).not.toContain('kill');
    expect((await record({ slugline: 'ALVIK-ROPE/KILL' })).wire.signals).toContain('kill');
  });

  test('a kill that only desks name is one, whatever the text tells', async () => {
    expect((await record({ headline: 'KILL: Long rope planned' })).wire.signals).toContain('kill');
  });
});

describe('what goes on behind an order to kill', () => {
  test('a reason behind a comma', async () => {
    const { wire } = await record({ headline: 'Re: Long rope planned' }, [
      'Please kill this story, the works deny it.',
    ]);
    expect(wire.signals).toContain('kill');
  });

  test.each([
    'CORRECTION: the rope is of 90 metres. Please discard the previous version and use this one.',
    'Berichtigung. Bitte die frühere Fassung nicht mehr verwenden.',
    'Corrige la longitud. No utilicen la versión anterior.',
  ])('an earlier version is not this one: %s', async (ednote) => {
    expect((await record({ ednote })).wire.signals).not.toContain('kill');
  });

  test.each([
    ['Please kill the story rope-k45.', 'rope-k45'],
    ['Kill the story with the id rope.k45 at once.', 'rope.k45'],
  ])('an id of letters and signs: %s', async (order, value) => {
    const { wire } = await record({ headline: 'MANDATORY KILL' }, [order]);
    expect(wire.kill?.references).toContainEqual({ kind: 'message-number', value });
    const story = await record({ uri: value });
    expect(story.wire.references).toContain(`message-number:${value}@2026-07-01`);
  });

  test('an id that is a URI', async () => {
    const { wire } = await record({ headline: 'KILL' }, [
      'Please kill item urn:newsml:rope.example:k45. It is wrong.',
    ]);
    expect(wire.kill?.references).toContainEqual({ kind: 'uri', value: 'urn:newsml:rope.example:k45' });
  });
});

describe('an embargo', () => {
  const until = ({ wire }: ArticleRecord): number => Date.parse(wire.embargo.until ?? '');

  test('in the terms of use', async () => {
    expect(until(await record({ usageterms: 'Not for publication before 0600 GMT Friday July 3' }))).toBe(
      UNTIL,
    );
  });

  test('no terms end anything, nor does a year hold', async () => {
    const { wire } = await record({ usageterms: 'Editorial use only. Do not use after December 2030.' });
    expect(wire.embargo).toEqual({ until: null, indefinite: false, text: null });
    expect(wire.signals).not.toContain('kill');
  });

  test('below the words of a letter', async () => {
    const held = await record({}, ['Dear colleagues,', 'please find our release below.', LINE, STORY]);
    expect(until(held)).toBe(UNTIL);
    expect(paragraphsIn(held)).toEqual(['Dear colleagues,', 'please find our release below.', STORY]);
  });

  test('below a story, where it calls for editors; no stamp that the story tells of', async () => {
    const story = [STORY, 'It is for the harbour.', 'The last one was made in 1931.'];
    const held = await record({}, [...story, 'ATTENTION EDITORS: embargoed until 0600 GMT Friday July 3']);
    expect(until(held)).toBe(UNTIL);
    expect(paragraphsIn(held)).toEqual(story);
    const free = await record({}, [...story, 'EMBARGOED UNTIL 0600 GMT FRIDAY JULY 3', 'So reads the page.']);
    expect(free.wire.embargo.until).toBeNull();
  });

  test('below a story, as a line that says a day and an hour and nothing else', async () => {
    const held = await record({}, [STORY, 'Embargo: Friday, July 3, 0600 GMT', 'vik/ek']);
    expect(until(held)).toBe(UNTIL);
    expect(paragraphsIn(held)).toEqual([STORY, 'vik/ek']);
    const free = await record({}, [STORY, 'Embargo: Friday, July 3', 'vik/ek']);
    expect(free.wire.embargo).toMatchObject({ until: null, indefinite: false });
  });

  test('at the end of a slug, unless embargoes are what the news is about', async () => {
    for (const slugline of ['ALVIK-ROPE/EMBARGO', 'EMBARGO-Rope', 'EMBARGOED-Rope'])
      expect((await record({ slugline })).wire.embargo.indefinite).toBe(true);
    const news = await record({ slugline: 'HEMP/EMBARGO' }, [
      'Ministers banned hemp from Carvia.',
      'The embargo ends in May.',
    ]);
    expect(news.wire.embargo.indefinite).toBe(false);
    const sanctions = await record({ slugline: 'HEMP/EMBARGO', headline: 'New sanctions on Carvia' });
    expect(sanctions.wire.embargo.indefinite).toBe(false);
  });

  test.each([
    [`<p>Frei ab Freitag, 3. Juli, 8 Uhr:<br/>${STORY}</p>`, 'a line of its own in the first paragraph'],
    [
      `<p><strong>Frei ab Freitag, 3. Juli, 8 Uhr:</strong> ALVIK (vik) - ${STORY}</p>`,
      'before the dateline',
    ],
  ])('a label in mixed case (%#)', async (body_html) => {
    const held = await record({ body_html, language: 'de', headline: 'Langes Tau' });
    expect(held.wire.embargo.text).toBe('Frei ab Freitag, 3. Juli, 8 Uhr:');
    expect(paragraphsIn(held).join('')).not.toContain('Frei ab');
  });

  test.each<[Slot, string, boolean]>([
    ['note', 'HOLD', true],
    ['note', 'WITHHOLD: lawyers read it', true],
    ['headline', 'Long rope planned *embargoed until Friday, 6 a.m. GMT*', true],
    ['headline', 'Hold: three ropes until Friday 6 a.m.', false],
    ['note', 'Hold the front page, says mayor', false],
    ['headline', 'Hold: analysts on rope', false],
    ['text', 'EMBARGOED UNTIL THE MASTER HAS SPOKEN', true],
    ['text', 'The embargo stays until the master has spoken', false],
    ['headline', 'Fwd: EMBARGO - Long rope planned', true],
    ['headline', 'Sperrfrist! Langes Tau geplant', true],
    ['headline', 'Sperrfrist für Aktien endet', false],
    ['slugline', 'EMBARGADO cuerda larga', true],
    ['headline', 'Long rope planned | EMBARGO July 3, 06:00 GMT', true],
    ['text', 'The rope in the harbour. (Embargo: July 3, 06:00 GMT)', true],
    ['text', 'The rope in the harbour. (The embargo ends on July 3.)', false],
    ['note', 'Publication autorisée à partir du 3 juillet à 6h', true],
    ['text', 'E M B A R G O until 6 a.m. GMT Friday', true],
    ['text', 'EMBARGOD UNTIL 6 A.M. GMT FRIDAY', true],
    ['text', 'EMBARGO MOVED TO 9 A.M. GMT FRIDAY', true],
    ['text', 'EMBARGO EXTENDED BY A YEAR, MINISTERS SAY', false],
    ['text', 'SPERRET TIL FREDAG 3. JULI KL. 06.00', true],
    ['headline', 'Sperret til fredag kl. 06: veien til Alvik', false],
  ])('%s: %s', (slot, text, holds) => {
    expect(embargoIn(text, slot)?.kind === 'embargo').toBe(holds);
  });

  test('"DO" is until, and no Thursday, before a date', () => {
    const found = embargoIn('MATERIAŁ OBJĘTY EMBARGIEM DO 3.07.2026 GODZ. 18:00', 'text');
    expect(found).toMatchObject({
      time: { day: 3, month: 7, clocks: [{ hour: 18, minute: 0 }], vague: false },
    });
    expect(found?.kind === 'embargo' && found.time?.weekday).toBeUndefined();
  });

  test('a small word in capitals is no day of another language', () => {
    const found = embargoIn('EMBARGO FINO ALLE ORE 18 DI VENERDÌ 3 LUGLIO', 'text');
    expect(found).toMatchObject({
      time: { day: 3, month: 7, clocks: [{ hour: 18, minute: 0 }], vague: false },
    });
  });
});

test.each([
  ['a thousand dashes', '- ', 1000],
  ['the small words of times behind dashes', '-a ', 50],
])('a slug of %s takes no longer than its letters', async (_, part, times) => {
  const slug = `${part.repeat(998 / part.length)}X`;
  const read = (): void => {
    for (let count = 0; count < times; count++) {
      const { embargo } = wordsOfSlot(slug, 'slugline');
      if (embargo !== undefined) throw new Error('an embargo');
    }
  };
  expect(await processorTime(read)).toBeLessThan(ENOUGH_MS / 5);
});
