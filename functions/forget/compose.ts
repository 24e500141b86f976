/** The function `forget` over AWS, without its handler's frame. */
import type { Clients } from '../adapters/platform/clients.ts';
import type { ForgetSettings } from '../adapters/platform/settings.ts';
import { ArticleTable } from '../adapters/store/article-table.ts';
import { Forgetting } from '../adapters/store/forgetting.ts';
import { forgetDue, type Forgotten } from './forget.ts';

/** @param remaining milliseconds that are left of this invocation */
export type Forget = (remaining: () => number) => Promise<Forgotten>;

export function composeForget(
  clients: Pick<Clients, 's3' | 'dynamo'>,
  settings: ForgetSettings,
  now: () => number,
): Forget {
  const articles = new Forgetting(clients, settings);
  const table = new ArticleTable(clients, settings);
  return (remaining) => forgetDue({ providers: settings.providers, articles, table, now, remaining });
}
