/** The record that ends an article when another item of its provider says so (NewsML 1 RelatedNewsItem, NITF doc-idref). */
import type { Article, Uri } from './ninjs.ts';
import type { ArticleRecord, KillReference, Wire } from './record.ts';

/**
 * @param target the article that is killed
 * @param killer the item that says so: its time, its public notes and its raw file are the evidence
 */
export function killOf(target: Uri, killer: ArticleRecord): ArticleRecord {
  const { versionCreated, edNote, standard } = killer.article;
  // Of one that may not be known itself, as it is under embargo or withheld, not even the reason
  const note = isSecret(killer) ? undefined : (edNote ?? killer.article.headlines?.[0]?.value);
  const article: Article = {
    uri: target,
    type: 'text',
    pubStatus: 'canceled',
    ...(versionCreated === undefined ? {} : { versionCreated }),
    ...(note === undefined ? {} : { edNote: note }),
    ...(standard === undefined ? {} : { standard }),
  };
  return {
    article,
    wire: {
      ...withoutNames(killer.wire),
      versionSequence: null,
      signals: ['kill'],
      replaces: [],
      takeKey: null,
      keywords: [],
      categories: [],
      dateline: { text: null, city: null, country: null, date: null },
      creditLine: null,
      embargo: { until: null, indefinite: false, text: null },
      edNotes: [],
      sources: killer.wire.sources.filter(({ role }) => role === 'provider'),
      text: { removed: [], lossRatio: 0 },
      warnings: [],
      extra: { killedBy: killer.article.uri },
    },
  };
}

/** Names of the notice are none of its victim. */
function withoutNames({ references: _references, kill: _kill, killLabel: _label, ...wire }: Wire): Wire {
  return wire;
}

/** Whether or not the embargo is over by now, which no pure function knows. */
function isSecret({ article, wire }: ArticleRecord): boolean {
  return wire.embargo.until !== null || wire.embargo.indefinite || article.pubStatus === 'withheld';
}

/** The form in which references are compared: kind, value, and the day of the item where it is known. */
export function referenceKey({ kind, value, date }: KillReference): string {
  return `${kind}:${value}${date === undefined ? '' : `@${date}`}`;
}
