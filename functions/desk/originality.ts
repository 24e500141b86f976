/**
 * Whether a text that may go is new, or somebody gives it out already: first the very same text, by a claim that only
 * one can win, then mostly the same one, by the near-duplicate index. Of any number of copies that come at the same
 * instant one is the original. What a claim is worth (worth.ts) is never taken from the claim, but from how its article
 * stands. One file: the exact and the near answer share what is published, and why.
 */
import type { ArticleRecord, Dedupe } from '../core/article/record.ts';
import { isGivingOut, wasKilledWith } from '../core/article/life-cycle/questions.ts';
import { areCopies } from '../core/dedupe/near-duplicates.ts';
import type { Judgement } from '../core/dedupe/near-index.ts';
import { contended } from '../adapters/store/article-table.ts';
import type { ContentClaim } from '../adapters/store/claims.ts';
import type { Head } from '../adapters/store/records.ts';
import type { DeskPorts } from './ports.ts';
import { nearArticle, plainOf, shortKey, textKeyOf, type Candidate } from './texts.ts';
import { headOf, heirOf, isHiddenByHand, leadsTo, originalOf, ORPHAN_MS, worthOf } from './worth.ts';

/** For so long a text counts as the same story when it comes again; the claims of older ones expire. */
export const DUPLICATE_WINDOW_MS = 4 * 24 * 60 * 60 * 1000;

/** A claim changes hands while we look: after so many turns something else is wrong. */
const CLAIM_TURNS = 16;

/** How a text stands to the ones before it. */
export interface Originality extends Pick<Dedupe, 'of' | 'similarity' | 'containment' | 'evidence'> {
  verdict: 'new' | 'duplicate' | 'variant';
  /** The story that it joins; null for a story of its own. */
  story: string | null;
  /** It is a copy of what its agency has killed since. */
  ofKilled: boolean;
  /** RFC 3339: its original is on its way, and it is to be judged again by then; null where that has come. */
  reviewAt: string | null;
}

const ORIGINAL: Originality = {
  verdict: 'new',
  of: null,
  similarity: 0,
  containment: 0,
  story: null,
  evidence: {},
  ofKilled: false,
  reviewAt: null,
};

/**
 * Judges a text that may go, and enters it, so that copies find it. Safe to repeat.
 * @throws StoreError when others keep changing what it rests on: it has to be tried again
 */
export async function judgeOriginality(ports: DeskPorts, candidate: Candidate): Promise<Originality> {
  const key = textKeyOf(candidate.record);
  if (key === undefined) return ORIGINAL;
  const ours = claimOf(ports, candidate);
  for (let turn = 0; turn < CLAIM_TURNS; turn++) {
    const claimed = await ports.claims.claim(key, ours, expiry(ports));
    const dead = await killedWith(ports, claimed.killed, candidate, key);
    if (dead !== undefined) return copyOfKilled(ports, candidate, dead, claimed.first ?? ours);
    const first = claimed.first ?? claimed.again;
    if (first === undefined) return nearOriginality(ports, candidate);
    if (claimed.first !== undefined) {
      // Linked before it is looked at: whoever ends the original from now on finds this copy, or is seen by it
      await linkBoth(ports, first.articleId, candidate.articleId);
      const original = await originalOf(ports, first);
      if (original === 'pending') return waitingFor(first);
      if (original !== undefined) {
        const worth = await worthOf(ports, original, key);
        if (worth.kind === 'since merged') {
          if (await ports.claims.takeOver(key, first, ours))
            return besideMerged(await nearOriginality(ports, candidate), worth.root);
          continue;
        }
        // Those who wait for this very article have nothing that it could be a copy of
        if (worth.kind !== 'nothing' && !leadsTo(worth, candidate))
          return exactCopyOf(candidate, { ...worth, first, ours });
      }
    }
    const heir = await heirOf(ports, first, candidate, key);
    if (heir?.kind === 'killed') {
      return exactCopyOf(candidate, { kind: 'killed', root: heir.head, owner: heir.head, first, ours });
    }
    if (heir !== undefined) {
      const { articleId, line, lastRevision } = heir.head;
      // Whoever is quicker: it is looked at again
      await ports.claims.takeOver(key, first, {
        ...ours,
        articleId,
        revision: line?.revision ?? lastRevision,
      });
    } else if (claimed.again !== undefined || (await ports.claims.takeOver(key, first, ours))) {
      return nearOriginality(ports, candidate);
    }
  }
  throw contended(`the claim of the text of ${candidate.articleId}`, CLAIM_TURNS);
}

/**
 * Enters a text that is not judged, so that copies of it are found; how its article stands is known by now.
 * @returns what it is a copy of, if that was killed: then it is not told, whoever brings it
 */
