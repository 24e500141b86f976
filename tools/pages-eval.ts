/**
 * How well web pages are read, and what each step of reading them earns:
 *
 *   node tools/pages-eval.ts [--as html,full,main] [--ablate] [--json] [--no-articles] FOLDER
 *
 *   --as      the page itself; all its visible text; the text of its article element
 *   --ablate  also a table of the steps, each left out in a process of its own
 *   --json    figures for programs
 *   --no-articles  how many are taken of pages that are no articles (no-articles.ts), and nothing else
 *
 * FOLDER has labelled pages in the layout of tools/pages/labelled.ts. Weights are learned from half 0 (pages-train.ts),
 * and rules made looking at it: half 1 says what they are worth.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { timesOf } from './pages/clock.ts';
import { bothWays, figuresOf, type Figures, type Kind } from './pages/figures.ts';
import { readPages } from './pages/labelled.ts';
import { noArticles, takenOf } from './pages/no-articles.ts';
import { STEPS, type Step } from './pages/steps.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string', default: 'html,full,main' },
    ablate: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    'no-articles': { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  throw new Error(
    'usage: node tools/pages-eval.ts [--as html,full,main] [--ablate] [--json] [--no-articles] FOLDER',
  );
}
const kinds = values.as.split(',') as Kind[];

async function measured(directory: string, wanted: readonly Kind[]): Promise<Figures[]> {
  const pages = readPages(directory);
  const found: Figures[] = [];
  for (const set of new Set(pages.map((page) => page.set))) {
    for (const kind of wanted) {
      for (const half of [0, 1] as const) {
        const figures = await figuresOf(pages, set, half, kind);
        if (figures.pages > 0) found.push(figures);
      }
    }
  }
  return found;
}

function shown(value: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(3).replace(/^0/, '');
}

function print(found: readonly Figures[]): void {
  console.log('| set | read as | half | pages | refused | body F1 | headline | author | date |');
  console.log('|---|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const { set, kind, half, pages, refused, body, title, author, date } of found) {
    const cells = [set, kind, half, pages, refused, ...[body, title, author, date].map(shown)];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const run = promisify(execFile);

/** Of the kinds that are asked for. */
function kindsOf({ of }: Step): Kind[] {
  return kinds.filter((kind) => (kind === 'html') === (of === 'html'));
}

async function without(step: Step, directory: string): Promise<Figures[]> {
  const kindsOfStep = kindsOf(step).join(',');
  const hook = new URL('./pages/without.ts', import.meta.url).href;
  const { stdout } = await run(
    process.execPath,
    ['--import', hook, fileURLToPath(import.meta.url), '--json', '--as', kindsOfStep, directory],
    { env: { ...process.env, PAGES_WITHOUT: step.name }, maxBuffer: 1 << 26 },
  );
  return JSON.parse(stdout) as Figures[];
}

/** Thousandths that a figure of both halves is better by the step. */
function gain(whole: readonly Figures[], less: readonly Figures[], of: keyof Figures, kinds: string): string {
  const mean = (all: readonly Figures[]): number => {
    const known = all.filter((one) => kinds.includes(one.kind) && !Number.isNaN(Number(one[of])));
    const pages = known.reduce((sum, one) => sum + one.pages, 0);
    return known.reduce((sum, one) => sum + Number(one[of]) * one.pages, 0) / pages;
  };
  const points = Math.round(1000 * (mean(whole) - mean(less)));
  return points === 0 ? '' : points > 0 ? `+${points}` : `−${-points}`;
}

async function printNoArticles(directory: string): Promise<void> {
  const pages = readPages(directory);
  console.log('| no article | half 0 | half 1 |\n|---|---:|---:|');
  const [even, odd] = [await takenOf(noArticles(pages, 0)), await takenOf(noArticles(pages, 1))];
  for (const [name, count] of even) {
    const shown = [count, odd.get(name)].map((one) => `${one?.taken ?? 0} of ${one?.all ?? 0}`);
    console.log(`| ${[name, ...shown].join(' | ')} |`);
  }
}

if (values['no-articles']) {
  await printNoArticles(folder);
  process.exit(0);
}
const found = await measured(folder, kinds);
if (values.json) console.log(JSON.stringify(found));
else {
  print(found);
  const pages = readPages(folder);
  if (kinds.includes('html')) console.log(`\n${await timesOf(pages)}`);
  if (kinds.length === 3) console.log(await bothWays(pages));
}
if (values.ablate) {
  console.log('\n| step | body, half 0 | half 1 | headline | author | date | refused |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  for (const step of STEPS.filter((step) => kindsOf(step).length > 0)) {
    const less = await without(step, folder);
    const kindsOfStep = kindsOf(step).join(' ');
    const of = (half: number, all: readonly Figures[]): Figures[] => all.filter((one) => one.half === half);
    const refused = (all: readonly Figures[]): number =>
      all.reduce((sum, one) => sum + (kindsOfStep.includes(one.kind) ? one.refused : 0), 0);
    const more = refused(less) - refused(found);
    const cells = [
      gain(of(0, found), of(0, less), 'body', kindsOfStep),
      gain(of(1, found), of(1, less), 'body', kindsOfStep),
      ...(['title', 'author', 'date'] as const).map((name) => gain(found, less, name, kindsOfStep)),
      more === 0 ? '' : String(more),
    ];
    console.log(`| ${step.name} | ${cells.join(' | ')} |`);
  }
}
