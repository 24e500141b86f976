/** Items that say only what changed in the revision before them. */
import { asItCame } from '../core/article/as-it-came.ts';
import { articleIdOf } from '../core/article/identity.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import type { FileItem } from '../core/reading/records.ts';
import type { DeskPorts } from '../desk/ports.ts';

/** An edit refers to a revision not long ago; each one back is a read. */
const REVISIONS_BACK = 20;

/**
 * An item that edits the revision before it, made whole. The base is the newest revision of another version that the
 * edit fits: so one that comes again is made where it was made the first time, and recognised as the same.
 */
export async function editedItem(
  { table }: DeskPorts,
  record: ArticleRecord,
  edit: NonNullable<Extract<FileItem, { ok: true }>['edit']>,
): Promise<FileItem> {
  const { uri, version } = record.article;
  const articleId = articleIdOf(record.wire.provider, uri);
  const newest = (await table.head(articleId))?.revision ?? 0;
  let refused: FileItem | undefined;
  for (let number = newest; number > Math.max(0, newest - REVISIONS_BACK); number--) {
    const base = await table.revision(articleId, number);
    if (base === undefined || (version !== undefined && base.revision.version === version)) continue;
    const edited = await edit(asItCame(base.record));
    if (edited.ok) return edited;
    refused ??= edited;
  }
  if (refused !== undefined) return refused;
  const message = `${uri} only edits a revision that was never delivered; deliver the whole item`;
  return { ok: false, itemIndex: record.wire.itemIndex, code: 'revision-base-missing', message };
}
