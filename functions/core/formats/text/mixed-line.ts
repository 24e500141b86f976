/** Short lines that say several things at once: "By Ada Lund · 11 March 2026 · 4 min read". */
import { isByline, isPerson } from '../../furniture/byline.ts';
import { readDateLine, type DateLine } from '../../furniture/date-line.ts';

const LONGEST_LINE = 90;
const PARTS = /\s[|/·•・∙⋅–—-]\s|\s?[|·•・∙⋅]\s?|\s,\s|\s(?=(?:by|von|par|por|di|door)\s)/giu;
const LABEL = /^(?:\p{L}+\s){0,3}\p{L}+\s?[:-]\s/u;

/** The date in a short line, whatever else stands there. */
export function dateIn(text: string): DateLine | undefined {
  if (text.length > LONGEST_LINE || !/\d{4}/.test(text)) return undefined;
  const whole = readDateLine(text);
  if (whole?.iso !== undefined) return whole;
  return text
    .split(PARTS)
    .map((part) => readDateLine(part) ?? readDateLine(part.replace(LABEL, '').replace(/^written by\s/i, '')))
    .find((date) => date?.iso !== undefined);
}

/** The author in a line that has a date in it. */
export function authorIn(text: string): string | undefined {
  if (text.length > LONGEST_LINE * 2) return undefined;
  const parts = text.split(PARTS);
  return parts.length < 2 ? undefined : (parts.find(isByline) ?? parts.find(isPerson));
}
