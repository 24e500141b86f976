/** How `wire drop` and `wire status` find the local stack of this check-out: a small file while it runs. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRunning } from '../../infra/local/data-folder.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';

export interface StackDescription {
  pid: number;
  /** AWS variables that lead there. */
  environment: Readonly<Record<string, string>>;
  /** Outputs of the template. */
  outputs: Readonly<Record<string, string>>;
}

/** WIRE_STACK_FILE is for whoever runs more than one stack. */
function file(): string {
  return (
    process.env.WIRE_STACK_FILE ??
    join(REPOSITORY_ROOT, 'node_modules', '.cache', 'newswire-running-stack.json')
  );
}

export function announceStack(description: StackDescription): void {
  mkdirSync(dirname(file()), { recursive: true });
  writeFileSync(file(), JSON.stringify(description));
}

/** Takes the announcement back, unless another stack has been announced since. */
export function withdrawStack(pid: number): void {
  if (readFile()?.pid === pid) rmSync(file(), { force: true });
}

/** The stack that runs, or undefined; what a killed process left behind does not count. */
export function findRunningStack(): StackDescription | undefined {
  const found = readFile();
  return found !== undefined && isRunning(found.pid) ? found : undefined;
}

function readFile(): StackDescription | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(file(), 'utf8'));
    return isDescription(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isDescription(value: unknown): value is StackDescription {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'environment' in value &&
    typeof value.environment === 'object' &&
    'outputs' in value &&
    typeof value.outputs === 'object'
  );
}
