/**
 * Ritzau's XML: an RBNews document, or the answer of its news queue with RBNews elements in it, in which HTML is
 * escaped once more. Times are local (Europe/Copenhagen); absent values are i:nil.
 */
import { isTag, type Element } from 'domhandler';
import { decodeXML } from 'entities/decode';
import type { Organisation, Subject } from '../../article/ninjs.ts';
import type { EdNote, Signal } from '../../article/record.ts';
import { parseHtml } from '../../text/html.ts';
import { children, descendants, rawText } from '../../text/xml.ts';
import { parseXml, XmlError } from '../../text/xml-document.ts';
import { unescapedMarkup, valueOf } from '../common/feed/markup.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { labelled, present } from '../common/json.ts';
import { bareSubjectCode } from '../common/schemes.ts';
import { blockText, toJson, type XmlJson } from '../common/xml-values.ts';
import type { WireFile } from '../common/wire-file.ts';

/** The news of the document. @throws ParseError too-many-items */
export function* parse(file: WireFile): Generator<ParsedItem> {
  const news = newsIn(file.xml);
  if (news.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${news.length} items, ${LIMITS.items} are allowed`);
  }
  for (const element of news) yield parsed(itemOf(element));
}

/** The news of a document, whatever is around them; the answer of the queue may hold them as text. */
function newsIn(root: Element): Element[] {
  if (root.name === 'RBNews') return [root];
  const found = descendants(root, 'RBNews');
  if (found.length > 0) return found;
  // escaped once more by some ways of delivery
  const written = rawText(root).trim();
  const inner = written.startsWith('&lt;') ? decodeXML(written) : written;
  return /^<(?:\?xml|[A-Za-z]*RBNews)/.test(inner) ? newsInText(inner) : fieldsIn(root);
}

function newsInText(inner: string): Element[] {
  try {
    const { root } = parseXml(inner, LIMITS);
    return root.name === 'RBNews' ? [root] : descendants(root, 'RBNews');
  } catch (error) {
    if (error instanceof XmlError)
      throw new ParseError(error.code, error.message, `news in it: ${error.where}`);
    throw error;
  }
}

/** An answer with the fields of one item straight in it. */
function fieldsIn(root: Element): Element[] {
  return descendants(root, 'NewsID').flatMap(({ parent }) =>
    parent !== null && isTag(parent) ? [parent] : [],
  );
}

/** The elements of an item by name, in any spelling of upper and lower case; remembers which were asked for. */
class NewsFields {
  readonly #elements = new Map<string, Element>();
  readonly #asked = new Set<string>();

  constructor(news: Element) {
    for (const element of children(news)) this.#elements.set(element.name.toLowerCase(), element);
  }

  element(name: string): Element | undefined {
    this.#asked.add(name);
    return this.#elements.get(name);
  }

  text(name: string): string | undefined {
    const element = this.element(name);
    const value = element === undefined ? '' : rawText(element).trim();
    return value === '' ? undefined : value;
  }

  flag(name: string): boolean {
    return /^(?:true|1)$/i.test(this.text(name) ?? '');
  }

  /** The texts of a list's members (a:string, IPTC, ISIN ...), however deep they stand. */
  list(name: string): string[] {
    const list = this.element(name);
    return list === undefined ? [] : leavesOf(list).slice(0, LIMITS.items);
  }

  /** What nobody asked for. */
  rest(): Record<string, unknown> {
    const left = [...this.#elements].flatMap(([name, element]) => {
      const value = this.#asked.has(name) ? undefined : jsonOf(element);
      return value === undefined ? [] : [[element.name, value] as const];
    });
    return Object.fromEntries(left);
  }
}

/** undefined where no text is in it: attributes of nil and of namespaces say nothing. */
function jsonOf(element: Element | undefined): XmlJson | undefined {
  return element === undefined || rawText(element).trim() === '' ? undefined : toJson(element);
}

function leavesOf(element: Element): string[] {
  const inner = children(element);
  if (inner.length > 0) return inner.flatMap(leavesOf);
  const value = rawText(element).trim();
  return value === '' ? [] : [value];
}

function itemOf(news: Element): WireItem {
  const fields = new NewsFields(news);
  const id = fields.text('newsid');
  const headline = fields.text('headline');
  const published = fields.text('publishdate');
  const content = markup(valueOf(fields.element('content')));
  const town = fields.text('town');
  const origin = fields.text('origin')?.replace(/^\/|\/$/g, '');
  const priority = fields.text('priority');
  const section = fields.text('section');
  const replaced = ['replaces', 'replacedid'].flatMap((name) => fields.list(name)).filter(isId);
  const history = fields.text('histid');
  const canceled = fields.flag('annulleret') || fields.flag('annuleret');
  return present({
    ...(id === undefined ? { idFrom: [history ?? '', headline ?? '', content ?? ''] } : { id }),
    version: fields.text('version'),
    status: canceled ? 'canceled' : undefined,
    versionCreated: published,
    embargoed: fields.text('embargo') ?? fields.text('embargodate'),
    headlines: [...labelled('main', headline), ...labelled('sub', fields.text('subtitle'))],
    body: content === undefined ? undefined : { kind: 'html' as const, html: content },
    descriptions: labelled('abstract', teaserOf(fields.text('contentshort'), content)),
    by: fields.text('byline'),
    slugline: fields.text('strapline'),
    dateline: town === undefined ? undefined : { text: town, city: town },
    creditLine: origin,
    infoSources: origin === undefined ? [] : [{ name: origin, role: 'source' }],
    // one scale of Ritzau's own, 1 the most urgent, as the IPTC has it
    urgency: priority,
    priority,
    service: section,
    categories: [fields.text('sectionshort') ?? ''].filter((category) => category !== ''),
    keywords: fields.list('subjectkeyword'),
    subjects: fields.list('iptclist').map(subjectOf),
    organisations: companiesOf(fields),
    edNotes: notesOf(fields),
    associations: mediaOf(fields.list('multimedielist')),
    altIds: labelled('history-id', history),
    signals: signalsOf(fields, replaced),
    replaces: replaced.filter((other) => other !== id),
    extra: present({
      format: fields.text('format'),
      multimedia: jsonOf(fields.element('multimedielist')),
      ...fields.rest(),
    }),
  });
}

/** HTML, out of as many layers of escapes as the way of delivery has laid around it. */
function markup(value: string | undefined): string | undefined {
  return value === undefined ? undefined : unescapedMarkup(unescapedMarkup(value));
}

/** The teaser is cut from the text by a machine, most often: then it says nothing of its own. */
function teaserOf(teaser: string | undefined, content: string | undefined): string | undefined {
  const start = teaser?.replace(/(?:\.\.\.|…)$/, '').trim();
  if (start === undefined || content === undefined) return teaser;
  return parseHtml(content.slice(0, 4000)).map(rawText).join(' ').includes(start) ? undefined : teaser;
}

/** "0", empty GUIDs and flags stand for "none". */
function isId(value: string): boolean {
  return !/^(?:[0-]*|true|false)$/i.test(value);
}

function subjectOf(code: string): Subject {
  const uri = bareSubjectCode(code);
  return uri === undefined ? { literal: code } : { uri };
}

function companiesOf(fields: NewsFields): Organisation[] {
  const isins = fields
    .list('isin')
    .map((symbol) => ({ literal: symbol, symbols: [{ symbol, symbolType: 'http://cvx.iptc.org/isin/' }] }));
  return [...fields.list('companies').map((name) => ({ name })), ...isins];
}

/** The note to the desks and the writer's address are not for readers. */
function notesOf(fields: NewsFields): EdNote[] {
  const desk = markup(valueOf(fields.element('tilredaktionen')));
  const note = desk === undefined ? '' : parseHtml(desk).map(blockText).join('\n').trim();
  const contact = [fields.text('bylineemail'), fields.text('bylinephone')]
    .filter((value) => value !== undefined)
    .join(', ');
  return [
    { role: 'til-redaktionen', text: note, public: false },
    { role: 'byline-contact', text: contact, public: false },
  ].filter(({ text }) => text !== '');
}

function mediaOf(members: readonly string[]): ItemAssociation[] {
  return members
    .filter((member) => /^https?:\/\//i.test(member))
    .map((href, at) => ({
      name: `media-${at + 1}`,
      rel: 'media',
      id: href,
      renditions: [{ name: 'main', href }],
    }));
}

function signalsOf(fields: NewsFields, replaced: readonly string[]): Signal[] {
  const isFlash = fields.flag('infoflash') || /^(?:flash|hast|lyn)$/i.test(fields.text('format') ?? '');
  return [
    ...(isFlash ? (['alert'] as const) : []),
    ...(fields.flag('korrektion') ? (['correction'] as const) : []),
    ...(fields.flag('nyversion') ? (['update'] as const) : []),
    ...(replaced.length > 0 ? (['replaces'] as const) : []),
  ];
}
