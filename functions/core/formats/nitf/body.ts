/** The body of an NITF document: body.head, body.content and body.end. Also read inside NewsML. */
import { isTag, isText, Text as TextNode, type ChildNode, type Element } from 'domhandler';
import { cityOfDateline } from '../../article/dateline.ts';
import type { Concept, Text } from '../../article/ninjs.ts';
import type { EdNote } from '../../article/record.ts';
import { parseHtml } from '../../text/html.ts';
import { isTabular } from '../../text/lines.ts';
import { readWrittenDate } from '../../text/written-date.ts';
import { attribute, child, children, rawText, text, texts } from '../../text/xml.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { inHtmlWords, isOwnVocabulary, type NamedParts } from '../common/vocabulary.ts';
import { blockText } from '../common/xml-values.ts';
import { entitiesIn } from './entities.ts';
import { readMedia } from './media.ts';

/**
 * What the body says, as parts of an item: headlines, by, dateline, descriptions, edNotes, body, media, entities.
 *
 * @param root the `nitf` element, or any other that holds `body`, `body.content`, `block` or paragraphs
 */
export function readNitfBody(root: Element): Partial<WireItem> {
  const body = child(root, 'body') ?? root;
  const head = child(body, 'body.head');
  const end = child(body, 'body.end');
  const content = withMarkup(contentOf(body));
  const headlines = readHeadlines(head);
  headlines.push(...keepHeadings(content, headlines));
  const { nodes, named, removed } = inKnownWords(content, headlines);
  if (named.headline !== undefined && !headlines.some(({ value }) => value === named.headline)) {
    headlines.push({ role: headlines.some(isMain) ? 'sub' : 'main', value: named.headline });
  }
  const byline = readByline(children(head, 'byline'));
  const media = readMedia(nodes);
  const entities = entitiesIn(nodes);
  const taglines = children(end, 'tagline').flatMap((tagline) => blockText(tagline) || []);
  const credit = taglines.find(isCredit);
  joinWrappedLines(nodes);
  return present({
    headlines: [...headlines, ...byline.deck],
    by: byline.by ?? named.by,
    dateline:
      readDateline(child(head, 'dateline')) ??
      (named.dateline === undefined ? undefined : { text: named.dateline }),
    descriptions: children(head, 'abstract').flatMap((abstract): Text[] => {
      const value = blockText(abstract);
      return value === '' ? [] : [{ role: 'abstract', value }];
    }),
    body: nodes.length === 0 ? undefined : { kind: 'nodes', nodes },
    creditLine: credit,
    edNotes: [
      ...readNotes(head),
      ...taglines
        .filter((tagline) => tagline !== credit)
        .map((tagline) => ({ role: 'tagline', text: tagline, public: !isAddress(tagline) })),
    ],
    copyrightNotice: copyrightOf(head),
    usageTerms: children(head, 'rights').map(blockText).join(' ').replaceAll('\n', ' ') || undefined,
    infoSources: children(head, 'distributor').flatMap((distributor) => {
      const name = text(distributor);
      return name === undefined ? [] : [{ name, role: 'distributor' }];
    }),
    ...media,
    people: [...byline.people, ...(entities.people ?? [])],
    places: entities.places,
    organisations: entities.organisations,
    events: entities.events,
    objects: entities.objects,
    removed: removed.map((words) => ({ text: words, reason: 'repeats-metadata' as const })),
    extra: present({ byTitle: byline.title }),
  });
}

/** Content in an agency's own vocabulary (TT writes NITF with RUBRIK, INGRESS, CITAT in it), in words of HTML. */
function inKnownWords(
  content: ChildNode[],
  headlines: readonly Text[],
): { nodes: ChildNode[]; named: NamedParts; removed: readonly string[] } {
  if (!isOwnVocabulary(content)) return { nodes: content, named: {}, removed: [] };
  const { nodes, parts, removed } = inHtmlWords(
    content,
    headlines.map(({ value }) => value),
  );
  return { nodes, named: parts, removed };
}

function isMain({ role }: Text): boolean {
  return role === 'main';
}

