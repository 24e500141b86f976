/** What operators do from outside, over the desk's own functions. */
import type { Desk } from '../../functions/desk/compose.ts';
import {
  holdArticle,
  killArticle,
  mergeStories,
  releaseArticle,
  splitStory,
  type Decided,
} from '../../functions/desk/commands.ts';
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
): Promise<Decided | undefined> {
  switch (command.do) {
    case 'release':
      return releaseArticle(desk, id, { by: BY });
    case 'hold':
      return holdArticle(desk, id, { by: BY });
    case 'kill':
      return killArticle(desk, id, { by: BY, reason: 'It is not true.' });
    case 'split':
      return splitStory(desk, id, { by: BY });
    case 'merge': {
      const into = idOf(command.into);
      return into === undefined ? undefined : mergeStories(desk, id, into, { by: BY });
    }
  }
}
