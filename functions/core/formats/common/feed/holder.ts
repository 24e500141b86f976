/** What a feed says of itself, apart from its items. */
import { Element, isTag } from 'domhandler';

/** Many more than any vocabulary has; each is looked at for each item. */
const MOST_CHILDREN = 200;

/** The feed without its items: of thousands each asks it for its title, licence and language. */
export function withoutItems(feed: Element | undefined, item: string): Element | undefined {
  if (feed === undefined) return undefined;
  const own = feed.children.filter((node) => isTag(node) && node.name !== item).slice(0, MOST_CHILDREN);
  const holder = new Element(feed.name, feed.attribs, own);
  holder.parent = feed.parent;
  return holder;
}
