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
import { agreement, halfOf, readPages, wordsOf, type LabelledPage, type Truth } from './pages/labelled.ts';

const NAMES: readonly string[] = Object.keys(FEATURES);
/** Squared weights cost so much, which keeps them small. */
const REGULARISATION = 1e-3;
const TURNS = 12;
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

function lettersIn(text: string): string {
  return wordsOf(text).join('').replaceAll('_', '');
}

/** Words in a row that two texts have in common by no chance. */
const RUN = 4;
const SHORT = 8;

function runsOf(words: readonly string[]): string[] {
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}

function labelsBy({ body, with: inside = [], without = [] }: Truth): (text: string) => boolean | undefined {
  if (body === undefined) {
    const pieces = (texts: readonly string[]): string[] =>
      texts.map((text) => text.replace(/\s+/g, ' ').trim());
    const [right, wrong] = [pieces(inside), pieces(without)];
    const holds = (text: string, piece: string): boolean =>
      text.includes(piece) || (text.length > 20 && piece.includes(text));
    return (text) => {
      if (wrong.some((piece) => holds(text, piece))) return false;
      return right.some((piece) => holds(text, piece)) ? true : undefined;
    };
  }
  const runs = new Set(runsOf(wordsOf(body)));
  const lines = new Set(
    body.split('\n').flatMap((line) => [lettersIn(line), lettersIn(line.replace(/^\s*\d+\.\s/, ''))]),
  );
  const letters = lettersIn(body);
  return (text) => {
    const words = wordsOf(text);
    const key = lettersIn(text);
    if (key === '') return undefined;
    if (words.length >= SHORT) {
      const own = runsOf(words);
      return own.filter((run) => runs.has(run)).length >= own.length / 2;
    }
    if (lines.has(key) || (key.length >= 14 && letters.includes(key))) return true;
    // "Share" may be a word of the story, and a button too
    return letters.includes(key) ? undefined : false;
  };
}

/** Newton's method on the logistic loss: a dozen turns, and nothing is drawn by lot. */
function learned(pages: readonly Page[], without: ReadonlySet<string> = new Set()): Weights {
  const rows = pages.flatMap(({ page, blocks }) => {
    const known = blocks.filter(({ isStory }) => isStory !== undefined);
    const weights = known.map(({ words }) => (words + 1) ** BY_WORDS);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const share = page.truth.body === undefined ? OF_PIECES : 1;
    return known.map(({ values, isStory }, at) => ({
      values: values.map((value, column) => (without.has(NAMES[column - 1] ?? '') ? 0 : value)),
      wanted: isStory === true ? 1 : 0,
      weight: (share * (weights[at] ?? 0)) / total,
    }));
  });
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const size = NAMES.length + 1;
  let weights = new Float64Array(size);
  for (let turn = 0; turn < TURNS; turn++) {
    const slope = Float64Array.from(weights, (weight) => REGULARISATION * weight);
    const curve = Array.from({ length: size }, (_, at) => {
      const row = new Float64Array(size);
      row[at] = REGULARISATION;
      return row;
    });
    for (const { values, wanted, weight } of rows) {
      const likely = 1 / (1 + Math.exp(-dot(weights, values)));
      const share = weight / total;
      const bend = share * likely * (1 - likely);
      values.forEach((value, at) => {
        if (value === 0) return;
        slope[at] = (slope[at] ?? 0) + share * (likely - wanted) * value;
        const row = curve[at];
        if (row === undefined) return;
        for (let to = 0; to <= at; to++) row[to] = (row[to] ?? 0) + bend * value * (values[to] ?? 0);
      });
    }
    const step = solved(curve, slope);
    weights = weights.map((weight, at) => weight - (step[at] ?? 0));
  }
  const named = Object.fromEntries(NAMES.map((name, at) => [name, round(weights[at + 1] ?? 0)]));
  return { bias: round(weights[0] ?? 0), ...named };
}

function dot(weights: Float64Array, values: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (weights[at] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** A symmetric system, of which the lower half is given, by Cholesky's decomposition. */
function solved(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  const root = Array.from({ length: size }, () => new Float64Array(size));
  const of = (row: number, column: number): number => root[row]?.[column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(row, column);
      for (let k = 0; k < column; k++) sum -= of(row, k) * of(column, k);
      const line = root[row];
      if (line !== undefined) line[column] = row === column ? Math.sqrt(sum) : sum / of(column, column);
    }
  }
  const middle = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = right[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= of(row, k) * (middle[k] ?? 0);
    middle[row] = sum / of(row, row);
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row--) {
    let sum = middle[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= of(k, row) * (solution[k] ?? 0);
    solution[row] = sum / of(row, row);
  }
  return solution;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** F1 of the blocks that are chosen: mean of whole bodies, and over all pieces. */
function figuresOf(pages: readonly Page[], weights: Weights): string {
  const by = Float64Array.from([weights.bias ?? 0, ...NAMES.map((name) => weights[name] ?? 0)]);
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
