/** Containers: worker threads, each with the code of one function and an environment of its own. */
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { WorkerSettings } from './function-worker.ts';

export interface Container {
  readonly worker: Worker;
  /** The function's code, and all that it is told: of two containers with the same, either may be taken. */
  readonly likeness: string;
  /** Somebody gets what it prints. */
  readonly isHeard: boolean;
  /** Gets what is printed, line by line. */
  output: (line: string) => void;
  /** Is told when the container has ended, by itself or not. */
  ended: () => void;
}

export function startContainer(
  workerData: WorkerSettings,
  environment: Readonly<Record<string, string>>,
): Container {
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    workerData,
    env: { ...compileCache(), ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: workerData.memoryMb },
    stdout: true,
    stderr: true,
  });
  const container: Container = {
    worker,
    likeness: likenessOf(workerData, environment),
    isHeard: workerData.isHeard,
    output: () => undefined,
    ended: () => undefined,
  };
  const print = (line: string): void => {
    container.output(line);
  };
  if (workerData.isHeard) {
    forward(worker.stdout, print);
    forward(worker.stderr, print);
  }
  // A container may also die between two invocations; the next one then gets another.
  worker.on('error', (error) => {
    print(String(error));
  });
  worker.once('exit', () => {
    container.ended();
  });
  return container;
}

/**
 * Idle containers of stacks that have stopped, for the next one whose functions have the same code and environment, and
 * so its servers the same ports. As on AWS they know what their code keeps between two invocations, and nothing else.
 */
export class WarmContainers {
  /** By logical id: only of these functions. */
  readonly #kept: ReadonlyMap<string, Container[]>;
  readonly #most: number;

  /**
   * @param functions logical ids of those whose code keeps nothing of what it has read
   * @param most containers of each
   */
  constructor(functions: readonly string[], most: number) {
    this.#kept = new Map(functions.map((logicalId) => [logicalId, []]));
    this.#most = most;
  }

  /** The one of these that was left last, if there is one. Others stay, for the next stack may have their settings. */
  take(
    logicalId: string,
    workerData: WorkerSettings,
    environment: Readonly<Record<string, string>>,
  ): Container | undefined {
    const kept = this.#kept.get(logicalId) ?? [];
    const likeness = likenessOf(workerData, environment);
    const index = kept.findLastIndex((container) => container.likeness === likeness);
    const [container] = index < 0 ? [] : kept.splice(index, 1);
    container?.worker.ref();
    return container;
  }

  /**
   * Keeps a container, for which that goes which was left longest where there are too many.
   * @returns whether it is kept, which does not keep the process alive: so none that is heard, for whoever
   *   listens to a thread does that
   */
  keep(logicalId: string, container: Container): boolean {
    const kept = this.#kept.get(logicalId);
    if (kept === undefined || container.isHeard) return false;
    container.output = () => undefined;
    container.ended = () => {
      const index = kept.indexOf(container);
      if (index >= 0) kept.splice(index, 1);
    };
    container.worker.unref();
    kept.push(container);
    if (kept.length > this.#most) void kept.shift()?.worker.terminate();
    return true;
  }
}

function likenessOf(workerData: WorkerSettings, environment: Readonly<Record<string, string>>): string {
  return JSON.stringify([workerData, Object.entries(environment).sort()]);
}

/** Where Node keeps what it has compiled: with it, a container finds its own code and the bundle's as they were left. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const folder = getCompileCacheDir();
  // Node says the folder in there that is for its version
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}

function forward(stream: Readable, print: (line: string) => void): void {
  createInterface({ input: stream }).on('line', print);
}
