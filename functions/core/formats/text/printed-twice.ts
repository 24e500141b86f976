/** What a page prints twice: its story for wide screens and again for narrow ones. */

/** A block of a page, in text or HTML. */
export interface Printed {
  /** Its letters and digits. */
  key: string;
  words: number;
  isSentence: boolean;
}

/** Words in sentences; fewer may be said twice, as in the answers of a list of questions. */
const LEAST = 100;
/** Of all words in sentences: where so many are said twice, shorter runs are so, too. */
const MOSTLY = 0.35;

interface Run {
  from: number;
  end: number;
  /** In sentences. */
  words: number;
}

/** The blocks that come again in the same order, with a hundred words or more in sentences: of each run all but the first. */
export function printedTwice(blocks: readonly Printed[]): Set<number> {
  const copies = new Set<number>();
  const runs = runsIn(blocks);
  const said = runs.reduce((sum, { words }) => sum + words, 0);
  const isAll = said >= LEAST && said >= wordsIn(blocks) * MOSTLY;
  for (const { from, end, words } of runs) {
    if (!isAll && words < LEAST) continue;
    for (let at = from; at < end; at++) copies.add(at);
  }
  return copies;
}

/** Sentences that came before word for word, with what stands about them in the same order as before. */
function runsIn(blocks: readonly Printed[]): Run[] {
  const runs: Run[] = [];
  const seen = new Map<string, number>();
  let done = 0;
  blocks.forEach(({ key, isSentence }, index) => {
    if (!isSentence || key === '') return;
    const before = seen.get(key);
    seen.set(key, index);
    if (before === undefined || index < done) return;
    const isCopy = (at: number): boolean => {
      const other = before + at - index;
      return other >= 0 && at > before && blocks[at]?.key === blocks[other]?.key;
    };
    let from = index;
    while (from > done && isCopy(from - 1)) from--;
    let end = index + 1;
    while (end < blocks.length && isCopy(end)) end++;
    runs.push({ from, end, words: wordsIn(blocks.slice(from, end)) });
    done = end;
  });
  return runs;
}

function wordsIn(blocks: readonly Printed[]): number {
  return blocks.reduce((sum, { isSentence, words }) => sum + (isSentence ? words : 0), 0);
}
