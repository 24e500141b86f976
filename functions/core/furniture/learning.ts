/**
 * What comes with so many different stories of one provider that it is its furniture: a count of blocks, by names that
 * cannot be read back, over its latest stories. Pure.
 */

/** What is known of a provider. */
export interface Learned {
  /** How many stories have come: the number of the latest one. */
  stories: number;
  /** Keys of the latest stories, oldest first. */
  recent: readonly string[];
  blocks: Readonly<Record<string, KnownBlock>>;
  /** Names of blocks that a person has called text: they are never furniture. */
  texts: readonly string[];
}

export interface KnownBlock {
  /** Numbers of the latest stories that it came with, in their order. */
  in: readonly number[];
  /** Of how many stories in all, as long as it has been known. */
  count: number;
  /** The record that had it last; only of what is furniture. */
  at?: string;
}

/** What came with an item. */
export interface CameWith {
  /** The story that it belongs to: versions, copies and variants are one. */
  story: string;
  /** Names of its blocks. */
  blocks: readonly string[];
  /** Where its text is found again. */
  at: string;
}

/** Stories that count. */
const WINDOW = 200;
/** So many have to have a block, and one in twenty: a paragraph of background comes with a few of many. */
const LEAST = 3;
const SHARE = 0.05;

/** What is kept of how much, so that it stays a small item. */
const MOST = { once: 500, often: 150, numbers: WINDOW * SHARE, texts: 100 };
const KEY_LENGTH = 10;

export const NOTHING_LEARNED: Learned = { stories: 0, recent: [], blocks: {}, texts: [] };

/** Names of the blocks that are furniture. */
export function furnitureIn(learned: Learned): Set<string> {
  const least = leastOf(learned.stories);
  const texts = new Set(learned.texts);
  return new Set(
    Object.entries(learned.blocks).flatMap(([name, { in: numbers }]) =>
      numbers.length >= least && !texts.has(name) ? [name] : [],
    ),
  );
}

function leastOf(stories: number): number {
  return Math.max(LEAST, Math.ceil(Math.min(stories, WINDOW) * SHARE));
}

/** What is known when some more items have come; the same where they bring nothing new. */
export function afterItems(known: Learned, items: readonly CameWith[]): Learned {
  let { stories } = known;
  const recent = [...known.recent];
  const blocks = new Map(Object.entries(known.blocks));
  let isNew = false;
  for (const { story, blocks: names, at } of items) {
    if (names.length === 0) continue;
    const key = story.slice(0, KEY_LENGTH);
    const place = recent.lastIndexOf(key);
    const number = place < 0 ? ++stories : stories - (recent.length - 1 - place);
    if (place < 0) recent.push(key);
    for (const name of names) {
      const before = blocks.get(name);
      if (before?.in.includes(number) === true) continue;
      isNew = true;
      blocks.set(name, {
        in: [...(before?.in ?? []), number].sort((a, b) => a - b).slice(-MOST.numbers),
        count: (before?.count ?? 0) + 1,
        at,
      });
    }
  }
  if (!isNew) return known;
  return { ...known, stories, recent: recent.slice(-WINDOW), blocks: kept(blocks, stories) };
}

/** A person calls blocks text: they stay in the stories. */
export function withTexts(known: Learned, names: readonly string[]): Learned {
  return { ...known, texts: [...new Set([...known.texts, ...names])].slice(-MOST.texts) };
}

/** Those of the window, the ones that came last first where there are too many. */
function kept(blocks: ReadonlyMap<string, KnownBlock>, stories: number): Record<string, KnownBlock> {
  const least = leastOf(stories);
  const all = [...blocks].flatMap(([name, { at, ...block }]): [string, KnownBlock][] => {
    const numbers = block.in.filter((number) => number > stories - WINDOW);
    if (numbers.length === 0) return [];
    const isFurniture = numbers.length >= least && at !== undefined;
    return [[name, { ...block, in: numbers, ...(isFurniture ? { at } : {}) }]];
  });
  const latest = (a: [string, KnownBlock], b: [string, KnownBlock]): number =>
    (b[1].in.at(-1) ?? 0) - (a[1].in.at(-1) ?? 0);
  const { once = [], often = [] } = Object.groupBy(all, ([, { in: numbers }]) =>
    numbers.length > 1 ? 'often' : 'once',
  );
  return Object.fromEntries([
    ...often.sort(latest).slice(0, MOST.often),
    ...once.sort(latest).slice(0, MOST.once),
  ]);
}
