/** Reuters Connect: what its GraphQL API answers to a query for one item or for a search. */
import type { FormatParser } from './format.ts';
import { jsonOf } from './json.ts';
import { isItem, membersOf } from './reuters-connect/items.ts';

export const reutersConnect: FormatParser = {
  format: 'reuters-connect',
  recognises: (file) => membersOf(jsonOf(file)).some(isItem),
  parse: async (file) => (await import('./reuters-connect/reader.ts')).parse(file),
};
