/**
 * How well near-duplicates are found: npm run eval:dedupe -- [options] [FILE...]
 *
 *   FILE             labelled texts, .jsonl or .jsonl.gz: lines of {id, group, title, body, date?, source?, slug?, kind?}, as
 *                    tools/eval-dedupe/labelled.ts says; without any, texts are generated
 *   --seed 1         of the generated texts
 *   --stories 500    how many stories are generated; each comes in several versions
 *   --look-alikes    reports from templates and tables instead: how many of other days and other companies are linked
 *   --takes          stories instead that their agency sends again with another lead
 *   --tables         results and standings of leagues instead, and those of other days
 *   --unspaced       reports in Chinese, Japanese and Thai instead, and what looks like them
 *   --furniture      pairs of one story with other furniture instead: found, hidden, and news that is hidden
 *   --pairs 30       of each kind and language, with --furniture
 *   --min-f1 0.9     exit code 1 where the F1 of a set is lower
 *
 * The texts go through the engine of the pipeline in their order, with its defaults, as `wire dedupe` does it.
 */
import { parseArgs } from 'node:util';
import { WINDOW_MS } from '../functions/core/dedupe/candidates.ts';
import { MemoryIndex } from '../functions/core/dedupe/memory-index.ts';
import { NearDuplicates } from '../functions/core/dedupe/near-duplicates.ts';
import { furnishedPairs, type FurnishedPair } from './eval-dedupe/furniture.ts';
import { generatedSet } from './eval-dedupe/generate.ts';
import { lookAlikeSet } from './eval-dedupe/look-alikes.ts';
import { readLabelled, type LabelledSet } from './eval-dedupe/labelled.ts';
import { tableSet } from './eval-dedupe/tables.ts';
import { takeSet } from './eval-dedupe/takes.ts';
import { unspacedSet } from './eval-dedupe/unspaced.ts';
import { linesOf, scoreOf, type Score } from './eval-dedupe/score.ts';

const USAGE =
  'usage: npm run eval:dedupe -- [--seed N] [--stories N] [--min-f1 SHARE] [--look-alikes | --takes | --tables | --unspaced] [--furniture [--pairs N]] [FILE...]';
const WRONG_USAGE = 2;

function fail(problem: string): never {
  console.error(`error: ${problem}\n${USAGE}`);
  process.exit(WRONG_USAGE);
}

function parameters() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        stories: { type: 'string', default: '500' },
        'look-alikes': { type: 'boolean', default: false },
        takes: { type: 'boolean', default: false },
        tables: { type: 'boolean', default: false },
        unspaced: { type: 'boolean', default: false },
        furniture: { type: 'boolean', default: false },
        pairs: { type: 'string', default: '30' },
        'min-f1': { type: 'string', default: '0' },
      },
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function numberOf(option: string, value: string): number {
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : fail(`--${option} is a number, not ${value}`);
}

async function judged(set: LabelledSet): Promise<Score> {
  const index = new MemoryIndex({ window: WINDOW_MS, capacity: Infinity });
  const engine = new NearDuplicates(index, { pause: () => Promise.resolve() });
  const stories = new Map<string, string>();
  for (const { id, title, body, at, source, slug, takeKey, language } of set.texts) {
    const judgement = await engine.judge({
      articleId: id,
      provider: source,
      body,
      at,
      ...(title === undefined ? {} : { title }),
      ...(slug === undefined ? {} : { slug }),
      ...(takeKey === undefined ? {} : { takeKey }),
      ...(language === undefined ? {} : { language }),
    });
    stories.set(id, judgement.story);
  }
  return scoreOf(set, (id) => stories.get(id) ?? id);
}

async function verdictOn({ language, first, second }: FurnishedPair) {
  const index = new MemoryIndex({ window: WINDOW_MS, capacity: Infinity });
  const engine = new NearDuplicates(index, { pause: () => Promise.resolve() });
  const at = Date.parse('2026-07-14T10:00:00Z');
  await engine.judge({ articleId: 'first', provider: 'aurora', at, language, ...first });
  const { verdict } = await engine.judge({
    articleId: 'second',
    provider: 'borealis',
    at: at + 3_600_000,
    language,
    ...second,
  });
  return verdict;
}

async function judgeFurniture(pairs: readonly FurnishedPair[]): Promise<void> {
  const rows = new Map<string, { all: number; found: number; hidden: number; news: number; lost: number }>();
  for (const pair of pairs) {
    const verdict = await verdictOn(pair);
    for (const key of [pair.kind, `language ${pair.language}`]) {
      const row = rows.get(key) ?? { all: 0, found: 0, hidden: 0, news: 0, lost: 0 };
      rows.set(key, row);
      if (pair.news) {
        row.news++;
        if (verdict === 'duplicate') row.lost++;
      } else {
        row.all++;
        if (verdict !== 'new') row.found++;
        if (verdict === 'duplicate') row.hidden++;
      }
    }
  }
  for (const [key, { all, found, hidden, news, lost }] of rows) {
    const percent = (part: number): string => `${((100 * part) / all).toFixed(1)} %`;
    console.log(
      `${key.padEnd(20)} found ${percent(found)}, duplicate ${percent(hidden)} of ${all}; news hidden ${lost} of ${news}`,
    );
  }
}

const { values, positionals } = parameters();
const least = numberOf('min-f1', values['min-f1']);
const generation = {
  seed: numberOf('seed', values.seed),
  stories: numberOf('stories', values.stories),
};
if (values.furniture) {
  await judgeFurniture(furnishedPairs(generation.seed, numberOf('pairs', values.pairs)));
  process.exit();
}
function generated(): LabelledSet[] {
  if (values['look-alikes']) return [lookAlikeSet(generation)];
  if (values.tables) return [tableSet(generation, 'tune'), tableSet(generation, 'test')];
  if (values.unspaced) return [unspacedSet(generation, 'tune'), unspacedSet(generation, 'test')];
  return values.takes
    ? [takeSet(generation, 'tune'), takeSet(generation, 'test')]
    : [generatedSet(generation)];
}
const sets = positionals.length === 0 ? generated() : positionals.map(readLabelled);
for (const set of sets) {
  const score = await judged(set);
  console.log(linesOf(set, score).join('\n'));
  if (score.f1 < least) process.exitCode = 1;
}
