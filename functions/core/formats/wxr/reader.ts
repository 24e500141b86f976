/**
 * WordPress exports (WXR 1.0-1.2): RSS 2.0 with wp: elements, a whole site in one file. It is streamed: only one
 * item is ever a tree. Posts and pages that the public can see are records; attachments are their media.
 */
import type { Element } from 'domhandler';
import { rawText } from '../../text/xml.ts';
import { firstValue } from '../common/feed/fields.ts';
import { ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { WireFile } from '../common/wire-file.ts';
import { Attachments } from './attachments.ts';
import { postOf, type Site } from './post.ts';

/** The posts and pages that the public can see, one at a time. */
export function* parse(file: WireFile): Generator<ParsedItem> {
  const attachments = attachmentsOf(file);
  const site: Site = { authors: new Map(), attachments };
  for (const element of recordsOf(file)) {
    if (element.name !== 'item') noteSite(element, site);
    else {
      const post = postOf(element, site);
      if (post !== undefined) yield parsed(post);
    }
  }
}

/** Every element straight in the channel, one at a time. */
function recordsOf(file: WireFile): Iterable<Element> {
  return file.xmlRecords((_name, depth) => depth === 3);
}

/**
 * A first pass: pictures stand before or after the posts that show them. Where the file breaks off, the pass ends
 * with what it has; the second one reports the fault, after the posts that came before it.
 */
function attachmentsOf(file: WireFile): Attachments {
  const attachments = new Attachments();
  try {
    for (const element of recordsOf(file)) if (element.name === 'item') attachments.add(element);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
  }
  return attachments;
}

/** What the channel says before its first item. */
function noteSite(element: Element, site: Site): void {
  if (element.name === 'title') site.title ??= rawText(element).trim();
  if (element.name === 'link') site.link ??= rawText(element).trim();
  if (element.name === 'language') site.language ??= rawText(element).trim();
  if (element.name === 'wp:base_blog_url') site.blogUrl ??= rawText(element).trim();
  if (element.name === 'wp:author') {
    const login = valueOf(element, 'wp:author_login');
    site.authors.set(login, nameOf(element, login));
  }
}

/** WordPress shows the display name; where that is but the login, the name of the person says more. */
function nameOf(author: Element, login: string): string {
  const display = valueOf(author, 'wp:author_display_name');
  if (display !== '' && display !== login) return display;
  const names = ['wp:author_first_name', 'wp:author_last_name'].map((name) => valueOf(author, name));
  return names.join(' ').trim() || display || login;
}

function valueOf(holder: Element, name: string): string {
  return firstValue(holder, name) ?? '';
}
