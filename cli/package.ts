/** The `wire` command of the package: without the local stack, which is the repository's. */
import { resolve } from 'node:path';
import { COMMANDS, runCommand } from './commands.ts';

// The package has no settings of its own
process.env.WIRE_CONFIG ??= resolve('newswire.config.json');
await runCommand(COMMANDS);
