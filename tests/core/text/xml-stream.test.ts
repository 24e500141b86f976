import { describe, expect, test } from '@jest/globals';
import { child, children, text } from '../../../functions/core/text/xml.ts';
import { parseQualifiedXml, streamXml, XmlError } from '../../../functions/core/text/xml-document.ts';

const LIMITS = { depth: 20, nodes: 10_000, attributes: 10 };

describe('qualified names', () => {
  test('tell the titles of two vocabularies apart, whatever prefix the file binds', () => {
    const { root } = parseQualifiedXml(
      '<rss xmlns:m="http://search.yahoo.com/mrss/"><item><m:title>Photo</m:title><title>Story</title></item></rss>',
      LIMITS,
    );
    expect(text(child(root, 'item', 'title'))).toBe('Story');
    expect(text(child(root, 'item', 'media:title'))).toBe('Photo');
  });

  test("drop the prefix of the root's own namespace and restore an outer binding behind an inner one", () => {
    const { root } = parseQualifiedXml(
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div><a:id>1</a:id></a:entry></a:feed>`,
      LIMITS,
    );
    expect(root.name).toBe('feed');
    expect(children(child(root, 'entry')).map(({ name }) => name)).toEqual(['div', 'id']);
    expect(text(child(root, 'entry', 'div', 'p'))).toBe('x');
  });

  test('keep a prefix that nobody declared', () => {
    const { root } = parseQualifiedXml('<rss><media:title>Photo</media:title></rss>', LIMITS);
    expect(text(child(root, 'media:title'))).toBe('Photo');
  });
});

describe('streaming', () => {
  const item = (n: number): string => `<item><title>${n}</title><b><item>inner</item></b></item>`;
  const isItem = (name: string, depth: number): boolean => name === 'item' && depth === 2;

  test('hands over each record once, whole, across chunk borders', () => {
    const count = 5000;
    const document = `<list>${Array.from({ length: count }, (_, n) => item(n)).join('\n')}</list>`;
    expect(document.length).toBeGreaterThan(65_536 * 3);
    const titles = [...streamXml(document, { ...LIMITS, nodes: 100_000 }, isItem)].map((record) =>
      text(child(record, 'title')),
    );
    expect(titles).toEqual(Array.from({ length: count }, (_, n) => String(n)));
  });

  test('bounds the nodes of one record, not of all of them', () => {
    const document = (count: number, paragraphs: number): string =>
      `<list>${`<item>${'<p>x</p>'.repeat(paragraphs)}</item>`.repeat(count)}</list>`;
    const read = (text: string): number => [...streamXml(text, { ...LIMITS, nodes: 100 }, isItem)].length;
    expect(read(document(50, 20))).toBe(50);
    expect(() => read(document(1, 60))).toThrow('more than 100 nodes');
  });

  test('gives what came before a fault, and then the fault', () => {
    const records = streamXml(`<list>${item(1)}${' '.repeat(70_000)}<item></list>`, LIMITS, isItem);
    expect(records.next().done).toBe(false);
    expect(() => records.next()).toThrow(XmlError);
  });
});
