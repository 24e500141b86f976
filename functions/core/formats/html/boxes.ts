/** Boxes within a story that are no part of it: newsletters, paywalls, related stories, tools, biographies. */
import type { ChildNode, Element } from 'domhandler';
import type { RemovedText } from '../../article/record.ts';
import { blockOf, countWords } from '../text/blocks.ts';
import { furnitureOf } from '../../furniture/furniture.ts';
import { isSentenceLike } from '../text/prose.ts';
import table from './boxes.json' with { type: 'json' };
import { elementsIn } from '../../text/html-nodes.ts';
import { leafBlocks, spacedText, textIn, withAncestors } from './elements.ts';

/** Names that authors of templates give such boxes, as whole words of a class or id (boxes.json). */
const BOX = new RegExp(String.raw`(?:^|[\s_-])(?:${table.names.join('|')})(?:$|[\s_-])`, 'i');
const CONTAINER = /^(?:div|section|aside|ul|ol|table|nav|footer|article|header|form|p)$/;

/** Boxes that hold more of the text than this hold the story itself. */
const LARGEST_SHARE = 0.3;
/** A heading that says what follows it is surer than a name in a template. */
const LARGEST_LABELLED_SHARE = 0.5;
const LONGEST_TEASER = 500;
const LONGEST_REMOVED = 300;

/**
 * Takes the boxes out.
 * @param nodes the part of the page that holds the story; what is taken out leaves it
 * @returns what was taken out
 */
export function dropBoxes(nodes: ChildNode[]): RemovedText[] {
  const lengths = new Map<Element, number>();
  const lengthOf = (element: Element): number => {
    const known = lengths.get(element) ?? textIn(element)?.length ?? 0;
    lengths.set(element, known);
    return known;
  };
  const all = elementsIn(nodes);
  const total = nodes.reduce((sum, node) => sum + ('attribs' in node ? lengthOf(node) : 0), 0);
  const isSmall = (boxes: readonly Element[], share = LARGEST_SHARE): boolean =>
    boxes.reduce((sum, box) => sum + lengthOf(box), 0) <= total * share;

  const containers = all.filter(({ name }) => CONTAINER.test(name));
  const named = containers.filter((box) => isNamed(box) && isSmall([box]));
  const labelled = all.flatMap((heading) =>
    boxOfLabel(heading, (box) => isSmall([box], LARGEST_LABELLED_SHARE)),
  );
  const teasers = containers.filter(isTeaser);
  const dropped: Element[] = [];
  for (const { boxes, share } of [
    { boxes: named, share: LARGEST_SHARE },
    { boxes: labelled, share: LARGEST_LABELLED_SHARE },
    { boxes: teasers, share: LARGEST_SHARE },
  ]) {
    const outer = outermost(boxes);
    if (isSmall(outer, share)) dropped.push(...outer);
  }
  const outer = outermost(dropped);
  for (const box of outer) detach(box, nodes);
  return outer.flatMap((box) => {
    const text = textIn(box);
    return text === undefined
      ? []
      : [{ text: text.slice(0, LONGEST_REMOVED).toWellFormed(), reason: 'boilerplate' }];
  });
}

/** Sentences of a box that may be taken out unseen. */
const MOST_SENTENCES = 1;
const LONGEST_BOX = 800;

/**
 * Takes small boxes of such names off a whole page, before names are lost.
 * @returns what stood in the article or main element
 */
export function dropNamedBoxes(nodes: ChildNode[]): RemovedText[] {
  const boxes = elementsIn(nodes).filter((element) => CONTAINER.test(element.name) && isNamed(element));
  return outermost(boxes.filter(isSlight)).flatMap((box) => {
    const text = spacedText(box);
    const reason = furnitureOf(text, countWords(text)) ?? 'boilerplate';
    const told = text !== '' && isInStory(box);
    detach(box, nodes);
    return told ? [{ text: text.slice(0, LONGEST_REMOVED).toWellFormed(), reason }] : [];
  });
}

function isNamed({ attribs }: Element): boolean {
  return BOX.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`);
}

function isSlight(box: Element): boolean {
  if (spacedText(box).length > LONGEST_BOX) return false;
  const sentences = leafBlocks([box, ...elementsIn(box.children)]).filter((leaf) =>
    isSentenceLike(blockOf(spacedText(leaf))),
  );
  return sentences.length <= MOST_SENTENCES;
}

function isInStory(box: Element): boolean {
  return withAncestors(box)
    .slice(1)
    .some(({ name }) => /^(?:article|main)$/.test(name));
}

/** True for a list of teasers: their texts are most of what there is. */
export function isIndex(nodes: readonly ChildNode[]): boolean {
  const all = elementsIn(nodes);
  const length = (elements: readonly Element[]): number =>
    elements.reduce((sum, one) => sum + (textIn(one)?.length ?? 0), 0);
  const teasers = outermost(all.filter((element) => CONTAINER.test(element.name) && isTeaser(element)));
  const top = nodes.filter((node) => 'attribs' in node);
  return teasers.length > 2 && length(teasers) > length(top) / 2;
}

/** What stands under a heading like "Related stories": the box around it, else the lists behind it. */
function boxOfLabel(heading: Element, isSmall: (box: Element) => boolean): Element[] {
  if (!/^h[2-6]$/.test(heading.name)) return [];
  const label = textIn(heading) ?? '';
  if (furnitureOf(label, countWords(label)) !== 'section-label') return [];
  const { parent } = heading;
  if (parent === null || !('attribs' in parent)) return [];
  if (CONTAINER.test(parent.name) && isSmall(parent)) return [parent];
  const behind = parent.children
    .slice(parent.children.indexOf(heading) + 1)
    .filter((node) => 'attribs' in node);
  const end = behind.findIndex(({ name }) => !/^(?:ul|ol|article)$/.test(name));
  return behind.slice(0, end < 0 ? behind.length : end);
}

/** A short piece whose heading is a link to somewhere else. */
function isTeaser(box: Element): boolean {
  if (!/^(?:div|article|li|section)$/.test(box.name) && box.name !== 'ul') return false;
  const text = textIn(box) ?? '';
  if (text === '' || text.length > LONGEST_TEASER) return false;
  const heading = elementsIn(box.children).find(({ name }) => /^h[2-6]$/.test(name));
  if (heading === undefined) return false;
  const link = elementsIn([heading, ...linkAround(heading)]).find(
    ({ name, attribs }) => name === 'a' && !(attribs.href ?? '#').startsWith('#'),
  );
  return (
    link !== undefined &&
    textIn(heading) !== undefined &&
    (textIn(link) ?? '').includes(textIn(heading) ?? '')
  );
}

function linkAround({ parent }: Element): Element[] {
  return parent !== null && 'attribs' in parent && parent.name === 'a' ? [parent] : [];
}

function outermost(boxes: readonly Element[]): Element[] {
  const set = new Set(boxes);
  return [...set].filter((box) => {
    for (let at = box.parent; at !== null; at = at.parent) if ('attribs' in at && set.has(at)) return false;
    return true;
  });
}

/** Takes an element off its parent, or off the list that it stands in. */
export function detach(element: Element, nodes: ChildNode[]): void {
  const siblings = element.parent?.children ?? nodes;
  const at = siblings.indexOf(element);
  if (at >= 0) siblings.splice(at, 1);
  element.parent = null;
}
