/** `wire operations`: what operators have done with many files or messages at once. */
import type { Command } from 'commander';
import { Operations } from '../../functions/adapters/store/operations.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';

export function registerOperations(program: Command): void {
  const command = program
    .command('operations')
    .description('list what operators have done with many files or messages: who, when, why, how far it came')
    .option('--since <time>', 'how far back: 90m, 24h, 7d, or a time (RFC 3339); default: 7d', instant);
  withTargetOptions(command).action(async (options: TargetOptions & { since?: number }) => {
    const { clients, tableName } = await findTarget(options);
    const since = new Date(options.since ?? instant('7d')).toISOString();
    const operations = new Operations(clients, tableName);
    for await (const one of operations.between(since, new Date().toISOString()))
      await writeLine({ operation: one });
  });
}
