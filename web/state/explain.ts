/** Why an article is in the list: which parts of the filter take it, and what it was judged to be. */
import type { ArticleView, Me } from '../../functions/core/feed/contract.ts';
import type { Dedupe } from '../../functions/core/article/record.ts';
import { activeFilters, FILTER_LABELS, type FilterName, type Filters } from './filters.ts';

export interface Reason {
  what: string;
  /** `missed`: the filter does not take it; it was opened by a link, or has changed. */
  how: 'taken' | 'not excluded' | 'missed' | 'plain';
}

export function whyHere(
  { article, wire }: Pick<ArticleView, 'article' | 'wire'>,
  filters: Filters,
  query: string,
  limits: Me['limits'] | null,
): Reason[] {
  const values = valuesOf(article, wire);
  const active = activeFilters(filters);
  const reasons = active.map(({ name, value, side }): Reason => {
    const has = values[name].some((own) => isOf(name, own, value));
    const label = FILTER_LABELS[name].toLowerCase();
    if (side === 'out') {
      return has
        ? { what: `${label} ${value}, which you exclude`, how: 'missed' }
        : { what: `${label} is not ${value}`, how: 'not excluded' };
    }
    return has
      ? { what: `${label} is ${value}`, how: 'taken' }
      : { what: `${label} is not ${value}`, how: others(active, name, value, values) };
  });
  if (query !== '') reasons.push({ what: `the search for ${query} found it`, how: 'taken' });
  if (reasons.length === 0) {
    reasons.push({ what: 'No filter is set: every article that your rights allow is listed', how: 'plain' });
  }
  const providers = limits?.providers ?? null;
  if (providers !== null) {
    reasons.push({ what: `Your licence covers ${providers.join(', ')}`, how: 'plain' });
  }
  if (limits !== null && limits.withoutFlags.length > 0) {
    reasons.push({ what: `Your licence leaves out ${limits.withoutFlags.join(', ')}`, how: 'plain' });
  }
  return reasons;
}

/** Of several included values one is enough. */
function others(
  active: ReturnType<typeof activeFilters>,
  name: FilterName,
  value: string,
  values: Readonly<Record<FilterName, readonly string[]>>,
): 'plain' | 'missed' {
  const another = active.some(
    (filter) =>
      filter.name === name &&
      filter.side === 'in' &&
      filter.value !== value &&
      values[name].some((own) => isOf(name, own, filter.value)),
  );
  return another ? 'plain' : 'missed';
}

function valuesOf(
  article: ArticleView['article'],
  wire: ArticleView['wire'],
): Readonly<Record<FilterName, readonly string[]>> {
  return {
    provider: [wire.provider],
    source: wire.sources.flatMap(({ id }) => (id === null ? [] : [id])),
    language: article.language === undefined ? [] : [article.language],
    subject: (article.subjects ?? []).flatMap(({ uri, literal }) =>
      [uri, literal].filter((v) => v !== undefined),
    ),
    flags: wire.signals,
    urgency: article.urgency === undefined ? [] : [String(article.urgency)],
  };
}

function isOf(name: FilterName, own: string, wanted: string): boolean {
  if (name === 'language') {
    return (
      own.toLowerCase() === wanted.toLowerCase() || own.toLowerCase().startsWith(`${wanted.toLowerCase()}-`)
    );
  }
  if (name === 'subject') return own === wanted || own.endsWith(`/${wanted.replace(/^medtop:/, '')}`);
  return own === wanted;
}

/** The verdict in a sentence. */
export function verdictInWords({ verdict, of, similarity, containment }: Dedupe): string {
  const share = (value: number): string => `${Math.round(value * 100)}%`;
  switch (verdict) {
    case 'new':
      return 'New: no earlier article has this id or this text.';
    case 'update':
      return 'Update: a later version of the same item.';
    case 'correction':
      return 'Correction: a later version that says it corrects.';
    case 'kill':
      return 'Kill: its agency ended it.';
    case 'late':
      return 'Late: an older version that came after a newer one.';
    case 'redelivery':
      return 'Redelivery: the same version with the same text again.';
    case 'duplicate':
      return `Duplicate of ${of ?? 'another article'}: the same text under another name (${share(similarity)} alike).`;
    case 'variant':
      return `Variant of ${of ?? 'another article'}: ${share(similarity)} alike, ${share(containment)} of the shorter text stands in the longer.`;
  }
}
