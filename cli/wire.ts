/** The `wire` command: the pipeline's own functions, for operators and for trying feeds. */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../infra/config-file.ts';
import { UsageError } from './common/errors.ts';
import { endWithReader } from './common/output.ts';

type Register = (program: Command) => void;

/** A command is loaded when it is asked for: what needs no AWS starts without it. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  normalize: async () => (await import('./reading/normalize.ts')).registerNormalize,
  dedupe: async () => (await import('./reading/dedupe.ts')).registerDedupe,
  sources: async () => (await import('./reading/sources.ts')).registerSources,
  ingest: async () => (await import('./delivering/ingest.ts')).registerIngest,
  drop: async () => (await import('./delivering/drop.ts')).registerDrop,
  'upload-url': async () => (await import('./delivering/upload-url.ts')).registerUploadUrl,
  status: async () => (await import('./delivering/status.ts')).registerStatus,
  provider: async () => (await import('./operating/provider.ts')).registerProvider,
  list: async () => (await import('./operating/list.ts')).registerList,
  show: async () => (await import('./operating/looking.ts')).registerShow,
  history: async () => (await import('./operating/looking.ts')).registerHistory,
  held: async () => (await import('./operating/looking.ts')).registerHeld,
  release: async () => (await import('./operating/decisions.ts')).registerRelease,
  hold: async () => (await import('./operating/decisions.ts')).registerHold,
  kill: async () => (await import('./operating/decisions.ts')).registerKill,
  split: async () => (await import('./operating/decisions.ts')).registerSplit,
  merge: async () => (await import('./operating/decisions.ts')).registerMerge,
  invoke: async () => (await import('./operating/invoke.ts')).registerInvoke,
};

const WRONG_USAGE = 2;

endWithReader();
const program = new Command('wire')
  .description('Work with wire files: stdout is NDJSON, stderr is for people.')
  .exitOverride()
  .showHelpAfterError();
const asked = COMMANDS[process.argv[2] ?? ''];
for (const load of asked === undefined ? Object.values(COMMANDS) : [asked]) {
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
