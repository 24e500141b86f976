/** Facts that people read off real JSON wires; the files belong to their owners and stand beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { inShared, sharedPath } from '../../support/shared.ts';
import { recordsIn } from '../../support/wires.ts';

interface Case {
  file: string;
  expect: Record<string, string | number | string[]>;
}

const list = sharedPath('wires', 'expectations.json');
const cases = existsSync(list)
  ? (JSON.parse(readFileSync(list, 'utf8')) as Case[]).filter(({ file }) => file.endsWith('.json'))
  : [];

/** How each kind of fact is read off a record. */
const FACTS: Readonly<Record<string, (record: ArticleRecord) => unknown>> = {
  version: ({ article }) => article.version,
  headline: ({ article }) => article.headlines?.[0]?.value,
  slugline: ({ article }) => article.slugline,
  urgency: ({ article }) => article.urgency,
  pubstatus: ({ article }) => article.pubStatus,
  wordcount: ({ wire }) => wire.providerWordCount,
};

inShared(list)('identity, version, headline, slug, urgency and status of every real JSON wire', async () => {
  expect(cases.length).toBeGreaterThan(0);
  for (const { file, expect: facts } of cases) {
    const [record] = await recordsIn(sharedPath('wires', file));
    if (record === undefined) throw new Error(`${file}: no record`);
    const read = Object.entries(FACTS).filter(([name]) => facts[name] !== undefined);
    expect({ file, ...Object.fromEntries(read.map(([name, of]) => [name, of(record)])) }).toEqual({
      file,
      ...Object.fromEntries(read.map(([name]) => [name, facts[name]])),
    });
    const ids = [record.article.uri, ...(record.article.altIds ?? []).map(({ value }) => value)];
    expect(ids).toContain(facts.guid);
  }
});
