/** One ninjs item of any version or dialect, read by names: 1.x, 2.x and 3.x differ in them, not in meaning. */
import type { AltId } from '../../article/ninjs.ts';
import type { WireItem } from '../../article/wire-item.ts';
import {
  array,
  Fields,
  isObject,
  leftovers,
  number,
  object,
  own,
  present,
  string,
  type JsonObject,
} from '../common/json.ts';
import {
  associationsOf,
  renditionDetailsOf,
  renditionsOf,
  replacedBy,
  typeOf,
  withoutSession,
} from './associations.ts';
import { bodyOf, descriptionsOf, headlinesOf } from './bodies.ts';
import { concepts, identity, organisations, places, subjects } from './concepts.ts';
import { rightsOfFields } from '../common/rights.ts';
import { dialectOf } from './dialects.ts';
import { eventDetailsOf, plannedCoverageOf } from './events.ts';

/** Reads one item: only its `uri` need be there, and without one its identity is derived from its text. */
export function readNinjs(source: JsonObject): WireItem {
  const fields = new Fields(source);
  const type = typeOf(fields.string('type'));
  const { id, altIds } = identityOf(fields);
  const headlines = headlinesOf(fields);
  const { body, others, removed, warnings } = bodyOf(fields, headlines[0]?.value);
  const descriptions = descriptionsOf(fields, type);
  const { associations, photoCredits, rest } = associationsOf(fields.get('associations'), id ?? '');
  const edNote = fields.strings('edNote').join(' ');
  const usage = descriptions.filter(({ role }) => role === 'usage');
  const { authors, status, by: parts, replaces, ...dialect } = dialectOf(fields);
  const by = fields.strings('by', 'byline').join(', ') || parts;
  const eventDetails = eventDetailsOf(fields.get('eventDetails'));
  const plannedCoverage = plannedCoverageOf(fields.get('plannedCoverage'));

  fields.ignore('standard', '$standard', '$schema');
  const rights = rightsOfFields(fields);
  fields.keep('mimetype', 'charcount', 'trustIndicators', 'trustindicator', 'contactInfo', 'aiInfo');
  fields.keepAs('otherBodies', others);
  fields.keepAs('associations', rest);
  fields.keepAs('renditions', renditionDetailsOf(fields.get('renditions')));
  fields.keepAs('contacts', contactsOf(fields));
  if (!sameJson(eventDetails, fields.get('eventDetails')))
    fields.keepAs('eventDetails', fields.get('eventDetails'));
  if (!sameJson(plannedCoverage, fields.get('plannedCoverage'))) {
    fields.keepAs('plannedCoverage', fields.get('plannedCoverage'));
  }
  if (type === undefined) fields.keepAs('type', fields.get('type'));
  const item = present({
    id,
    idFrom: id === undefined ? derivation(fields, headlines[0]?.value) : undefined,
    version: fields.string('version'),
    type,
    representationType: representationOf(fields),
    profile: fields.string('profile'),
    status: status ?? fields.code('pubStatus'),
    firstCreated: fields.date('firstCreated'),
    versionCreated: fields.date('versionCreated'),
    contentCreated: fields.date('contentCreated'),
    expires: fields.date('expires'),
    embargoed: fields.embargo('embargoedUntil', 'embargoed'),
    headlines,
    body,
    descriptions: descriptions.filter(({ role }) => role !== 'usage'),
    by,
    title: fields.string('title'),
    slugline: fields.string('slugline', 'slug'),
    located: locatedOf(fields),
    language: fields.string('language'),
    urgency: numeric(fields, 'urgency'),
    wordCount: numeric(fields, 'wordcount') ?? bodyWordCount(fields),
    edNotes: [
      ...(edNote === '' ? [] : [{ role: '', text: edNote, public: true }]),
      ...usage.map(({ value }) => ({ role: 'usage', text: value, public: true })),
    ],
    usageTerms: fields.strings('usageTerms').join(' ') || undefined,
    copyrightHolder: fields.string('copyrightHolder'),
    copyrightNotice: fields.string('copyrightNotice'),
    rights,
    subjects: subjects(fields.get('subjects', 'subject')),
    places: places(fields.get('places', 'place')),
    people: [...concepts(fields.get('people', 'person')), ...authors],
    organisations: organisations(fields.get('organisations', 'organisation')),
    events: concepts(fields.get('events', 'event')),
    objects: concepts(fields.get('objects', 'object')),
    genres: concepts(fields.get('genres', 'genre')),
    infoSources: infoSources(fields),
    renditions: renditionsOf(fields.get('renditions')),
    associations,
    replaces: [...new Set([...replaces, ...replacedBy(associations)])].filter((one) => one !== id),
    altIds,
    eventDetails,
    plannedCoverage,
    digitalSourceType: digitalSourceTypeOf(fields.get('digitalSourceType')),
    photoCredits: [...photoCredits, ...(type === 'picture' && by !== undefined ? [by] : [])],
    removed,
  });
  const { extra, warnings: unknown } = leftovers(fields);
  return {
    ...item,
    ...present(dialect),
    ...present({ warnings: [...warnings, ...unknown], extra }),
  };
}

