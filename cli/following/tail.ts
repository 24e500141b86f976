/** `wire tail`: the live stream, as rows for people or as messages. */
import { setTimeout as after } from 'node:timers/promises';
import type { Command } from 'commander';
import colours from 'picocolors';
import { FeedClient, readMessage } from '../../functions/consumer/index.ts';
import { iamFetch } from '../../functions/consumer/iam.ts';
import { filterPolicyOf, WireFilterError } from '../../infra/wire-filter.ts';
import { UsageError } from '../common/errors.ts';
import { fromOne } from '../common/numbers.ts';
import { writeLine } from '../common/output.ts';
import { findTarget, withTargetOptions, type Target, type TargetOptions } from '../common/target.ts';
import { feedFilterOf, wireFilterOf, withFilterOptions, type FilterOptions } from './filter-options.ts';
import { queueMessages } from './temporary-queue.ts';

interface Options extends TargetOptions, FilterOptions {
  count?: number;
}

export function registerTail(program: Command): void {
  const command = program
    .command('tail')
    .description('show what is told from now on: rows on a terminal, else messages as NDJSON; Ctrl-C ends it')
    .option('--count <n>', 'end after so many messages', fromOne)
    .option('--queue', 'by a queue of its own instead of the change feed: needs the rights for both');
  withTargetOptions(withFilterOptions(command)).action(async (options: Options & { queue?: boolean }) => {
    await tail(options, options.queue === true);
  });
}

async function tail(options: Options, byQueue: boolean): Promise<void> {
  const target = await findTarget(options);
  const stop = new AbortController();
  const end = (): void => {
    stop.abort();
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  const messages =
    byQueue || target.apiUrl === undefined || options.type !== undefined
      ? queueMessages(target, policyOf(options), stop.signal, listening)
      : feedMessages(target, options, stop.signal);
  let told = 0;
  for await (const message of messages) {
    if (process.stdout.isTTY) process.stdout.write(`${rowOf(message)}\n`);
    else await writeLine(message);
    if (options.count !== undefined && ++told >= options.count) break;
  }
  process.off('SIGINT', end).off('SIGTERM', end);
}

function policyOf(options: FilterOptions): ReturnType<typeof filterPolicyOf> {
  try {
    return filterPolicyOf(wireFilterOf(options));
  } catch (error) {
    if (error instanceof WireFilterError) throw new UsageError(error.message);
    throw error;
  }
}

function listening(): void {
  process.stderr.write('Listening: Ctrl-C ends it.\n');
}

const POLL_MS = 1000;

async function* feedMessages(
  { apiUrl = '', machine, clients }: Target,
  options: FilterOptions,
  signal: AbortSignal,
): AsyncGenerator {
  const region = await clients.s3.config.region();
  const client = new FeedClient({
    // On one machine there is a development user, elsewhere machines sign
    url: machine ? `${apiUrl}/machine` : apiUrl,
    filter: feedFilterOf(options),
    ...(machine ? { fetch: iamFetch({ region, credentials: clients.s3.config.credentials }) } : {}),
  });
  let cursor = await client.now(signal);
  listening();
  while (!signal.aborted) {
    const page = await client.page(cursor, signal);
    if (page.kind === 'expired') throw new UsageError(page.detail);
    if (page.kind === 'page') {
      for (const event of page.events) yield event;
      cursor = page.next;
      if (page.events.length > 0) continue;
    }
    await after(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Time, agency, event, slug and headline. */
export function rowOf(message: unknown): string {
  const read = readMessage(message);
  if (read.kind === 'invalid' || read.kind === 'unknown') return JSON.stringify(message);
  if (read.kind === 'end') {
    const { article, revision, event, message: about } = read.end;
    const line = `${clockOf(about?.time)}  ${providerOf(about?.source)}  ${event.padEnd(10)}  ${article} revision ${revision}`;
    return event === 'left' ? colours.dim(line) : colours.red(line);
  }
  const { type, time, source, data } = read.message;
  const { slugline, headlines = [] } = data.article;
  const headline = headlines.find(({ role }) => role === 'main')?.value ?? headlines[0]?.value ?? '';
  const event = type.slice('wire.article.'.length).padEnd(10);
  const told = `${clockOf(time)}  ${providerOf(source)}  ${event}  ${slugline === undefined ? '' : `${slugline}  `}${headline}`;
  return data.wire.signals.includes('alert') ? colours.bold(colours.yellow(told)) : told;
}

function clockOf(time: string | undefined): string {
  const at = new Date(time ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? '--:--:--' : at.toTimeString().slice(0, 8);
}

function providerOf(source: string | undefined): string {
  return (source ?? '').replace('/wire/', '').padEnd(12);
}
