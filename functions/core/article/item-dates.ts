/** The dates of an item, and the embargo: it fails closed, so an embargo that cannot be read holds the item. */
import type { WireItem } from './wire-item.ts';
import { believableClock } from './clock.ts';
import { readDate, type DateOptions } from '../text/dates.ts';
import { collapse } from '../text/whitespace.ts';
import type { Article } from './ninjs.ts';
import type { NormaliseContext } from './context.ts';
import type { Clock, Embargo, Warning } from './record.ts';

export interface ArticleDates {
  article: Pick<Article, 'firstCreated' | 'versionCreated' | 'contentCreated' | 'embargoedUntil' | 'expires'>;
  embargo: Embargo;
  clock: Clock | null;
}

interface Reading {
  context: Pick<NormaliseContext, 'zone' | 'received' | 'embargo'>;
  warnings: Warning[];
  /** The embargo as slug, note or headline word it, where they do. */
  embargoInWords: string | undefined;
}

/** Reads every date of the item; what could not be read is told in the warnings. */
export function readDates(item: WireItem, { context, warnings, embargoInWords }: Reading): ArticleDates {
  const read = (
    written: string | undefined,
    window: NonNullable<DateOptions['window']>,
  ): string | undefined => {
    if (written === undefined || written.trim() === '') return undefined;
    const { instant, warnings: noticed } = readDate(written, {
      received: context.received,
      window,
      ...(context.zone === undefined ? {} : { zone: context.zone }),
    });
    warnings.push(...noticed);
    return instant;
  };
  const firstCreated = read(item.firstCreated, 'past');
  const versionCreated = read(item.versionCreated, 'past');
  const contentCreated = read(item.contentCreated, 'content');
  const expires = read(item.expires, 'any');
  const embargoedUntil = read(item.embargoed, 'any');
  const clock = believableClock(item.versionCreated, context);
  if (clock.warning !== undefined) warnings.push(clock.warning);
  return {
    article: {
      ...(firstCreated === undefined ? {} : { firstCreated }),
      ...(versionCreated === undefined ? {} : { versionCreated }),
      ...(contentCreated === undefined ? {} : { contentCreated }),
      ...(embargoedUntil === undefined ? {} : { embargoedUntil }),
      ...(expires === undefined ? {} : { expires }),
    },
    embargo: embargoOf(item, embargoedUntil, embargoInWords, context, warnings),
    clock: clock.clock,
  };
}

/** "embargoed", "Embargo", "usable,embargoed": a status that speaks of an embargo is one. */
export function isEmbargoed(status: string | undefined): boolean {
  return /\bembargo/i.test(status ?? '');
}

function embargoOf(
  item: WireItem,
  until: string | undefined,
  inWords: string | undefined,
  context: Reading['context'],
  warnings: Warning[],
): Embargo {
  const text = collapse(item.embargoText ?? inWords ?? '') || null;
  if (until !== undefined) return { until, indefinite: false, text };
  if (item.embargoed !== undefined && item.embargoed.trim() !== '') {
    warnings.push({
      code: 'embargo-unreadable',
      detail: `"${item.embargoed.slice(0, 60)}": held until released by hand`,
    });
    return { until: null, indefinite: true, text: text ?? collapse(item.embargoed) };
  }
  const structured = item.embargoed !== undefined || isEmbargoed(item.status);
  if (structured) return { until: null, indefinite: true, text };
  if (text === null) return { until: null, indefinite: false, text: null };
  if (context.embargo === 'hold-structured') {
    warnings.push({
      code: 'embargo-in-words',
      detail: `"${text.slice(0, 80)}" does not hold items of this provider`,
    });
    return { until: null, indefinite: false, text };
  }
  warnings.push({ code: 'embargo-in-words', detail: `"${text.slice(0, 80)}": held until released by hand` });
  return { until: null, indefinite: true, text };
}