/** The nodes of body.content; where a vendor leaves it out, all of the body but its head and end. */
function contentOf(body: Element): ChildNode[] {
  const contents = children(body, 'body.content');
  if (contents.length > 0) return contents.flatMap((content) => content.children);
  return body.children.filter((node) => !isTag(node) || !/^(?:body\.(?:head|end)|head)$/.test(node.name));
}

const ESCAPED = /^\s*<(?:p|div|section|table|ul|ol|pre|blockquote|h[1-6])[\s>]/i;

/** Mark-up that stands as text (CDATA, or escaped) where paragraphs belong is read as mark-up. */
function withMarkup(nodes: ChildNode[]): ChildNode[] {
  if (nodes.every((node) => !isTag(node))) {
    const written = nodes.map(rawText).join('');
    return ESCAPED.test(written) ? parseHtml(written) : nodes;
  }
  for (const node of nodes) {
    if (isTag(node) && /^(?:block|p|div)$/.test(node.name)) node.children = withMarkup(node.children);
  }
  return nodes;
}

/** hl1 within the content is a heading of the text, unless it says a headline again or is the only one. */
function keepHeadings(nodes: readonly ChildNode[], headlines: readonly Text[]): Text[] {
  const more: Text[] = [];
  for (const node of nodes) {
    if (!isTag(node)) continue;
    if (node.name !== 'hl1') {
      more.push(...keepHeadings(node.children, [...headlines, ...more]));
      continue;
    }
    const value = blockText(node).replaceAll('\n', ' ');
    const known = [...headlines, ...more];
    if (value === '' || known.some((headline) => headline.value === value)) continue;
    if (known.some(({ role }) => role === 'main')) node.name = 'hl2';
    else more.push({ role: 'main', value });
  }
  return more;
}

/** hl1 is the headline with all that is in it, hl2 a deck. AP writes `headline` for `hedline`. */
function readHeadlines(head: Element | undefined): Text[] {
  const headlines: Text[] = [];
  for (const holder of [...children(head, 'hedline'), ...children(head, 'headline')]) {
    for (const element of children(holder)) {
      const value = blockText(element).replaceAll('\n', ' ');
      if (value === '' || headlines.some((earlier) => earlier.value === value)) continue;
      const isMain = element.name === 'hl1' && !headlines.some(({ role }) => role === 'main');
      headlines.push({ role: isMain ? 'main' : 'sub', value });
    }
    const bare = holder.children.length > 0 && children(holder).length === 0 ? text(holder) : undefined;
    if (bare !== undefined) headlines.push({ role: 'main', value: bare });
  }
  return headlines;
}

interface Byline {
  by: string | undefined;
  title: string | undefined;
  people: Concept[];
  /** Some agencies (ANSA) put the deck where the byline should be. */
  deck: Text[];
}

const BY_WORD = /^(?:by|von|par|por|di|da|de|af|av|door|przez)\s/i;
const LONGEST_BYLINE_WORDS = 9;

function readByline(elements: readonly Element[]): Byline {
  const people: Concept[] = [];
  const titles: string[] = [];
  const lines: string[] = [];
  for (const element of elements) {
    const named = texts(children(element, 'person'));
    people.push(...named.map((name) => ({ name, rel: 'author' })));
    titles.push(...texts(children(element, 'byttl')));
    const line = wordsOf(element).replace(/\s+/g, ' ').trim();
    if (line !== '') lines.push(line);
  }
  // What stood before a title that is left out: "Ann Lee, <byttl>City Editor</byttl>"
  const by = lines.join(', ').replace(/ ?[,;]$/, '');
  const isDeck =
    people.length === 0 &&
    !BY_WORD.test(by) &&
    by.split(' ').length > LONGEST_BYLINE_WORDS &&
    !/[/,;]/.test(by);
  return {
    by: by === '' || isDeck ? undefined : by,
    title: titles.join(', ') || undefined,
    people,
    deck: isDeck ? [{ role: 'sub', value: by }] : [],
  };
}

