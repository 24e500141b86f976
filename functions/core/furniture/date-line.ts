/**
 * A line that holds nothing but when the page was published or updated, in the languages of the wires. Data:
 * date-line.json.
 */
import { isWeekday, monthOf, zoneOffset } from '../text/calendar.ts';
import table from './date-line.json' with { type: 'json' };

export interface DateLine {
  /**
   * ISO 8601 local date, with the time where one is given, and its offset where the zone says it; absent where
   * the numbers can be two dates.
   */
  iso?: string;
  kind: 'published' | 'updated';
}

const UPDATED = new RegExp(`^(?:last )?(?:${table.updated.join('|')})`, 'iu');
const LABEL = new RegExp(`^(?:${table.published.join('|')})`, 'iu');
const FILLER = new RegExp(`^(?:${table.between.join('|')})$`, 'iu');
const MAX_LENGTH = 90;

const BEHIND = /(?<=[\d日分])\s?(更新|公開|配信|掲載|发布|發布)$/u;

/** True for "Updated", "mis à jour" and what begins so. */
export function isUpdateLabel(text: string): boolean {
  return UPDATED.test(text.trim());
}

const LABEL_BEHIND = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:last )?(?:${[...table.updated, ...table.published].join('|')})(?:\\s(?:on|at|am|le|el|il|em|op|den))?\\s?:?$`,
  'iu',
);

/** "Last updated on" at the end of a line, which says what the date behind it is of; else nothing. */
export function labelBehind(text: string): string {
  return LABEL_BEHIND.exec(text)?.[0] ?? '';
}

const BEGINS_UPDATE = new RegExp(`(?<!^last)\\s?[,;|·•–—-]?\\s(?=${UPDATED.source.slice(1)}\\P{L})`, 'iu');
/** "Norton - 8 July 2024". */
const PLACE = /^\p{Lu}[\p{L} .]{2,30}\s[-–—|]\s(?=\P{L}{0,3}\d)/u;

/** A year, or the points of a date with a short one: asked of every line, where few have one. */
const HAS_DATE = /(?<!\d)\d{4}(?!\d)|\d\.\d{1,2}\.\d/;

/** @returns the dates, published and updated; none where the line is anything but dates */
export function readDateLines(line: string): DateLine[] {
  if (line.length > 2 * MAX_LENGTH || !HAS_DATE.test(line)) return [];
  const dates = line
    .trim()
    .split(BEGINS_UPDATE)
    .map((part) => readDateLine(part.replace(PLACE, '')));
  return dates.every((date) => date !== undefined) ? dates : [];
}

/** @returns the date, or undefined where the line is anything but one date */
export function readDateLine(line: string): DateLine | undefined {
  if (line.length > MAX_LENGTH || !HAS_DATE.test(line)) return undefined;
  // Japanese writes behind the date what it is of
  let rest = line.trim().replace(BEHIND, (_, label: string) => (label === '更新' ? ' updated' : ''));
  if (rest.endsWith(' updated')) rest = `updated ${rest.slice(0, -8)}`;
  const updated = UPDATED.exec(rest)?.[0];
  const label = updated ?? LABEL.exec(rest)?.[0] ?? '';
  rest = rest.slice(label.length);

  const time = takeTime(rest);
  const date = takeDate(time.rest, DAY_FIRST.test(line), label !== '' || time.iso !== '');
  if (date === undefined) return undefined;
  let zone = '';
  for (const token of date.rest.split(/[\s,()]+/)) {
    const bare = token.replace(/[.:]$/, '').toLowerCase();
    const offset = zoneOffset(bare) ?? offsetOf(bare);
    if (offset !== undefined) zone = offset;
    else if (
      bare !== '' &&
      !FILLER.test(bare) &&
      !isWeekday(token) &&
      !/^(?:e[dst]?t|pt|ct|mt)$/.test(bare)
    ) {
      return undefined;
    }
  }
  const kind = updated === undefined ? 'published' : 'updated';
  if (date.iso === undefined) return { kind };
  return { iso: time.iso === '' ? date.iso : `${date.iso}T${time.iso}:00${zone}`, kind };
}

/** Words of languages in which the day stands before the month. */
const DAY_FIRST =
  /(?<!\p{L})(?:à|às|le|om|op|uhr|kl|alle|ore|am|um|a las|stand|publi(?:é|cad)\p{L}*|mis(?:e)? à jour|pubblicato|gepubliceerd|veröffentlicht|aktualisiert)(?!\p{L}|\.m)|\d h ?\d\d|\dh\d\d/iu;

/** "gmt+1", "utc-03:30" */
function offsetOf(zone: string): string | undefined {
  const match = /^(?:gmt|utc)([+-])(\d{1,2})(?::?(\d\d))?$/.exec(zone);
  return match === null
    ? undefined
    : `${match[1] ?? ''}${(match[2] ?? '').padStart(2, '0')}:${match[3] ?? '00'}`;
}

/** "18時05分", "下午6时05分", "오후 6시 5분" */
const EAST_ASIAN_TIME =
  /(?<half>午[前後后]|[上下]午|오[전후])?\s?(?<hour>\d{1,2})\s?[時时点點시]\s?(?<minute>[0-5]?\d)\s?[分분]/u;
const AFTERNOON = /^(?:p|午[後后]|下午|오후)$/iu;

function takeTime(text: string): { iso: string; rest: string } {
  const match =
    /(?<![\d.])(?<hour>\d{1,2})[:.h](?<minute>[0-5]\d)(?![\d.])(?::[0-5]\d)?\s?(?<half>[ap])?\.?(?:m\b\.?)?(?:\s?(?:uhr|hrs?)\b)?/iu.exec(
      text,
    ) ??
    /\b(?<hour>\d{1,2})\s?(?<half>[ap])\.?m\b\.?/iu.exec(text) ??
    EAST_ASIAN_TIME.exec(text);
  if (match?.groups === undefined) return { iso: '', rest: text };
  const { half, minute = '00' } = match.groups;
  let hour = Number(match.groups.hour);
  if (half !== undefined) hour = (hour % 12) + (AFTERNOON.test(half) ? 12 : 0);
  if (hour > 23) return { iso: '', rest: text };
  return {
    iso: `${pad(hour)}:${minute.padStart(2, '0')}`,
    rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`,
  };
}

