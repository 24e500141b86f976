/** Pages that are no article but a list of teasers. */
import { isTag, type Element } from 'domhandler';
import { elementsIn } from '../../text/html-nodes.ts';
import type { Site } from './block-features.ts';
import { textIn } from './elements.ts';

const LONGEST_TEASER = 500;
/** A box in an article may have as many. */
const FEW = 2;
const MOST = 2 / 3;

/** True where most of what would be the story stands in teasers. */
export function isListing(story: readonly Site[]): boolean {
  const known = new Map<Element, boolean>();
  const teasers = new Set<Element>();
  let words = 0;
  let inTeasers = 0;
  for (const { block, around } of story) {
    words += block.words;
    for (let at = around; at !== undefined && at.characters <= LONGEST_TEASER; at = at.above) {
      const isOne = known.get(at.element) ?? isTeaser(at.element);
      known.set(at.element, isOne);
      if (!isOne) continue;
      teasers.add(at.element);
      inTeasers += block.words;
      break;
    }
  }
  return teasers.size > FEW && inTeasers > words * MOST;
}

/** A short piece whose heading is a link to somewhere else. */
function isTeaser({ name, children }: Element): boolean {
  if (!/^(?:div|section|article|li|ul)$/.test(name)) return false;
  const heading = elementsIn(children).find((element) => /^h[2-6]$/.test(element.name));
  const text = textIn(heading);
  if (heading === undefined || text === undefined) return false;
  const around = heading.parent !== null && isTag(heading.parent) ? [heading.parent] : [];
  const link = [...around, ...elementsIn([heading])].find(
    (element) => element.name === 'a' && !(element.attribs.href ?? '#').startsWith('#'),
  );
  return (textIn(link) ?? '').includes(text);
}
