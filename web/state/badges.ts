/** What an editor must not miss about an article, as words of one line. */
import type { Row } from '../../functions/core/feed/contract.ts';

export type BadgeKind =
  'alert' | 'lead' | 'corrected' | 'killed' | 'withheld' | 'restricted' | 'variant' | 'duplicate' | 'quiet';

export interface Badge {
  kind: BadgeKind;
  label: string;
  /** The flag that a click filters by. */
  flag: string | null;
}

const LEAD = /\b(?:lead|ld|writethru|wrap)\b/i;

/** What is forbidden of an item as such, the gravest first; what is forbidden in part stands in the story itself. */
const RESTRICTIONS = [
  ['no-online', 'ONLINE OUT'],
  ['no-print', 'PRINT OUT'],
  ['no-broadcast', 'BROADCAST OUT'],
  ['territorial', 'TERRITORY'],
  ['no-archive', 'NO ARCHIVE'],
  ['no-sales', 'NO SALES'],
  ['no-commercial', 'NO COMMERCIAL USE'],
  ['editorial-only', 'EDITORIAL ONLY'],
] as const;

/** A line of the list has room for so many of them. */
const MOST_RESTRICTIONS = 2;

/** The gravest first. What ended has no other. */
export function badgesOf(row: Row): Badge[] {
  const badge = (kind: BadgeKind, label: string, flag: string | null = null): Badge => ({
    kind,
    label,
    flag,
  });
  if (row.event === 'killed' || row.status === 'canceled') return [badge('killed', 'KILLED')];
  if (row.event === 'withheld' || row.status === 'withheld') return [badge('withheld', 'WITHHELD')];
  const has = (flag: string): boolean => row.flags.includes(flag);
  const badges: Badge[] = [];
  if (has('not-for-publication')) {
    badges.push(badge('withheld', 'NOT FOR PUBLICATION', 'not-for-publication'));
  }
  if (has('alert')) badges.push(badge('alert', 'ALERT', 'alert'));
  if (has('kill-notice')) badges.push(badge('killed', 'KILL NOTICE', 'kill-notice'));
  if (has('correction') || row.event === 'corrected') {
    badges.push(badge('corrected', 'CORRECTED', has('correction') ? 'correction' : null));
  }
  if (has('lead') || has('writethru') || LEAD.test(row.slug ?? '')) {
    const flag = ['lead', 'writethru'].find(has) ?? null;
    badges.push(badge('lead', 'LEAD', flag));
  }
  badges.push(...restrictionsOf(has).map(([flag, label]) => badge('restricted', label, flag)));
  if (has('ai')) badges.push(badge('quiet', 'AI', 'ai'));
  if (has('truncated')) badges.push(badge('quiet', 'CUT OFF', 'truncated'));
  if (has('advisory')) badges.push(badge('quiet', 'ADVISORY', 'advisory'));
  if (has('embargo-lifted')) badges.push(badge('quiet', 'EMBARGO LIFTED', 'embargo-lifted'));
  if (has('reinstated') || row.event === 'reinstated') {
    badges.push(badge('quiet', 'REINSTATED', has('reinstated') ? 'reinstated' : null));
  }
  if (has('resend')) badges.push(badge('quiet', 'RESENT', 'resend'));
  if (has('test')) badges.push(badge('quiet', 'TEST', 'test'));
  if (row.verdict === 'duplicate') badges.push(badge('duplicate', 'DUPLICATE'));
  if (row.verdict === 'variant') badges.push(badge('variant', 'VARIANT'));
  return badges;
}

/** By name where they are few, else by one word for all. */
function restrictionsOf(has: (flag: string) => boolean): (readonly [flag: string, label: string])[] {
  if (!has('restricted') || has('not-for-publication')) return [];
  const named = RESTRICTIONS.filter(([flag]) => has(flag));
  return named.length > 0 && named.length <= MOST_RESTRICTIONS ? named : [['restricted', 'RESTRICTED']];
}

/**
 * Twelve colours in two strengths, the same for an id on every machine. The numbers are such that the agencies of most
 * newsrooms have one each.
 */
export function colourOf(id: string): { hue: number; strong: boolean } {
  let hash = 0;
  for (const character of id) hash = (hash * 261 + (character.codePointAt(0) ?? 0)) % 7919;
  const place = Math.floor(hash / 11) % 24;
  return { hue: (place % 12) * 30, strong: place >= 12 };
}
