/**
 * Which files of the inbox an operator wants read again, in the order in which they came; and when each came, for it is
 * read as of then.
 */
import type { ArticleTable } from '../adapters/store/article-table.ts';
import type { InboxFile, InboxVersion, InboxVersions } from '../adapters/store/inbox-versions.ts';
import type { DeliveryId, Receipt } from '../adapters/store/outcomes.ts';
import type { ReadIndexes } from '../adapters/store/read-indexes.ts';
import { nameOf, type KnownReceipt, type Receipts } from '../adapters/store/receipts.ts';
import { INBOX_PREFIX } from '../core/providers/register.ts';

export interface ReplayPorts {
  inbox: Pick<InboxVersions, 'bucket' | 'below' | 'of'>;
  receipts: Pick<Receipts, 'known'>;
  indexes: Pick<ReadIndexes, 'refusedSince' | 'receiptsOf'>;
  table: Pick<ArticleTable, 'head' | 'revisions'>;
}

/** A file, and what is known of it. */
export interface ReplayFile extends InboxFile {
  receipt: Receipt['state'] | null;
  /** Why it, or items of it, were refused. */
  codes: string[];
}

/** One that cannot be read again, because the inbox has it no longer. */
export interface GoneFile {
  key: string;
  version: string;
  /** The copy, as long as it is kept. */
  quarantineKey: string | null;
}

export interface Selection {
  files: ReplayFile[];
  gone: GoneFile[];
}

/** RFC 3339, both included. */
export interface Span {
  since: string;
  until: string;
}

/** All that an agency delivered in a span. */
export async function filesOf(ports: ReplayPorts, provider: string, span: Span): Promise<Selection> {
  const files: ReplayFile[] = [];
  let page: InboxVersion[] = [];
  const take = async (): Promise<void> => {
    const known = await ports.receipts.known(ports.inbox.bucket, page);
    files.push(...page.map((version) => replayFile(ports.inbox.bucket, version, known.get(nameOf(version)))));
    page = [];
  };
  for await (const version of ports.inbox.below(`${INBOX_PREFIX}${provider}/`)) {
    if (!isFile(version) || !mayBeIn(version, span)) continue;
    page.push(version);
    if (page.length === PAGE) await take();
  }
  await take();
  const chosen = files.filter(({ receivedAt, receipt }) =>
    isIn(receivedAt, receipt === null ? wholeSeconds(span) : span),
  );
  return { files: inOrder(chosen), gone: [] };
}

/** Of a file without a receipt nobody knows more than the second. */
function wholeSeconds({ since, until }: Span): Span {
  return { since: new Date(Math.floor(Date.parse(since) / 1000) * 1000).toISOString(), until };
}

/** What could not be read of an agency, or not wholly. @param code only for this reason */
export async function refusedFilesOf(
  ports: ReplayPorts,
  provider: string,
  span: Span,
  code?: string,
): Promise<Selection> {
  const wanted: Receipt[] = [];
  for await (const receipt of ports.indexes.refusedSince(provider, Date.parse(span.since))) {
    if (isIn(receipt.receivedAt, span) && (code === undefined || codesOf(receipt).includes(code)))
      wanted.push(receipt);
  }
  return foundFiles(ports, wanted);
}

/** The files that brought the revisions of an article; undefined where there is none. */
export async function filesOfArticle(ports: ReplayPorts, articleId: string): Promise<Selection | undefined> {
  const head = await ports.table.head(articleId);
  if (head === undefined) return undefined;
  const wanted = new Map<string, DeliveryId & { receivedAt: string; sequencer: string }>();
  for await (const { revision } of ports.table.revisions(articleId, head.lastRevision)) {
    const { desk, madeFrom, delivery } = revision;
    if (desk === null && madeFrom === null) wanted.set(nameOf(delivery), delivery);
  }
  return foundFiles(ports, [...wanted.values()]);
}

