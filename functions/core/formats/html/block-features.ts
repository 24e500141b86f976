/**
 * What tells a block of the story from one that stands around it: by itself, by its place in the tree, by its neighbours.
 * One file, for it is a table of features and what they are counted from.
 */
import { furnitureOf, type FurnitureReason } from '../../furniture/furniture.ts';
import { lettersOf } from '../../text/whitespace.ts';
import { isSentenceLike } from '../text/prose.ts';
import type { PageBlock } from './page-blocks.ts';
import { Neighbourhood, type BoxKind, type Surroundings } from './surroundings.ts';

/** A block in its place. */
export interface Site {
  block: PageBlock;
  /** Undefined at the top of a piece of a page. */
  around: Surroundings | undefined;
  /** Share of its characters that are links. */
  density: number;
  reason: FurnitureReason | undefined;
  isSentence: boolean;
  isRepeated: boolean;
  /** It says what the page says of itself in its description. */
  isDeck: boolean;
  /** Its letters and digits alone. */
  key: string;
  /** Blocks of as many boxes of the same pattern. */
  alike: number;
  /** Levels from the box with most of the prose up to one that holds the block too. */
  away: number;
  /** Blocks below the headline; above it less than 0. */
  belowHead: number | undefined;
  /** Of all blocks, 0-1. */
  place: number;
  /** Where the run of prose is. */
  run: 'before' | 'within' | 'after';
  isBelowLabel: boolean;
  /** In a box that begins with such a label, and holds less than half of the prose. */
  isInLabelled: boolean;
  /** Words in sentences of the blocks about it: two on either side, and five. */
  near: number;
  nearby: number;
  /** Density of the links of the three on either side. */
  linksNearby: number;
  before: Site | undefined;
  behind: Site | undefined;
  page: PageTotals;
}

interface PageTotals {
  /** Words in sentences. */
  prose: number;
  /** The box with most of them is named as the box of a story. */
  isBestNamed: boolean;
}

function flag(holds: boolean): number {
  return holds ? 1 : 0;
}

function within({ around }: Site, kind: BoxKind, levels = 90): number {
  return flag(around !== undefined && around.levels[kind] < levels);
}

function shareOfProse(around: Surroundings | undefined, { page }: Site): number {
  return around === undefined || page.prose === 0 ? 0 : around.prose / page.prose;
}

function shareOfLinks(around: Surroundings | undefined): number {
  return around === undefined || around.characters === 0 ? 0 : around.linked / around.characters;
}

function logOfWords(words: number): number {
  return Math.min(1, Math.log1p(words) / 5);
}

