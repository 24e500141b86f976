/**
 * Learns the weights by which copies are told, and says what they are worth on texts that they have not seen:
 *
 *   npm run train:dedupe -- [--write] [--ablate] [LABELLED.jsonl.gz...]
 *
 *   --write   functions/core/dedupe/likeness.json gets the weights that all sets together give
 *   --ablate  also what each feature and each rule earns on sets that were not learned from
 *
 * The files are as npm run eval:dedupe takes them; two generated sets and one of look-alikes are always among those
 * that are learned from. Of each
 * set copies and other texts count alike, and each set as much as any other. The same sets give the same weights.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { candidatesOf, WINDOW_MS } from '../functions/core/dedupe/candidates.ts';
import { compare, type Comparison } from '../functions/core/dedupe/compare.ts';
import { fingerprint } from '../functions/core/dedupe/fingerprint.ts';
import {
  featuresOf,
  WEIGHTS,
  type Circumstances,
  type Features,
  type Weights,
} from '../functions/core/dedupe/likeness.ts';
import { MemoryIndex } from '../functions/core/dedupe/memory-index.ts';
import { isWorthWeighing, judgePair, VETOES, type Veto } from '../functions/core/dedupe/verdict.ts';
import { generatedSet } from './eval-dedupe/generate.ts';
import { lookAlikeSet } from './eval-dedupe/look-alikes.ts';
import {
  baseOf,
  isLookAlike,
  readLabelled,
  type LabelledSet,
  type LabelledText,
} from './eval-dedupe/labelled.ts';
import { tableSet } from './eval-dedupe/tables.ts';
import { scoreOf, type Score } from './eval-dedupe/score.ts';

/** What a feature may say: for a copy, or against one. */
const SIGNS: Readonly<Record<keyof Features, 1 | -1>> = {
  contained: 1,
  reworded: -1,
  longer: -1,
  otherDay: -1,
  daysApart: -1,
  swapped: -1,
  otherFigures: -1,
  otherNames: -1,
};
type Feature = keyof Features;
const FEATURES = Object.keys(SIGNS) as Feature[];
/** Squared weights cost so much, which keeps them small. */
const REGULARISATION = 1e-3;
const STEPS = 300;
/** Odds that are added: more copies than other texts are among the candidates. */
const LEANING = 0.5;

const DAY_MS = 86_400_000;

interface Compared extends LabelledText {
  candidates: { id: string; comparison: Comparison; circumstances: Circumstances }[];
}

interface ComparedSet extends LabelledSet {
  texts: readonly Compared[];
}

/** Compares every text with what the index finds for it: that depends on no threshold. */
async function compared(set: LabelledSet): Promise<ComparedSet> {
  const index = new MemoryIndex({ window: Infinity, capacity: Infinity });
  const seen = new Map<
    string,
    { print: ReturnType<typeof fingerprint>['fingerprint']; at: number; source: string | undefined }
  >();
  const texts: Compared[] = [];
  for (const text of set.texts) {
    const { id, title, body, at, source } = text;
    const { fingerprint: print, anchors } = fingerprint({ body, ...(title === undefined ? {} : { title }) });
    const arrivals = await index.arrive({ articleId: id, at: at ?? 0 }, anchors.entered);
    const candidates = candidatesOf(arrivals, id, at, await index.lookUp(anchors.sought)).flatMap(
      (member) => {
        const other = seen.get(member.articleId);
        if (other === undefined) return [];
        const circumstances = {
          days: at === undefined ? 0 : Math.abs(at - other.at) / DAY_MS,
          sameProvider: source !== undefined && source === other.source,
        };
        return [{ id: member.articleId, comparison: compare(print, other.print), circumstances }];
      },
    );
    seen.set(id, { print, at: at ?? 0, source });
    texts.push({ ...text, candidates });
  }
  return { ...set, texts };
}

