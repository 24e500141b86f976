/** Dates that a page says outside of its data: in its address, in time elements, in short lines about its headline. */
import type { Element } from 'domhandler';
import { dateIn } from '../../furniture/about-line.ts';
import type { DateLine } from '../../furniture/date-line.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { spacedText, withAncestors } from './elements.ts';

const IN_ADDRESS = /(?:^|[/_-])((?:19|20)\d\d)([/-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=[/_-]|$)/;

/** "/2026/03/11/night-ferry" */
export function dateInAddress(url: string | undefined): string | undefined {
  const path = url?.replace(/^https?:\/\/[^/]+/i, '').split(/[?#]/, 1)[0];
  const [, year, , month, day] = IN_ADDRESS.exec(path ?? '') ?? [];
  return year === undefined || month === undefined || day === undefined
    ? undefined
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const ASIDE =
  /comment|related|teaser|sidebar|recommend|widget|footer|(?:^|[\s_-])(?:card|nav|menu|ticker|event|calendar)/i;
const DATED =
  /(?:^|[\s_-])(?:date|datum|pubdate|published|publish|posted|time|timestamp|fecha|dated|post-?date|entry-?date)\d?(?:$|[\s_-])|(?:publish|news|article|post|entry|pub)[_-]?(?:date|time)|headline-date|publish-date/i;
/** Elements below the headline, and above it. */
const NEAR = { below: 60, above: 24 };

/** The first date of a page that stands beside its headline, in a time element, or in an element of such a name. */
export function shownDate(elements: readonly Element[]): DateLine | undefined {
  for (const element of mayBeDated(elements)) {
    if (element.name === 'body' || element.name === 'html' || isAside(element)) continue;
    const date = machineDate(element) ?? dateIn(ownText(element));
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The likeliest first; the rest of a long page is looked through only where those say nothing. */
function* mayBeDated(elements: readonly Element[]): Generator<Element, void> {
  const title = elements.findIndex(({ name }) => name === 'h1');
  const near =
    title < 0
      ? []
      : [
          ...elements.slice(title + 1, title + 1 + NEAR.below),
          ...elements.slice(Math.max(0, title - NEAR.above), title).reverse(),
        ];
  yield* near.filter(isTime);
  yield* near;
  yield* elements.filter(isTime);
  yield* elements.filter(({ attribs }) => DATED.test(attribs.class ?? '') || DATED.test(attribs.id ?? ''));
}

function isTime({ name }: Element): boolean {
  return name === 'time' || name === 'date';
}

/** Nothing is read of an element that holds half the page. */
function ownText(element: Element): string {
  return elementsIn(element.children).length > 12 ? '' : spacedText(element);
}

function machineDate({ name, attribs }: Element): DateLine | undefined {
  const written = name === 'time' ? attribs.datetime?.trim() : undefined;
  return written !== undefined && /^\d{4}-\d\d-\d\d/.test(written)
    ? { iso: written, kind: 'published' }
    : undefined;
}

function isAside(element: Element): boolean {
  for (const { name, attribs } of withAncestors(element)) {
    if (/^(?:nav|footer|aside)$/.test(name)) return true;
    if (!/^(?:body|html|main)$/.test(name) && ASIDE.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`))
      return true;
  }
  return false;
}
