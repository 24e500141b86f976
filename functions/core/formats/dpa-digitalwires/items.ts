/** Entries of dpa digitalwires: where they stand in a document, and what tells them. */
import { isObject, own, string, type JsonObject } from '../common/json.ts';

/** One entry, an array, or a page of the API. */
export function entriesOf(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  const page = own(json, 'entries');
  return Array.isArray(page) ? page : isObject(json) ? [json] : [];
}

export function isEntry(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  if (string(own(value, 'format'))?.startsWith('digitalwires') === true) return true;
  const names = ['urn', 'entry_id', 'version_created', 'article_html', 'is_publishable', 'notepad'];
  return (
    string(own(value, 'urn')) !== undefined && names.filter((name) => Object.hasOwn(value, name)).length > 2
  );
}
