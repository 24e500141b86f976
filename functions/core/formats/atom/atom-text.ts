/** Text constructs and content of Atom (RFC 4287, sections 3.1 and 4.1.3). */
import { isTag, type ChildNode, type Element } from 'domhandler';
import { escapeHtml } from '../../text/html.ts';
import { attribute, child, descendants, rawText } from '../../text/xml.ts';
import type { Body } from '../../article/wire-item.ts';
import { htmlBody, makeAbsolute, resolved, unescapedMarkup, valueOf } from '../common/feed/markup.ts';

/** A title, summary or right as a line of HTML: what is type "text" stays text, tags and all. */
export function atomText(element: Element | undefined): string | undefined {
  const value = valueOf(element);
  if (element === undefined || value === undefined) return undefined;
  const type = typeOf(element);
  const decoded = decodedText(element, type);
  if (decoded !== undefined) return decoded;
  if (type === 'xhtml') return element.children.some((node) => isTag(node)) ? value : escapeHtml(value);
  // many feeds call "text" what is HTML: tags and entities in it are read as such
  return unescapedMarkup(value);
}

/** The content of an entry; `remote` where it is elsewhere. */
export function atomBodyOf(
  content: Element | undefined,
  base: string | undefined,
): { body?: Body; remote?: { href: string; type: string | undefined } } {
  if (content === undefined) return {};
  const src = attribute(content, 'src');
  if (src !== undefined) return { remote: { href: resolved(src, base), type: attribute(content, 'type') } };
  const type = typeOf(content);
  const decoded = decodedText(content, type);
  if (decoded !== undefined) return { body: htmlBody(decoded, base) };
  const hasElements = content.children.some((node) => isTag(node));
  if (hasElements) return { body: elements(content, base) };
  const value = valueOf(content);
  if (value === undefined || /^(?:image|audio|video|application)\/(?!xhtml)/.test(type)) return {};
  const isText = (type === 'text' || type === 'text/plain') && !/<\/?[a-z][^<>]*>/i.test(value);
  return { body: isText ? { kind: 'text', text: rawText(content) } : htmlBody(unescapedMarkup(value), base) };
}

/** Content of a type that is no text is base64 (RFC 4287), and so is what Atom 0.3 calls so; text if it holds text. */
function decodedText(content: Element, type: string): string | undefined {
  const isBase64 = attribute(content, 'mode')?.toLowerCase() === 'base64';
  if (!isBase64 && !/^application\/(?:octet-stream|html)$/.test(type)) return undefined;
  const written = rawText(content).replace(/\s+/g, '');
  if (!/^[A-Za-z\d+/]{8,}={0,2}$/.test(written)) return undefined;
  const text = Buffer.from(written, 'base64').toString('utf8');
  return /[\ufffd\u0000-\u0008]/.test(text) ? undefined : text;
}

/** XHTML is in one div; XML content may be NITF, of which the body is read. */
function elements(content: Element, base: string | undefined): Body {
  const nitf = descendants(content, 'body.content')[0] ?? child(content, 'nitf', 'body');
  const div = child(content, 'div') ?? child(content, 'html', 'body') ?? child(content, 'body');
  const nodes: readonly ChildNode[] = (nitf ?? div ?? content).children;
  makeAbsolute(nodes, base);
  return { kind: 'nodes', nodes };
}

function typeOf(element: Element): string {
  return attribute(element, 'type')?.toLowerCase() ?? 'text';
}
