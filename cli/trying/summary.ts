import Table from 'cli-table3';
import type { SampleRun } from './sample-run.ts';

/** What became of the samples, in a few lines. */
export function summaryOf(run: SampleRun): string {
  const { samples, verdicts, messages, milliseconds, surprises, elapsedMs } = run;
  const table = new Table({ style: { head: [], border: [], compact: true }, colAligns: ['left', 'right'] });
  table.push(
    ...[...verdicts].sort(([a], [b]) => a.localeCompare(b)).map(([verdict, count]) => [verdict, count]),
  );
  const seconds = (elapsedMs / 1000).toFixed(1);
  const lines = [
    '',
    table.toString(),
    `${samples} files and ${messages} messages in ${seconds} s; from upload to message ` +
      `${quantile(milliseconds, 0.5)} ms in the median, ${quantile(milliseconds, 0.95)} ms at the 95th percentile.`,
  ];
  if (surprises.length === 0) lines.push('Every sample had its expected outcome.');
  for (const { sample, what } of surprises) lines.push(`UNEXPECTED ${sample.file}: ${what}`);
  return lines.join('\n');
}

/** @param sorted ascending */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
