/**
 * What the near-duplicate rules are worth on texts that their thresholds have not seen:
 *
 *   node tools/dedupe-crossvalidate.ts LABELLED.jsonl.gz...
 *
 * A line of a file is {id, group, title, body, date?, source?, kind?}; of kinds NEG... nothing is to be linked. Beside
 * X.jsonl.gz there may be X.ambiguous.json, pairs of ids that count neither way. The thresholds are searched for on some
 * texts, one after the other from a few values each, and measured on the others. Takes some minutes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { candidatesOf } from '../functions/core/dedupe/candidates.ts';
import { compare, type Comparison } from '../functions/core/dedupe/compare.ts';
import { fingerprint } from '../functions/core/dedupe/fingerprint.ts';
import { MemoryIndex } from '../functions/core/dedupe/memory-index.ts';
import {
  judgePair,
  THRESHOLDS,
  type Circumstances,
  type Thresholds,
} from '../functions/core/dedupe/verdict.ts';

/** What a search may choose from; the first ones are its start: the published constants, or the loosest value. */
const CHOICES: { [name in keyof Thresholds]: readonly number[] } = {
  contained: [0.56, 0.52, 0.6],
  containedSameProvider: [0.64, 0.58, 0.61, 0.67],
  containedKept: [0.53, 0.5, 0.56],
  keptNumbers: [6, 3, 4],
  muchLonger: [2.5, 1.8, 2],
  containedMuchLonger: [0.6, 0.64, 0.66, 0.7],
  sameSentences: [0.7, 0.5, 0.6],
  tableNumbers: [0.95, 0.8, 0.88],
  damagedGap: [-0.02, 0.02, 0.06],
  containedDamaged: [0.5, 0.4, 0.45],
  numbersAsWords: [0.9, 0.97],
  namesAsWords: [0.85, 0.9, 0.95],
  chanceOfNumbers: [0.002, 0.01, 0.03],
  chanceOfNames: [0.005, 0.02, 0.05],
  asWordsMiddle: [0.6, 0.7, 0.8],
  asWordsHigh: [0.9, 0.6, 0.8],
  lookAlike: [0.9, 0.6, 0.7, 0.8],
  chanceOfLookAlike: [0.001, 0.005, 0.02],
};
const START = Object.fromEntries(
  Object.entries(CHOICES).map(([name, values]) => [name, values[0] ?? 0]),
) as unknown as Thresholds;
/** Links of look-alikes above this share count against a choice. */
const LOOK_ALIKES = 0.02;

interface Labelled {
  id: string;
  group: string;
  kind: string | undefined;
  candidates: { id: string; comparison: Comparison; circumstances: Circumstances }[];
}

interface Labels {
  name: string;
  articles: Labelled[];
  ambiguous: ReadonlySet<string>;
}

interface Score {
  precision: number;
  recall: number;
  f1: number;
  /** Share linked to their base, by kind. */
  lookAlikes: Map<string, number>;
}