/** All between 0 and 1. */
export const FEATURES = {
  words: ({ block }: Site) => logOfWords(block.words),
  manyWords: ({ block }: Site) => logOfWords(block.words) ** 2,
  stop: ({ block }: Site) => flag(block.stop),
  sentence: ({ isSentence }: Site) => flag(isSentence),
  linked: ({ density }: Site) => density,
  heading: ({ block }: Site) => flag(block.tag === 'h2'),
  bareBox: ({ block }: Site) => flag(block.tag === 'div'),
  item: (site: Site) => within(site, 'item', 3),
  cell: (site: Site) => Math.max(within(site, 'cell', 4), within(site, 'headCell', 4)),
  noLetters: ({ key }: Site) => flag(!/\p{L}/u.test(key)),
  isDeck: ({ isDeck }: Site) => flag(isDeck),
  promotion: ({ reason }: Site) => flag(reason === 'promotion' || reason === 'consent'),
  repeated: ({ isRepeated }: Site) => flag(isRepeated),
  inNav: (site: Site) => within(site, 'nav'),
  inFooter: (site: Site) => within(site, 'footer'),
  inHeader: (site: Site) => within(site, 'header'),
  inCaption: (site: Site) => within(site, 'figcaption'),
  inAside: (site: Site) => within(site, 'aside'),
  inForm: (site: Site) => within(site, 'form'),
  inButton: (site: Site) => within(site, 'button'),
  inArticle: (site: Site) => within(site, 'article'),
  inArticleBody: (site: Site) => within(site, 'articleBody'),
  inFigure: (site: Site) => within(site, 'figure'),
  unseen: (site: Site) => within(site, 'unseen'),
  hidden: (site: Site) => within(site, 'hidden'),
  comments: (site: Site) => within(site, 'comments'),
  commentsNear: (site: Site) => within(site, 'comments', 3),
  othersNear: (site: Site) => within(site, 'others', 3),
  sharingNear: (site: Site) => within(site, 'sharing', 3),
  promotionNear: (site: Site) => within(site, 'promotion', 3),
  promotionItself: (site: Site) => within(site, 'promotion', 1),
  menusItself: (site: Site) => within(site, 'menus', 1),
  dialogItself: (site: Site) => within(site, 'dialog', 1),
  menusNear: (site: Site) => within(site, 'menus', 3),
  foot: (site: Site) => within(site, 'foot'),
  footNear: (site: Site) => within(site, 'foot', 3),
  author: (site: Site) => within(site, 'author'),
  authorNear: (site: Site) => within(site, 'author', 3),
  authorItself: (site: Site) => within(site, 'author', 1),
  captionItself: (site: Site) => within(site, 'caption', 1),
  story: (site: Site) => within(site, 'story'),
  storyNear: (site: Site) => within(site, 'story', 3),
  storyItself: (site: Site) => within(site, 'story', 1),
  below: ({ belowHead }: Site) => flag(belowHead !== undefined && belowHead > 0),
  distance: ({ belowHead = 0 }: Site) => Math.max(-1, Math.min(1, belowHead / 50)),
  place: ({ place }: Site) => place,
  withinRun: ({ run }: Site) => flag(run === 'within'),
  afterRun: ({ run }: Site) => flag(run === 'after'),
  proseOfOuter: (site: Site) => shareOfProse(site.around?.above, site),
  proseOfOutermost: (site: Site) => shareOfProse(site.around?.above?.above, site),
  linksOfBox: ({ around }: Site) => shareOfLinks(around),
  linksOfOutermost: ({ around }: Site) => shareOfLinks(around?.above?.above),
  alike: ({ alike }: Site) => Math.min(1, (alike - 1) / 10),
  best: ({ away }: Site) => flag(away === 0),
  twoFromBest: ({ away }: Site) => flag(away === 2),
  farFromBest: ({ away }: Site) => flag(away > 3),
  bestNamed: ({ page }: Site) => flag(page.isBestNamed),
  linkedBefore: ({ before }: Site) => before?.density ?? 0,
  sentenceBehind: ({ behind }: Site) => flag(behind?.isSentence === true),
  headingBehind: ({ behind }: Site) => flag(behind !== undefined && isHeading(behind.block)),
  near: ({ near }: Site) => Math.min(1, near / 150),
  nearby: ({ nearby }: Site) => Math.min(1, nearby / 400),
  linksNearby: ({ linksNearby }: Site) => linksNearby / 6,
  belowLabel: ({ isBelowLabel }: Site) => flag(isBelowLabel),
  inLabelled: ({ isInLabelled }: Site) => flag(isInLabelled),
} satisfies Record<string, (site: Site) => number>;

export type Feature = keyof typeof FEATURES;

/** Longer blocks are no furniture. */
const LONGEST_FURNITURE = 90;

/** What the fields of a page say of its story. */
export interface Titles {
  headline: string | undefined;
  deck: string | undefined;
}

/** Every block in its place. */
export function sitesOf(blocks: readonly PageBlock[], { headline, deck }: Titles): Site[] {
  const neighbourhood = new Neighbourhood();
  const keys = blocks.map(({ text }) => lettersOf(text));
  const copies = counted(keys);
  const deckKey = lettersOf(deck ?? '');
  const page: PageTotals = { prose: 0, isBestNamed: false };
  const sites = blocks.map((block, index): Site => {
    const density = block.linked / Math.max(1, block.text.length);
    const key = keys[index] ?? '';
    return {
      block,
      around: neighbourhood.of(block.parent),
      density,
      reason: block.words > LONGEST_FURNITURE ? undefined : furnitureOf(block.text, block.words),
      isSentence: density < 0.5 && isSentenceLike(block),
      isRepeated: (copies.get(key) ?? 0) > 1,
      isDeck: key !== '' && key === deckKey,
      key,
      alike: 1,
      away: 0,
      belowHead: undefined,
      place: index / blocks.length,
      run: 'within',
      isBelowLabel: false,
      isInLabelled: false,
      near: 0,
      nearby: 0,
      linksNearby: 0,
      before: undefined,
      behind: undefined,
      page,
    };
  });
  for (const site of sites) addUp(site);
  const patterns = counted(sites.map(patternOf));
  const best = bestOf(neighbourhood);
  page.isBestNamed = best !== undefined && best.levels.story < 2;
  const levels = levelsAbove(best);
  const run = runOf(sites);
  const head = headOf(blocks, keys, headline);
  const labelled = labelledBoxes(sites);
  let label: Site | undefined;
  sites.forEach((site, index) => {
    if (isHeading(site.block) || site.reason === 'section-label') label = site;
    site.alike = patterns.get(patternOf(site)) ?? 1;
    site.away = awayFrom(levels, site.around);
    site.belowHead = head < 0 ? undefined : index - head;
    site.run = index < run.first ? 'before' : index > run.last ? 'after' : 'within';
    site.isBelowLabel = label !== undefined && label !== site && label.reason === 'section-label';
    site.before = sites[index - 1];
    site.behind = sites[index + 1];
    site.isInLabelled = isInLabelled(site, labelled);
    lookAbout(sites, index, site);
  });
  return sites;
}

