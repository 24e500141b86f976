import type { JSX } from 'preact';
import type { Row } from '../../functions/core/feed/contract.ts';
import { searchOf, parseAddress } from '../state/address.ts';
import {
  activeFilters,
  FILTER_LABELS,
  NO_FILTERS,
  sideOf,
  toggled,
  withFilter,
  type FilterName,
} from '../state/filters.ts';
import { colourOf } from '../state/badges.ts';
import { usePage } from './page.ts';

/** What is in force; each can be turned round or taken away. */
export function FilterBar(): JSX.Element | null {
  const { address, go } = usePage();
  const active = activeFilters(address.filters);
  if (active.length === 0 && address.query === '') return null;
  const { filters } = address;
  return (
    <div class="filter-bar" role="group" aria-label="Filters in force">
      {active.map(({ name, value, side }) => (
        <span key={`${name} ${value}`} class={`active ${side}`}>
          <button
            type="button"
            title={side === 'in' ? 'Leave it out instead' : 'Take only it instead'}
            onClick={() => {
              go({ filters: withFilter(filters, name, value, side === 'in' ? 'out' : 'in') });
            }}
          >
            {side === 'out' ? 'not ' : ''}
            {FILTER_LABELS[name].toLowerCase()} {nameOf(name, value)}
          </button>
          <button
            type="button"
            aria-label={`Remove filter ${FILTER_LABELS[name]} ${value}`}
            onClick={() => {
              go({ filters: withFilter(filters, name, value, 'off') });
            }}
          >
            ×
          </button>
        </span>
      ))}
      <button
        type="button"
        class="plain"
        onClick={() => {
          go({ filters: NO_FILTERS, query: '' });
        }}
      >
        Clear all
      </button>
    </div>
  );
}

function nameOf(name: FilterName, value: string): string {
  return name === 'subject' ? (value.split('/').at(-1) ?? value) : value;
}

interface RailProps {
  rows: readonly Row[];
  onSave: () => void;
  /** A search or value was chosen. */
  onChosen: () => void;
}

/** Saved searches, and what the loaded articles can be filtered by. */
export function Rail({ rows, onSave, onChosen }: RailProps): JSX.Element {
  const { address, go, kept, keep } = usePage();
  const current = searchOf(address);
  return (
    <aside
      class="rail"
      aria-label="Searches and filters"
      onClick={({ target }) => {
        if (target instanceof Element && target.closest('.value, .not, .searches a') !== null) onChosen();
      }}
    >
      <section>
        <h2>Searches</h2>
        <ul class="searches">
          <li>
            <a
              href="?"
              aria-current={current === '' ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault();
                go({ filters: NO_FILTERS, query: '' });
              }}
            >
              Everything
            </a>
          </li>
          {kept.searches.map(({ name, search }) => (
            <li key={name}>
              <a
                href={search === '' ? '?' : search}
                aria-current={current === search ? 'true' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  const { filters, query } = parseAddress(search);
                  go({ filters, query });
                }}
              >
                {name}
              </a>
              <button
                type="button"
                class="plain"
                aria-label={`Forget search ${name}`}
                title="Forget it"
                onClick={() => {
                  keep({ searches: kept.searches.filter((other) => other.name !== name) });
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <button type="button" class="plain" title="Save this search (s)" onClick={onSave}>
          Save this search
        </button>
      </section>
      <Facet name="provider" values={counted(rows, ({ provider }) => [provider])} coloured />
      <Facet name="flags" values={counted(rows, ({ flags }) => flags)} />
      <Facet
        name="language"
        values={counted(rows, ({ language }) => (language === null ? [] : [language]))}
      />
      <Facet
        name="urgency"
        values={counted(rows, ({ urgency }) => (urgency === null ? [] : [String(urgency)])).toSorted()}
      />
      <Facet name="source" values={counted(rows, ({ sources }) => sources)} />
    </aside>
  );
}

interface FacetProps {
  name: FilterName;
  values: readonly [string, number][];
  coloured?: boolean;
}

const MOST = 12;

function Facet({ name, values, coloured = false }: FacetProps): JSX.Element | null {
  const { address, go } = usePage();
  const { filters } = address;
  // What is filtered by stays in sight, also where nothing of it is loaded
  const active = activeFilters(filters)
    .filter((filter) => filter.name === name && !values.some(([value]) => value === filter.value))
    .map(({ value }): [string, number] => [value, 0]);
  const shown = [...active, ...values.slice(0, MOST)];
  if (shown.length === 0) return null;
  return (
    <section class="facet">
      <h2>{FILTER_LABELS[name]}</h2>
      <ul>
        {shown.map(([value, count]) => {
          const side = sideOf(filters, name, value);
          return (
            <li key={value} class={side}>
              <button
                type="button"
                class="value"
                aria-pressed={side === 'in'}
                title="Click to filter, alt-click to leave out"
                onClick={(event) => {
                  go({ filters: toggled(filters, name, value, event.altKey ? 'out' : 'in') });
                }}
              >
                {coloured ? (
                  <i
                    class={colourOf(value).strong ? 'dot strong' : 'dot'}
                    style={{ '--hue': String(colourOf(value).hue) }}
                  />
                ) : null}
                <span>{value}</span>
                <small>{count === 0 ? '' : count}</small>
              </button>
              <button
                type="button"
                class="not"
                aria-pressed={side === 'out'}
                aria-label={`Not ${value}`}
                onClick={() => {
                  go({ filters: toggled(filters, name, value, 'out') });
                }}
              >
                not
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The most frequent first. */
function counted(rows: readonly Row[], valuesOf: (row: Row) => readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const value of valuesOf(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b, 'en'));
}
