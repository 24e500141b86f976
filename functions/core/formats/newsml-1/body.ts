/**
 * The text of a story out of its content items: NITF, HTML as elements, HTML in CDATA or escaped, plain text, at
 * any depth. Alternatives of one text are told apart by role, language and wealth; lead and body are joined.
 */
import { Element, isComment, isTag, isText, Text, type ChildNode } from 'domhandler';
import { decodeHTML } from 'entities/decode';
import { decodeBytes } from '../../text/charset.ts';
import { parseHtml } from '../../text/html.ts';
import { collapse, paragraphsOf } from '../../text/whitespace.ts';
import { attribute, child, rawText } from '../../text/xml.ts';
import { present } from '../common/json.ts';
import { inHtmlWords, isOwnVocabulary, type NamedParts } from '../common/vocabulary.ts';
import type { Body } from '../../article/wire-item.ts';
import { walk, type Component, type Content, type RoleKind } from './components.ts';

/** A text of the item, with what it is for. */
export interface Candidate {
  component: Component;
  kind: RoleKind;
  body: Body;
  /** White space collapsed. */
  plain: string;
  /** The nitf element around it, for what its head tells. */
  nitf?: Element;
  /** What elements of an agency's own vocabulary say that they are, taken out of the body. */
  named?: NamedParts;
}

/** Every text of the components, but not style sheets and such. */
export function candidatesOf(components: readonly Component[]): Candidate[] {
  const found: Candidate[] = [];
  for (const component of walk(components)) {
    if (component.kind === 'skip') continue;
    for (const content of component.contents) {
      if (content.data === undefined || content.media !== 'text') continue;
      const read = bodyIn(content);
      if (read !== undefined) found.push({ component, kind: component.kind, ...read });
    }
  }
  return found;
}

/**
 * The story: the richest body text with what continues it, the lead before it unless it begins with it.
 * @param language of the item: alternatives in others are left out
 * @returns the body, what it is made of, and texts that are no part of it and say something else
 */
export function storyOf(
  candidates: readonly Candidate[],
  language: string | undefined,
): { body: Body; parts: readonly Candidate[]; unused: readonly Candidate[] } | undefined {
  const own = candidates.filter(({ component }) => isInLanguage(component, language));
  const usable = (own.length > 0 ? own : candidates).filter(({ component }) => !component.isMedia);
  const lead = richest(usable.filter(({ kind }) => kind === 'lead'));
  const bodies = usable.filter(({ kind }) => kind === 'body');
  const main = richest(bodies) ?? richest(usable.filter(({ kind }) => kind === 'other'));
  const only = main ?? lead ?? richest(usable.filter(({ kind }) => kind === 'abstract'));
  if (only === undefined) return undefined;
  const others = bodies.length > 1 ? othersThan(only, bodies) : [];
  const more = others.filter((one) => continues(one, only));
  const mains = bodies.filter((one) => one === only || more.includes(one));
  const startsWithLead = lead === undefined || lead === only || startsWith(mains[0]?.plain ?? '', lead.plain);
  const parts = [...(startsWithLead ? [] : [lead]), ...(mains.length > 1 ? mains : [only])];
  return {
    body:
      parts.length === 1 ? only.body : { kind: 'nodes', nodes: parts.flatMap(({ body }) => nodesOf(body)) },
    parts,
    unused: others.filter((one) => !more.includes(one)),
  };
}

/** Content items of one component, where nobody says that they are equivalent, are parts of one text. */
function continues({ component, body }: Candidate, of: Candidate): boolean {
  return (
    component === of.component &&
    attribute(component.element, 'EquivalentsList')?.toLowerCase() !== 'yes' &&
    (body.kind === 'text') === (of.body.kind === 'text')
  );
}

/** Without those that are the same text in another format: most of their words, taken three at a time, are in it. */
function othersThan(one: Candidate, bodies: readonly Candidate[]): Candidate[] {
  const said = new Set(triplesOf(one.plain));
  return bodies.filter((other) => {
    const triples = triplesOf(other.plain);
    return other !== one && triples.filter((triple) => said.has(triple)).length * 2 < triples.length;
  });
}

function triplesOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 3
    ? [words.join(' ')]
    : words.slice(2).map((word, at) => `${words[at] ?? ''} ${words[at + 1] ?? ''} ${word}`);
}

/** Or in none that is told. */
export function isInLanguage({ language }: Component, wanted: string | undefined): boolean {
  if (language === undefined || wanted === undefined) return true;
  return language.slice(0, 2).toLowerCase() === wanted.slice(0, 2).toLowerCase();
}

