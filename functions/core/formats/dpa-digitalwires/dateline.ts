/** The dateline of digitalwires, which stands apart from the body. */
import { escapeHtml } from '../../text/html.ts';
import { collapse } from '../../text/whitespace.ts';
import { present, string } from '../common/json.ts';

/** "Berlin/Hamburg (dpa/bb) - ", "Halle (Saale) (dpa/sa) - ": the city stands before the agency. */
export function datelineOf(written: string): { text: string; city?: string } {
  const bracket = written.lastIndexOf('(');
  const city = bracket < 0 ? undefined : string(written.slice(0, bracket));
  return { text: written, ...present({ city }) };
}

const FIRST_PARAGRAPH = /<p(?:\s[^<>]*)?>\s*/i;

/** The dateline at the head of the first paragraph, unless the text has it there already. */
export function withDateline(html: string, dateline: string | undefined): string {
  const opening = FIRST_PARAGRAPH.exec(html);
  if (dateline === undefined || opening === null || /class=["'][^"'<>]*dateline/i.test(html)) return html;
  const start = opening.index + opening[0].length;
  const escaped = escapeHtml(dateline);
  const opens = html.slice(start, start + 400).replace(/<[^<>]*>/g, '');
  if (collapse(opens).startsWith(collapse(escaped))) return html;
  return `${html.slice(0, start)}${escaped}${/\s$/.test(escaped) ? '' : ' '}${html.slice(start)}`;
}
