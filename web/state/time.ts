/** Times as a wire desk reads them: by the second, in the zone of its choice. */

/** An IANA name; `local` is the machine's own. */
export type Zone = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(kind: string, zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...options,
    ...(zone === 'local' ? {} : { timeZone: zone }),
  });
  formats.set(key, made);
  return made;
}

/** 14:03:22 */
export function clock(instant: string | number, zone: Zone): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return format('clock', zone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

/** Sat 28 Nov */
export function dayOf(instant: string | number, zone: Zone): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return format('day', zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(date);
}

/** 28 Nov 2026, 14:03:22 GMT+1 */
export function fullTime(instant: string | null | undefined, zone: Zone): string {
  if (instant === null || instant === undefined) return '';
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return format('full', zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(date);
}

/** What is left until then: 1:02:03, 04:12, or `now`. */
export function countdown(until: string, now: number): string {
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  if (Number.isNaN(seconds)) return '';
  if (seconds <= 0) return 'now';
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (days > 0) return `${days}d ${two(hours)}:${rest}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** How long ago, in the largest unit that says it: 12 s, 4 min, 3 h, 2 d. */
export function ago(instant: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
  if (Number.isNaN(seconds)) return '';
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
