/** The commands as a user runs them: processes of their own, and what is not about the process in this one. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { mock } from 'node:test';
import { ALL_COMMANDS } from '../../../cli/all-commands.ts';
import { runCommand } from '../../../cli/commands.ts';
import { REPOSITORY_ROOT } from '../../../infra/repository.ts';

/** Of this worker, whose test files come one after the other. */
export const SCRATCH = mkdtempSync(join(tmpdir(), 'newswire-cli-'));
process.once('exit', () => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

/** Nothing of these tests meets a stack that a developer has running. */
export const STACK_FILE = join(SCRATCH, 'stack.json');

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
        WIRE_STACK_FILE: STACK_FILE,
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

/** `wire` as a process of its own. */
export function wireProcess(...parameters: string[]): Promise<Finished> {
  return new Running('wire', parameters).finished;
}

/** Variables that a developer may have set, and that would lead elsewhere. */
const ELSEWHERE = ['WIRE_STAGE', 'WIRE_STACK', 'WIRE_CONFIG'];

/** `wire` in this process, where most of what a short command takes is done: its modules are loaded. One at a time. */
export async function wire(...parameters: string[]): Promise<Finished> {
  const { argv, env, exitCode, stdout, stderr } = process;
  const listeners = stdout.listeners('error');
  const written = { stdout: '', stderr: '' };
  const out = mock.method(stdout, 'write', (text: string) => (written.stdout += text) !== '');
  const err = mock.method(stderr, 'write', (text: string) => (written.stderr += text) !== '');
  process.argv = [process.execPath, join(REPOSITORY_ROOT, 'cli', 'wire.ts'), ...parameters];
  const ours = Object.entries(env).filter(([name]) => !ELSEWHERE.includes(name));
  process.env = { ...Object.fromEntries(ours), WIRE_STACK_FILE: STACK_FILE };
  process.exitCode = undefined;
  try {
    await runCommand(ALL_COMMANDS);
    return { code: codeOf(process), ...written };
  } finally {
    out.mock.restore();
    err.mock.restore();
    for (const listener of stdout.listeners('error'))
      if (!listeners.includes(listener)) stdout.off('error', listener as () => void);
    Object.assign(process, { argv, env, exitCode });
  }
}

function codeOf({ exitCode }: { exitCode?: string | number | null | undefined }): number {
  return Number(exitCode ?? 0);
}

/** NDJSON as objects. */
export function linesOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
