/**
 * Kills in words: which item a notice means. It is found by the agency's own references of the last seven days or not at
 * all: nothing is guessed, and what is not known is brought before a person with the likely ones.
 */
import { articleIdOf } from '../core/article/identity.ts';
import { referenceKey } from '../core/article/kill.ts';
import type { Uri } from '../core/article/ninjs.ts';
import type { ArticleRecord, KillReference } from '../core/article/record.ts';
import type { ArticleNotice } from '../adapters/publish/ops.ts';
import type { Head } from '../adapters/store/records.ts';
import type { DeskPorts } from './ports.ts';

/** So long an agency calls an item by its number or slug. */
const REFERENCES_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** When the references of an item that is taken now are forgotten, epoch seconds. */
export function referencesExpiry(now: number): number {
  return Math.ceil((now + REFERENCES_DAYS * DAY_MS) / 1000);
}

/** @returns the URIs of the items that a notice means, one for each reference that leads to exactly one */
export async function victimsOf(ports: DeskPorts, notice: ArticleRecord, ownId: string): Promise<Uri[]> {
  const found = new Set<Uri>();
  for (const reference of notice.wire.kill?.references ?? []) {
    if (reference.kind === 'uri') {
      found.add(reference.value);
      continue;
    }
    if (reference.kind === 'slug' && reference.date === undefined && !isWireSlug(reference.value)) continue;
    const ids = await named(ports, notice.wire.provider, reference);
    ids.delete(ownId);
    const [id, ...others] = ids;
    // A name of several items is the name of none
    const head = id === undefined || others.length > 0 ? undefined : await ports.table.head(id);
    if (head !== undefined) found.add(head.uri);
  }
  return [...found];
}

/**
 * "BC-EU--Harbour Vote" is given to one story a day; a slug of plain words to all that is written of a subject, so it
 * only leads to candidates where the notice does not tell the day.
 */
function isWireSlug(slug: string): boolean {
  return /^[a-z]{2}-/.test(slug);
}

async function named(
  { claims, now }: DeskPorts,
  provider: string,
  reference: KillReference,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const day of daysOf(reference, now())) {
    const { kind, value } = reference;
    const key = referenceKey({ kind, value, ...(day === undefined ? {} : { date: day }) });
    for (const id of await claims.withReference(provider, key, Math.floor(now() / 1000))) ids.add(id);
  }
  return ids;
}

/** The day that the notice tells, else all on which the name still counts. */
function daysOf({ kind, date }: KillReference, now: number): (string | undefined)[] {
  if (kind === 'job-id') return [undefined];
  if (date !== undefined) return [date];
  const days = Array.from({ length: REFERENCES_DAYS + 1 }, (_, back) =>
    new Date(now - (back - 1) * DAY_MS).toISOString().slice(0, 10),
  );
  return [undefined, ...days];
}

const MOST_CANDIDATES = 5;

/**
 * Articles of the provider that a notice may mean, the likeliest first: by its references, its headlines and the words of
 * its slug.
 * @param named what its references lead to
 */
export async function candidatesFor(
  ports: DeskPorts,
  notice: ArticleRecord,
  ownId: string,
  named: readonly Uri[],
): Promise<Extract<ArticleNotice, { type: 'wire.kill.unresolved' }>['candidates']> {
  const wanted = [
    ...(notice.wire.kill?.headlines ?? []),
    ...(notice.wire.kill?.references ?? []).map(({ value }) => value),
    notice.article.slugline ?? '',
    notice.article.headlines?.[0]?.value ?? '',
  ].map(wordsOf);
  const now = ports.now();
  const heads = await ports.sources.list({
    source: notice.wire.provider,
    since: now - 2 * DAY_MS,
    until: now + DAY_MS,
  });
  const byReference: Head[] = [];
  for (const uri of named) {
    const head = await ports.table.head(articleIdOf(notice.wire.provider, uri));
    if (head !== undefined) byReference.push(head);
  }
  const known = new Set([ownId, ...byReference.map(({ articleId }) => articleId)]);
  const likely = heads
    .filter(({ articleId, line }) => !known.has(articleId) && line?.status === 'usable')
    .map((head) => ({ head, score: Math.max(...wanted.map((words) => sharedWith(words, head))) }))
    .sort((a, b) => b.score - a.score)
    .map(({ head, score }) => ({
      head,
      because: score > 0 ? 'words of its headline' : 'one of the newest of this agency',
    }));
  return [...byReference.map((head) => ({ head, because: 'its reference' })), ...likely]
    .slice(0, MOST_CANDIDATES)
    .map(({ head: { articleId, headline, uri }, because }) => ({ articleId, headline, uri, because }));
}

function sharedWith(words: ReadonlySet<string>, { headline }: Head): number {
  if (words.size === 0) return 0;
  const shared = [...wordsOf(headline)].filter((word) => words.has(word)).length;
  return shared / words.size;
}

function wordsOf(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !word.startsWith('kill')),
  );
}
