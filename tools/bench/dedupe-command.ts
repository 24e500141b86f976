/** How many articles a second `wire dedupe` takes by the clock, all its threads and its start included. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { START, Stock, STREAM_WORDS, WINDOW_MS } from './dedupe.ts';
import { figure, percentile } from './figures.ts';
import type { Row, Section } from './measure.ts';

const ARTICLES = 20_000;
const WINDOW = 5_000;
const RUNS = 3;

export const dedupeCommand: Section = {
  name: 'dedupe-command',
  title: `wire dedupe by the clock: ${ARTICLES} articles of ${STREAM_WORDS} words, ${WINDOW} within the window, ${availableParallelism()} cores`,
  run: measure,
};

async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'newswire-bench-'));
  const file = join(folder, 'articles.ndjson');
  try {
    writeFileSync(file, linesOf(new Stock(7)));
    const rates: number[] = [];
    for (let run = 0; run < RUNS; run++) rates.push(ARTICLES / (await secondsOf(file)));
    return [figure(`articles a second, median of ${RUNS}`, percentile(rates, 50), 0, '>= 2000')];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function linesOf(stock: Stock): string {
  return Array.from({ length: ARTICLES }, (_none, index) => {
    const time = START + Math.floor((index * WINDOW_MS) / WINDOW);
    const { articleId, body, provider } = stock.next(index, time, STREAM_WORDS);
    return `${JSON.stringify({ id: articleId, body, source: provider, date: new Date(time).toISOString() })}\n`;
  }).join('');
}

async function secondsOf(file: string): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, ['cli/wire.ts', 'dedupe', file], {
    cwd: REPOSITORY_ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`wire dedupe ended with ${code}`);
  return (performance.now() - from) / 1000;
}
