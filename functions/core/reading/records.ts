/** One delivered file to its records: bytes -> charset -> sniff -> parse -> items -> normalise -> tag sources, rights. Pure. */
import { hash } from 'node:crypto';
import type { NormaliseContext } from '../article/context.ts';
import { normalise, type Normalised } from '../article/normalise.ts';
import type { ArticleRecord, RawReference } from '../article/record.ts';
import type { WireItem } from '../article/wire-item.ts';
import { loadOnce } from '../formats/common/load-once.ts';
import { readFile, type ReadFault, type ReadItem } from '../formats/read.ts';
import type { Provider } from '../providers/agency.ts';
import { ownIds, withOwnId } from './shared-ids.ts';

const tagger = loadOnce(() => import('../sources/record.ts'));
const rightsReader = loadOnce(() => import('../rights/record.ts'));

export interface DeliveredFile {
  bytes: Uint8Array;
  /** The file's name: shown to people, never used to decide anything. */
  name: string;
  /** Its entry, or as much of one as there is. */
  provider: Pick<Provider, 'id'> & Partial<Provider>;
  /** Epoch milliseconds. */
  received: number;
  raw: Pick<RawReference, 'bucket' | 'key' | 'versionId'>;
}

/** An item as a record, or why it is none while its neighbours go on. */
export type FileItem =
  | ({
      ok: true;
      itemIndex: number;
      /** Of an item that only edits the revision before it: the whole item, made from that one. */
      edit?: (previous: ArticleRecord) => Promise<FileItem>;
    } & Normalised)
  | { ok: false; itemIndex: number; code: string; message: string };

export type FileRecords =
  | { ok: true; sha256: string; items: FileItem[] }
  | { ok: false; sha256: string; code: string; message: string };

/**
 * @returns the items in the order of the file; or the code and the place of what makes the whole file unreadable.
 * Never throws for anything the bytes can hold.
 */
export async function recordsOf(file: DeliveredFile): Promise<FileRecords> {
  const { bytes, provider, received, raw } = file;
  const sha256 = hash('sha256', bytes);
  const context = {
    received,
    ...(provider.zone === undefined ? {} : { zone: provider.zone }),
    ...(provider.language === undefined ? {} : { language: provider.language }),
  };
  const { id, name, charset, embargo, killsInWords, mentions, restrictions, truncated } = provider;
  const policies = {
    ...(embargo === undefined ? {} : { embargo }),
    ...(killsInWords === undefined ? {} : { killsInWords }),
    ...(restrictions === undefined ? {} : { restrictions }),
    ...(truncated === undefined ? {} : { truncated }),
  };
  // a fifth of the bundle: words of ten languages, loaded while the first file is read
  const [result, tagging, rights] = await Promise.all([
    readFile(bytes, { ...context, ...(charset === undefined ? {} : { charset }) }, file.name),
    tagger(),
    rightsReader(),
  ]);
  if (!result.ok) return { ok: false, sha256, code: result.code, message: messageOf(result) };
  const itemOf = (read: ReadItem | ReadFault, itemIndex: number, more: MoreKnown = {}): FileItem => {
    if (!read.ok) return { ok: false, itemIndex, code: read.code, message: messageOf(read) };
    const itemContext: NormaliseContext = {
      provider: id,
      format: read.format,
      itemIndex,
      itemCount: result.items.length,
      raw: {
        ...raw,
        sha256,
        bytes: bytes.length,
        charsetDeclared: read.charset.declared,
        charsetUsed: read.charset.used,
        parser: read.format,
      },
      fileWarnings: read.warnings,
      ...context,
      ...policies,
      ...more,
    };
    return recordOf(read.item, itemContext, (record, item) =>
      rights.withRights(tagging.withSources(record, name, mentions), item.rights),
    );
  };
  const items = result.items.map((read, itemIndex) => itemOf(read, itemIndex));
  if (items.some(hasNoLanguage)) {
    const { languageByNgrams } = await import('../text/language-by-ngrams.ts');
    for (const [index, read] of result.items.entries()) {
      if (hasNoLanguage(items[index])) {
        items[index] = itemOf(read, index, { languageOfShort: languageByNgrams });
      }
    }
  }
  return { ok: true, sha256, items: itemsWithOwnIds(items) };
}

