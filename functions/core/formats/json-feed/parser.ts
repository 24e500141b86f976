/** JSON Feed (jsonfeed.org, 1 and 1.1), and lists of articles as news APIs answer with them: `{"articles": [...]}`. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { jsonOf } from '../common/json.ts';
import { articlesOf, feedOf } from './items.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const jsonFeed: FormatParser = {
  format: 'json-feed',
  recognises: (file) => feedOf(jsonOf(file)) !== undefined,
  parse: async (file) => (await reader()).parse(file),
};

export const jsonArticles: FormatParser = {
  format: 'json-articles',
  recognises: (file) => articlesOf(jsonOf(file)) !== undefined,
  parse: async (file) => (await reader()).parse(file),
};
