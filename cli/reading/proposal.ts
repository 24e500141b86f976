/** The entry that an agency's own files ask for, with the reason of each key: a person decides. */
import { findAgency } from '../../functions/core/agencies/register.ts';
import type { Provider } from '../../functions/core/providers/agency.ts';
import type { Counts, Survey } from './survey.ts';

export interface Proposal {
  entry: Provider;
  /** Why each key is as it is, and what does not fit. */
  because: string[];
}

/** So much of what is counted must agree. */
const MAJORITY = 0.8;

/** Fewer deliveries tell no rhythm. */
const LEAST_DELIVERIES = 5;

/** A week: an alarm looks back over no more. */
const LONGEST_SILENCE = 10_080;

/** @param entry as it stands in the settings; for a new agency its id and name */
export function proposalOf(entry: Provider, survey: Survey): Proposal {
  const proposed = { ...entry };
  const because: string[] = [];
  const language = proposedLanguage(survey);
  if (entry.language === undefined && language !== undefined) {
    proposed.language = language;
    because.push(`language: ${survey.languageNotSaid} of ${survey.items} items do not say theirs`);
  }
  const zone = proposedZone(entry, survey, proposed.language ?? majority(survey.languages));
  if (zone.zone !== undefined) proposed.zone = zone.zone;
  if (zone.because !== undefined) because.push(zone.because);
  const { charsetNotSaid, rhythm } = survey;
  const [charset] = Object.keys(charsetNotSaid);
  if (entry.charset === undefined && charset !== undefined) {
    because.push(`charset: some files do not say theirs and are read as ${charset}; look at their accents`);
  }
  if (entry.silenceMinutes === undefined && rhythm !== null && rhythm.deliveries >= LEAST_DELIVERIES) {
    const { longestMinutes, deliveries } = rhythm;
    const minutes = Math.max(30, Math.ceil((longestMinutes * 2) / 5) * 5);
    if (minutes <= LONGEST_SILENCE) {
      proposed.silenceMinutes = minutes;
      because.push(`silenceMinutes: twice the longest gap of ${deliveries} files, ${longestMinutes} minutes`);
    } else
      because.push(`silenceMinutes: the longest gap, ${longestMinutes} minutes, is too long for an alarm`);
  }
  if (survey.withoutId > 0)
    because.push(`${survey.withoutId} items have no id: a new version of one is a new article`);
  return { entry: proposed, because };
}

/** What texts that do not say it are written in. */
function proposedLanguage({ languageNotSaid, languagesTold }: Survey): string | undefined {
  return languageNotSaid === 0 ? undefined : majority(languagesTold);
}

function majority(counts: Counts): string | undefined {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const [first] = Object.entries(counts);
  return first !== undefined && first[0] !== 'unknown' && first[1] >= all * MAJORITY ? first[0] : undefined;
}

interface ZoneProposal {
  zone?: string;
  because?: string;
}

/** Zones of the agency's country, or of the country of its language, that agree with the offsets in its files. */
function proposedZone(
  { id, zone }: Provider,
  { offsets, dateWithoutZone, items }: Survey,
  language: string | undefined,
): ZoneProposal {
  const agrees = (candidate: string): boolean =>
    offsets.every(({ at, minutes }) => offsetOf(candidate, at) === minutes);
  if (zone !== undefined) {
    const strange = offsets.find(({ at, minutes }) => offsetOf(zone, at) !== minutes);
    return strange === undefined ? {} : { because: `zone: ${zone} has another offset than ${strange.at}` };
  }
  if (dateWithoutZone === 0) return {};
  const says = `${dateWithoutZone} of ${items} items have dates without one`;
  const region = findAgency(id)?.country ?? regionOf(language);
  const candidates = zonesOf(region).filter(agrees);
  const [first] = candidates;
  if (first !== undefined && candidates.every((other) => isLike(first, other)))
    return { zone: first, because: `zone: ${says}; this is the one of ${region ?? ''}: ask the agency` };
  const some = candidates.length === 0 ? '' : ` (${candidates.slice(0, 5).join(', ')} …)`;
  return { because: `zone: ${says}, and nothing tells which zone they are in${some}: ask the agency` };
}

function regionOf(language: string | undefined): string | undefined {
  return language === undefined ? undefined : new Intl.Locale(language).maximize().region;
}

/** Newer than the library of types. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones?: () => string[] | undefined;
}

function zonesOf(region: string | undefined): string[] {
  if (region === undefined) return [];
  const locale: LocaleWithZones = new Intl.Locale('und', { region });
  return locale.getTimeZones?.() ?? [];
}

/** The same in winter and in summer. */
function isLike(a: string, b: string): boolean {
  return ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].every((at) => offsetOf(a, at) === offsetOf(b, at));
}

/** Minutes ahead of UTC. */
function offsetOf(zone: string, at: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1);
}
