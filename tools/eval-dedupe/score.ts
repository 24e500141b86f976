/** What linked texts are worth, told by the pairs of texts that are in one story. */
import { BASE, baseOf, isLookAlike, type LabelledSet, type LabelledText } from './labelled.ts';

export interface Score {
  precision: number;
  recall: number;
  f1: number;
  /** The adjusted Rand index: 1 where all stories are as they should be, 0 where they are as chance would have it. */
  ari: number;
  wrong: number;
  missed: number;
  /** How many of each kind were linked to their base. */
  byKind: ReadonlyMap<string, { linked: number; all: number }>;
}

/** @param storyOf the story of a text, by its id: the same one for all that were linked */
export function scoreOf({ texts, ambiguous }: LabelledSet, storyOf: (id: string) => string): Score {
  const found = pairsBy(texts, ({ id }) => storyOf(id));
  const isRight = ([a, b]: readonly [LabelledText, LabelledText]): boolean => a.group === b.group;
  const right = found.filter(isRight).length;
  const wrong = found.filter(
    (pair) => !isRight(pair) && !ambiguous.has(`${pair[0].id} ${pair[1].id}`),
  ).length;
  const wanted = pairsBy(texts, ({ group }) => group).length;
  const precision = right / Math.max(1, right + wrong);
  const recall = right / Math.max(1, wanted);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
    ari: adjustedRand({ right, found: found.length, wanted, all: (texts.length * (texts.length - 1)) / 2 }),
    wrong,
    missed: wanted - right,
    byKind: linkedByKind(texts, storyOf),
  };
}

function pairsBy(
  texts: readonly LabelledText[],
  keyOf: (text: LabelledText) => string,
): [LabelledText, LabelledText][] {
  return [...Map.groupBy(texts, keyOf).values()].flatMap((members) =>
    members.flatMap((a, i) => members.slice(i + 1).map((b): [LabelledText, LabelledText] => [a, b])),
  );
}

function adjustedRand({ right, found, wanted, all }: Record<'right' | 'found' | 'wanted' | 'all', number>) {
  const expected = (found * wanted) / Math.max(1, all);
  const most = (found + wanted) / 2;
  return most === expected ? 1 : (right - expected) / (most - expected);
}

function linkedByKind(
  texts: readonly LabelledText[],
  storyOf: (id: string) => string,
): Map<string, { linked: number; all: number }> {
  const known = new Set(texts.map(({ id }) => id));
  const byKind = new Map<string, { linked: number; all: number }>();
  for (const { id, kind } of texts) {
    if (kind === undefined || kind === BASE) continue;
    const count = byKind.get(kind) ?? { linked: 0, all: 0 };
    byKind.set(kind, count);
    count.all++;
    if (known.has(baseOf(id)) && storyOf(id) === storyOf(baseOf(id))) count.linked++;
  }
  return new Map([...byKind].sort(([a], [b]) => a.localeCompare(b)));
}

/** The figures as lines for people. */
export function linesOf({ name, texts }: LabelledSet, score: Score): string[] {
  const { precision, recall, f1, ari, wrong, missed } = score;
  const figures = `precision ${precision.toFixed(3)} recall ${recall.toFixed(3)} F1 ${f1.toFixed(3)} ARI ${ari.toFixed(3)}`;
  return [
    ...[...score.byKind].map(([kind, { linked, all }]) => {
      const share = `${linked} of ${all} linked to their base, ${((100 * linked) / all).toFixed(1)} %`;
      return `  ${kind.padEnd(18)} ${share}${isLookAlike({ kind }) ? ' (0 is right)' : ''}`;
    }),
    `${name}: ${texts.length} texts; ${figures} (pairs: ${wrong} wrong, ${missed} missed)`,
  ];
}
