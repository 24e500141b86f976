/** Teletypesetting signs of ANPA 1312 texts, to the characters they stand for. */
import type { Paragraph } from '../../article/wire-item.ts';

/** Typewriter quotes, dashes and fractions of running text; control bytes of the typesetter go. */
export function readableText(text: string): string {
  return (
    text
      .replaceAll('``', '“')
      .replaceAll("''", '”')
      .replace(/(?<![\p{L}\d`])`(?=[\p{L}\d])/gu, '‘')
      .replace(/(?<=\d)\{/g, '½')
      .replace(/(?<![\w@./])_(?![\w_])|(?<=\s)_(?=\s)/g, '—')
      .replace(/[\u0010\u0011]/g, ' ')
      .replace(/[\u0000-\u0008\u000b-\u000f\u0012-\u001f\u007f]/g, '')
      .replace(/\s?[=<]\s?$/, '')
      .trim()
      // marks of a new line, also where the line was joined to another
      .replace(/^\^{1,4}\s{0,4}|\s?\^{1,4}$|(?<=\s)\^{1,4}(?=\p{L})/gu, '')
  );
}

/** A line set in columns: what stands before its first column is part of it, but for the mark of a new line. */
export function readableRow(row: string): string {
  const written = row.replace(/^[\u0000-\u0008\u000e-\u001f]*[\^\t]?/, '');
  const text = written.trimStart();
  return `${written.slice(0, written.length - text.length)}${readableText(text)}`;
}

/** 08 (TLI) begins a row of a table; ";" and the separators 1E and 1F part its columns. */
export function isTableRow(line: string): boolean {
  return line.startsWith('\u0008') || /[\u001e\u001f]/.test(line);
}

/** Rows as one preformatted paragraph with aligned columns. */
export function tableOf(rows: readonly string[]): Paragraph {
  const cells = rows.map((row) =>
    row
      .replace(/[<=]\s?$/, '')
      .split(/[;\u001e\u001f]/)
      .map(readableText),
  );
  const widths: number[] = [];
  for (const row of cells) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, Math.min(cell.length, 60));
    });
  }
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return { kind: 'pre', text: lines.join('\n') };
}
