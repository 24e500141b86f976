/** Takes what an item ends beside itself: kills by reference and in words. */
import { digest } from '../core/article/identity.ts';
import { killOf } from '../core/article/kill.ts';
import type { Uri } from '../core/article/ninjs.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import type { TakenItem } from '../adapters/store/receipt.ts';
import type { DeliveredItem } from '../adapters/store/records.ts';
import type { DeskPorts } from './ports.ts';
import { endsNothing, takeRecord } from './take.ts';
import { candidatesFor, victimsOf } from './victims.ts';

/**
 * Ends an article of the same provider because an item says so. One that is not held yet is ended all the same, so
 * that it does not appear when it arrives late.
 */
export async function takeKill(
  ports: DeskPorts,
  target: Uri,
  killer: ArticleRecord,
  delivery: DeliveredItem,
): Promise<TakenItem> {
  const item = await takeRecord(ports, killOf(target, killer), delivery);
  return { ...item, killedBy: killer.article.uri };
}

/**
 * Ends what a notice means that kills in words: one item for each reference that leads to one. Where it leads to none,
 * the operators get the likely ones; nothing is guessed.
 */
export async function takeVictims(
  ports: DeskPorts,
  notice: ArticleRecord,
  taken: TakenItem,
  delivery: DeliveredItem,
): Promise<TakenItem[]> {
  if (notice.wire.kill === undefined) return [];
  if (await isOfItself(ports, taken)) return [];
  const found = await victimsOf(ports, notice, taken.articleId);
  const victims = endsNothing(ports, notice) ? [] : found;
  const killed: TakenItem[] = [];
  for (const uri of victims) killed.push(await takeKill(ports, uri, notice, delivery));
  if (victims.length === 0) await tellUnresolved(ports, notice, taken, delivery, found);
  return killed;
}

/** It was a version of the item that it kills, and taken as that kill, in time or late. */
async function isOfItself({ table }: DeskPorts, { articleId, revision }: TakenItem): Promise<boolean> {
  const own = await table.head(articleId);
  if (own?.line?.status === 'canceled') return true;
  return (await table.revision(articleId, revision))?.revision.status === 'canceled';
}

async function tellUnresolved(
  ports: DeskPorts,
  notice: ArticleRecord,
  { articleId, headline, uri }: TakenItem,
  { bucket, key, version, itemIndex }: DeliveredItem,
  named: readonly Uri[],
): Promise<void> {
  const candidates = await candidatesFor(ports, notice, articleId, named);
  // The likely ones change with what has come: a taker that begins again may have another notice to give
  const content = digest(candidates.flatMap(({ articleId: id, headline: its }) => [id, its])).slice(0, 8);
  await ports.publisher.notify({
    type: 'wire.kill.unresolved',
    id: `${bucket}/${key}@${version}#${itemIndex}:${articleId}:unresolved:${content}`,
    time: new Date(ports.now()).toISOString(),
    provider: notice.wire.provider,
    articleId,
    uri,
    headline,
    candidates,
    command: 'wire kill ARTICLE --reason TEXT',
  });
}
