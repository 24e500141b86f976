/**
 * One story in several formats gives one article. Any files with a common name before their first dot, put into one
 * of the folders, are compared: events/wires/<provider>/same-story for our own, ../shared/wires/same-story for real ones.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ArticleRecord, WireFormat } from '../../../functions/core/article/record.ts';
import { samplePath, sharedPath } from '../../support/shared.ts';
import { htmlOf, paragraphsIn, recordsIn } from '../../support/wires.ts';

const FOLDERS = [samplePath('borealis', 'same-story'), sharedPath('wires', 'same-story')];

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

for (const folder of FOLDERS) {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (files.length === 0) console.info(`no stories to compare in ${folder.split('/').slice(-3).join('/')}`);
  const names = [...new Set(files.map((file) => file.split('.', 1)[0] ?? ''))];

  describe.each(names)(`${basename(join(folder, '..'))}: %s`, (name) => {
    const editions = files.filter((file) => file.startsWith(`${name}.`)).map((file) => join(folder, file));
    const read = async (): Promise<ArticleRecord[]> =>
      (await Promise.all(editions.map((file) => recordsIn(file, 'borealis')))).flat();

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

test('what is not for publication stays out of every public field, whatever the format', async () => {
  const folder = samplePath('borealis', 'same-story');
  for (const file of readdirSync(folder)) {
    for (const { article } of await recordsIn(join(folder, file), 'borealis')) {
      expect(JSON.stringify(article)).not.toContain('555 0147');
    }
  }
});
