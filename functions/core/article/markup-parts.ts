/** What goes with the tags where mark-up becomes plain text: pictures and links of a teaser, a body that is a picture. */
import { isTag, type Element } from 'domhandler';
import { isBeacon } from '../text/html-address.ts';
import { elementsIn } from '../text/html-nodes.ts';
import { parseHtml, type CleanBody } from '../text/html.ts';
import { collapse } from '../text/whitespace.ts';
import { rawText } from '../text/xml.ts';
import type { Text } from './ninjs.ts';
import type { ItemAssociation } from './wire-item.ts';

export interface MarkupParts {
  pictures: ItemAssociation[];
  links: { href: string; text?: string }[];
}

const MOST = 50;

/**
 * @param descriptions as written, with their tags
 * @param body pictures of one that has text stay in it
 * @param known media that the item names already
 */
export function partsOfMarkup(
  descriptions: readonly Text[],
  body: CleanBody | undefined,
  known: readonly ItemAssociation[],
): MarkupParts {
  const found: MarkupParts = { pictures: [], links: [] };
  const sources = descriptions.map(({ value }) => value).filter((value) => /<(?:a|img)\s/i.test(value));
  if (body?.plain === '' && body.html.includes('<img')) sources.push(body.html);
  if (sources.length === 0) return found;
  const seen = new Set(
    known.flatMap(({ id, renditions = [] }) => [id, ...renditions.flatMap(({ href }) => href ?? [])]),
  );
  const kept = body === undefined || body.plain === '' ? '' : body.html;
  for (const element of sources.flatMap((html) => elementsIn(parseHtml(html)))) {
    if (element.name !== 'a' && element.name !== 'img') continue;
    const address = (element.attribs.src ?? element.attribs.href ?? '').trim();
    if (!/^https?:/i.test(address) || seen.has(address) || kept.includes(address)) continue;
    if (element.name === 'a') {
      const text = collapse(rawText(element));
      if (found.links.length < MOST) found.links.push({ href: address, ...(text === '' ? {} : { text }) });
    } else if (!isBeacon(element.attribs) && found.pictures.length < MOST) {
      const caption = captionOf(element);
      found.pictures.push({
        name: `picture-${found.pictures.length + 1}`,
        rel: 'thumbnail',
        id: address,
        type: 'picture',
        renditions: [{ name: 'main', href: address }],
        ...(caption === '' ? {} : { caption }),
      });
    } else continue;
    seen.add(address);
  }
  return found;
}

/** What is written below the picture says more than what stands in its place. */
function captionOf(picture: Element): string {
  const figure = enclosing(picture, 'figure');
  const written = figure === undefined ? undefined : elementsIn([figure]).find(isCaption);
  const below = written === undefined ? '' : collapse(rawText(written));
  return below === '' ? collapse(picture.attribs.alt ?? picture.attribs.title ?? '') : below;
}

function isCaption({ name }: Element): boolean {
  return name === 'figcaption';
}

function enclosing(element: Element, name: string): Element | undefined {
  let at = element.parent;
  while (at !== null && !(isTag(at) && at.name === name)) at = at.parent;
  return at !== null && isTag(at) ? at : undefined;
}
