/**
 * Whether a text is new, or somebody was first with it: first the very same text, by a claim that only one can win,
 * then mostly the same one, by the near-duplicate index. Of any number of copies that arrive at the same instant one
 * is the original.
 */
import type { ArticleRecord, Dedupe } from '../core/article/record.ts';
import { contentKey } from '../core/dedupe/exact.ts';
import type { NearArticle } from '../core/dedupe/near-duplicates.ts';
import type { Judgement } from '../core/dedupe/near-index.ts';
import type { ContentClaim } from '../adapters/store/article-table.ts';
import { StoreError } from '../adapters/store/keys.ts';
import { HELD, type Head } from '../adapters/store/records.ts';
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

/**
 * Judges the text of a new article and enters it, so that copies find it.
 * @throws StoreError when the original is being stored and does not come: the delivery is tried again
 */
export async function judgeOriginality(ports: IngestPorts, candidate: Candidate): Promise<Originality> {
  const { articleId, record } = candidate;
  const text = textOf(record);
  if (text?.key === undefined) return ORIGINAL;
  const claim = claimOf(ports, articleId);
  const first = await ports.table.claimContent(text.key, claim, expiry(ports));
  if (first !== undefined) {
    const original = await originalOf(ports, text.key, first, claim);
    if (original !== undefined) return exactCopyOf(ports, { original, first, ours: claim }, candidate);
  }
  const judgement = await ports.near.judge(nearArticle(ports, candidate));
  if (judgement.verdict === 'new') return { ...ORIGINAL, evidence: judgement.evidence };
  return nearCopyOf(ports, judgement, candidate);
}

/** Enters the text of a further revision, so that copies of it are found; how the article stands is known by now. */
export async function enterText(ports: IngestPorts, candidate: Candidate, head: Head): Promise<void> {
  const { articleId, record } = candidate;
  const text = textOf(record);
  if (text?.key === undefined) return;
  await ports.table.claimContent(text.key, claimOf(ports, articleId), expiry(ports));
  await ports.near.refresh(nearArticle(ports, candidate), standingOf(head));
}

/** What an article was judged to be, as its head has it. */
export function standingOf({ articleId, of, story, verdict }: Head): Judgement {
  const linked = of !== null;
  return {
    verdict: !linked ? 'new' : verdict === 'duplicate' ? 'duplicate' : 'variant',
    of,
    story,
    similarity: 0,
    containment: 0,
    match: linked && verdict === 'duplicate' ? of : linked ? articleId : null,
    evidence: {},
  };
}

/** Only texts that are meant for use have copies; pictures, plans and ends of publication have none. */
function textOf({ article }: ArticleRecord): { key: string | undefined } | undefined {
  const usable = (article.type ?? 'text') === 'text' && (article.pubStatus ?? 'usable') === 'usable';
  return usable ? { key: contentKey(plainOf(article), article.headlines?.[0]?.value) } : undefined;
}

function plainOf({ bodies = [] }: ArticleRecord['article']): string {
  return bodies.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
}

export function nearArticle(
  { now }: Pick<IngestPorts, 'now'>,
  { articleId, record: { article, wire } }: Pick<Candidate, 'articleId' | 'record'>,
): NearArticle {
  const title = article.headlines?.[0]?.value;
  return {
    articleId,
    provider: wire.provider,
    at: now(),
    body: plainOf(article),
    ...(title === undefined ? {} : { title }),
    ...(article.language === undefined ? {} : { language: article.language }),
  };
}

function claimOf(ports: IngestPorts, articleId: string): ContentClaim {
  return { articleId, claimedAt: new Date(ports.now()).toISOString() };
}

function expiry(ports: IngestPorts): number {
  return Math.ceil((ports.now() + DUPLICATE_WINDOW_MS) / 1000);
}

