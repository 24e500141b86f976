/** `wire show, history, held`: an article as it is stored, what became of it when, and what waits. */
import type { Command } from 'commander';
import type { Desk } from '../../functions/desk/compose.ts';
import type { Head, StoredRevision } from '../../functions/adapters/store/records.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';
import { deskOf, reject } from './desk.ts';

const ARTICLE = 'article id, as status and list print it';

export function registerShow(program: Command): void {
  const command = program
    .command('show')
    .description('print an article: its head, its copies, and the record of each revision, oldest first')
    .argument('<article>', ARTICLE);
  withTargetOptions(command).action(async (articleId: string, options: TargetOptions) => {
    const desk = deskOf(await findTarget(options));
    const head = await headOf(desk, articleId);
    if (head === undefined) return;
    await writeLine({ head });
    for (const copy of await desk.claims.copiesOf(articleId)) {
      const its = await desk.table.head(copy);
      if (its?.of !== articleId) continue;
      const { provider, uri, verdict, line, told } = its;
      await writeLine({
        copy: { articleId: copy, provider, uri, verdict, told: told.announced && line?.hidden !== true },
      });
    }
    for await (const stored of revisionsOf(desk, head)) await writeLine(stored);
  });
}

export function registerHistory(program: Command): void {
  const command = program
    .command('history')
    .description('print the revisions of an article: what changed in each, what was told, and when')
    .argument('<article>', ARTICLE);
  withTargetOptions(command).action(async (articleId: string, options: TargetOptions) => {
    const desk = deskOf(await findTarget(options));
    const head = await headOf(desk, articleId);
    if (head === undefined) return;
    let before: StoredRevision | undefined;
    for await (const stored of revisionsOf(desk, head)) {
      const { revision } = stored;
      await writeLine({
        revision: revision.revision,
        takenAt: revision.takenAt,
        version: revision.version,
        versionCreated: revision.versionCreated,
        status: revision.status,
        place: revision.place,
        verdict: revision.dedupe.verdict,
        headline: revision.headline,
        changed: before === undefined ? [] : changesBetween(before, stored),
        told: toldOf(head, revision.revision),
        waitsUntil: waitsOf(head, revision.revision),
        ...(revision.desk === null ? { key: revision.delivery.key } : { desk: revision.desk }),
        ...(revision.madeFrom === null ? {} : { madeFrom: revision.madeFrom }),
      });
      before = stored;
    }
    if (head.erasedAt !== undefined) await writeLine({ erasedAt: head.erasedAt });
  });
}

export function registerHeld(program: Command): void {
  const command = program
    .command('held')
    .description('list what waits: until when, and why; what waits for a person last');
  withTargetOptions(command).action(async (options: TargetOptions) => {
    const desk = deskOf(await findTarget(options));
    for await (const articleId of desk.table.waiting()) {
      const head = await desk.table.head(articleId);
      const waiting = head?.held ?? head?.telling ?? head?.next;
      if (head === undefined || waiting === undefined || waiting === null) continue;
      const stored = await desk.table.revision(articleId, waiting.revision);
      const { provider, uri, held } = head;
      await writeLine({
        articleId,
        provider,
        uri,
        revision: waiting.revision,
        headline: stored?.revision.headline ?? '',
        until: held === null ? (head.telling?.dueAt ?? null) : held.dueAt,
        why: whyOf(head, stored),
      });
    }
  });
}

function whyOf(head: Head, stored: StoredRevision | undefined): string {
  if (head.held === null) return 'SNS has not taken it yet';
  if (head.onHold) return `on hold${by(stored)}`;
  const { embargo, heldFor } = stored?.record.wire ?? {};
  if (heldFor === 'truncated') return 'it breaks off';
  const { text = null, until = null } = embargo ?? {};
  if (text !== null) return `embargo: ${text}`;
  return until === null ? 'an embargo without a time' : 'embargo';
}

function by(stored: StoredRevision | undefined): string {
  const desk = stored?.revision.desk ?? null;
  return desk === null ? '' : ` by ${desk.by}${desk.reason === null ? '' : `: ${desk.reason}`}`;
}

async function headOf({ table }: Desk, articleId: string): Promise<Head | undefined> {
  const head = await table.head(articleId);
  if (head === undefined) await reject(articleId, 'not-found', `there is no article ${articleId}`);
  return head;
}

async function* revisionsOf(
  { table }: Desk,
  { articleId, lastRevision }: Head,
): AsyncGenerator<StoredRevision> {
  for (let revision = 1; revision <= lastRevision; revision++) {
    const stored = await table.revision(articleId, revision);
    if (stored !== undefined) yield stored;
  }
}

function toldOf({ told }: Head, revision: number): string[] {
  return told.list.flatMap((entry) => {
    const [number, event = ''] = entry.split('.');
    return number === String(revision) ? [event] : [];
  });
}

function waitsOf({ held, telling, next }: Head, revision: number): string | null {
  if (held?.revision === revision) return held.dueAt ?? 'a person releases it';
  return telling?.revision === revision || next?.revision === revision ? 'SNS takes it' : null;
}

/** Properties of the article that are not what they were. */
function changesBetween(before: StoredRevision, after: StoredRevision): string[] {
  const [old, now] = [before.record.article, after.record.article].map(
    (article) => new Map(Object.entries(article).map(([name, value]) => [name, JSON.stringify(value)])),
  );
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].filter((name) => old?.get(name) !== now?.get(name)).sort();
}
