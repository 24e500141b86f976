/**
 * One delivered file, whatever it is, to its items: archives are expanded, each file in them is sniffed and
 * parsed. What is permanently wrong with the input is a value with a code, so that a retry is never asked for.
 */
import type { Warning, WireFormat } from '../article/record.ts';
import { archiveKind, expandArchive } from './archive.ts';
import {
  LIMITS,
  ParseError,
  type FilePart,
  type FormatParser,
  type ItemRead,
  type ParseContext,
} from './common/format.ts';
import type { WireItem } from '../article/wire-item.ts';
import { describeHead, sniff } from './sniff.ts';
import { WireFile } from './common/wire-file.ts';

/** Why a file, or one item of it, cannot be read. */
export interface ReadFault {
  ok: false;
  /** Stable: empty, too-large, unknown-format, malformed-xml, malformed-json, truncated, too-many-items, archive-... */
  code: string;
  message: string;
  /** Element path, line, item number, byte offset. */
  where?: string;
  /** The file in the archive or mail that it is about. */
  label?: string;
  format?: WireFormat;
}

/** An item that was read, with what is known of the file in which it stood. */
export interface ReadItem {
  ok: true;
  item: WireItem;
  format: WireFormat;
  /** Both null for pictures. */
  charset: { declared: string | null; used: string | null };
  /** Of the file: charset mismatch, repairs. The item's own are in item.warnings. */
  warnings: readonly Warning[];
  /** Name in the archive or mail, for people only. */
  label?: string;
}

/** The items of a file in their order, unreadable ones among them; or why there are none. */
export type ReadResult = { ok: true; items: readonly (ReadItem | ReadFault)[] } | ReadFault;

/**
 * @param bytes the file as delivered
 * @param name its name, shown in labels and never used to decide anything
 */
export async function readFile(bytes: Uint8Array, context: ParseContext, name?: string): Promise<ReadResult> {
  if (bytes.length === 0) return { ok: false, code: 'empty', message: 'the file has no bytes' };
  if (bytes.length > LIMITS.bytes) {
    return { ok: false, code: 'too-large', message: `${bytes.length} bytes, ${LIMITS.bytes} are allowed` };
  }
  if (archiveKind(bytes) === undefined) return readOne(bytes, context);

  const items: (ReadItem | ReadFault)[] = [];
  const entries = await expandArchive(bytes, name?.split(/[/\\]/).pop());
  for (const entry of entries) {
    const result = entry.ok ? labelled(await readOne(entry.bytes, context), entry.label) : entry;
    if (!result.ok) {
      // an archive that could not be opened at all is a fault of the delivered file
      if (entries.length === 1) return result;
      items.push(result);
    } else items.push(...result.items);
    if (items.length > LIMITS.items) return tooMany();
  }
  return items.length === 0
    ? { ok: false, code: 'no-items', message: 'an archive without files' }
    : { ok: true, items };
}

async function readOne(bytes: Uint8Array, context: ParseContext, depth = 0): Promise<ReadResult> {
  if (bytes.length === 0) return { ok: false, code: 'empty', message: 'the file has no bytes' };
  const file = new WireFile(bytes, context.charset);
  let parser: FormatParser | undefined;
  try {
    parser = sniff(file);
    if (parser === undefined) return unknown(file);
    const own = await parseAll(parser, file, context);
    const parts = depth < LIMITS.archiveDepth ? await parser.parts?.(file) : undefined;
    const brought: (ReadItem | ReadFault)[] = [];
    for (const part of parts ?? []) brought.push(...(await readPart(part, context, depth + 1)));
    const items = joined(own, brought);
    if (items.length > LIMITS.items) return tooMany(parser.format);
    if (items.length === 0 && parser.isSignOfLife?.(file) !== true) {
      return { ok: false, code: 'no-items', message: 'no item in the file', format: parser.format };
    }
    return { ok: true, items };
  } catch (error) {
    const fault = faultOf(error);
    // that a text holds no story is known only when it is read
    if (fault.code === 'unknown-format' && parser?.format === 'text') return unknown(file);
    return { ...fault, ...(parser !== undefined && { format: parser.format }) };
  }
}

/** Items of the file itself, some of which only carry the files in it. */
type OwnItem = (ReadItem & Pick<ItemRead, 'around'>) | ReadFault;

