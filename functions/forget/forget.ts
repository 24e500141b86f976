/**
 * Forgets the articles of agencies whose entry says for how many days their records may be kept: the whole article, when
 * nothing of it was taken for so long and nothing of it waits. Of one that ended a bare end stays, so that its text does
 * not come back as news. Each step may be done again.
 */
import { dueAtOf } from '../core/article/life-cycle/questions.ts';
import type { Register } from '../core/providers/register.ts';
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { Forgetting, WholeArticle } from '../adapters/store/forgetting.ts';
import { keyOf, keys } from '../adapters/store/keys.ts';
import type { Revision } from '../adapters/store/records.ts';
import { bury, endOf } from '../desk/burying.ts';

export interface ForgetPorts {
  providers: Register;
  articles: Pick<
    Forgetting,
    | 'doneUntil'
    | 'setDoneUntil'
    | 'articlesOf'
    | 'enter'
    | 'strike'
    | 'whole'
    | 'removeHead'
    | 'remove'
    | 'removeObjects'
  >;
  table: Pick<ArticleTable, 'revision' | 'putHead' | 'replaceRevision'>;
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

export interface Forgotten {
  /** Of which nothing is left. */
  removed: number;
  /** Of which a bare end is left. */
  buried: number;
  /** That were taken again since, or wait for something. */
  later: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Before the first time nobody knows how far back there is anything; older records than that are none of this software. */
const FIRST_LOOK_DAYS = 3 * 366;

/** Nothing is begun with less time than this; the next run goes on. */
const ARTICLE_MS = 10_000;

/** Empty days are noted in steps, for there are thousands the first time. */
const DAYS_NOTED = 50;

export async function forgetDue(ports: ForgetPorts): Promise<Forgotten> {
  const count: Forgotten = { removed: 0, buried: 0, later: 0 };
  for (const { id, retentionDays } of ports.providers.all())
    if (retentionDays !== undefined) await forgetOf(ports, id, retentionDays, count);
  return count;
}

async function forgetOf(
  ports: ForgetPorts,
  provider: string,
  retentionDays: number,
  count: Forgotten,
): Promise<void> {
  const { articles, now, remaining } = ports;
  // The last day of which all is old enough
  const last = dayOf(now() - (retentionDays + 1) * DAY_MS);
  const done = await articles.doneUntil(provider);
  // Whatever this run comes to, the next one looks at what it enters
  if (done === undefined) await articles.setDoneUntil(provider, firstLookBefore(last));
  let day = after(done ?? firstLookBefore(last));
  for (let steps = 1; day <= last; day = after(day), steps++) {
    const ids = await articles.articlesOf(provider, day, done !== undefined);
    for (const id of ids) {
      if (remaining() < ARTICLE_MS) return;
      count[await forgetArticle(ports, provider, id, last)]++;
    }
    if (ids.length > 0) await articles.strike(provider, day);
    if (ids.length > 0 || steps % DAYS_NOTED === 0 || day === last)
      await articles.setDoneUntil(provider, day);
    if (remaining() < ARTICLE_MS) return;
  }
}

/** @param last the last day of which things are old enough */
async function forgetArticle(
  { articles, table, now }: ForgetPorts,
  provider: string,
  articleId: string,
  last: string,
): Promise<keyof Forgotten> {
  const whole = await articles.whole(articleId);
  const due = dueDayOf(whole, last);
  if (due > last) {
    await articles.enter(provider, due, articleId);
    return 'later';
  }
  // Whoever goes on after a crash finds it, though it has no head any more
  await articles.enter(provider, after(last), articleId);
  const { head } = whole;
  const end = head === undefined ? undefined : endOf(whole.revisions, head);
  if (head !== undefined) {
    const isOurs =
      end === undefined
        ? await articles.removeHead(head)
        : await bury(table, head, end, new Date(now()).toISOString());
    if (!isOurs) return 'later';
  }
  const kept = end === undefined ? undefined : keys.revision(end.revision);
  await articles.removeObjects(articleId);
  await articles.remove([
    ...whole.others.filter(({ sk }) => sk?.S !== kept),
    ...receiptsOf(whole.revisions),
    keyOf(keys.forgetting(provider, after(last)), articleId),
  ]);
  return end === undefined ? 'removed' : 'buried';
}

/** The day on which it is to be looked at: that of its newest revision; the next one where something of it waits. */
function dueDayOf({ head, revisions }: WholeArticle, last: string): string {
  const newest = revisions.map(({ takenAt }) => takenAt.slice(0, 10)).sort();
  const waits =
    head !== undefined && (dueAtOf(head) !== undefined || head.held !== null || head.next !== null);
  const day = newest.at(-1) ?? last;
  return waits && day <= last ? after(last) : day;
}

/** They name headlines. A file with several articles is as old for each of them. */
function receiptsOf(revisions: readonly Revision[]): ReturnType<typeof keyOf>[] {
  const found = new Map(
    // Of what was buried before nobody knows the file any more
    revisions.flatMap(({ delivery: { bucket, key, version } }): [string, ReturnType<typeof keyOf>][] =>
      key === '' ? [] : [[`${bucket}/${key}@${version}`, keyOf(keys.delivery(bucket, key), version)]],
    ),
  );
  return [...found.values()];
}

function firstLookBefore(last: string): string {
  return dayOf(Date.parse(last) - FIRST_LOOK_DAYS * DAY_MS);
}

function dayOf(epoch: number): string {
  return new Date(epoch).toISOString().slice(0, 10);
}

function after(day: string): string {
  return dayOf(Date.parse(day) + DAY_MS);
}
