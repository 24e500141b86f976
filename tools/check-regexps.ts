/**
 * No regular expression of functions/ may backtrack badly, for whoever delivers a file chooses what it is run on:
 *
 *   npm run check:regexps
 *
 * Each literal is found in the syntax tree and judged by recheck, which is bounded by characters that it reads, not by
 * time: the verdict is the same on a slow machine. The first run takes a minute; verdicts are then kept in
 * node_modules/.cache. Exit code 1 where an expression is open to an attack, or could not be judged.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { REPOSITORY_ROOT } from '../infra/repository.ts';

const FUNCTIONS = join(REPOSITORY_ROOT, 'functions');
const CACHE = join(REPOSITORY_ROOT, 'node_modules', '.cache', 'newswire-regular-expressions.json');

/** What an attack is: 10,000 characters that cost 300 steps each. The search for one is as wide as these say, no less. */
const LIMITS = {
  maxAttackStringSize: 10_000,
  attackLimit: 3_000_000,
  maxNFASize: 8000,
  maxInitialGenerationSize: 50,
  maxGenerationSize: 20,
  mutationSize: 10,
  crossoverSize: 5,
  maxIteration: 4,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  // A net: nothing that is judged takes a tenth of it. What does not end is reported as not judged
  timeout: 300_000,
};

interface Expression {
  source: string;
  flags: string;
  places: string[];
}

/** The literals of all files, each once. */
function literals(): Expression[] {
  const found = new Map<string, Expression>();
  const files = readdirSync(FUNCTIONS, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.ts'),
  );
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        const known = found.get(node.text) ?? {
          source: node.text.slice(1, end),
          flags: node.text.slice(end + 1),
          places: [],
        };
        known.places.push(`${path.slice(REPOSITORY_ROOT.length + 1)}:${line}`);
        found.set(node.text, known);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...found.values()];
}

/** Verdicts by a hash of the expression and of all that decides besides it. */
class Verdicts {
  readonly #known: Record<string, string> = existsSync(CACHE)
    ? (JSON.parse(readFileSync(CACHE, 'utf8')) as Record<string, string>)
    : {};
  readonly #judge: string;

  constructor() {
    const { version } = createRequire(import.meta.url)('recheck/package.json') as { version: string };
    this.#judge = JSON.stringify([version, LIMITS]);
  }

  /** safe, vulnerable with its complexity, or unknown with the reason. */
  async on({ source, flags }: Expression): Promise<string> {
    const key = createHash('sha256').update(`${this.#judge}/${source}/${flags}`).digest('hex').slice(0, 24);
    const known = this.#known[key];
    if (known !== undefined) return known;
    const found = await check(source, flags, LIMITS);
    const verdict =
      found.status === 'vulnerable'
        ? `vulnerable: ${found.complexity.summary}`
        : found.status === 'unknown'
          ? `unknown: ${found.error.kind}`
          : found.status;
    if (found.status !== 'unknown') this.#keep(key, verdict);
    return verdict;
  }

  #keep(key: string, verdict: string): void {
    this.#known[key] = verdict;
    mkdirSync(dirname(CACHE), { recursive: true });
    writeFileSync(CACHE, JSON.stringify(this.#known));
  }
}

const verdicts = new Verdicts();
const expressions = literals();
let faults = 0;
for (const [index, expression] of expressions.entries()) {
  if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${expressions.length}`);
  const { source, flags, places } = expression;
  const verdict = await verdicts.on(expression);
  if (verdict === 'safe') continue;
  faults++;
  console.error(`${places.join(', ')} /${source}/${flags} ${verdict}`);
}
if (process.stderr.isTTY) process.stderr.write('\r');
console.log(`${expressions.length} regular expressions, ${faults} open to attack or not judged`);
if (faults > 0) process.exitCode = 1;