/** What only carries a file gives way to the wire in it, and is one item with the plain text in it. */
function joined(
  own: readonly OwnItem[],
  brought: readonly (ReadItem | ReadFault)[],
): (ReadItem | ReadFault)[] {
  const [text, ...others] = brought.flatMap((entry) => (entry.ok ? [entry] : []));
  const isPlain = text?.format === 'text' && others.length === 0;
  const hasWire = brought.some(({ format }) => format !== undefined && format !== 'text');
  const items = own.flatMap((entry): (ReadItem | ReadFault)[] => {
    if (!entry.ok) return [entry];
    const { around, ...item } = entry;
    if (around === undefined) return [item];
    if (hasWire) return [];
    return [
      isPlain ? { ...item, item: around(text.item), warnings: merged(item.warnings, text.warnings) } : item,
    ];
  });
  const isTaken = isPlain && own.some((entry) => entry.ok && entry.around !== undefined);
  return [...items, ...(isTaken ? brought.filter((entry) => entry !== text) : brought)];
}

function merged(first: readonly Warning[], second: readonly Warning[]): Warning[] {
  const said = new Set(first.map(({ code, detail }) => `${code} ${detail}`));
  return [...first, ...second.filter(({ code, detail }) => !said.has(`${code} ${detail}`))];
}

async function parseAll(parser: FormatParser, file: WireFile, context: ParseContext): Promise<OwnItem[]> {
  const { format } = parser;
  const items: OwnItem[] = [];
  const read: ReadItem[] = [];
  try {
    for (const parsed of await parser.parse(file, context)) {
      if (items.length === LIMITS.items) throw new ParseError('too-many-items', `over ${LIMITS.items} items`);
      if (parsed.ok) {
        const entry = {
          ok: true as const,
          item: parsed.item,
          format,
          charset: NO_CHARSET,
          warnings: file.warnings,
          ...(parsed.around !== undefined && { around: parsed.around }),
        };
        read.push(entry);
        items.push(entry);
      } else items.push({ ...parsed, format });
    }
  } catch (error) {
    const fault = faultOf(error);
    // what came before a break in a streamed file was good
    if (items.length === 0 || fault.code === 'too-many-items') throw error;
    items.push({ ...fault, format });
  }
  const charset =
    file.family === 'binary' ? NO_CHARSET : { declared: file.decoded.declared, used: file.decoded.used };
  const isCut = items.some((entry) => !entry.ok && entry.code === 'truncated');
  for (const entry of read) {
    entry.charset = charset;
    if (isCut) entry.warnings = [...entry.warnings, brokenOffAfter(read.length)];
  }
  return items;
}

/** Each of these items is whole: what is missing are others, and the operators hear of those as rejected. */
function brokenOffAfter(count: number): Warning {
  return { code: 'file-broken-off', detail: `the file breaks off after ${count} whole items` };
}

const NO_CHARSET = { declared: null, used: null };

/** A file within a file counts only if it is a wire: signatures, logos and office documents are not. */
async function readPart(
  part: FilePart,
  context: ParseContext,
  depth: number,
): Promise<(ReadItem | ReadFault)[]> {
  const items: (ReadItem | ReadFault)[] = [];
  for (const entry of archiveKind(part.bytes) === undefined
    ? [{ ok: true as const, ...part }]
    : await expandArchive(part.bytes, part.label)) {
    const result = entry.ok ? labelled(await readOne(entry.bytes, context, depth), entry.label) : entry;
    if (result.ok) items.push(...result.items);
    else if (result.code !== 'unknown-format' && result.code !== 'empty') items.push(result);
  }
  return items;
}

function labelled(result: ReadResult, label: string): ReadResult {
  if (!result.ok) return { ...result, label };
  return { ok: true, items: result.items.map((entry) => ({ label, ...entry })) };
}

function unknown(file: WireFile): ReadFault {
  try {
    const message = `no known wire format${shape(file)}: ${describeHead(file.bytes)}`;
    return { ok: false, code: 'unknown-format', message };
  } catch (error) {
    // JSON that is none has a better name than "unknown"
    return faultOf(error);
  }
}

/** What can be said of a document in no known vocabulary. @throws ParseError where it is malformed JSON */
function shape(file: WireFile): string {
  if (file.root !== undefined) return ` with the root element <${file.root.local}>`;
  const { json } = file;
  if (typeof json !== 'object' || json === null) return '';
  const keys = Object.keys(json).slice(0, 8);
  return Array.isArray(json) ? ' in a JSON array' : ` with the JSON keys ${keys.join(', ').slice(0, 120)}`;
}

function tooMany(format?: WireFormat): ReadFault {
  return {
    ok: false,
    code: 'too-many-items',
    message: `over ${LIMITS.items} items`,
    ...(format !== undefined && { format }),
  };
}

/**
 * Parsers are pure, so an exception of theirs would come again with every retry: it is as permanent as a
 * ParseError, and the file waits in quarantine for a better parser.
 */
function faultOf(error: unknown): ReadFault {
  if (error instanceof ParseError) {
    const { code, message, where } = error;
    return { ok: false, code, message, ...(where !== undefined && { where }) };
  }
  return {
    ok: false,
    code: 'parser-failed',
    message: error instanceof Error ? error.message : String(error),
  };
}
