/** Prints rows as they come: in columns and colours on a terminal, else as plain lines. */
import Table from 'cli-table3';
import colours from 'picocolors';
import type { Row, Tone } from '../common/rows.ts';

export interface Printer {
  row(row: Row): void;
  /** A line between the rows. */
  line(text: string): void;
  /** Replaces the line of progress below the rows; an empty text takes it away. Not shown where there is no terminal. */
  progress(text: string): void;
}

const HEAD = ['provider', 'format', 'headline', 'verdict', 'sources', 'ms'] as const;

export function createPrinter(stream: NodeJS.WriteStream): Printer {
  return stream.isTTY ? new TerminalPrinter(stream) : new PlainPrinter(stream);
}

/** One line a row, its fields separated by tabs: for logs and for `grep`. */
class PlainPrinter implements Printer {
  readonly #stream: NodeJS.WritableStream;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  row({ provider, format, headline, verdict, detail, sources, milliseconds }: Row): void {
    const full = detail === '' ? verdict : `${verdict} (${detail})`;
    const time = milliseconds === undefined ? '-' : `${milliseconds} ms`;
    this.line([provider, format || '-', headline, full, sources || '-', time].map(printable).join('\t'));
  }

  line(text: string): void {
    this.#stream.write(`${text}\n`);
  }

  progress(): void {
    // A log needs no progress.
  }
}

class TerminalPrinter implements Printer {
  readonly #stream: NodeJS.WriteStream;
  #progress = '';
  #headed = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  row(row: Row): void {
    if (!this.#headed) {
      this.#headed = true;
      this.line(this.#columns(HEAD.map((name) => colours.dim(name))));
    }
    const colour = colourOf(row.tone);
    // Why a file was rejected is what its reader needs: it gets a line, not the end of a column.
    const rejected = row.tone === 'bad';
    const detail = rejected ? '' : printable(row.detail);
    const verdict = colour(printable(row.verdict)) + (detail === '' ? '' : colours.dim(` ${detail}`));
    this.line(
      this.#columns([
        printable(row.provider),
        colours.dim(printable(row.format)),
        printable(row.headline),
        verdict,
        colours.dim(printable(row.sources)),
        row.milliseconds === undefined ? '' : String(row.milliseconds),
      ]),
    );
    if (rejected) this.line(colours.dim(`  └ ${printable(row.detail)}`));
  }

  line(text: string): void {
    this.#stream.write(`\r\u001B[K${text}\n${this.#progress}`);
  }

  progress(text: string): void {
    this.#progress = text === '' ? '' : colours.dim(text);
    this.#stream.write(`\r\u001B[K${this.#progress}`);
  }

  /** One row of the table; cli-table3 cuts what is too wide, also where characters are two columns wide. */
  #columns(cells: readonly string[]): string {
    const fixed = { provider: 11, format: 18, sources: 14, ms: 6 };
    const rest = Math.max(40, (this.#stream.columns || 100) - 11 - 18 - 14 - 6 - 1);
    const headline = Math.floor(rest * 0.55);
    const table = new Table({
      colWidths: [fixed.provider, fixed.format, headline, rest - headline, fixed.sources, fixed.ms],
      colAligns: ['left', 'left', 'left', 'left', 'left', 'right'],
      style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
      chars: NO_BORDERS,
    });
    table.push([...cells]);
    return table.toString();
  }
}

const NO_BORDERS = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((name) => [name, '']),
);

function colourOf(tone: Tone): (text: string) => string {
  switch (tone) {
    case 'good':
      return colours.green;
    case 'note':
      return colours.yellow;
    case 'quiet':
      return colours.dim;
    case 'bad':
      return colours.red;
  }
}

/** Text of a wire on one line, without anything that a terminal would obey. */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
