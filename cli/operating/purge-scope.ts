/** Which articles a purge is about. */
import type { Forgetting } from '../../functions/adapters/store/forgetting.ts';
import { nameOf } from '../../functions/adapters/store/receipts.ts';
import { INBOX_PREFIX } from '../../functions/core/providers/register.ts';
import type { PurgeRule } from '../../functions/desk/purge.ts';
import { articlesIn, filesBelow, type PurgeFilesPorts } from '../../functions/desk/purge-files.ts';
import type { Target } from '../common/target.ts';
import { Progress } from './running.ts';

/** What was asked, as its record keeps it. */
export interface Asked extends PurgeRule {
  provider: string;
  article?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Nothing of this software is older; and what is on one machine is tried out, and found by its files. */
const FIRST_LOOK_DAYS = 3 * 366;
const LOCAL_LOOK_DAYS = 60;
const DAYS_AT_ONCE = 16;

export interface ScopePorts {
  articles: Pick<Forgetting, 'articlesOf'>;
  files: PurgeFilesPorts;
  machine: Target['machine'];
}

/**
 * The articles that are meant, in the order of their ids: by the index by day, and by the receipts of the files.
 * @param begun those that an earlier run has begun to erase
 */
export async function articlesMeant(
  { articles, files, machine }: ScopePorts,
  { article, provider }: Pick<Asked, 'article' | 'provider'>,
  begun: Iterable<string>,
): Promise<string[]> {
  if (article !== undefined) return [article];
  const ids = new Set(begun);
  const today = Date.now();
  const length = machine ? FIRST_LOOK_DAYS : LOCAL_LOOK_DAYS;
  const days = Array.from({ length }, (_, back) =>
    new Date(today + DAY_MS - back * DAY_MS).toISOString().slice(0, 10),
  );
  for (let start = 0; start < days.length; start += DAYS_AT_ONCE) {
    const some = days.slice(start, start + DAYS_AT_ONCE);
    const found = await Promise.all(some.map((day) => articles.articlesOf(provider, day, false)));
    for (const id of found.flat()) ids.add(id);
  }
  const progress = new Progress('files looked at');
  let looked = 0;
  for await (const { versions, receipts } of filesBelow(files, inboxOf(provider))) {
    progress.show((looked += versions.length));
    for (const version of versions) for (const id of articlesIn(receipts.get(nameOf(version)))) ids.add(id);
  }
  progress.end();
  return [...ids].sort();
}

/** What the keys of an agency's deliveries begin with. */
export function inboxOf(provider: string): string {
  return `${INBOX_PREFIX}${provider}/`;
}
