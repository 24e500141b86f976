import { describe, expect, test } from '@jest/globals';
import { LARGEST, nextMerge, type SegmentSize } from '../../../functions/core/search/tiers.ts';

function segments(...sizes: number[]): SegmentSize[] {
  let from = 0;
  return sizes.map((documents) => {
    const segment = { name: `s${from}`, from: from + 1, to: from + documents, documents, newest: '' };
    from += documents;
    return segment;
  });
}

/** As the builder does it: until there is nothing to merge. */
function merged(all: SegmentSize[]): { rest: SegmentSize[]; written: number } {
  let rest = all;
  let written = 0;
  for (let group = nextMerge(rest); group !== undefined; group = nextMerge(rest)) {
    const [first] = group;
    if (first === undefined) break;
    const documents = group.reduce((sum, one) => sum + one.documents, 0);
    written += documents;
    const one: SegmentSize = {
      ...first,
      name: `m${first.name}`,
      documents,
      to: group.at(-1)?.to ?? 0,
    };
    rest = rest.flatMap((segment) => (segment === first ? [one] : group.includes(segment) ? [] : [segment]));
  }
  return { rest, written };
}

describe('segments of the search index', () => {
  test('a few stay as they are', () => {
    expect(nextMerge(segments(40, 40, 40))).toBeUndefined();
  });

  test('fourteen days of a busy desk are a few dozen files, and no document is written more than a few times', () => {
    let all: SegmentSize[] = [];
    let written = 0;
    const runs = 14 * 24 * 12;
    for (let run = 0; run < runs; run++) {
      const [next] = segments(12 + (run % 7));
      if (next === undefined) continue;
      const from = (all.at(-1)?.to ?? 0) + 1;
      const after = merged([...all, { ...next, name: `r${run}`, from, to: from + next.documents - 1 }]);
      all = after.rest;
      written += after.written;
    }
    const total = all.reduce((sum, { documents }) => sum + documents, 0);
    expect(all.length).toBeLessThan(40);
    expect(written / total).toBeLessThan(5);
    expect(Math.max(...all.map(({ documents }) => documents))).toBeLessThanOrEqual(LARGEST);
    // In one order, without a hole
    for (const [index, segment] of all.entries()) expect(segment.from).toBe((all[index - 1]?.to ?? 0) + 1);
  });
});
