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
    clock: null,
    inbox: { at: 0, key: 'k', sequencer: '', itemIndex: 0 },
    contentHash: 'c'.repeat(32),
    textHash: 't'.repeat(32),
    textKey: null,
    alert: false,
    notice: false,
    correction: false,
    reinstates: false,
    status: article.pubStatus ?? 'usable',
    place: 'open',
    headline: article.headlines?.[0]?.value ?? '',
    sources: [],
    dedupe: { verdict: 'new', of: null, similarity: 0, containment: 0, story: 'a'.repeat(32), evidence: {} },
    dueAt: null,
    reviewAt: null,
    asDuplicate: false,
    saidAgain: false,
    takenAt: '2026-03-11T08:00:01.000Z',
    delivery: {
      bucket: 'inbox',
      key: 'incoming/aurora/harbour.json',
      version: 'v1',
      itemIndex: 0,
      receivedAt: '2026-03-11T08:00:00.500Z',
      sequencer: '',
    },
    withNote: false,
    desk: null,
    madeFrom: null,
    ...more,
  };
}
