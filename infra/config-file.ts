/**
 * The settings: newswire.config.json, read and checked. Whoever needs the stages or the agencies asks here, and nothing
 * here loads CDK, for the `wire` command does not need it.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { registerOf, type Register } from '../functions/core/providers/register.ts';
import { checkConfigFile } from './config-rules.ts';
import type { ConfigFile, StageSettings } from './config-shape.ts';
import { REPOSITORY_ROOT } from './repository.ts';

/** Thrown for settings that cannot be deployed; its message lists everything that is wrong with them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config-invalid';

  constructor(what: string, problems: readonly string[]) {
    super(`${what} cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The file that applies unless another one is named. */
export const CONFIG_FILE = join(REPOSITORY_ROOT, 'newswire.config.json');

/**
 * The settings of a file, read anew each time.
 * @throws ConfigError naming every key that is wrong, with its place and what it may be
 */
export function readConfigFile(path = CONFIG_FILE): ConfigFile {
  const name = shownPath(path);
  const value = parsed(path, name);
  const checked = checkConfigFile(value);
  if (!checked.ok) throw new ConfigError(name, checked.problems);
  return checked.file;
}

/** As people would write a path from where they are. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** The agencies of a file, as the functions ask for them. @throws ConfigError */
export function registerIn(path = CONFIG_FILE): Register {
  return registerOf(readConfigFile(path).agencies);
}

function parsed(path: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new ConfigError(name, [error instanceof Error ? error.message : String(error)]);
  }
}

/** What a file leaves out. */
export const DEFAULTS: Required<Pick<ConfigFile, 'owner' | 'costCentre'>> & {
  stage: StageSettings;
} = {
  owner: 'newsroom-platform',
  costCentre: 'newsroom',
  stage: {
    protectData: true,
    logLevel: 'INFO',
    logRetentionDays: 90,
    maxConcurrency: 20,
    publishDuplicates: false,
    customerKey: false,
    overwrittenDeliveryDays: 400,
    quarantineDays: 400,
    accessLogDays: 90,
    queueAgeAlarmSeconds: 300,
    publishLagAlarmSeconds: 60,
    flowMetrics: false,
    canary: false,
    malwareScan: false,
    reading: {},
    ingest: { timeoutSeconds: 60, memoryMb: 1024 },
    release: { timeoutSeconds: 50, memoryMb: 512 },
  },
};
