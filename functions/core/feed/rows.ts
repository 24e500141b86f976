/** A line of the wire list, from what a message says. Pure. */
import type { ArticleRecord, Dedupe } from '../article/record.ts';
import { isSourceRole } from '../article/source-roles.ts';
import type { LeftMessage, Row } from './contract.ts';
import type { Entry } from './entry.ts';
import { facetsOf } from './facets.ts';

export interface Shown extends ArticleRecord {
  dedupe: Dedupe;
}

/** @param shown as it was told: of an end it says nothing of the content */
export function rowOf(
  { articleId, revision, event, at }: Pick<Entry, 'articleId' | 'revision' | 'event' | 'at'>,
  { article, wire, dedupe }: Shown,
): Row {
  return {
    id: articleId,
    revision,
    event,
    at,
    provider: wire.provider,
    uri: article.uri,
    slug: article.slugline ?? null,
    headline: headlineOf(article),
    by: article.by ?? null,
    dateline: wire.dateline.text,
    language: article.language ?? null,
    urgency: article.urgency ?? null,
    flags: facetsOf({ article, wire }).flags,
    sources: [
      ...new Set(wire.sources.flatMap(({ id, name, role }) => (isSourceRole(role) ? [id ?? name] : []))),
    ],
    words: article.bodies?.find(({ wordCount }) => wordCount !== undefined)?.wordCount ?? null,
    version: article.version ?? null,
    versionCreated: article.versionCreated ?? null,
    verdict: dedupe.verdict,
    of: dedupe.of,
    story: dedupe.story,
    media: article.associations?.length ?? 0,
    status: article.pubStatus ?? 'usable',
  };
}

/** The line of an article that is no longer to be had: lists drop it. */
export function leftRow({ articleId, revision, at, facets }: Entry): Row {
  return {
    id: articleId,
    revision,
    event: 'left',
    at,
    provider: facets.provider,
    uri: '',
    slug: null,
    headline: '',
    by: null,
    dateline: null,
    language: null,
    urgency: null,
    flags: [],
    sources: [],
    words: null,
    version: null,
    versionCreated: null,
    verdict: 'update',
    of: null,
    story: articleId,
    media: 0,
    status: 'usable',
  };
}

export function leftMessage({ articleId, revision, at, facets }: Entry): LeftMessage {
  return {
    specversion: '1.0',
    id: `${articleId}.${revision}.left`,
    source: `/wire/${facets.provider}`,
    type: 'wire.article.left',
    subject: articleId,
    time: at,
    revision,
  };
}

export function headlineOf({ headlines = [], title }: ArticleRecord['article']): string {
  const main = headlines.find(({ role }) => role === 'main') ?? headlines[0];
  return main?.value ?? title ?? '';
}