/** Nothing of it was left out, or is in another order. */
function sameJson(read: unknown, source: unknown): boolean {
  return JSON.stringify(read) === JSON.stringify(source);
}

function identityOf(fields: Fields): { id: string | undefined; altIds: AltId[] } {
  // an id of the sender's system, where there is no other
  const written =
    fields.string('uri') ?? fields.string('guid') ?? fields.string('_id') ?? fields.string('id');
  const id = written === undefined ? undefined : withoutSession(written.trim());
  const guid = fields.string('guid');
  const others = [
    { role: 'uri', value: written?.trim() },
    { role: 'guid', value: guid?.trim() },
    { role: 'id', value: fields.string('id') },
    { role: '_id', value: fields.string('_id') },
    { role: 'etag', value: fields.string('etag', '_etag') },
  ].flatMap(({ role, value }) => (value === undefined || value === id ? [] : [{ role, value }]));
  return { id, altIds: [...others, ...altIdsOf(fields.get('altIds'))] };
}

/** `altids: {role: id}` of 1.3-1.6, `[{role, value}]` of 2.x and 3.x. */
function altIdsOf(value: unknown): AltId[] {
  if (Array.isArray(value)) {
    return value.filter(isObject).flatMap((member) => {
      const found = string(own(member, 'value'));
      return found === undefined ? [] : [present({ role: string(own(member, 'role')), value: found })];
    });
  }
  return Object.entries(object(value) ?? {}).flatMap(([role, member]) =>
    array(member).flatMap((one) => {
      const found = string(one);
      return found === undefined ? [] : [{ role, value: found }];
    }),
  );
}

function derivation(fields: Fields, headline: string | undefined): string[] {
  return [fields.date('firstCreated') ?? fields.date('versionCreated') ?? '', headline ?? ''].filter(
    (part) => part !== '',
  );
}

/** complete/incomplete (1.x) and full/partial (2.x, 3.x); TT's "associated" is a link and so partial. */
function representationOf(fields: Fields): 'full' | 'partial' | undefined {
  const written = fields.string('representationType')?.toLowerCase();
  if (written === undefined) return undefined;
  return /^(?:full|complete)$/.test(written) ? 'full' : 'partial';
}

/** Whom to call: of people, organisations, places and sources; for the desk, so it stays out of the concepts. */
function contactsOf(fields: Fields): JsonObject[] {
  const lists = [
    'people',
    'person',
    'organisations',
    'organisation',
    'places',
    'place',
    'infoSources',
    'infosource',
  ];
  return lists.flatMap((list) =>
    fields.objects(list).flatMap((concept) => {
      const contactInfo = array(own(concept, 'contactInfo') ?? own(concept, 'contactinfo'));
      return contactInfo.length === 0 ? [] : [present({ name: string(own(concept, 'name')), contactInfo })];
    }),
  );
}

/** A name, or an object with one. */
function locatedOf(fields: Fields): string | undefined {
  const located = fields.get('located');
  return string(located) ?? string(own(located, 'name')) ?? string(own(located, 'city'));
}

function numeric(fields: Fields, name: string): number | string | undefined {
  const value = fields.get(name);
  return number(value) ?? fields.string(name);
}

/** wordcount of a body, where it stands there instead of at the item. */
function bodyWordCount(fields: Fields): number | undefined {
  for (const member of fields.objects('bodies')) {
    const count = number(own(member, 'wordCount') ?? own(member, 'wordcount'));
    if (count !== undefined) return count;
  }
  return undefined;
}

function infoSources(fields: Fields): NonNullable<WireItem['infoSources']> {
  return array(fields.get('infoSources', 'infosource')).flatMap((member) => {
    if (!isObject(member)) return concepts([member]);
    const found = present({
      name: string(own(member, 'name')),
      role: string(own(member, 'role') ?? own(member, 'rel')),
      ...identity(member),
    });
    return Object.keys(found).length === 0 ? [] : [found];
  });
}

function digitalSourceTypeOf(value: unknown): WireItem['digitalSourceType'] {
  const uri = string(value);
  const found =
    uri === undefined
      ? present({ name: string(own(value, 'name')), ...identity(object(value) ?? {}) })
      : { uri };
  return Object.keys(found).length === 0 ? undefined : found;
}
