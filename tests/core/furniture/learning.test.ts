import { describe, expect, test } from '@jest/globals';
import {
  afterItems,
  furnitureIn,
  NOTHING_LEARNED,
  withTexts,
  type CameWith,
  type Learned,
} from '../../../functions/core/furniture/learning.ts';

const item = (story: string, ...blocks: string[]): CameWith => ({ story, blocks, at: `${story}.1` });

/** Stories one after the other, each with a block of its own. */
const after = (
  stories: readonly (readonly [story: string, ...blocks: string[]])[],
  known = NOTHING_LEARNED,
): Learned =>
  stories.reduce(
    (learned, [story, ...blocks]) => afterItems(learned, [item(story, `of ${story}`, ...blocks)]),
    known,
  );

const many = (count: number, name = 'more'): [string][] =>
  Array.from({ length: count }, (_, index) => [`${name}-${index}`.padEnd(10, '.')]);

describe('a block is furniture of its provider', () => {
  test('when it came with three different stories', () => {
    const two = after([
      ['a', 'invitation'],
      ['b', 'invitation'],
    ]);
    expect([...furnitureIn(two)]).toEqual([]);
    const three = after([['c', 'invitation']], two);
    expect([...furnitureIn(three)]).toEqual(['invitation']);
    // Where its text is found again, for the store has no word of it
    expect(three.blocks.invitation).toMatchObject({ count: 3, at: 'c.1' });
    expect(three.blocks['of a']).toEqual({ in: [1], count: 1 });
  });

  test('and not when it came with three versions or copies of one story', () => {
    const learned = after([['a', 'quote'], ['a', 'quote'], ['b'], ['a', 'quote'], ['c', 'quote']]);
    expect([...furnitureIn(learned)]).toEqual([]);
    expect(learned.stories).toBe(3);
  });

  test('nor when a few of very many stories have it, as paragraphs of background are', () => {
    const rare = after([['a', 'background'], ...many(60), ['b', 'background'], ['c', 'background']]);
    expect(rare.blocks.background).toMatchObject({ count: 3 });
    expect([...furnitureIn(rare)]).toEqual([]);
  });

  test('as long as it goes on coming', () => {
    const known = after([
      ['a', 'old'],
      ['b', 'old'],
      ['c', 'old'],
    ]);
    expect([...furnitureIn(known)]).toEqual(['old']);
    expect([...furnitureIn(after(many(200), known))]).toEqual([]);
    expect(after(many(200), known).blocks).not.toHaveProperty('old');
  });

  test('unless a person calls it text', () => {
    const called = withTexts(
      after([
        ['a', 'oath'],
        ['b', 'oath'],
        ['c', 'oath'],
      ]),
      ['oath'],
    );
    expect([...furnitureIn(called)]).toEqual([]);
    expect([...furnitureIn(after([['d', 'oath']], called))]).toEqual([]);
  });

  test('whatever the order in which the stories came', () => {
    const stories: [string, string][] = [
      ['a', 'x'],
      ['b', 'y'],
      ['c', 'x'],
      ['d', 'x'],
      ['e', 'y'],
    ];
    expect([...furnitureIn(after(stories))]).toEqual(['x']);
    expect([...furnitureIn(after(stories.toReversed()))]).toEqual(['x']);
  });
});

test('what is known stays small, whatever comes', () => {
  const stories = Array.from({ length: 220 }, (_, index): [string, ...string[]] => [
    `story ${index}`,
    ...Array.from({ length: 40 }, (_block, block) => `${index}-${block}`),
    ...Array.from({ length: 40 }, (_block, block) => `again-${(index + block) % 300}`),
  ]);
  const learned = after(stories);
  expect(Object.keys(learned.blocks).length).toBeLessThanOrEqual(650);
  expect(learned.recent).toHaveLength(200);
});

test('an item that brings nothing new changes nothing, so that nothing is written', () => {
  const known = after([['a', 'x']]);
  expect(afterItems(known, [item('a', 'x', 'of a')])).toBe(known);
  expect(afterItems(known, [item('b')])).toBe(known);
});
