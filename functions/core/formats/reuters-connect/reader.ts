/**
 * Reuters Connect: what its GraphQL API answers to a query for one item or for a search. Names are in camel case,
 * a query need not ask for all of them. Versions are opaque numbers: only versionCreated sorts.
 */
import type { Subject } from '../../article/ninjs.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, ItemRendition, WireItem } from '../../article/wire-item.ts';
import {
  Fields,
  labelled,
  leftovers,
  localCode,
  number,
  object,
  objects,
  own,
  present,
  string,
  type JsonObject,
} from '../common/json.ts';
import { signalsOf } from '../common/json-signals.ts';
import { markupBody } from '../common/markup.ts';
import { renditionsOf, typeOf } from '../ninjs/associations.ts';
import { point } from '../ninjs/concepts.ts';
import { qcodeOf } from '../common/schemes.ts';
import type { WireFile } from '../common/wire-file.ts';
import { rightsOfFields } from '../common/rights.ts';
import { isItem, membersOf } from './items.ts';

/** The items of the document. @throws ParseError too-many-items */
export function parse(file: WireFile): Iterable<ParsedItem> {
  const members = membersOf(file.json);
  if (members.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${members.length} items, ${LIMITS.items} are allowed`);
  }
  return members.map((member, index): ParsedItem =>
    isItem(member)
      ? parsed(readItem(member))
      : { ok: false, code: 'not-reuters', message: `item ${index + 1} is no Reuters Connect item` },
  );
}

function readItem(source: JsonObject): WireItem {
  const fields = new Fields(source);
  const versioned = fields.string('versionedGuid');
  const usn = fields.string('usn');
  const id = identityOf(fields.string('uri'), versioned) ?? usn;
  const type = typeOf(fields.string('type'));
  const html = fields.string('bodyXhtmlRich') ?? fields.string('bodyXhtml');
  const credit = fields.string('credit', 'creditLine');
  const by = fields.string('byLine');
  const subjects = fields.objects('subject').flatMap(subjectOf);
  fields.keep('position', 'productLabel', 'usageTermsRole', 'thumbnailUrl', 'previewUrl', 'channels');
  fields.keep('versionProcessed', 'sortTimestamp', 'dateCreated', 'fragmentRole');
  fields.ignore('bodyXhtml');
  if (type === undefined) fields.keepAs('type', fields.get('type'));
  const places = fields.objects('located', 'location').flatMap((place) => {
    const name = string(own(place, 'name')) ?? string(own(place, 'city'));
    return name === undefined ? [] : [{ name, rel: 'dateline', ...point(own(place, 'geoJSON')) }];
  });
  const signals = signalsOf(fields.get('signals', 'signal'));
  const item = present({
    id,
    version: fields.string('version') ?? versionOf(versioned),
    versionSequence: null,
    type,
    profile: fields.string('profile'),
    status: signals.includes('kill') ? 'canceled' : fields.code('pubStatus'),
    firstCreated: fields.date('firstCreated'),
    versionCreated: fields.date('versionCreated'),
    contentCreated: fields.date('contentCreated'),
    expires: fields.date('expires'),
    embargoed: fields.embargo('embargoed', 'embargo'),
    headlines: labelled('main', fields.string('headLine')),
    body: html === undefined ? undefined : markupBody(html),
    descriptions: [
      ...labelled('caption', fields.string('caption')),
      ...labelled('abstract', fields.string('fragment')),
      ...labelled('summary', fields.string('intro')),
    ],
    by,
    slugline: fields.string('slug'),
    dateline: datelineOf(fields),
    located: places[0]?.name ?? fields.string('located'),
    creditLine: credit,
    language: fields.string('language'),
    urgency: number(fields.get('urgency')) ?? fields.string('urgency'),
    priority: number(fields.get('priority')) ?? undefined,
    keywords: fields.strings('keyword', 'keywords').flatMap((word) => word.split(/[;,]/)),
    wordCount: number(fields.get('wordCount')),
    edNotes: fields.strings('edNote', 'editorsNote').map((text) => ({ role: '', text, public: true })),
    usageTerms: fields.strings('usageTerms').join(' ') || undefined,
    rights: rightsOfFields(fields),
    copyrightHolder: fields.string('copyrightHolder'),
    copyrightNotice: fields.string('copyrightNotice'),
    subjects,
    places,
    renditions: renditionsIn(fields.get('renditions', 'rendition')),
    associations: associationsOf(fields.get('associations', 'associatedItems', 'associated')),
    altIds: [...labelled('usn', usn), ...labelled('versionedGuid', versioned)].filter(
      ({ value }) => value !== id,
    ),
    signals,
    photoCredits: [credit, type === 'text' ? undefined : by].filter((one) => one !== undefined),
  });
  const { extra, warnings } = leftovers(fields);
  return { ...item, ...present({ warnings, extra }) };
}

/** A file is named by its uri, which the download API turns into an address, and by a code or type ("rend:viewImage"). */
function renditionsIn(value: unknown): ItemRendition[] {
  if (!Array.isArray(value)) return renditionsOf(value);
  return renditionsOf(
    objects(value).map((rendition) => ({
      ...rendition,
      ...present({
        href: ['href', 'url', 'uri']
          .map((name) => string(own(rendition, name)))
          .find((address) => address !== undefined),
        name:
          string(own(rendition, 'name')) ??
          string(own(rendition, 'code')) ??
          localCode(string(own(rendition, 'type'))),
        sizeInBytes: own(rendition, 'sizeInBytes') ?? own(rendition, 'size'),
      }),
    })),
  );
}

/** tag:reuters.com,2023:newsml_ABC:1542761538 is version 1542761538 of tag:reuters.com,2023:newsml_ABC. */
const VERSIONED = /^(tag:[^:]+:[^:]+):(\d+)$/;

function identityOf(uri: string | undefined, versioned: string | undefined): string | undefined {
  const written = uri ?? versioned;
  return VERSIONED.exec(written?.trim() ?? '')?.[1] ?? written;
}

function versionOf(versioned: string | undefined): string | undefined {
  return VERSIONED.exec(versioned?.trim() ?? '')?.[2];
}

/** A date as the whole dateline ("2013-03-04 11:40:31 GMT+00:00") is none. */
function datelineOf(fields: Fields): WireItem['dateline'] {
  const text = fields.string('dateLine');
  if (text === undefined) return undefined;
  if (/^\s*\d{4}-\d\d-\d\d/.test(text)) {
    fields.keepAs('dateLine', text);
    return undefined;
  }
  return { text };
}

function subjectOf(subject: JsonObject): Subject[] {
  const code = string(own(subject, 'code'));
  const found = present({
    name: string(own(subject, 'name')),
    rel: string(own(subject, 'rel')),
    uri: code === undefined ? undefined : (qcodeOf(code) ?? undefined),
    literal: code !== undefined && qcodeOf(code) === undefined ? code : undefined,
  });
  return Object.keys(found).length === 0 ? [] : [found];
}

function associationsOf(value: unknown): ItemAssociation[] {
  return objects(value)
    .slice(0, LIMITS.items)
    .flatMap((member, index) => {
      const fields = new Fields(object(own(member, 'item')) ?? member);
      const id = identityOf(fields.string('uri'), fields.string('versionedGuid'));
      if (id === undefined) return [];
      return [
        {
          name: `association-${index + 1}`,
          id,
          ...present({
            rel: fields.string('rel'),
            type: typeOf(fields.string('type')),
            version: fields.string('version'),
            headline: fields.string('headLine', 'headline'),
            caption: fields.string('caption'),
            by: fields.string('byLine'),
            renditions: renditionsIn(fields.get('renditions')),
          }),
        },
      ];
    });
}
