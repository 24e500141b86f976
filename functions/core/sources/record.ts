/** The sources of a finished record: tagged from its parts, and told in the ninjs form beside what the item itself names. */
import type { Article, InfoSource } from '../article/ninjs.ts';
import type { ArticleRecord, SourceTag, Wire } from '../article/record.ts';
import { isSourceRole } from '../article/source-roles.ts';
import { tagSources, type Caption, type TaggedParts, type Tagging } from './tagger.ts';

/**
 * The record with `wire.sources` and `article.infoSources` filled.
 * @param providerName who delivered it, as people know it
 * @param withMentions list names that are neither source nor subject, too
 */
export function withSources(
  record: ArticleRecord,
  providerName?: string,
  withMentions = false,
): ArticleRecord {
  const tagging = tagRecord(record, providerName);
  const sources = withMentions ? [...tagging.sources, ...tagging.mentions] : tagging.sources;
  const infoSources = infoSourcesOf(record.article.infoSources ?? [], sources);
  return {
    article: { ...record.article, ...(infoSources.length === 0 ? {} : { infoSources }) },
    wire: { ...record.wire, sources },
  };
}

/** What the tagger makes of a record; its candidates are not stored, its mentions only where they are asked for. */
export function tagRecord({ article, wire }: ArticleRecord, providerName?: string): Tagging {
  return tagSources(partsOf(article, wire, providerName));
}

/** The plain texts in which the sources of a record have their offsets, by the names of their fields. */
export function fieldsOf({ article, wire }: ArticleRecord): Record<string, string> {
  const { dateline, by, creditLine, copyright, body, captions = [] } = partsOf(article, wire, undefined);
  const fields = {
    dateline,
    by,
    credit: creditLine,
    photo: photoCreditsOf(wire).join('\n'),
    copyright,
    body,
  };
  return Object.fromEntries(
    [...Object.entries(fields), ...captions.map(({ field, text }) => [field, text])].filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

/** Characters of a body that are read for sources, some forty thousand words: longer ones are data, not stories. */
const LONGEST_TAGGED = 250_000;

function partsOf(article: Article, wire: Wire, name: string | undefined): TaggedParts {
  const { text, city, country } = wire.dateline;
  return {
    language: article.language,
    provider: { id: wire.provider, ...(name === undefined ? {} : { name }) },
    dateline: text ?? undefined,
    place: [city, country, article.located].filter((part) => typeof part === 'string').join(' '),
    by: article.by,
    creditLine: wire.creditLine ?? undefined,
    isPicture: article.type === 'picture' || article.type === 'graphic',
    photoCredits: photoCreditsOf(wire),
    captions: captionsOf(article),
    copyright: article.copyrightNotice ?? article.copyrightHolder,
    body: article.bodies
      ?.find(({ contentType }) => contentType === 'text/plain')
      ?.value.slice(0, LONGEST_TAGGED),
  };
}

const MEDIA: ReadonlySet<string | undefined> = new Set(['picture', 'graphic', 'video']);

/** Who took a picture stands in `wire.extra.photoCredits`, which the readers fill; its caption may end in a credit, too. */
function captionsOf({ associations }: Article): Caption[] {
  return (associations ?? []).flatMap(({ type, descriptions }, index) => {
    const text = MEDIA.has(type) ? descriptions?.find(({ role }) => role === 'caption')?.value : undefined;
    return text === undefined ? [] : [{ field: `associations[${index}].caption`, text }];
  });
}

function photoCreditsOf({ extra }: Wire): string[] {
  const { photoCredits } = extra;
  return Array.isArray(photoCredits)
    ? photoCredits.filter((credit): credit is string => typeof credit === 'string')
    : [];
}

/** In the ninjs form, each name once a role; an agency that is the news, or only named, is no source. */
function infoSourcesOf(given: readonly InfoSource[], tags: readonly SourceTag[]): InfoSource[] {
  const tagged = tags
    .filter(({ role }) => isSourceRole(role))
    .map(({ name, fullName, role, uri }): InfoSource => ({
      name: fullName ?? name,
      role,
      ...(uri === null ? {} : { uri }),
    }));
  const found = new Map<string, InfoSource>();
  for (const source of [...given, ...tagged]) {
    const key = [source.name ?? source.literal ?? source.uri ?? '', source.role ?? '']
      .join('\n')
      .toLowerCase();
    if (!found.has(key)) found.set(key, source);
  }
  return [...found.values()];
}
