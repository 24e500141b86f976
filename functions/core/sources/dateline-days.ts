/** The day of a dateline, in figures, as a weekday or in words. */
import { isWeekday, monthOf } from '../text/calendar.ts';

const DAY =
  /(?:^|[\s,/])(?:\d{1,2}[./-]\s?\d{1,2}(?:[./-]\d{2,4}|\.)?|\d{1,2}\.?(?:\s?[\p{L}\p{M}]{2,10}\.?)?|\p{L}{3,9}\.? \d{1,2})(?:(?:,? |\/)\d{4})?[\s,.:–—-]*(?:ag\.\s?)?$/u;

/** "Umeå, måndag." */
export function endsInWeekday(before: string): boolean {
  const last = /,\s(\p{L}{4,12})\.?\s?$/u.exec(before)?.[1];
  return last !== undefined && isWeekday(last);
}

/** "नयी दिल्ली, तीन जुलाई": the day in words, as Hindi has it. */
function endsInMonth(before: string): boolean {
  const last = /,\s\p{Lo}[\p{L}\p{M}]{1,8}\s(\p{Lo}[\p{L}\p{M}]{1,9})\s?$/u.exec(before)?.[1];
  return last !== undefined && monthOf(last) !== undefined;
}

/** Whether what stands before the agency ends in the day. */
export function endsInDay(before: string): boolean {
  return DAY.test(before) || endsInWeekday(before) || endsInMonth(before);
}
