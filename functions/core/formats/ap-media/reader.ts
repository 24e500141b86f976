/**
 * AP Media API: the JSON of an item, of a feed's page, or of what AP's agent saves. The text of a story is not in
 * it but behind `renditions.nitf.href`; nothing is ever fetched, the reference is kept and the item says so.
 * Field by field as in AP's "Content metadata fields" (developer.ap.org).
 */
import type { AltId, Concept, Subject } from '../../article/ninjs.ts';
import type { Signal } from '../../article/record.ts';
import { LIMITS, ParseError, parsed, type ParsedItem } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import {
  array,
  at,
  Fields,
  labelled,
  leftovers,
  number,
  object,
  objects,
  own,
  present,
  string,
  strings,
  type JsonObject,
} from '../common/json.ts';
import { signalsOf } from '../common/json-signals.ts';
import { renditionsOf, typeOf } from '../ninjs/associations.ts';
import { concepts, organisations, places, point, subjects } from '../ninjs/concepts.ts';
import { urgencyOfLetter } from '../common/priorities.ts';
import type { WireFile } from '../common/wire-file.ts';
import { rightsOfFields } from '../common/rights.ts';
import categories from './categories.json' with { type: 'json' };
import { itemOf, membersOf } from './items.ts';

/** The items of the document. @throws ParseError too-many-items */
export function parse(file: WireFile): Iterable<ParsedItem> {
  const members = membersOf(file.json);
  if (members.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${members.length} items, ${LIMITS.items} are allowed`);
  }
  return members.map((member, index): ParsedItem => {
    const item = itemOf(member);
    return item === undefined
      ? { ok: false, code: 'not-ap', message: `item ${index + 1} has no altids.itemid` }
      : parsed(readItem(item, object(own(member, 'meta'))));
  });
}

function readItem(source: JsonObject, meta: JsonObject | undefined): WireItem {
  const fields = new Fields(source);
  const id = string(at(fields.get('altids'), 'itemid')) ?? '';
  const type = typeOf(fields.string('type'));
  const editorialTypes = fields.strings('editorialtypes');
  const renditions = fields.get('renditions');
  const bylines = bylinesOf(fields);
  const photographer = fields.object('photographer');
  const photographerName = string(own(photographer, 'name'));
  const creditLine = fields.string('description_creditline');
  const subjectList = subjects(fields.get('subject'));
  const warnings = bodyElsewhere(renditions);
  const kept = ['editorialpriority', 'editorialrole', 'editorialtypes', 'audiences', 'textformat'];
  fields.keep(...kept, 'fixture', 'derivedfrom', 'refersto', 'outcue', 'trustindicator', 'links');
  if (type === undefined) fields.keepAs('type', fields.get('type'));
  if (meta !== undefined) fields.keepAs('meta', meta);
  const item = present({
    id,
    version: fields.string('version'),
    type,
    representationType: warnings.length > 0 ? ('partial' as const) : undefined,
    profile: fields.string('profile'),
    status: fields.code('pubstatus'),
    firstCreated: fields.date('firstcreated'),
    versionCreated: fields.date('versioncreated'),
    contentCreated: fields.date('contentcreated'),
    expires: fields.date('expires'),
    embargoed: fields.embargo('embargoed'),
    headlines: [
      ...labelled('main', fields.string('headline')),
      ...labelled('extended', fields.string('headline_extended')),
      ...labelled('seo', fields.string('headline_seo')),
    ],
    descriptions: fields
      .startingWith('description_')
      .flatMap((name) =>
        name === 'description_creditline'
          ? []
          : labelled(name.slice('description_'.length), fields.string(name)),
      ),
    by: bylines ?? (type === 'text' ? undefined : photographerName),
    title: fields.string('title'),
    slugline: fields.string('slugline'),
    dateline: datelineOf(fields),
    located: string(at(fields.get('datelinelocation'), 'city')),
    creditLine,
    language: fields.string('language'),
    urgency:
      number(fields.get('urgency')) ??
      fields.string('urgency') ??
      urgencyOfLetter(fields.string('editorialpriority')),
    wordCount: wordCountOf(renditions),
    categories: categoriesOf(subjectList),
    keywords: fields.strings('keywords'),
    edNotes: fields.strings('ednote').map((text) => ({ role: '', text, public: true })),
    usageTerms: fields.strings('usageterms').join(' ') || undefined,
    rights: rightsOfFields(fields),
    copyrightHolder: fields.string('copyrightholder'),
    copyrightNotice: fields.string('copyrightnotice'),
    subjects: subjectList.map(named),
    places: [...datelinePlace(fields), ...places(fields.get('place'))],
    people: [...peopleOf(fields), ...concepts(fields.get('person'))],
    organisations: [...organisations(fields.get('organisation')), ...organisations(fields.get('company'))],
    events: fields.objects('event').flatMap(eventOf),
    infoSources: infoSourcesOf(fields),
    renditions: renditionsOf(renditions),
    associations: associationsOf(fields.get('associations')),
    altIds: altIdsOf(fields, id),
    photoCredits: [creditLine, type === 'text' ? undefined : creditOf(photographer)].filter(
      (credit) => credit !== undefined,
    ),
    signals: signals(fields, editorialTypes),
  });
  const left = leftovers(fields);
  return {
    ...item,
    ...present({ warnings: [...warnings, ...left.warnings], extra: left.extra }),
  };
}

/** Renditions that hold a text of the item, the best to read first. */
const TEXT_RENDITIONS = ['nitf', 'anpa'];

/** Where the text is, in words and as a reference: AP never puts it into the JSON. */
function bodyElsewhere(renditions: unknown): { code: string; detail: string }[] {
  const name = TEXT_RENDITIONS.find((one) => string(at(renditions, one, 'href')) !== undefined);
  return name === undefined
    ? []
    : [{ code: 'body-elsewhere', detail: `the text stands behind the rendition "${name}"` }];
}

/** Words of the story as AP counts them; the words of a caption are not those of the picture. */
function wordCountOf(renditions: unknown): number | undefined {
  const counts = TEXT_RENDITIONS.map((name) => number(at(renditions, name, 'words')));
  return counts.find((count) => count !== undefined);
}

/**
 * Signals of fields of their own. AP marks what may be published at all with the signal `newscontent`: advisories
 * and daybooks come without it ("Identifying publishable content").
 */
function signals(fields: Fields, editorialTypes: readonly string[]): Signal[] {
  const codes = fields.strings('signals');
  const found = new Set<Signal>(signalsOf([...codes, ...editorialTypes]));
  if (codes.length > 0 && !codes.some((code) => code.toLowerCase() === 'newscontent')) found.add('advisory');
  return [...found];
}

/** "SILVER SPRING, Md." as the story has it; city and country as AP's gazetteer has them. */
function datelineOf(fields: Fields): WireItem['dateline'] {
  const location = fields.get('datelinelocation');
  const found = present({
    text: fields.string('located'),
    city: string(own(location, 'city')),
    country: string(own(location, 'countrycode')),
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

function datelinePlace(fields: Fields): (Concept & { rel: string })[] {
  const location = fields.get('datelinelocation');
  const name = string(own(location, 'city')) ?? string(own(location, 'countryareaname'));
  return name === undefined ? [] : [{ name, rel: 'dateline', ...point(own(location, 'geometry_geojson')) }];
}

function bylinesOf(fields: Fields): string | undefined {
  const names = fields
    .objects('bylines')
    .flatMap((byline) => string(own(byline, 'by')) ?? string(own(byline, 'name')) ?? []);
  return names.length === 0 ? undefined : names.map((name) => name.trim()).join(', ');
}

/** The people who made the item; those whom it is about come from `person`. */
function peopleOf(fields: Fields): Concept[] {
  const authors = fields.objects('bylines').flatMap((byline): Concept[] => {
    const name = string(own(byline, 'by'))?.replace(/^\s*by\s+/i, '');
    return name === undefined ? [] : [{ name, rel: 'author' }];
  });
  const makers = ['photographer', 'producer', 'captionwriter', 'editor'].flatMap((role) =>
    fields.objects(role).flatMap((person): Concept[] => {
      const name = string(own(person, 'name'));
      return name === undefined ? [] : [{ name, rel: role }];
    }),
  );
  return [...authors, ...makers];
}

/** "John Doe/Agency", as AP's credit lines put it. */
function creditOf(photographer: JsonObject | undefined): string | undefined {
  const parts = ['name', 'title'].flatMap((name) => string(own(photographer, name)) ?? []);
  return parts.length === 0 ? undefined : parts.join('/');
}

/** Letters of AP's wires (category codes of ANPA 1312), where the item gives no better name. */
const CATEGORY_NAMES: Readonly<Partial<Record<string, string>>> = categories.letters;
const CATEGORY_RELS = ['category', 'suppcategory'];

function categoriesOf(all: readonly Subject[]): string[] {
  return CATEGORY_RELS.flatMap((rel) =>
    all.filter((subject) => subject.rel === rel).flatMap((subject) => subject.literal ?? []),
  );
}

function named(subject: Subject): Subject {
  const { literal, rel } = subject;
  const name = rel === 'category' && literal === subject.name ? CATEGORY_NAMES[literal ?? ''] : undefined;
  return name === undefined ? subject : { ...subject, name };
}

function eventOf(event: JsonObject): (Concept & { id?: string })[] {
  const id = objects(own(event, 'externaleventids')).flatMap(
    (external) => string(own(external, 'code')) ?? [],
  )[0];
  return concepts([event]).map((concept) => ({ ...concept, ...present({ id }) }));
}

function infoSourcesOf(fields: Fields): NonNullable<WireItem['infoSources']> {
  const provider = fields.string('provider');
  const sources = fields.objects('infosource').flatMap((source) => {
    const found = present({ name: string(own(source, 'name')), role: string(own(source, 'type')) });
    return found.name === undefined ? [] : [found];
  });
  return [...(provider === undefined ? [] : [{ name: provider, role: 'provider' }]), ...sources];
}

/** Numbered members, in the order of their numbers (which JavaScript gives to numeric names anyway). */
function associationsOf(value: unknown): ItemAssociation[] {
  const members = Array.isArray(value)
    ? array(value).map((member, index): [string, unknown] => [String(index + 1), member])
    : Object.entries(object(value) ?? {});
  return members.slice(0, LIMITS.items).flatMap(([name, member]) => {
    const fields = new Fields(object(member) ?? {});
    const id = string(at(member, 'altids', 'itemid')) ?? fields.string('uri');
    if (id === undefined) return [];
    const renditions = renditionsOf(fields.get('renditions'));
    return [
      {
        name,
        id,
        ...present({
          rel: fields.string('rel'),
          type: typeOf(fields.string('type')),
          version: fields.string('version'),
          headline: fields.string('headline', 'title'),
          caption: fields.string('description_caption'),
          by: fields.string('description_creditline'),
          renditions,
        }),
      },
    ];
  });
}

/** Every other id: the etag, which is new with every change of the metadata, and the URLs without their session. */
function altIdsOf(fields: Fields, id: string): AltId[] {
  const ids = Object.entries(object(fields.get('altids')) ?? {}).flatMap(([role, value]) =>
    role === 'itemid' ? [] : strings(value).map((text) => ({ role, value: text })),
  );
  const foreign = fields
    .objects('foreignkeys')
    .flatMap((keys) => Object.entries(keys).flatMap(([role, value]) => labelled(role, string(value))));
  const canonical = fields
    .objects('links')
    .filter((link) => own(link, 'rel') === 'canonical')
    .flatMap((link) => labelled('canonical', string(own(link, 'href'))));
  const uri = fields.string('uri')?.split('?', 1)[0];
  return [{ role: 'itemid', value: id }, ...labelled('uri', uri), ...ids, ...foreign, ...canonical];
}
