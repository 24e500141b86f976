/** The `wire` command: the pipeline's own functions, for operators and for trying feeds. */
import { Command, CommanderError } from 'commander';
import { registerDedupe } from './dedupe.ts';
import { registerDrop } from './drop.ts';
import { UsageError } from './errors.ts';
import { registerIngest } from './ingest.ts';
import { registerInvoke } from './invoke.ts';
import { registerNormalize } from './normalize.ts';
import { endWithReader } from './output.ts';
import { registerSources } from './sources.ts';
import { registerStatus } from './status.ts';

const WRONG_USAGE = 2;

endWithReader();
const program = new Command('wire')
  .description('Work with wire files: stdout is NDJSON, stderr is for people.')
  .exitOverride()
  .showHelpAfterError();
for (const register of [
  registerNormalize,
  registerDedupe,
  registerSources,
  registerIngest,
  registerDrop,
  registerStatus,
  registerInvoke,
]) {
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
