import { describe, expect, test } from '@jest/globals';
import { decodeBytes, declaredCharset } from '../../../functions/core/text/charset.ts';

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : part)));
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const utf16 = (text: string, bigEndian: boolean): number[] =>
  Array.from(text).flatMap((character) => {
    const code = character.charCodeAt(0);
    return bigEndian ? [code >> 8, code & 0xff] : [code & 0xff, code >> 8];
  });
const xml = (charset: string): string => `<?xml version="1.0" encoding="${charset}"?><p>`;

describe('what the bytes are', () => {
  test.each([
    ['a UTF-8 mark', bytes([0xef, 0xbb, 0xbf], utf8('é')), 'é', 'utf-8'],
    ['a UTF-16 mark, little-endian', bytes([0xff, 0xfe], utf16('<p>é', false)), '<p>é', 'utf-16le'],
    ['a UTF-16 mark, big-endian', bytes([0xfe, 0xff], utf16('<p>é', true)), '<p>é', 'utf-16be'],
    ['UTF-16 mark-up without a mark', bytes(utf16('<p>é</p>', false)), '<p>é</p>', 'utf-16le'],
    ['UTF-16 JSON without a mark', bytes(utf16('{"a":1}', true)), '{"a":1}', 'utf-16be'],
    ['UTF-8', bytes(utf8('Müller – 市')), 'Müller – 市', 'utf-8'],
    ['ASCII', bytes('Muller'), 'Muller', 'utf-8'],
    [
      'Latin-1 without a label',
      bytes('M', [0xfc], 'ller, L', [0xf3], 'pez'),
      'Müller, López',
      'windows-1252',
    ],
    ['windows punctuation', bytes('it', [0x92], 's ', [0x93], 'so', [0x94]), 'it’s “so”', 'windows-1252'],
  ])('%s', (_what, input, text, used) => {
    expect(decodeBytes(input)).toEqual({ text, declared: null, used, warnings: [] });
  });
});

describe('what its sender is known for', () => {
  const cyrillic = bytes([0xcc, 0xee, 0xf1, 0xf2]);

  test('is how bytes without a label are read', () => {
    expect(decodeBytes(cyrillic, undefined, 'windows-1251')).toEqual({
      text: 'Мост',
      declared: null,
      used: 'windows-1251',
      warnings: [],
    });
    const japanese = bytes([0x1b, 0x24, 0x42, 0x36, 0x36, 0x1b, 0x28, 0x42]);
    expect(decodeBytes(japanese, undefined, 'ISO-2022-JP').text).toBe('橋');
  });

  test('gives way to UTF-8, and to what the file says', () => {
    expect(decodeBytes(bytes(utf8('Мост')), undefined, 'windows-1251').text).toBe('Мост');
    const labelled = bytes(xml('iso-8859-5'), [0xbc, 0xde, 0xe1, 0xe2]);
    expect(decodeBytes(labelled, undefined, 'windows-1251').text).toContain('Мост');
  });
});

