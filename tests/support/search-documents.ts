/** Articles for an index, of what matters to a test. */
import type { Row } from '../../functions/core/feed/contract.ts';
import type { SearchDocument } from '../../functions/core/search/document.ts';

export type GivenDocument = Partial<Omit<SearchDocument, 'row'>> & { row?: Partial<Row> };

export function documentAt(place: number, { row, headline = '', ...rest }: GivenDocument): SearchDocument {
  return {
    place,
    slug: '',
    headline,
    by: '',
    text: '',
    sources: [],
    subjects: [],
    ...rest,
    row: {
      id: `a${place}`,
      revision: 1,
      event: 'published',
      at: new Date(Date.UTC(2026, 0, 1, 0, place)).toISOString(),
      provider: 'quay',
      uri: `urn:x:${place}`,
      slug: null,
      headline,
      by: null,
      dateline: null,
      language: 'en',
      urgency: null,
      flags: [],
      sources: [],
      words: null,
      version: null,
      versionCreated: null,
      verdict: 'new',
      of: null,
      story: `s${place}`,
      media: 0,
      status: 'usable',
      ...row,
    },
  };
}
