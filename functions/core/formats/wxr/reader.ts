/**
 * WordPress exports (WXR 1.0-1.2): RSS 2.0 with wp: elements, a whole site in one file. It is streamed: only one
 * item is ever a tree. Posts and pages that the public can see are records; attachments are their media.
 */
import type { Element } from 'domhandler';
import { child, children, rawText } from '../../text/xml.ts';
import { firstValue } from '../common/feed/fields.ts';
import { ParseError, parsed, withFaults, type ParsedItem } from '../common/format.ts';
import type { RecordsRead, WireFile } from '../common/wire-file.ts';
import { Attachments } from './attachments.ts';
import { postOf, type Site } from './post.ts';

/** The posts and pages that the public can see, one at a time; of a damaged export all that is left. */
export async function parse(file: WireFile): Promise<Iterable<ParsedItem>> {
  const attachments = new Attachments();
  const fault = fillFrom(file, attachments);
  const read = fault === undefined ? undefined : await recovered(file);
  return read === undefined ? streamed(file, attachments) : withFaults(postsOf(read.root), read);
}

function* streamed(file: WireFile, attachments: Attachments): Generator<ParsedItem> {
  const site: Site = { authors: new Map(), attachments };
  for (const element of recordsOf(file)) {
    if (element.name !== 'item') noteSite(element, site);
    else {
      const post = postOf(element, site);
      if (post !== undefined) yield parsed(post);
    }
  }
}

/** Undefined where nothing can be saved: then the stream tells the fault behind the posts that come before it. */
async function recovered(file: WireFile): Promise<RecordsRead | undefined> {
  try {
    return await file.xmlWithFaults('item');
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** As streamed, from a tree; undefined for what nobody can see. */
function* postsOf(root: Element): Generator<ParsedItem | undefined> {
  const site: Site = { authors: new Map(), attachments: new Attachments() };
  const records = children(child(root, 'channel'));
  for (const element of records) if (element.name === 'item') site.attachments.add(element);
  for (const element of records) {
    if (element.name !== 'item') noteSite(element, site);
    else {
      const post = postOf(element, site);
      yield post === undefined ? undefined : parsed(post);
    }
  }
}

/** Every element straight in the channel, one at a time. */
function recordsOf(file: WireFile): Iterable<Element> {
  return file.xmlRecords((_name, depth) => depth === 3);
}

/** A first pass: pictures stand before or after the posts that show them. @returns the fault at which it ended */
function fillFrom(file: WireFile, attachments: Attachments): ParseError | undefined {
  try {
    for (const element of recordsOf(file)) if (element.name === 'item') attachments.add(element);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  return undefined;
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