export async function enterText(
  ports: DeskPorts,
  candidate: Candidate,
  head: Head,
): Promise<Originality | undefined> {
  const key = textKeyOf(candidate.record);
  if (key === undefined) return undefined;
  const ours = claimOf(ports, candidate);
  const { first, killed } = await ports.claims.claim(key, ours, expiry(ports));
  const dead = await killedWith(ports, killed, candidate, key);
  if (dead !== undefined) return copyOfKilled(ports, candidate, dead, first ?? ours);
  if (first !== undefined) {
    await linkBoth(ports, first.articleId, candidate.articleId);
    const owner = await ports.table.head(first.articleId);
    const worth = owner === undefined ? undefined : await worthOf(ports, owner, key);
    if (worth?.kind === 'killed') return exactCopyOf(candidate, { ...worth, first, ours });
  }
  // What nobody gives out hides nothing that is like it
  if (!isHiddenByHand(head)) await ports.near.refresh(nearArticle(ports, candidate), standingOf(head));
  return undefined;
}

/** What a text is a copy of that was judged a while ago, if that was killed since; nothing is entered. */
export async function killedSince(
  ports: DeskPorts,
  candidate: Omit<Candidate, 'revision'>,
): Promise<Originality | undefined> {
  const key = textKeyOf(candidate.record);
  if (key === undefined) return undefined;
  const dead = await killedWith(ports, await ports.claims.killedWith(key), candidate, key);
  return dead === undefined ? undefined : { ...sameTextAs(dead.articleId, dead.story), ofKilled: true };
}

/** The first of some articles that is killed with a text, whoever else gives that out. */
async function killedWith(
  { table }: DeskPorts,
  killed: readonly string[],
  { articleId }: Pick<Candidate, 'articleId'>,
  key: string,
): Promise<Head | undefined> {
  for (const id of killed) {
    const head = id === articleId ? undefined : await table.head(id);
    if (head !== undefined && wasKilledWith(head, shortKey(key) ?? '')) return head;
  }
  return undefined;
}

async function copyOfKilled(
  ports: DeskPorts,
  candidate: Candidate,
  head: Head,
  first: ContentClaim,
): Promise<Originality> {
  await linkBoth(ports, head.articleId, candidate.articleId);
  if (first.articleId !== candidate.articleId) await linkBoth(ports, first.articleId, candidate.articleId);
  return exactCopyOf(candidate, {
    kind: 'killed',
    root: head,
    owner: head,
    first,
    ours: claimOf(ports, candidate),
  });
}

/**
 * Whoever brings the text with which an article was killed is to be recognised, also when others give it out.
 * @returns the claims of these texts
 */
export async function noteKilledTexts(ports: DeskPorts, head: Head): Promise<ContentClaim[]> {
  const { articleId, lastRevision } = head;
  const owners: ContentClaim[] = [];
  const left = new Set(head.killed);
  if (left.size === 0) return owners;
  for await (const { record, revision } of ports.table.revisions(articleId, lastRevision)) {
    const key = textKeyOf(record);
    if (key === undefined || !left.delete(shortKey(key) ?? '')) continue;
    const ours = claimOf(ports, { articleId, record, revision: revision.revision });
    owners.push(await ports.claims.noteKilled(key, ours, expiry(ports)));
    if (left.size === 0) break;
  }
  return owners;
}

/** It was judged again and stays as it is stored: nobody has to wait for another revision of it. */
export async function keepClaim(ports: DeskPorts, candidate: Candidate): Promise<void> {
  const key = textKeyOf(candidate.record);
  if (key !== undefined) await ports.claims.claim(key, claimOf(ports, candidate), expiry(ports));
}

