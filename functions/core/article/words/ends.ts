/** What the words and the status of an item together mean for its publication, and for that of others. */
import type { NormaliseContext } from '../context.ts';
import type { ArticleDates } from '../item-dates.ts';
import { referenceKey } from '../kill.ts';
import type { PubStatus } from '../ninjs.ts';
import type { KillNotice, KillReference, Signal, Wire } from '../record.ts';
import type { WireItem } from '../wire-item.ts';
import type { ItemWords } from './item-words.ts';
import { mailOf, ownReferences, quotedIn, victimsOf } from './references.ts';

export interface Ends {
  signals: Signal[];
  wire: Pick<Wire, 'kill' | 'killLabel' | 'references'>;
  /** Ids of other items that this one kills, as written. */
  cancels: string[];
}

export interface EndsContext {
  words: ItemWords;
  status: PubStatus;
  slugline: string | undefined;
  dates: ArticleDates;
  context: Pick<NormaliseContext, 'received' | 'killsInWords'>;
}

/** Kills, ends of embargoes, and the names by which a later kill may call this item. */
export function endsInWords(item: WireItem, { words, status, slugline, dates, context }: EndsContext): Ends {
  const { versionCreated, firstCreated, contentCreated } = dates.article;
  const own = ownReferences(item, { slugline, created: versionCreated ?? firstCreated ?? contentCreated });
  const isKill = words.isKill || (item.signals ?? []).includes('kill');
  const isNotice = status !== 'canceled' && isKill;
  const written = Date.parse(versionCreated ?? '') || context.received;
  const mayKill = words.isKill && context.killsInWords !== 'notice';
  const cancels = isNotice && mayKill ? killedIds(item) : [];
  // a notice has the slug of its victim
  const kept = isNotice ? own.filter(({ kind }) => kind !== 'slug' && kind !== 'job-id') : own;
  const isUnnamed = isNotice && cancels.length === 0 && (item.cancels ?? []).length === 0;
  return {
    signals: [
      ...(isKill || status === 'canceled' ? (['kill'] as const) : []),
      ...(isUnnamed ? (['kill-notice'] as const) : []),
      ...(words.isReinstated ? (['reinstated'] as const) : []),
      ...(words.isLifted && words.embargoes.length === 0 ? (['embargo-lifted'] as const) : []),
    ],
    wire: {
      ...(isNotice ? { kill: noticeOf(item, words, own, written) } : {}),
      ...(words.hasKillLabel && !isKill && status !== 'canceled' ? { killLabel: true as const } : {}),
      ...(kept.length === 0 ? {} : { references: kept.map(referenceKey) }),
    },
    cancels,
  };
}

/** What a notice in words replaces or evolved from is what it kills. */
function killedIds(item: WireItem): string[] {
  const evolved = (item.associations ?? []).filter(
    ({ rel, name }) => /^(?:.*:)?evolvedfrom$/i.test(rel ?? '') || name === 'managed-document',
  );
  return [...(item.replaces ?? []), ...evolved.map(({ id }) => id)].filter((id) => id !== item.id);
}

function noticeOf(
  item: WireItem,
  words: ItemWords,
  own: readonly KillReference[],
  written: number,
): KillNotice {
  return {
    inWords: words.isKill,
    references: victims(item, words, own, written),
    headlines: quotedIn(words.texts),
  };
}

/** A picture's job id is that of the picture it kills, and a mail kills what it replies to; any other number of the notice is its own. */
function victims(
  item: WireItem,
  words: ItemWords,
  own: readonly KillReference[],
  written: number,
): KillReference[] {
  const jobs = own.filter(({ kind }) => kind === 'job-id');
  const named = victimsOf(words.texts, { service: item.service, written });
  const numbers = new Set(own.filter(({ kind }) => kind === 'message-number').map(({ value }) => value));
  const replied = repliedTo(item).map(mailOf);
  const all = [...jobs, ...named, ...replied].filter(
    ({ kind, value }) => kind !== 'message-number' || !numbers.has(value),
  );
  return [...new Map(all.map((one) => [referenceKey(one), one])).values()];
}

/** The mail that this one answers: some programs name it only as the last of the thread. */
function repliedTo({ extra }: WireItem): string[] {
  const { inReplyTo, references } = extra ?? {};
  if (typeof inReplyTo === 'string') return [inReplyTo];
  const last = typeof references === 'string' ? references.trim().split(/\s+/).at(-1) : undefined;
  return last === undefined || last === '' ? [] : [last];
}
