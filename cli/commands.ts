/** The commands that need nothing but an account: those of the package, and most of the repository's. */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../infra/config-file.ts';
import { UsageError } from './common/errors.ts';
import { endWithReader } from './common/output.ts';

/** A command is loaded when it is asked for: what needs no AWS starts without it. */
export type Commands = Readonly<Record<string, () => Promise<(program: Command) => void>>>;

export const COMMANDS: Commands = {
  normalize: async () => (await import('./reading/normalize.ts')).registerNormalize,
  dedupe: async () => (await import('./reading/dedupe.ts')).registerDedupe,
  sources: async () => (await import('./reading/sources.ts')).registerSources,
  drop: async () => (await import('./delivering/drop.ts')).registerDrop,
  'upload-url': async () => (await import('./delivering/upload-url.ts')).registerUploadUrl,
  status: async () => (await import('./delivering/status.ts')).registerStatus,
  provider: async () => (await import('./operating/provider.ts')).registerProvider,
  furniture: async () => (await import('./operating/furniture.ts')).registerFurniture,
  list: async () => (await import('./operating/list.ts')).registerList,
  show: async () => (await import('./operating/looking.ts')).registerShow,
  history: async () => (await import('./operating/looking.ts')).registerHistory,
  trace: async () => (await import('./operating/trace.ts')).registerTrace,
  held: async () => (await import('./operating/looking.ts')).registerHeld,
  subscribe: async () => (await import('./following/subscribe.ts')).registerSubscribe,
  tail: async () => (await import('./following/tail.ts')).registerTail,
  release: async () => (await import('./operating/decisions.ts')).registerRelease,
  hold: async () => (await import('./operating/decisions.ts')).registerHold,
  kill: async () => (await import('./operating/decisions.ts')).registerKill,
  split: async () => (await import('./operating/decisions.ts')).registerSplit,
  merge: async () => (await import('./operating/decisions.ts')).registerMerge,
  redrive: async () => (await import('./operating/redrive.ts')).registerRedrive,
  replay: async () => (await import('./operating/replay.ts')).registerReplay,
  reprocess: async () => (await import('./operating/reprocess.ts')).registerReprocess,
  quarantine: async () => (await import('./operating/quarantine.ts')).registerQuarantine,
  reconcile: async () => (await import('./operating/reconcile.ts')).registerReconcile,
  pause: async () => (await import('./operating/pause.ts')).registerPause,
  resume: async () => (await import('./operating/pause.ts')).registerResume,
  republish: async () => (await import('./operating/republish.ts')).registerRepublish,
  purge: async () => (await import('./operating/purge.ts')).registerPurge,
  cost: async () => (await import('./operating/cost.ts')).registerCost,
  doctor: async () => (await import('./operating/doctor.ts')).registerDoctor,
  operations: async () => (await import('./operating/operations.ts')).registerOperations,
  recalls: async () => (await import('./operating/recalls.ts')).registerRecalls,
};

const WRONG_USAGE = 2;

/** Runs the command that the process was asked for. */
export async function runCommand(commands: Commands): Promise<void> {
  endWithReader();
  const program = new Command('wire')
    .description('Work with wire files: stdout is NDJSON, stderr is for people.')
    .exitOverride()
    .showHelpAfterError();
  const asked = commands[process.argv[2] ?? ''];
  for (const load of asked === undefined ? Object.values(commands) : [asked]) {
    const register = await load();
    register(program);
  }
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError) {
      process.stderr.write(`error: ${error.message}\n`);
      process.exitCode = WRONG_USAGE;
    } else if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
    } else throw error;
  }
}
