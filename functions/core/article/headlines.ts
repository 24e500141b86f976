/** The headlines of an item; where it has none, one made of what it says first. */
import type { WireItem } from './wire-item.ts';
import { inlineText } from '../text/html.ts';
import { collapse } from '../text/whitespace.ts';
import { datelineOf } from './dateline.ts';
import type { Text } from './ninjs.ts';
import type { ItemWords } from './words/item-words.ts';

const DERIVED_HEADLINE_LENGTH = 90;

export interface Headlines {
  /** The main one first. */
  headlines: Text[];
  /** The main one is none of the source's. */
  isDerived: boolean;
}

/** The headlines that the source gives, as plain text. */
export function givenHeadlines(item: WireItem): Text[] {
  return (item.headlines ?? [])
    .map((headline) => ({ role: headline.role ?? 'main', value: inlineText(headline.value) }))
    .filter((headline) => headline.value !== '');
}

/** What is left to make a headline of. */
type Source = Pick<ItemWords, 'headlines' | 'title' | 'descriptions' | 'body'>;

/** The item's headlines, and a derived main one where it gives none and has text. */
export function headlinesOf(source: Source): Headlines {
  const given = source.headlines;
  const hasMain = given.some(({ role }) => role === 'main');
  const derived = hasMain ? undefined : derivedHeadline(source);
  const headlines = derived === undefined ? given : [{ role: 'main', value: derived }, ...given];
  return {
    headlines: [...headlines].sort((a, b) => Number(b.role === 'main') - Number(a.role === 'main')),
    isDerived: derived !== undefined,
  };
}

/** The first paragraph, cut at a word; a title where there is no text. */
function derivedHeadline({ title, descriptions, body }: Source): string | undefined {
  const first = body?.plain.split('\n\n', 1)[0] ?? '';
  const withoutDateline = first.slice(datelineOf(first)?.text?.length ?? 0).replace(/^[\s\-—–_]{1,8}/, '');
  const text = collapse(withoutDateline);
  if (text === '') return title ?? shortened(descriptions[0]?.value ?? '');
  return shortened(text);
}

/** Cut at a word; undefined where there is nothing. */
function shortened(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length <= DERIVED_HEADLINE_LENGTH) return text;
  const cut = text.lastIndexOf(' ', DERIVED_HEADLINE_LENGTH);
  return `${text.slice(0, cut < 40 ? DERIVED_HEADLINE_LENGTH : cut).toWellFormed()}…`;
}
