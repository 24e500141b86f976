/** Plain text: a scraped page, or an article without any mark-up. The format of last resort. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { isNotice } from './notice.ts';
import { isArticle } from './prose.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const plainText: FormatParser = {
  format: 'text',
  recognises: (file) => file.family === 'text' && (isArticle(file.text) || isNotice(file.text)),
  parse: async (file) => (await reader()).parse(file),
};
