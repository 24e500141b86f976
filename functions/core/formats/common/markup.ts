/** Mark-up that stands in a JSON string: whole XHTML or NITF documents, and fragments of HTML. */
import { descendants } from '../../text/xml.ts';
import { XmlError, parseXml } from '../../text/xml-document.ts';
import { LIMITS } from './format.ts';
import type { Body } from '../../article/wire-item.ts';

const DOCUMENT = /^\s*(?:<\?xml[^<>]*>\s*)?(?:<!DOCTYPE[^<>]*>\s*)?<(?:html|nitf)[\s>]/i;

/**
 * A body of mark-up. Whole documents are read as XML first, because `<title/>` and `<script/>` swallow in HTML
 * all that follows; what is not well formed, and every fragment, is HTML.
 */
export function markupBody(value: string): Body {
  if (!DOCUMENT.test(value)) return { kind: 'html', html: value };
  try {
    const { root } = parseXml(value.trimStart(), LIMITS);
    const content = descendants(root, 'body.content')[0] ?? descendants(root, 'body')[0];
    return { kind: 'nodes', nodes: (content ?? root).children };
  } catch (error) {
    if (error instanceof XmlError) return { kind: 'html', html: value };
    throw error;
  }
}
