/** Who wrote a page, where his name stands alone, without "By". */
import {
  arePersons,
  isAddress,
  isAffiliation,
  isPerson,
  personWithPosition,
} from '../../furniture/byline.ts';
import { isAgency, isName } from '../../furniture/credits.ts';
import { isReadingTime, neighbour, type Placed } from './placed.ts';

/** Blocks below the headline in which a name alone can be that of the author. */
const BELOW_TITLE = 4;

/** "Journalist" below each of two authors is printed twice. */
const OPEN = new Set<Placed['role']>(['free', 'repeated']);

/** Of names without spaces; one or two characters may be a section. */
const HAN_NAME = /^[\p{Script=Han}々]{3,5}$/u;

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
  if (holder !== undefined) return holder;
  if (HAN_NAME.test(block.text)) return isBelow && above?.role === 'date' ? block.text : undefined;
  if (!arePersons(block.text)) return undefined;
  const isBeside =
    [above, next].some((one) => one !== undefined && (one.role === 'date' || isReadingTime(one))) ||
    (next !== undefined && isAddress(next.text)) ||
    (next !== undefined && OPEN.has(next.role) && isAffiliation(next.text));
  return isBeside || (isBelow && comesBack(block.text)) ? block.text : undefined;
}

const SAYS_WHO =
  /^\p{L}+ (?:is|was|has|covers|writes|works|worked|joined|leads|reports|lives|loves|ist|war|schreibt|arbeitet|est|écrit|es|escribe|è|scrive|é|escreve|är|er|schrijft|jest|pisze) /u;

/** "Jane Doe" again above a note on her, or "Jane covers the county": pages say who their authors are. */
export function isIntroduced(name: string, blocks: readonly Placed[]): boolean {
  const [first = ''] = name.split(' ');
  return blocks.some(
    ({ text, role }, index) =>
      (text === name && blocks[index + 1]?.role === 'prose') ||
      (role === 'prose' &&
        (text.startsWith(`${name} `) || (text.startsWith(`${first} `) && SAYS_WHO.test(text)))),
  );
}

const SIGNED = /^[—–-]\s?(?=\p{L})/u;
const LONGEST_SIGNATURE = 80;

export function isSigned(text: string): boolean {
  return SIGNED.test(text);
}

/** "— Jane Doe, Tarn Courier" below the last paragraph, or the name alone. */
export function signatureOf(text: string): string | undefined {
  if (text.length > LONGEST_SIGNATURE) return undefined;
  const bare = text.replace(SIGNED, '');
  const [name = '', house, ...more] = bare.split(', ');
  if (isSigned(text) && isPerson(name) && house !== undefined && more.length === 0 && isName(house, 4))
    return isAgency(house) ? bare : name;
  return arePersons(bare) && !isAgency(bare) ? bare : undefined;
}
