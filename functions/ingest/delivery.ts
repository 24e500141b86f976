/** One delivered file, from the inbox to its receipt. */
import type { ArticleRecord } from '../core/article/record.ts';
import type { Provider } from '../core/providers/agency.ts';
import { DEFAULT_MAX_BYTES, providerOfKey } from '../core/providers/register.ts';
import { listed, type DeliveryId, type ItemOutcome, type Receipt } from '../adapters/store/outcomes.ts';
import type { Progress } from '../adapters/store/receipt.ts';
import type { DeliveredItem } from '../adapters/store/records.ts';
import type { AgencyReceipts } from './agency-receipts.ts';
import { forEachGroup } from './concurrency.ts';
import { editedItem } from './edits.ts';
import { tooLarge, versionOf } from './inbox.ts';
import type { Delivery } from '../desk/notification.ts';
import { keepRejected, quarantine, receiptExpiry, type Fault, type QuarantinePorts } from './quarantine.ts';
import { NotScannedYetError, verdictOf } from './scan.ts';
import type { DeliveredFile, FileItem } from '../core/reading/records.ts';
import { noteNumbers, numbersOf, type SequencePorts } from '../desk/sequences.ts';
import {
  knownFurniture,
  type FurniturePorts,
  type KnownFurniture,
  type TakenRecord,
} from '../desk/furniture.ts';
import { takeKills, takeParts, takeVictims } from '../desk/kills.ts';
import { takeRecord } from '../desk/take.ts';

