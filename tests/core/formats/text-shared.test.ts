/** Facts that people read off real wires of plain text; the files belong to their owners and stand beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { inShared, sharedPath } from '../../support/shared.ts';
import { paragraphsIn, recordsIn } from '../../support/wires.ts';

interface Case {
  file: string;
  expect: Record<string, string | number | string[]>;
}

const list = sharedPath('wires', 'expectations.json');
const cases = existsSync(list)
  ? (JSON.parse(readFileSync(list, 'utf8')) as Case[]).filter(({ file }) =>
      /^(?:iptc-7901|anpa-1312|rfc822)\//.test(file),
    )
  : [];

/** How each kind of fact is read off a record. */
const FACTS: Readonly<Record<string, (record: ArticleRecord) => unknown>> = {
  headline: ({ article }) => article.headlines?.[0]?.value,
  slugline: ({ article }) => article.slugline,
  dateline_city: ({ wire }) => wire.dateline.city,
  priority: ({ wire }) => wire.priority,
  keywords: ({ wire }) => wire.keywords,
  versioncreated: ({ article }) => Date.parse(article.versionCreated ?? ''),
  wordcount: ({ wire }) => wire.providerWordCount,
};

inShared(list)('heading, keywords, dateline, date and text of every real wire of plain text', async () => {
  expect(cases.length).toBeGreaterThan(0);
  for (const { file, expect: facts } of cases) {
    const [record] = await recordsIn(sharedPath('wires', file), 'unassigned');
    if (record === undefined) throw new Error(`${file}: no record`);
    const told = Object.entries(FACTS).filter(([name]) => facts[name] !== undefined);
    const wanted = told.map(([name]) => [
      name,
      name === 'versioncreated' ? Date.parse(String(facts[name])) : facts[name],
    ]);
    expect({ file, ...Object.fromEntries(told.map(([name, of]) => [name, of(record)])) }).toEqual({
      file,
      ...Object.fromEntries(wanted),
    });
    if (facts.body_contains !== undefined)
      expect(paragraphsIn(record).join(' ')).toContain(facts.body_contains);
  }
});
