/** The `wire` command: the pipeline's own functions, for operators and for trying feeds. */
import { ALL_COMMANDS } from './all-commands.ts';
import { runCommand } from './commands.ts';

await runCommand(ALL_COMMANDS);