/** The versions of a file that were refused; where none was, of a file that has no receipt, all of them. */
export async function filesNamed(ports: ReplayPorts, key: string): Promise<Selection> {
  const { bucket } = ports.inbox;
  const receipts = await ports.indexes.receiptsOf(bucket, key);
  if (receipts.length > 0) {
    return foundFiles(
      ports,
      receipts.filter((receipt) => codesOf(receipt).length > 0),
    );
  }
  const versions = (await ports.inbox.of(key)).filter(isFile);
  return { files: versions.map((version) => replayFile(bucket, version, undefined)), gone: [] };
}

/** Of what is known of deliveries those that the inbox still has. */
export async function foundFiles(
  ports: ReplayPorts,
  wanted: readonly (DeliveryId & Partial<Receipt> & { receivedAt: string; sequencer?: string })[],
): Promise<Selection> {
  const { bucket } = ports.inbox;
  const selection: Selection = { files: [], gone: [] };
  for (const { key, version, receivedAt, sequencer, quarantineKey, ...receipt } of wanted) {
    const stored = (await ports.inbox.of(key)).find((one) => one.version === version && isFile(one));
    if (stored === undefined) {
      selection.gone.push({ key, version, quarantineKey: quarantineKey ?? null });
      continue;
    }
    selection.files.push({
      ...replayFile(bucket, stored, undefined),
      receivedAt,
      ...(sequencer === undefined ? {} : { sequencer }),
      receipt: receipt.state ?? 'done',
      codes: codesOf(receipt),
    });
  }
  return { ...selection, files: inOrder(selection.files) };
}

function replayFile(bucket: string, version: InboxVersion, receipt: KnownReceipt | undefined): ReplayFile {
  const { key, eTag, bytes, storedAt } = version;
  const code = receipt?.code ?? null;
  return {
    bucket,
    key,
    version: version.version,
    eTag,
    bytes,
    receivedAt: receipt?.receivedAt ?? new Date(storedAt).toISOString(),
    receipt: receipt?.state ?? null,
    codes: code === null ? [] : [code],
  };
}

/** Why a file or items of it were refused; each reason once. */
export function codesOf({ state, code = null, items = [] }: Partial<Receipt>): string[] {
  if (state === 'quarantined') return code === null ? [] : [code];
  return [...new Set(items.flatMap((item) => (item.outcome === 'rejected' ? [item.code] : [])))];
}

const PAGE = 1000;

/** Neither a deletion nor a folder. */
export function isFile({ key, bytes, marker }: InboxVersion): boolean {
  return !marker && !(bytes === 0 && key.endsWith('/'));
}

/** The list knows whole seconds, and of an upload in parts its beginning; the receipt may know it better. */
function mayBeIn({ storedAt }: InboxVersion, { since, until }: Span): boolean {
  return storedAt >= Date.parse(since) - SLACK_MS && storedAt <= Date.parse(until);
}

/** An upload in parts takes no longer. */
const SLACK_MS = 24 * 60 * 60 * 1000;

function isIn(time: string, { since, until }: Span): boolean {
  return Date.parse(time) >= Date.parse(since) && Date.parse(time) <= Date.parse(until);
}

/** As they came: then no state is passed through that was never there. */
export function inOrder(files: readonly ReplayFile[]): ReplayFile[] {
  return files.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** Where a file stands among all that are read again: by it a replay that was broken off goes on. */
export function placeOf({ receivedAt, key, version }: InboxFile): string {
  return `${receivedAt} ${key} ${version}`;
}

/** What of a selection is left of a replay that came to a place. */
export function afterPlace(files: readonly ReplayFile[], place: string | null): ReplayFile[] {
  return place === null ? [...files] : files.filter((file) => placeOf(file) > place);
}

/**
 * Dollars for a delivery of one item that is read again, at most: all that the table of the README has for one but the
 * put, as if it were new.
 */
const DOLLARS_EACH = 13.5e-6;

export function costOf(files: readonly ReplayFile[]): number {
  return Math.ceil(files.length * DOLLARS_EACH * 100) / 100;
}
