/** What the list draws: days, articles, and duplicates folded under their original. All of one height. */
import type { Line } from './wire.ts';
import { dayOf, type Zone } from './time.ts';

export type Item =
  | { kind: 'day'; key: string; label: string }
  | {
      kind: 'line';
      key: string;
      line: Line;
      /** Its original stands above it. */
      folded: boolean;
      /** How many are folded under it. */
      duplicates: number;
      open: boolean;
    };

/**
 * @param opened ids of originals whose duplicates are shown
 * @param ranked the order is that of a search: no days
 */
export function itemsOf(
  lines: readonly Line[],
  opened: ReadonlySet<string>,
  zone: Zone,
  today: string,
  ranked: boolean,
): Item[] {
  const listed = new Set(lines.map(({ row }) => row.id));
  const under = new Map<string, Line[]>();
  for (const line of lines) {
    const { of, verdict, id } = line.row;
    if (verdict !== 'duplicate' || of === null || of === id || !listed.has(of)) continue;
    under.set(of, [...(under.get(of) ?? []), line]);
  }
  const folded = new Set([...under.values()].flat().map(({ row }) => row.id));
  const items: Item[] = [];
  let day = today;
  const put = (line: Line, isFolded: boolean): void => {
    const duplicates = under.get(line.row.id) ?? [];
    const open = opened.has(line.row.id);
    items.push({
      kind: 'line',
      key: line.row.id,
      line,
      folded: isFolded,
      duplicates: duplicates.length,
      open,
    });
    if (open) for (const duplicate of duplicates) put(duplicate, true);
  };
  for (const line of lines) {
    // A duplicate of a duplicate whose own original is not open stays with it
    if (folded.has(line.row.id)) continue;
    const its = ranked ? day : dayOf(line.row.at, zone);
    if (its !== day) items.push({ kind: 'day', key: `day ${its}`, label: its });
    day = its;
    put(line, false);
  }
  return items;
}

/** The next article up or down; the first one where none is selected. */
export function neighbour(items: readonly Item[], selected: string | null, step: 1 | -1): string | null {
  const ids = items.flatMap((item) => (item.kind === 'line' ? [item.key] : []));
  const at = selected === null ? -1 : ids.indexOf(selected);
  if (at === -1) return ids[0] ?? null;
  return ids[at + step] ?? selected;
}
