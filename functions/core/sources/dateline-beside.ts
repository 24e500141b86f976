/** What may stand beside the agencies in the brackets of a dateline: desks, days, reporters, other houses. */
import { withoutMentions, type Mention } from '../agencies/matcher.ts';
import { SECTIONS } from './words/slots.ts';

/** "/Корр. ТАСС Иван Орлов/", "/Корр. БЕЛТА/": who reports for the agency. */
const REPORTER_OF = /^Корр\.\s{1,2}(?:\p{Lu}\p{L}+\s\p{Lu}\p{L}+)?$/u;

const NOTHING_ELSE = new RegExp(
  String.raw`^[\s/,;&+–.„“”"«»-]*(?:(?:and|und|et|y|e|och|og|en|[a-z]{2,4}|By|Ag|Agence|Agentur|Agenzia|Tel|Telegr|Dep|Bureau|Corp|${SECTIONS}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}:\d{2}|\p{Lu}\p{Ll}{2,8}\.? \d{1,2}, \d{4})(?!\p{L})[\s/,;&+–.„“”"«»-]*){0,3}$`,
  'u',
);

/** Between the names stand only separators, dates and desk marks ("dpa/bb", "AFP-Services"). */
export function isNothingElse(inner: string, mentions: readonly Mention[]): boolean {
  const rest = withoutMentions(inner, mentions).replace(REPORTER_OF, '');
  return NOTHING_ELSE.test(rest);
}

/** "CMC/AFP", "UrduPoint / Sputnik - 4th March, 2024": houses that nobody knows beside an agency that means nothing else. */
export function isOfHouses(inner: string, mentions: readonly Mention[]): boolean {
  const names = inner.replace(/\s?[-–—]\s\d[^/]{0,30}$/u, '');
  const parts = names.split('/');
  return (
    parts.length > 1 &&
    parts.every((part) => /^\s?\p{Lu}[\p{L}\p{M} .’'-]{1,30}$/u.test(part)) &&
    (names !== inner || mentions.every(({ alias: { trust } }) => trust === 'sure' || trust === 'fair')) &&
    parts.some((part) => mentions.some(({ start, end }) => part.trim() === inner.slice(start, end)))
  );
}
