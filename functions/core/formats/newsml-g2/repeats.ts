/**
 * Full renderings of an item (dpa, GlobeNewswire) begin their XHTML with the metadata: headline, slug line,
 * date, byline, teaser. What stands in a field of the record already is no paragraph of the story; a note that is
 * not for publication is none wherever it stands.
 */
import { isTag, type ChildNode, type Element } from 'domhandler';
import { attribute, text } from '../../text/xml.ts';
import { collapse } from '../../text/whitespace.ts';
import type { WireItem } from '../../article/wire-item.ts';

export interface Repeated {
  tag: string;
  text: string;
  reason: 'repeats-metadata' | 'private-note';
}

/** Classes that dpa gives the rendered slug line, time and embargo; only inside the page's `header`. */
const RENDERED_METADATA = /(?:^|\s)(?:slugline|publicationDate|embargoed)(?:\s|$)/;

/**
 * @param nodes the page; elements that are left out are taken out of the tree
 * @param meta headlines, by, descriptions and notes of the item
 */
export function withoutRepeats(
  nodes: readonly ChildNode[],
  meta: Pick<WireItem, 'headlines' | 'by' | 'descriptions' | 'edNotes'>,
): { kept: ChildNode[]; removed: Repeated[] } {
  const removed: Repeated[] = [];
  const headlines = new Set((meta.headlines ?? []).map(({ value }) => folded(value)));
  const descriptions = new Set((meta.descriptions ?? []).map(({ value }) => folded(value)));
  const byline = folded(meta.by ?? '');
  const secrets = new Set(
    (meta.edNotes ?? []).filter((note) => !note.public).map((note) => withoutSpace(note.text)),
  );

  const repeats = (element: Element, inHeader: boolean): boolean => {
    const className = attribute(element, 'class') ?? '';
    if (inHeader && (element.name === 'time' || RENDERED_METADATA.test(className))) return true;
    const heading = /^h[1-6]$/.test(element.name);
    const teaser = /(?:^|\s)teaser(?:\s|$)/.test(className);
    const inHead = inHeader && element.name === 'p';
    if (!heading && !teaser && !inHead) return false;
    const words = folded(text(element) ?? '');
    if (heading) return headlines.has(words);
    if (teaser) return descriptions.has(words);
    return words !== '' && words === byline;
  };
  const filter = (siblings: readonly ChildNode[], inHeader: boolean): ChildNode[] =>
    siblings.filter((node) => {
      if (!isTag(node)) return true;
      const isSecret = secrets.size > 0 && secrets.has(withoutSpace(text(node) ?? ''));
      if (isSecret || repeats(node, inHeader)) {
        const words = text(node);
        const reason = isSecret ? 'private-note' : 'repeats-metadata';
        if (words !== undefined) removed.push({ tag: node.name, text: words, reason });
        return false;
      }
      if (/^(?:header|section|div|main|article|footer|aside)$/.test(node.name)) {
        node.children = filter(node.children, inHeader || node.name === 'header');
      }
      return true;
    });
  return { kept: filter(nodes, false), removed };
}

function folded(value: string): string {
  return collapse(value).toLowerCase();
}

/** Breaks between the blocks of a note are lines in the one place and nothing in the other. */
function withoutSpace(value: string): string {
  return value.replace(/\s+/g, '').toLowerCase();
}
