/**
 * `npm run test:corpus -- DIR [--long] [JEST ARGUMENT…]`: the tests over wires that belong to others and are no part
 * of the repository. Says first what is there; a test whose files are not there is not started, and the scorers that
 * take many minutes only with --long.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CORPUS_VARIABLE } from './corpus.ts';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..', '..');

/** What a test needs, below the corpus; the first is what it is about. */
const TESTS: readonly (readonly [test: string, ...needs: string[]])[] = [
  ['facts', 'wires/expectations.json', 'wires'],
  ['records', 'wires'],
  ['same-story', 'wires/same-story'],
  ['ninjs', 'data/ninjs'],
  ['seed', 'seed'],
  ['source-lines', 'data/source-lines.json'],
  ['scores/wires', 'wires/expectations.json', 'tools/conformance.mjs'],
  ['scores/cases', 'cases', 'tools/outcomes.mjs'],
  ['scores/sources', 'data/source-lines-real.json', 'tools/sources-score.mjs'],
  ['scores/pages', 'data/pages', 'tools/pages-score.mjs'],
  ['scores/dedupe', 'data/dedupe', 'tools/dedupe-score.mjs'],
];

/** Scorers that take minutes of both processors. */
const LONG = new Set(['scores/cases', 'scores/pages']);

const USAGE = 'usage: npm run test:corpus -- DIR [--long] [JEST ARGUMENT...]';

/** How many files a set has. */
function filesOf(corpus: string, set: string): number {
  const path = join(corpus, set);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return found === undefined ? 0 : 1;
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}

function main(args: readonly string[]): number {
  const [first] = args;
  const named = first !== undefined && !first.startsWith('-');
  const corpus = named
    ? resolve(process.env.INIT_CWD ?? process.cwd(), first)
    : resolve(ROOT, '..', 'shared');
  const long = args.includes('--long');
  const passedOn = args.slice(named ? 1 : 0).filter((argument) => argument !== '--long');
  if (statSync(corpus, { throwIfNoEntry: false })?.isDirectory() !== true) {
    console.error(`test:corpus: there is no folder ${corpus}\n${USAGE}`);
    return 2;
  }

  console.log(`corpus ${corpus}`);
  const chosen: string[] = [];
  for (const [test, ...needs] of TESTS) {
    const missing = needs.filter((path) => !existsSync(join(corpus, path)));
    const [about = ''] = needs;
    let found = `${filesOf(corpus, about)} files`;
    if (missing.length > 0) found = `not run: there is no ${missing.join(', no ')}`;
    else if (LONG.has(test) && !long) found += ', not run without --long';
    else chosen.push(join(HERE, `${test}.test.ts`));
    console.log(`  ${about.padEnd(28)} ${test.padEnd(16)} ${found}`);
  }
  if (chosen.length === 0) {
    console.error(`test:corpus: nothing that a test is about is in ${corpus}\n${USAGE}`);
    return 2;
  }

  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const config = ['--config', join(HERE, 'jest.config.mjs'), '--runTestsByPath'];
  const run = spawnSync(process.execPath, [...flags, jest, ...passedOn, ...config, ...chosen], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, [CORPUS_VARIABLE]: corpus },
  });
  return run.status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
