/** The `wire` command: the pipeline's own functions, for operators and for trying feeds. */
import { Command, CommanderError } from 'commander';
import { registerNormalize } from './normalize.ts';
import { endWithReader } from './output.ts';

const WRONG_USAGE = 2;

endWithReader();
const program = new Command('wire')
  .description('Work with wire files: stdout is NDJSON, stderr is for people.')
  .exitOverride()
  .showHelpAfterError();
registerNormalize(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
}
