/** What the claim of an article to a text is worth, by how the article stands or whether it comes at all. */
import { givesOut, isGivingOut, wasKilledWith } from '../core/article/life-cycle/questions.ts';
import type { ContentClaim } from '../adapters/store/claims.ts';
import type { Head } from '../adapters/store/records.ts';
import type { DeskPorts } from './ports.ts';
import { shortKey, type Candidate } from './texts.ts';

/**
 * A claim without an article after this time is given up: its taker has had a second chance, for a message whose taker
 * died comes again after the queue's visibility time-out of six minutes.
 */
export const ORPHAN_MS = 7 * 60_000;

/** How long a copy waits for the original that is being stored at this moment, milliseconds: 50 + 100 + ... */
const WAITS = [50, 100, 200, 400, 800];

/** More have the same text only where a press office has sent it round. */
const MOST_HEIRS = 20;

/** An article that was updated to a text when another one had its claim, and gives it out since that does no more; or was killed with it. */
export async function heirOf(
  ports: DeskPorts,
  first: ContentClaim,
  candidate: Candidate,
  key: string,
): Promise<{ kind: 'gives' | 'killed'; head: Head } | undefined> {
  const { claims, table, now } = ports;
  const { articleId } = candidate;
  const at = new Date(now()).toISOString();
  const linked = new Set<string>();
  for (const owner of [first.articleId, ...(first.before ?? [])])
    for (const copy of await claims.copiesOf(owner)) linked.add(copy);
  const textKey = shortKey(key) ?? '';
  const likely = [...linked].slice(0, MOST_HEIRS);
  for (const id of likely) {
    const head = id === articleId ? undefined : await table.head(id);
    if (head === undefined) continue;
    if (wasKilledWith(head, textKey)) return { kind: 'killed', head };
    if (!givesOut(head, textKey, at)) continue;
    const worth = await worthOf(ports, head, key);
    if (worth.kind === 'nothing' || worth.kind === 'since merged' || leadsTo(worth, candidate)) continue;
    // Whoever is the next heir is found by this one
    for (const other of likely) if (other !== id) await claims.link(id, other);
    return { kind: 'gives', head };
  }
  return undefined;
}

export function leadsTo(
  { kind, root }: Exclude<Worth, { kind: 'nothing' | 'since merged' }>,
  { articleId }: Candidate,
): boolean {
  return (
    root.articleId === articleId ||
    (kind === 'gives' && root.verdict === 'duplicate' && root.of === articleId)
  );
}

/**
 * The head of the article that was first with a text.
 * @returns pending while it may still come; undefined when it never came to be
 */
export async function originalOf(
  ports: DeskPorts,
  first: ContentClaim,
): Promise<Head | 'pending' | undefined> {
  const hasCome = (head: Head | undefined): boolean =>
    head !== undefined && head.lastRevision >= first.revision;
  const head = await headWhen(ports, first.articleId, (one) => hasCome(one) || isOrphan(ports, first));
  if (hasCome(head)) return head;
  const finished = await finishedHead(ports, first.articleId, head);
  if (hasCome(finished)) return finished;
  return isOrphan(ports, first) ? finished : 'pending';
}

/** The head of an article whose taker may have died between the revision and the head. */
export async function finishedHead(
  { table }: DeskPorts,
  articleId: string,
  head: Head | undefined,
): Promise<Head | undefined> {
  const stored = await table.revision(articleId, (head?.lastRevision ?? 0) + 1);
  return stored === undefined ? head : table.advanceHead(stored.revision, head);
}

function isOrphan({ now }: DeskPorts, { claimedAt }: ContentClaim): boolean {
  return now() - Date.parse(claimedAt) > ORPHAN_MS;
}

/**
 * What the claim of an article to a text is worth, by how it stands: its root gives the text out, killed it, has never
 * had it (for a person made the owner a copy before the text came), or none of that.
 */
type Worth =
  | { kind: 'gives'; root: Head; owner: Head }
  | { kind: 'killed'; root: Head; owner: Head }
  | { kind: 'since merged'; root: Head; owner: Head }
  | { kind: 'nothing' };

export async function worthOf(ports: DeskPorts, owner: Head, key: string): Promise<Worth> {
  const textKey = shortKey(key) ?? '';
  if (owner.line?.status === 'canceled' || wasKilledWith(owner, textKey)) {
    return { kind: 'killed', root: owner, owner };
  }
  const gives = givesOut(owner, textKey, new Date(ports.now()).toISOString());
  const isMerged = owner.byHand && owner.of !== null;
  const isCopy = owner.line?.hidden === true && owner.line.textKey === textKey;
  if (owner.of !== null && (isCopy || isMerged)) {
    // First with these words, and yet a copy: what became of its original decides
    const root = await ports.table.head(owner.of);
    if (root === undefined) return { kind: 'gives', root: owner, owner };
    const isOthers = isMerged && !gives && !(await wasMergedWith(ports, owner, textKey));
    if (root.line?.status === 'canceled')
      return isOthers ? { kind: 'nothing' } : { kind: 'killed', root, owner };
    // Merged while subscribers had it, it is told on in the story of the root, whatever becomes of that
    if (!isGivingOut(root))
      return isMerged && gives ? { kind: 'gives', root: owner, owner } : { kind: 'nothing' };
    return { kind: isOthers ? 'since merged' : 'gives', root, owner };
  }
  return gives ? { kind: 'gives', root: owner, owner } : { kind: 'nothing' };
}

/** A person has made it a duplicate: so are its updates, also after an end, until subscribers have one. */
export function isHiddenByHand(head: Head): boolean {
  const isMerged = head.byHand && head.of !== null;
  return isMerged && !isGivingOut(head) && (head.verdict === 'duplicate' || !head.told.announced);
}

/** A person has seen what it had then: of texts that came later nobody has said that the root has them. */
async function wasMergedWith({ table }: DeskPorts, owner: Head, textKey: string): Promise<boolean> {
  let merged = false;
  for await (const { revision } of table.revisions(owner.articleId, owner.lastRevision)) {
    merged ||= revision.desk?.command === 'merge' && revision.desk.following === undefined;
    if (merged && revision.textKey === textKey) return true;
  }
  return false;
}

/** A head that may be on its way. */
export async function headOf(ports: DeskPorts, articleId: string): Promise<Head | undefined> {
  return headWhen(ports, articleId, (head) => head !== undefined);
}

/** The head as it is when it will do, or else at the end of all waiting. */
async function headWhen(
  { table, pause }: DeskPorts,
  articleId: string,
  willDo: (head: Head | undefined) => boolean,
): Promise<Head | undefined> {
  let head: Head | undefined;
  for (const wait of [0, ...WAITS]) {
    if (wait > 0) await pause(wait);
    head = await table.head(articleId);
    if (willDo(head)) break;
  }
  return head;
}
