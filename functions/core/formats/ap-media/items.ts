/** Items of the AP Media API: where they stand in a document, and what tells them. */
import { at, isObject, object, own, string, type JsonObject } from '../common/json.ts';

/** `{data: {item, meta}}`, `{data: {items: [{item, meta}]}}`, either without `data`, arrays, or the bare item. */
export function membersOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  const data = own(json, 'data') ?? json;
  const items = own(data, 'items');
  if (Array.isArray(items)) return items;
  return isObject(data) ? [data] : [];
}

/** A page of a feed, perhaps one without news. */
export function isPage(json: unknown): boolean {
  return string(own(json, 'api_version')) !== undefined && Array.isArray(at(json, 'data', 'items'));
}

/** AP's identity makes an item one of AP's. */
export function itemOf(member: unknown): JsonObject | undefined {
  const item = object(own(member, 'item')) ?? object(member);
  return string(at(item, 'altids', 'itemid')) === undefined ? undefined : item;
}
