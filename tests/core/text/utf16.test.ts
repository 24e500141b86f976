import { describe, expect, test } from '@jest/globals';
import { decodeBytes } from '../../../functions/core/text/charset.ts';
import { readBytes, paragraphsIn } from '../../support/wires.ts';

const TEXTS = [
  ['English', 'The ferry of Lorvik is to be sold – its yard said so.'],
  ['Norwegian', 'Ferja i Fjordvik går ikkje på måndag, seier rederiet.'],
  ['Russian', 'Паром Торбаха продан, сообщила в субботу верфь.'],
  ['Hebrew', 'המעבורת של לורביק נמכרה, אמרה המספנה בשבת.'],
] as const;

describe('text in two-byte units that no mark announces', () => {
  test.each(TEXTS)('is read as such (%s)', (_, text) => {
    const little = Buffer.from(text.length % 2 === 0 ? text : `${text} `, 'utf16le');
    expect(decodeBytes(little)).toMatchObject({ text: expect.stringContaining(text), used: 'utf-16le' });
    const big = Buffer.from(little).swap16();
    expect(decodeBytes(big)).toMatchObject({ text: expect.stringContaining(text), used: 'utf-16be' });
  });

  test('makes an article', async () => {
    const paragraphs = [
      `${TEXTS[0][1]} It sailed for forty years.`,
      'Nobody knows where it will sail now, he said.',
    ];
    const result = await readBytes(Buffer.from(`Ferry sold\n\n${paragraphs.join('\n\n')}\n`, 'utf16le'));
    const [item] = result.ok ? result.items : [];
    expect(item?.ok === true && paragraphsIn(item.record)).toEqual(paragraphs);
  });

  test('is not what bytes with NULs among them are', () => {
    const padded = Buffer.from(`Ferry\0sold\0${'The ferry sails on Monday.'.repeat(3)}`);
    expect(decodeBytes(padded).used).toBe('utf-8');
    const table = Buffer.from(Array.from({ length: 64 }, (_none, at) => (at % 4 === 0 ? at : 0)));
    expect(decodeBytes(table).used).toBe('utf-8');
  });
});
