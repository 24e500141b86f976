import { describe, expect, test } from '@jest/globals';
import { decodeBytes, decodeUtf7 } from '../../../functions/core/text/charset.ts';
import prose from './prose.json' with { type: 'json' };

/** The bytes of a text in a charset; made of what the decoder says of each byte. */
function encode(text: string, charset: string): Uint8Array {
  const decoder = new TextDecoder(charset);
  const bytes = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte--) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
  return Uint8Array.from(text, (character) => bytes.get(character) ?? 0x3f);
}

const TEXTS: Readonly<Record<string, readonly string[]>> = prose;
const textOf = (language: string): string => TEXTS[language]?.[3] ?? '';
const codes = (warnings: readonly { code: string }[]): string[] => warnings.map(({ code }) => code);

describe('a text that names no charset is read as what it can only be', () => {
  test.each([
    ['ru', 'windows-1251'],
    ['ru', 'koi8-r'],
    ['ru', 'iso-8859-5'],
    ['ru', 'ibm866'],
    ['uk', 'windows-1251'],
    ['bg', 'windows-1251'],
    ['el', 'windows-1253'],
    ['he', 'windows-1255'],
    ['pl', 'windows-1250'],
    ['pl', 'iso-8859-2'],
    ['cs', 'windows-1250'],
    ['cs', 'iso-8859-2'],
    ['hu', 'windows-1250'],
    ['tr', 'windows-1254'],
    ['lt', 'windows-1257'],
    ['lv', 'windows-1257'],
  ])('%s in %s', (language, charset) => {
    const decoded = decodeBytes(encode(textOf(language), charset));
    expect(decoded.text).toBe(textOf(language));
    expect(codes(decoded.warnings)).toContain('charset-guessed');
  });

  test('a label that cannot be right is told', () => {
    const decoded = decodeBytes(encode(textOf('ru'), 'windows-1251'), 'iso-8859-1');
    expect(decoded.text).toBe(textOf('ru'));
    expect(codes(decoded.warnings)).toEqual(['charset-mismatch', 'charset-guessed']);
  });

  test('a label that may be right is trusted', () => {
    for (const [language, charset] of [
      ['ru', 'koi8-r'],
      ['pl', 'iso-8859-2'],
      ['el', 'iso-8859-7'],
    ] as const) {
      const decoded = decodeBytes(encode(textOf(language), charset), charset);
      expect(decoded).toMatchObject({ text: textOf(language), used: charset, warnings: [] });
    }
  });
});

test.each(['de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'fi'])(
  'western text stays western: %s',
  (language) => {
    for (const text of TEXTS[language] ?? []) {
      const bytes = encode(text, 'windows-1252');
      expect(decodeBytes(bytes)).toMatchObject({ text, warnings: [] });
    }
  },
);

test('names of several western countries are no reason to guess', () => {
  const text = 'Håkon, Zoë, José and Ana Luísa Müller said on Friday that François had left for São Tomé.';
  expect(decodeBytes(encode(text, 'windows-1252'))).toMatchObject({ text, warnings: [] });
});

test('what is too short to tell, and strange, is doubted', () => {
  expect(codes(decodeBytes(encode('Rada odkłada decyzję', 'windows-1250')).warnings)).toContain(
    'charset-doubtful',
  );
});

describe('labels and forms that browsers do not know', () => {
  test.each([
    ['IBM855', [0xd2, 0xf7, 0xe1], 'мэр'],
    ['cp852', [0x9d, 0xa2, 0x64, 0xab], 'Łódź'],
    ['cp437', [0x81, 0x62, 0x65, 0x72], 'über'],
  ])('%s', (label, bytes, text) => {
    expect(decodeBytes(Uint8Array.from(bytes), label).text).toBe(text);
  });

  test('UTF-32 with a mark, and without one in mark-up', () => {
    const utf32 = (text: string, littleEndian: boolean): Uint8Array => {
      const view = new DataView(new ArrayBuffer(Array.from(text).length * 4));
      Array.from(text).forEach((character, at) => {
        view.setUint32(at * 4, character.codePointAt(0) ?? 0, littleEndian);
      });
      return new Uint8Array(view.buffer);
    };
    for (const littleEndian of [true, false]) {
      expect(decodeBytes(utf32('\ufeff<p>Łódź 🚢</p>', littleEndian)).text).toBe('<p>Łódź 🚢</p>');
      expect(decodeBytes(utf32('<p>Łódź</p>', littleEndian)).text).toBe('<p>Łódź</p>');
    }
  });

  test('UTF-7', () => {
    expect(decodeUtf7('Fa+AOc-ade +- caf+AOk')).toBe('Façade + café');
  });
});
