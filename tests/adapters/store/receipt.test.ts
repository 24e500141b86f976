import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  listed,
  type ItemOutcome,
  type Receipt,
  type TakenItem,
} from '../../../functions/adapters/store/outcomes.ts';
import { receiptFrom, receiptItem } from '../../../functions/adapters/store/receipt.ts';

const DEDUPE = { verdict: 'new', of: null, similarity: 0, containment: 0, story: 's', evidence: {} } as const;

function taken(itemIndex: number, uri = `urn:x:${itemIndex}`): TakenItem {
  const of = { articleId: 'a', format: 'ninjs-3', revision: 1, headline: '', sources: [] } as const;
  return { itemIndex, outcome: 'published', uri, dedupe: DEDUPE, ...of, sources: [] };
}

function receiptOf(items: readonly ItemOutcome[]): Receipt {
  return {
    bucket: 'inbox',
    key: 'incoming/aurora/many.xml',
    version: 'v1',
    state: 'done',
    provider: 'aurora',
    receivedAt: '2026-03-11T08:00:00.000Z',
    finishedAt: '2026-03-11T08:00:01.000Z',
    sha256: null,
    bytes: 1,
    code: null,
    message: null,
    quarantineKey: null,
    repeats: 0,
    ...listed(items),
  };
}

/** Hexadecimal of no pattern: packs to half of it at best. */
function noise(seed: number, length: number): string {
  let text = '';
  while (text.length < length) text += createHash('sha512').update(`${seed}.${text.length}`).digest('hex');
  return text.slice(0, length);
}

describe('the receipt of a file with many items', () => {
  test('counts them all, and lists the rejected before the others', () => {
    const rejected = { itemIndex: 1999, outcome: 'rejected', code: 'c', message: 'm' } as const;
    const receipt = receiptOf([...Array.from({ length: 1999 }, (_, index) => taken(index)), rejected]);
    expect(receipt.counts).toEqual({ published: 1999, rejected: 1 });
    expect(receipt.items).toHaveLength(1000);
    expect(receipt.items.at(-1)).toBe(rejected);
    expect(receipt.itemsOmitted).toBe(1000);
  });

  test('fits into an item of the table, whatever ids an agency makes', () => {
    const items = Array.from({ length: 1000 }, (_, index) => taken(index, `urn:x:${noise(index, 990)}`));
    const item = receiptItem(receiptOf(items));
    expect(item.items?.B?.length).toBeLessThan(300 * 1024);
    const read = receiptFrom(item);
    expect(read.counts).toEqual({ published: 1000 });
    expect(read.items.length + read.itemsOmitted).toBe(1000);
    expect(read.items[0]).toEqual(items[0]);
  });
});
