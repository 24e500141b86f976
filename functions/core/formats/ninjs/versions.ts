/** Which ninjs a JSON document is, and the items of the lists in which ninjs travels. */
import { LIMITS, ParseError } from '../common/format.ts';
import { array, isObject, jsonOf, object, objects, own, string, type JsonObject } from '../common/json.ts';
import type { WireFile } from '../common/wire-file.ts';

export type NinjsMajor = 1 | 2 | 3;

/** Names that only ninjs 3 has: camel case came with it. */
const NAMES_3 = [
  ...['versionCreated', 'firstCreated', 'contentCreated', 'pubStatus', 'altIds', 'eventDetails'],
  ...['plannedCoverage', 'infoSources', 'embargoedUntil', 'edNote', 'usageTerms', 'copyrightHolder'],
  ...['copyrightNotice', 'representationType', 'trustIndicators', 'rightsInfo', 'digitalSourceType'],
];
/** Lists whose members say contentType in ninjs 3. */
const TYPED_LISTS = ['bodies', 'headlines', 'descriptions', 'renditions'];
/** Arrays in ninjs 2, objects or properties with a suffix in ninjs 1. */
const ARRAYS_2 = [...TYPED_LISTS, 'people'];
/** Lists of ninjs 2 that ninjs 1 calls by the singular, and that documents of another kind may have. */
const PLURALS_2 = ['subjects', 'organisations', 'places', 'objects', 'genres', 'infosources', 'altids'];
/** Names of ninjs 1 that hardly anything else has, and names that much has. */
const NAMES_1 = [
  ...['versioncreated', 'firstcreated', 'contentcreated', 'pubstatus', 'copyrightholder', 'copyrightnotice'],
  ...['usageterms', 'ednote', 'representationtype', 'altids', 'infosource', 'charcount', 'digitalsourcetype'],
];
const COMMON_1 = [
  ...['byline', 'headline', 'slugline', 'urgency', 'located', 'mimetype', 'embargoed', 'wordcount'],
  ...['type', 'language', 'associations', 'renditions', 'subject', 'person', 'organisation', 'place'],
  ...['profile', 'version', 'title', 'expires', 'genre', 'object', 'event'],
];
const SUFFIXED_1 = /^(?:body|description|headline)_[a-z]/;

/**
 * The major version of one item: as it says itself, else by names that only one version has.
 * undefined for what is no ninjs.
 */
export function majorOf(item: JsonObject): NinjsMajor | undefined {
  const id = string(own(item, 'uri')) ?? string(own(item, 'guid'));
  const declared = declaredMajor(item);
  if (declared !== undefined) return declared;
  const names3 = NAMES_3.filter((name) => Object.hasOwn(item, name)).length;
  const typed = TYPED_LISTS.some((list) =>
    objects(own(item, list)).some((member) => Object.hasOwn(member, 'contentType')),
  );
  if ((names3 > 0 || typed) && (id !== undefined || names3 > 1)) return 3;
  if (ARRAYS_2.some((name) => Array.isArray(own(item, name))) && id !== undefined) return 2;
  const names = Object.keys(item);
  const own1 = names.filter((name) => NAMES_1.includes(name) || SUFFIXED_1.test(name)).length;
  const common1 = names.filter((name) => COMMON_1.includes(name)).length;
  const plural = PLURALS_2.some((name) => Array.isArray(own(item, name)));
  if (plural && id !== undefined && own1 + common1 > 1) return 2;
  if (id === undefined ? own1 > 1 : own1 + common1 > 1 && (own1 > 0 || common1 > 2)) return 1;
  // only the uri is mandatory
  return id !== undefined && /^[a-z][a-z\d+.-]*:/i.test(id) && names.length <= 1 + own1 + common1
    ? 3
    : undefined;
}

/** `standard` (2.x, 3.x) and `$standard` (1.3-1.6), also of dialects with a name of their own (TTNINJS). */
function declaredMajor(item: JsonObject): NinjsMajor | undefined {
  const standard = object(own(item, 'standard')) ?? object(own(item, '$standard'));
  const told = [own(standard, 'name'), own(standard, 'schema'), own(item, '$schema')]
    .map((value) => string(value) ?? '')
    .join(' ');
  if (!/ninjs/i.test(told)) return undefined;
  const version = string(own(standard, 'version')) ?? /_(\d)\.\d+\.json/.exec(told)?.[1] ?? '';
  return version.startsWith('1') ? 1 : version.startsWith('2') ? 2 : version.startsWith('3') ? 3 : undefined;
}

/** Properties in which lists stand: APIs of Superdesk (_items), TT (hits) and BBC LDRS (item) among them. */
const LISTS = ['items', 'item', '_items', 'hits', 'data', 'results'];

/**
 * The members of a list of any wrapping, or the document itself. A member may be wrapped once more ({item: ...}).
 * @throws ParseError too-many-items
 */
export function membersOf(json: unknown): { members: readonly unknown[]; list: boolean } {
  const found = Array.isArray(json) ? json : listIn(json, 2);
  if (found === undefined) return { members: [json], list: false };
  if (found.length > LIMITS.items) {
    throw new ParseError('too-many-items', `${found.length} items, ${LIMITS.items} are allowed`);
  }
  return { members: found.map(unwrapped), list: true };
}

function listIn(json: unknown, depth: number): readonly unknown[] | undefined {
  if (!isObject(json) || majorOf(json) !== undefined) return undefined;
  for (const name of LISTS) {
    const value = own(json, name);
    if (Array.isArray(value)) return array(value);
    if (isObject(value)) {
      return depth > 0
        ? (listIn(value, depth - 1) ?? (majorOf(value) === undefined ? undefined : [value]))
        : undefined;
    }
  }
  return undefined;
}

function unwrapped(member: unknown): unknown {
  if (!isObject(member) || majorOf(member) !== undefined) return member;
  return object(own(member, 'item')) ?? object(own(member, '_source')) ?? member;
}

/** Members looked at for one that tells the version. */
const LOOKED_AT = 50;

const known = new WeakMap<WireFile, { major: NinjsMajor | undefined }>();

/** The version of the file's first ninjs item; undefined for what is no ninjs. Never throws. */
export function majorOfFile(file: WireFile): NinjsMajor | undefined {
  if (file.family !== 'json') return undefined;
  const before = known.get(file);
  if (before !== undefined) return before.major;
  const major = sniffed(jsonOf(file));
  known.set(file, { major });
  return major;
}

function sniffed(json: unknown): NinjsMajor | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const list = Array.isArray(json) ? json : listIn(json, 2);
  if (list === undefined) return isObject(json) ? majorOf(json) : undefined;
  for (const member of list.slice(0, LOOKED_AT)) {
    const item = unwrapped(member);
    const major = isObject(item) ? majorOf(item) : undefined;
    if (major !== undefined) return major;
  }
  // an empty page of the BBC's list is still that list
  const paged = ['total', 'limit', 'offset'].every((name) => Object.hasOwn(json, name));
  return paged && list.length === 0 ? 1 : undefined;
}
