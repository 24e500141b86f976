/** What an editor must not miss about an article, as words of one line. */
import type { Row } from '../../functions/core/feed/contract.ts';

export type BadgeKind =
  'alert' | 'lead' | 'corrected' | 'killed' | 'withheld' | 'variant' | 'duplicate' | 'quiet';

export interface Badge {
  kind: BadgeKind;
  label: string;
  /** The flag that a click filters by. */
  flag: string | null;
}

const LEAD = /\b(?:lead|ld|writethru|wrap)\b/i;

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
  if (has('alert')) badges.push(badge('alert', 'ALERT', 'alert'));
  if (has('kill-notice')) badges.push(badge('killed', 'KILL NOTICE', 'kill-notice'));
  if (has('correction') || row.event === 'corrected') {
    badges.push(badge('corrected', 'CORRECTED', has('correction') ? 'correction' : null));
  }
  if (has('lead') || has('writethru') || LEAD.test(row.slug ?? '')) {
    const flag = ['lead', 'writethru'].find(has) ?? null;
    badges.push(badge('lead', 'LEAD', flag));
  }
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

/** Degrees on the colour wheel, the same for an id on every machine; neighbours in the alphabet lie far apart. */
export function hueOf(id: string): number {
  let hash = 2_166_136_261;
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  }
  return Math.floor((hash / 4_294_967_296) * 24) * 15;
}
