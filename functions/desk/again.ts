/** Stores a revision again, in another place, and tells what follows from it. */
import type { Dedupe } from '../core/article/record.ts';
import type { DeskAction, Head, Revision, StoredRevision } from '../adapters/store/records.ts';
import { killedText } from './notices.ts';
import type { Originality } from './originality.ts';
import type { DeskPorts } from './ports.ts';
import { tell, type Sent } from './telling.ts';
import { finishedHead } from './worth.ts';

export interface SettleOptions {
  /** Judge the copies at once, and not only when whoever set it off has had time to. */
  review?: boolean;
  /** Told of each event that was sent. */
  sent?: (told: { articleId: string; telling: Sent }) => void;
}

export async function sendOf(
  ports: DeskPorts,
  head: Head,
  options: SettleOptions,
  known?: StoredRevision,
): Promise<Head> {
  const { head: after, sent } = await tell(ports, head, known === undefined ? {} : { known });
  for (const telling of sent) options.sent?.({ articleId: head.articleId, telling });
  return after;
}

export interface Again {
  place: 'open' | 'hidden' | 'held' | 'end';
  others?: Originality | undefined;
  dedupe?: Dedupe;
  /** The operators hear of it by another notice. */
  noticed?: boolean;
  desk?: DeskAction | null;
  /** Of a held one: RFC 3339, or null for not before a person says so. */
  dueAt?: string | null;
  /** What is different in the new one, as a person says so. */
  changed?: Partial<Pick<Revision, 'status' | 'inbox' | 'version' | 'versionSequence' | 'clock'>>;
}

/**
 * Stores a revision again under a new number, in another place: revisions rise, so what is told now is the highest.
 * @returns the head after it; where somebody else took the number, the head with theirs
 */
export async function makeAgain(
  ports: DeskPorts,
  head: Head,
  stored: StoredRevision,
  again: Again,
  options: SettleOptions,
): Promise<Head> {
  return (await storeAgain(ports, head, stored, again, options)).head;
}

/** The same, and the revision that was made; undefined where somebody else took its number. */
export async function storeAgain(
  ports: DeskPorts,
  head: Head,
  stored: StoredRevision,
  again: Again,
  options: SettleOptions,
): Promise<{ head: Head; made: Revision | undefined }> {
  const now = new Date(ports.now()).toISOString();
  const { others, place, desk = null } = again;
  const dedupe = again.dedupe ?? dedupeAgain(stored.revision.dedupe, head, others);
  const { expiresAt, ...before } = stored.revision;
  const revision: Revision = {
    ...before,
    // A person lets it run for longer
    ...(expiresAt === undefined || desk?.command === 'release' ? {} : { expiresAt }),
    ...again.changed,
    revision: head.lastRevision + 1,
    place,
    dueAt: place === 'held' ? (again.dueAt ?? null) : null,
    takenAt: now,
    saidAgain: false,
    asDuplicate: place === 'hidden' && ports.publishDuplicates && others?.ofKilled === false,
    reviewAt: others?.reviewAt ?? null,
    withNote: head.told.announced,
    dedupe,
    desk,
    madeFrom: stored.revision.revision,
  };
  const whole = { revision, record: stored.record };
  // It was held, or hidden behind another, when the text was killed
  if (others?.ofKilled === true && again.noticed !== true) await ports.publisher.notify(killedText(revision));
  if (await ports.table.putRevision(revision, stored.record)) {
    const moved = await ports.table.advanceHead(revision, head);
    const told = moved.telling?.revision === revision.revision;
    return { head: told ? await sendOf(ports, moved, options, whole) : moved, made: revision };
  }
  return { head: (await finishedHead(ports, head.articleId, head)) ?? head, made: undefined };
}

export function dedupeAgain(before: Dedupe, head: Head, others: Originality | undefined): Dedupe {
  if (others === undefined) return before;
  const { verdict, of, similarity, containment, story, evidence } = others;
  return {
    verdict: verdict === 'new' && before.verdict !== 'duplicate' ? before.verdict : verdict,
    of,
    similarity,
    containment,
    story: story ?? head.articleId,
    evidence,
  };
}
