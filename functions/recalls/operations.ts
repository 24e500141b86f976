/** `POST /v1/acks`, `POST /v1/taken`, `GET /v1/recalls`. */
import { objectOf, type Asked } from '../adapters/platform/door.ts';
import { HttpProblem, type Answer } from '../adapters/platform/http.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { OpenRecall, Recall as StoredRecall, Recalls } from '../adapters/store/recalls.ts';
import type { Head } from '../adapters/store/records.ts';
import { isEndEvent, type EventType } from '../core/article/life-cycle/saying.ts';
import { API_VERSION, type Recall, type Recalls as RecallsAnswer } from '../core/feed/contract.ts';
import { mayHaveBeenTold } from '../core/feed/entry.ts';
import { facetsOf } from '../core/feed/facets.ts';
import {
  dueAfter,
  ownReaders,
  seesAllRecalls,
  type OwnReader,
  type RecallSettings,
  type Took,
} from '../core/feed/recalls.ts';
import { isWithin, may, type Asker } from '../core/feed/rights.ts';
import { eventsOf, toldState } from '../core/feed/standing.ts';

export interface RecallPorts {
  table: Pick<ArticleTable, 'head' | 'revision'>;
  recalls: Recalls;
  settings: RecallSettings;
  /** Epoch milliseconds. */
  now: () => number;
  /** Somebody has confirmed for another reader. */
  confirmedFor: (confirmed: { articleId: string; revision: number; reader: string; by: string }) => void;
}

const NO_CONTENT: Answer = { status: 204 };
const MOST_LISTED = 1000;
const LONGEST_REASON = 2000;

/**
 * Closes what is open of the article up to a revision. Who has nothing to confirm is answered in the same way: readers
 * confirm every end, and only some are registered.
 */
export async function acknowledge(ports: RecallPorts, asked: Asked): Promise<Answer> {
  const asker = knownAsker(asked);
  const body = objectOf(asked.request, ['article', 'revision', 'reader', 'reason']);
  const articleId = textIn(body, 'article');
  const revision = numberIn(body, 'revision');
  const own = ownReaders(asker, ports.settings);
  if (body.reader === undefined) {
    const [mine, ...others] = own;
    if (mine === undefined) return NO_CONTENT;
    if (others.length > 0) {
      const names = own.map(({ reader }) => reader).join(', ');
      throw new HttpProblem('bad-request', `You confirm for ${names}: "reader" says for which.`);
    }
    await confirm(ports, articleId, revision, mine);
    return NO_CONTENT;
  }
  const reader = textIn(body, 'reader');
  const mine = own.find((one) => one.reader === reader);
  if (mine === undefined)
    await confirmFor(ports, asker, { articleId, revision, reader, reason: reasonIn(body) });
  else await confirm(ports, articleId, revision, mine);
  return NO_CONTENT;
}

async function confirm(
  { recalls, table, now }: RecallPorts,
  articleId: string,
  revision: number,
  own: OwnReader,
): Promise<void> {
  const at = new Date(now()).toISOString();
  const closing = { how: 'reader', at, by: null, reason: null } as const;
  const head = await table.head(articleId);
  const event = head === undefined ? undefined : endAt(head, revision);
  // Before what is open is looked for: whoever opens an earlier end now looks for this
  if (event !== undefined) await recalls.confirmEarly({ articleId, revision, event, ...own }, closing);
  for (const one of (await recalls.ofArticle(articleId)).recalls) {
    // Also what is closed: a call that was cut off may have left its copies
    if (one.reader === own.reader && one.revision <= revision) await recalls.close(one, closing);
  }
  if (own.kind === 'person') await recalls.drop(articleId, own.reader, revision);
}

async function confirmFor(
  { recalls, now, confirmedFor }: RecallPorts,
  asker: Asker,
  { articleId, revision, reader, reason }: Omit<ByHand, 'by' | 'at'>,
): Promise<void> {
  if (!may(asker, 'wire:operate')) {
    throw new HttpProblem('not-allowed', `To confirm for ${reader} it needs the scope wire:operate.`);
  }
  const at = new Date(now()).toISOString();
  const done = await recalls.closeByHand({ articleId, revision, reader, reason, by: asker.id, at });
  if (done.length === 0) {
    throw new HttpProblem(
      'not-found',
      `Nothing of ${articleId} is open for ${reader} up to revision ${revision}.`,
    );
  }
  for (const one of done) confirmedFor({ articleId, revision: one.revision, reader, by: asker.id });
}

type ByHand = Parameters<Recalls['closeByHand']>[0];

/** The end that a revision was told as, or is about to be. */
function endAt(head: Head, revision: number): EventType | undefined {
  const { telling } = head;
  const told = eventsOf(head, revision).find(isEndEvent);
  return told ?? (telling?.revision === revision && isEndEvent(telling.event) ? telling.event : undefined);
}