/** The head of the article that was first; undefined when that one never came to be, and the text is ours now. */
async function originalOf(
  ports: IngestPorts,
  key: string,
  first: ContentClaim,
  ours: ContentClaim,
): Promise<Head | undefined> {
  const orphaned = (): boolean => ports.now() - Date.parse(first.claimedAt) > ORPHAN_MS;
  const head = await headOf(ports, first.articleId, orphaned);
  if (head !== undefined) return head;
  if (orphaned() && (await ports.table.takeOverContent(key, first, ours))) return undefined;
  throw new StoreError('original-pending', `the original ${first.articleId} of this text is not stored yet`);
}

/** A head that may be on its way. */
async function headOf(
  { table, pause }: IngestPorts,
  articleId: string,
  givenUp: () => boolean = () => false,
): Promise<Head | undefined> {
  for (const wait of [0, ...WAITS]) {
    if (wait > 0) await pause(wait);
    const head = await table.head(articleId);
    if (head !== undefined || givenUp()) return head;
  }
  return undefined;
}

interface ExactMatch {
  /** Of the article that was first with the text. */
  original: Head;
  first: ContentClaim;
  ours: ContentClaim;
}

async function exactCopyOf(
  { table }: IngestPorts,
  { original, first, ours }: ExactMatch,
  candidate: Candidate,
): Promise<Originality> {
  // Who was first with these very words may be a hidden copy itself: what became of its original decides
  const root =
    original.verdict === 'duplicate' && original.of !== null ? await table.head(original.of) : original;
  const copy = {
    of: root?.articleId ?? original.articleId,
    similarity: 1,
    containment: 1,
    story: original.story,
    ofKilled: [original, root].some((head) => head !== undefined && head.pubStatus !== 'usable'),
  };
  const { record } = candidate;
  const apart = Date.parse(ours.claimedAt) - Date.parse(first.claimedAt);
  const report = original.provider === record.wire.provider && /\d/.test(plainOf(record.article));
  const published =
    publishedBecause(root, candidate) ?? (report && apart > SAME_DAY_MS ? ANOTHER_DAY : undefined);
  return published === undefined || copy.ofKilled
    ? { ...copy, verdict: 'duplicate', evidence: { rule: 'same-text' } }
    : { ...copy, verdict: 'variant', evidence: { rule: 'same-text', published } };
}

const UNDER_EMBARGO = 'the original is under embargo';

/** That the rates of today are those of yesterday is news. */
const ANOTHER_DAY = 'the same figures from the same provider on another day';
const SAME_DAY_MS = 18 * 60 * 60 * 1000;

/** The engine's judgement, held against what has become of the original since. */
async function nearCopyOf(
  ports: IngestPorts,
  judgement: Judgement,
  candidate: Candidate,
): Promise<Originality> {
  const { of, story, similarity, containment, evidence, match } = judgement;
  const original = await headOf(ports, match ?? of ?? story);
  const copy: Originality = {
    verdict: judgement.verdict,
    of,
    story,
    similarity,
    containment,
    evidence: match === null || match === of ? evidence : { ...evidence, match },
    ofKilled: original !== undefined && original.pubStatus !== 'usable',
  };
  const published = publishedBecause(original, candidate);
  if (judgement.verdict !== 'duplicate' || published === undefined) return copy;
  return { ...copy, verdict: 'variant', evidence: { ...evidence, published } };
}

/** Why the same or nearly the same text must not be hidden, if so: hiding it would lose news. */
function publishedBecause(original: Head | undefined, { record, dueAt }: Candidate): string | undefined {
  if (original === undefined) return 'the original has not come to be stored';
  if (original.pubStatus !== 'usable') return undefined;
  if (record.wire.replaces.includes(original.uri)) return 'it replaces the original';
  if (record.wire.signals.includes('correction')) return 'it says that it corrects';
  if (isHeldLonger(original, dueAt)) return UNDER_EMBARGO;
  return undefined;
}

/** Its own provider lets it go earlier: hiding it would break the wire, publishing the original an embargo. */
function isHeldLonger({ pubStatus, outbox, announced, heldUntil }: Head, dueAt: string | null): boolean {
  if (dueAt === null || pubStatus !== 'usable' || outbox === null || announced) return false;
  return outbox === HELD || (heldUntil !== null && Date.parse(dueAt) < Date.parse(heldUntil));
}
