/**
 * Articles that stem from one id. Items that share an id and are different stories become articles of their own
 * (core/reading/shared-ids.ts, and `identity: new-article`), so an end under that id has to be taken to them. They are
 * entered under the id, and found by it.
 */
import { killOf } from '../core/article/kill.ts';
import { articleIdOf, digest, uriOf } from '../core/article/identity.ts';
import { isEnd } from '../core/article/life-cycle/saying.ts';
import type { Uri } from '../core/article/ninjs.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import type { DeliveredItem, Head } from '../adapters/store/records.ts';
import { headlineOf } from './plan.ts';
import type { DeskPorts } from './ports.ts';

/** Ends come late, but not after years. */
const PARTS_DAYS = 400;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Warnings of records that have another id than the one they were sent with. */
const OWN_ID = new Set(['id-shared', 'identity-suspect']);

/** The ids with which an item was sent that has one of its own; nearly always none. */
export function sharedIdsOf({ article, wire }: ArticleRecord): Uri[] {
  const hasOwn = wire.warnings.some(({ code }) => OWN_ID.has(code));
  const sent = (article.altIds ?? []).flatMap(({ role, value }) =>
    value !== undefined && (role === 'shared-id' || (hasOwn && role === 'provider-id'))
      ? [uriOf(wire.provider, value)]
      : [],
  );
  return [...new Set(sent)].filter((id) => id !== article.uri);
}

/** Under what a record is entered for {@link partsOf}. */
export function partReferencesOf(record: ArticleRecord): string[] {
  return sharedIdsOf(record).map(referenceOf);
}

/** So that ends under the id find it. */
export async function enterParts(
  { claims, now }: DeskPorts,
  articleId: string,
  record: ArticleRecord,
): Promise<void> {
  const keys = partReferencesOf(record);
  if (keys.length === 0) return;
  const expiry = Math.ceil((now() + PARTS_DAYS * DAY_MS) / 1000);
  await claims.enterReferences(record.wire.provider, keys, articleId, expiry);
}

/** The link of a front page is shared by all that ever stood on it. */
const MOST_LOOKED_AT = 200;

/** The articles of a provider that were sent under an id and have others. */
export async function partsOf(ports: DeskPorts, provider: string, id: Uri): Promise<Head[]> {
  const now = Math.floor(ports.now() / 1000);
  const heads: Head[] = [];
  const parts = await ports.claims.withReference(provider, referenceOf(id), now);
  for (const part of parts.slice(0, MOST_LOOKED_AT)) {
    const head = part === articleIdOf(provider, id) ? undefined : await ports.table.head(part);
    if (head !== undefined) heads.push(head);
  }
  return heads;
}

/** Ids may be longer than a key. */
function referenceOf(id: string): string {
  return `id:${digest([id]).slice(0, 32)}`;
}

/** An id of more stories than this is a template's, and the name of none. */
const MOST_MEANT = 10;

/** What an end under a shared id means: the parts with its headline, else all of them; undefined where nobody can know. */
export function meantBy(end: ArticleRecord, parts: readonly Head[]): Head[] | undefined {
  const headline = sameForm(headlineOf(end));
  const named = parts.filter((part) => headline !== '' && sameForm(part.headline) === headline);
  if (named.length > 0) return named;
  return parts.length > MOST_MEANT ? undefined : [...parts];
}

/** What a notice in words means that comes under a shared id: the parts whose headline it has. */
export function namedBy(notice: ArticleRecord, parts: readonly Head[]): Head[] {
  const said = [headlineOf(notice), ...(notice.wire.kill?.headlines ?? [])].map(sameForm);
  return parts.filter(({ headline }) => {
    const own = sameForm(headline);
    return own.length >= SHORTEST_NAME && said.some((one) => one.includes(own));
  });
}

const SHORTEST_NAME = 8;

function sameForm(headline: string): string {
  return (headline.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/**
 * The end of one part, as its agency said it under the id that they share.
 * @param killer the item that says so; where it is the end itself, its headline is that of a story, and no reason
 */
export function endOfPart(part: Uri, end: ArticleRecord, killer = end): ArticleRecord {
  const { article, wire } = killOf(part, killer);
  const { edNote, ...bare } = article;
  const isWithheld = end.article.pubStatus === 'withheld';
  const note = killer === end || isWithheld ? end.article.edNote : edNote;
  return {
    article: {
      ...bare,
      ...(note === undefined || isWithheld ? {} : { edNote: note }),
      pubStatus: isWithheld ? 'withheld' : 'canceled',
    },
    wire: isWithheld ? { ...wire, signals: [] } : wire,
  };
}

/** The ends, for this part, that stand under ids which it shares. */
export async function endsOfShared(
  { table }: DeskPorts,
  record: ArticleRecord,
): Promise<{ end: ArticleRecord; delivery: DeliveredItem }[]> {
  const ends: { end: ArticleRecord; delivery: DeliveredItem }[] = [];
  for (const id of sharedIdsOf(record)) {
    const head = await table.head(articleIdOf(record.wire.provider, id));
    const line = head?.line ?? null;
    if (head === undefined || line === null || !isEnd(line)) continue;
    const stored = await table.revision(head.articleId, line.revision);
    // What an operator or the machine has ended is that one article
    if (stored?.revision.madeFrom !== null) continue;
    ends.push({ end: endOfPart(record.article.uri, stored.record), delivery: stored.revision.delivery });
  }
  return ends;
}
