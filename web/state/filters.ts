/** What the list is held down to. Values as the API takes them: `-value` excludes. */
import type { FeedFilter } from '../../functions/core/feed/contract.ts';

export type FilterName = keyof FeedFilter;

export type Filters = Readonly<Record<FilterName, readonly string[]>>;

/** In the order in which they are shown. */
export const FILTER_NAMES: readonly FilterName[] = [
  'provider',
  'source',
  'language',
  'subject',
  'flags',
  'urgency',
];

export const FILTER_LABELS: Readonly<Record<FilterName, string>> = {
  provider: 'Agency',
  source: 'Source',
  language: 'Language',
  subject: 'Subject',
  flags: 'Flag',
  urgency: 'Urgency',
};

export const NO_FILTERS: Filters = {
  provider: [],
  source: [],
  language: [],
  subject: [],
  flags: [],
  urgency: [],
};

/** How a value stands in the filters. */
export type FilterSide = 'in' | 'out' | 'off';

export function sideOf(filters: Filters, name: FilterName, value: string): FilterSide {
  if (filters[name].includes(value)) return 'in';
  return filters[name].includes(`-${value}`) ? 'out' : 'off';
}

/** Puts a value on one side, whichever it was on; the rest stays. */
export function withFilter(filters: Filters, name: FilterName, value: string, side: FilterSide): Filters {
  const others = filters[name].filter((entry) => entry !== value && entry !== `-${value}`);
  if (side === 'off') return { ...filters, [name]: others };
  return { ...filters, [name]: [...others, side === 'in' ? value : `-${value}`] };
}

/** A click on a chip: on that side, or off where it is there already. */
export function toggled(filters: Filters, name: FilterName, value: string, side: 'in' | 'out'): Filters {
  return withFilter(filters, name, value, sideOf(filters, name, value) === side ? 'off' : side);
}

export interface ActiveFilter {
  name: FilterName;
  value: string;
  side: 'in' | 'out';
}

/** All values in force, included ones first within each name. */
export function activeFilters(filters: Filters): ActiveFilter[] {
  return FILTER_NAMES.flatMap((name) => {
    const entries = filters[name].map((entry): ActiveFilter => {
      const out = entry.startsWith('-');
      return { name, value: out ? entry.slice(1) : entry, side: out ? 'out' : 'in' };
    });
    return [...entries.filter(({ side }) => side === 'in'), ...entries.filter(({ side }) => side === 'out')];
  });
}

/** The filters as parameters of a query. */
export function filterParameters(filters: Filters): [string, string][] {
  return FILTER_NAMES.flatMap((name) => filters[name].map((value): [string, string] => [name, value]));
}

export function filtersFrom(parameters: Iterable<readonly [string, string]>): Filters {
  const found = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    if (value.replace(/^-/, '') === '') continue;
    const values = found.get(name) ?? [];
    if (!values.includes(value)) values.push(value);
    found.set(name, values);
  }
  return {
    provider: found.get('provider') ?? [],
    source: found.get('source') ?? [],
    language: found.get('language') ?? [],
    subject: found.get('subject') ?? [],
    flags: found.get('flags') ?? [],
    urgency: found.get('urgency') ?? [],
  };
}
