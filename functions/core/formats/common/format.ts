import type { WireFormat } from '../../article/record.ts';
import type { WireItem } from '../../article/wire-item.ts';
import type { RecordsRead, WireFile } from './wire-file.ts';

export { LIMITS, ParseError } from './limits.ts';

/** Settings of the feed that a parser may use: only what no file can tell by itself. */
export interface ParseContext {
  /** IANA zone of local times, e.g. Europe/Oslo; absent: UTC is assumed and said so in a warning. */
  zone?: string;
  /** BCP 47, where the file does not say it. */
  language?: string;
  /** Of files that are no UTF-8 and declare none. */
  charset?: string;
  /**
   * When the file was received, epoch milliseconds: the year of formats that write none. Part of an identity only where a
   * message breaks off before its date.
   */
  received: number;
}

/** One item of a file: read, or unreadable by itself while its neighbours go on. */
export type ParsedItem = ItemRead | { ok: false; code: string; message: string };

export interface ItemRead {
  ok: true;
  item: WireItem;
  /**
   * Of an item that says nothing itself and brings files (see `FormatParser.parts`): a wire among them stands in its
   * place, and a text without fields of its own gets those that are known of it here.
   */
  around?: (text: WireItem) => WireItem;
}

/** The door through which every wire format comes: one file a format, registered in registry.ts. */
export interface FormatParser {
  format: WireFormat;
  /** Decides from the bytes alone. Cheap: looks at the head, the root element or the top-level keys. Never throws. */
  recognises(file: WireFile): boolean;
  /** @throws ParseError for a permanent fault of the whole file */
  parse(file: WireFile, context: ParseContext): Iterable<ParsedItem> | Promise<Iterable<ParsedItem>>;
  /** Whether the file says nothing but that the line is up: one without items is no fault then. */
  isSignOfLife?(file: WireFile): boolean;
  /** Files inside the file (attachments of a mail): those that are wires themselves become items of their own. */
  parts?(file: WireFile): Promise<readonly FilePart[]>;
}

/** A file within a file. */
export interface FilePart {
  /** For people only: names in archives and mails are never used as paths. */
  label: string;
  bytes: Uint8Array;
}

/** Wraps an item that was read. */
export function parsed(item: WireItem): ParsedItem {
  return { ok: true, item };
}

/**
 * Items with the unreadable ones at their places among them, and a warning on those that were mended.
 * @param items one for each record of the document; undefined for a record that is none
 */
export function* withFaults(
  items: Iterable<ParsedItem | undefined>,
  { faults, mended }: Pick<RecordsRead, 'faults' | 'mended'>,
): Generator<ParsedItem> {
  const left = [...faults];
  const repairs = new Map(mended.map(({ index, detail }) => [index, detail]));
  let index = 0;
  const due = function* (): Generator<ParsedItem> {
    for (let fault = left[0]; fault !== undefined && fault.index <= index; fault = left[0]) {
      left.shift();
      index++;
      yield { ok: false, code: fault.code, message: fault.message };
    }
  };
  for (const item of items) {
    yield* due();
    const detail = repairs.get(index++);
    if (item === undefined) continue;
    if (detail === undefined || !item.ok) yield item;
    else {
      const warnings = [...(item.item.warnings ?? []), { code: 'xml-repaired', detail }];
      yield { ok: true, item: { ...item.item, warnings } };
    }
  }
  for (const { code, message } of left) yield { ok: false, code, message };
}
