/** The desk over a running stack or a stage, and how its answers are printed. */
import { setTimeout } from 'node:timers/promises';
import { userInfo } from 'node:os';
import { Option, type Command } from 'commander';
import type { Decided } from '../../functions/desk/commands.ts';
import { composeDesk, type Desk } from '../../functions/desk/compose.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { didYouMean } from '../../functions/core/providers/rules.ts';
import { UsageError } from '../common/errors.ts';
import { writeLine } from '../common/output.ts';
import { withTargetOptions, type Target, type TargetOptions } from '../common/target.ts';

export interface DecisionOptions extends TargetOptions {
  by: string;
  reason?: string;
}

/** Options of every command that decides something: who, and why. */
export function withDecider(command: Command, reasonNeeded = false): Command {
  const reason = new Option('--reason <text>', 'why: recorded with the article');
  return withTargetOptions(
    command
      .option('--by <name>', 'who decides: recorded with the article', userInfo().username)
      .addOption(reasonNeeded ? reason.makeOptionMandatory() : reason),
  );
}

export async function answer(articleId: string, decided: Decided): Promise<void> {
  if (!decided.ok) {
    await reject(articleId, decided.code, decided.message);
    return;
  }
  const { head, revision } = decided;
  const told = head.told.list
    .map((entry) => entry.split('.'))
    .find(([number]) => number === String(revision.revision));
  await writeLine({
    articleId,
    revision: revision.revision,
    place: revision.place,
    event: told?.[1] ?? null,
    desk: revision.desk,
    dedupe: revision.dedupe,
  });
}

export async function reject(articleId: string, code: string, message: string): Promise<void> {
  await writeLine({ rejected: { articleId, code, message } });
  process.exitCode = 1;
}

/** @throws UsageError for an agency that the settings do not have */
export function checkKnown({ agencies }: Target, provider: string): void {
  if (agencies === undefined || agencies.find(provider) !== undefined) return;
  const guess = didYouMean(
    provider,
    agencies.all().map(({ id }) => id),
  );
  throw new UsageError(`"${provider}" is not in the settings${guess}`);
}

export function deskOf({ clients, agencies = registerOf([]), ...settings }: Target): Desk {
  const clock = { now: () => Date.now(), pause: (milliseconds: number) => setTimeout(milliseconds) };
  const known = { ...settings, publishDuplicates: false, providers: agencies };
  return composeDesk(clients, known, clock, {
    publishFailed: (articleId, revision, error) => {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(
        `revision ${revision} of ${articleId} is stored and not told yet (${reason}): release tries again\n`,
      );
    },
  });
}
