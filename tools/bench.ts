/**
 * Measures: npm run bench [-- SECTION...], all sections by default. Each section is one file in tools/bench: add it to
 * the list here. The figures depend on the machine; docs say on which they were taken.
 */
import { bundle } from './bench/bundle.ts';
import { dedupe, dedupeIndex, dedupeStream, dedupeWindow } from './bench/dedupe.ts';
import { dedupeCommand } from './bench/dedupe-command.ts';
import { formats } from './bench/formats.ts';
import { large } from './bench/large.ts';
import type { Row, Section } from './bench/measure.ts';
import { page } from './bench/page.ts';
import { pipeline } from './bench/pipeline.ts';
import { search } from './bench/search.ts';
import { sources } from './bench/sources.ts';

const SECTIONS: readonly Section[] = [
  formats,
  large,
  dedupe,
  dedupeStream,
  dedupeWindow,
  dedupeCommand,
  dedupeIndex,
  sources,
  search,
  bundle,
  page,
  pipeline,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SECTIONS.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(
    `no section ${unknown.join(', ')}; there are: ${SECTIONS.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
for (const section of SECTIONS) {
  if (wanted.length > 0 && !wanted.includes(section.name)) continue;
  console.log(`\n${section.title}\n\n${tableOf(await section.run())}`);
}

/** Columns in Markdown, numbers to the right, so that a table can go into the docs as it is. */
function tableOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_name, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = names.map((name) => typeof rows[0]?.[name] === 'number');
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (isNumber[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (isNumber[column] === true ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join('\n');
}
