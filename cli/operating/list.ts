import type { Command } from 'commander';
import { SourceIndex } from '../../functions/adapters/store/source-index.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type TargetOptions } from '../common/target.ts';

interface Options extends TargetOptions {
  source: string;
  since?: number;
  until?: number;
}

/** `wire list`: what a source delivered or stands in, the newest first, as it is now. */
export function registerList(program: Command): void {
  const command = program
    .command('list')
    .description('list the articles that a source delivered or stands in, the newest first')
    .requiredOption('--source <id>', 'id of the register of agencies, or of a provider')
    .option('--since <time>', 'how far back: 90m, 24h, 7d, or a time (RFC 3339); default: 24h', instant)
    .option('--until <time>', 'up to when, in the same forms; default: now', instant);
  withTargetOptions(command).action(async (options: Options) => {
    const { clients, tableName } = await findTarget(options);
    const { source, since = instant('24h'), until = Date.now() } = options;
    const index = new SourceIndex(clients, tableName);
    for (const head of await index.list({ source, since, until })) {
      const {
        articleId,
        provider,
        headline,
        sources,
        pubStatus,
        verdict,
        of,
        story,
        revision,
        listedAt,
        uri,
      } = head;
      const held = head.held === null ? {} : { waitsUntil: head.held.dueAt ?? 'a person releases it' };
      await writeLine({
        articleId,
        uri,
        provider,
        listedAt,
        headline,
        sources,
        pubStatus,
        verdict,
        of,
        story,
        revision,
        toldRevision: head.told.revision,
        ...held,
      });
    }
  });
}
