/**
 * What the near-duplicate rules are worth on texts that their thresholds have not seen:
 *
 *   node tools/dedupe-crossvalidate.ts [LABELLED.jsonl.gz...]
 *
 * The files are as npm run eval:dedupe takes them; without any, two sets are generated as it does. The thresholds are
 * searched for on some texts, one after the other from a few values each, and measured on the others. Takes some minutes.
 */
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
import { generatedSet } from './eval-dedupe/generate.ts';
import {
  baseOf,
  isLookAlike,
  readLabelled,
  type LabelledSet,
  type LabelledText,
} from './eval-dedupe/labelled.ts';
import { scoreOf, type Score } from './eval-dedupe/score.ts';

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
    const { fingerprint: print } = fingerprint({ body, ...(title === undefined ? {} : { title }) });
    const arrivals = await index.arrive({ articleId: id, at: at ?? 0 }, print.anchors);
    const candidates = candidatesOf(arrivals, id, at).flatMap((member) => {
      const other = seen.get(member.articleId);
      if (other === undefined) return [];
      const circumstances = {
        days: at === undefined ? 0 : Math.abs(at - other.at) / 86_400_000,
        sameProvider: source !== undefined && source === other.source,
      };
      return [{ id: member.articleId, comparison: compare(print, other.print), circumstances }];
    });
    seen.set(id, { print, at: at ?? 0, source });
    texts.push({ ...text, candidates });
  }
  return { ...set, texts };
}

/** Attaches every text as the engine does. */
function score(set: ComparedSet, thresholds: Thresholds): Score {
  const story = new Map<string, string>();
  const rootOf = (id: string): string => story.get(id) ?? id;
  for (const { id, candidates } of set.texts) {
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
  return scoreOf(set, rootOf);
}

/** Shares of the look-alikes that were linked, by kind. */
function lookAlikesIn({ byKind }: Score): [kind: string, share: number][] {
  return [...byKind].flatMap(([kind, { linked, all }]): [string, number][] =>
    isLookAlike({ kind }) ? [[kind, linked / all]] : [],
  );
}

function search(sets: readonly ComparedSet[]): Thresholds {
  const worth = (thresholds: Thresholds): number =>
    sets.reduce((sum, set) => {
      const found = score(set, thresholds);
      const over = lookAlikesIn(found).map(([, share]) => Math.max(0, share - LOOK_ALIKES));
      return over.reduce((worth, share) => worth - share, sum + found.f1);
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

function print(what: string, sets: readonly ComparedSet[], thresholds: Thresholds): void {
  for (const set of sets) {
    const found = score(set, thresholds);
    const { precision, recall, f1 } = found;
    const linked = lookAlikesIn(found).map(([kind, share]) => `${kind} ${(100 * share).toFixed(1)} %`);
    const figures = [
      `precision ${precision.toFixed(3)}`,
      `recall ${recall.toFixed(3)}`,
      `F1 ${f1.toFixed(3)}`,
      ...linked,
    ];
    console.log(`${what.padEnd(34)} ${set.name.padEnd(22)} ${figures.join(' ')}`);
  }
}

const paths = process.argv.slice(2);
const labelled =
  paths.length > 0 ? paths.map(readLabelled) : [1, 2].map((seed) => generatedSet({ seed, stories: 500 }));
const sets = await Promise.all(labelled.map(compared));
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
