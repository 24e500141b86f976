/** Reuters Connect: what its GraphQL API answers to a query for one item or for a search. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { jsonOf } from '../common/json.ts';
import { isItem, membersOf } from './items.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const reutersConnect: FormatParser = {
  format: 'reuters-connect',
  recognises: (file) => membersOf(jsonOf(file)).some(isItem),
  parse: async (file) => (await reader()).parse(file),
};
