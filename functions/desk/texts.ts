/** By what a text is found again, as the very same and as nearly the same. */
import { asItCame } from '../core/article/as-it-came.ts';
import type { ArticleRecord } from '../core/article/record.ts';
import { contentKey } from '../core/dedupe/exact.ts';
import type { NearArticle } from '../core/dedupe/near-duplicates.ts';
import type { DeskPorts } from './ports.ts';

export interface Candidate {
  articleId: string;
  /** The number under which its text is stored, or is to be. */
  revision: number;
  record: ArticleRecord;
}

/** Of a record that is taken the key is asked for several times, and it takes the reading of the whole text. */
const keysOf = new WeakMap<ArticleRecord['article'], { key: string | undefined }>();

/** The key under which copies find a text; undefined for pictures, plans and ends, which have no copies. */
export function textKeyOf(record: ArticleRecord): string | undefined {
  const known = keysOf.get(record.article);
  if (known !== undefined) return known.key;
  const { article } = asItCame(record);
  const usable = (article.type ?? 'text') === 'text' && (article.pubStatus ?? 'usable') === 'usable';
  const key = usable
    ? contentKey(plainOf(article), article.headlines?.[0]?.value, article.language)
    : undefined;
  keysOf.set(record.article, { key });
  return key;
}

const SHORT_KEY = 16;

/** As much of the key as the head of an article remembers of each text. */
export function shortKey(key: string | undefined): string | null {
  return key === undefined ? null : key.slice(0, SHORT_KEY);
}

export function plainOf({ bodies = [] }: ArticleRecord['article']): string {
  return bodies.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
}

export function nearArticle(
  { now }: Pick<DeskPorts, 'now'>,
  { articleId, record: { article, wire } }: Pick<Candidate, 'articleId' | 'record'>,
): NearArticle {
  const title = article.headlines?.[0]?.value;
  return {
    articleId,
    provider: wire.provider,
    at: now(),
    body: plainOf(article),
    signals: wire.signals,
    ...(title === undefined ? {} : { title }),
    ...(article.language === undefined ? {} : { language: article.language }),
    ...(article.slugline === undefined ? {} : { slug: article.slugline }),
    ...(wire.takeKey === null ? {} : { takeKey: wire.takeKey }),
  };
}