/** The text of a byline or dateline without titles; words of neighbouring elements stay apart ("By<person>Ann Lee"). */
function wordsOf(element: Element): string {
  let words = '';
  for (const node of element.children) {
    const more = isText(node)
      ? node.data
      : isTag(node) && !/^(?:byttl|virtloc)$/.test(node.name)
        ? wordsOf(node)
        : '';
    words += /[\p{L}\d,.]$/u.test(words) && /^[\p{L}\d]/u.test(more) && !isText(node) ? ` ${more}` : more;
  }
  return words;
}

/** City, country and text; EFE writes only a timestamp, which is a date and no place. */
function readDateline(dateline: Element | undefined): WireItem['dateline'] {
  if (dateline === undefined) return undefined;
  const line = wordsOf(dateline).replace(/\s+/g, ' ').trim() || undefined;
  const location = child(dateline, 'location');
  const country = child(location, 'country');
  const storyDate = child(dateline, 'story.date');
  const isDate =
    line !== undefined && (/^\d[\d/.:\-\sTZh+]*$/.test(line) || readWrittenDate(line) !== undefined);
  const bare = children(location).length === 0 ? text(location) : undefined;
  const found = present({
    text: isDate ? undefined : line,
    city:
      text(child(location, 'city')) ??
      text(child(dateline, 'city')) ??
      (bare === undefined ? undefined : (cityOfDateline(bare) ?? (bare.includes(',') ? undefined : bare))),
    country: attribute(country, 'iso-cc')?.toUpperCase(),
    date: attribute(storyDate, 'norm') ?? text(storyDate) ?? (isDate ? line : undefined),
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

/** note@type npa is a note to editors that must not be published (NITF 3.x, "note"). */
function readNotes(head: Element | undefined): EdNote[] {
  return children(head, 'note').flatMap((note) => {
    const noteClass = attribute(note, 'noteclass') ?? 'note';
    const value = blockText(note);
    if (value === '' || noteClass === 'cpyrt') return [];
    return [{ role: noteClass, text: value, public: attribute(note, 'type') !== 'npa' }];
  });
}

function copyrightOf(head: Element | undefined): string | undefined {
  const notes = children(head, 'note').filter((note) => attribute(note, 'noteclass') === 'cpyrt');
  return (
    [...children(head, 'copyrite'), ...notes]
      .map((element) => blockText(element).replaceAll('\n', ' '))
      .join(' ') || undefined
  );
}

/** A tagline that only names agencies is a credit; one that says more is a note to the reader. */
function isCredit(tagline: string): boolean {
  return tagline.length <= 40 && tagline.split(/\s+/).length <= 5 && !/[@:]|\d{3}|[a-z][.!?]$/.test(tagline);
}

/** How the writer is reached is for the desk. */
function isAddress(tagline: string): boolean {
  return /^\S{1,80}@\S{1,80}$/.test(tagline);
}

const SHORTEST_WRAPPED = 40;
const LONGEST_WRAPPED = 85;

/**
 * AAP ends each line of 60 to 70 columns with a `br`: in a paragraph where every line but the last is about
 * that long the breaks mean nothing. Tables, columns and `pre` are left as they are.
 */
function joinWrappedLines(nodes: readonly ChildNode[]): void {
  for (const node of nodes) {
    if (!isTag(node) || node.name === 'table' || node.name === 'pre') continue;
    if (node.name === 'p' && isWrapped(node)) {
      node.children = node.children.map((inner) =>
        isTag(inner) && inner.name === 'br' ? new TextNode('\n') : inner,
      );
    } else if (node.name !== 'p') joinWrappedLines(node.children);
  }
}

function isWrapped(paragraph: Element): boolean {
  if (!paragraph.children.some((node) => isTag(node) && node.name === 'br')) return false;
  const lines: string[] = [''];
  for (const node of paragraph.children) {
    if (isTag(node) && node.name === 'br') lines.push('');
    else lines.push(`${lines.pop() ?? ''}${isTag(node) ? blockText(node) : isText(node) ? node.data : ''}`);
  }
  if (isTabular(lines)) return false;
  const lengths = lines.map((line) => line.trim().length);
  while (lengths.length > 0 && lengths.at(-1) === 0) lengths.pop();
  const full = lengths.slice(0, -1);
  return full.length > 0 && full.every((length) => length >= SHORTEST_WRAPPED && length <= LONGEST_WRAPPED);
}
