/** Labels below which a page in text without mark-up prints no story: comments, a form, other pages (page-labels.json). */
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

/** What begins with the block; undefined where the story may go on. */
export function labelAt(blocks: readonly Block[], index: number): Label | undefined {
  const text = blocks[index]?.text ?? '';
  if (text.length > LONGEST) return undefined;
  if (COMMENTS.test(text)) return 'comments';
  if (OTHERS.test(text)) return 'others';
  if (!FIELD.test(text)) return undefined;
  const fields = blocks
    .slice(index, index + FIELDS.within)
    .filter((one) => one.text.length < LONGEST && FIELD.test(one.text));
  return fields.length >= FIELDS.least ? 'form' : undefined;
}
