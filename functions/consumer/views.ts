/** What the API says of an article now, as what a message would have said. */
import type { ArticleView } from '../core/feed/contract.ts';
import type { ArticleEnd } from './messages.ts';
import type { Mark } from './seen.ts';

/** Whether an article has to go, by what the API says of it now. */
export function endOf(
  article: string,
  view: ArticleView | undefined,
  held: Mark | undefined,
): ArticleEnd | undefined {
  const known = held?.revision ?? 1;
  if (view === undefined) return { article, revision: known, event: 'left', message: null };
  if (view.standing === 'out') return undefined;
  const revision = Math.max(view.revision, known);
  const event = view.event === 'killed' || view.event === 'withheld' ? view.event : 'left';
  return { article, revision, event, message: null };
}

/** The message by which the newest state was told, from what the API says of it. */
export function messageFrom(view: ArticleView): unknown {
  const { id, revision, event, at, article, wire, dedupe } = view;
  return {
    specversion: '1.0',
    id: `${id}.${revision}.${event ?? ''}`,
    source: `/wire/${wire.provider}`,
    type: `wire.article.${event ?? ''}`,
    subject: id,
    time: at ?? new Date(0).toISOString(),
    datacontenttype: 'application/json',
    dataschema: '',
    revision,
    data: { article, wire, dedupe, revision },
  };
}
