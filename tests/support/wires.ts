/** Wire files to what the pipeline makes of them, for the tests of every format. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import { recordsOf, type FileRecords } from '../../functions/core/reading/records.ts';
import { registerIn } from '../../infra/config-file.ts';

/** A day on which every sample has been received. */
export const RECEIVED = Date.parse('2026-07-01T12:00:00Z');

/** The agencies of the repository's settings. */
export const PROVIDERS = registerIn();

/** Reads bytes as the pipeline does. */
export function readBytes(bytes: Uint8Array, provider = 'evergreen', name = 'a-file'): Promise<FileRecords> {
  return recordsOf({
    bytes,
    name,
    provider: PROVIDERS.find(provider) ?? { id: provider },
    received: RECEIVED,
    raw: { bucket: 'inbox', key: `incoming/${provider}/${name}`, versionId: '' },
  });
}

/** Reads a file; its folder says who delivered it, unless told. */
export function readWire(path: string, provider = 'evergreen'): Promise<FileRecords> {
  return readBytes(readFileSync(path), provider, basename(path));
}

/** The records of a file, in its order. @throws Error where the file could not be read, with the reason */
export async function recordsIn(path: string, provider?: string): Promise<ArticleRecord[]> {
  const result = await readWire(path, provider);
  if (!result.ok) throw new Error(`${path}: ${result.code} ${result.message}`);
  return result.items.flatMap((item) => (item.ok ? [item.record] : []));
}

/** The only record of a value written as JSON. */
export async function recordOfJson(value: unknown, provider?: string): Promise<ArticleRecord> {
  const result = await readBytes(new TextEncoder().encode(JSON.stringify(value)), provider);
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

/** Paragraphs of the plain body. */
export function paragraphsIn(record: ArticleRecord): string[] {
  const plain = record.article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
  return plain === '' ? [] : plain.split('\n\n');
}

/** The HTML body. */
export function htmlOf(record: ArticleRecord): string {
  return record.article.bodies?.find(({ contentType }) => contentType === 'text/html')?.value ?? '';
}

/** Values of the alternative ids with a role. */
export function altId(record: ArticleRecord, role: string): string | undefined {
  return record.article.altIds?.find((id) => id.role === role)?.value;
}

/** Codes of the warnings. */
export function warningCodes(record: ArticleRecord): string[] {
  return record.wire.warnings.map(({ code }) => code);
}
