/** What the API says of itself: its OpenAPI document, and the JSON Schemas that messages name. Bundled as data. */
import left from '../../docs/schemas/left-1.1.json' with { type: 'json' };
import message from '../../docs/schemas/message-1.1.json' with { type: 'json' };
import notice from '../../docs/schemas/notice-1.1.json' with { type: 'json' };
import openapi from '../../docs/schemas/openapi.json' with { type: 'json' };
import receipt from '../../docs/schemas/receipt-1.1.json' with { type: 'json' };
import record from '../../docs/schemas/record-1.1.json' with { type: 'json' };
import { problem, type Answer } from '../adapters/platform/http.ts';
import type { Asked } from '../adapters/platform/door.ts';

const SCHEMAS: Readonly<Record<string, object>> = {
  'left-1.1.json': left,
  'message-1.1.json': message,
  'notice-1.1.json': notice,
  'receipt-1.1.json': receipt,
  'record-1.1.json': record,
};

export function openApi(): Answer {
  return { status: 200, body: openapi, caching: 'long' };
}

export function schema({ values }: Pick<Asked, 'values'>): Answer {
  const { file = '' } = values;
  const found = Object.hasOwn(SCHEMAS, file) ? SCHEMAS[file] : undefined;
  return found === undefined
    ? problem('not-found', `There is no schema ${file}; there are ${Object.keys(SCHEMAS).join(', ')}.`)
    : { status: 200, body: found, type: 'application/schema+json', caching: 'long' };
}
