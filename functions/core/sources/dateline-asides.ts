/** What a dateline holds beside place, day and agency: "Beirut (Lebanon), ...", "Jun 9 / 05:00 am (CNA)". */
import { mentionsIn, shifted, type Mention } from '../agencies/matcher.ts';

/** The country or the district in brackets behind a place; another place may stand before it. */
const DISTRICT =
  /^[\p{Lu}\p{Lo}][\p{L}\p{M} .,'’-]{1,40}(?<aside>\s[([][\p{Lu}\p{Lo}][^()[\]\n\d]{1,28}[)\]])(?=[\s,.])/u;
/** The hour behind the day. */
const HOUR =
  /^[^()\n:]{0,50}\d(?<aside>,?\s?[/|–—-]?\s\d{1,2}[:.h]\d{2}(?:\s(?:[ap]\.?m\.?|hrs?\.?|h|Uhr|uur|horas))?(?:\s\p{Lu}{2,5}|\s\p{Lu}\p{Ll}{2,9}\/\p{L}{2,20})?)(?=[\s,.])/u;

/** Most have neither. */
const MAY_HAVE = /[([]|\d[:.h]\d\d/;

export interface Shortened {
  text: string;
  /** Places of the shortened text, in the whole of it. */
  inWhole: (mentions: readonly Mention[]) => Mention[];
}

/** A head of a paragraph without the first such aside; undefined where it has none. */
export function withoutAside(head: string): Shortened | undefined {
  if (!MAY_HAVE.test(head)) return undefined;
  const aside = asideIn(head, DISTRICT) ?? asideIn(head, HOUR);
  if (aside === undefined) return undefined;
  const { start, length } = aside;
  return {
    text: head.slice(0, start) + head.slice(start + length),
    inWhole: (mentions) =>
      mentions.map((mention) => (mention.start < start ? mention : shifted(mention, length))),
  };
}

function asideIn(head: string, form: RegExp): { start: number; length: number } | undefined {
  const match = form.exec(head);
  const aside = match?.groups?.aside;
  if (match === null || aside === undefined || mentionsIn(aside, 'slot').length > 0) return undefined;
  return { start: match[0].length - aside.length, length: aside.length };
}
