/** What became of a delivery, as rows of a table for people. */
import type { ItemOutcome, Outcome, Receipt } from '../../functions/adapters/store/outcomes.ts';
import type { FinishedDelivery } from './deliveries.ts';

export type Tone = 'good' | 'note' | 'quiet' | 'bad';

export interface Row {
  provider: string;
  format: string;
  /** The headline, or the file's name where there is none. */
  headline: string;
  verdict: string;
  /** Why, or what it is related to. */
  detail: string;
  sources: string;
  /** Milliseconds from upload to message; undefined where nothing was sent. */
  milliseconds: number | undefined;
  tone: Tone;
}

const TONES: Readonly<Record<Outcome, Tone>> = {
  published: 'good',
  updated: 'good',
  corrected: 'good',
  reinstated: 'good',
  killed: 'note',
  withheld: 'note',
  held: 'note',
  pending: 'note',
  duplicate: 'quiet',
  redelivery: 'quiet',
  late: 'quiet',
  rejected: 'bad',
};

/** A row an item; one for the whole file where it could not be read. */
export function rowsOf({ receipt, stored, messages }: FinishedDelivery): Row[] {
  const base = { provider: receipt.provider ?? '?', headline: fileName(receipt), milliseconds: undefined };
  if (receipt.state === 'quarantined') {
    const detail = `${receipt.code ?? ''}: ${receipt.message ?? ''}`;
    return [{ ...base, format: '', verdict: 'rejected', detail, sources: '', tone: 'bad' }];
  }
  return receipt.items.map((item): Row => {
    if (item.outcome === 'rejected') {
      const detail = `${item.code}: ${item.message}`;
      return { ...base, format: '', verdict: 'rejected', detail, sources: '', tone: 'bad' };
    }
    const message = messages.get(item);
    return {
      ...base,
      format: item.format,
      headline: item.headline === '' ? fileName(receipt) : item.headline,
      verdict: verdictOf(item),
      detail: detailOf(item),
      sources: item.sources.join(' '),
      milliseconds: message === undefined ? undefined : message.received - stored,
      tone: TONES[item.outcome],
    };
  });
}

/** The outcome; a near-duplicate that adds something is published, and called what it is. */
export function verdictOf(item: ItemOutcome): string {
  if (item.outcome === 'rejected') return item.outcome;
  return item.outcome === 'published' && item.dedupe.verdict === 'variant' ? 'variant' : item.outcome;
}

function detailOf(item: Exclude<ItemOutcome, { outcome: 'rejected' }>): string {
  const { outcome, revision, embargoedUntil, killedBy, dedupe } = item;
  if (outcome === 'held')
    return embargoedUntil === undefined ? 'until released by hand' : `until ${embargoedUntil}`;
  if (killedBy !== undefined) return `by ${killedBy}`;
  const alike = dedupe.verdict === 'duplicate' || dedupe.verdict === 'variant';
  if (alike && dedupe.of !== null) return `of ${dedupe.of.slice(0, 8)}, ${percent(dedupe.similarity)} alike`;
  return revision > 1 && outcome !== 'redelivery' ? `revision ${revision}` : '';
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function fileName({ key }: Receipt): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
