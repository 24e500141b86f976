/** Kills that name their story by a few words, and orders as headlines, which only a notice below them makes kills. */
import { describe, expect, test } from '@jest/globals';
import type { Slot } from '../../../../functions/core/article/words/slots.ts';
import { wordsOfSlot } from '../../../../functions/core/article/words/slot-words.ts';
import { readBytes } from '../../../support/wires.ts';

async function signals(
  language: string,
  headline: string,
  paragraphs: readonly string[],
): Promise<readonly string[]> {
  const ninjs = {
    uri: 'urn:rope:9',
    type: 'text',
    version: '1',
    versioncreated: '2026-07-01T09:00:00Z',
    pubstatus: 'usable',
    headline,
    language,
    body_html: paragraphs.map((text) => `<p>${text}</p>`).join(''),
  };
  const result = await readBytes(Buffer.from(JSON.stringify(ninjs)), 'evergreen', 'rope.json');
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record.wire.signals;
}

describe('a kill that names its story', () => {
  test.each<[Slot, string]>([
    ['note', 'Please withdraw the long-rope story'],
    ['note', 'Pls delete our harbour rope item sent at 0915'],
    ['text', 'Subscribers are asked to delete the Alvik rope story from their archives'],
    ['note', 'Rope works story withdrawn'],
    ['note', 'NOTICE TO EDITORS: WITHDRAWAL OF STORY ON ROPE WORKS'],
    ['note', 'Halat haberi iptal edilmiştir'],
    ['note', 'ロープの記事を取り消します'],
    ['note', '请勿刊发有关绳索的稿件'],
    ['note', '밧줄 기사를 취소합니다'],
    ['note', 'रस्सी वाली खबर प्रकाशित न करें'],
    ['note', 'Poistakaa uutinen köydestä'],
    ['note', 'Meldung über das Tau hinfällig'],
    ['note', 'La dépêche sur la corde doit être retirée'],
    ['note', 'Si invita a non diffondere la notizia sulla corda'],
    ['note', 'U wordt verzocht het bericht over het touw niet te gebruiken'],
    ['note', 'Vi ber redaksjonene om ikke å publisere meldingen om tauet'],
    ['note', 'Bring venligst ikke historien om tovet'],
    ['note', 'Please remove from your archives our long rope story'],
    ['note', 'Dépêche sur la corde : ne pas diffuser, chiffres faux'],
    ['note', 'Artikeln om repet ska inte användas'],
    ['note', 'Ακυρώνεται η είδηση για το σχοινί'],
    ['headline', 'Long rope: KILL KILL KILL'],
  ])('in a %s: %s', (slot, text) => {
    expect(wordsOfSlot(text, slot).kill).toMatchObject({ kind: 'kill' });
  });

  test('and no embargo, whatever it waits for', () => {
    const { kill, embargo } = wordsOfSlot(
      'KILL KILL KILL - do not use the long rope story until advised',
      'note',
    );
    expect(kill).toMatchObject({ kind: 'kill' });
    expect(embargo).toBeUndefined();
  });
});

describe('an order as the headline', () => {
  test.each([
    ['en', 'The story slugged LONG-ROPE is withdrawn. Do not publish.', 'The story was sent by mistake.'],
    ['da', 'Historien om tovet må ikke bringes, den er forkert', 'Telegrammet er sendt ved en fejl.'],
    ['ru', 'Просим аннулировать сообщение о канате', 'Сообщение было выпущено по ошибке.'],
    ['fi', 'Vedämme takaisin uutisen köydestä', 'Uutinen lähetettiin vahingossa.'],
    ['pt', 'Não usem a notícia sobre a corda, contém erros', 'A notícia foi enviada por engano.'],
    ['no', 'Saken er trukket', 'Meldingen ble sendt ut ved en feil.'],
  ])('is a kill above a notice (%s): %s', async (language, headline, text) => {
    expect(await signals(language, headline, [text])).toContain('kill');
  });

  test.each([
    ['en', 'Remove the rope story from schools, parents ask', 'Parents in Alvik want a fairy tale banned.'],
    ['en', 'This item is withdrawn from shops, maker says', 'This item is withdrawn from shops, maker says.'],
    [
      'es',
      'No publicar fotos de niños, pide el alcalde',
      'El alcalde de Alvik pidió respeto a las familias.',
    ],
    ['no', 'Saken er trukket', 'Kommunen har trukket saken om havnen i Alvik, sier ordføreren.'],
    ['fi', 'Vedämme takaisin sillat, kunta sanoo', 'Alvikin kunta ottaa sillat pois jään tieltä.'],
    ['es', 'Retiramos la imagen del rey, dice el museo', 'Retiramos la imagen del rey, dice el museo.'],
    ['pl', 'Wycofujemy informację o cenach, mówi prezes', 'Wycofujemy informację o cenach, mówi prezes.'],
    ['ru', 'Посол ответил', 'Отзываем сообщение о канате, сказал посол.'],
    ['it', 'Ritiriamo la foto dal museo, dice il sindaco', 'Il sindaco di Alvik lo ha deciso ieri.'],
  ])('is news above news (%s): %s', async (language, headline, text) => {
    expect(await signals(language, headline, [text])).not.toContain('kill');
  });
});
