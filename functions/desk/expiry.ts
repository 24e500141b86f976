/** Takes down what has expired, where the entry of its provider says so. */
import type { ArticleRecord } from '../core/article/record.ts';
import type { Head, StoredRevision } from '../adapters/store/records.ts';
import { makeAgain, type SettleOptions } from './again.ts';
import type { DeskPorts } from './ports.ts';

/** Bare, as all ends are; what its agency noted is no reason of this one. */
export function withheldForExpiry({ article, wire }: ArticleRecord): ArticleRecord {
  const { edNote: _note, ...rest } = article;
  const embargo = { until: null, indefinite: false, text: null };
  return { article: { ...rest, pubStatus: 'withheld' }, wire: { ...wire, embargo } };
}

/** A withholding that is as new as the text: what its agency says later brings the article back. */
export async function expire(
  ports: DeskPorts,
  head: Head,
  { revision, record }: StoredRevision,
  options: SettleOptions,
): Promise<Head> {
  const stored = { revision, record: withheldForExpiry(record) };
  const { dedupe } = revision;
  const evidence = { rule: 'expired', expiresAt: revision.expiresAt };
  return makeAgain(
    ports,
    head,
    stored,
    {
      place: 'end',
      changed: { status: 'withheld' },
      dedupe: { ...dedupe, verdict: 'update', similarity: 0, containment: 0, evidence },
    },
    options,
  );
}
