/** What the name of a zone means where the feed comes from: "CST" is Chicago, Shanghai or Havana, and "ET" changes in summer. */
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import type { SharedZone } from './calendar.ts';
import type { Warning } from './remarks.ts';
import type { WrittenDate } from './written-date.ts';

export interface FeedPlace {
  /** IANA zone of the provider. */
  zone?: string;
  /** ISO 3166-1, of the language of the feed. */
  country?: string;
}

export interface Placed {
  /** With the offset that the name means there; none for a local time. */
  parts: WrittenDate;
  /** The zone of that local time, where the date names it or none is known. */
  zone?: string;
  warning?: Warning;
}

/** RFC 822 defines these for the dates of mail and RSS; CST of China is as common as theirs. */
const BY_STANDARD = /^(?:[EMP][SD]T|CDT)$/;

const HOUR_NS = 3_600e9;

/** @throws RangeError for a time that cannot be */
export function placed(parts: WrittenDate, place: FeedPlace): Placed {
  const { zone: named, ...plain } = parts;
  if (named === undefined) return { parts };
  if (named.shared !== undefined) {
    const offset = meantAt(named.shared, plain, place);
    if (offset !== undefined) return { parts: { ...plain, offset } };
    const detail = `${named.name} differs by country, read as ${parts.offset ?? 'UTC'}`;
    return {
      parts: plain,
      ...(BY_STANDARD.test(named.name) ? {} : { warning: { code: 'zone-ambiguous', detail } }),
    };
  }
  if (named.clock !== undefined && isZone(named.clock)) return { parts: plain, zone: named.clock };
  const zone = place.zone ?? 'UTC';
  const warning = { code: 'zone-unknown', detail: `${named.name} is no zone that is known, read as ${zone}` };
  return { parts: plain, zone, warning };
}

/** The meaning that the feed's country has, or whose clocks are those of the feed's zone but for summer time. */
function meantAt(
  shared: readonly SharedZone[],
  parts: WrittenDate,
  { zone, country }: FeedPlace,
): string | undefined {
  if (shared.length === 1) return shared[0]?.offset;
  if (zone !== undefined) {
    const own = offsetIn(zone, parts);
    const near = shared.find(({ offset }) => Math.abs(hours(offset) - own) <= 1);
    // a desk of one coast has stories of the other
    const american = zone.startsWith('America/') ? shared.find(({ offset }) => hours(offset) < 0) : undefined;
    if (near !== undefined || american !== undefined) return (near ?? american)?.offset;
  }
  return shared.find(({ countries }) => country !== undefined && countries.includes(country))?.offset;
}

function offsetIn(zone: string, { year, month, day, hour, minute }: WrittenDate): number {
  const clock = PlainDateTime.fromFields({ year, month, day, hour: Math.min(hour, 23), minute });
  return ZonedDateTime.offsetNanoseconds(PlainDateTime.toZonedDateTime(clock, zone)) / HOUR_NS;
}

/** "-03:30" as -3.5. */
function hours(offset: string): number {
  const [, sign, hour = 0, minute = 0] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hour) + Number(minute) / 60);
}

function isZone(zone: string): boolean {
  try {
    PlainDateTime.toZonedDateTime(PlainDateTime.fromFields({ year: 2000, month: 1, day: 1 }), zone);
    return true;
  } catch {
    return false;
  }
}
