/**
 * Learns by what the story of a web page is told from what stands around it:
 *
 *   node tools/pages-train.ts [--half 0|1|all] [--write] [--ablate] FOLDER
 *
 *   --half    learn from pages of that half (0 where it is absent); the other is looked at only
 *   --write   functions/core/formats/html/block-weights.json gets the weights
 *   --ablate  also what each group of features earns
 *
 * FOLDER has labelled pages in the layout of tools/pages/labelled.ts. A block is the story's where the truth has its
 * words in that order. Every page counts alike. The same pages give the same weights.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FEATURES, sitesOf } from '../functions/core/formats/html/block-features.ts';
import { metadataOf } from '../functions/core/formats/html/metadata.ts';
import { pageBlocks } from '../functions/core/formats/html/page-blocks.ts';
import { chanceOf, chosen } from '../functions/core/formats/common/choice.ts';
import { parseHtml } from '../functions/core/text/html.ts';
import { agreement, halfOf, readPages, type LabelledPage } from './pages/labelled.ts';
import { labelsBy } from './pages/labels.ts';
import { dot, learnedFrom } from './pages/logistic.ts';

const NAMES: readonly string[] = Object.keys(FEATURES);
/** A long block counts for more, though not for as much as its words. */
const BY_WORDS = 0.75;
/** A page of which only pieces are known says less. */
const OF_PIECES = 0.5;

interface Block {
  text: string;
  words: number;
  /** A one first, for the bias. */
  values: number[];
  /** Undefined where the truth says nothing of it. */
  isStory: boolean | undefined;
}

interface Page {
  page: LabelledPage;
  blocks: Block[];
}

type Weights = Readonly<Record<string, number>>;

function analysed(page: LabelledPage): Page {
  const nodes = parseHtml(new TextDecoder().decode(page.bytes));
  const { headline, description: deck } = metadataOf(nodes);
  const label = labelsBy(page.truth);
  const blocks = sitesOf(pageBlocks(nodes), { headline, deck }).map((site) => ({
    text: site.block.text,
    words: site.block.words,
    values: [1, ...Object.values(FEATURES).map((feature) => feature(site))],
    isStory: label(site.block.text),
  }));
  return { page, blocks };
}

function learned(pages: readonly Page[], without: ReadonlySet<string> = new Set()): Weights {
  const rows = pages.flatMap(({ page, blocks }) => {
    const known = blocks.filter(({ isStory }) => isStory !== undefined);
    const weights = known.map(({ words }) => (words + 1) ** BY_WORDS);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const share = page.truth.body === undefined ? OF_PIECES : 1;
    return known.map(({ values, isStory }, at) => ({
      values: values.map((value, column) => (without.has(NAMES[column - 1] ?? '') ? 0 : value)),
      wanted: isStory === true,
      weight: (share * (weights[at] ?? 0)) / total,
    }));
  });
  const [bias = 0, ...weights] = learnedFrom(rows);
  return { bias, ...Object.fromEntries(NAMES.map((name, at) => [name, weights[at] ?? 0])) };
}

/** F1 of the blocks that are chosen: mean of whole bodies, and over all pieces. */
function figuresOf(pages: readonly Page[], weights: Weights): string {
  const by = [weights.bias ?? 0, ...NAMES.map((name) => weights[name] ?? 0)];
  const whole: number[] = [];
  const pieces = { right: 0, wrong: 0, missed: 0 };
  for (const { page, blocks } of pages) {
    const take = chosen(blocks.map(({ words, values }) => ({ words, likely: chanceOf(dot(by, values)) })));
    const text = blocks.flatMap((block, at) => (take[at] === true ? [block.text] : [])).join('\n');
    const { body, with: inside = [], without = [] } = page.truth;
    if (body !== undefined) whole.push(agreement(text, body).f1);
    else {
      const flat = text.replace(/\s+/g, ' ');
      const has = (piece: string): boolean => flat.includes(piece.replace(/\s+/g, ' ').trim());
      for (const piece of inside) pieces[has(piece) ? 'right' : 'missed']++;
      pieces.wrong += without.filter(has).length;
    }
  }
  const mean = whole.reduce((sum, value) => sum + value, 0) / Math.max(1, whole.length);
  const found = (2 * pieces.right) / Math.max(1, 2 * pieces.right + pieces.wrong + pieces.missed);
  return `whole bodies ${mean.toFixed(3)}${found === 0 ? '' : `  pieces ${found.toFixed(3)}`}`;
}

/** Features that say the same in several ways: one alone is not missed. */
const GROUPS: Readonly<Record<string, RegExp>> = {
  'its own words and links': /^(?:words|manyWords|stop|sentence|linked|noLetters|promotion|repeated|isDeck)$/,
  'its element': /^(?:heading|bareBox|item|cell)$/,
  'elements around it': /^in[A-Z]|^unseen$/,
  'names of the boxes around it':
    /^(?:hidden|comments|others|sharing|promotion|menus|dialog|foot|author|caption|story)(?:Near|Itself)?$/,
  'its place below the headline': /^(?:below|distance|place)$/,
  'the run of prose': /Run$/,
  'prose and links of its boxes': /^(?:proseOf|linksOf|best|twoFrom|farFrom|alike)/,
  'its neighbours': /^(?:linkedBefore|sentenceBehind|headingBehind|near|nearby|linksNearby|belowLabel)$/,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    half: { type: 'string', default: '0' },
    write: { type: 'boolean', default: false },
    ablate: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  throw new Error('usage: node tools/pages-train.ts [--half 0|1|all] [--write] [--ablate] FOLDER');
}
const pages = readPages(folder).map(analysed);
const isLearned = ({ page }: Page): boolean => values.half === 'all' || String(halfOf(page)) === values.half;
const seen = pages.filter(isLearned);
const others = pages.filter((page) => !isLearned(page));
const weights = learned(seen);
console.log(`learned from ${seen.length}`.padEnd(40), figuresOf(seen, weights));
if (others.length > 0) console.log(`on ${others.length} others`.padEnd(40), figuresOf(others, weights));
for (const [group, pattern] of Object.entries(values.ablate ? GROUPS : {})) {
  const fitted = learned(seen, new Set(NAMES.filter((name) => pattern.test(name))));
  console.log(
    `without ${group}`.padEnd(40),
    `${figuresOf(seen, fitted)}   others ${figuresOf(others, fitted)}`,
  );
}
if (values.write) {
  const path = fileURLToPath(new URL('../functions/core/formats/html/block-weights.json', import.meta.url));
  writeFileSync(
    path,
    `${JSON.stringify({ $schema: './block-weights.schema.json', weights }, undefined, 2)}\n`,
  );
}
