import type { Article } from './ninjs.ts';
import type { ArticleRecord, Wire } from './record.ts';

/**
 * What may be said of an article that nobody may know yet, when it is killed or withheld: which one it is and what
 * became of it, and nothing of its content.
 */
export function disclosable({ article, wire }: ArticleRecord): ArticleRecord {
  const { uri, type, version, versionCreated, pubStatus, embargoedUntil, altIds, standard } = article;
  const identity: Article = {
    uri,
    ...(type === undefined ? {} : { type }),
    ...(version === undefined ? {} : { version }),
    ...(versionCreated === undefined ? {} : { versionCreated }),
    ...(pubStatus === undefined ? {} : { pubStatus }),
    ...(embargoedUntil === undefined ? {} : { embargoedUntil }),
    ...(altIds === undefined ? {} : { altIds }),
    ...(standard === undefined ? {} : { standard }),
  };
  return { article: identity, wire: disclosableWire(wire) };
}

/** The words of an embargo go too: where it stands in words, they are the headline or a note. */
export function disclosableWire(wire: Wire): Wire {
  return {
    ...wire,
    takeKey: null,
    keywords: [],
    categories: [],
    dateline: { text: null, city: null, country: null, date: null },
    creditLine: null,
    embargo: { ...wire.embargo, text: null },
    edNotes: [],
    sources: wire.sources.filter(({ role }) => role === 'provider'),
    text: { removed: [], lossRatio: 0 },
    warnings: [],
    extra: {},
  };
}
