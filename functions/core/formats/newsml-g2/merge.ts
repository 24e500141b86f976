import type { WireItem } from '../../article/wire-item.ts';

/** Values whose parts may come from different places. */
const JOINED = new Set(['extra', 'dateline', 'eventDetails']);

/**
 * Joins what the parts of an item say: lists are appended, `extra` is united, and of a single value the first
 * part that has one decides (contentMeta before the inline body).
 */
export function merge(...parts: readonly Partial<WireItem>[]): WireItem;
export function merge(...parts: readonly object[]): object {
  const merged = new Map<string, unknown>();
  for (const part of parts) {
    for (const [name, value] of Object.entries(part) as Iterable<[string, unknown]>) {
      const before = merged.get(name);
      if (before === undefined) merged.set(name, value);
      else if (isList(before) && isList(value)) merged.set(name, [...before, ...value]);
      else if (JOINED.has(name)) merged.set(name, Object.assign({}, value, before));
    }
  }
  return Object.fromEntries(merged);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
