/**
 * Tells subscribers what is to be told of an article: what its head says is being told, then what waits behind that.
 * An event is fixed before it is sent and goes on being sent until SNS has it, so subscribers may see it twice with
 * the same id and never under two.
 */
import { afterFailure, afterReview, afterTold, leaseAfter } from '../core/article/life-cycle/changes.ts';
import { isEndEvent } from '../core/article/life-cycle/saying.ts';
import type { Telling } from '../core/article/life-cycle/standing.ts';
import { StoreError } from '../adapters/store/keys.ts';
import {
  headWith,
  withClaimCheck,
  type DeliveredItem,
  type Head,
  type StoredRevision,
} from '../adapters/store/records.ts';
import type { DeskPorts } from './ports.ts';

/** A burst of corrections waits behind an outage as one; more than this is somebody else's turn. */
const MOST_AT_ONCE = 4;

/** What was sent, and the delivery that had brought it. */
export interface Sent extends Telling {
  delivery: DeliveredItem;
}

/**
 * Sends what is being told, and what it makes room for.
 * @param known a revision that need not be read again
 * @param reviewed the review that is due and has nothing to do: it is noted in the same write
 * @returns the head after it, and what was sent
 * @throws an error of AWS; what was not sent stays in the outbox
 */
export async function tell(
  ports: DeskPorts,
  head: Head,
  { known, reviewed }: { known?: StoredRevision; reviewed?: string | null } = {},
): Promise<{ head: Head; sent: Sent[] }> {
  const sent: Sent[] = [];
  let current = head;
  while (sent.length < MOST_AT_ONCE && current.telling !== null) {
    const { telling } = current;
    const stored = await revisionOf(ports, current, telling.revision, known);
    const time = new Date(ports.now()).toISOString();
    const message = await ports.publisher.publish({ ...stored, event: telling.event, time });
    const ends = isEndEvent(telling.event);
    // Behind the end, which nothing holds up, and before it counts as told: who dies here does both again
    if (ends) await ports.publisher.withdraw(current.claimChecks ?? []);
    const { articleRef } = message.data;
    sent.push({ ...telling, delivery: stored.revision.delivery });
    const at = new Date(ports.now()).toISOString();
    current = await ports.table.changeHead(current, (latest) =>
      isTold(latest, telling)
        ? undefined
        : withClaimCheck(
            headWith(latest, afterReview(afterTold(latest, telling, at), reviewed ?? '')),
            articleRef?.key,
            ends,
          ),
    );
    // What somebody else has begun in the meantime is theirs to send
    if (current.telling?.dueAt !== leaseAfter(at)) break;
  }
  return { head: current, sent };
}

function isTold({ told, telling }: Head, { revision, event }: Telling): boolean {
  const noted = told.list.some((entry) => entry.startsWith(`${revision}.${event}.`));
  return noted && !(telling?.revision === revision && telling.event === event);
}

/** Puts off what could not be sent, so that it does not hold up others; ends are tried again each minute. */
export async function putOff(ports: DeskPorts, head: Head, ms: number): Promise<void> {
  const failed = head.telling;
  if (failed === null) return;
  const dueAt = new Date(ports.now() + ms).toISOString();
  await ports.table.changeHead(head, (latest) => {
    const after = afterFailure(latest, failed, dueAt);
    return after === latest || latest.telling?.dueAt === dueAt ? undefined : headWith(latest, after);
  });
}

/** A stored revision that a head names. */
export async function revisionOf(
  { table }: DeskPorts,
  { articleId }: Head,
  revision: number,
  known?: StoredRevision,
): Promise<StoredRevision> {
  if (known?.revision.articleId === articleId && known.revision.revision === revision) return known;
  const stored = await table.revision(articleId, revision);
  if (stored === undefined) {
    throw new StoreError('no-revision', `${articleId} has no revision ${revision}, which its head names`);
  }
  return stored;
}
