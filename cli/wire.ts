/** The `wire` command: the pipeline's own functions, for operators and for trying feeds. */
import { Command, CommanderError } from 'commander';
import { UsageError } from './errors.ts';
import { endWithReader } from './output.ts';

type Register = (program: Command) => void;

/** A command is loaded when it is asked for: what needs no AWS starts without it. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  normalize: async () => (await import('./normalize.ts')).registerNormalize,
  dedupe: async () => (await import('./dedupe.ts')).registerDedupe,
  sources: async () => (await import('./sources.ts')).registerSources,
  ingest: async () => (await import('./ingest.ts')).registerIngest,
  drop: async () => (await import('./drop.ts')).registerDrop,
  status: async () => (await import('./status.ts')).registerStatus,
  list: async () => (await import('./list.ts')).registerList,
  show: async () => (await import('./desk.ts')).registerShow,
  split: async () => (await import('./desk.ts')).registerSplit,
  merge: async () => (await import('./desk.ts')).registerMerge,
  invoke: async () => (await import('./invoke.ts')).registerInvoke,
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
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = WRONG_USAGE;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  } else throw error;
}
