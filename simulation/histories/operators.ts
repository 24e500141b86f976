/** What operators do from outside, over the desk's own functions. */
import type { Desk } from '../../functions/desk/compose.ts';
import { mergeStories, splitStory, type Decided } from '../../functions/desk/stories.ts';
import type { Operated } from '../oracle/said.ts';
import type { ArticleName, OperatorCommand } from './saying.ts';

const BY = 'simulated operator';

/**
 * @param idOf the article's id, once somebody could know it
 * @returns skipped: there was no such article to do anything with
 */
export async function operate(
  desk: Desk,
  command: OperatorCommand,
  idOf: (name: ArticleName) => string | undefined,
): Promise<Operated['outcome']> {
  const id = idOf(command.article);
  if (id === undefined) return 'skipped';
  const decided = await decide(desk, command, id, idOf);
  if (decided === undefined) return 'skipped';
  return decided.ok ? 'done' : 'refused';
}

async function decide(
  desk: Desk,
  command: OperatorCommand,
  id: string,
  idOf: (name: ArticleName) => string | undefined,
): Promise<Pick<Decided, 'ok'> | undefined> {
  switch (command.do) {
    case 'split':
      return splitStory(desk, id, { by: BY });
    case 'merge': {
      const into = idOf(command.into);
      return into === undefined ? undefined : mergeStories(desk, id, into, { by: BY });
    }
    case 'release':
    case 'hold':
    case 'kill':
      return undefined;
  }
}
