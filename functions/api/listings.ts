/** Lists beside the feed: a story, what is held, a file's receipts, whether agencies are heard. */
import { HttpProblem, type Answer } from '../adapters/platform/http.ts';
import type { Asked } from '../adapters/platform/door.ts';
import type { Receipt } from '../adapters/store/outcomes.ts';
import type { Head, StoredRevision } from '../adapters/store/records.ts';
import { isEndEvent } from '../core/article/life-cycle/saying.ts';
import { isEnding } from '../core/feed/choose.ts';
import {
  API_VERSION,
  type DeliveryView,
  type HeldList,
  type ProviderHealth,
  type Providers,
  type Row,
  type Story,
  type StoryMember,
} from '../core/feed/contract.ts';
import { facetsOf } from '../core/feed/facets.ts';
import { isWithin } from '../core/feed/rights.ts';
import { rowOf } from '../core/feed/rows.ts';
import { toldState } from '../core/feed/standing.ts';
import type { Provider } from '../core/providers/agency.ts';
import { usualByHour } from '../core/providers/rhythm.ts';
import type { AllSeries } from '../core/providers/sequence.ts';
import { isDesk, lookedUp, whyHeld } from './articles.ts';
import { composed } from './changes.ts';
import type { ApiPorts } from './ports.ts';

export async function story(ports: ApiPorts, asked: Asked): Promise<Answer> {
  const { id = '' } = asked.values;
  const { head } = await lookedUp(ports, asked, id);
  const ids = new Set([head.articleId, head.story, ...(await ports.indexes.ofStory(head.story))]);
  const heads = await ports.table.heads(ids);
  const members = [...heads.values()].filter(({ story: its }) => its === head.story);
  const shown = await ports.table.revisionsOf(
    members.map((one) => ({ articleId: one.articleId, revision: toldState(one)?.revision ?? one.revision })),
  );
  const body: Story = {
    schemaVersion: API_VERSION,
    story: head.story,
    members: members
      .flatMap((one, index) => {
        const stored = shown[index];
        return stored === undefined ? [] : memberOf(ports, asked, one, stored, heads);
      })
      .sort((a, b) => Number(a.of !== null) - Number(b.of !== null)),
  };
  return { status: 200, body, caching: 'reader' };
}

function memberOf(
  ports: ApiPorts,
  asked: Asked,
  head: Head,
  stored: StoredRevision,
  heads: ReadonlyMap<string, Head>,
): StoryMember[] {
  const { provider, articleId, verdict, of } = head;
  const state = toldState(head);
  const ended = isEnding(head) || (state !== undefined && isEndEvent(state.event));
  const flags = ended ? [] : facetsOf(stored.record).flags;
  if (!isWithin(asked.limits, { provider, flags })) return [];
  // Of a limited reader's ended articles it is not known whether they were for them
  if (ended && asked.limits.withoutFlags.length > 0) return [];
  const row = rowFor(ports, head, stored, heads);
  if (row === null && !isDesk(asked)) return [];
  const { similarity, containment, evidence } = stored.revision.dedupe;
  const linked = of !== null && !ended;
  return [
    {
      id: articleId,
      relation: linked && (verdict === 'duplicate' || verdict === 'variant') ? verdict : 'original',
      of: linked ? of : null,
      similarity,
      containment,
      evidence: ended ? {} : evidence,
      row,
    },
  ];
}

/** What readers see of a member; null where nothing was told of it, or it must not be shown. */
function rowFor(
  ports: ApiPorts,
  head: Head,
  stored: StoredRevision,
  heads: ReadonlyMap<string, Head>,
): Row | null {
  const { articleId, told, line } = head;
  const { revision, takenAt, dueAt } = stored.revision;
  const state = toldState(head);
  const entry = { articleId, revision, at: told.at ?? takenAt };
  if (isEnding(head)) {
    const event = line?.status === 'withheld' ? 'withheld' : 'killed';
    return rowOf({ ...entry, event }, composed(ports, { event, at: entry.at }, stored).data);
  }
  if (state !== undefined) {
    return rowOf(
      { ...entry, event: state.event },
      composed(ports, { event: state.event, at: entry.at }, stored).data,
    );
  }
  // A copy that another article gives out: it is no secret, but where it waits itself, or its text was killed
  const original = head.of === null ? undefined : heads.get(head.of);
  const isCopy = line?.hidden === true && line.revision === revision && dueAt === null;
  if (!isCopy || original === undefined || isEnding(original)) return null;
  return rowOf(
    { ...entry, event: 'duplicate' },
    composed(ports, { event: 'duplicate', at: takenAt }, stored).data,
  );
}

/** What waits is a handful; more than this is an accident, and the first of it is enough to see that. */
const MOST_HELD = 1000;

export async function held(ports: ApiPorts, { limits }: Asked): Promise<Answer> {
  const ids: string[] = [];
  for await (const id of ports.table.waiting()) {
    ids.push(id);
    if (ids.length === MOST_HELD) break;
  }
  const waiting = [...(await ports.table.heads(ids)).values()].flatMap((head) =>
    head.held === null ? [] : [{ head, articleId: head.articleId, ...head.held }],
  );
  const stored = await ports.table.revisionsOf(waiting);
  const list = waiting.flatMap(({ head, articleId, revision, dueAt }, index): HeldList['held'] => {
    const one = stored[index];
    if (one === undefined) return [];
    const { provider } = head;
    if (!isWithin(limits, { provider, flags: facetsOf(one.record).flags })) return [];
    const { headline } = one.revision;
    return [{ id: articleId, provider, revision, headline, until: dueAt, why: whyHeld(head, dueAt) }];
  });
  const body: HeldList = {
    schemaVersion: API_VERSION,
    held: list.sort((a, b) => (a.until ?? '~').localeCompare(b.until ?? '~') || a.id.localeCompare(b.id)),
  };
  return { status: 200, body, caching: 'reader' };
}

