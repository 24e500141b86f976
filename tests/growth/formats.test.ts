/** The time that reading takes grows with the file and not faster. */
import { expect, test } from '@jest/globals';
import { ENOUGH_MS, processorTime } from '../support/processor-time.ts';
import { readBytes } from '../support/wires.ts';

const SIZE = 1_000_000;

test.each([
  ['a dated ZCZC text of transmission lines', 'ZCZC\n', 'A1 B2\n', '11-MAR-26 09:42\nNNNN\n'],
  [
    'an IPTC 7901 list whose one entry never ends',
    '\x01vik0001 3 vm 99  vik 0001\r\n\r\nHavn/\r\n\x02Ferry =\r\n\r\n- The quay\n- The ferry\n',
    'Ferjå går\n',
    '\x03',
  ],
  [
    'an IPTC 7901 byline of many lines',
    '\x01vik0001 3 vm 99  vik 0001\r\n\r\nHavn/\r\n\x02Ferry\nBy Mia Holm\n',
    'Ferjå går\n',
    ' =\r\n\r\nText\r\n\x03',
  ],
  [
    'an ANPA paragraph of many lines',
    '\x16\x16\x01w0001\x1fvik\r\nu a\x13\x11 BC-Ferry  03-11 0311\r\n\x02^BC-Ferry,11<\n\tVIK (VIK) _ ',
    'It sails\n',
    '\x03',
  ],
  [
    'an ANPA line with a caret that goes on',
    '\x16\x16\x01w0001\x1fvik\r\nu a\x13\x11 BC-Ferry  03-11 0311\r\n\x02^BC-Ferry,11<\n^Ferry sails\n',
    'It sails\n',
    '\tText\x03',
  ],
  ['a text of words that hyphens part at each line', 'Ferry\n\n', 'ferry-\n', '\nIt sails.\n'],
  [
    'an NITF paragraph of bare less-than signs',
    '<nitf><body><body.content><p>',
    'a < b ',
    '</p></body.content></body></nitf>',
  ],
  [
    'an NITF paragraph of left-over escapes',
    '<nitf><body><body.content><p>',
    '&amp;amp;lt; ',
    '</p></body.content></body></nitf>',
  ],
  [
    'a text of one line again and again',
    'Ferry sails again\n\nThe ferry to Havn sails again on Monday, its master said after a long day of work at the quay.\n\n',
    'By Mia Holm\n\n',
    'The quay was mended in a week, and the crew painted the ferry in the colours that it had in 1931.\n\n',
  ],
  [
    'an Atom feed of more entries than anybody reads',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '<entry/>',
    '</feed>',
  ],
  [
    'an Atom feed that says much of itself beside its entries',
    `<feed xmlns="http://www.w3.org/2005/Atom">${'<entry><id>u:1</id></entry>'.repeat(2000)}`,
    '<x/>',
    '</feed>',
  ],
  [
    'an RSS channel that says much of itself beside its items',
    `<rss version="2.0"><channel>${'<item><guid>u:1</guid></item>'.repeat(2000)}`,
    '<x/>',
    '</channel></rss>',
  ],
])('%s', async (_, head, part, tail) => {
  const bytes = Buffer.from(head + part.repeat(SIZE / part.length) + tail);
  expect(await processorTime(() => readBytes(bytes))).toBeLessThan(ENOUGH_MS);
});

test('a mail of more header lines in an old charset than any has', async () => {
  const line = Buffer.from(`X-Havn: ${'\xfa\xfd'.repeat(900)}\r\n`, 'latin1');
  const head = Buffer.from(
    'From: Vik desk <desk@vik.example>\r\nTo: wire@wire.example\r\nSubject: Ferry\r\nDate: Wed, 11 Mar 2026 08:00:00 -0700\r\nMessage-ID: <a@vik.example>\r\nMIME-Version: 1.0\r\n',
  );
  const bytes = Buffer.concat([
    head,
    ...Array.from({ length: SIZE / line.length }, () => line),
    Buffer.from('\r\nFerry sails again on Monday.\r\n'),
  ]);
  expect(await processorTime(() => readBytes(bytes))).toBeLessThan(ENOUGH_MS / 3);
});

// So much is found in it that it takes its time: it is held against itself
test('ten times the photo credits in brackets take no twenty times as long', async () => {
  const read = (size: number): Promise<number> => {
    const text = '(Photo: AP) '.repeat(size / 12);
    const bytes = Buffer.from(`<nitf><body><body.content><p>${text}</p></body.content></body></nitf>`);
    return processorTime(() => readBytes(bytes));
  };
  // Of code that has not run for long the first readings are slow
  const little: number[] = [];
  for (let round = 0; round < 5; round++) little.push(await read(20_000));
  expect(await read(200_000)).toBeLessThan(20 * Math.min(...little));
});
