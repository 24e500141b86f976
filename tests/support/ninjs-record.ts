/** The record of a usable ninjs item that came from the provider evergreen on a Wednesday. */
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import { readBytes } from './wires.ts';

/** @param fields of the item: its uri, and what stands in it; they replace what stands here */
export async function recordOfNinjs(fields: {
  uri: string;
  [field: string]: unknown;
}): Promise<ArticleRecord> {
  const ninjs = {
    type: 'text',
    version: '1',
    versioncreated: '2026-07-01T09:00:00Z',
    pubstatus: 'usable',
    ...fields,
  };
  const result = await readBytes(Buffer.from(JSON.stringify(ninjs)), 'evergreen', 'item.json');
  const [item] = result.ok ? result.items : [];
  if (item?.ok !== true) throw new Error(`no record: ${JSON.stringify(result)}`);
  return item.record;
}

/** Paragraphs as the HTML of an item's body. */
export function bodyOf(paragraphs: readonly string[]): string {
  return paragraphs.map((text) => `<p>${text}</p>`).join('');
}
