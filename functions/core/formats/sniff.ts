/** Which format a file is, told from its bytes alone; and how to show one that is none. */
import type { FormatParser } from './common/format.ts';
import { FORMATS } from './registry.ts';
import type { WireFile } from './common/wire-file.ts';

/** The first format of the registry that recognises the file; undefined for what is no wire. */
export function sniff(file: WireFile): FormatParser | undefined {
  return FORMATS.find((format) => format.recognises(file));
}

const SHOWN = 48;

/**
 * The first bytes of a file for an error message: as text where they are text, else in hexadecimal.
 * Example: `1432 bytes, "%PDF-1.7⏎..."`.
 */
export function describeHead(bytes: Uint8Array): string {
  const size = `${bytes.length} bytes`;
  if (bytes.length === 0) return size;
  const head = bytes.subarray(0, SHOWN);
  const more = bytes.length > SHOWN ? '…' : '';
  const printable = head.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
  if (!printable) {
    const hex = Array.from(head.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return `${size}, ${hex}${bytes.length > 16 ? ' …' : ''}`;
  }
  const text = new TextDecoder('utf-8')
    .decode(head, { stream: true })
    .replace(/\r?\n|\r/g, '⏎')
    .replaceAll('\t', ' ');
  return `${size}, "${text}${more}"`;
}