async function read(path: string): Promise<Labels> {
  const index = new MemoryIndex({ window: Infinity, capacity: Infinity });
  const seen = new Map<
    string,
    { print: ReturnType<typeof fingerprint>['fingerprint']; at: number; source: unknown }
  >();
  const articles: Labelled[] = [];
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')) {
    const { id, group, kind, title, body, date, source } = JSON.parse(line) as Record<
      string,
      string | undefined
    >;
    if (id === undefined || body === undefined) throw new Error(`${path}: a line without id or body`);
    const at = date === undefined ? undefined : Date.parse(date);
    const { fingerprint: print } = fingerprint({ body, ...(title === undefined ? {} : { title }) });
    const arrivals = await index.arrive({ articleId: id, at: at ?? 0 }, print.anchors);
    const candidates = candidatesOf(arrivals, id, at).flatMap((member) => {
      const other = seen.get(member.articleId);
      if (other === undefined) return [];
      const circumstances = {
        days: at === undefined ? 0 : Math.abs(at - other.at) / 86_400_000,
        sameProvider: typeof source === 'string' && source === other.source,
      };
      return [{ id: member.articleId, comparison: compare(print, other.print), circumstances }];
    });
    seen.set(id, { print, at: at ?? 0, source });
    articles.push({ id, group: group ?? id, kind, candidates });
  }
  const beside = path.replace(/\.jsonl\.gz$/, '.ambiguous.json');
  const pairs = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as string[][]) : [];
  return {
    name: basename(path, '.jsonl.gz'),
    articles,
    ambiguous: new Set(pairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`])),
  };
}

/** Attaches every article as the engine does, and counts pairs of the same story. */
function score({ articles, ambiguous }: Labels, thresholds: Thresholds): Score {
  const story = new Map<string, string>();
  const rootOf = (id: string): string => story.get(id) ?? id;
  for (const { id, candidates } of articles) {
    const judged = candidates.map((other) => ({
      root: rootOf(other.id),
      decision: judgePair(other.comparison, other.circumstances, thresholds),
    }));
    const unlike = new Set(judged.filter(({ decision }) => decision.lookAlike).map(({ root }) => root));
    const [best] = judged
      .filter(({ root, decision }) => decision.verdict !== 'none' && !unlike.has(root))
      .sort((a, b) => b.decision.score - a.decision.score);
    story.set(id, best?.root ?? id);
  }
  const found = pairsBy(articles, ({ id }) => rootOf(id));
  const wanted = pairsBy(articles, ({ group }) => group);
  const isTrue = ([a, b]: readonly Labelled[]): boolean => a?.group === b?.group;
  const right = found.filter(isTrue).length;
  const wrong = found.filter(
    (pair) => !isTrue(pair) && !ambiguous.has(pair.map(({ id }) => id).join(' ')),
  ).length;
  const precision = right / Math.max(1, right + wrong);
  const recall = right / Math.max(1, wanted.length);
  const known = new Set(articles.map(({ id }) => id));
  const kinds = Map.groupBy(
    articles.filter(({ kind }) => kind?.startsWith('NEG')),
    ({ kind }) => kind ?? '',
  );
  const lookAlikes = [...kinds].map(([kind, all]): [string, number] => {
    const linked = all.filter(({ id }) => known.has(baseOf(id)) && rootOf(id) === rootOf(baseOf(id)));
    return [kind, linked.length / all.length];
  });
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
    lookAlikes: new Map(lookAlikes),
  };
}

function pairsBy(
  articles: readonly Labelled[],
  keyOf: (article: Labelled) => string,
): [Labelled, Labelled][] {
  return [...Map.groupBy(articles, keyOf).values()].flatMap((members) =>
    members.flatMap((a, i) => members.slice(i + 1).map((b): [Labelled, Labelled] => [a, b])),
  );
}

function baseOf(id: string): string {
  return id.split('-')[0] ?? id;
}

function search(sets: readonly Labels[]): Thresholds {
  const worth = (thresholds: Thresholds): number =>
    sets.reduce((sum, set) => {
      const { f1, lookAlikes } = score(set, thresholds);
      const linked = [...lookAlikes.values()].reduce(
        (over, share) => over + Math.max(0, share - LOOK_ALIKES),
        0,
      );
      return sum + f1 - linked;
    }, 0);
  let best = START;
  let worthOfBest = worth(best);
  for (let round = 0; round < 2; round++) {
    for (const [name, values] of Object.entries(CHOICES)) {
      for (const value of values) {
        const other = { ...best, [name]: value };
        const worthOfOther = worth(other);
        if (worthOfOther > worthOfBest + 1e-5) [best, worthOfBest] = [other, worthOfOther];
      }
    }
  }
  return best;
}

/** The stories whose names fall on one side; a base and what was made of it stay together. */
function half(set: Labels, side: number): Labels {
  const sideOf = ({ id, group, kind }: Labelled): number => {
    let hash = 7;
    for (const character of kind === undefined ? group : baseOf(id))
      hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
    return (hash >>> 3) & 1;
  };
  const articles = set.articles.filter((article) => sideOf(article) === side);
  const known = new Set(articles.map(({ id }) => id));
  return {
    ...set,
    articles: articles.map((article) => ({
      ...article,
      candidates: article.candidates.filter(({ id }) => known.has(id)),
    })),
  };
}

function print(what: string, sets: readonly Labels[], thresholds: Thresholds): void {
  for (const set of sets) {
    const { precision, recall, f1, lookAlikes } = score(set, thresholds);
    const linked = [...lookAlikes].map(([kind, share]) => `${kind} ${(100 * share).toFixed(1)} %`);
    const figures = [
      `precision ${precision.toFixed(3)}`,
      `recall ${recall.toFixed(3)}`,
      `F1 ${f1.toFixed(3)}`,
      ...linked,
    ];
    console.log(`${what.padEnd(34)} ${set.name.padEnd(18)} ${figures.join(' ')}`);
  }
}

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error('usage: node tools/dedupe-crossvalidate.ts LABELLED.jsonl.gz...');
  process.exit(2);
}
const sets = await Promise.all(paths.map(read));
print('as shipped', sets, THRESHOLDS);
print('start of the search', sets, START);
for (const side of [0, 1]) {
  const fitted = search(sets.map((set) => half(set, side)));
  print(
    `fitted on half ${side}, on the other`,
    sets.map((set) => half(set, 1 - side)),
    fitted,
  );
}
if (sets.length > 1) {
  for (const out of sets) print('fitted on the other sets', [out], search(sets.filter((set) => set !== out)));
}
