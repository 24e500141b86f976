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

const BEAT = /^(?:.{0,40}\bheart[-_ ]?beat\b.{0,40}|alive|keep[-_ ]?alive|ping)$/i;
const STORY = /^(?:headline|abstract|body|body_text|body_html|slug|title|text|content|uri)$/i;
/** A sign of life has a few fields. */
const MOST_FIELDS = 12;

/** Whether a document only says that the line is up: no story, and a field that calls itself a heartbeat. */
export function isHeartbeat(json: unknown, depth = 0): boolean {
  if (!isObject(json) || depth > 2) return false;
  const fields = Object.entries(json);
  if (
    fields.length > MOST_FIELDS ||
    fields.some(([, value]) => Array.isArray(value) && value.some(isObject))
  ) {
    return false;
  }
  if (fields.some(([name, value]) => STORY.test(name) && !isEmpty(value) && !isBeat(value))) return false;
  return fields.some(([name, value]) => BEAT.test(name) || isBeat(value) || isHeartbeat(value, depth + 1));
}

function isBeat(value: unknown): boolean {
  return typeof value === 'string' && BEAT.test(value.trim());
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '';
}
