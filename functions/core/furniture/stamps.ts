/** Lines of a time, an agency, buttons and counts. */
import { mentionsIn } from '../agencies/matcher.ts';
import type { LineKind, LinePlace } from './line-kinds.ts';
import table from './lines.json' with { type: 'json' };
import { firstWordOf, Phrases, type Word } from './phrases.ts';

const Kind = { stamp: 1, day: 2, ago: 4, between: 8, sharing: 16 } as const;
const STAMPS = new Phrases()
  .add(table.stamps, Kind.stamp)
  .add(table.days, Kind.day)
  .add(table.ago, Kind.ago)
  .add(table.between, Kind.between)
  .add(table.sharing, Kind.sharing);

/** It begins with a word of stamps, a number or, if there is a number, with anything that may be an agency. */
export function mayBeStamp(line: string): boolean {
  const first = firstWordOf(line);
  return STAMPS.begins(first) || /^\p{Nd}/u.test(first) || (line.length < 60 && /\p{Nd}/u.test(line));
}

const CLOCK_OR_DATE =
  /\p{Nd}{1,2}\s?[:.h]\s?\p{Nd}{2}(?!\p{Nd})|\p{Nd}{1,4}[-./]\p{Nd}{1,2}[-./]\p{Nd}{2,4}|\p{Nd}\s?[年月년월]\s?\p{Nd}/u;
/** More names of days are the head of a table. */
const DAY_AND_MONTH = 2;
const FIGURE_SIGN = /[%‰$€£¥₹₽₺₩฿+=]/u;

/** Nothing but a time, an agency, buttons and counts. */
export function stampKind(line: string, words: readonly Word[], place: LinePlace): LineKind | undefined {
  if (FIGURE_SIGN.test(line)) return undefined;
  const mayNameAgency = words.some(({ text }) => STAMPS.begins(text)) || CLOCK_OR_DATE.test(line);
  const agencies = mayNameAgency ? mentionsIn(line, 'slot') : [];
  let kinds = 0;
  let numbers = 0;
  let days = 0;
  let named = false;
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const agency = agencies.find(({ start }) => start === word.start);
    const phrase = STAMPS.at(words, at);
    if (
      agency !== undefined &&
      (phrase === undefined || agency.end > (words[at + phrase.length - 1]?.end ?? 0))
    ) {
      named = true;
      while (at < words.length && (words[at]?.start ?? 0) < agency.end) at++;
    } else if (phrase !== undefined) {
      kinds |= phrase.kinds;
      if ((phrase.kinds & Kind.day) !== 0) days++;
      at += phrase.length;
    } else if (word.isNumber) {
      numbers++;
      at++;
    } else return undefined;
  }
  if (numbers > 14) return undefined;
  const isTime = (kinds & (Kind.day | Kind.ago)) !== 0 || CLOCK_OR_DATE.test(line);
  const isSure = named || (kinds & Kind.stamp) !== 0 || ((kinds & Kind.ago) !== 0 && numbers > 0);
  if (isTime && (isSure || (place === 'beside' && days <= DAY_AND_MONTH))) return 'stamp';
  return (kinds & Kind.sharing) === 0 ? undefined : 'sharing';
}
