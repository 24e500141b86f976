/** Takes what an item ends beside itself: kills by reference and in words. */
import { digest } from '../core/article/identity.ts';
import { killOf } from '../core/article/kill.ts';
import type { Uri } from '../core/article/ninjs.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import type { TakenItem } from '../adapters/store/outcomes.ts';
import type { DeliveredItem } from '../adapters/store/records.ts';
import type { DeskPorts } from './ports.ts';
import { endOfPart, meantBy, namedBy, partsOf } from './parts.ts';
import { endsNothing } from './in-words.ts';
import { takeRecord } from './take.ts';
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

/** Of many that it may be, an operator is shown some. */
const MOST_SHOWN = 5;

/** A kill of an id, and of all that stems from it. */
export async function takeKills(
  ports: DeskPorts,
  target: Uri,
  killer: ArticleRecord,
  delivery: DeliveredItem,
): Promise<TakenItem[]> {
  const item = await takeKill(ports, target, killer, delivery);
  return [
    item,
    ...(await takeEndsOfParts(ports, { id: target, end: killOf(target, killer), killer }, item, delivery)),
  ];
}

/** An end under an id that several stories share, each of which has one of its own. */
export async function takeParts(
  ports: DeskPorts,
  end: ArticleRecord,
  taken: TakenItem,
  delivery: DeliveredItem,
): Promise<TakenItem[]> {
  if ((end.article.pubStatus ?? 'usable') === 'usable') return [];
  return takeEndsOfParts(ports, { id: end.article.uri, end, killer: end }, taken, delivery);
}

async function takeEndsOfParts(
  ports: DeskPorts,
  { id, end, killer }: { id: Uri; end: ArticleRecord; killer: ArticleRecord },
  taken: TakenItem,
  delivery: DeliveredItem,
): Promise<TakenItem[]> {
  const parts = await partsOf(ports, killer.wire.provider, id);
  const meant = meantBy(killer, parts);
  if (meant === undefined)
    await tellUnresolved(
      ports,
      killer,
      taken,
      delivery,
      parts.slice(0, MOST_SHOWN).map(({ uri }) => uri),
    );
  const ended: TakenItem[] = [];
  for (const { uri } of meant ?? []) {
    ended.push({
      ...(await takeRecord(ports, endOfPart(uri, end, killer), delivery)),
      killedBy: killer.article.uri,
    });
  }
  return ended;
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
  const parts = await partsOf(ports, notice.wire.provider, notice.article.uri);
  const known = [...new Set([...found, ...namedBy(notice, parts).map(({ uri }) => uri)])];
  const victims = endsNothing(ports, notice) ? [] : known;
  const killed: TakenItem[] = [];
  for (const uri of victims) killed.push(...(await takeKills(ports, uri, notice, delivery)));
  if (victims.length === 0) {
    await tellUnresolved(ports, notice, taken, delivery, [
      ...known,
      ...parts.slice(0, MOST_SHOWN).map(({ uri }) => uri),
    ]);
  }
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
