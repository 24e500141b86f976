/** The commands of the repository: those of the package, and what needs the local stack. */
import { COMMANDS, type Commands } from './commands.ts';

export const ALL_COMMANDS: Commands = {
  ...COMMANDS,
  ingest: async () => (await import('./delivering/ingest.ts')).registerIngest,
  invoke: async () => (await import('./operating/invoke.ts')).registerInvoke,
};
