/**
 * Measures the tagging of sources with the set of tests/core/sources/eval: npm run eval:sources -- [options]
 *
 *   --split tune|test      only this half (both)
 *   --errors tune|test     the misses (-) and wrong sources (+) of one half; to look at those of test spoils it
 *   --lang en,fr           only texts of these languages
 *   --part later           only one file of the set (sentences, lines, pages, later, running, fresh, grounds, world, press), without the articles
 *   --min-precision 0.97   exit code 1 where the overall precision of a half that is printed is lower
 *   --min-recall 0.93      the same for recall
 */
import { parseArgs } from 'node:util';
import { addUp, printErrors, printFigures, type Scored } from './eval-sources/report.ts';
import { scoreText } from './eval-sources/score.ts';
import { PARTS, readArticles, readSentences, type Split, SPLITS } from './eval-sources/set.ts';
import { tagsOfArticle, tagsOfSentence } from './eval-sources/tagger.ts';

const USAGE =
  'usage: npm run eval:sources -- [--split tune|test] [--errors tune|test] [--lang LANG,...] ' +
  '[--part PART] [--min-precision SHARE] [--min-recall SHARE]';
const WRONG_USAGE = 2;

function fail(problem: string): never {
  console.error(`error: ${problem}\n${USAGE}`);
  process.exit(WRONG_USAGE);
}

function options() {
  try {
    return parseArgs({
      options: {
        split: { type: 'string' },
        errors: { type: 'string' },
        lang: { type: 'string' },
        part: { type: 'string' },
        'min-precision': { type: 'string', default: '0' },
        'min-recall': { type: 'string', default: '0' },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function splitOf(option: string, value: string | undefined): Split | undefined {
  if (value === undefined) return undefined;
  return SPLITS.find((split) => split === value) ?? fail(`--${option} is tune or test, not ${value}`);
}

function shareOf(option: string, value: string): number {
  const share = Number(value);
  return share >= 0 && share <= 1 ? share : fail(`--${option} is a share from 0 to 1, not ${value}`);
}

function partOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return PARTS.find((name) => name === value) ?? fail(`--part is one of ${PARTS.join(', ')}, not ${value}`);
}

const values = options();
const only = splitOf('split', values.split);
const errors = splitOf('errors', values.errors);
const languages = values.lang?.split(',');
const part = partOf(values.part);
const least = {
  precision: shareOf('min-precision', values['min-precision']),
  recall: shareOf('min-recall', values['min-recall']),
};

function scored(split: Split): Scored[] {
  const wanted = (text: { split: Split; lang: string }) =>
    text.split === split && (languages?.includes(text.lang) ?? true);
  const sentences = readSentences(part === undefined ? PARTS : [part])
    .filter(wanted)
    .map((sentence) => ({
      ...sentence,
      kind: 'sentence' as const,
      text: `(${sentence.slot}) ${sentence.text}`,
      found: tagsOfSentence(sentence),
    }));
  const articles = (part === undefined ? readArticles() : []).filter(wanted).map((article) => ({
    ...article,
    kind: 'article' as const,
    text: article.headline,
    found: tagsOfArticle(article),
  }));
  return [...sentences, ...articles].map((text) => ({
    ...text,
    outcome: scoreText(text.expect, text.found),
  }));
}

let good = true;
for (const split of only === undefined ? SPLITS : [only]) {
  const texts = scored(split);
  if (texts.length === 0) fail(`the set has no text in ${values.lang ?? ''}`);
  const figures = addUp(texts);
  console.log(`${printFigures(split, texts, figures)}\n`);
  const { precision, recall } = figures.totals.overall;
  if (precision >= least.precision && recall >= least.recall) continue;
  good = false;
  console.error(
    `${split}: precision ${precision.toFixed(3)} and recall ${recall.toFixed(3)} overall, ` +
      `wanted ${least.precision} and ${least.recall}`,
  );
}
if (errors === 'test')
  console.error('These are the errors of the test half: a pattern made for them spoils it.');
if (errors !== undefined) console.log(printErrors(scored(errors)));
process.exitCode = good ? 0 : 1;