/** What is looked for only where the first reading leaves it open. */
type MoreKnown = Pick<NormaliseContext, 'languageOfShort'>;

/** Sources are found by the words of a language, so an item that has one after all is read again as a whole. */
function hasNoLanguage(item: FileItem | undefined): boolean {
  if (item?.ok !== true) return false;
  const { language, headlines, bodies } = item.record.article;
  return language === undefined && (headlines ?? bodies) !== undefined;
}

/** An id that an edit or a kill of the file refers to is left where it is. */
function itemsWithOwnIds(items: FileItem[]): FileItem[] {
  const whole = items.filter((item) => item.ok);
  if (whole.length < 2) return items;
  const kept = new Set(
    whole.flatMap(({ record, cancels, edit }) => (edit === undefined ? cancels : [record.article.uri])),
  );
  const ids = ownIds(
    whole.map(({ record }) => record),
    kept,
  );
  if (ids.size === 0) return items;
  return items.map((item) => {
    const uri = item.ok ? ids.get(item.record) : undefined;
    return item.ok && uri !== undefined ? { ...item, record: withOwnId(item.record, uri) } : item;
  });
}

type Tag = (record: ArticleRecord, item: WireItem) => ArticleRecord;

function recordOf(item: WireItem, context: NormaliseContext, tag: Tag): FileItem {
  const { itemIndex } = context;
  const whole = wholeRecord(item, context, tag);
  if (!whole.ok || item.revisionEdit === undefined) return whole;
  const edit = async (previous: ArticleRecord): Promise<FileItem> => {
    const { applyRevision } = await import('../formats/newsml-1/revision-edits.ts');
    const applied = applyRevision(previous, item);
    if (!applied.ok) return { ok: false, itemIndex, code: applied.code, message: messageOf(applied) };
    return wholeRecord(applied.item, context, tag);
  };
  return { ...whole, edit };
}

/**
 * No article: nothing to read or to show. An end of publication needs neither, a plan of coverage is its own text, a
 * vocabulary is told to be one, and a version of NewsML-G2 without content may bring news of the item alone (the way that
 * it took).
 */
function saysNothing({ article, wire }: ArticleRecord, item: WireItem): boolean {
  const { headlines, bodies, descriptions, associations, renditions, title, edNote } = article;
  const said = [headlines, bodies, descriptions, associations, renditions].some(
    (list) => (list ?? []).length > 0,
  );
  const isMade = title !== undefined || edNote !== undefined || wire.edNotes.length > 0;
  const isEvent = article.eventDetails !== undefined || article.plannedCoverage !== undefined;
  const isRecord = wire.format === 'newsml-g2' && article.version !== undefined && item.body === undefined;
  const isEnd = (article.pubStatus ?? 'usable') !== 'usable' || wire.embargo.withheld === true;
  const isStory = article.type !== 'component' && !isEvent && !isRecord && !isEnd;
  return isStory && !said && !isMade;
}

/** All of it is pure, so an exception would come again with every retry: the item waits in quarantine for a fix. */
function wholeRecord(item: WireItem, context: NormaliseContext, tag: Tag): FileItem {
  const { itemIndex } = context;
  try {
    const { record, cancels } = normalise(item, context);
    if (cancels.length === 0 && item.revisionEdit === undefined && saysNothing(record, item)) {
      return { ok: false, itemIndex, code: 'empty-item', message: 'an item without headline, text or media' };
    }
    return { ok: true, itemIndex, record: tag(record, item), cancels };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, itemIndex, code: 'record-failed', message: messageOf({ message }) };
  }
}

/** Messages quote the file, which may have names of any length; notices and receipts list many of them. */
const MESSAGE_LENGTH = 400;

function messageOf(fault: { message: string; where?: string; label?: string }): string {
  const told = (part: string | undefined): boolean => part === undefined || fault.message.includes(part);
  const place = [fault.label, fault.where].filter((part) => !told(part)).join(', ');
  const message = place === '' ? fault.message : `${fault.message} (${place})`;
  return message.length <= MESSAGE_LENGTH
    ? message
    : `${message.slice(0, MESSAGE_LENGTH - 1).toWellFormed()}…`;
}
