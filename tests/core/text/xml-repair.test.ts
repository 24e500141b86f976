import { describe, expect, test } from '@jest/globals';
import { escapeAmpersands } from '../../../functions/core/text/xml-repair.ts';
import { readBytes } from '../../support/wires.ts';
import { ENOUGH_MS, processorTime } from '../../support/processor-time.ts';

describe('ampersands that nobody escaped', () => {
  test.each([
    ['a name', '<a>AT&T</a>', '<a>AT&amp;T</a>'],
    ['an address', '<a b="?x=1&y=2&copy=3"/>', '<a b="?x=1&amp;y=2&amp;copy=3"/>'],
    ['one alone', '<a>fish & chips</a>', '<a>fish &amp; chips</a>'],
    ['a name of no entity', '<a>&foo;</a>', '<a>&amp;foo;</a>'],
    [
      'beside good ones',
      '<a>&amp; & &#38; &#x26; &eacute; &apos;</a>',
      '<a>&amp; &amp; &#38; &#x26; &eacute; &apos;</a>',
    ],
    [
      'outside CDATA and comments',
      '<a><![CDATA[R&D]]>&<!-- & --></a>',
      '<a><![CDATA[R&D]]>&amp;<!-- & --></a>',
    ],
  ])('%s', (_name, text, escaped) => {
    expect(escapeAmpersands(text)).toBe(escaped);
  });

  test.each(['<a>&amp;&eacute;&#38;</a>', '<a><![CDATA[R&D]]></a>', '<a>no sign</a>'])(
    'none in %s',
    (text) => {
      expect(escapeAmpersands(text)).toBeUndefined();
    },
  );

  test('entities that a document declares are not taken for text', () => {
    expect(escapeAmpersands('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBeUndefined();
  });

  test('a million of them, and CDATA that is never closed, cost no more than their length', async () => {
    const text = '&'.repeat(500_000) + '<![CDATA['.repeat(60_000) + '<!--'.repeat(60_000);
    expect(await processorTime(() => escapeAmpersands(text))).toBeLessThan(ENOUGH_MS);
  });
});

describe('a file with such ampersands', () => {
  const titleOf = async (title: string): Promise<unknown> => {
    const document = `<rss version="2.0"><channel><item><title>${title}</title><link>http://a.example/?a=1&b=2</link></item></channel></rss>`;
    const result = await readBytes(new TextEncoder().encode(document));
    const [item] = result.ok ? result.items : [];
    if (item?.ok !== true) return result;
    const { article, wire } = item.record;
    return [article.headlines?.[0]?.value, article.uri, wire.warnings.map(({ code }) => code)];
  };

  test('is read, and says so', async () => {
    expect(await titleOf('AT&T wins')).toEqual(['AT&T wins', 'http://a.example/?a=1&b=2', ['xml-repaired']]);
  });

  test('keeps names that only a program knows as they are written', async () => {
    const [headline] = (await titleOf('A &constructor; B &toString; C')) as string[];
    expect(headline).toBe('A &constructor; B &toString; C');
  });

  test('that is broken beside says both', async () => {
    const warnings = ['xml-repaired', 'xml-repaired'];
    expect(await titleOf('AT&T</b>')).toEqual(['AT&T', 'http://a.example/?a=1&b=2', warnings]);
  });
});
