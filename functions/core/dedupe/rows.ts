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
const RANK = /^\d{1,3}[.)]?$/u;

interface Row {
  names: string[];
  figures: string[];
}

/** The text, its rows in that layout where it has some; a line with a word that is no name is none. */
export function withRowsInOneLayout(text: string): string {
  const lines = text.split('\n');
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

function rowIn(line: string): Row | undefined {
  const names: string[] = [];
  const figures: string[] = [];
  for (const piece of line.trim().split(/\s+/u)) {
    if (FIGURE.test(piece)) figures.push(piece);
    else if (NAME.test(piece)) names.push(piece);
    else if (!MARK.test(piece)) return undefined;
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
