/**
 * Rows of tables and lists of results in one layout: names first, then figures in their order. Agencies write "Lindal 3
 * Torvik 1" or "Lindal - Torvik 3-1", with a rank before it or without.
 */

/** Fewer rows are no table. */
const FEWEST_ROWS = 4;
const FIGURES_IN_ROW = 2;
const WORDS_IN_ROW = 8;
const FIGURE = /^[(+\-−]?\d[\d.,:/–-]*\)?[.,;]?$/u;
const BETWEEN_FIGURES = /(?<=\d)[-–:](?=\d)/u;
const NAME = /^["'“‘(]?\p{Lu}/u;
const MARK = /^[^\p{L}\p{Nd}]{1,2}$/u;
/** "1-Ana Berg": seeded first. */
const SEED = /^(\d{1,2})-(\p{Lu}.*)$/u;
/** "28:24 (13:11)": one agency gives it, another does not. */
const HALF_TIME = /^\(\d{1,2}[:-]\d{1,2}\)[.,;]?$/u;
/** "Lindal-Torvik 3-1". */
const BETWEEN_NAMES = /(?<=\p{Ll})-(?=\p{Lu})/u;
/** Between the two of a match. */
const OPPOSED = /^(?:bt|beat|def|d|v|vs|gegen|contre|contra|contro|tegen|mot|mod)\.?$/u;
const RANK = /^\d{1,3}[.)]?$/u;

interface Row {
  names: string[];
  figures: string[];
}

/** The text, its rows in that layout where it has some; a line with a word that is no name is none. */
export function withRowsInOneLayout(text: string): string {
  const lines = text.split('\n').flatMap(rowsInLine);
  if (lines.length < FEWEST_ROWS) return text;
  const rows = lines.map(rowIn);
  if (rows.filter((row) => row !== undefined).length < FEWEST_ROWS) return text;
  const ranked = areRanked(rows);
  return lines
    .map((line, i) => {
      const row = rows[i];
      if (row === undefined) return line;
      const figures = (ranked ? row.figures.slice(1) : row.figures).flatMap((figure) =>
        figure.split(BETWEEN_FIGURES),
      );
      return [...row.names, ...figures].join(' ');
    })
    .join('\n');
}

/** "Results: Lindal - Torvik 3-1, Berg - Holm 0-0, ...": a list in one line, a row a line; another line as it is. */
function rowsInLine(line: string): string[] {
  const mark = line.includes(';') ? ';' : ',';
  if (figuresBefore(line, mark) < FEWEST_ROWS - 1) return [line];
  const head = HEAD.exec(line)?.[0] ?? '';
  const list = line.slice(head.length);
  const pieces = list
    .split(list.includes(';') ? /;\s*/u : /(?<=\d\)?),\s+/u)
    .filter((piece) => piece.trim() !== '');
  const isList =
    pieces.length >= FEWEST_ROWS && pieces.every((piece) => rowIn(trimStop(piece)) !== undefined);
  if (!isList) return [line];
  return head === '' ? pieces.map(trimStop) : [head, ...pieces.map(trimStop)];
}

/** Marks straight behind a figure: most lines have none, and are not looked at any further. */
function figuresBefore(line: string, mark: string): number {
  let count = 0;
  for (let at = line.indexOf(mark); at > 0; at = line.indexOf(mark, at + 1))
    if (/[\d)]/.test(line.charAt(at - 1))) count++;
  return count;
}

function trimStop(piece: string): string {
  return piece.trim().replace(/\.$/u, '');
}

const HEAD = /^[^\n:]{0,80}:\s(?=\P{L}{0,4}\p{Lu})/u;

function rowIn(line: string): Row | undefined {
  const names: string[] = [];
  const figures: string[] = [];
  // one after the other: most lines are prose, which their second or third word tells
  for (const [piece] of line.matchAll(/\S+/gu)) {
    const [, seed, name = piece] = (/^\d/.test(piece) ? SEED.exec(piece) : null) ?? [];
    if (seed !== undefined) figures.push(seed);
    if (HALF_TIME.test(name)) continue;
    if (FIGURE.test(name)) figures.push(name);
    else if (NAME.test(name)) names.push(...name.replace(/,$/u, '').split(BETWEEN_NAMES));
    else if (!MARK.test(name) && !OPPOSED.test(name)) return undefined;
  }
  const isRow = figures.some((figure) => BETWEEN_FIGURES.test(figure)) || figures.length >= FIGURES_IN_ROW;
  return isRow && names.length > 0 && names.length <= WORDS_IN_ROW ? { names, figures } : undefined;
}

/** They begin with 1, 2, 3 and so on, but for those that share a rank. */
function areRanked(rows: readonly (Row | undefined)[]): boolean {
  const first = rows.flatMap((row) => (row === undefined ? [] : [row.figures[0] ?? '']));
  const ranks = first.map((figure) => (RANK.test(figure) ? Number.parseInt(figure, 10) : NaN));
  return ranks[0] === 1 && ranks.every((rank, i) => rank === i + 1 || rank === ranks[i - 1]);
}
