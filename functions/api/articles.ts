/**
 * `GET /v1/articles/ID` and what hangs on it. What a reader may see is asked in one place, `lookedUp`; nothing of a text
 * that was ended is shown to anybody.
 */
import { HttpProblem, type Answer } from '../adapters/platform/http.ts';
import type { Asked } from '../adapters/platform/door.ts';
import { messageOf } from '../adapters/publish/message.ts';
import type { Head, Revision, StoredRevision } from '../adapters/store/records.ts';
import { bareEnd } from '../core/article/disclosure.ts';
import { isEndEvent, type EventType } from '../core/article/life-cycle/saying.ts';
import {
  API_VERSION,
  type ArticleView,
  type Limits,
  type RevisionView,
  type Revisions,
} from '../core/feed/contract.ts';
import { changedProperties, wordChanges } from '../core/feed/differences.ts';
import { mayHaveBeenTold } from '../core/feed/entry.ts';
import { facetsOf } from '../core/feed/facets.ts';
import { isEnding } from '../core/feed/choose.ts';
import { isWithin, may } from '../core/feed/rights.ts';
import { headlineOf } from '../core/feed/rows.ts';
import { eventsOf, isTextOpen, toldState } from '../core/feed/standing.ts';
import { fieldsOf } from '../core/sources/record.ts';
import type { ApiPorts } from './ports.ts';

export interface LookedUp {
  head: Head;
  /** What readers see of it, or, where nothing was told, the wire desk alone. */
  shown: StoredRevision;
  /** null: nothing was told. */
  event: EventType | null;
  standing: ArticleView['standing'];
}

export function isDesk({ asker }: Asked): boolean {
  return asker !== null && may(asker, 'wire:desk');
}

function noArticle(id: string): HttpProblem {
  return new HttpProblem('not-found', `There is no article ${id} for who asks.`);
}

/**
 * An article as it is for who asks.
 * @throws HttpProblem where it is not there for them
 */
export async function lookedUp(ports: ApiPorts, asked: Asked, id: string): Promise<LookedUp> {
  const head = await ports.table.head(id);
  const found = head === undefined ? undefined : await stateFor(ports, head, isDesk(asked));
  if (found === undefined || !(await isFor(ports, asked.limits, found))) throw noArticle(id);
  return found;
}

async function stateFor({ table }: ApiPorts, head: Head, desk: boolean): Promise<LookedUp | undefined> {
  const state = toldState(head);
  const { articleId, held, line } = head;
  const isOut = state !== undefined && state.event !== 'duplicate' && !isEndEvent(state.event);
  const told = async (standing: LookedUp['standing']): Promise<LookedUp | undefined> => {
    if (state === undefined) return undefined;
    const shown = await table.revision(articleId, state.revision);
    return shown && { head, shown, event: state.event, standing };
  };
  if (isOut && !isEnding(head)) return told('out');
  if (isEnding(head)) {
    if (state !== undefined && isEndEvent(state.event)) return told('ended');
    // The end is on its way, and its event not begun: it is shown as what it will be
    const shown = line === null ? undefined : await table.revision(articleId, line.revision);
    const event = line?.status === 'canceled' ? 'killed' : 'withheld';
    return shown && { head, shown, event, standing: 'ended' };
  }
  if (desk && (line !== null || held !== null)) {
    const shown = await table.revision(articleId, line?.revision ?? held?.revision ?? head.revision);
    const standing = line === null ? 'held' : 'hidden';
    return shown && { head, shown, event: state?.event === 'duplicate' ? 'duplicate' : null, standing };
  }
  if (state?.event === 'duplicate') return told('hidden');
  return told('ended');
}

