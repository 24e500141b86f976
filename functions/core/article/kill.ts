/** The record that ends an article when another item of its provider says so (NewsML 1 RelatedNewsItem, NITF doc-idref). */
import { disclosableWire } from './disclosure.ts';
import type { Article, Uri } from './ninjs.ts';
import type { ArticleRecord } from './record.ts';

/**
 * @param target the article that is killed
 * @param killer the item that says so: its time, its notes and its raw file are the evidence. Of one that may not be
 * known itself, as it is under embargo or withheld, only time and file: the kill goes out at once
 * @param held what is held of the target, if anything: only what identifies it is kept, for its text must not be used
 */
export function killOf(target: Uri, killer: ArticleRecord, held: ArticleRecord | undefined): ArticleRecord {
  const { versionCreated, edNote, standard } = killer.article;
  const secret = isSecret(killer);
  const note = secret ? undefined : (edNote ?? killer.article.headlines?.[0]?.value);
  const { type = 'text', language, slugline, headlines, altIds } = held?.article ?? {};
  const article: Article = {
    uri: target,
    type,
    pubStatus: 'canceled',
    ...(versionCreated === undefined ? {} : { versionCreated }),
    ...(language === undefined ? {} : { language }),
    ...(slugline === undefined ? {} : { slugline }),
    ...(headlines === undefined ? {} : { headlines }),
    ...(note === undefined ? {} : { edNote: note }),
    ...(altIds === undefined ? {} : { altIds }),
    ...(standard === undefined ? {} : { standard }),
  };
  return {
    article,
    wire: {
      ...(secret ? disclosableWire(killer.wire) : killer.wire),
      versionSequence: null,
      signals: ['kill'],
      replaces: [],
      embargo: held?.wire.embargo ?? { until: null, indefinite: false, text: null },
      text: { removed: [], lossRatio: 0 },
      warnings: [],
      extra: { killedBy: killer.article.uri },
    },
  };
}

/** Whether or not the embargo is over by now, which no pure function knows. */
function isSecret({ article, wire }: ArticleRecord): boolean {
  return wire.embargo.until !== null || wire.embargo.indefinite || article.pubStatus === 'withheld';
}
