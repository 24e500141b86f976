/** Reading what the `wire` command is given to measure, and saying what could not be read. */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { writeLine } from './output.ts';

/** One value of a file, as a JSON text. */
export interface Value {
  json: string;
  /** Counted from 1; null for the member of an array. */
  line: number | null;
  /** False where bytes of the line are no UTF-8: what it says is not known. */
  utf8: boolean;
}

/**
 * The values of a file, one after the other: the lines of NDJSON, or the members of one JSON array. Nothing but a line
 * feed ends a line: the other separators of Unicode may stand in a string.
 * @param file - is standard input, .gz is unpacked
 */
export async function* valuesIn(file: string): AsyncGenerator<Value> {
  const array: string[] = [];
  let isFirst = true;
  let line = 0;
  for await (const bytes of linesOf(file)) {
    line++;
    const text = bytes.toString('utf8');
    const json = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (json.trim() === '') continue;
    if (array.length > 0 || (isFirst && json.trimStart().startsWith('['))) array.push(json);
    else yield { json, line, utf8: isUtf8(bytes) };
    isFirst = false;
  }
  if (array.length === 0) return;
  const values: unknown = JSON.parse(array.join('\n'));
  if (!Array.isArray(values)) return;
  for (const value of values) yield { json: JSON.stringify(value), line: null, utf8: true };
}

const LINE_FEED = 0x0a;

async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const source = file === '-' ? process.stdin : createReadStream(file);
  const unpacked = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  // An error of the file does not reach the unpacker by itself
  if (unpacked !== source) source.on('error', (error: Error) => unpacked.destroy(error));
  let parts: Buffer[] = [];
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    let from = 0;
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      const end = chunk.subarray(from, to);
      yield parts.length === 0 ? end : Buffer.concat([...parts, end]);
      parts = [];
      from = to + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

/** Where a value stands in its file. */
export interface LineAt {
  /** Counted from 0, empty lines left out. */
  itemIndex: number;
  line: number | null;
}

/** Prints what was rejected, a line each, and remembers that there was something. */
export class Rejections {
  #count = 0;

  get none(): boolean {
    return this.#count === 0;
  }

  /** @param itemIndex null for the whole file */
  async add(file: string, itemIndex: number | null, code: string, message: string): Promise<void> {
    this.#count++;
    await writeLine({ rejected: { file, itemIndex, code, message } });
  }

  /** A line among many good ones: said to people, too, who may look at nothing but the exit code and what is on stderr. */
  async addLine(file: string, at: LineAt, code: string, message: string): Promise<void> {
    const { itemIndex, line } = at;
    this.#count++;
    process.stderr.write(`${file}:${line ?? `item ${itemIndex}`}: ${code}: ${message}\n`);
    await writeLine({ rejected: { file, itemIndex, ...(line === null ? {} : { line }), code, message } });
  }

  /** A file that cannot be read from the disk. */
  async addUnreadable(file: string, error: unknown): Promise<void> {
    await this.add(file, null, 'unreadable-file', error instanceof Error ? error.message : String(error));
  }
}
