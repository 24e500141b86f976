/**
 * Erases what agencies delivered: the versions of a file, the copies of it in quarantine, what its agency was told of it,
 * and what its receipt says. A receipt without any content stays, so that nobody takes the file for one that was missed.
 */
import { receiptKeyOf } from '../adapters/publish/agency-receipt.ts';
import type { Erasing, ObjectVersion } from '../adapters/store/erasing.ts';
import type { InboxVersion } from '../adapters/store/inbox-versions.ts';
import { keyOf, keys } from '../adapters/store/keys.ts';
import type { DeliveryId, Purged, Receipt } from '../adapters/store/outcomes.ts';
import { operationExpiry } from '../adapters/store/operations.ts';
import type { Pauses } from '../adapters/store/pauses.ts';
import type { ErasedFile, PurgeList } from '../adapters/store/purge-list.ts';
import { nameOf, type Receipts } from '../adapters/store/receipts.ts';
import { digest } from '../core/article/identity.ts';
import { providerOfKey } from '../core/providers/register.ts';

export interface PurgeFilesPorts {
  inboxBucket: string;
  erasing: Pick<Erasing, 'versions' | 'removeVersions' | 'remove'>;
  receipts: Pick<Receipts, 'whole' | 'reduce'>;
  pauses: Pick<Pauses, 'remove'>;
}

/** What is to go, and of which articles. */
export interface FileRule {
  /** Files of which nobody knows an article that stays go where they came before this, RFC 3339; null: whenever. */
  before: string | null;
  /** False: only files that brought an article that is erased. */
  all: boolean;
  isErased: (articleId: string) => boolean;
  /** It stays, with what brought it. */
  isKept: (articleId: string) => boolean;
}

/** All versions of a key of the inbox, and the receipts that there are of them, by `<key> <version>`. */
export interface FileVersions {
  key: string;
  versions: InboxVersion[];
  receipts: ReadonlyMap<string, Receipt>;
}

/** Receipts that are asked for in one call. */
const TOGETHER = 100;

/** The files below a prefix of the inbox, key by key, with their receipts. */
export async function* filesBelow(
  { inboxBucket, erasing, receipts }: Pick<PurgeFilesPorts, 'inboxBucket' | 'erasing' | 'receipts'>,
  prefix: string,
): AsyncGenerator<FileVersions> {
  let byKey = new Map<string, InboxVersion[]>();
  let count = 0;
  const withReceipts = async (): Promise<FileVersions[]> => {
    const known = await receipts.whole(inboxBucket, [...byKey.values()].flat());
    return [...byKey].map(([key, versions]) => ({ key, versions, receipts: known }));
  };
  for await (const version of erasing.versions('inbox', prefix)) {
    if (count >= TOGETHER && !byKey.has(version.key)) {
      yield* await withReceipts();
      byKey = new Map();
      count = 0;
    }
    byKey.set(version.key, [...(byKey.get(version.key) ?? []), version]);
    count++;
  }
  yield* await withReceipts();
}

/** Those that go. The mark of a deletion goes when nothing stays that it hides. */
export function versionsToErase({ versions, receipts }: FileVersions, rule: FileRule): InboxVersion[] {
  const files = versions.filter(({ marker }) => !marker);
  const gone = files.filter((version) => goes(receipts.get(nameOf(version)), version.storedAt, rule));
  const nothingStays = gone.length === files.length && (files.length > 0 || rule.all);
  if (!nothingStays) return gone;
  return [...gone, ...versions.filter(({ marker, storedAt }) => marker && isBefore(storedAt, rule))];
}

function isBefore(storedAt: number, { before }: Pick<FileRule, 'before'>): boolean {
  return before === null || storedAt < Date.parse(before);
}

/** @param storedAt epoch milliseconds */
export function goes(receipt: Receipt | undefined, storedAt: number, rule: FileRule): boolean {
  const articles = articlesIn(receipt);
  if (articles.some(rule.isErased)) return true;
  // It was begun before, and its receipt is done
  if (receipt?.purged !== undefined && receipt.items.length === 0) return true;
  if (!rule.all || articles.some(rule.isKept)) return false;
  return isBefore(storedAt, rule);
}

export function articlesIn(receipt: Receipt | undefined): string[] {
  return (receipt?.items ?? []).flatMap((item) => ('articleId' in item ? [item.articleId] : []));
}

const TURNS = 5;

/** Leaves of a receipt nothing of what is erased. @returns false where there was nothing to take out */
export async function reduceReceipt(
  { receipts }: Pick<PurgeFilesPorts, 'receipts'>,
  { bucket, key, version }: DeliveryId,
  { isErased, isKept, all }: FileRule,
  purged: Purged,
  known?: { storedAt: number; bytes: number },
): Promise<boolean> {
  for (let turn = 0; turn < TURNS; turn++) {
    const before = (await receipts.whole(bucket, [{ key, version }])).get(nameOf({ key, version }));
    if (before === undefined && known === undefined) return false;
    if (before?.purged !== undefined && !articlesIn(before).some(isErased)) return false;
    const left = (before?.items ?? []).filter((item) =>
      'articleId' in item ? !isErased(item.articleId) && (!all || isKept(item.articleId)) : !all,
    );
    const bare: Receipt = {
      ...(before ?? unread({ bucket, key, version }, purged, known)),
      state: 'done',
      code: null,
      message: null,
      quarantineKey: null,
      items: left,
      ...(left.length === 0 ? { counts: {}, itemsOmitted: 0 } : {}),
      purged,
    };
    if (await receipts.reduce(bare, before, operationExpiry(purged.at))) return true;
  }
  throw new Error(`the receipt of ${key} changes while it is reduced`);
}