/** Whether an article is within the limits: by what it says, or, where it has ended, by what it said before. */
async function isFor(
  ports: ApiPorts,
  limits: Limits,
  { head, shown, event }: Pick<LookedUp, 'head' | 'shown' | 'event'>,
): Promise<boolean> {
  const { provider, articleId } = head;
  if (!isEndEvent(event)) return isWithin(limits, { provider, flags: facetsOf(shown.record).flags });
  if (!isWithin(limits, { provider, flags: [] })) return false;
  if (limits.withoutFlags.length === 0) return true;
  let told = 0;
  const at = head.told.at ?? shown.revision.takenAt;
  for await (const { revision, record } of ports.table.revisions(articleId, shown.revision.revision - 1)) {
    if (!mayHaveBeenTold(revision, head, at)) continue;
    if (isWithin(limits, { provider, flags: facetsOf(record).flags })) return true;
    told++;
  }
  return told === 0;
}

export async function article(ports: ApiPorts, asked: Asked): Promise<Answer> {
  const { id = '' } = asked.values;
  const current = await lookedUp(ports, asked, id);
  const wanted = asked.query.get('revision');
  const found = wanted === null ? current : await earlier(ports, asked, current, Number(wanted));
  const view = { ...viewOf(ports, asked, found), recall: await recallFor(ports, asked, found) };
  return { status: 200, body: view, caching: 'reader' };
}

/** The end that this person still has to confirm. */
async function recallFor(
  { recalls }: ApiPorts,
  { asker }: Asked,
  { head, standing }: LookedUp,
): Promise<ArticleView['recall']> {
  if (recalls === undefined || asker === null || standing !== 'ended') return null;
  const open = (await recalls.ofReader(asker.id)).filter(({ articleId }) => articleId === head.articleId);
  const newest = open.at(-1);
  return newest === undefined
    ? null
    : { revision: newest.revision, event: newest.event, since: newest.since };
}

/** Another revision: readers see those that were told, the wire desk all. */
async function earlier(ports: ApiPorts, asked: Asked, current: LookedUp, wanted: number): Promise<LookedUp> {
  const { head } = current;
  if (wanted === current.shown.revision.revision) return current;
  const [event = null] = eventsOf(head, wanted);
  const desk = isDesk(asked);
  const shown = event !== null || desk ? await ports.table.revision(head.articleId, wanted) : undefined;
  const none = new HttpProblem('not-found', `${head.articleId} has no revision ${wanted} for who asks.`);
  if (shown === undefined) throw none;
  const open = shown.revision.status === 'usable' && isTextOpen(head, wanted);
  if (open && !isWithin(asked.limits, { provider: head.provider, flags: facetsOf(shown.record).flags }))
    throw none;
  const { held, line } = head;
  const isHeld = shown.revision.place === 'held' && held?.revision === wanted;
  const standing = !open ? 'ended' : event !== null ? 'out' : isHeld || line === null ? 'held' : 'hidden';
  return { head, shown, event, standing };
}

function viewOf(
  ports: ApiPorts,
  asked: Asked,
  { head, shown, event, standing }: LookedUp,
): Omit<ArticleView, 'recall'> {
  const { revision } = shown.revision;
  const data = saidOf(ports, shown, standing === 'ended' ? endEventOf(shown.revision, event) : event);
  const fields = standing === 'ended' ? {} : fieldsOf(data);
  const at = event === null ? null : revision === head.told.revision ? head.told.at : shown.revision.takenAt;
  const { held } = head;
  return {
    schemaVersion: API_VERSION,
    id: head.articleId,
    revision,
    event,
    at,
    standing,
    article: data.article,
    wire: data.wire,
    dedupe: data.dedupe,
    fields,
    marks: data.wire.sources.flatMap(({ field, start, end, role, name, id }) =>
      fields[field] === undefined ? [] : [{ field, start, end, role, name, id }],
    ),
    held:
      isDesk(asked) && held !== null
        ? { revision: held.revision, until: held.dueAt, why: whyHeld(head, held.dueAt) }
        : null,
  };
}

function endEventOf({ status }: Revision, event: EventType | null): EventType {
  if (event !== null && isEndEvent(event)) return event;
  return status === 'withheld' ? 'withheld' : 'killed';
}

