/**
 * How likely each block of a page is one of its story: a logistic regression over features of it (block-features.ts).
 * The weights (block-weights.json) are learned by tools/pages-train.ts.
 */
import { chanceOf } from '../common/choice.ts';
import { FEATURES, type Feature, type Site } from './block-features.ts';
import table from './block-weights.json' with { type: 'json' };

export type Weights = Readonly<Record<Feature | 'bias', number>>;

const NAMES = Object.keys(FEATURES) as Feature[];

export function likelihoodOf(site: Site, weights: Weights = table.weights): number {
  let odds = weights.bias;
  for (const name of NAMES) odds += weights[name] * FEATURES[name](site);
  return chanceOf(odds);
}
