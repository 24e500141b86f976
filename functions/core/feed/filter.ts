/** What of the feed somebody asks for: reading it from a query, and holding articles against it. */
import { FLAGS } from '../article/flags.ts';
import type { FeedFilter } from './contract.ts';
import { subjectCode, type Facets } from './facets.ts';

export const FILTERS = [
  'provider',
  'source',
  'language',
  'subject',
  'flags',
  'urgency',
] as const satisfies readonly (keyof FeedFilter)[];

export type FilterName = (typeof FILTERS)[number];

export type ParsedFilter = { ok: true; filter: FeedFilter } | { ok: false; detail: string };

const EXCLUDES = '-';

/** All values of a query, so that a page costs no more than it may. */
const MOST_VALUES = 100;
const LONGEST_VALUE = 200;

/**
 * Reads the filter of a query: each name may come several times, `-value` excludes. Values stand in one order, so that
 * the same filter is written in the same way.
 */
export function parseFilter(query: URLSearchParams): ParsedFilter {
  const filter: FeedFilter = {};
  let count = 0;
  for (const name of FILTERS) {
    const values = [...new Set(query.getAll(name))].sort();
    count += values.length;
    for (const value of values) {
      const detail = faultOf(name, value.startsWith(EXCLUDES) ? value.slice(EXCLUDES.length) : value);
      if (detail !== undefined) return { ok: false, detail };
    }
    if (values.length > 0) filter[name] = values;
  }
  return count > MOST_VALUES
    ? { ok: false, detail: `A filter has up to ${MOST_VALUES} values, and this one ${count}.` }
    : { ok: true, filter };
}

function faultOf(name: FilterName, value: string): string | undefined {
  if (value === '') return `"${name}" has an empty value.`;
  if (value.length > LONGEST_VALUE) return `"${name}" has a value of more than ${LONGEST_VALUE} characters.`;
  if (name === 'flags' && ![...FLAGS].some((flag) => flag === value)) {
    return `There is no flag "${value}"; there are ${[...FLAGS].join(', ')}.`;
  }
  if (name === 'urgency' && !/^[1-9]$/.test(value)) return `"urgency" is 1 to 9, and not "${value}".`;
  if (name === 'language' && !/^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(value)) {
    return `"${value}" is no language tag (BCP 47).`;
  }
  return undefined;
}

/** The filter as parameters of a link. */
export function filterParameters(filter: FeedFilter): [name: string, value: string][] {
  return FILTERS.flatMap((name) =>
    (filter[name] ?? []).map((value): [name: string, value: string] => [name, value]),
  );
}

/** Values of one name are alternatives, names have to hold together; what is excluded always goes. */
export function matches(filter: FeedFilter, facets: Facets): boolean {
  return FILTERS.every((name) => {
    const values = filter[name];
    if (values === undefined) return true;
    const has = HAS[name];
    const taken = values.filter((value) => !value.startsWith(EXCLUDES));
    const excluded = values.filter((value) => value.startsWith(EXCLUDES));
    return (
      (taken.length === 0 || taken.some((value) => has(facets, value))) &&
      !excluded.some((value) => has(facets, value.slice(EXCLUDES.length)))
    );
  });
}

const HAS: Readonly<Record<FilterName, (facets: Facets, value: string) => boolean>> = {
  provider: ({ provider }, value) => provider === value,
  source: ({ sources }, value) => sources.includes(value),
  language: ({ language }, value) => language !== null && isLanguage(language, value),
  subject: ({ subjects }, value) => subjects.includes(subjectCode(value)),
  flags: ({ flags }, value) => flags.includes(value),
  urgency: ({ urgency }, value) => String(urgency) === value,
};

function isLanguage(language: string, wanted: string): boolean {
  const [tag, range] = [language.toLowerCase(), wanted.toLowerCase()];
  return tag === range || tag.startsWith(`${range}-`);
}
