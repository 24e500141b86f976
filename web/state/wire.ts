/** The list: what was loaded, what came since, and what waits to be shown. */
import type { Row, RowChanges, SearchHit, SearchPage, WirePage } from '../../functions/core/feed/contract.ts';

export interface Line {
  row: Row;
  /** A newer state of it waits among the new ones. */
  outdated: boolean;
  /** Of a search: where the words were found. */
  found: Pick<SearchHit, 'headline' | 'snippet'> | null;
}

export interface WireState {
  /** Goes up with each new start of the list: what belongs to an older one is dropped. */
  generation: number;
  loading: boolean;
  /** Newest first, each article once; of a search: the best first. */
  lines: readonly Line[];
  /** Came since and is not shown yet, newest first. */
  waiting: readonly Row[];
  /** Where older ones are asked for; null: there are none. */
  older: string | null;
  /** Where the feed is followed from; null until the list is loaded. */
  live: string | null;
  /** Of a search: how many there are. */
  count: { count: number; more: boolean } | null;
  hints: readonly string[];
  /** In words, where the list could not be loaded. */
  failure: string | null;
}

export type WireAction =
  | { type: 'start'; generation: number }
  | { type: 'loaded'; generation: number; page: WirePage }
  | { type: 'found'; generation: number; page: SearchPage }
  | { type: 'followed'; generation: number; live: string }
  | { type: 'older'; generation: number; page: WirePage }
  | { type: 'found-more'; generation: number; page: SearchPage }
  | { type: 'failed'; generation: number; why: string }
  /** @param show whether new ones may be shown at once */
  | { type: 'came'; generation: number; changes: RowChanges; show: boolean; searching: boolean }
  | { type: 'show' };

export const EMPTY_WIRE: WireState = {
  generation: 0,
  loading: true,
  lines: [],
  waiting: [],
  older: null,
  live: null,
  count: null,
  hints: [],
  failure: null,
};

export function isEnded({ event, status }: Pick<Row, 'event' | 'status'>): boolean {
  return event === 'killed' || event === 'withheld' || status !== 'usable';
}

export function reduceWire(state: WireState, action: WireAction): WireState {
  if (action.type === 'show') return { ...state, lines: shown(state.lines, state.waiting), waiting: [] };
  if (action.type === 'start') {
    return { ...EMPTY_WIRE, generation: action.generation, lines: state.lines };
  }
  if (action.generation !== state.generation) return state;
  switch (action.type) {
    case 'loaded': {
      const { rows, older, live } = action.page;
      return { ...state, loading: false, failure: null, lines: linesOf(rows), waiting: [], older, live };
    }
    case 'found':
    case 'found-more': {
      const { hits, next, count, more, hints } = action.page;
      const found = hits.map(({ row, headline, snippet }) => lineOf(row, { headline, snippet }));
      const lines = action.type === 'found' ? found : appended(state.lines, found);
      return { ...state, loading: false, failure: null, lines, older: next, count: { count, more }, hints };
    }
    case 'followed':
      return { ...state, live: action.live };
    case 'older':
      return {
        ...state,
        lines: appended(state.lines, linesOf(action.page.rows)),
        older: action.page.older,
      };
    case 'failed':
      return { ...state, loading: false, failure: action.why };
    case 'came':
      return withChanges(state, action);
  }
}

function lineOf(row: Row, found: Line['found'] = null): Line {
  return { row, outdated: false, found };
}

function linesOf(rows: readonly Row[]): Line[] {
  return rows.map((row) => lineOf(row));
}

/** A later page may bring what came meanwhile. */
function appended(lines: readonly Line[], more: readonly Line[]): Line[] {
  const known = new Set(lines.map(({ row }) => row.id));
  return [...lines, ...more.filter(({ row }) => !known.has(row.id))];
}

function withChanges(
  state: WireState,
  { changes, show, searching }: Extract<WireAction, { type: 'came' }>,
): WireState {
  if (changes.rows.length === 0) return state;
  const newest = new Map<string, Row>();
  for (const row of changes.rows) {
    const before = newest.get(row.id);
    if (before === undefined || before.revision <= row.revision) newest.set(row.id, row);
  }
  // What is gone is gone at once, wherever it stands and whatever else waits: nothing of its text is kept
  const lines = state.lines.flatMap((line): Line[] => {
    const row = newest.get(line.row.id);
    if (row === undefined || row.revision < line.row.revision) return [line];
    if (row.event === 'left') return [];
    if (isEnded(row)) return [lineOf(row)];
    return [{ ...line, outdated: row.revision > line.row.revision }];
  });
  const fresh = [...newest.values()].filter(({ event }) => event !== 'left');
  const arrived = fresh.filter((row) => isNews(row, state.lines)).toReversed();
  const kept = state.waiting.filter(({ id }) => !newest.has(id));
  if (searching) {
    // A search is asked again, not followed; but who ended is out of it
    return { ...state, lines };
  }
  const waiting = [...arrived, ...kept];
  return show
    ? { ...state, lines: shown(lines, waiting), waiting: [] }
    : { ...state, lines, waiting: waiting.filter((row) => !isEnded(row) || !isListed(row, lines)) };
}

function isNews(row: Row, lines: readonly Line[]): boolean {
  const line = lines.find((known) => known.row.id === row.id);
  return (
    line === undefined ||
    row.revision > line.row.revision ||
    (row.revision === line.row.revision && row.event !== line.row.event)
  );
}

function isListed(row: Row, lines: readonly Line[]): boolean {
  return lines.some((line) => line.row.id === row.id);
}

/** New ones on top, each article once. */
function shown(lines: readonly Line[], rows: readonly Row[]): readonly Line[] {
  if (rows.length === 0) return lines;
  const replaced = new Set(rows.map(({ id }) => id));
  return [...linesOf(rows), ...lines.filter(({ row }) => !replaced.has(row.id))];
}
