/** Adds up the outcomes of many texts, by role and by language, and prints them as tables. */
import Table from 'cli-table3';
import { affiliationMatches, type Found, type Outcome, Tally } from './score.ts';
import { type Expected, isNegative, ROLES } from './set.ts';

/** One text of the set and what the tagger made of it. */
export interface Scored {
  id: string;
  lang: string;
  /** What a reader sees where the text is shown as an error. */
  text: string;
  kind: 'sentence' | 'article';
  expect: Expected[];
  found: Found[];
  outcome: Outcome;
}

/** The figures of one half of the set. */
export interface Figures {
  byRole: Map<string, Tally>;
  byLanguage: Map<string, Tally>;
  /** sources: all roles but speaker and subject; overall: all but subject; ids: the set of agencies a text, in any role. */
  totals: Record<'sources' | 'speakers' | 'overall' | 'ids', Tally>;
  byKind: Record<Scored['kind'], Tally>;
  negatives: { clean: number; all: number };
  affiliations: { right: number; all: number };
}

/** Adds up the outcomes. */
export function addUp(texts: readonly Scored[]): Figures {
  const figures: Figures = {
    byRole: new Map(ROLES.map((role) => [role, new Tally()])),
    byLanguage: new Map(
      [...new Set(texts.map(({ lang }) => languageOf(lang)))].map((lang) => [lang, new Tally()]),
    ),
    totals: { sources: new Tally(), speakers: new Tally(), overall: new Tally(), ids: new Tally() },
    byKind: { sentence: new Tally(), article: new Tally() },
    negatives: { clean: 0, all: 0 },
    affiliations: { right: 0, all: 0 },
  };
  for (const text of texts) count(text, figures);
  return figures;
}

function count(text: Scored, figures: Figures): void {
  const { outcome, expect } = text;
  const add = (role: string, what: 'hits' | 'misses' | 'extras') => {
    const tallies = [figures.byRole.get(role)];
    if (role !== 'subject' && role !== 'mention') {
      tallies.push(
        figures.totals.overall,
        figures.byLanguage.get(languageOf(text.lang)),
        figures.byKind[text.kind],
      );
      tallies.push(role === 'speaker' ? figures.totals.speakers : figures.totals.sources);
    }
    for (const tally of tallies) if (tally !== undefined) tally[what] += 1;
  };
  for (const { expected } of outcome.hits) add(expected.role, 'hits');
  for (const { role } of outcome.misses) add(role, 'misses');
  for (const { role } of outcome.extras) add(role, 'extras');
  countIds(text, figures.totals.ids);
  if (isNegative({ expect })) {
    figures.negatives.all += 1;
    if (outcome.extras.every(({ role }) => ['speaker', 'subject', 'mention'].includes(role)))
      figures.negatives.clean += 1;
  }
  for (const { expected, found } of outcome.hits) {
    if (expected.role !== 'speaker' || expected.affiliation === undefined) continue;
    figures.affiliations.all += 1;
    if (affiliationMatches(expected, found)) figures.affiliations.right += 1;
  }
}

/** Which agencies a text names as a source, in whatever role. */
function countIds({ expect, found }: Scored, tally: Tally): void {
  const sources = expect.filter(({ role }) => role !== 'subject' && role !== 'mention');
  const wanted = idsOf(
    sources.filter(
      (label) => !label.optional && label.or.every(({ role }) => role !== 'subject' && role !== 'mention'),
    ),
  );
  const allowed = idsOf(sources.flatMap((label) => [label, ...label.or]));
  const named = idsOf(
    found.filter(({ role }) => role !== 'subject' && role !== 'mention' && role !== 'provider'),
  );
  for (const id of wanted) tally[named.has(id) || alternative(sources, id, named) ? 'hits' : 'misses'] += 1;
  for (const id of named) if (!allowed.has(id)) tally.extras += 1;
}

function alternative(labels: readonly Expected[], id: string, named: ReadonlySet<string>): boolean {
  return labels.some(
    (label) => label.id === id && label.or.some((other) => other.id !== null && named.has(other.id)),
  );
}

function idsOf(sources: readonly { id: string | null; role: string }[]): Set<string> {
  return new Set(
    sources.flatMap(({ id, role }) => (role === 'unnamed-wires' ? [role] : id === null ? [] : [id])),
  );
}

/** Norwegian goes by two codes. */
function languageOf(lang: string): string {
  return lang === 'nb' ? 'no' : lang;
}

/** The figures as tables. */
export function printFigures(title: string, texts: readonly Scored[], figures: Figures): string {
  const sentences = texts.filter(({ kind }) => kind === 'sentence').length;
  const { negatives, affiliations, totals, byKind } = figures;
  const table = new Table({ style: { head: [], border: [], compact: true } });
  const rows = (heading: string, tallies: Iterable<readonly [string, Tally]>) => {
    table.push([heading, 'expected', 'right', 'missed', 'wrong', 'precision', 'recall']);
    for (const [name, tally] of tallies) table.push(rowOf(name, tally));
  };
  rows('role', figures.byRole);
  rows('language', figures.byLanguage);
  rows('kind', Object.entries(byKind));
  rows('total', Object.entries(totals));
  return [
    `${title}: ${sentences} sentences, ${texts.length - sentences} articles`,
    table.toString(),
    `texts that name no source: ${negatives.clean} of ${negatives.all} without a false one`,
    `affiliations of speakers found: ${affiliations.right} of ${affiliations.all} right`,
  ].join('\n');
}

function rowOf(name: string, tally: Tally): (string | number)[] {
  const { hits, misses, extras, precision, recall } = tally;
  return [
    `  ${name}`,
    hits + misses,
    hits,
    misses,
    extras,
    hits + extras === 0 ? '-' : precision.toFixed(3),
    hits + misses === 0 ? '-' : recall.toFixed(3),
  ];
}

/** The texts with a miss (-) or a wrong source (+); misses of optional sources are none. */
export function printErrors(texts: readonly Scored[]): string {
  return texts
    .filter(({ outcome }) => outcome.misses.length + outcome.extras.length > 0)
    .map(({ id, text, outcome }) =>
      [
        `${id}  ${text}`,
        ...outcome.misses.map((label) => `    - ${label.role} ${label.id ?? ''} ${label.name ?? ''}`),
        ...outcome.extras.map((tag) => `    + ${tag.role} ${tag.id ?? ''} "${tag.name}"`),
      ].join('\n'),
    )
    .join('\n');
}
