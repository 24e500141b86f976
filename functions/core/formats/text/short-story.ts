/**
 * A story of a few sentences on a page that is all menus: no share of the page and no row of paragraphs tells it, but a
 * headline does whose words come back in the sentences below it, with the author or the date between them. Where neither
 * is named, the headline has to stand right above, and nothing may speak to whoever visits the page.
 */
import { UNSPACED } from '../../text/scripts.ts';
import { isByOrDate, isText, isTextAt, type Placed } from './placed.ts';
import { isSentenceLike } from './prose.ts';
import { speaksToVisitor } from './page-labels.ts';
import { topicWords } from './topic.ts';

export interface ShortStory {
  headline: number;
  first: number;
  last: number;
}

/** Sentences in a row with the line above them that shares most of their words. */
interface Unit extends ShortStory {
  words: number;
  isSigned: boolean;
  /** Of the words of the headline: how many come back, and which share. */
  shared: number;
  share: number;
}

const HEADLINE = { from: 3, to: 20 };
/** Lines above the text in which its headline may stand. */
const REACH = 5;
const SIGNED = { words: 20, share: 0.25, shared: 1 };
const BARE = { words: 30, share: 0.4, shared: 2 };
/** What else looks like a story of the page makes it a list. */
const LEAST_OTHER = 15;
const STEM = 5;

/** The only one of the page; undefined where there is none, or several. */
export function shortStoryIn(blocks: readonly Placed[]): ShortStory | undefined {
  const units = unitsIn(blocks);
  const stories = units.filter((unit) => isStory(blocks, unit));
  const [story] = stories;
  if (story === undefined || stories.length > 1) return undefined;
  const like = units.filter(({ isSigned, share, shared }) =>
    story.isSigned ? isSigned && shared > 0 : share >= BARE.share && shared >= BARE.shared,
  );
  return like.length > 1 ? undefined : story;
}

function isStory(blocks: readonly Placed[], unit: Unit): boolean {
  const { headline, first, last, words, isSigned, share, shared } = unit;
  const least = isSigned ? SIGNED : BARE;
  if (words < least.words || share < least.share || shared < least.shared) return false;
  const title = blocks[headline]?.text ?? '';
  if (!isSigned && (headline !== first - 1 || isInCapitals(title))) return false;
  return ![blocks[headline], ...blocks.slice(first, last + 1)].some(
    (block) => block !== undefined && speaksToVisitor(block.text),
  );
}

function unitsIn(blocks: readonly Placed[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < blocks.length; at++) {
    if (!isTextAt(blocks, at)) continue;
    const first = at;
    while (isTextAt(blocks, at + 1) || (isPicture(blocks[at + 1]) && isTextAt(blocks, at + 2))) at++;
    const text = blocks.slice(first, at + 1).filter(isText);
    const words = text.reduce((sum, block) => sum + block.words, 0);
    if (words < LEAST_OTHER || !text.some((block) => isSentenceLike(block))) continue;
    const unit = headed(blocks, first, new Set(text.flatMap((block) => stemsOf(block.text))));
    if (unit !== undefined) units.push({ ...unit, first, last: at, words });
  }
  return units;
}

type Headed = Pick<Unit, 'headline' | 'isSigned' | 'share' | 'shared'>;

/** The line above that shares most of its words with the text. */
function headed(blocks: readonly Placed[], first: number, text: ReadonlySet<string>): Headed | undefined {
  let best: Headed | undefined;
  let isSigned = false;
  let dates = 0;
  let titles = 0;
  for (let at = first - 1; at >= Math.max(0, first - REACH) && !isTextAt(blocks, at); at--) {
    const block = blocks[at];
    if (block === undefined || block.reason === 'section-label') break;
    if (isByOrDate(block.role)) isSigned = true;
    // a list of headlines with their dates
    if (block.role === 'date' && dates++ > 0 && titles > 0) break;
    if (!isTitle(block)) continue;
    titles++;
    const own = [...new Set(stemsOf(block.text))];
    const shared = own.filter((stem) => text.has(stem)).length;
    const share = shared / Math.max(1, own.length);
    if (best === undefined || share > best.share) best = { headline: at, isSigned, share, shared };
  }
  return best;
}

function isTitle({ role, words }: Placed): boolean {
  return (role === 'free' || role === 'repeated') && words >= HEADLINE.from && words <= HEADLINE.to;
}

function isPicture(block: Placed | undefined): boolean {
  return block?.role === 'photo' || block?.role === 'caption' || block?.reason === 'advertisement';
}

/** "Owner and Founder of Harbour Tours": every longer word with a capital names somebody or something. */
function isInCapitals(title: string): boolean {
  const [, ...words] = title.split(' ').filter((word) => /^\p{L}{3}/u.test(word));
  return words.length > 0 && words.every((word) => /^\p{Lu}/u.test(word));
}

const HANGUL = /^\p{Script=Hangul}{2}/u;

/** Words as they begin; Korean writes particles behind them, and other scripts no spaces between them. */
function stemsOf(text: string): string[] {
  const korean = text.split(/[^\p{L}]+/u).flatMap((word) => HANGUL.exec(word)?.[0] ?? []);
  return [
    ...korean,
    ...topicWords(text).flatMap((word) => (UNSPACED.test(word) ? word : word.slice(0, STEM))),
  ];
}
