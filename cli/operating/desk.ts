/** `wire show`, `wire split` and `wire merge`: an article as it is stored, and what an editor decides about it. */
import { setTimeout } from 'node:timers/promises';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { composeDesk, type Desk } from '../../functions/desk/compose.ts';
import { mergeStories, splitStory, type Decided } from '../../functions/desk/stories.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type Target, type TargetOptions } from '../common/target.ts';

interface DecisionOptions extends TargetOptions {
  by: string;
}

export function registerShow(program: Command): void {
  const command = program
    .command('show')
    .description('print an article: its head, and the record of each revision, oldest first')
    .argument('<article>', 'article id, as status and list print it');
  withTargetOptions(command).action(async (articleId: string, options: TargetOptions) => {
    const { table } = deskOf(await findTarget(options));
    const head = await table.head(articleId);
    if (head === undefined) {
      await reject(articleId, 'not-found', `there is no article ${articleId}`);
      return;
    }
    await writeLine({ head });
    for (let revision = 1; revision <= head.lastRevision; revision++) {
      const stored = await table.revision(articleId, revision);
      if (stored !== undefined) await writeLine(stored);
    }
  });
}

export function registerSplit(program: Command): void {
  const command = program
    .command('split')
    .description('make a wrong duplicate a story of its own, and publish it')
    .argument('<article>', 'article id, as status and list print it');
  withDecider(command).action(async (articleId: string, options: DecisionOptions) => {
    const ports = deskOf(await findTarget(options));
    await answer(articleId, await splitStory(ports, articleId, { by: options.by }));
  });
}

export function registerMerge(program: Command): void {
  const command = program
    .command('merge')
    .description('make an article a duplicate of another one; who had it is told which story it belongs to')
    .argument('<article>', 'article id of the duplicate')
    .argument('<into>', 'article id of the original');
  withDecider(command).action(async (articleId: string, into: string, options: DecisionOptions) => {
    const ports = deskOf(await findTarget(options));
    await answer(articleId, await mergeStories(ports, articleId, into, { by: options.by }));
  });
}

function withDecider(command: Command): Command {
  return withTargetOptions(
    command.option('--by <name>', 'who decides: recorded with the article', userInfo().username),
  );
}

async function answer(articleId: string, decided: Decided): Promise<void> {
  if (!decided.ok) {
    await reject(articleId, decided.code, decided.message);
    return;
  }
  const { revision, event, dedupe, dueAt } = decided.revision;
  await writeLine({ articleId, revision, event, published: decided.published, dueAt, dedupe });
}

async function reject(articleId: string, code: string, message: string): Promise<void> {
  await writeLine({ rejected: { articleId, code, message } });
  process.exitCode = 1;
}

function deskOf({ clients, ...settings }: Target): Desk {
  return composeDesk(clients, settings, {
    now: () => Date.now(),
    pause: (milliseconds) => setTimeout(milliseconds),
  });
}
