/** When a picture was taken, as programs write it: with signs or without, whole or in part. */

const WRITTEN =
  /^(\d{4})[-:/.]?(\d\d)?[-:/.]?(\d\d)?(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

export interface Taken {
  /** A day at least. */
  date?: string;
  /** A year or a month, where nothing more is known. */
  part?: string;
}

/** The first date that is one; of the same day the one that knows more. */
export function mostExact(written: readonly (string | undefined)[]): Taken {
  const dates = written.flatMap((one) => (one === undefined ? [] : (isoOf(one.trim()) ?? [])));
  const [first] = dates;
  if (first === undefined) return {};
  const rest = dates.filter((date) => date.startsWith(first));
  const best = rest.reduce((most, date) => (date.length > most.length ? date : most), first);
  return best.length < 'YYYY-MM-DD'.length ? { part: best } : { date: best };
}

/** As far as it is filled: months and days of zeros are what a program did not know. */
function isoOf(written: string): string | undefined {
  const match = WRITTEN.exec(written);
  if (match === null) return written === '' || /^[0: -]*$/.test(written) ? undefined : written;
  const [, year = '', month, day, hour, minute, second = '00', zone = ''] = match;
  if (year === '0000') return undefined;
  if (month === undefined || month === '00') return year;
  if (day === undefined || day === '00') return `${year}-${month}`;
  if (hour === undefined || minute === undefined) return `${year}-${month}-${day}`;
  const offset = /^[+-]\d\d$/.test(zone)
    ? `${zone}:00`
    : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase();
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}
