/**
 * Which blocks of a page are its story: a logistic regression over features of each block (block-features.ts) says how
 * likely one is, and of all choices the one is taken that promises most. The weights (block-weights.json) are learned
 * by tools/pages-train.ts.
 */
import { FEATURES, type Feature, type Site } from './block-features.ts';
import table from './block-weights.json' with { type: 'json' };

export type Weights = Readonly<Record<Feature | 'bias', number>>;

const WEIGHTS: Weights = table.weights;

const NAMES = Object.keys(FEATURES) as Feature[];

/** What the features of a block are worth, each between 0 and 1, in the order of FEATURES. */
export function featuresOf(site: Site): number[] {
  return NAMES.map((name) => FEATURES[name](site));
}

/** How likely each block is one of the story. */
export function likelihoods(sites: readonly Site[], weights: Weights = WEIGHTS): number[] {
  return sites.map((site) => {
    let odds = weights.bias;
    for (const name of NAMES) odds += weights[name] * FEATURES[name](site);
    return 1 / (1 + Math.exp(-odds));
  });
}

/** The likely story is taken for a little shorter than its blocks add up to: a stray block costs more than one that is missed. */
const RESERVE = 0.5;

/**
 * The blocks from the likeliest down, as many as let expect the best agreement with the story (F1 of words): a page
 * whose blocks all are doubtful gives more of them than one whose story stands out.
 */
export function chosen(sites: readonly Site[], likely: readonly number[]): boolean[] {
  const order = [...sites.keys()].sort((a, b) => (likely[b] ?? 0) - (likely[a] ?? 0));
  const story = sites.reduce((sum, { block }, index) => sum + block.words * (likely[index] ?? 0), 0);
  let taken = 0;
  let right = 0;
  let best = { agreement: 0, least: Infinity };
  for (const index of order) {
    const words = sites[index]?.block.words ?? 0;
    const likelihood = likely[index] ?? 0;
    taken += words;
    right += words * likelihood;
    const agreement = right / (taken + story * RESERVE);
    if (agreement > best.agreement) best = { agreement, least: likelihood };
  }
  return likely.map((likelihood) => likelihood >= best.least);
}
