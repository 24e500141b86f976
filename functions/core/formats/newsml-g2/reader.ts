/**
 * NewsML-G2 (IPTC, versions 2.0 to 2.35): messages and single items, in whatever namespace prefix.
 * Every item of a message is one record; what is not understood is kept in `extra`.
 */
import type { Element } from 'domhandler';
import { attribute, child, children, text, texts } from '../../text/xml.ts';
import { LIMITS, parsed, ParseError, type ParseContext, type ParsedItem } from '../common/format.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import type { WireFile } from '../common/wire-file.ts';
import { allToJson } from '../common/xml-values.ts';
import { Catalog } from './catalog.ts';
import { indexAsserts, type Scope } from './concepts.ts';
import { readContent } from './content.ts';
import { readContentMeta } from './content-meta.ts';
import { readCatalogItem, readConcept, readInlineEvents, readKnowledge, readPlanning } from './events.ts';
import { identityOf, versionSequenceOf } from './identity.ts';
import { readItemMeta, readRights, readSignals } from './item-meta.ts';
import { ITEMS } from './items.ts';
import { readReferences } from './links.ts';
import { merge } from './merge.ts';
import { readPackage } from './packages.ts';

/** The item, or all items of the message. @throws ParseError no-items, too-many-items */
export function parse(file: WireFile, context: ParseContext): Iterable<ParsedItem> {
  const root = file.xml;
  if (ITEMS.has(root.name)) return [readOne(root, undefined, context)];
  const items: Element[] = [];
  // one by one: a file may hold more than a call takes
  for (const itemSet of children(root, 'itemSet')) for (const item of children(itemSet)) items.push(item);
  if (items.length === 0) throw new ParseError('no-items', 'a newsMessage without items');
  if (items.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${items.length} items, ${LIMITS.items} are allowed`);
  }
  return read(items, root, context);
}

function* read(items: readonly Element[], message: Element, context: ParseContext): Generator<ParsedItem> {
  // BusinessDesk writes Header and Sent
  const header = children(message).find(({ name }) => name.toLowerCase() === 'header');
  for (const item of items) yield readOne(item, header, context);
}

function readOne(item: Element, header: Element | undefined, context: ParseContext): ParsedItem {
  if (!ITEMS.has(item.name)) {
    return { ok: false, code: 'unknown-item', message: `<${item.name}> is no item of NewsML-G2` };
  }
  if (attribute(item, 'guid') === undefined && children(item).length === 0) {
    return { ok: false, code: 'empty-item', message: `a <${item.name}> without guid, metadata and content` };
  }
  return parsed(readItem(item, header, context));
}

function readItem(item: Element, header: Element | undefined, context: ParseContext): WireItem {
  const contentMeta = child(item, 'contentMeta');
  const scope: Scope = {
    catalog: new Catalog(header === undefined ? [item] : [item, header]),
    language: attribute(child(contentMeta, 'language'), 'tag') ?? attribute(item, 'lang'),
    asserts: indexAsserts(item),
  };
  const itemMeta = readItemMeta(item, scope);
  const meta = merge(itemMeta, readContentMeta(contentMeta, scope));
  const body = item.name === 'newsItem' ? readContent(item, scope, meta) : {};
  const guid = identityOf(attribute(item, 'guid'));
  // The schema's default
  const version = attribute(item, 'version') ?? '1';
  const kind = readKind(item, scope, context);
  const merged = merge(
    // The element knows better than itemClass, which calls an event a concept
    present({ type: kind.type }),
    meta,
    readRights(item, scope),
    withoutKnown(kind, meta),
    withoutKnown(body, meta),
    readHeader(header),
    present({
      ...guid,
      version,
      versionSequence: versionSequenceOf(version),
      language: attribute(item, 'lang'),
      associations: readReferences(item, scope),
      extra: present({
        g2: present({ item: item.name, standardversion: attribute(item, 'standardversion') }),
        hopHistory: allToJson(children(child(item, 'hopHistory'), 'hop')),
        parts: allToJson(children(item, 'partMeta')),
        asserts: allToJson(children(item, 'assert')),
      }),
    }),
  );
  return finish(merged, item);
}

/** What the kind of item adds. */
function readKind(item: Element, scope: Scope, context: ParseContext): Partial<WireItem> {
  switch (item.name) {
    case 'packageItem':
      return readPackage(item, scope);
    case 'conceptItem':
      return readConcept(item, scope, context);
    case 'knowledgeItem':
      return readKnowledge(item);
    case 'planningItem':
      return readPlanning(item, scope, context);
    case 'catalogItem':
      return readCatalogItem(item);
    default:
      return readInlineEvents(item, scope, context);
  }
}

/** Headlines of an inline body, and a concept's name, only count where contentMeta has none; they would stand twice. */
function withoutKnown(body: Partial<WireItem>, meta: Partial<WireItem>): Partial<WireItem> {
  if (meta.headlines === undefined) return body;
  const { headlines: _repeated, ...rest } = body;
  return rest;
}

function readHeader(header: Element | undefined): Partial<WireItem> {
  if (header === undefined) return {};
  const find = (name: string): Element[] =>
    children(header).filter((element) => element.name.toLowerCase() === name);
  const first = (name: string): string | undefined => text(find(name)[0]);
  const transmitId = first('transmitid');
  const signals = readSignals(find('signal'));
  return present({
    priority: first('priority'),
    signals: signals.known,
    altIds: transmitId === undefined ? [] : [{ role: 'transmitId', value: transmitId }],
    extra: present({
      header: present({
        sent: first('sent'),
        sender: first('sender'),
        origin: first('origin'),
        channels: texts(find('channel')),
        destinations: texts(find('destination')),
        timestamps: allToJson(find('timestamp')),
        signals: signals.written,
      }),
    }),
  });
}

const PICTURED = /\((?:photo|foto|image|picture|video|graphic)(?:\s{1,5}by|:)\s{0,5}([^()\s][^()]{1,79})\)/i;

/** What follows from all that was read: type, dates, photo credits, and what an item without a guid is known by. */
function finish(item: WireItem, element: Element): WireItem {
  const type = item.type ?? (element.name === 'packageItem' ? ('composite' as const) : ('text' as const));
  const isVisual = type === 'picture' || type === 'graphic' || type === 'video';
  const captions = (item.descriptions ?? []).flatMap(({ value }) => PICTURED.exec(value)?.[1]?.trim() ?? []);
  const credits = isVisual
    ? [...captions, ...(item.photoCredits ?? []), item.by ?? '', item.creditLine ?? '']
    : [];
  const versionCreated =
    item.versionCreated ??
    text(child(element, 'contentMeta', 'contentModified')) ??
    item.contentCreated ??
    item.firstCreated;
  const { photoCredits: _photographers, ...rest } = item;
  return Object.assign(
    rest,
    present({
      type,
      versionCreated,
      photoCredits: [...new Set(credits.filter((credit) => credit !== ''))],
      // A creator's name stands in for the missing by of a picture
      by: item.by ?? (isVisual ? item.photoCredits?.[0] : undefined),
      idFrom: item.id === undefined ? identifying(item, versionCreated) : undefined,
    }),
  );
}

/** Headline, text and members; not the transmission, which differs with every delivery. */
function identifying(item: WireItem, versionCreated: string | undefined): string[] {
  return [
    item.type ?? '',
    versionCreated ?? '',
    ...(item.headlines ?? []).map(({ value }) => value),
    ...(item.associations ?? []).map(({ id }) => id),
  ];
}
