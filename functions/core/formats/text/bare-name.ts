/** Who wrote a page, where his name stands alone, without "By". */
import { arePersons, isAffiliation, personWithPosition } from '../../furniture/byline.ts';
import { isAgency } from '../../furniture/credits.ts';
import { isReadingTime, neighbour, type Placed } from './placed.ts';

/** Blocks below the headline in which a name alone can be that of the author. */
const BELOW_TITLE = 4;
const ADDRESS = /^\S{1,40}@[\w.-]{3,60}$/;

/**
 * A name by itself beside the date, the job, the address or the desk, or below the headline of a page that says who he
 * is.
 */
export function bareName(
  blocks: readonly Placed[],
  index: number,
  headlineAt: number,
  comesBack: (name: string) => boolean,
): string | undefined {
  const block = blocks[index];
  if (block?.role !== 'free' || block.stop || isAgency(block.text)) return undefined;
  const [above, next] = [neighbour(blocks, index, -1), neighbour(blocks, index, 1)];
  const isBelow = index > headlineAt && index <= headlineAt + BELOW_TITLE;
  const holder = isBelow ? personWithPosition(block.text) : undefined;
  if (holder !== undefined || !arePersons(block.text)) return holder;
  const isBeside =
    [above, next].some((one) => one !== undefined && (one.role === 'date' || isReadingTime(one))) ||
    (next !== undefined && ADDRESS.test(next.text)) ||
    (next?.role === 'free' && isAffiliation(next.text));
  return isBeside || (isBelow && comesBack(block.text)) ? block.text : undefined;
}

/** "Jane Doe" again above a note on her, or "Jane covers the county": pages say who their authors are. */
export function isIntroduced(name: string, blocks: readonly Placed[]): boolean {
  const [first = ''] = name.split(' ');
  return blocks.some(
    ({ text, role }) =>
      text.startsWith(name) || (role === 'prose' && text.startsWith(`${first} `) && first.length > 2),
  );
}