/** Attaches every text as the engine does. */
function score(set: ComparedSet, weights: Weights, without?: Veto): Score {
  const story = new Map<string, string>();
  const rootOf = (id: string): string => story.get(id) ?? id;
  for (const { id, candidates } of set.texts) {
    const judged = candidates.map((other) => ({
      root: rootOf(other.id),
      decision: judgePair(other.comparison, other.circumstances, { weights, without }),
    }));
    const unlike = new Set(judged.filter(({ decision }) => decision.lookAlike).map(({ root }) => root));
    const [best] = judged
      .filter(({ root, decision }) => decision.verdict !== 'none' && !unlike.has(root))
      .sort((a, b) => b.decision.score - a.decision.score);
    story.set(id, best?.root ?? id);
  }
  return scoreOf(set, rootOf);
}

/** Shares of the look-alikes that were linked, by kind; of reports from templates by what is after their name. */
function lookAlikesIn({ byKind }: Score): [kind: string, share: number][] {
  const kinds = [...byKind].filter(([kind]) => isLookAlike({ kind }));
  const groups = Map.groupBy(
    kinds,
    ([kind]) =>
      `NEG ${kind
        .slice(kind.lastIndexOf(',') + 1)
        .replace('NEG ', '')
        .trim()}`,
  );
  return [...groups].map(([kind, members]) => {
    const sum = (of: 'linked' | 'all'): number => members.reduce((whole, [, count]) => whole + count[of], 0);
    return [kind, sum('linked') / sum('all')];
  });
}

interface Example {
  values: number[];
  isCopy: boolean;
  weight: number;
}

/** All pairs that the likeness decides; copies and others have half of the set's weight each. */
function examplesOf({ texts, ambiguous }: ComparedSet, features: readonly Feature[]): Example[] {
  const groups = new Map(texts.map(({ id, group }) => [id, group]));
  const examples = texts.flatMap(({ id, group, candidates }) =>
    candidates
      .filter(
        ({ id: other, comparison, circumstances }) =>
          !ambiguous.has(`${id} ${other}`) &&
          !comparison.identical &&
          circumstances.days * DAY_MS <= WINDOW_MS &&
          isWorthWeighing(comparison),
      )
      .map(({ id: other, comparison, circumstances }) => {
        const all = featuresOf(comparison, circumstances);
        return { values: features.map((name) => all[name]), isCopy: groups.get(other) === group };
      }),
  );
  const copies = examples.filter(({ isCopy }) => isCopy).length;
  return examples.map((example) => ({
    ...example,
    weight: 0.5 / (example.isCopy ? copies : examples.length - copies),
  }));
}

/** Logistic regression with squared weights as a cost and signs that are fixed, by accelerated gradient descent. */
function learned(sets: readonly ComparedSet[], features: readonly Feature[] = FEATURES): Weights {
  const examples = sets.flatMap((set) => examplesOf(set, features));
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (valueOf: (example: Example) => number): number =>
    examples.reduce((sum, example) => sum + (example.weight / total) * valueOf(example), 0);
  const scales = features.map((_, i) => {
    const middle = mean(({ values }) => values[i] ?? 0);
    const spread = Math.sqrt(mean(({ values }) => ((values[i] ?? 0) - middle) ** 2));
    return { middle, spread: spread === 0 ? 1 : spread };
  });
  const rows = examples.map(({ values, isCopy, weight }) => ({
    values: scales.map(({ middle, spread }, i) => ((values[i] ?? 0) - middle) / spread),
    wanted: isCopy ? 1 : 0,
    weight: weight / total,
  }));
  const step = 1 / (0.125 * (features.length + 1) + REGULARISATION);
  let at = { bias: 0, weights: features.map(() => 0) };
  let before = at;
  for (let turn = 0; turn < STEPS; turn++) {
    const momentum = turn / (turn + 3);
    const ahead = at.weights.map((weight, i) => weight + momentum * (weight - (before.weights[i] ?? 0)));
    const aheadBias = at.bias + momentum * (at.bias - before.bias);
    const slope = features.map(() => 0);
    let slopeOfBias = 0;
    for (const { values, wanted, weight } of rows) {
      let odds = aheadBias;
      for (let i = 0; i < values.length; i++) odds += (ahead[i] ?? 0) * (values[i] ?? 0);
      const error = weight * (1 / (1 + Math.exp(-odds)) - wanted);
      slopeOfBias += error;
      for (let i = 0; i < values.length; i++) slope[i] = (slope[i] ?? 0) + error * (values[i] ?? 0);
    }
    before = at;
    at = {
      bias: aheadBias - step * slopeOfBias,
      weights: ahead.map((weight, i) => {
        const next = weight - step * ((slope[i] ?? 0) + REGULARISATION * weight);
        const sign = SIGNS[features[i] ?? 'contained'];
        return sign * Math.max(0, sign * next);
      }),
    };
  }
  return weightsOf(at, scales, features);
}

