/** The items of a file, each taken by the desk. It is most of the code that decides, and is loaded with the first file. */
import { listed, type ItemOutcome } from '../adapters/store/outcomes.ts';
import type { Progress } from '../adapters/store/receipt.ts';
import type { DeliveredItem } from '../adapters/store/records.ts';
import type { FileItem } from '../core/reading/records.ts';
import type { KnownFurniture } from '../desk/furniture.ts';
import { takeKills, takeParts, takeVictims } from '../desk/kills.ts';
import type { DeskPorts } from '../desk/ports.ts';
import { takeRecord } from '../desk/take.ts';
import { forEachGroup } from './concurrency.ts';
import { editedItem } from './edits.ts';

export interface ItemPorts extends DeskPorts {
  /** Milliseconds that are left of this invocation. */
  remaining: () => number;
}

/** Time ran out in the middle of a file: what is done stays done, and the next attempt goes on from there. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'deadline';
}

/** Some items of a file failed and may not the next time; all others are done, and stay so. */
export class ItemsFailedError extends Error {
  override readonly name = 'ItemsFailedError';
  readonly code = 'items-failed';
}

/** Below these an item is not begun: it may wait for an original, and retry its calls. */
const ITEM_MS = 5000;

/** Items of one file in flight; each is half a dozen calls one after the other. */
const ITEMS_AT_ONCE = 8;

export type FileId = Omit<DeliveredItem, 'itemIndex'>;

export interface ReadItems {
  items: readonly FileItem[];
  /** What is known of its agency's. */
  furniture: KnownFurniture;
}

export interface TakenItems {
  /** Of the items that no earlier attempt had done. */
  outcomes: ItemOutcome[];
  /** What earlier attempts have done. */
  before: Progress | undefined;
}

/**
 * So many may take longer than an invocation has: their progress is looked for whoever delivers them, and what ends an
 * article does not wait for the next attempt.
 */
const MANY_ITEMS = 50;

/** Nobody tries a file again later: so long a message may wait in both queues, and be sent back from the second. */
const PROGRESS_KEPT_MS = 28 * 24 * 60 * 60 * 1000;

/**
 * Items of one article one after the other in the file's order, different articles side by side. One that fails keeps
 * no other from being taken, least of all an end behind it: the life cycle orders them, whenever each is taken.
 * @param again whether an earlier attempt may have done some of them
 * @throws DeadlineError when time runs out, ItemsFailedError when some failed; what is done by then is kept, so that
 * every attempt gets further
 */
export async function takeItems(
  ports: ItemPorts,
  id: FileId,
  { items, furniture }: ReadItems,
  again: boolean,
): Promise<TakenItems> {
  const before = again || items.length >= MANY_ITEMS ? await ports.table.progress(id) : undefined;
  const done = new Set(before?.done);
  const left = items.filter(({ itemIndex }) => !done.has(itemIndex));
  const outcomes = new Map<number, ItemOutcome[]>();
  const failures = await forEachGroup(endsFirst(left), groupOf, ITEMS_AT_ONCE, async (item) => {
    outcomes.set(item.itemIndex, await takeItem(ports, id, item, furniture));
  });
  if (failures.length === 0) {
    return { outcomes: left.flatMap(({ itemIndex }) => outcomes.get(itemIndex) ?? []), before };
  }
  if (items.length === 1) throw failures[0];

  // Without it the next attempt only does again what is done
  if (outcomes.size > 0) await keepProgress(ports, id, outcomes, before).catch(() => undefined);
  const sum = `${done.size + outcomes.size} of ${items.length} items are done`;
  const failed = failures.filter((error) => !(error instanceof DeadlineError));
  const [cause] = failed.length > 0 ? failed : failures;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (failed.length === 0) throw new DeadlineError(`${sum}; ${reason}`);
  throw new ItemsFailedError(`${sum}, ${failed.length} failed; ${reason}`, { cause });
}

/** Articles that are ended before the others, each with all its items; in a file of few it makes no difference. */
function endsFirst(items: readonly FileItem[]): FileItem[] {
  if (items.length < MANY_ITEMS) return [...items];
  const ended = new Set(items.filter(isEnd).map(groupOf));
  const { first = [], rest = [] } = Object.groupBy(items, (item) =>
    ended.has(groupOf(item)) ? 'first' : 'rest',
  );
  return [...first, ...rest];
}

function isEnd(item: FileItem): boolean {
  return item.ok && (item.record.article.pubStatus ?? 'usable') !== 'usable';
}

/** Rejected items are not among what is done: to reject them again costs nothing, and the operators are told of all together. */
async function keepProgress(
  { table, now }: ItemPorts,
  id: FileId,
  outcomes: ReadonlyMap<number, readonly ItemOutcome[]>,
  before: Progress | undefined,
): Promise<void> {
  const taken = [...outcomes].filter(([, of]) => of.every(({ outcome }) => outcome !== 'rejected'));
  const listing = listed(
    taken.flatMap(([, of]) => of),
    before,
  );
  const done = [...(before?.done ?? []), ...taken.map(([itemIndex]) => itemIndex)];
  await table.putProgress(id, { ...listing, done }, Math.ceil((now() + PROGRESS_KEPT_MS) / 1000));
}

/** @throws DeadlineError when there is no time left to begin something */
function checkTime({ remaining }: ItemPorts, what: string): void {
  if (remaining() < ITEM_MS) throw new DeadlineError(`no time was left for ${what}`);
}

function groupOf(item: FileItem): string {
  return item.ok ? item.record.article.uri : `rejected ${item.itemIndex}`;
}

async function takeItem(
  ports: ItemPorts,
  id: FileId,
  item: FileItem,
  furniture: KnownFurniture,
): Promise<ItemOutcome[]> {
  checkTime(ports, `item ${item.itemIndex}`);
  const whole = item.ok && item.edit !== undefined ? await editedItem(ports, item.record, item.edit) : item;
  if (!whole.ok) {
    const { itemIndex, code, message } = whole;
    return [{ itemIndex, outcome: 'rejected', code, message }];
  }
  const delivered = { ...id, itemIndex: item.itemIndex };
  const taken = await takeRecord(ports, furniture.without(whole.record), delivered);
  const outcomes: ItemOutcome[] = [taken, ...(await takeParts(ports, whole.record, taken, delivered))];
  for (const target of whole.cancels) {
    checkTime(ports, `the kill of ${target}`);
    outcomes.push(...(await takeKills(ports, target, whole.record, delivered)));
  }
  if (whole.cancels.length > 0) return outcomes;
  return [...outcomes, ...(await takeVictims(ports, whole.record, taken, delivered))];
}
