/** The scorers of the corpus, run as their authors run them: over the wire command. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { corpusPath } from '../corpus.ts';

/** More than a slow machine needs for the longest of them. */
const LONGEST_MS = 40 * 60_000;
export const ROOT = join(import.meta.dirname, '..', '..', '..');

export interface Score {
  exitCode: number | null;
  stdout: string;
  /** The line that sums it up. */
  summary: string;
}

/** The words that run `wire` with some arguments. */
export function wire(...args: string[]): string[] {
  return [process.execPath, join(ROOT, 'cli', 'wire.ts'), ...args];
}

/** Runs a program to its end, from the folder of the repository; its input is a file, as from a shell. */
export function run([program = '', ...args]: readonly string[], input?: string): Promise<Score> {
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  return new Promise<Score>((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: [stdin, 'pipe', 'inherit'], timeout: LONGEST_MS });
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, summary: stdout.trim().split('\n').at(-1) ?? '' });
    });
  }).finally(() => {
    if (typeof stdin === 'number') closeSync(stdin);
  });
}

/** Runs a scorer of the corpus and shows what it says. */
export async function score(tool: string, args: readonly string[], input?: string): Promise<Score> {
  const result = await run([process.execPath, corpusPath('tools', tool), ...args], input);
  process.stdout.write(`${tool}\n${result.stdout.trim()}\n`);
  return result;
}

/** The number in what a scorer says that the pattern captures. @throws Error where it does not say it */
export function figure(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${pattern.source} in: ${text}`);
  return Number(found);
}