function weightsOf(
  { bias, weights }: { bias: number; weights: readonly number[] },
  scales: readonly { middle: number; spread: number }[],
  features: readonly Feature[],
): Weights {
  const found: Record<Feature | 'bias', number> = { ...WEIGHTS, bias: bias + LEANING };
  for (const name of FEATURES) found[name] = 0;
  features.forEach((name, i) => {
    const { middle, spread } = scales[i] ?? { middle: 0, spread: 1 };
    const weight = (weights[i] ?? 0) / spread;
    found[name] = round(weight);
    found.bias -= weight * middle;
  });
  return { ...found, bias: round(found.bias) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The stories whose names fall on one side; a base and what was made of it stay together. */
function half(set: ComparedSet, side: number): ComparedSet {
  const sideOf = ({ id, group, kind }: LabelledText): number => {
    let hash = 7;
    for (const character of kind === undefined ? group : baseOf(id))
      hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
    return (hash >>> 3) & 1;
  };
  const texts = set.texts.filter((text) => sideOf(text) === side);
  const known = new Set(texts.map(({ id }) => id));
  return {
    ...set,
    texts: texts.map((text) => ({
      ...text,
      candidates: text.candidates.filter(({ id }) => known.has(id)),
    })),
  };
}

function lineOf(set: ComparedSet, found: Score): string {
  const { precision, recall, f1 } = found;
  const linked = lookAlikesIn(found).map(([kind, share]) => `${kind} ${(100 * share).toFixed(1)} %`);
  const figures = [
    `precision ${precision.toFixed(3)}`,
    `recall ${recall.toFixed(3)}`,
    `F1 ${f1.toFixed(3)}`,
    ...linked,
  ];
  return `${set.name.padEnd(22)} ${figures.join(' ')}`;
}

function print(
  what: string,
  sets: readonly ComparedSet[],
  weightsFor: (set: ComparedSet) => Weights,
  without?: Veto,
): void {
  for (const set of sets)
    console.log(`${what.padEnd(38)} ${lineOf(set, score(set, weightsFor(set), without))}`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, ablate: { type: 'boolean', default: false } },
});
const labelled = [
  ...positionals.map(readLabelled),
  ...[1, 2].map((seed) => generatedSet({ seed, stories: 500 })),
  lookAlikeSet({ seed: 1, stories: 500 }),
];
const sets = await Promise.all(labelled.map(compared));
/** Nothing is learned from this one: tables are told by their rows. */
const shown = [...sets, await compared(tableSet({ seed: 1, stories: 60 }, 'test'))];
/** The generated sets are of one kind: whoever has seen one of them has seen both. */
const kindOf = (set: ComparedSet): string => (set.name.startsWith('generated') ? 'generated' : set.name);
const others = (set: ComparedSet): ComparedSet[] => sets.filter((other) => kindOf(other) !== kindOf(set));

print('as shipped', shown, () => WEIGHTS);
for (const side of [0, 1]) {
  const fitted = learned(sets.map((set) => half(set, side)));
  print(
    `learned on half ${side}, on the other`,
    shown.map((set) => half(set, 1 - side)),
    () => fitted,
  );
}
if (positionals.length > 1) {
  print('learned on the other sets', shown, (set) => learned(others(set)));
  for (const name of values.ablate ? FEATURES : []) {
    const without = FEATURES.filter((other) => other !== name);
    print(`the same without ${name}`, shown, (set) => learned(others(set), without));
  }
  for (const veto of values.ablate ? VETOES : []) {
    print(`the same without ${veto}`, shown, (set) => learned(others(set)), veto);
  }
}
const weights = learned(sets);
console.log(JSON.stringify(weights));
if (values.write) {
  const path = fileURLToPath(new URL('../functions/core/dedupe/likeness.json', import.meta.url));
  writeFileSync(path, `${JSON.stringify({ $schema: './likeness.schema.json', weights }, undefined, 2)}\n`);
}
