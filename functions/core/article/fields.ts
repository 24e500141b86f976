/** Single values of an item as they stand in a record: cleaned, or absent where they say nothing. */
import { inlineText } from '../text/html.ts';
import { collapse } from '../text/whitespace.ts';
import { filled } from './filled.ts';
import type { Warning } from './record.ts';

/** A value of the 1-9 scale; "", 0 and DEFAULT say nothing, anything else outside is told in a warning. */
export function scaleOf(
  value: number | string | undefined,
  name: string,
  warnings: Warning[],
): number | undefined {
  const number = wholeNumber(value);
  if (number !== undefined && number >= 1 && number <= 9) return number;
  if (value !== undefined && !/^(?:0|default)?$/i.test(String(value).trim())) {
    warnings.push({
      code: `${name}-ignored`,
      detail: `"${String(value).slice(0, 40)}" is not on the scale 1-9`,
    });
  }
  return undefined;
}

/** A whole number, also where it is written as text; undefined for anything else. */
export function wholeNumber(value: number | string | undefined): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  const text = value?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** One line without needless white space; undefined where there is nothing. */
export function clean(text: string | undefined): string | undefined {
  const collapsed = text === undefined ? '' : collapse(text);
  return collapsed === '' ? undefined : collapsed;
}

const MARKUP = /<\/?(?:p|br|div|span|a|b|i|u|em|strong)(?:\s[^<>]*)?\/?>|&(?:#x?[\da-f]{1,6}|[a-z]{2,8});/i;

/** A short text, which some systems hand over as HTML. Other angle brackets are text: "<jo@desk.example>". */
export function shortText(text: string | undefined): string | undefined {
  return text !== undefined && MARKUP.test(text) ? inlineText(text) || undefined : clean(text);
}

/** Each value once, without the empty one. */
export function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

/** The object without its empty properties: "the source does not say" is absence, not an empty list. */
export function prune<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T;
export function prune(object: object): object {
  return filled(object);
}
