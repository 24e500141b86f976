/** Whether what an item says in words is a kill of the item that is held under its own id. */
import { asItCame } from '../core/article/as-it-came.ts';
import { compareInbox } from '../core/article/life-cycle/order.ts';
import { seenRevision } from '../core/article/life-cycle/seen.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import { areCopies } from '../core/dedupe/near-duplicates.ts';
import type { Head } from '../adapters/store/records.ts';
import { incomingOf, type Situation } from './plan.ts';
import type { DeskPorts } from './ports.ts';
import { nearArticle, plainOf } from './texts.ts';

/**
 * A kill in words under the id of an item that is held kills that item, as by status. The first item under an id, and a
 * new version of a notice, are notices.
 */
export async function endsItself(ports: DeskPorts, situation: Situation): Promise<boolean> {
  const { articleId, head, record, identity } = situation;
  if (head === undefined || endsNothing(ports, record)) return false;
  if (record.wire.kill === undefined && !(await isLabelled(ports, head, record))) return false;
  if (head.line?.notice === true || head.held?.notice === true) return false;
  if (seenRevision(head, { version: record.article.version ?? null, ...identity }) !== undefined)
    return false;
  // What the inbox had first, and is only taken later, is no kill of what came after it
  const { inbox } = incomingOf(situation);
  const first = await ports.table.revision(articleId, 1);
  const known = [head.line, head.held, first?.revision].filter((mark) => mark !== null && mark !== undefined);
  return known.some((mark) => compareInbox(mark.inbox, inbox) === 'older');
}

/**
 * Nothing is new but a label that news has, too: what is labelled is the item itself. Its text is the same, or was
 * edited so little that whoever had the one needs nothing of the other.
 */
async function isLabelled(ports: DeskPorts, head: Head, record: ArticleRecord): Promise<boolean> {
  const stands = head.held ?? head.line;
  if (record.wire.killLabel === undefined || stands === null) return false;
  if (isLeftToPeople(ports, record)) return false;
  const stored = await ports.table.revision(head.articleId, stands.revision);
  if (stored === undefined) return false;
  // What was learned of furniture by the one day and the other makes no other text
  const [before, after] = [asItCame(stored.record), asItCame(record)];
  if (plainOf(before.article) === plainOf(after.article)) return true;
  const { articleId } = head;
  const told = nearArticle(ports, { articleId, record: before });
  // Under its own headline, for the label makes another one
  const now = { ...nearArticle(ports, { articleId, record: after }), title: told.title ?? '' };
  return isLabelOf(record, told.title ?? '') && areCopies(told, now);
}

/** The headline is that of before, behind a label. */
function isLabelOf({ article }: ArticleRecord, title: string): boolean {
  const headline = article.headlines?.[0]?.value ?? '';
  return title !== '' && headline.trim().toLowerCase().endsWith(title.trim().toLowerCase());
}

/** What its provider's words say is for people to decide. */
export function endsNothing(ports: DeskPorts, record: ArticleRecord): boolean {
  return record.wire.kill?.inWords === true && isLeftToPeople(ports, record);
}

function isLeftToPeople({ providers }: DeskPorts, { wire }: ArticleRecord): boolean {
  return providers.find(wire.provider)?.killsInWords === 'notice';
}