/** Whichever of two with one text is killed, the operators hear of the other. */
async function linkBoth({ claims }: DeskPorts, original: string, copy: string): Promise<void> {
  await claims.link(original, copy);
  await claims.link(copy, original);
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

function claimOf({ now }: DeskPorts, { articleId, revision }: Candidate): ContentClaim {
  return { articleId, revision, claimedAt: new Date(now()).toISOString() };
}

function expiry(ports: DeskPorts): number {
  return Math.ceil((ports.now() + DUPLICATE_WINDOW_MS) / 1000);
}

/** A copy with the very same text. */
export function sameTextAs(articleId: string, story: string): Originality {
  return {
    ...ORIGINAL,
    verdict: 'duplicate',
    of: articleId,
    similarity: 1,
    containment: 1,
    story,
    evidence: { rule: 'same-text' },
  };
}

/** Hidden for the time being: most takers that are interrupted come again. */
function waitingFor({ articleId, claimedAt }: ContentClaim): Originality {
  return {
    ...sameTextAs(articleId, articleId),
    evidence: { rule: 'same-text', original: 'on its way' },
    reviewAt: new Date(Date.parse(claimedAt) + ORPHAN_MS + 1000).toISOString(),
  };
}

interface ExactMatch {
  kind: 'gives' | 'killed';
  /** What it is a copy of. */
  root: Head;
  /** Who was first with these very words. */
  owner: Head;
  first: ContentClaim;
  ours: ContentClaim;
}

function exactCopyOf({ record }: Candidate, { kind, root, owner, first, ours }: ExactMatch): Originality {
  const ofKilled = kind === 'killed';
  // Merged by hand while subscribers have it: it points at its original itself
  const of = (root.verdict === 'duplicate' && !ofKilled ? root.of : null) ?? root.articleId;
  const copy: Originality = { ...sameTextAs(of, root.story), ofKilled };
  const apart = Date.parse(ours.claimedAt) - Date.parse(first.claimedAt);
  const report = owner.provider === record.wire.provider && /\d/.test(plainOf(record.article));
  const published =
    publishedBecause(root, record) ?? (report && apart > SAME_DAY_MS ? ANOTHER_DAY : undefined);
  return published === undefined || ofKilled
    ? copy
    : { ...copy, verdict: 'variant', evidence: { rule: 'same-text', published } };
}

/** It belongs to the story into which its text was merged, whose root has never told that text. */
function besideMerged(judged: Originality, root: Head): Originality {
  if (judged.verdict !== 'new') return judged;
  const evidence = { rule: 'same-text', published: 'it came after its article was merged by hand' };
  return { ...sameTextAs(root.articleId, root.story), verdict: 'variant', evidence };
}

/** That the rates of today are those of yesterday is news. */
const ANOTHER_DAY = 'the same figures from the same provider on another day';
const SAME_DAY_MS = 18 * 60 * 60 * 1000;

/** The engine's judgement, held against what has become of the original since. */
async function nearOriginality(ports: DeskPorts, candidate: Candidate): Promise<Originality> {
  const judgement = await ports.near.judge(nearArticle(ports, candidate));
  const { of, story, similarity, containment, evidence, match } = judgement;
  if (judgement.verdict === 'new' || of === null || of === candidate.articleId)
    return { ...ORIGINAL, evidence };
  const matched = match ?? of;
  await ports.claims.link(of, candidate.articleId);
  if (matched !== of) await ports.claims.link(matched, candidate.articleId);
  const original = await headOf(ports, matched);
  const ofKilled = original?.line?.status === 'canceled';
  const copy: Originality = {
    verdict: judgement.verdict,
    // What was killed is named, and not the story that it belongs to
    of: ofKilled ? matched : of,
    story,
    similarity,
    containment,
    evidence: matched === of ? evidence : { ...evidence, match: matched },
    ofKilled,
    reviewAt: null,
  };
  if (judgement.verdict !== 'duplicate' || ofKilled) return copy;
  const published =
    (await notGivenOut(ports, original, candidate)) ?? publishedBecause(original, candidate.record);
  return published === undefined
    ? { ...copy, of: await standsFor(ports, of, matched) }
    : { ...copy, verdict: 'variant', evidence: { ...evidence, published } };
}

/** The story that a copy is one of; who gives its text out, where that story's first article has become a copy itself. */
async function standsFor({ table }: DeskPorts, of: string, matched: string): Promise<string> {
  if (of === matched) return of;
  const root = await table.head(of);
  return root?.line?.hidden === true ? matched : of;
}

async function notGivenOut(
  ports: DeskPorts,
  original: Head | undefined,
  candidate: Candidate,
): Promise<string | undefined> {
  const { table } = ports;
  if (original === undefined) return 'the original has not come to be stored';
  if (!(await hasTextOf(ports, original, candidate))) return 'the original has another text by now';
  const hidden = original.line?.hidden === true && original.of !== null;
  const root = hidden ? await table.head(original.of ?? '') : original;
  return root !== undefined && isGivingOut(root) ? undefined : 'the original is not given out';
}

/** The index has the text that came last, which may be late, replaced, or of a taker that died: what stands is asked. */
async function hasTextOf(ports: DeskPorts, original: Head, candidate: Candidate): Promise<boolean> {
  const { articleId, line } = original;
  if (line?.status !== 'usable') return true;
  const stored = await ports.table.revision(articleId, line.revision);
  if (stored === undefined) return true;
  const at = Date.parse(stored.revision.takenAt);
  const standing = { ...nearArticle(ports, { articleId, record: stored.record }), at };
  return areCopies(nearArticle(ports, candidate), standing);
}

/** Why the same or nearly the same text must not be hidden, if so: hiding it would lose news. */
function publishedBecause(original: Head | undefined, { wire }: ArticleRecord): string | undefined {
  if (original !== undefined && wire.replaces.includes(original.uri)) return 'it replaces the original';
  if (wire.signals.includes('correction')) return 'it says that it corrects';
  return undefined;
}
