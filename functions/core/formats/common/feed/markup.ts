/** Text and mark-up of feed elements: how often it is escaped, what it is relative to. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import { htmlOf, inlineText, parseHtml } from '../../../text/html.ts';
import { attribute, rawText } from '../../../text/xml.ts';
import type { Body } from '../../../article/wire-item.ts';

const ESCAPED_TAG =
  /&lt;\/?(?:a|b|i|u|p|br|em|strong|span|div|sub|sup|q|img|h[1-6]|ul|li)\b[^<>]{0,200}?&gt;/i;

/** The text of an element as it stands, trimmed; HTML that nobody escaped as HTML. undefined where there is none. */
export function valueOf(element: Element | undefined): string | undefined {
  if (element === undefined) return undefined;
  const hasMarkup = element.children.some((node) => isTag(node)) && rawText(element).trim() !== '';
  const value = (hasMarkup ? htmlOf(element.children) : rawText(element)).trim();
  return value === '' ? undefined : value;
}

/** HTML that was escaped once too often ("&amp;lt;b&amp;gt;") becomes HTML; what was not stays. */
export function unescapedMarkup(value: string): string {
  return ESCAPED_TAG.test(value)
    ? value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    : value;
}

/** A line that may hold tags and entities, escaped any number of times; the normaliser takes the tags out. */
export function lineOf(element: Element | undefined): string | undefined {
  const value = valueOf(element);
  return value === undefined ? undefined : unescapedMarkup(value);
}

/** A line without tags and entities, for fields that the normaliser takes as they are. */
export function plainLine(value: string | undefined): string | undefined {
  const line = value === undefined ? '' : inlineText(unescapedMarkup(value));
  return line === '' ? undefined : line;
}

/** The address that relative ones are relative to: xml:base of the element and those around it, else the feed's link. */
export function baseOf(element: Element, link: string | undefined): string | undefined {
  const bases: string[] = [];
  for (
    let at: Element | undefined = element;
    at !== undefined;
    at = isElement(at.parent) ? at.parent : undefined
  ) {
    const base = attribute(at, 'xml:base');
    if (base !== undefined) bases.push(base);
  }
  return bases.reduceRight<string | undefined>((outer, base) => resolved(base, outer), link);
}

/** An address made absolute; unchanged where that is not possible. */
export function resolved(href: string, base: string | undefined): string {
  const trimmed = href.trim();
  if (base === undefined || /^[a-z][a-z\d+.-]*:/i.test(trimmed) || trimmed === '') return trimmed;
  return URL.parse(trimmed, base)?.href ?? trimmed;
}

const RELATIVE = /\s(?:href|src)\s?=\s?["']?(?!["']?(?:[a-z][a-z\d+.-]{1,15}:|#))/i;

/** A string of HTML as a body, links and pictures in it made absolute. */
export function htmlBody(html: string, base: string | undefined): Body {
  if (base === undefined || !RELATIVE.test(html)) return { kind: 'html', html };
  const nodes = parseHtml(html);
  makeAbsolute(nodes, base);
  return { kind: 'nodes', nodes };
}

/** A string of HTML with its links and pictures made absolute. */
export function absoluteMarkup(html: string, base: string | undefined): string {
  const body = htmlBody(html, base);
  return body.kind === 'nodes' ? htmlOf(body.nodes) : html;
}

/** Links and pictures below are made absolute in place. */
export function makeAbsolute(nodes: readonly ChildNode[], base: string | undefined): void {
  if (base === undefined) return;
  for (const node of nodes) {
    if (!isTag(node)) continue;
    for (const name of ['href', 'src']) {
      const value = node.attribs[name];
      if (value !== undefined && !value.startsWith('#')) node.attribs[name] = resolved(value, base);
    }
    makeAbsolute(node.children, base);
  }
}

/** True for a teaser with mark-up or length enough to be the article itself. */
export function isWholeText(description: string): boolean {
  const paragraphs = description.match(/<p[\s>]/gi)?.length ?? 0;
  return paragraphs > 1 || description.replace(/<[^<>]*>/g, '').trim().length >= WHOLE_TEXT;
}

const WHOLE_TEXT = 500;

function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'attribs' in node;
}
