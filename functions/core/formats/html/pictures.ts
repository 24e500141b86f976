/** Pictures of a page with their captions and credits, before cleaning takes the frame away. */
import type { ChildNode, Element } from 'domhandler';
import type { ItemAssociation } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { isPhotoCredit, splitCaption } from '../../furniture/credits.ts';
import { elementsIn } from '../../text/html-nodes.ts';
import { textIn, withAncestors } from './elements.ts';

export interface Pictures {
  associations: ItemAssociation[];
  credits: string[];
}

const MAX_PICTURES = 40;
const CREDIT =
  /(?:^|[\s_-])(?:photo-?|image-?|media-?|figure-?|bild-?)?(?:credits?|copyright|source|photographer|nachweis|rechte|quelle|agency)(?:$|[\s_-])/i;
const CREDIT_PROPERTIES = new Set(['copyrightHolder', 'creditText', 'author', 'creator', 'copyrightNotice']);

/** Pictures in figures, and those that OpenGraph names. */
export function picturesOf(nodes: readonly ChildNode[]): Pictures {
  const associations: ItemAssociation[] = [];
  const credits: string[] = [];
  for (const figure of elementsIn(nodes)
    .filter(({ name }) => name === 'figure')
    .slice(0, MAX_PICTURES)) {
    const inside = elementsIn(figure.children);
    const image = inside.find(({ name }) => name === 'img');
    const src = image === undefined ? undefined : sourceOf(image);
    if (image === undefined || src === undefined) continue;
    const marked = inside.find(
      ({ attribs }) => CREDIT.test(attribs.class ?? '') || CREDIT_PROPERTIES.has(attribs.itemprop ?? ''),
    );
    const written = textIn(inside.find(({ name }) => name === 'figcaption'));
    const { caption, credit } = partsOf(written, textIn(marked));
    if (credit !== undefined) credits.push(credit);
    associations.push({
      name: `picture-${associations.length + 1}`,
      id: src,
      type: 'picture',
      ...present({ caption, by: credit }),
      renditions: [{ name: 'main', href: src, ...present(sizeOf(image)) }],
    });
  }
  return { associations, credits: [...new Set(credits)] };
}

/** Pictures that load late keep their address aside. */
function sourceOf({ attribs }: Element): string | undefined {
  const candidates = [
    attribs['data-src'],
    attribs['data-original'],
    attribs.src,
    attribs.srcset?.split(/[\s,]/, 1)[0],
  ];
  return candidates.find((one) => one !== undefined && /^(?:https?:\/\/|\/)/.test(one.trim()));
}

function sizeOf({ attribs }: Element): { width: string | undefined; height: string | undefined } {
  const pixels = (value: string | undefined): string | undefined =>
    /^\d{1,5}$/.test(value ?? '') ? value : undefined;
  return { width: pixels(attribs.width), height: pixels(attribs.height) };
}

/** The credit by its mark, else by its form at the end of the caption. */
function partsOf(
  written: string | undefined,
  marked: string | undefined,
): { caption: string | undefined; credit: string | undefined } {
  if (marked !== undefined) {
    const caption = written
      ?.replace(marked, '')
      .replace(/[\s|–—(-]{1,4}$/u, '')
      .trim();
    return { caption: caption === '' ? undefined : caption, credit: withoutBrackets(marked) };
  }
  if (written === undefined) return { caption: undefined, credit: undefined };
  if (isPhotoCredit(written)) return { caption: undefined, credit: written };
  return splitCaption(written) ?? { caption: written, credit: undefined };
}

function withoutBrackets(credit: string): string {
  return /^[([]([^()[\]]+)[)\]]$/.exec(credit)?.[1]?.trim() ?? credit;
}

/** True below a figure: its text is no part of the story. */
export function isInFigure(element: Element): boolean {
  return withAncestors(element).some(({ name }) => name === 'figure');
}