/** Marked-up text is preferred to plain text of about the same length: links and tables are worth more than spaces. */
function richest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = -1;
  for (const candidate of candidates) {
    const score = candidate.plain.length * (candidate.body.kind === 'text' ? 1 : 1.2);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

function startsWith(text: string, lead: string): boolean {
  const head = lead.slice(0, 80);
  return head !== '' && text.slice(0, head.length + 120).includes(head);
}

/** A body as nodes, whatever it was. */
export function nodesOf(body: Body): readonly ChildNode[] {
  if (body.kind === 'nodes') return body.nodes;
  if (body.kind === 'html') return parseHtml(body.html);
  const paragraphs =
    body.kind === 'text'
      ? paragraphsOf(body.text).map((text) => ({ kind: 'p', text }))
      : body.paragraphs.map(({ kind = 'p', text }) => ({ kind, text }));
  return paragraphs.map(({ kind, text }) => new Element(kind, {}, [new Text(text)]));
}

type Read = Pick<Candidate, 'body' | 'plain' | 'nitf' | 'named'>;

function bodyIn({ data, encoding, mime }: Content): Read | undefined {
  if (data === undefined) return undefined;
  if (data.children.some((node) => isTag(node))) return fromNodes(data.children);
  const written = rawText(data);
  const text = encoding === undefined ? written : decoded(written, encoding);
  if (text === undefined || text.trim() === '') return undefined;
  return fromText(text, mime ?? '');
}

/** Below DataContent: a whole NITF or HTML document, its body, or mere paragraphs. */
function fromNodes(nodes: readonly ChildNode[]): Read | undefined {
  const document = nodes.find(isTag);
  const nitf = document?.name.toLowerCase() === 'nitf' ? document : undefined;
  const content = contentNodes(nodes);
  const own = isOwnVocabulary(content) ? inHtmlWords(content) : undefined;
  const inner = own?.nodes ?? content;
  lowerCaseNames(inner);
  const plain = collapse(inner.map(spacedText).join(' '));
  const hasImage = inner.some((node) => isTag(node) && node.name === 'img');
  if (plain === '' && !hasImage) return undefined;
  return { body: { kind: 'nodes', nodes: inner }, plain, ...present({ nitf, named: own?.parts }) };
}

const INLINE = new Set(
  'a b i u em strong span sub sup font small q cite person org location num money'.split(' '),
);

/** The text below, with white space wherever a reader sees a break. */
function spacedText(node: ChildNode): string {
  if (isText(node)) return node.data;
  if (!isTag(node)) return '';
  const inner = node.children.map(spacedText).join('');
  return INLINE.has(node.name) ? inner : ` ${inner} `;
}

const WRAPPERS = ['nitf', 'html', 'body', 'body.content'];

function contentNodes(nodes: readonly ChildNode[]): readonly ChildNode[] {
  const wrapper = nodes.find(
    (node): node is Element => isTag(node) && WRAPPERS.includes(node.name.toLowerCase()),
  );
  if (wrapper === undefined) return nodes;
  const name = wrapper.name.toLowerCase();
  if (name === 'body.content') return wrapper.children;
  if (name === 'body') {
    return child(wrapper, 'body.content')?.children ?? wrapper.children;
  }
  const body = wrapper.children.find(
    (node): node is Element => isTag(node) && /^body(?:\.content)?$/i.test(node.name),
  );
  return body === undefined ? wrapper.children : contentNodes([body]);
}

function lowerCaseNames(nodes: readonly ChildNode[]): void {
  for (const node of nodes) {
    if (!isTag(node)) continue;
    if (/[A-Z]/.test(node.name)) node.name = node.name.toLowerCase();
    lowerCaseNames(node.children);
  }
}

const TAG = /<\/?[a-z][a-z\d.]{0,15}(?:[\s/][^<>]*)?>/i;
const ESCAPED_TAG = /&lt;\/?(?:p|br|div|table|h[1-6]|ul|span|b|i|a|nitf)\b/i;

/** CDATA or escaped mark-up (once, or once more), else plain text. */
function fromText(text: string, mime: string): Read | undefined {
  if (TAG.test(text)) {
    if (/<(?:nitf|body\.content)\b/i.test(text)) return fromNodes(parseHtml(text));
    const plain = collapse(parseHtml(text).map(spacedText).join(' '));
    return plain === '' && !/<img\b/i.test(text) ? undefined : { body: { kind: 'html', html: text }, plain };
  }
  if (ESCAPED_TAG.test(text)) return fromText(unescaped(text), mime);
  // line breaks carry the paragraphs of a text without tags, whatever it is called
  const plainText = /html|nitf|xml/.test(mime) ? decodeHTML(text) : text;
  return { body: { kind: 'text', text: plainText }, plain: collapse(plainText) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function decoded(text: string, encoding: string): string | undefined {
  if (!/base ?-?64/i.test(encoding)) return text;
  const bytes = Buffer.from(text, 'base64');
  const { text: read } = decodeBytes(bytes);
  return /[\u0000-\u0008]/.test(read) ? undefined : read;
}

const SECTION = /^(?:title|byline|leadtext|body|legal disclaimer|contacts|boilerplate|attachments)$/;

/** A release whose HTML is cut into sections by comments (`<!-- leadtext -->`, as Solita's NewsML does). */
export function sectionsOf(body: Body): Map<string, ChildNode[]> | undefined {
  if (body.kind !== 'html' || !/<!--\s?leadtext\s?-->/.test(body.html)) return undefined;
  const sections = new Map<string, ChildNode[]>();
  let open: ChildNode[] = [];
  for (const node of parseHtml(body.html)) {
    const name = isComment(node) ? node.data.trim().toLowerCase() : '';
    if (SECTION.test(name)) {
      open = [];
      sections.set(name, open);
    } else if (!isText(node) || node.data.trim() !== '') open.push(node);
  }
  return sections;
}
