/** Which numbers of an agency are missing, whatever the order in which they come. */
import { describe, expect, test } from '@jest/globals';
import type { NumberedSource } from '../../../functions/core/providers/agency.ts';
import { checkProviders } from '../../../functions/core/providers/check.ts';
import {
  afterNumbers,
  numberInName,
  type AllSeries,
  type SequenceNews,
} from '../../../functions/core/providers/sequence.ts';

const MINUTE = 60_000;

/** A series to which numbers come, one a minute unless told otherwise. */
class Wire {
  now = Date.parse('2026-03-02T10:00:00Z');
  readonly news: SequenceNews[] = [];
  readonly #source: NumberedSource;
  #series: AllSeries = {};

  constructor(source: Partial<NumberedSource> = {}) {
    this.#source = { from: 'items', ...source };
  }

  take(...numbers: number[]): this {
    for (const number of numbers) {
      this.now += MINUTE;
      const after = afterNumbers(this.#series, [{ series: 'items', number }], this.#source, this.now);
      this.#series = JSON.parse(JSON.stringify(after.series)) as AllSeries;
      this.news.push(...after.news);
    }
    return this;
  }

  upTo(last: number, first = 1): this {
    return this.take(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
  }

  told(): string[] {
    return this.news.map(({ kind, numbers }) => `${kind} ${numbers.join(' ')}`);
  }
}

describe('an agency that counts', () => {
  test('and leaves out nothing is not heard of, wherever it begins', () => {
    expect(new Wire().upTo(640, 612).told()).toEqual([]);
  });

  test('leaves out numbers: they are told when they had time to come, and once', () => {
    const wire = new Wire().take(1, 2, 5, 6, 8);
    expect(wire.told()).toEqual([]);
    wire.upTo(30, 9);
    expect(wire.told()).toEqual(['gap 3-4', 'gap 7']);
  });

  test('is overtaken by itself: what comes in time is no gap', () => {
    expect(new Wire().take(1, 3, 2, 6, 4, 5).upTo(40, 7).told()).toEqual([]);
  });

  test('sends late what was told as missing: that is told too, number by number', () => {
    const wire = new Wire().take(1, 5).upTo(20, 6);
    expect(wire.told()).toEqual(['gap 2-4']);
    wire.take(3, 2, 4);
    expect(wire.told()).toEqual(['gap 2-4', 'closed 3', 'closed 2', 'closed 4']);
  });

  test('sends the same again: nothing is told', () => {
    expect(new Wire().upTo(30).take(12, 30, 29).upTo(50, 31).told()).toEqual([]);
  });

  test('begins again after its last number, with the last ones late', () => {
    const wire = new Wire({ last: 9999 }).upTo(9997, 9990).take(1, 9999, 2, 9998).upTo(40, 3);
    expect(wire.told()).toEqual([]);
    expect(new Wire({ last: 9999 }).upTo(9997, 9990).upTo(40, 2).told()).toEqual(['gap 1 9998-9999']);
  });

  test('begins again every day, at whatever number it was', () => {
    expect(new Wire().upTo(150).take(1, 151, 2, 152).upTo(60, 3).told()).toEqual([]);
    const wire = new Wire().upTo(812).upTo(30, 3);
    expect(wire.told()).toEqual(['gap 1-2']);
  });

  test('has a counter for each of its services', () => {
    const numbers = [1, 2, 3].flatMap((number) => ['a', 'b'].map((series) => ({ series, number })));
    const { series, news } = afterNumbers({}, numbers, { from: 'items' }, 0);
    expect(Object.keys(series)).toEqual(['a', 'b']);
    expect(news).toEqual([]);
  });

  test('and is waited for as long as its entry says', () => {
    expect(new Wire({ waitMinutes: 2 }).take(1, 3, 4).told()).toEqual([]);
    expect(new Wire({ waitMinutes: 2 }).take(1, 3, 4, 5).told()).toEqual(['gap 2']);
  });
});

test('what was noted is not written again', () => {
  const source: NumberedSource = { from: 'items' };
  const numbers = [{ series: 'items', number: 7 }];
  const first = afterNumbers({}, numbers, source, 0);
  expect(first.changed).toBe(true);
  expect(afterNumbers(first.series, numbers, source, MINUTE).changed).toBe(false);
});

test.each([
  ['fjd-000412.xml', 'fjd-{n}.xml', 412],
  ['fjd-000412.xml', '*-{n}.*', 412],
  ['412', '{n}', 412],
  ['fjd-412.xml.gz', 'fjd-{n}.xml', undefined],
  ['fjd+412.xml', 'fjd-{n}.xml', undefined],
  ['x(1)412', 'x(1){n}', 412],
])('the number of %s by %s', (name, pattern, number) => {
  expect(numberInName(name, pattern)).toBe(number);
});

test.each([
  [
    { from: 'items', pattern: '{n}' },
    'agencies[0].sequence.pattern: is for names of files, and these numbers stand in the items',
  ],
  [
    { from: 'items', first: 10, last: 9 },
    'agencies[0].sequence.last: 9 is not more than 10, the first number of a round',
  ],
])('%j is refused, for nothing would come of it', (sequence, problem) => {
  expect(checkProviders([{ id: 'fjord', name: 'Fjord', sequence }])).toEqual({
    ok: false,
    problems: [problem],
  });
});

test('a pattern without a place for the number is refused', () => {
  const sequence = { from: 'file-name', pattern: 'fjd-*.xml' };
  expect(checkProviders([{ id: 'fjord', name: 'Fjord', sequence }])).toEqual({
    ok: false,
    problems: ['agencies[0].sequence.pattern: "fjd-*.xml" is no name with one {n} and at most two *'],
  });
});