/** Notes what a person has opened or copied; where it has ended since, they have to confirm that. */
export async function take(ports: RecallPorts, asked: Asked): Promise<Answer> {
  const asker = knownAsker(asked);
  const body = objectOf(asked.request, ['article', 'revision', 'how']);
  const articleId = textIn(body, 'article');
  const revision = numberIn(body, 'revision');
  const how = textIn(body, 'how');
  if (how !== 'opened' && how !== 'copied')
    throw new HttpProblem('bad-request', `"how" is opened or copied, and not "${how.slice(0, 40)}".`);
  const { recalls, settings, table, now } = ports;
  const person = ownReaders(asker, settings).find(({ kind }) => kind === 'person');
  if (person === undefined) return NO_CONTENT;
  if (!(await isOut(ports, asked, articleId, revision))) return NO_CONTENT;
  const took: Took = { revision, how };
  await recalls.take(articleId, { ...person, took });
  // After it is noted: an end that does not stand there yet finds the note
  const head = await table.head(articleId);
  const state = head === undefined ? undefined : toldState(head);
  if (state === undefined || !isEndEvent(state.event) || state.revision <= revision) return NO_CONTENT;
  const since = new Date(now()).toISOString();
  const dueAt = dueAfter(since, settings);
  await recalls.open([
    { articleId, revision: state.revision, event: state.event, ...person, took, since, dueAt },
  ]);
  return NO_CONTENT;
}

/** Only what was told, and to whom it may be told: what the desk sees before is no publication. */
async function isOut(
  { table, now }: RecallPorts,
  { limits }: Asked,
  articleId: string,
  revision: number,
): Promise<boolean> {
  const none = new HttpProblem('not-found', `There is no article ${articleId} for who asks.`);
  const head = await table.head(articleId);
  const stored = head === undefined ? undefined : await table.revision(articleId, revision);
  if (head === undefined || stored === undefined || !isWithin(limits, facetsOf(stored.record))) throw none;
  return mayHaveBeenTold(stored.revision, head, new Date(now()).toISOString());
}

/** What is open; of one article also what is closed. */
export async function getRecalls(ports: RecallPorts, asked: Asked): Promise<Answer> {
  const asker = knownAsker(asked);
  const { recalls, settings, now } = ports;
  const own = ownReaders(asker, settings).map(({ reader }) => reader);
  const seesAll = seesAllRecalls(asker);
  const article = asked.query.get('article');
  const found =
    article === null
      ? await openFor(recalls, own, seesAll)
      : (await recalls.ofArticle(article)).recalls.filter(({ reader }) => seesAll || own.includes(reader));
  const at = new Date(now()).toISOString();
  const body: RecallsAnswer = {
    schemaVersion: API_VERSION,
    recalls: found.map((one) => shownRecall({ closed: null, ...one }, at, seesAll)),
  };
  return { status: 200, body, caching: 'reader' };
}

async function openFor(recalls: Recalls, own: readonly string[], seesAll: boolean): Promise<OpenRecall[]> {
  const mine = (await Promise.all(own.map((reader) => recalls.ofReader(reader)))).flat();
  if (!seesAll) return mine;
  // Their own first, however many there are
  const others = await recalls.allOpen(MOST_LISTED);
  return [...mine, ...others.filter(({ reader }) => !own.includes(reader))];
}

/** @param at RFC 3339: as of when it is overdue */
function shownRecall(recall: StoredRecall, at: string, seesAll: boolean): Recall {
  const { articleId: article, revision, event, reader, kind, name, took, since, dueAt, closed } = recall;
  return {
    article,
    revision,
    event,
    reader,
    kind,
    name,
    took,
    since,
    confirmedAt: closed?.at ?? null,
    closed: closed?.how ?? null,
    by: seesAll ? (closed?.by ?? null) : null,
    reason: seesAll ? (closed?.reason ?? null) : null,
    overdue: closed === null && dueAt <= at,
  };
}

function knownAsker({ asker }: Asked): Asker {
  if (asker === null) throw new HttpProblem('not-signed-in', 'What somebody took has a name.');
  return asker;
}

type Body = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 500;

function textIn(body: Body, name: string): string {
  const { [name]: text } = body;
  if (typeof text !== 'string' || text === '' || text.length > LONGEST_TEXT) {
    throw new HttpProblem('bad-request', `"${name}" is a text of 1 to ${LONGEST_TEXT} characters.`);
  }
  return text;
}

function numberIn(body: Body, name: string): number {
  const { [name]: number } = body;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1 || number > 999_999) {
    throw new HttpProblem('bad-request', `"${name}" is a whole number above 0.`);
  }
  return number;
}

function reasonIn({ reason }: Body): string | null {
  if (reason === undefined) return null;
  if (typeof reason !== 'string') throw new HttpProblem('bad-request', '"reason" is no text.');
  if (reason.length > LONGEST_REASON) {
    throw new HttpProblem('too-large', `A "reason" has up to ${LONGEST_REASON} characters.`);
  }
  return reason.trim() === '' ? null : reason.trim();
}
