/** What is left of an article that ended when the rest of it is erased: that it ended, and nothing of what was in it. */
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { Head, Revision } from '../adapters/store/records.ts';
import { bareEnd } from '../core/article/disclosure.ts';
import { isEnd } from '../core/article/life-cycle/saying.ts';

/** The end that an article has come to. */
export function endOf(revisions: readonly Revision[], { line }: Head): Revision | undefined {
  if (line === null || !isEnd(line)) return undefined;
  return revisions.find(({ revision }) => revision === line.revision);
}

/**
 * Leaves of an article that it ended.
 * @param erasedAt RFC 3339; undefined where more is to be done for it, and `markErased` says when
 * @returns false when it was taken again meanwhile
 */
export async function bury(
  table: Pick<ArticleTable, 'revision' | 'putHead' | 'replaceRevision'>,
  head: Head,
  end: Revision,
  erasedAt: string | undefined,
): Promise<boolean> {
  const stored = await table.revision(end.articleId, end.revision);
  if (stored === undefined) return true;
  const erased = erasedAt === undefined ? {} : { erasedAt };
  const { claimChecks: _claimChecks, ...known } = head;
  const bare = { ...known, ...erased, headline: '', sources: [], held: null, turn: head.turn + 1 };
  if (!(await table.putHead(bare, head))) return false;
  await table.replaceRevision(bareRevision(end), bareEnd(stored.record, end.withNote));
  return true;
}

/** All that there was of an article is erased, wherever it was: nobody looks for it any more. */
export async function markErased(
  table: Pick<ArticleTable, 'changeHead'>,
  head: Head,
  erasedAt: string,
): Promise<void> {
  await table.changeHead(head, (latest) =>
    latest.lastRevision === head.lastRevision ? { ...latest, erasedAt, turn: latest.turn + 1 } : undefined,
  );
}

/** The names of files, and figures and names that were new in it, tell the subject. */
function bareRevision(end: Revision): Revision {
  const { delivery, dedupe } = end;
  const { rule } = dedupe.evidence;
  return {
    ...end,
    headline: '',
    sources: [],
    dedupe: { ...dedupe, evidence: rule === undefined ? {} : { rule } },
    delivery: { ...delivery, bucket: '', key: '', version: '' },
  };
}

/** Nothing is left but the end. */
export function isBuried(revisions: readonly Revision[], head: Head): boolean {
  const [only, ...more] = revisions;
  return (
    only !== undefined && more.length === 0 && only === endOf(revisions, head) && only.delivery.key === ''
  );
}