export async function delivery(ports: ApiPorts, { values, limits }: Asked): Promise<Answer> {
  const { key = '' } = values;
  const receipts = (await ports.indexes.receiptsOf(ports.inboxBucket, key)).filter(
    ({ provider }) => provider === null || isWithin(limits, { provider, flags: [] }),
  );
  if (receipts.length === 0) throw new HttpProblem('not-found', `Nothing was taken under ${key}.`);
  const ids = receipts.flatMap(({ items }) =>
    items.flatMap((item) => (item.outcome === 'rejected' ? [] : [item.articleId])),
  );
  const heads = await ports.table.heads(new Set(ids));
  // Which flags an item had a receipt does not say
  const mayShow = (id: string): boolean => limits.withoutFlags.length === 0 && !hasEnded(heads.get(id));
  const body: DeliveryView = {
    schemaVersion: API_VERSION,
    key,
    receipts: receipts.map(({ items, ...receipt }) => ({
      ...receipt,
      items: items.map((item) =>
        item.outcome === 'rejected' || mayShow(item.articleId) ? item : { ...item, headline: '' },
      ),
    })),
  };
  return { status: 200, body, caching: 'reader' };
}

/** Of what has ended nothing is shown, also not what a receipt says of it. */
function hasEnded(head: Head | undefined): boolean {
  if (head === undefined) return false;
  return isEnding(head) || isEndEvent(toldState(head)?.event);
}

const HOUR_MS = 60 * 60 * 1000;
const HOURS = 24;
/** Who has more of them looks into the receipts. */
const REFUSED_SHOWN = 20;
const LOOKED_BACK_MS = 7 * 24 * HOUR_MS;

export async function providers(ports: ApiPorts, { limits }: Asked): Promise<Answer> {
  const known = ports.providers.all().filter(({ id }) => isWithin(limits, { provider: id, flags: [] }));
  const body: Providers = {
    schemaVersion: API_VERSION,
    providers: await Promise.all(known.map((one) => healthOf(ports, one))),
  };
  return { status: 200, body, caching: 'reader' };
}

async function healthOf(
  { indexes, sequences, rhythms, now }: ApiPorts,
  { id, name, silenceMinutes, sequence }: Provider,
): Promise<ProviderHealth> {
  const time = now();
  const rhythm = await rhythms.get(id);
  const byHour = Array.from({ length: HOURS }, () => 0);
  let lastHeard: string | null = null;
  for await (const at of indexes.takenSince(id, time - LOOKED_BACK_MS, time)) {
    lastHeard ??= at;
    const hour = HOURS - 1 - Math.floor(Math.max(0, time - Date.parse(at)) / HOUR_MS);
    if (hour < 0) break;
    byHour[hour] = (byHour[hour] ?? 0) + 1;
  }
  const rejected: ProviderHealth['rejected'] = [];
  for await (const receipt of indexes.refusedSince(id, time - HOURS * HOUR_MS)) {
    if (lastHeard === null || receipt.finishedAt > lastHeard) lastHeard = receipt.finishedAt;
    rejected.push({ key: receipt.key, at: receipt.finishedAt, ...reasonOf(receipt) });
    if (rejected.length === REFUSED_SHOWN) break;
  }
  // It also knows of files that brought nothing new
  const heardAt = Math.max(rhythm?.heardAt ?? 0, lastHeard === null ? 0 : Date.parse(lastHeard));
  const silentSince = rhythm?.silentSince ?? null;
  const isSilent =
    silenceMinutes === undefined
      ? silentSince !== null && heardAt <= silentSince
      : time - heardAt > silenceMinutes * 60_000;
  return {
    id,
    name,
    lastHeard: heardAt === 0 ? null : new Date(heardAt).toISOString(),
    silenceMinutes: silenceMinutes ?? null,
    silent: isSilent,
    byHour,
    usual: rhythm === undefined ? null : usualByHour(rhythm, HOURS, time),
    articles: byHour.reduce((sum, count) => sum + count, 0),
    rejected,
    gaps: sequence === undefined ? [] : gapsIn((await sequences.get(id)).series),
  };
}

/** Of a file that was read the first of its items that was not. */
function reasonOf({ code, message, items }: Receipt): { code: string; message: string } {
  if (code !== null) return { code, message: message ?? '' };
  const item = items.find((one) => one.outcome === 'rejected');
  return item === undefined
    ? { code: 'rejected', message: '' }
    : { code: item.code, message: `item ${item.itemIndex + 1}: ${item.message}` };
}

/** Numbers that operators have heard are missing, and that have not come since. */
function gapsIn(all: AllSeries): string[] {
  return Object.entries(all).flatMap(([series, { gaps }]) =>
    gaps
      .filter(({ told }) => told)
      .map(({ from, to }) => `${series} ${from === to ? from : `${from}-${to}`}`.trim()),
  );
}
