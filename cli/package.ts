/** The `wire` command of the package: without the local stack, which is the repository's. */
import { resolve } from 'node:path';

// npm only warns, and what an older Node says of the code helps nobody
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`error: wire needs Node 22.12 or newer, this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // The package has no settings of its own
  process.env.WIRE_CONFIG ??= resolve('newswire.config.json');
  const { COMMANDS, runCommand } = await import('./commands.ts');
  await runCommand(COMMANDS);
}