/** The receipt of a file that nobody has read, and that nobody can read any more. */
function unread(
  id: DeliveryId,
  { at }: Purged,
  known: { storedAt: number; bytes: number } | undefined,
): Receipt {
  return {
    ...id,
    state: 'done',
    provider: providerOfKey(id.key) ?? null,
    receivedAt: new Date(known?.storedAt ?? Date.parse(at)).toISOString(),
    finishedAt: at,
    sha256: null,
    bytes: known?.bytes ?? 0,
    code: null,
    message: null,
    quarantineKey: null,
    counts: {},
    items: [],
    itemsOmitted: 0,
    repeats: 0,
  };
}

/** The copies of what could not be read, by the file and version that they are of. */
export type QuarantinedCopies = ReadonlyMap<string, InboxVersion[]>;

export async function quarantinedCopies({
  erasing,
}: {
  erasing: Pick<Erasing, 'versions'>;
}): Promise<QuarantinedCopies> {
  const found = new Map<string, InboxVersion[]>();
  for await (const copy of erasing.versions('archive', 'quarantine/')) {
    // quarantine/<code>/<key>/<version>
    const of = copy.key.split('/').slice(2).join('/');
    found.set(of, [...(found.get(of) ?? []), copy]);
  }
  return found;
}

/** Of an agency those whose files the inbox has no more. */
export function copiesLeft(
  copies: QuarantinedCopies,
  prefix: string,
  rule: FileRule,
  hasFile: (name: string) => boolean,
): InboxVersion[] {
  if (!rule.all) return [];
  return [...copies]
    .filter(([name]) => name.startsWith(prefix) && !hasFile(name))
    .flatMap(([, some]) => some.filter(({ storedAt }) => isBefore(storedAt, rule)));
}

export function copiesOf(copies: QuarantinedCopies, { key, version }: ObjectVersion): ObjectVersion[] {
  // The longest names are kept under a hash
  return [`${key}/${version}`, `${digest([key])}/${version}`].flatMap((name) => copies.get(name) ?? []);
}

/** What was decided of files, and what is known of all of them. */
export interface FileErasing {
  rule: FileRule;
  purged: Purged;
  copies: QuarantinedCopies;
}

/** Erases the file that brought an article, or of one that the inbox has no more what its receipt says. */
export async function eraseDelivery(
  ports: PurgeFilesPorts,
  list: Pick<PurgeList, 'putFiles'>,
  { key, version }: Pick<DeliveryId, 'key' | 'version'>,
  how: FileErasing,
): Promise<'file' | 'receipt' | 'nothing'> {
  const versions: InboxVersion[] = [];
  for await (const one of ports.erasing.versions('inbox', key)) if (one.key === key) versions.push(one);
  const gone = versions.filter((one) => one.version === version);
  if (gone.length > 0) {
    await eraseFile(ports, list, { key, versions }, gone, how);
    return 'file';
  }
  const id = { bucket: ports.inboxBucket, key, version };
  return (await reduceReceipt(ports, id, how.rule, how.purged)) ? 'receipt' : 'nothing';
}

/** Erases versions of one file. @returns how many of each kind */
export async function eraseFile(
  ports: PurgeFilesPorts,
  list: Pick<PurgeList, 'putFiles'>,
  { key, versions }: Pick<FileVersions, 'key' | 'versions'>,
  gone: readonly InboxVersion[],
  how: FileErasing,
): Promise<Record<string, number>> {
  const { inboxBucket: bucket, erasing, pauses } = ports;
  const { rule, purged, copies } = how;
  const at = purged.at;
  await list.putFiles(gone.map(({ version }): ErasedFile => ({ key, version, at })));
  let receipts = 0;
  for (const { version, marker, storedAt, bytes } of gone) {
    if (marker) continue;
    if (await reduceReceipt(ports, { bucket, key, version }, rule, purged, { storedAt, bytes })) receipts++;
  }
  const progress = await erasing.remove(
    gone.map(({ version }) => keyOf(keys.progress(bucket, key), version)),
  );
  const provider = providerOfKey(key);
  if (provider !== undefined) await pauses.remove(provider, gone);
  const quarantined = gone.flatMap((version) => copiesOf(copies, version));
  await erasing.removeVersions('archive', quarantined);
  const told = await toldAgencies(ports, key, versions, gone);
  await erasing.removeVersions('inbox', told);
  await erasing.removeVersions('inbox', gone);
  return {
    files: gone.length,
    receipts,
    progress,
    quarantined: quarantined.length,
    agencyReceipts: told.length,
  };
}

/** What the agency was told of the file; of a version that stays it was told after that had come. */
async function toldAgencies(
  { erasing }: Pick<PurgeFilesPorts, 'erasing'>,
  key: string,
  versions: readonly InboxVersion[],
  gone: readonly InboxVersion[],
): Promise<ObjectVersion[]> {
  const stay = versions.filter((version) => !version.marker && !gone.includes(version));
  const until = Math.min(...stay.map(({ storedAt }) => storedAt), Infinity);
  const place = receiptKeyOf(key);
  const told: ObjectVersion[] = [];
  for await (const version of erasing.versions('inbox', place)) {
    if (version.key === place && version.storedAt < until) told.push(version);
  }
  return told;
}
