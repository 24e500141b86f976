/**
 * Revisions that are no full items (NewsML 1.2 section 5.3.1.4, RevisionId@Update): U brings edits of the
 * previous revision's content, A new management metadata only. The previous revision's content is kept for it
 * in `wire.extra.newsmlSource`, as compact XML with its ids, where it has ids to refer to and is not large.
 */
import { cloneNode, Element, isTag, isText, type ChildNode } from 'domhandler';
import type { ArticleRecord } from '../../article/record.ts';
import { parseHtml } from '../../text/html.ts';
import { attribute, child, children, descendants, rawText } from '../../text/xml.ts';
import { parseXml, XmlError } from '../../text/xml-document.ts';
import { LIMITS } from '../common/format.ts';
import type { ContentEdit, RevisionEdit, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { contentOf } from './content.ts';
import { contentOfRecord } from './previous.ts';
import { Topics } from './topics.ts';

/** Characters of the kept content; longer content cannot be edited and its edits are refused. */
export const SOURCE_LIMIT = 32_768;

const EDIT_LIMIT = 1000;
const OPS: Readonly<Record<string, ContentEdit['op']>> = {
  InsertBefore: 'insert-before',
  InsertAfter: 'insert-after',
  Replace: 'replace',
  Delete: 'delete',
};

/**
 * The edit that a NewsItem is, if it is one. An item that says so but carries a whole text is a full item; one
 * that says so and brings nothing leaves the content as it was.
 */
export function revisionEditOf(
  newsItem: Element,
  update: string,
  previousVersion: string | undefined,
  hasText: boolean,
): RevisionEdit | undefined {
  const updates = children(newsItem, 'Update');
  if ((updates.length > 0 || update === 'U') && !hasText) {
    const edits = updates.flatMap((element) => children(element)).flatMap(editOf);
    return { mode: 'update', edits: edits.slice(0, EDIT_LIMIT), ...present({ previousVersion }) };
  }
  if (update === 'A' && !hasText) return { mode: 'management-only', ...present({ previousVersion }) };
  return undefined;
}

function editOf(element: Element): ContentEdit[] {
  const op = OPS[element.name];
  const idRef = ['IdRef', 'DuidRef', 'EuidRef', 'Ref']
    .flatMap((name) => attribute(element, name) ?? [])[0]
    ?.replace(/^#/, '');
  if (op === undefined || idRef === undefined) return [];
  if (op === 'delete') return [{ op, idRef }];
  return [
    { op, idRef, content: element.children.filter((node) => isTag(node) || rawText(node).trim() !== '') },
  ];
}

/** What became of an edit: the full item that it makes, or why it cannot be applied. */
export type RevisionOutcome =
  | { ok: true; item: WireItem }
  | { ok: false; code: 'revision-base-missing' | 'revision-target-missing'; message: string };

/**
 * Applies an item that is an edit to the stored previous revision. Pure: the same two give the same item.
 * @param previous the record of the previous revision, with its bodies
 * @param item a WireItem with `revisionEdit`; one without is returned as it is
 */
export function applyRevision(previous: ArticleRecord, item: WireItem): RevisionOutcome {
  const { revisionEdit, ...management } = item;
  if (revisionEdit === undefined) return { ok: true, item };
  if (revisionEdit.mode === 'management-only') {
    const content = contentOfRecord(previous);
    return {
      ok: true,
      item: merged(content, management, 'metadata-only', previous.wire.extra.newsmlSource),
    };
  }
  const wanted = revisionEdit.previousVersion;
  const stored = previous.article.version;
  if (wanted !== undefined && wanted !== '0' && stored !== undefined && wanted !== stored) {
    const message = `it edits revision ${wanted.slice(0, 40)}, the stored one is ${stored}; deliver the whole item`;
    return { ok: false, code: 'revision-base-missing', message };
  }
  const source = previous.wire.extra.newsmlSource;
  if (typeof source !== 'string') {
    const message = 'the previous revision is kept without ids, so that no edit can refer to them';
    return { ok: false, code: 'revision-base-missing', message };
  }
  const edited = editSource(source, revisionEdit.edits ?? []);
  if (!edited.ok) return edited;
  const { fields } = contentOf(edited.holder, {
    topics: new Topics(edited.holder),
    providerId: providerIdOf(item),
    idOf: () => undefined,
  });
  return { ok: true, item: merged(fields, management, 'update', sourceOf(edited.holder)) };
}

/** Content of the one, management of the other: what NewsManagement leaves out, it takes back. */
function merged(
  content: Partial<WireItem>,
  management: WireItem,
  signal: 'metadata-only' | 'update',
  source: unknown,
): WireItem {
  return present({
    ...content,
    ...management,
    signals: [...new Set([...(management.signals ?? []), signal])],
    associations: [...(content.associations ?? []), ...(management.associations ?? [])],
    extra: present({ ...content.extra, ...management.extra, newsmlSource: source }),
  });
}

function providerIdOf(item: WireItem): string | undefined {
  const id = item.extra?.providerId;
  return typeof id === 'string' ? id : undefined;
}

type Edited = { ok: true; holder: Element } | Extract<RevisionOutcome, { ok: false }>;

/** The content with every edit made, in order; refused as a whole if one of them refers to nothing. */
function editSource(source: string, edits: readonly ContentEdit[]): Edited {
  const holder = parsedSource(source);
  if (holder === undefined) {
    return {
      ok: false,
      code: 'revision-base-missing',
      message: 'the kept content of the previous revision is damaged',
    };
  }
  for (const edit of edits) {
    const target = find(holder, edit.idRef) ?? findInMarkup(holder, edit.idRef);
    if (target?.parent === undefined || target.parent === null) {
      const message = `${edit.op}: the previous revision has no element "${edit.idRef.slice(0, 80)}"`;
      return { ok: false, code: 'revision-target-missing', message };
    }
    apply(edit, target);
  }
  return { ok: true, holder };
}

function parsedSource(source: string): Element | undefined {
  try {
    return parseXml(`<NewsItem>${source}</NewsItem>`, LIMITS).root;
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

function apply({ op, content = [] }: ContentEdit, target: Element): void {
  const siblings: ChildNode[] = target.parent?.children ?? [];
  const at = siblings.indexOf(target);
  const nodes = content.map((node) => cloneNode(node, true));
  for (const node of nodes) node.parent = target.parent;
  const from = op === 'insert-after' ? at + 1 : at;
  siblings.splice(from, op === 'replace' || op === 'delete' ? 1 : 0, ...nodes);
}

function idsOf(element: Element): (string | undefined)[] {
  return [attribute(element, 'Duid'), attribute(element, 'Euid'), attribute(element, 'id')];
}

function find(holder: Element, id: string): Element | undefined {
  for (const node of holder.children) {
    if (!isTag(node)) continue;
    const found = idsOf(node).includes(id) ? node : find(node, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** In HTML that stands in CDATA or escaped: such a body becomes elements, so that the edit can be made. */
function findInMarkup(holder: Element, id: string): Element | undefined {
  for (const data of descendants(holder, 'DataContent')) {
    if (data.children.some((node) => isTag(node))) continue;
    const written = rawText(data);
    if (!written.includes(id)) continue;
    const copy = new Element('DataContent', {}, parseHtml(written));
    if (find(copy, id) === undefined) continue;
    data.children = copy.children;
    for (const node of data.children) node.parent = data;
    return find(data, id);
  }
  return undefined;
}

/**
 * The content of a NewsItem as compact XML; undefined where nothing in it has an id, or it is too long.
 * @param holder the NewsItem
 */
export function sourceOf(holder: Element): string | undefined {
  const components = children(holder, 'NewsComponent');
  if (!components.some(hasId)) return undefined;
  const writer = { xml: '' };
  for (const component of components) if (!write(component, writer)) return undefined;
  return writer.xml;
}

function hasId(element: Element): boolean {
  return (
    idsOf(element).some((id) => id !== undefined) ||
    element.children.some((node) =>
      isTag(node) ? hasId(node) : isText(node) && /\s(?:id|duid)=["']/i.test(node.data),
    )
  );
}

/** @returns false when there is more than may be kept */
function write(node: ChildNode, writer: { xml: string }): boolean {
  if (isText(node)) {
    writer.xml += node.data.trim() === '' ? node.data.slice(0, 1) : escaped(node.data);
  } else if (isTag(node)) {
    const attributes = Object.entries(node.attribs)
      .map(([name, value]) => ` ${name}="${escaped(value)}"`)
      .join('');
    writer.xml += `<${node.name}${attributes}>`;
    for (const inner of node.children) if (!write(inner, writer)) return false;
    writer.xml += `</${node.name}>`;
  }
  return writer.xml.length <= SOURCE_LIMIT;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** ProviderId of a NewsItem. */
export function providerIdIn(newsItem: Element): string | undefined {
  const element = child(newsItem, 'Identification', 'NewsIdentifier', 'ProviderId');
  const id = element === undefined ? '' : rawText(element).trim();
  return id === '' ? undefined : id;
}