/** "23.07.26" */
const SHORT_YEAR = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\d.])/u;

function takeDate(
  text: string,
  dayFirst: boolean,
  isTold: boolean,
): { iso?: string; rest: string } | undefined {
  const forms: { pattern: RegExp; read: (parts: string[]) => (number | undefined)[] }[] = [
    {
      pattern: /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T(?=\s|$)|\.?)/u,
      read: ([y, m, d]) => [num(y), num(m), num(d)],
    },
    {
      pattern: /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u,
      read: ([y, m, d]) => [num(y), num(m), num(d)],
    },
    { pattern: /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/u, read: ([d, m, y]) => [num(y), num(m), num(d)] },
    {
      // of two digits, with a label or the time beside it
      pattern: SHORT_YEAR,
      read: ([d, m, y]) => [isTold ? 2000 + (num(y) ?? 0) : undefined, num(m), num(d)],
    },
    {
      pattern: /\b(\d{1,2})-(\d{1,2})-(\d{4})\b/u,
      read: ([d, m, y]) => [num(y), num(m), num(d)],
    },
    {
      // 3/4/2024 is two dates; only a day above 12 or the language tells which
      pattern: /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/u,
      read: ([a, b, y]) =>
        dayFirst || (num(a) ?? 0) > 12
          ? [num(y), num(b), num(a)]
          : (num(b) ?? 0) > 12
            ? [num(y), num(a), num(b)]
            : [],
    },
    {
      pattern:
        /\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\sde)?\s([\p{L}\p{M}]{2,12})\.?,?(?:\sdel?)?\s(\d{4})\b/iu,
      read: ([d, m, y]) => [num(y), monthOf(m), num(d)],
    },
    {
      pattern: /(?<!\p{L})(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b/iu,
      read: ([m, d, y]) => [num(y), monthOf(m), num(d)],
    },
  ];
  for (const { pattern, read } of forms) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    const [year, month, day] = read(match.slice(1));
    if (year === undefined && match[0].includes('/')) return { rest };
    if (year === undefined || month === undefined || day === undefined) continue;
    if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) continue;
    return { iso: `${year}-${pad(month)}-${pad(day)}`, rest };
  }
  return undefined;
}

function num(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
