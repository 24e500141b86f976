/** Agencies that stand before the day or the place of a dateline. */
import type { Agency } from '../agencies/agency.ts';
import { mentionsIn, type Mention } from '../agencies/matcher.ts';
import { isInCapitals } from './words.ts';

/** Names that mean little else: "Jane Doe (SPA): ..." is no dateline. */
export function isTrusted(mentions: readonly Mention[]): boolean {
  return mentions.every(({ alias: { trust } }) => trust === 'sure' || trust === 'fair');
}

/** "sda": in small letters, as agencies of German write themselves. */
export function isOwnCode(written: string, agencies: readonly Agency[]): boolean {
  return /^\p{Ll}{3}$/u.test(written) && agencies.some(({ languages }) => languages.includes('de'));
}

/** "МОСКВА, 3 июл - РИА Новости. Автобус", "ОМСК, 3 июля 2021 — REGNUM Автобус": the name behind a dash. */
export const DASH_NAME =
  /^(?<before>\p{Lu}[\p{L} -]{2,30},\s\p{Nd}{1,2}\.?\s\p{L}{3,10}\.?(?:\s\p{Nd}{4})?\s?[-–—]\s?)(?<name>\p{Lu}[^.,\n]{1,29}(?=(?:,\s\p{Lu}\p{L}+\s\p{Lu}\p{L}+)?\.\s)|\p{Lu}{4,12}(?=\s\p{Lu}\p{Ll}))/u;

/** "W. T. B. Berlin, 4. Nov. Das Schiff": the name before the place and the day. */
export function nameBeforeDate(head: string): Mention | undefined {
  if (!NAME_AND_DATE.test(head)) return undefined;
  const [first] = mentionsIn(head.slice(0, LONGEST_NAME), 'running');
  return first?.start === 0 && BEFORE_DATE.test(head.slice(first.end)) ? first : undefined;
}

const LONGEST_NAME = 30;
const NAME_AND_DATE = /^\p{L}[^\n,]{2,40},? (?:den |le |\p{Lu}\p{L}{2,8}\.? )?\d/u;
const BEFORE_DATE =
  /^[.:]? \p{Lu}[\p{L} ]{2,24},? (?:(?:den |le )?\d{1,2}\.? \p{L}{3,9}|\p{Lu}\p{L}{2,8}\.? \d{1,2})\b/u;

/** "ТАСС, 3 мая. В Томске": the name and the day, and no place. */
export function nameAndDate(head: string): Mention[] {
  const name = NAME_THEN_DAY.exec(head)?.groups?.name ?? '';
  const mentions = name === '' ? [] : mentionsIn(name, 'running');
  const [mention] = mentions;
  return mention?.start === 0 && mention.end === name.length && isTrusted(mentions) ? mentions : [];
}
const NAME_THEN_DAY =
  /^(?<name>\p{Lu}[\p{L} -]{1,20}), \d{1,2}\.? \p{L}{3,10}(?: \d{4})?(?:\.|\s?[-–—]) (?=\p{Lu})/u;

/** "dpa OLDERSIEL. Der Damm", "AFP Lohne. Der Damm": as papers set it, the name before the place and a stop. */
export function nameBeforePlace(head: string): Mention | undefined {
  const { name = '', place = '' } = BEFORE_PLACE.exec(head)?.groups ?? {};
  const [mention] = mentionsIn(name, 'slot');
  if (mention?.start !== 0 || mention.end !== name.length) return undefined;
  return isInCapitals(place) || isTrusted([mention]) ? mention : undefined;
}

const BEFORE_PLACE =
  /^(?<name>\p{L}{2,8}) (?<place>\p{Lu}[\p{L}\p{M}/-]{2,24}(?: (?:am|an der|a\. ?M\.|\p{Lu}[\p{L}\p{M}/-]{2,24})){0,2})\. \p{Lu}\p{Ll}/u;
