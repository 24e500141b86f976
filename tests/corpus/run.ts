/**
 * `npm run test:corpus -- DIR [JEST ARGUMENT…]`: the tests over wires that belong to others and are no part of the
 * repository. Says first what is there; a test whose files are not there is not started.
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
];

function filesBelow(path: string): number {
  if (statSync(path).isFile()) return 1;
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}

function main([first, ...others]: string[]): number {
  const named = first !== undefined && !first.startsWith('-');
  const corpus = named
    ? resolve(process.env.INIT_CWD ?? process.cwd(), first)
    : resolve(ROOT, '..', 'shared');
  const isFolder = statSync(corpus, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) {
    console.error(`test:corpus: there is no folder ${corpus}\nusage: npm run test:corpus -- DIR`);
    return 2;
  }

  const missing = (needs: readonly string[]): string[] =>
    needs.filter((path) => !existsSync(join(corpus, path)));
  const here = TESTS.filter(([, ...needs]) => missing(needs).length === 0);
  console.log(`corpus ${corpus}`);
  for (const [test, about = '', ...tools] of TESTS) {
    const gone = missing([about, ...tools]);
    const what =
      gone.length > 0 ? `not run, without ${gone.join(', ')}` : `${filesBelow(join(corpus, about))} files`;
    console.log(`  ${test.padEnd(16)} ${about.padEnd(28)} ${what}`);
  }
  if (here.length === 0) {
    console.error('test:corpus: none of the sets that the tests know is in it');
    return 2;
  }

  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const config = ['--config', join(HERE, 'jest.config.mjs'), '--runTestsByPath'];
  const files = here.map(([test]) => join(HERE, `${test}.test.ts`));
  const run = spawnSync(
    process.execPath,
    [...flags, jest, ...(named || first === undefined ? [] : [first]), ...others, ...config, ...files],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, [CORPUS_VARIABLE]: corpus } },
  );
  return run.status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
