/**
 * No regular expression of functions/ may backtrack badly: whoever delivers a file chooses what it is run on. Each
 * literal is found in the syntax tree and judged by `recheck`, once: verdicts are kept in node_modules/.cache.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { check } from 'recheck';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..');
const FUNCTIONS = join(ROOT, 'functions');
const CACHE = join(ROOT, 'node_modules', '.cache', 'regular-expressions.json');
const TIMEOUT_MS = 1000;

/**
 * Judged as open to attack in theory, and why they are not in fact: by how the expression begins. A repetition of at
 * most n characters costs n steps a character, which recheck calls polynomial.
 */
const EXCEPTIONS: readonly (readonly [start: string, reason: string])[] = [
  ['^(?<head>.{12,})\\s[|–—»·-]\\s', 'run on the title of a page, cut to a few hundred characters'],
  ['^(?!.*(?:ed|ing|te|ten|ó)$).{3,}', 'run on one word'],
  ['(?:©|\\bcopyright\\b|\\(c\\))[^.;]{0,30}$', 'at most 30 characters are repeated'],
  ['[.!?”"|–—:]\\s(?<credit>', 'at most 80 characters are repeated'],
  ['[.!?”"]\\s(?<credit>', 'at most 50 characters are repeated'],
  ['\\b(?:we|our (?:site|website|partners)', 'at most 80 characters are repeated'],
];

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
        known.places.push(`${path.slice(ROOT.length + 1)}:${line}`);
        found.set(node.text, known);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...found.values()];
}

function readCache(): Record<string, string> {
  return existsSync(CACHE) ? (JSON.parse(readFileSync(CACHE, 'utf8')) as Record<string, string>) : {};
}

/** safe, vulnerable with its complexity, or unknown: no attack was found within the time. */
async function verdictOn({ source, flags }: Expression): Promise<string> {
  const found = await check(source, flags, { timeout: TIMEOUT_MS, attackTimeout: 400 });
  return found.status === 'vulnerable' ? `vulnerable: ${found.complexity.summary}` : found.status;
}

test('no expression is open to an attack that makes it backtrack', async () => {
  const cache = readCache();
  const verdicts: Record<string, string> = {};
  const vulnerable: string[] = [];
  const expressions = literals();
  for (const expression of expressions) {
    const { source, flags, places } = expression;
    const key = createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 24);
    const verdict = cache[key] ?? (await verdictOn(expression));
    verdicts[key] = verdict;
    const isExcepted = EXCEPTIONS.some(([start]) => source.startsWith(start));
    if (verdict.startsWith('vulnerable') && !isExcepted)
      vulnerable.push(`${places.join(', ')} /${source}/${flags} ${verdict}`);
  }
  mkdirSync(dirname(CACHE), { recursive: true });
  writeFileSync(CACHE, JSON.stringify(verdicts));
  expect(expressions.length).toBeGreaterThan(300);
  expect(vulnerable).toEqual([]);
}, 600_000);
