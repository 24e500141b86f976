/** What cannot be read: a file, or some items of one. It is kept, told to the operators, and acknowledged. */
import { listed, type Receipt, type RejectedItem } from '../adapters/store/outcomes.ts';
import type { DeskPorts } from '../desk/ports.ts';
import type { Inbox } from './inbox.ts';
import { isScanCode } from './scan.ts';
import type { Delivery } from '../desk/notification.ts';

export interface QuarantinePorts extends DeskPorts {
  inbox: Inbox;
}

/** Why a file cannot be read, now or ever. */
export interface Fault {
  ok: false;
  code: string;
  message: string;
  sha256: string | null;
}

export type ReceiptBase = Pick<Receipt, 'bucket' | 'key' | 'version' | 'provider' | 'receivedAt' | 'bytes'>;

/**
 * S3 copies more than 5 GB in no single call, and less of it for longer than this function runs. What is larger stays
 * where it is: the inbox keeps every version.
 */
const COPIED_BYTES = 256 * 1024 * 1024;

/** A file that cannot be read, or must not be: copied, told to the operators, and acknowledged. */
export async function quarantine(
  ports: QuarantinePorts,
  delivery: Delivery,
  base: ReceiptBase & { sha256: string | null },
  { code, message }: Fault,
): Promise<Receipt> {
  const { inbox, table, publisher, now } = ports;
  const known = await table.receipt(base);
  // Done: it was taken, and only the notification is late
  if (known?.state === 'done' || known?.code === code) return known;
  const stays = isScanCode(code) || delivery.bytes > COPIED_BYTES;
  const quarantineKey = stays ? null : await inbox.quarantine(delivery, code);
  const time = isoTime(now());
  const { bucket, key, version, provider } = base;
  await publisher.notify({
    type: 'wire.delivery.quarantined',
    id: `${bucket}/${key}@${version}:quarantined`,
    time,
    provider,
    bucket,
    key,
    version,
    code,
    message,
    quarantineKey,
  });
  const receipt: Receipt = {
    ...base,
    state: 'quarantined',
    finishedAt: time,
    code,
    message,
    quarantineKey,
    ...listed([]),
    repeats: 0,
  };
  await table.putReceipt(receipt, receiptExpiry(ports, provider));
  return receipt;
}

/** When a receipt goes, with the records of its agency; epoch seconds, undefined where they stay. */
export function receiptExpiry(
  { providers, now }: Pick<DeskPorts, 'providers' | 'now'>,
  provider: string | null,
): number | undefined {
  const days = providers.find(provider ?? '')?.retentionDays;
  return days === undefined ? undefined : Math.ceil(now() / 1000) + days * 24 * 60 * 60;
}

/** Some items of a file cannot be read: the file is kept for them, and the operators are told which. */
export async function keepRejected(
  { inbox, publisher, now }: QuarantinePorts,
  delivery: Delivery,
  { bucket, key, version, provider }: ReceiptBase,
  rejected: readonly RejectedItem[],
): Promise<string | null> {
  const [first] = rejected;
  const quarantineKey = await inbox.quarantine(delivery, first?.code ?? 'rejected');
  await publisher.notify({
    type: 'wire.items.rejected',
    id: `${bucket}/${key}@${version}:rejected`,
    time: isoTime(now()),
    provider,
    bucket,
    key,
    version,
    quarantineKey,
    count: rejected.length,
    items: rejected
      .slice(0, TOLD_ITEMS)
      .map(({ itemIndex, code, message }) => ({ itemIndex, code, message })),
  });
  return quarantineKey;
}

/** A notice has 256 KB; the receipt lists more. */
const TOLD_ITEMS = 50;

function isoTime(epoch: number): string {
  return new Date(epoch).toISOString();
}
