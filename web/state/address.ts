/** What the page shows, as it stands in its address: a link shows somebody else the same. */
import { filterParameters, filtersFrom, NO_FILTERS, type Filters } from './filters.ts';

export type View = 'wire' | 'health' | 'ticker';

export const TABS = ['text', 'story', 'versions', 'removed', 'receipt', 'why', 'record'] as const;
export type Tab = (typeof TABS)[number];

export interface Address {
  view: View;
  query: string;
  filters: Filters;
  article: string | null;
  tab: Tab;
}

export const START: Address = { view: 'wire', query: '', filters: NO_FILTERS, article: null, tab: 'text' };

/** @param search the part of the address behind the path: `?provider=aurora&q=harbour` */
export function parseAddress(search: string): Address {
  const parameters = new URLSearchParams(search);
  const view = parameters.get('view');
  const tab = parameters.get('tab');
  return {
    view: view === 'health' || view === 'ticker' ? view : 'wire',
    query: parameters.get('q') ?? '',
    filters: filtersFrom(parameters),
    article: parameters.get('article'),
    tab: TABS.find((known) => known === tab) ?? 'text',
  };
}

/** @returns the shortest way to say it: nothing of what is so anyway */
export function formatAddress({ view, query, filters, article, tab }: Address): string {
  const parameters = new URLSearchParams();
  if (view !== 'wire') parameters.set('view', view);
  if (query !== '') parameters.set('q', query);
  for (const [name, value] of filterParameters(filters)) parameters.append(name, value);
  if (article !== null) parameters.set('article', article);
  if (article !== null && tab !== 'text') parameters.set('tab', tab);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Filters and query alone: what a saved search keeps. */
export function searchOf(address: Address): string {
  return formatAddress({ ...START, query: address.query, filters: address.filters });
}

/** Whether going from one to the other is a step that "back" should undo; moving through the list is not. */
export function isStep(from: Address, to: Address): boolean {
  return (
    from.view !== to.view ||
    searchOf(from) !== searchOf(to) ||
    (from.article === null) !== (to.article === null)
  );
}