export interface DeliveryPorts extends QuarantinePorts, Omit<FurniturePorts, 'now'> {
  agencies: Pick<AgencyReceipts, 'tell'>;
  numbers: SequencePorts['numbers'];
  /** The numbers of a delivery could not be noted. */
  numbersFailed: (receipt: Receipt, error: unknown) => void;
  /** Only what was scanned for malware is read. */
  malwareScan: boolean;
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

/**
 * Takes a delivery. What cannot be read now or ever ends in quarantine and is told; it is no exception.
 * @param again whether an earlier attempt may have done some of it
 * @throws for whatever may pass, so that the delivery comes again
 */
export async function takeDelivery(
  ports: DeliveryPorts,
  delivery: Delivery,
  again = false,
): Promise<Receipt> {
  const { receipt, records, taken, furniture } = await takeFile(ports, delivery, again);
  const provider = ports.providers.find(receipt.provider ?? '');
  if (provider?.sequence !== undefined) {
    try {
      await noteNumbers(ports, provider, numbersOf(provider.sequence, nameOf(delivery), records));
    } catch (error) {
      ports.numbersFailed(receipt, error);
    }
  }
  await furniture.note(taken);
  await ports.agencies.tell(delivery, receipt);
  return receipt;
}

interface TakenFile {
  receipt: Receipt;
  /** Of the items that could be read. */
  records: ArticleRecord[];
  /** As they were taken this time. */
  taken: TakenRecord[];
  /** What was known of its agency's when it came. */
  furniture: KnownFurniture;
}

async function takeFile(ports: DeliveryPorts, delivery: Delivery, again: boolean): Promise<TakenFile> {
  const id: DeliveryId = { bucket: delivery.bucket, key: delivery.key, version: versionOf(delivery) };
  const providerId = providerOfKey(delivery.key) ?? null;
  const [read, furniture] = await Promise.all([
    readDelivery(ports, delivery, providerId),
    knownFurniture(ports, ports.providers.find(providerId ?? '')),
  ]);
  const base = { ...id, provider: providerId, receivedAt: isoTime(delivery.received), bytes: delivery.bytes };
  if (!read.ok) {
    const receipt = await quarantine(ports, delivery, { ...base, sha256: read.sha256 }, read);
    return { receipt, records: [], taken: [], furniture };
  }

  const before = again || read.items.length >= MANY_ITEMS ? await ports.table.progress(id) : undefined;
  const outcomes = await takeItems(
    ports,
    { ...id, receivedAt: base.receivedAt, sequencer: delivery.sequencer },
    { items: read.items, furniture },
    before,
  );
  const rejected = outcomes.filter((item) => item.outcome === 'rejected');
  const quarantineKey = rejected.length === 0 ? null : await keepRejected(ports, delivery, base, rejected);
  const receipt: Receipt = {
    ...base,
    state: 'done',
    finishedAt: isoTime(ports.now()),
    sha256: read.sha256,
    code: null,
    message: null,
    quarantineKey,
    ...listed(outcomes, before),
    repeats: 0,
  };
  await ports.table.putReceipt(receipt, receiptExpiry(ports, providerId));
  return {
    receipt,
    records: read.items.flatMap((item) => (item.ok ? [item.record] : [])),
    taken: takenOf(read.items, outcomes),
    furniture,
  };
}

/** Items with what became of them: the first outcome of each is its own, others are of what it ended. */
function takenOf(items: readonly FileItem[], outcomes: readonly ItemOutcome[]): TakenRecord[] {
  const first = new Map(outcomes.toReversed().map((outcome) => [outcome.itemIndex, outcome]));
  return items.flatMap((item) => {
    const outcome = first.get(item.itemIndex);
    const isWhole = item.ok && item.edit === undefined;
    return isWhole && outcome !== undefined ? [{ record: item.record, outcome }] : [];
  });
}

/** Every way in which a delivery cannot be read, in the order in which it shows: what is refused is not even fetched. */
async function readDelivery(
  ports: DeliveryPorts,
  delivery: Delivery,
  providerId: string | null,
): Promise<{ ok: true; sha256: string; items: FileItem[] } | Fault> {
  const { inbox, providers } = ports;
  const fault = (code: string, message: string): Fault => ({ ok: false, code, message, sha256: null });
  const provider = providerId === null ? undefined : providers.find(providerId);
  if (provider === undefined) {
    return fault(
      'unknown-provider',
      `no provider delivers to ${delivery.key}: put it under incoming/<provider>/`,
    );
  }
  if (delivery.bytes === 0) return fault('empty', 'the file has no bytes; deliver it again');
  const { maxBytes = DEFAULT_MAX_BYTES } = provider;
  if (delivery.bytes > maxBytes) return fault('too-large', tooLarge(delivery.bytes, maxBytes));
  if (ports.malwareScan) {
    const scanned = await scanOf(ports, delivery);
    if (!scanned.ok) return fault(scanned.code, scanned.message);
  }
  // Half of the code, and its words of two dozen languages: loaded while the first file is on its way
  const [object, { recordsOf }] = await Promise.all([
    inbox.read(delivery, maxBytes),
    import('../core/reading/records.ts'),
  ]);
  if (!object.ok) return fault(object.code, object.message);
  return recordsOf(deliveredFile(delivery, provider, object.bytes));
}

/** @throws NotScannedYetError where the verdict may still come */
async function scanOf(
  { inbox, now }: DeliveryPorts,
  delivery: Delivery,
): Promise<{ ok: true } | { ok: false; code: string; message: string }> {
  const tag = await inbox.scanTag(delivery);
  if (!tag.ok) return tag;
  const verdict = verdictOf(tag.status, now() - delivery.received);
  if (verdict.kind === 'waits') throw new NotScannedYetError(`${delivery.key} waits for its scan`);
  return verdict.kind === 'clean' ? { ok: true } : { ok: false, ...verdict };
}

function deliveredFile(delivery: Delivery, provider: Provider, bytes: Uint8Array): DeliveredFile {
  const { bucket, key, versionId = '', received } = delivery;
  return {
    bytes,
    name: nameOf(delivery),
    provider,
    received,
    raw: { bucket, key, versionId },
  };
}

function nameOf({ key }: Delivery): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

type FileId = Omit<DeliveredItem, 'itemIndex'>;

interface ReadItems {
  items: readonly FileItem[];
  furniture: KnownFurniture;
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
 * @param before what earlier attempts have done
 * @returns the outcomes of the others
 * @throws DeadlineError when time runs out, ItemsFailedError when some failed; what is done by then is kept, so that
 * every attempt gets further
 */
async function takeItems(
  ports: DeliveryPorts,
  id: FileId,
  { items, furniture }: ReadItems,
  before: Progress | undefined,
): Promise<ItemOutcome[]> {
  const done = new Set(before?.done);
  const left = items.filter(({ itemIndex }) => !done.has(itemIndex));
  const outcomes = new Map<number, ItemOutcome[]>();
  const failures = await forEachGroup(endsFirst(left), groupOf, ITEMS_AT_ONCE, async (item) => {
    outcomes.set(item.itemIndex, await takeItem(ports, id, item, furniture));
  });
  if (failures.length === 0) return left.flatMap(({ itemIndex }) => outcomes.get(itemIndex) ?? []);
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
  { table, now }: DeliveryPorts,
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
function checkTime({ remaining }: DeliveryPorts, what: string): void {
  if (remaining() < ITEM_MS) throw new DeadlineError(`no time was left for ${what}`);
}

function groupOf(item: FileItem): string {
  return item.ok ? item.record.article.uri : `rejected ${item.itemIndex}`;
}

async function takeItem(
  ports: DeliveryPorts,
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

function isoTime(epoch: number): string {
  return new Date(epoch).toISOString();
}