/** What a message of it says; what was never told is said as an update would be. */
function saidOf(
  { schemaBaseUrl }: ApiPorts,
  stored: StoredRevision,
  event: EventType | null,
): ReturnType<typeof messageOf>['data'] {
  return messageOf({ ...stored, event: event ?? 'updated', time: stored.revision.takenAt, schemaBaseUrl })
    .data;
}

/** @param dueAt RFC 3339; null: a person has to release it */
export function whyHeld({ onHold }: Pick<Head, 'onHold'>, dueAt: string | null): string {
  if (dueAt !== null) return 'embargo';
  return onHold ? 'a person holds it' : 'an embargo whose end cannot be read';
}

/** Revisions of an article that are told of: the newest of long stories. */
const MOST_REVISIONS = 100;

export async function revisions(ports: ApiPorts, asked: Asked): Promise<Answer> {
  const { id = '' } = asked.values;
  const { head } = await lookedUp(ports, asked, id);
  const desk = isDesk(asked);
  const all: StoredRevision[] = [];
  for await (const stored of ports.table.revisions(id, head.lastRevision)) {
    const flags = stored.revision.status === 'usable' ? facetsOf(stored.record).flags : [];
    const isTold = eventsOf(head, stored.revision.revision).length > 0;
    if ((desk || isTold) && isWithin(asked.limits, { provider: head.provider, flags })) all.push(stored);
    if (all.length === MOST_REVISIONS) break;
  }
  all.reverse();
  const body: Revisions = {
    schemaVersion: API_VERSION,
    id,
    revisions: all.map((stored, index) => revisionView(head, stored, all[index - 1], desk)),
  };
  return { status: 200, body, caching: 'reader' };
}

function revisionView(
  head: Head,
  stored: StoredRevision,
  before: StoredRevision | undefined,
  desk: boolean,
): RevisionView {
  const { revision } = stored;
  const isOpen = (one: StoredRevision): boolean =>
    one.revision.status === 'usable' && isTextOpen(head, one.revision.revision);
  const open = isOpen(stored);
  const both = before !== undefined && open && isOpen(before);
  const { article: now } = open ? stored.record : bareEnd(stored.record, revision.withNote);
  return {
    revision: revision.revision,
    takenAt: revision.takenAt,
    version: revision.version,
    versionCreated: revision.versionCreated,
    status: revision.status,
    place: revision.place,
    verdict: revision.dedupe.verdict,
    headline: open ? headlineOf(now) : '',
    changed: both ? changedProperties(before.record.article, now) : [],
    words: both
      ? {
          headline: wordChanges(headlineOf(before.record.article), headlineOf(now)),
          body: wordChanges(bodyOf(before), bodyOf(stored)),
        }
      : null,
    told: eventsOf(head, revision.revision),
    waitsUntil: !desk || revision.place !== 'held' ? null : (revision.dueAt ?? whyHeld(head, null)),
    desk:
      !desk || revision.desk === null
        ? null
        : {
            command: revision.desk.command,
            by: revision.desk.by,
            at: revision.desk.at,
            reason: revision.desk.reason,
          },
  };
}

function bodyOf({ record }: StoredRevision): string {
  return fieldsOf(record).body ?? '';
}

/** The file that brought a text, for the wire desk: not where it was ended, for the file has the text. */
export async function raw(ports: ApiPorts, asked: Asked): Promise<Answer> {
  const { id = '' } = asked.values;
  const current = await lookedUp(ports, asked, id);
  const wanted = asked.query.get('revision');
  const { shown, standing } =
    wanted === null ? current : await earlier(ports, asked, current, Number(wanted));
  if (standing === 'ended') throw new HttpProblem('not-found', `${id} has ended: its file is not shown.`);
  const { bucket, key, versionId } = shown.record.wire.raw;
  const location = await ports.linkTo({ bucket, key, versionId });
  return { status: 303, headers: { location } };
}
