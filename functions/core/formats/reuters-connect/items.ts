/** Items of Reuters Connect: where they stand in a document, and what tells them. */
import { at, isObject, own, string, type JsonObject } from '../common/json.ts';

/** `{data: {item}}`, `{data: {items}}`, `{data: {search: {items}}}`, an array, or the bare item. */
export function membersOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  const data = own(json, 'data') ?? json;
  for (const list of [own(data, 'items'), at(data, 'search', 'items')]) if (Array.isArray(list)) return list;
  const item = own(data, 'item');
  return Array.isArray(item) ? item : isObject(item) ? [item] : isObject(data) ? [data] : [];
}

/** Names that only Reuters spells so. */
const NAMES = ['headLine', 'byLine', 'bodyXhtml', 'bodyXhtmlRich', 'usn', 'versionedGuid', 'caption', 'slug'];

export function isItem(value: unknown): value is JsonObject {
  if (!isObject(value) || Object.hasOwn(value, 'source-feed')) return false;
  const id = string(own(value, 'uri')) ?? string(own(value, 'versionedGuid')) ?? string(own(value, 'usn'));
  const names = NAMES.filter((name) => Object.hasOwn(value, name));
  return id !== undefined && names.length > 1 && names.some((name) => /[A-Z]/.test(name) || name === 'usn');
}
