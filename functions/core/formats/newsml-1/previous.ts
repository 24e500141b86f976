/** The content of a stored record as a parser would hand it over, for a revision that only changes its management. */
import type { Association, Rendition } from '../../article/ninjs.ts';
import type { ArticleRecord } from '../../article/record.ts';
import type { ItemAssociation, ItemRendition, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';

/** Relations come with NewsManagement, and so with every revision anew. */
const RELATIONS = new Set(['derivedFrom', 'associatedWith']);

/** Everything of the record but identity, version, status, dates, embargo and signals. */
export function contentOfRecord({ article, wire }: ArticleRecord): Partial<WireItem> {
  const bodies = article.bodies ?? [];
  const html = bodies.find(({ contentType }) => contentType === 'text/html')?.value;
  return present({
    type: article.type,
    headlines: wire.signals.includes('headline-derived')
      ? (article.headlines ?? []).filter(({ role }) => role !== 'main')
      : article.headlines,
    body: html === undefined ? undefined : { kind: 'html' as const, html },
    descriptions: article.descriptions,
    by: article.by,
    title: article.title,
    slugline: article.slugline,
    takeKey: wire.takeKey ?? undefined,
    dateline: present({
      text: wire.dateline.text ?? undefined,
      city: wire.dateline.city ?? undefined,
      country: wire.dateline.country ?? undefined,
      date: wire.dateline.date ?? undefined,
    }),
    located: article.located,
    creditLine: wire.creditLine ?? undefined,
    language: article.language,
    service: wire.service === '' ? undefined : wire.service,
    categories: wire.categories,
    keywords: wire.keywords,
    wordCount: wire.providerWordCount ?? undefined,
    edNotes: wire.edNotes,
    usageTerms: article.usageTerms,
    copyrightHolder: article.copyrightHolder,
    copyrightNotice: article.copyrightNotice,
    rights: rightsOf(wire),
    subjects: article.subjects?.filter(({ rel }) => rel !== 'keyword'),
    places: article.places,
    people: article.people,
    organisations: article.organisations,
    events: article.events,
    objects: article.objects,
    genres: article.genres,
    infoSources: article.infoSources,
    renditions: article.renditions?.map(renditionOf),
    associations: article.associations
      ?.filter(({ rel }) => rel === undefined || !RELATIONS.has(rel))
      .map(associationOf),
    removed: wire.text.removed,
    extra: wire.extra,
  });
}

/** What fields said; words are read again from the texts in which they stand. */
function rightsOf({ rights }: ArticleRecord['wire']): WireItem['rights'] {
  const statements = (rights?.restrictions ?? [])
    .filter(({ evidence }) => evidence.field.startsWith('RightsMetadata'))
    .map(({ kind, scope, text, evidence }) => ({
      text,
      field: evidence.field,
      kind,
      ...(scope === null ? {} : { scope }),
    }));
  return statements.length === 0 ? undefined : { statements };
}

function renditionOf({ name, ...rest }: Rendition): ItemRendition {
  return { name, ...present(rest) };
}

function associationOf({ name, uri, ...rest }: Association): ItemAssociation {
  return {
    name,
    id: uri,
    ...present({
      rel: rest.rel,
      type: rest.type,
      version: rest.version,
      headline: rest.headlines?.[0]?.value,
      caption: rest.descriptions?.[0]?.value,
      by: rest.by,
      copyrightNotice: rest.copyrightNotice,
      renditions: rest.renditions,
    }),
  };
}
