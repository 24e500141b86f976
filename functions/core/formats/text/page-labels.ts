/** What pages in text without mark-up print beside their stories: labels of comments, forms and other pages, words to visitors (page-labels.json). */
import type { Block } from './blocks.ts';
import table from './page-labels.json' with { type: 'json' };

export type Label = 'comments' | 'others' | 'form';

const LONGEST = 200;

function line(alternatives: readonly string[]): RegExp {
  return new RegExp(String.raw`^[\W_]{0,4}(?:${alternatives.join('|')})[\W_]{0,4}$`, 'iu');
}

const COMMENTS = line(table.comments);
const OTHERS = line(table.others);
const FIELD = line(table.fields);
/** One alone may be a word of the story. */
const FIELDS = { least: 2, within: 6 };
/** What stands above a label may be a deck, or a link to the comments below the headline, until a story has as many words. */
export const STORY_WORDS = 80;

/** What begins with the block; undefined where the story may go on. */
export function labelAt(blocks: readonly Block[], index: number): Label | undefined {
  const text = blocks[index]?.text ?? '';
  if (text.length > LONGEST) return undefined;
  if (COMMENTS.test(text)) return 'comments';
  if (OTHERS.test(text)) return isEntry(blocks, index) ? undefined : 'others';
  if (!FIELD.test(text)) return undefined;
  const fields = blocks
    .slice(index, index + FIELDS.within)
    .filter((one) => one.text.length < LONGEST && FIELD.test(one.text));
  return fields.length >= FIELDS.least ? 'form' : undefined;
}

/** Of a list in which an entry may read as a label: entries above it, words of one, and of the line that leads to them. */
const LIST = { entries: 6, words: 25, leadIn: 3 };

/** "They need: | more readers | more posts": stands in a list below a line that leads to it. */
function isEntry(blocks: readonly Block[], index: number): boolean {
  for (let at = index - 1; at >= index - LIST.entries; at--) {
    const block = blocks[at];
    if (block === undefined || block.words > LIST.words) return false;
    if (block.text.endsWith(':')) return at < index - 1 && block.words >= LIST.leadIn;
    if (block.stop) return false;
  }
  return false;
}

const VISITOR = new RegExp(
  String.raw`(?<![\p{L}\p{M}])(?:${table.visitor.join('|')})(?![\p{L}\p{M}])|${table.visitorWithin.join('|')}`,
  'iu',
);
const QUOTED = /[“"«„「][^“”"«»„「」]{0,400}[”"»“」]/gu;

/** Whether the site speaks to who visits it; what somebody says in quotation marks is not the site's. */
export function speaksToVisitor(text: string): boolean {
  return VISITOR.test(text.replace(QUOTED, ' '));
}