describe('what the file says it is', () => {
  test.each([
    ['iso-8859-1', [0x92, 0xe9], '’é', 'windows-1252'],
    ['ISO-8859-15', [0xa4, 0xe9], '€é', 'iso-8859-15'],
    ['us-ascii', [0xe9], 'é', 'windows-1252'],
    ['iso-8859-2', [0xb1], 'ą', 'iso-8859-2'],
    ['windows-1251', [0xcf, 0xf0], 'Пр', 'windows-1251'],
    ['cp1251', [0xcf, 0xf0], 'Пр', 'windows-1251'],
    ['koi8-r', [0xf0, 0xd2], 'Пр', 'koi8-r'],
    ['GB2312', [0xca, 0xd0], '市', 'gbk'],
    ['gb18030', [0xca, 0xd0], '市', 'gb18030'],
    ['Shift_JIS', [0x8e, 0x73], '市', 'shift_jis'],
    ['EUC-JP', [0xbb, 0xd4], '市', 'euc-jp'],
    ['euc-kr', [0xbd, 0xc3], '시', 'euc-kr'],
    ['Big5', [0xa5, 0xab], '市', 'big5'],
    ['macintosh', [0x8e], 'é', 'macintosh'],
    ['x-mac-roman', [0x8e], 'é', 'macintosh'],
  ])('%s is used where the bytes are no UTF-8', (label, input, text, used) => {
    expect(decodeBytes(bytes(xml(label), input, '</p>'))).toEqual({
      text: `${xml(label)}${text}</p>`,
      declared: label.toLowerCase(),
      used,
      warnings: [],
    });
  });

  test.each(['iso-8859-1', 'windows-1252', 'utf-16', 'shift_jis'])(
    'bytes that are UTF-8 are read so, whatever the label (%s), and the lie is told',
    (label) => {
      const decoded = decodeBytes(bytes(xml(label), utf8('Ålesund’s'), '</p>'));
      expect(decoded.text).toContain('Ålesund’s');
      expect(decoded).toMatchObject({
        declared: label,
        used: 'utf-8',
        warnings: [{ code: 'charset-mismatch' }],
      });
    },
  );

  test('a label that lies about ASCII harms nobody and is not told', () => {
    expect(decodeBytes(bytes(xml('iso-8859-1'), 'plain</p>')).warnings).toEqual([]);
  });

  test('a file that says UTF-8 and is none is windows-1252, and the lie is told', () => {
    expect(decodeBytes(bytes(xml('utf-8'), [0xe9], '</p>'))).toMatchObject({
      used: 'windows-1252',
      warnings: [{ code: 'charset-mismatch' }],
    });
  });

  test('a charset nobody knows is told', () => {
    expect(decodeBytes(bytes(xml('klingon-1'), [0xe9], '</p>'))).toMatchObject({
      used: 'windows-1252',
      warnings: [{ code: 'charset-unknown' }],
    });
  });

  test('a label that does not fit the bytes at all is not used', () => {
    const latin = Array.from({ length: 60 }, () => [...ascii('na'), 0xef, ...ascii('ve ')]).flat();
    expect(decodeBytes(bytes(xml('euc-kr'), latin))).toMatchObject({ used: 'windows-1252' });
  });

  test('one broken character does not spoil a text in its charset', () => {
    const city = Array.from({ length: 200 }, () => [0xca, 0xd0]).flat();
    const decoded = decodeBytes(bytes(xml('gbk'), city, [0xff], city));
    expect(decoded).toMatchObject({ used: 'gbk', warnings: [{ code: 'charset-unmapped' }] });
    expect(decoded.text).toContain('市市市');
  });

  test('ISO-2022 shifts with escape sequences, so only its label tells', () => {
    const decoded = decodeBytes(bytes([0x1b], '$B;T', [0x1b], '(B'), 'ISO-2022-JP');
    expect(decoded).toMatchObject({ text: '市', used: 'iso-2022-jp' });
  });

  test('a label from outside is stronger than the one inside', () => {
    expect(decodeBytes(bytes(xml('koi8-r'), [0xcf], '</p>'), 'windows-1251').text).toContain('П');
  });

  test.each([
    [`<?xml version='1.0' encoding='utf-16'?>`, 'utf-16'],
    [`\ufeff<?xml version="1.0"  encoding = "latin1" standalone="yes"?>`, 'latin1'],
    ['<html><head><meta charset=koi8-r>', 'koi8-r'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', 'iso-8859-2'],
    ['<?xml version="1.0"?><p encoding="x">', undefined],
    ['plain text', undefined],
  ])('%s', (head, label) => {
    expect(declaredCharset(new TextEncoder().encode(head))).toBe(label);
  });
});

describe('UTF-8 with strange bytes in it', () => {
  const story = 'Ærø – Ålesund – Øst – café – “ja”. ';

  test('a file that was cut within a character stays UTF-8', () => {
    const whole = utf8(`${story}市`);
    for (const missing of [1, 2]) {
      expect(decodeBytes(Uint8Array.from(whole.slice(0, -missing)))).toMatchObject({
        text: story,
        used: 'utf-8',
        warnings: [{ code: 'charset-mixed' }],
      });
    }
  });

  test('a line pasted from windows-1252 is read as what it is', () => {
    const decoded = decodeBytes(bytes(utf8(story), 'it', [0x92], 's', utf8(story)));
    expect(decoded).toMatchObject({
      text: `${story}it’s${story}`,
      used: 'utf-8',
      warnings: [{ code: 'charset-mixed' }],
    });
  });

  test('a text that is mostly Latin-1 is Latin-1', () => {
    expect(decodeBytes(bytes([0xe9, 0xe8, 0xfc, 0xe5], ' ', utf8('é')))).toMatchObject({
      used: 'windows-1252',
    });
  });

  test.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a character beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('%s is no UTF-8', (_what, input) => {
    expect(decodeBytes(Uint8Array.from(input))).toMatchObject({ used: 'windows-1252' });
  });
});

describe('charsets of East Asia that nobody names', () => {
  test.each([
    [
      'euc-jp',
      '柳橋の開通式が三日に行われ、市長は「町の夢がかなった」と述べた。',
      'zPi2tqTOs6vEzLywpKy7sMb8pMu51KTvpOyhorvUxLmkz6HWxK6kzsy0pKykq6TKpMOkv6HXpMi90qTZpL+how==',
    ],
    [
      'shift_jis',
      '柳橋の開通式が三日に行われ、市長は「町の夢がかなった」と述べた。',
      'lvaLtILMikqSyo6ugqqOT5P6gsmNc4LtguqBQY5zkreCzYF1kqyCzJaygqqCqYLIgsGCvYF2gsaPcYLXgr2BQg==',
    ],
    [
      'euc-kr',
      '버들교가 사흘에 개통했다. 시장은 마을의 꿈이 이루어졌다고 말했다.',
      'ufa16bGzsKEgu+fI6r+hILCzxevH37TZLiC9w8DlwLoguLbAu8DHILLewMwgwMy3577uwbO02bDtILi7x9+02S4=',
    ],
    [
      'gb18030',
      '柳桥在三日通车，市长说这是全镇人的梦想，有不少人来了。',
      'wfjHxdTayP3I1c2os7WjrMrQs6TLtdXiysfIq9XyyMu1xMPOz+ujrNPQsrvJ2cjLwLTBy6Gj',
    ],
    [
      'big5',
      '柳橋在三日通車，市長說這是全鎮人的夢想，有不少人來了。',
      'rGi+9KZipFSk6bNxqK6hQaWrqvi7obNvrE+l/sLtpEiqurnat1GhQaazpKOk1qRIqNOkRqFD',
    ],
  ])('%s', (charset, text, encoded) => {
    const decoded = decodeBytes(Buffer.from(encoded, 'base64'));
    expect(decoded).toMatchObject({ text, used: charset });
    expect(decoded.warnings.map(({ code }) => code)).toEqual(['charset-guessed']);
  });
});
