/**
 * Whether a text is new, or somebody was first with it. Of any number of copies that arrive at the same instant one
 * is the original: the conditional claim decides.
 */
import { contentKey } from '../dedupe/exact.ts';
import type { ArticleRecord, Dedupe } from '../article/record.ts';
import type { ContentClaim } from '../store/article-table.ts';
import { StoreError } from '../store/items.ts';
import type { Head } from '../store/records.ts';
import type { IngestPorts } from './ports.ts';

/** For so long a text counts as the same story when it comes again; the claims of older ones expire. */
export const DUPLICATE_WINDOW_MS = 4 * 24 * 60 * 60 * 1000;

/** A claim without an article after this time is from a taker that was interrupted: twice the function's timeout. */
const ORPHAN_MS = 120_000;

/** How long a copy waits for the original that is being stored at this moment, milliseconds: 50 + 100 + ... */
const WAITS = [50, 100, 200, 400, 800];

/** How a text stands to the ones before it. */
export interface Originality extends Pick<Dedupe, 'of' | 'similarity' | 'containment' | 'evidence'> {
  verdict: 'new' | 'duplicate' | 'variant';
  /** The story that it joins; null for a story of its own. */
  story: string | null;
  /** It is a copy of what its agency has killed or withheld since. */
  ofKilled: boolean;
}

const ORIGINAL: Originality = {
  verdict: 'new',
  of: null,
  similarity: 0,
  containment: 0,
  story: null,
  evidence: {},
  ofKilled: false,
};

export interface Candidate {
  articleId: string;
  record: ArticleRecord;
  /** When it would be published: RFC 3339, or null for not before an operator says so. */
  dueAt: string | null;
}

/** Only texts that are meant for use have copies; pictures, plans and ends of publication have none. */
function hasText({ article }: ArticleRecord): boolean {
  return (article.type ?? 'text') === 'text' && (article.pubStatus ?? 'usable') === 'usable';
}

/**
 * Claims a text for its article.
 * @throws OriginalPending-like StoreError when the original is being stored and does not come: the delivery is retried
 */
export async function judgeOriginality(ports: IngestPorts, candidate: Candidate): Promise<Originality> {
  const key = hasText(candidate.record) ? keyOfText(candidate.record) : undefined;
  if (key === undefined) return ORIGINAL;
  const claim = claimOf(ports, candidate.articleId);
  const first = await ports.table.claimContent(key, claim, expiry(ports));
  if (first === undefined) return ORIGINAL;
  const original = await originalOf(ports, key, first, claim);
  return original === undefined ? ORIGINAL : copyOf(original, candidate);
}

/** Claims the text of a further revision, so that copies of it are found; whose it was before makes no difference. */
export async function claimText(ports: IngestPorts, articleId: string, record: ArticleRecord): Promise<void> {
  const key = hasText(record) ? keyOfText(record) : undefined;
  if (key !== undefined) await ports.table.claimContent(key, claimOf(ports, articleId), expiry(ports));
}

function keyOfText({ article }: ArticleRecord): string | undefined {
  const plain = article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
  return contentKey(plain, article.headlines?.[0]?.value);
}

function claimOf(ports: IngestPorts, articleId: string): ContentClaim {
  return { articleId, claimedAt: new Date(ports.now()).toISOString() };
}

function expiry(ports: IngestPorts): number {
  return Math.ceil((ports.now() + DUPLICATE_WINDOW_MS) / 1000);
}

/** The head of the article that was first; undefined when that one never came to be, and the text is ours now. */
async function originalOf(
  { table, now, pause }: IngestPorts,
  key: string,
  first: ContentClaim,
  ours: ContentClaim,
): Promise<Head | undefined> {
  for (const wait of [0, ...WAITS]) {
    if (wait > 0) await pause(wait);
    const head = await table.head(first.articleId);
    if (head !== undefined) return head;
    if (now() - Date.parse(first.claimedAt) > ORPHAN_MS) {
      if (await table.takeOverContent(key, first, ours)) return undefined;
      break;
    }
  }
  throw new StoreError('original-pending', `the original ${first.articleId} of this text is not stored yet`);
}

function copyOf(original: Head, { dueAt }: Candidate): Originality {
  const known = {
    of: original.of !== null && original.verdict === 'duplicate' ? original.of : original.articleId,
    similarity: 1,
    containment: 1,
    story: original.story,
    ofKilled: original.pubStatus !== 'usable',
  };
  // Its own provider lets it go earlier: hiding it would break the wire, publishing the original an embargo
  const earlier =
    !known.ofKilled &&
    original.outbox !== null &&
    original.publishedRevision === 0 &&
    isBefore(dueAt, original);
  return earlier
    ? { ...known, verdict: 'variant', evidence: { rule: 'same text, original under embargo' } }
    : { ...known, verdict: 'duplicate', evidence: { rule: 'same text' } };
}

function isBefore(dueAt: string | null, { heldUntil, outbox }: Head): boolean {
  if (dueAt === null) return false;
  if (outbox === 'held') return true;
  return heldUntil !== null && Date.parse(dueAt) < Date.parse(heldUntil);
}
