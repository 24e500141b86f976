/**
 * NewsML 1.0, 1.1 and 1.2 (IPTC): every NewsItem of the file, nested ones too. DTDs, catalogs and external
 * entities are never loaded. Rules: NewsML 1.2 Functional Specification.
 */
import type { Element } from 'domhandler';
import type { AltId } from '../../article/ninjs.ts';
import { attribute, child, children, descendants, text } from '../../text/xml.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import type { WireFile } from '../common/wire-file.ts';
import { formalName } from './components.ts';
import { contentOf, type ItemContent } from './content.ts';
import { familyOf, identityOf } from './identity.ts';
import { managementOf } from './management.ts';
import { providerIdIn, revisionEditOf, sourceOf } from './revision-edits.ts';
import { Topics } from './topics.ts';

/** Every NewsItem of the document. @throws ParseError too-many-items */
export function* parse(file: WireFile): Generator<ParsedItem> {
  const root = file.xml;
  const newsItems = descendants(root, 'NewsItem');
  if (newsItems.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${newsItems.length} NewsItems, ${LIMITS.items} are allowed`);
  }
  const envelope = child(root, 'NewsEnvelope');
  const topics = new Topics(root);
  for (const newsItem of newsItems) yield parsed(itemOf(newsItem, envelope, topics));
}

function itemOf(newsItem: Element, envelope: Element | undefined, topics: Topics): WireItem {
  const identification = child(newsItem, 'Identification');
  const providerId = providerIdIn(newsItem);
  const content = contentOf(newsItem, {
    topics,
    providerId,
    idOf: familyIn,
  });
  const management = managementOf(newsItem, envelope, content.hasText || hasMedia(content));
  const identity = identityOf(newsItem, {
    firstCreated: management.firstCreated,
    headline: content.fields.headlines?.[0]?.value,
    start: content.start,
    components: content.components,
  });
  const { update, altIds, previousVersion, ...who } = identity;
  return present({
    ...content.fields,
    ...management,
    ...who,
    ...serviceOf(envelope),
    signals: [...(management.signals ?? []), ...(content.fields.signals ?? [])],
    altIds: [...altIds, ...envelopeIds(envelope)],
    title: text(child(identification, 'NameLabel')),
    associations: membersOf(content, management),
    revisionEdit: revisionEditOf(newsItem, update, previousVersion, content.hasText),
    extra: present({
      ...content.fields.extra,
      ...management.extra,
      ...envelopeExtra(envelope),
      providerId,
      previousRevision: previousVersion,
      dateLabel: text(child(identification, 'DateLabel')),
      labels: labelsOf(identification),
      newsmlSource: sourceOf(newsItem),
    }),
  });
}

function hasMedia({ fields }: ItemContent): boolean {
  return [fields.renditions, fields.associations].some((media) => media !== undefined && media.length > 0);
}

function membersOf(content: ItemContent, management: Partial<WireItem>): readonly ItemAssociation[] {
  return [...(content.fields.associations ?? []), ...(management.associations ?? [])];
}

function familyIn(newsItem: Element): string | undefined {
  const identifier = child(newsItem, 'Identification', 'NewsIdentifier');
  const itemId = text(child(identifier, 'NewsItemId'));
  const revision = text(child(identifier, 'RevisionId'));
  return familyOf(text(child(identifier, 'PublicIdentifier')), itemId, revision) ?? itemId;
}

/** Labels of an agency's own types. */
function labelsOf(identification: Element | undefined): { type: string; text: string }[] {
  return children(identification, 'Label')
    .slice(0, 100)
    .flatMap((label) => {
      const words = text(child(label, 'LabelText'));
      return words === undefined ? [] : [{ type: formalName(child(label, 'LabelType')) ?? '', text: words }];
    });
}

/** The first service of the envelope, or its first product; all of them stand in extra. */
function serviceOf(envelope: Element | undefined): Partial<WireItem> {
  return present({
    service: formalName(child(envelope, 'NewsService')) ?? formalName(child(envelope, 'NewsProduct')),
  });
}

function envelopeIds(envelope: Element | undefined): AltId[] {
  const value = text(child(envelope, 'TransmissionId'));
  return value === undefined ? [] : [{ role: 'transmission-id', value }];
}

function envelopeExtra(envelope: Element | undefined): Record<string, unknown> {
  const names = (name: string): string[] =>
    children(envelope, name)
      .flatMap((element) => formalName(element) ?? [])
      .slice(0, 100);
  return present({
    newsServices: names('NewsService'),
    newsProducts: names('NewsProduct'),
    sentFrom: attribute(child(envelope, 'SentFrom', 'Party'), 'FormalName'),
    sent: text(child(envelope, 'DateAndTime')),
  });
}
