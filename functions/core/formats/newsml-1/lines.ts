/** NewsLines, wherever in the tree they stand: headlines, byline, dateline, notes. */
import { isTag, type Element } from 'domhandler';
import type { Text } from '../../article/ninjs.ts';
import type { EdNote } from '../../article/record.ts';
import { attribute, child, children, rawText, text } from '../../text/xml.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { formalName, type Component } from './components.ts';

/** ProviderIds of agencies that put the writer in SlugLine. */
const SLUGLINE_IS_BYLINE = new Set(['ANP']);

const LINE_LIMIT = 100;

/**
 * The lines of a story.
 * @param components those that belong to the story, in document order; the first that has a line gives it
 * @param language prefers a line in it where there are several
 */
export function linesOf(
  components: readonly Component[],
  language: string | undefined,
  providerId: string | undefined,
): Partial<WireItem> {
  const groups = components.flatMap(({ element }) => children(element, 'NewsLines'));
  const all = (name: string): Element[] => firstWith(groups, name);
  const one = (name: string): string | undefined => lineText(preferred(all(name), language));

  const headlines: Text[] = [
    ...withRole('main', preferred(all('HeadLine'), language)),
    ...all('SubHeadLine').flatMap((element) => withRole('sub', element)),
  ];
  const slug = one('SlugLine');
  const bylines = all('ByLine').flatMap((element) => lineText(element) ?? []);
  const slugIsByline = providerId !== undefined && SLUGLINE_IS_BYLINE.has(providerId.toUpperCase());
  const by = bylines.length > 0 ? bylines.join(', ') : slugIsByline ? slug : undefined;
  const { notes, others, embargoText } = newsLines(groups);
  return present({
    headlines,
    by,
    slugline: slugIsByline ? undefined : slug,
    dateline: datelineOf(one('DateLine')),
    creditLine: one('CreditLine'),
    copyrightNotice: one('CopyrightLine'),
    usageTerms: one('RightsLine'),
    keywords: all('KeywordLine').flatMap((element) => keywordsIn(lineText(element))),
    edNotes: notes,
    embargoText,
    extra: present({ byTitle: one('ByLineTitle'), seriesLine: one('SeriesLine'), newsLines: others }),
  });
}

/** One line may pack several keywords: they are parted by semicolons; a slash is a path and stays. */
export function keywordsIn(line: string | undefined): string[] {
  return (line ?? '')
    .split(';')
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword !== '')
    .slice(0, LINE_LIMIT);
}

/** Every element of that name in the first NewsLines where one of them says something. */
function firstWith(groups: readonly Element[], name: string): Element[] {
  for (const group of groups) {
    const found = children(group, name).filter((element) => text(element) !== undefined);
    if (found.length > 0) return found.slice(0, LINE_LIMIT);
  }
  return [];
}

function preferred(elements: readonly Element[], language: string | undefined): Element | undefined {
  const wanted = language?.slice(0, 2).toLowerCase();
  return (
    elements.find((element) => attribute(element, 'xml:lang')?.slice(0, 2).toLowerCase() === wanted) ??
    elements[0]
  );
}

/** As it stands: mark-up in CDATA and entities are the normaliser's to read. */
function lineText(element: Element | undefined): string | undefined {
  if (element === undefined) return undefined;
  if (element.children.some(isTag)) return text(element);
  const raw = rawText(element).trim();
  return raw === '' ? undefined : raw;
}

function withRole(role: string, element: Element | undefined): Text[] {
  const value = lineText(element);
  return value === undefined ? [] : [{ role, value }];
}

/** A DateLine that is a date and nothing else ("2.4.2019 16:02:09 CEST") names no place. */
function datelineOf(line: string | undefined): WireItem['dateline'] {
  if (line === undefined) return undefined;
  return /^[\d./:,\s-]+(?:[A-Z]{1,5})?$/.test(line) ? { date: line } : { text: line };
}

/** NewsLine is the element for lines of an agency's own type. */
function newsLines(groups: readonly Element[]): {
  notes: EdNote[];
  others: { type: string; text: string }[];
  embargoText: string | undefined;
} {
  let embargoText: string | undefined;
  const notes: EdNote[] = [];
  const others: { type: string; text: string }[] = [];
  for (const line of groups.flatMap((group) => children(group, 'NewsLine')).slice(0, LINE_LIMIT)) {
    const type = formalName(child(line, 'NewsLineType')) ?? '';
    for (const value of children(line, 'NewsLineText').flatMap((element) => lineText(element) ?? [])) {
      if (/embargo/i.test(type)) embargoText ??= value;
      if (/note|advis|instruction|editor/i.test(type)) {
        notes.push({ role: type, text: value, public: !isPrivate(type) });
      } else others.push({ type, text: value });
    }
  }
  return { notes, others, embargoText };
}

/** Notes for the desks of the receiver, and contacts, are not for readers. */
export function isPrivate(role: string): boolean {
  return /private|internal|desk|confidential|contact|not ?for ?pub/i.test(role);
}
