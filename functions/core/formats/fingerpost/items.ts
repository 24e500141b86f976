/** Items of Fingerpost's shape: what tells them. */
import { isObject, own, type JsonObject } from '../common/json.ts';

/** What tells the format in a text that JSON.parse refuses. */
export const BROKEN = /GOA-WIRES-NINJS|["“”]source-feed["“”]\s*:/;

export function membersOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [json];
}

export function isItem(value: unknown): value is JsonObject {
  return (
    isObject(value) &&
    (own(value, 'format') === 'GOA-WIRES-NINJS' ||
      (Object.hasOwn(value, 'source-feed') &&
        (Object.hasOwn(value, 'unique-name') ||
          Object.hasOwn(value, 'usn') ||
          Object.hasOwn(value, 'format'))))
  );
}
