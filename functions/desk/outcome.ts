/** What is said of an item that was taken. */
import type { ArticleRecord, Dedupe, Verdict } from '../core/article/record.ts';
import type { TakenItem } from '../adapters/store/outcomes.ts';
import type { Head, Revision } from '../adapters/store/records.ts';
import { headlineOf, sourceIds, type Situation } from './plan.ts';
import type { DeskPorts } from './ports.ts';

/** What became of a stored revision, as far as it has come. */
export function outcomeOf(
  ports: DeskPorts,
  head: Head,
  revision: Revision,
  record: ArticleRecord,
): TakenItem {
  const { articleId, uri, format, headline, sources, dedupe, delivery } = revision;
  const outcome = whatBecame(head, revision);
  const { embargo, heldFor } = record.wire;
  const until = heldFor === undefined ? embargo.until : null;
  return {
    itemIndex: delivery.itemIndex,
    outcome,
    articleId,
    uri,
    format,
    revision: revision.revision,
    headline,
    sources,
    dedupe,
    ...(outcome === 'held' && until !== null && Date.parse(until) > ports.now()
      ? { embargoedUntil: until }
      : {}),
  };
}

function whatBecame({ told }: Head, { revision, place, dedupe }: Revision): TakenItem['outcome'] {
  const entry = told.list.find((one) => one.startsWith(`${revision}.`));
  if (entry !== undefined) return entry.split('.')[1] as TakenItem['outcome'];
  if (place === 'aside') return dedupe.verdict === 'duplicate' ? 'duplicate' : 'late';
  if (place === 'hidden') return 'duplicate';
  return place === 'held' ? 'held' : 'pending';
}

/** The same item again, of another delivery. */
export function redeliveryOf(
  head: Head,
  revision: number,
  { record, delivery }: Pick<Situation, 'record' | 'delivery'>,
): TakenItem {
  const { articleId, story, of } = head;
  const dedupe: Dedupe = {
    verdict: 'redelivery' satisfies Verdict,
    of,
    similarity: 1,
    containment: 1,
    story,
    evidence: {},
  };
  const { wire, article } = record;
  return {
    itemIndex: delivery.itemIndex,
    outcome: 'redelivery',
    articleId,
    uri: article.uri,
    format: wire.format,
    revision,
    headline: headlineOf(record),
    sources: sourceIds(record),
    dedupe,
  };
}
