/** Plain text: a scraped page, or an article without any mark-up. The format of last resort. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import { isNotice } from './notice.ts';
import { hasSentence, isArticle } from './prose.ts';

const reader = loadOnce(() => import('./reader.ts'));

export const plainText: FormatParser = {
  format: 'text',
  recognises: (file) => file.family === 'text' && (isArticle(file.text) || isNotice(file.text)),
  parse: async (file) => (await reader()).parse(file),
};

/** A text of which only its reader can tell whether there is a story of a few sentences in it. */
export const shortText: FormatParser = {
  format: 'text',
  recognises: (file) => file.family === 'text' && hasSentence(file.text),
  parse: async (file) => (await reader()).parseShort(file),
};
