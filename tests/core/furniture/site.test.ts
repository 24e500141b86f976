/** Pages of one site, generated, one after the other: what learning its furniture earns. */
import { expect, test } from '@jest/globals';
import { blocksOf, withoutLearned } from '../../../functions/core/furniture/learned.ts';
import { afterItems, furnitureIn, NOTHING_LEARNED } from '../../../functions/core/furniture/learning.ts';
import { paragraphsOf } from '../../../tools/bench/texts.ts';
import { agreement } from '../../../tools/pages/labelled.ts';
import { paragraphsIn, readBytes } from '../../support/wires.ts';

/** Sentences that no list of ours knows, as sites put them among and below their stories. */
const AMONG = 'You are reading this in the harbour room, where we talk about the sea all week.';
const BELOW = [
  'Every story of ours is free because readers pay what they can, and we thank each one of them.',
  'Our newsroom walks the whole coast once a year and you are welcome to come along with us.',
];

const TOPICS = 'Alnwick Berwick Calder Dunster Elgin Forres Girvan Huntly Irvine Jedburgh Kelso Lanark'.split(
  ' ',
);

const pageOf = (topic: string, [first = '', ...rest]: readonly string[]): string => {
  const story = [first, AMONG, ...rest, ...BELOW].map((text) => `<p>${text}</p>`).join('\n');
  return `<!DOCTYPE html><html lang="en"><head><title>${topic} builds a bridge</title>
<link rel="canonical" href="https://harbour.example/${topic}"></head><body><nav><a href="/">Home</a></nav>
<article><h1>${topic} builds a bridge</h1>${story}</article><footer>Harbour Room</footer></body></html>`;
};

test('from the fourth story on a site is read without the sentences that it prints around each', async () => {
  let known = NOTHING_LEARNED;
  const figures: { before: number; after: number }[] = [];
  for (const topic of TOPICS) {
    const story = paragraphsOf(topic, 240);
    const read = await readBytes(Buffer.from(pageOf(topic, story)), 'evergreen', `${topic}.html`);
    const [item] = read.ok ? read.items : [];
    if (item?.ok !== true) throw new Error(`${topic} cannot be read`);
    const learned = withoutLearned(item.record, furnitureIn(known));
    const f1 = (record: typeof learned): number =>
      agreement(paragraphsIn(record).join(' '), story.join(' ')).f1;
    figures.push({ before: f1(item.record), after: f1(learned) });
    known = afterItems(known, [{ story: topic, blocks: blocksOf(item.record), at: '' }]);
  }
  const [third, later] = [figures.slice(0, 3), figures.slice(3)];
  for (const { before, after } of third) expect(after).toBe(before);
  for (const { before, after } of later) {
    expect(before).toBeLessThan(0.93);
    expect(after).toBe(1);
  }
});
