/** An article as people paste it elsewhere. */
import type { ArticleView } from '../../functions/core/feed/contract.ts';

export function headlineOf({ article }: Pick<ArticleView, 'article'>): string {
  return article.headlines?.[0]?.value ?? article.title ?? article.slugline ?? '';
}

/** The body that is read: HTML where there is one. */
export function bodyOf({ article }: Pick<ArticleView, 'article'>): { value: string; isHtml: boolean } | null {
  const bodies = article.bodies ?? [];
  const html = bodies.find(({ contentType = '' }) => /html/i.test(contentType));
  const body = html ?? bodies[0];
  return body === undefined ? null : { value: body.value, isHtml: body === html };
}

/** @param text the body as words, paragraphs on lines of their own */
export function asText(view: Pick<ArticleView, 'article' | 'wire'>, text: string): string {
  const { article, wire } = view;
  const credit = wire.creditLine ?? wire.provider;
  const top = [article.slugline, headlineOf(view), article.by].filter(
    (line) => line !== undefined && line !== '',
  );
  const notes = article.edNote === undefined ? [] : [`[${article.edNote}]`];
  return `${[...top, ...notes, text.trim(), `(${credit})`].join('\n\n')}\n`;
}

/** @param body clean HTML */
export function asHtml(view: Pick<ArticleView, 'article' | 'wire'>, body: string): string {
  const { article, wire } = view;
  const by = article.by === undefined ? '' : `<p>${escaped(article.by)}</p>`;
  const note = article.edNote === undefined ? '' : `<p><em>${escaped(article.edNote)}</em></p>`;
  return `<h1>${escaped(headlineOf(view))}</h1>${by}${note}${body}<p>(${escaped(wire.creditLine ?? wire.provider)})</p>`;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
