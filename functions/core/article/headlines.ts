/** The headlines of an item; where it has none, one made of what it says first. */
import type { WireItem } from './wire-item.ts';
import { inlineText, type CleanBody } from '../text/html.ts';
import { collapse } from '../text/whitespace.ts';
import { datelineOf } from './dateline.ts';
import { clean } from './fields.ts';
import type { Text } from './ninjs.ts';

const DERIVED_HEADLINE_LENGTH = 90;

export interface Headlines {
  /** The main one first. */
  headlines: Text[];
  /** The main one is none of the source's. */
  isDerived: boolean;
}

/** The item's headlines, and a derived main one where it gives none and has text. */
export function headlinesOf(item: WireItem, body: CleanBody | undefined): Headlines {
  const given = (item.headlines ?? [])
    .map((headline) => ({ role: headline.role ?? 'main', value: inlineText(headline.value) }))
    .filter((headline) => headline.value !== '');
  const hasMain = given.some(({ role }) => role === 'main');
  const derived = hasMain ? undefined : derivedHeadline(item, body);
  const headlines = derived === undefined ? given : [{ role: 'main', value: derived }, ...given];
  return {
    headlines: headlines.sort((a, b) => Number(b.role === 'main') - Number(a.role === 'main')),
    isDerived: derived !== undefined,
  };
}

/** The first paragraph, cut at a word; a title where there is no text. */
function derivedHeadline(item: WireItem, body: CleanBody | undefined): string | undefined {
  const first = body?.plain.split('\n\n', 1)[0] ?? '';
  const withoutDateline = first.slice(datelineOf(first)?.text?.length ?? 0).replace(/^[\s\-—–_]{1,8}/, '');
  const text = collapse(withoutDateline);
  if (text === '') return clean(item.title) ?? shortened(inlineText(item.descriptions?.[0]?.value ?? ''));
  return shortened(text);
}

/** Cut at a word; undefined where there is nothing. */
function shortened(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length <= DERIVED_HEADLINE_LENGTH) return text;
  const cut = text.lastIndexOf(' ', DERIVED_HEADLINE_LENGTH);
  return `${text.slice(0, cut < 40 ? DERIVED_HEADLINE_LENGTH : cut).toWellFormed()}…`;
}
