import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repairMojibake } from '../../../functions/core/text/mojibake.ts';
import { readBytes } from '../../support/wires.ts';

const LATIN = new TextDecoder('windows-1252');
const spoiled = (text: string): string => LATIN.decode(new TextEncoder().encode(text));

describe('text that was spoiled is put right', () => {
  test.each([
    ['the company’s plan', 11],
    ['£5 and 10 °C', 2],
    ['café, Zürich, España, Århus', 4],
    ['“Nous verrons”, a-t-il dit – déjà', 5],
    ['Город решил', 10],
    ['5 € 😀', 2],
  ])('%s', (text) => {
    expect(repairMojibake(spoiled(text)).text).toBe(text);
  });

  test('also where Latin-1 left control characters', () => {
    expect(repairMojibake('the companyâ\u0080\u0099s plan')).toEqual({
      text: 'the company’s plan',
      repaired: 1,
    });
  });

  test('also where it was spoiled twice', () => {
    expect(repairMojibake(spoiled(spoiled('café’s'))).text).toBe('café’s');
  });

  test('good text beside it stays', () => {
    expect(repairMojibake(`Zürich: ${spoiled('café')} – “ja”`).text).toBe('Zürich: café – “ja”');
  });
});

describe('clean text never changes', () => {
  test.each([
    'AMANHÃ… disse',
    '«DÉJÀ» DIT-IL',
    'Â… ', // an ellipsis behind a letter
    'naïve café — Ærø “Å”',
    'LÂ’ÂME, cœur et Œuvre… “BŒUF”',
    'ÉTÉ® Ä© ',
  ])('%s', (text) => {
    expect(repairMojibake(text)).toEqual({ text, repaired: 0 });
  });

  const ALPHABETS: Readonly<Record<string, string>> = {
    French: 'abcdefghilmnoprstuvàâçéèêëîïôùûÀÂÇÉÈÊÎÔ',
    Portuguese: 'abcdefghilmnoprstuvãáâàçéêíóôõúÃÁÂÀÇÉÊÍÓÔÕ',
    German: 'abcdefghiklmnoprstuvwzäöüßÄÖÜ',
    Spanish: 'abcdefghilmnoprstuvñáéíóúüÑÁÉÍÓÚ',
    Swedish: 'abcdefghiklmnoprstuvåäöéÅÄÖ',
    Norwegian: 'abcdefghiklmnoprstuvæøåÆØÅ',
    Polish: 'abcdefghiklmnoprstuwyząćęłńóśźżŁŚŻ',
    Czech: 'abcdefghiklmnoprstuvyzáčďéěíňóřšťúůýžČŘŠŽ',
    Romanian: 'abcdefghilmnoprstuvzăâîșțÂÎȘȚ',
    Turkish: 'abcdefghıklmnoprstuvyzçğışöüÇĞİŞÖÜâ',
    Vietnamese: 'abcdeghiklmnopqrstuvxyàáâãèéêìíòóôõùúýăđĩũơưạấầẫẩậ',
    Russian: 'абвгдежзиклмнопрстухцчшыьэюя',
    Greek: 'αβγδεζηθικλμνξοπρστυφχψωάέίόύ',
  };

  test.each(Object.entries(ALPHABETS))('%s', (_language, alphabet) => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: 1, maxLength: 8 });
    const behind = fc.constantFrom(
      '',
      '',
      '',
      ',',
      '.',
      '…',
      '”',
      '’',
      '»',
      '\u00a0»',
      ' –',
      '™',
      '“',
      '?',
      ' ©',
      ' 5 £',
      ' 3 °C',
      ' m²',
    );
    const text = fc
      .array(fc.tuple(word, behind), { minLength: 1, maxLength: 12 })
      .map((words) => words.map((pair) => pair.join('')).join(' '));
    fc.assert(
      fc.property(text, (clean) => {
        expect(repairMojibake(clean)).toEqual({ text: clean, repaired: 0 });
      }),
      { numRuns: 300 },
    );
  });

  test.each(Object.entries(ALPHABETS))('%s that was spoiled comes back', (_language, alphabet) => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: 1, maxLength: 8 });
    const sentence = fc
      .array(word, { minLength: 3, maxLength: 12 })
      .map((words) => `${words.join(' ')} – “é’s”`);
    fc.assert(
      fc.property(sentence, (clean) => {
        const once = spoiled(clean);
        // five bytes have no sign in windows-1252: what they stood for is still there as a control
        expect(repairMojibake(once).text).toBe(clean);
      }),
      { numRuns: 100 },
    );
  });
});

test('a file in good UTF-8 that holds spoiled text is repaired, and the record says so', async () => {
  const file = JSON.stringify({
    uri: 'urn:x:1',
    versioncreated: '2026-05-01T10:00:00Z',
    headline: spoiled('The harbour’s new café'),
  });
  const result = await readBytes(new TextEncoder().encode(file));
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error('no record');
  expect(item.record.article.headlines?.[0]?.value).toBe('The harbour’s new café');
  expect(item.record.wire.warnings).toContainEqual(expect.objectContaining({ code: 'mojibake-repaired' }));
});
