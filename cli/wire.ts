/** The `wire` command: the pipeline's own functions, for operators and for trying feeds. */
import { COMMANDS, runCommand } from './commands.ts';

await runCommand({
  ...COMMANDS,
  ingest: async () => (await import('./delivering/ingest.ts')).registerIngest,
  invoke: async () => (await import('./operating/invoke.ts')).registerInvoke,
});
