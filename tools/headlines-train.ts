/**
 * Learns by what the headline of a page is told from other lines, in text without mark-up:
 *
 *   node tools/headlines-train.ts [--half 0|1|all] [--write] FOLDER
 *
 *   --half    learn from pages of that half (0 where it is absent); the other is looked at only
 *   --write   functions/core/formats/text/title-weights.json gets the weights
 *
 * FOLDER has labelled pages in the layout of tools/pages/labelled.ts. The same pages give the same weights.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { halfOf, readPages } from './pages/labelled.ts';
import { learnedFrom } from './pages/logistic.ts';
import { linesOf, rowsOfLines, shareOfRight, TITLE_NAMES } from './pages/texts.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { half: { type: 'string', default: '0' }, write: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined) {
  throw new Error('usage: node tools/headlines-train.ts [--half 0|1|all] [--write] FOLDER');
}
const pages = readPages(folder);
const isLearned = (half: number): boolean => values.half === 'all' || String(half) === values.half;
const seen = pages.filter((page) => isLearned(halfOf(page))).flatMap(linesOf);
const others = pages.filter((page) => !isLearned(halfOf(page))).flatMap(linesOf);
const weights = learnedFrom(rowsOfLines(seen));
console.log(`learned from ${seen.length} texts: ${shareOfRight(seen, weights).toFixed(3)} right`);
if (others.length > 0)
  console.log(`on ${others.length} others: ${shareOfRight(others, weights).toFixed(3)} right`);
if (values.write) {
  const named = Object.fromEntries(['bias', ...TITLE_NAMES].map((name, at) => [name, weights[at] ?? 0]));
  const path = fileURLToPath(new URL('../functions/core/formats/text/title-weights.json', import.meta.url));
  writeFileSync(
    path,
    `${JSON.stringify({ $schema: './title-weights.schema.json', weights: named }, undefined, 2)}\n`,
  );
}
