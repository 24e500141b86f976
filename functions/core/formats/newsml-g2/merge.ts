import type { WireItem } from '../../article/wire-item.ts';

/** Values whose parts may come from different places. */
const JOINED = new Set(['extra', 'dateline', 'eventDetails']);

/**
 * Joins what the parts of an item say: lists are appended, `extra` is united, and of a single value the first
 * part that has one decides (contentMeta before the inline body).
 */
export function merge(...parts: readonly Partial<WireItem>[]): WireItem;
export function merge(...parts: readonly object[]): object {
  const merged: Record<string, unknown> = {};
  for (const part of parts as readonly Readonly<Record<string, unknown>>[]) {
    for (const name of Object.keys(part)) {
      const value = part[name];
      const before = merged[name];
      if (before === undefined) merged[name] = value;
      else if (isList(before) && isList(value)) merged[name] = [...before, ...value];
      else if (JOINED.has(name)) merged[name] = Object.assign({}, value, before);
    }
  }
  return merged;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
