/** One story in several formats gives one article. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord, WireFormat } from '../../functions/core/article/record.ts';
import { htmlOf, paragraphsIn, recordsIn } from './wires.ts';

/** Formats of plain text have no field for an embargo and no mark for a sub-heading. */
const PLAIN: readonly WireFormat[] = ['iptc7901', 'anpa1312', 'rfc822', 'zczc', 'text'];

/** What every format can carry. */
function story({ article, wire }: ArticleRecord): unknown {
  return {
    headline: article.headlines?.find(({ role }) => role === 'main')?.value,
    language: article.language,
    urgency: article.urgency,
    pubStatus: article.pubStatus,
    by: article.by,
    city: wire.dateline.city,
  };
}

/** What formats with fields and mark-up can carry. */
function structure(record: ArticleRecord): unknown {
  return {
    uri: record.article.uri,
    version: record.article.version,
    embargo: record.wire.embargo,
    embargoedUntil: record.article.embargoedUntil,
    headings: htmlOf(record).match(/<h2>[^<]*/g),
  };
}

/**
 * Tests for every story in a folder: files with the same name before their first dot are editions of one.
 * @param provider who delivered them
 */
export function holdSameStories(folder: string, provider: string): void {
  const files = readdirSync(folder).sort();
  const names = [...new Set(files.map((file) => file.split('.', 1)[0] ?? ''))];

  describe.each(names)(`${provider}: %s`, (name) => {
    const editions = files.filter((file) => file.startsWith(`${name}.`)).map((file) => join(folder, file));
    const read = async (): Promise<ArticleRecord[]> =>
      (await Promise.all(editions.map((file) => recordsIn(file, provider)))).flat();

    test('every edition gives one article', async () => {
      expect(editions.length).toBeGreaterThan(1);
      expect(await read()).toHaveLength(editions.length);
    });

    test('headline, language, urgency, status, byline and dateline city are the same', async () => {
      const [first, ...others] = (await read()).map(story);
      for (const other of others) expect(other).toEqual(first);
    });

    test('the paragraphs are the same', async () => {
      const [first, ...others] = (await read()).map(paragraphsIn);
      expect(first?.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(first);
    });

    test('identity, embargo and sub-headings are the same where the format has them', async () => {
      const records = (await read()).filter(({ wire }) => !PLAIN.includes(wire.format));
      const [first, ...others] = records.map(structure);
      for (const other of others) expect(other).toEqual(first);
    });
  });
}
