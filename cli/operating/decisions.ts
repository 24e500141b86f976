/** `wire release, hold, kill, split, merge`: what an operator or editor decides about an article. */
import type { Command } from 'commander';
import {
  holdArticle,
  killArticle,
  mergeStories,
  releaseArticle,
  splitStory,
} from '../../functions/desk/commands.ts';
import { fromOne } from '../common/numbers.ts';
import { findTarget } from '../common/target.ts';
import { answer, deskOf, withDecider, type DecisionOptions } from './desk.ts';

const ARTICLE = 'article id, as status and list print it';

export function registerRelease(program: Command): void {
  const command = program
    .command('release')
    .description('let go what waits: an embargo, what was put on hold, a text that came after a kill')
    .argument('<article>', ARTICLE);
  withDecider(command)
    .option('--revision <n>', 'only if it is this revision that waits, as `wire held` shows it', fromOne)
    .action(async (articleId: string, options: DecisionOptions & { revision?: number }) => {
      const { revision, ...by } = options;
      const desk = deskOf(await findTarget(options));
      await answer(articleId, await releaseArticle(desk, articleId, by, revision));
    });
}

export function registerHold(program: Command): void {
  const command = program
    .command('hold')
    .description('take an article down, or keep it back: nothing of it goes out until it is released')
    .argument('<article>', ARTICLE);
  withDecider(command).action(async (articleId: string, options: DecisionOptions) => {
    await answer(articleId, await holdArticle(deskOf(await findTarget(options)), articleId, options));
  });
}

export function registerKill(program: Command): void {
  const command = program
    .command('kill')
    .description('end an article for good: subscribers are told to take it down, and may be told the reason')
    .argument('<article>', ARTICLE);
  withDecider(command, true).action(
    async (articleId: string, options: DecisionOptions & { reason: string }) => {
      await answer(articleId, await killArticle(deskOf(await findTarget(options)), articleId, options));
    },
  );
}

export function registerSplit(program: Command): void {
  const command = program
    .command('split')
    .description('make a wrong duplicate a story of its own, and publish it')
    .argument('<article>', ARTICLE);
  withDecider(command).action(async (articleId: string, options: DecisionOptions) => {
    await answer(articleId, await splitStory(deskOf(await findTarget(options)), articleId, options));
  });
}

export function registerMerge(program: Command): void {
  const command = program
    .command('merge')
    .description('make an article a duplicate of another one; who had it is told which story it belongs to')
    .argument('<article>', 'article id of the duplicate')
    .argument('<into>', 'article id of the original');
  withDecider(command).action(async (articleId: string, into: string, options: DecisionOptions) => {
    await answer(articleId, await mergeStories(deskOf(await findTarget(options)), articleId, into, options));
  });
}
