/** The commands as a user runs them: processes of their own. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { REPOSITORY_ROOT } from '../../../infra/repository.ts';

/** Nothing of these tests meets a stack that a developer has running. */
export const SCRATCH = mkdtempSync(join(tmpdir(), 'newswire-cli-'));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export class Running {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly finished: Promise<Finished>;
  #stdout = '';
  #stderr = '';

  constructor(script: 'start' | 'wire', parameters: readonly string[]) {
    this.#child = spawn(process.execPath, [`cli/${script}.ts`, ...parameters], {
      cwd: REPOSITORY_ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        WIRE_STACK_FILE: join(SCRATCH, 'stack.json'),
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.finished = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        resolve({ code, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
  }

  /** Resolves when a text has been printed; rejects when the process ends without it. */
  async printed(text: string): Promise<void> {
    if (this.#stdout.includes(text)) return;
    await new Promise<void>((resolve, reject) => {
      this.#child.stdout.on('data', () => {
        if (this.#stdout.includes(text)) resolve();
      });
      void this.finished.then(({ stdout, stderr }) => {
        reject(new Error(`ended without printing ${text}:\n${stdout}\n${stderr}`));
      });
    });
  }

  /** Resolves when a text has been printed for people, on stderr; rejects when the process ends without it. */
  async saidOnStderr(text: string): Promise<void> {
    if (this.#stderr.includes(text)) return;
    await new Promise<void>((resolve, reject) => {
      this.#child.stderr.on('data', () => {
        if (this.#stderr.includes(text)) resolve();
      });
      void this.finished.then(({ stdout, stderr }) => {
        reject(new Error(`ended without printing ${text}:\n${stdout}\n${stderr}`));
      });
    });
  }

  interrupt(): void {
    this.#child.kill('SIGINT');
  }
}

export function wire(...parameters: string[]): Promise<Finished> {
  return new Running('wire', parameters).finished;
}

/** NDJSON as objects. */
export function linesOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