function isHeading({ tag }: PageBlock): boolean {
  return /^h[1-6]$/.test(tag);
}

/** Boxes whose first block is a label like "More from the islands". */
function labelledBoxes(sites: readonly Site[]): Set<Surroundings> {
  const seen = new Set<Surroundings>();
  const labelled = new Set<Surroundings>();
  for (const { around, reason } of sites) {
    for (let at = around; at !== undefined && !seen.has(at); at = at.above) {
      seen.add(at);
      if (reason === 'section-label') labelled.add(at);
    }
  }
  return labelled;
}

function isInLabelled({ around, page }: Site, labelled: ReadonlySet<Surroundings>): boolean {
  for (let at = around; at !== undefined; at = at.above)
    if (labelled.has(at) && at.prose < page.prose / 2) return true;
  return false;
}

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function patternOf({ around }: Site): string {
  return around?.pattern ?? '';
}

/** Prose counts for the box straight around it, half for the next, and so on. */
const LEAST_SHARE = 0.05;

function addUp({ block, around, isSentence, reason, page }: Site): void {
  const prose = isSentence ? block.words : 0;
  page.prose += prose;
  let share = reason === undefined ? 1 : 0;
  for (let at = around; at !== undefined; at = at.above) {
    at.blocks++;
    at.prose += prose;
    at.characters += block.text.length;
    at.linked += block.linked;
    if (share > LEAST_SHARE) at.score += prose * share;
    share /= 2;
  }
}

function bestOf(neighbourhood: Neighbourhood): Surroundings | undefined {
  let best: Surroundings | undefined;
  for (const one of neighbourhood.all()) if (best === undefined || one.score > best.score) best = one;
  return best;
}

function levelsAbove(best: Surroundings | undefined): Map<Surroundings, number> {
  const levels = new Map<Surroundings, number>();
  for (let at = best; at !== undefined; at = at.above) levels.set(at, levels.size);
  return levels;
}

function awayFrom(levels: ReadonlyMap<Surroundings, number>, around: Surroundings | undefined): number {
  for (let at = around; at !== undefined; at = at.above) {
    const level = levels.get(at);
    if (level !== undefined) return level;
  }
  return levels.size;
}

/** The blocks in a row with most prose in them, and least of anything else. */
function runOf(sites: readonly Site[]): { first: number; last: number } {
  let best = { first: 0, last: -1, sum: 0 };
  let open = { first: 0, sum: 0 };
  sites.forEach(({ block, isSentence, reason, density }, index) => {
    if (open.sum <= 0) open = { first: index, sum: 0 };
    const isProse = isSentence && reason === undefined;
    open.sum += isProse ? block.words : -2 - Math.min(6, block.words) * density;
    if (open.sum > best.sum) best = { first: open.first, last: index, sum: open.sum };
  });
  return best;
}

function headOf(blocks: readonly PageBlock[], keys: readonly string[], headline: string | undefined): number {
  const key = lettersOf(headline ?? '');
  const own =
    key === '' ? -1 : blocks.findIndex(({ tag }, index) => /^h[12]$/.test(tag) && keys[index] === key);
  return own < 0 ? blocks.findIndex(({ tag }) => tag === 'h1') : own;
}

function lookAbout(sites: readonly Site[], index: number, site: Site): void {
  for (let away = 1; away <= 5; away++) {
    for (const other of [sites[index - away], sites[index + away]]) {
      if (other === undefined) continue;
      const words = other.isSentence ? other.block.words : 0;
      site.nearby += words;
      if (away <= 2) site.near += words;
      if (away <= 3) site.linksNearby += other.density;
    }
  }
}
