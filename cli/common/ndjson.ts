/** Reading what the `wire` command is given to measure, and saying what could not be read. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { writeLine } from './output.ts';

/**
 * The values of a file, one after the other as JSON texts: the lines of NDJSON, or the members of one JSON array.
 * @param file - is standard input, .gz is unpacked
 */
export async function* valuesIn(file: string): AsyncGenerator<string> {
  const array: string[] = [];
  let isFirst = true;
  for await (const line of linesOf(file)) {
    if (line.trim() === '') continue;
    if (array.length > 0 || (isFirst && line.trimStart().startsWith('['))) array.push(line);
    else yield line;
    isFirst = false;
  }
  if (array.length === 0) return;
  const values: unknown = JSON.parse(array.join('\n'));
  if (Array.isArray(values)) for (const value of values) yield JSON.stringify(value);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = file === '-' ? process.stdin : createReadStream(file);
  const unpacked = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  // An error of the file does not reach the unpacker by itself
  if (unpacked !== source) source.on('error', (error: Error) => unpacked.destroy(error));
  yield* createInterface({ input: unpacked, crlfDelay: Infinity });
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

  /** A file that cannot be read from the disk. */
  async addUnreadable(file: string, error: unknown): Promise<void> {
    await this.add(file, null, 'unreadable-file', error instanceof Error ? error.message : String(error));
  }
}
