/**
 * Notes the numbers of a delivery, where its agency counts what it sends, and tells the operators what is missing. It is
 * done when the file is: what cannot be noted stops no delivery.
 */
import type { ArticleRecord } from '../core/article/record.ts';
import type { NumberedSource, Provider } from '../core/providers/agency.ts';
import {
  afterNumbers,
  numberInName,
  type AllSeries,
  type Numbered,
  type SequenceNews,
} from '../core/providers/sequence.ts';
import type { Publisher } from '../adapters/publish/publisher.ts';
import { contended } from '../adapters/store/article-table.ts';
import type { SequenceTable } from '../adapters/store/sequences.ts';

export interface SequencePorts {
  numbers: Pick<SequenceTable, 'get' | 'put'>;
  publisher: Pick<Publisher, 'notify'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Deliveries of one agency are taken side by side. */
const TURNS = 8;

/** The numbers that a file has, by what its agency's entry says. */
export function numbersOf(
  source: NumberedSource,
  name: string,
  records: readonly ArticleRecord[],
): Numbered[] {
  if (source.from === 'file-name') {
    const number = numberInName(name, source.pattern ?? '{n}');
    return number === undefined ? [] : [{ series: 'files', number }];
  }
  return records.flatMap(({ article, wire }) => {
    const written = article.altIds?.find(({ role }) => role === 'sequence')?.value ?? '';
    if (!/^\d{1,12}$/.test(written)) return [];
    return [{ series: wire.service === '' ? 'items' : wire.service, number: Number(written) }];
  });
}

export async function noteNumbers(
  ports: SequencePorts,
  { id, sequence }: Pick<Provider, 'id' | 'sequence'>,
  numbers: readonly Numbered[],
): Promise<void> {
  if (sequence !== undefined && numbers.length > 0) await note(ports, id, sequence, numbers);
}

/**
 * Tells what has been missing for long enough, also while nothing comes.
 * @returns how many gaps were told and are open
 */
export async function tellMissing(
  ports: SequencePorts,
  { id, sequence }: Pick<Provider, 'id' | 'sequence'>,
): Promise<number> {
  if (sequence === undefined) return 0;
  const all = await note(ports, id, sequence, []);
  return Object.values(all).flatMap(({ gaps }) => gaps.filter(({ told }) => told)).length;
}

async function note(
  { numbers: table, publisher, now }: SequencePorts,
  id: string,
  sequence: NumberedSource,
  numbers: readonly Numbered[],
): Promise<AllSeries> {
  for (let turn = 0; turn < TURNS; turn++) {
    const known = await table.get(id);
    const { series, news, changed } = afterNumbers(known.series, numbers, sequence, now());
    if (!changed) return series;
    // First, for what was noted is not told again
    for (const one of news) await publisher.notify(noticeOf(id, one, now()));
    if (await table.put(id, series, known.turn)) return series;
  }
  throw contended(`the numbers of ${id}`, TURNS);
}

function noticeOf(
  provider: string,
  { kind, series, since, numbers }: SequenceNews,
  now: number,
): Parameters<Publisher['notify']>[0] {
  return {
    type: `wire.sequence.${kind}`,
    id: `${provider}/${series}:${kind}:${since}:${numbers.join(',').slice(0, 200)}`,
    time: new Date(now).toISOString(),
    provider,
    series,
    numbers: numbers.slice(0, TOLD_NUMBERS),
    since: new Date(since).toISOString(),
  };
}

/** A notice has 256 KB, and nobody asks an agency for more single ones. */
const TOLD_NUMBERS = 500;
