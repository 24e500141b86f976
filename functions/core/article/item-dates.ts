/** The dates of an item, and the embargo: it fails closed, so an embargo that cannot be read holds the item. */
import type { WireItem } from './wire-item.ts';
import { believableClock } from './clock.ts';
import { readDate, type DateOptions } from '../text/dates.ts';
import { collapse } from '../text/whitespace.ts';
import type { Article } from './ninjs.ts';
import { embargoIn } from './words/embargo.ts';
import { heldUntil, type HeldUntil } from './words/held-until.ts';
import type { EmbargoLine } from './words/item-words.ts';
import type { NormaliseContext } from './context.ts';
import type { Clock, Embargo, Warning } from './record.ts';

export interface ArticleDates {
  article: Pick<Article, 'firstCreated' | 'versionCreated' | 'contentCreated' | 'embargoedUntil' | 'expires'>;
  embargo: Embargo;
  clock: Clock | null;
}

interface Reading {
  context: Pick<NormaliseContext, 'zone' | 'language' | 'received' | 'embargo'>;
  warnings: Warning[];
  /** Embargoes that slug, note, headline or text tell in words. */
  embargoes: readonly EmbargoLine[];
  /** Of the text, told or detected. */
  language: string | undefined;
}

/** Reads every date of the item; what could not be read is told in the warnings. */
export function readDates(item: WireItem, { context, warnings, embargoes, language }: Reading): ArticleDates {
  const country = countryOf(item.language) ?? countryOf(context.language);
  const place = {
    ...(context.zone === undefined ? {} : { zone: context.zone }),
    ...(country === undefined ? {} : { country }),
  };
  const read = (
    written: string | undefined,
    window: NonNullable<DateOptions['window']>,
  ): string | undefined => {
    if (written === undefined || written.trim() === '') return undefined;
    const { instant, warnings: noticed } = readDate(written, {
      received: context.received,
      window,
      ...place,
    });
    warnings.push(...noticed);
    return instant;
  };
  const firstCreated = read(item.firstCreated, 'past');
  const versionCreated = read(item.versionCreated, 'past');
  const contentCreated = read(item.contentCreated, 'content');
  const expires = read(item.expires, 'any');
  const clock = believableClock(item.versionCreated, { received: context.received, ...place });
  if (clock.warning !== undefined) warnings.push(clock.warning);
  const until = read(item.embargoed, 'any');
  const inWords = heldUntil(linesOf(item, until, embargoes), {
    written: clock.clock === null ? context.received : Date.parse(clock.clock.from),
    received: context.received,
    ...(context.zone === undefined ? {} : { zone: context.zone }),
    ...dayFirstOf(item.language ?? language, context.zone),
  });
  const embargo = embargoOf(item, { until, inWords }, context, warnings);
  const embargoedUntil = embargo.until ?? undefined;
  return {
    article: {
      ...(firstCreated === undefined ? {} : { firstCreated }),
      ...(versionCreated === undefined ? {} : { versionCreated }),
      ...(contentCreated === undefined ? {} : { contentCreated }),
      ...(embargoedUntil === undefined ? {} : { embargoedUntil }),
      ...(expires === undefined ? {} : { expires }),
    },
    embargo,
    clock: clock.clock,
  };
}

/** The country of a language as a wire writes it: AU of "en-AU", "en_au" and "en-Latn-AU". */
function countryOf(language: string | undefined): string | undefined {
  return /^[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})$/i.exec(language?.trim() ?? '')?.[1]?.toUpperCase();
}

/** Languages that write the month before the day, or the year before both. */
const MONTH_FIRST = /^(?:en[-_](?:[a-z]{4}[-_])?us|ja|zh|ko|hu)(?![a-z])/i;

/** How "3/12" is meant: English alone does not say, but the zone of a feed may. */
function dayFirstOf(language: string | undefined, zone: string | undefined): { dayFirst?: boolean } {
  const written = language?.trim() ?? '';
  if (MONTH_FIRST.test(written)) return { dayFirst: false };
  if (/^en(?:[-_]ca)?$/i.test(written)) {
    return /^(?:Europe|Australia|Africa)\/|^Pacific\/Auckland$/.test(zone ?? '') ? { dayFirst: true } : {};
  }
  return /^[a-z]{2,3}(?![a-z])/i.test(written) ? { dayFirst: true } : {};
}

/** A field for the time that holds words says an embargo, too. */
function linesOf(
  item: WireItem,
  until: string | undefined,
  embargoes: readonly EmbargoLine[],
): readonly EmbargoLine[] {
  const written = item.embargoed?.trim() ?? '';
  if (until !== undefined || written === '') return embargoes;
  const found = embargoIn(`Embargo: ${written}`, 'note');
  return found?.kind === 'embargo' && found.time !== undefined
    ? [...embargoes, { text: written, time: found.time }]
    : embargoes;
}

/** "embargoed", "Embargo", "usable,embargoed": a status that speaks of an embargo is one. */
export function isEmbargoed(status: string | undefined): boolean {
  return /\bembargo/i.test(status ?? '');
}

interface Ends {
  /** As a field of the format tells it. */
  until: string | undefined;
  inWords: HeldUntil | undefined;
}

function embargoOf(
  item: WireItem,
  { until, inWords }: Ends,
  context: Reading['context'],
  warnings: Warning[],
): Embargo {
  const text = collapse(item.embargoText ?? inWords?.text ?? '') || null;
  if (until !== undefined) return { until, indefinite: false, text };
  const isUnreadable = item.embargoed !== undefined && item.embargoed.trim() !== '';
  const isStructured = item.embargoed !== undefined || isEmbargoed(item.status);
  if (!isStructured && inWords === undefined) return { until: null, indefinite: false, text: null };
  const said = text ?? collapse(item.embargoed ?? '');
  if (!isStructured && context.embargo === 'hold-structured') {
    warnings.push({
      code: 'embargo-in-words',
      detail: `"${said.slice(0, 80)}" does not hold items of this provider`,
    });
    return { until: null, indefinite: false, text };
  }
  if (inWords?.until !== undefined && context.embargo !== 'hold-structured') {
    warnings.push(...inWords.warnings, {
      code: 'embargo-in-words',
      detail: `"${inWords.text.slice(0, 80)}": read as until ${inWords.until}`,
    });
    return { until: inWords.until, indefinite: false, text: inWords.text };
  }
  if (isUnreadable || inWords !== undefined) {
    warnings.push({
      code: isUnreadable ? 'embargo-unreadable' : 'embargo-in-words',
      detail: `"${(isUnreadable ? collapse(item.embargoed ?? '') : said).slice(0, 80)}": held until released by hand`,
    });
  }
  return { until: null, indefinite: true, text: said || null };
}
