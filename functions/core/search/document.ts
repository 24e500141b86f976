/** What the index holds of an article. */
import type { ArticleRecord } from '../article/record.ts';
import { isSourceRole } from '../article/source-roles.ts';
import type { Row } from '../feed/contract.ts';
import { subjectCode } from '../feed/facets.ts';

export interface SearchDocument {
  /** Its place in the feed log: later ones are found first, and only the latest of an article counts. */
  place: number;
  row: Row;
  slug: string;
  headline: string;
  by: string;
  /** Body, abstract, captions: whatever is read. */
  text: string;
  /** Ids and names of sources, in lower case. */
  sources: string[];
  /** URIs, codes and names of subjects, in lower case. */
  subjects: string[];
}

/** An article as it is told, for the index. @param row as lists show it */
export function documentOf(place: number, row: Row, { article, wire }: ArticleRecord): SearchDocument {
  const { headlines = [], descriptions = [], associations = [], subjects = [] } = article;
  const values = (texts: readonly { value: string }[] = []): string[] => texts.map(({ value }) => value);
  const body = article.bodies?.find(({ contentType }) => contentType === 'text/plain');
  const sources = wire.sources.filter(({ role }) => isSourceRole(role) && role !== 'speaker');
  return {
    place,
    row,
    headline: values(headlines).join('\n'),
    slug: [article.slugline ?? '', ...wire.keywords].join('\n'),
    by: article.by ?? '',
    text: [
      wire.dateline.text ?? '',
      ...values(descriptions),
      ...(body === undefined ? [] : [body.value]),
      ...associations.flatMap((one) => [...values(one.headlines), ...values(one.descriptions)]),
    ].join('\n'),
    sources: unique(sources.flatMap(({ id, name }) => (id === null ? [name] : [id, name]))),
    subjects: unique(
      subjects.flatMap(({ uri, name }) => [
        ...(uri === undefined ? [] : [uri, subjectCode(uri)]),
        ...(name === undefined ? [] : [name]),
      ]),
    ),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.toLowerCase()))];
}
