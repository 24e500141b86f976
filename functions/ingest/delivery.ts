/** One delivered file, from the inbox to its receipt. */
import type { ArticleRecord } from '../core/article/record.ts';
import type { Provider } from '../core/providers/agency.ts';
import { loadOnce } from '../core/formats/common/load-once.ts';
import { DEFAULT_MAX_BYTES, providerOfKey } from '../core/providers/register.ts';
import { listed, type DeliveryId, type ItemOutcome, type Receipt } from '../adapters/store/outcomes.ts';
import type { AgencyReceipts } from './agency-receipts.ts';
import { tooLarge, versionOf } from './inbox.ts';
import type { ItemPorts } from './items.ts';
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

// Most of the code, and its words of two dozen languages: loaded while the first file is on its way
const reading = loadOnce(() => import('../core/reading/records.ts'));
const taking = loadOnce(() => import('./items.ts'));

export interface DeliveryPorts extends QuarantinePorts, ItemPorts, Omit<FurniturePorts, 'now'> {
  agencies: Pick<AgencyReceipts, 'tell'>;
  numbers: SequencePorts['numbers'];
  /** The numbers of a delivery could not be noted. */
  numbersFailed: (receipt: Receipt, error: unknown) => void;
  /** Only what was scanned for malware is read. */
  malwareScan: boolean;
}

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

  const { takeItems } = await taking();
  const { outcomes, before } = await takeItems(
    ports,
    { ...id, receivedAt: base.receivedAt, sequencer: delivery.sequencer },
    { items: read.items, furniture },
    again,
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
  const [object, { recordsOf }] = await Promise.all([inbox.read(delivery, maxBytes), reading(), taking()]);
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

function isoTime(epoch: number): string {
  return new Date(epoch).toISOString();
}
