/** Plain text: a scraped page, or an article without any mark-up. The format of last resort. */
import type { FormatParser } from '../common/format.ts';
import { loadOnce } from '../common/load-once.ts';
import type { WireFile } from '../common/wire-file.ts';
import { isNotice } from './notice.ts';
import { proseIn, type Prose } from './prose.ts';

const reader = loadOnce(() => import('./reader.ts'));

const judged = new WeakMap<WireFile, Prose>();

/** Judged once: what is no article is asked for its sentences next. */
function proseOf(file: WireFile): Prose {
  const prose = judged.get(file) ?? proseIn(file.text);
  judged.set(file, prose);
  return prose;
}

export const plainText: FormatParser = {
  format: 'text',
  recognises: (file) => file.family === 'text' && (proseOf(file) === 'article' || isNotice(file.text)),
  parse: async (file) => (await reader()).parse(file),
};

/** A text of which only its reader can tell whether there is a story of a few sentences in it. */
export const shortText: FormatParser = {
  format: 'text',
  recognises: (file) => file.family === 'text' && proseOf(file) !== 'none',
  parse: async (file) => (await reader()).parseShort(file),
};
