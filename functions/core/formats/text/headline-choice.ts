/**
 * The headline of a page in text without mark-up: the likeliest of the lines above the story, by a logistic regression over
 * features of each (title-features.ts). The weights (title-weights.json) are learned by tools/pages-train.ts.
 */
import type { Placed } from './placed.ts';
import { FEATURES, titleSites, type TitleFeature } from './title-features.ts';
import table from './title-weights.json' with { type: 'json' };

const WEIGHTS: Readonly<Record<TitleFeature | 'bias', number>> = table.weights;
const NAMES = Object.keys(FEATURES) as TitleFeature[];

/** Which block is the headline; undefined where no line may be one. */
export function headlineAt(
  blocks: readonly Placed[],
  story: { first: number; last: number },
): number | undefined {
  let best: { index: number; odds: number } | undefined;
  for (const site of titleSites(blocks, story)) {
    let odds = WEIGHTS.bias;
    for (const name of NAMES) odds += WEIGHTS[name] * FEATURES[name](site);
    if (best === undefined || odds > best.odds) best = { index: site.index, odds };
  }
  return best?.index;
}
