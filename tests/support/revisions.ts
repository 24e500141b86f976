import type { ArticleRecord } from '../../functions/core/article/record.ts';
import type { Revision } from '../../functions/adapters/store/records.ts';

/** The first revision of a record, published at once; whatever is given replaces what stands here. */
export function revisionWith({ article, wire }: ArticleRecord, more: Partial<Revision> = {}): Revision {
  return {
    articleId: 'a'.repeat(32),
    revision: 1,
    provider: wire.provider,
    uri: article.uri,
    format: wire.format,
    version: article.version ?? null,
    versionSequence: wire.versionSequence,
    versionCreated: article.versionCreated ?? null,
    contentHash: 'c'.repeat(32),
    textHash: 't'.repeat(32),
    pubStatus: article.pubStatus ?? 'usable',
    headline: article.headlines?.[0]?.value ?? '',
    sources: [],
    dedupe: { verdict: 'new', of: null, similarity: 0, containment: 0, story: 'a'.repeat(32), evidence: {} },
    event: 'published',
    dueAt: '2026-03-11T08:00:01.000Z',
    takenAt: '2026-03-11T08:00:01.000Z',
    delivery: {
      bucket: 'inbox',
      key: 'incoming/aurora/harbour.json',
      version: 'v1',
      itemIndex: 0,
      receivedAt: '2026-03-11T08:00:00.500Z',
    },
    sealed: false,
    ...more,
  };
}
