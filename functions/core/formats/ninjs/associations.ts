/** Associated items of ninjs: an object of items in 1.x, an array with names in 2.x and 3.x, nested in any of them. */
import type { ArticleType } from '../../article/ninjs.ts';
import type { ItemAssociation, ItemRendition } from '../../article/wire-item.ts';
import { isReplacing } from '../common/relations.ts';
import { array, Fields, isObject, leftovers, own, present, string, type JsonObject } from '../common/json.ts';
import { descriptionsOf, headlinesOf } from './bodies.ts';

const DEEPEST = 4;
/** Members of a package, those of its members counted in. */
const MOST = 1000;

const TYPES: Readonly<Record<string, ArticleType>> = {
  text: 'text',
  story: 'text',
  article: 'text',
  advisory: 'text',
  audio: 'audio',
  video: 'video',
  picture: 'picture',
  image: 'picture',
  photo: 'picture',
  graphic: 'graphic',
  composite: 'composite',
  package: 'composite',
  component: 'component',
  complexdata: 'component',
  event: 'event',
  planning: 'planning',
};

/** The ninjs type of an item; undefined for one that ninjs does not have. */
export function typeOf(written: string | undefined): ArticleType | undefined {
  const type = written?.trim().toLowerCase() ?? '';
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

export interface Associated {
  associations: ItemAssociation[];
  /** Who made the pictures: bylines and credits, as written. */
  photoCredits: string[];
  /** By name of the association what it says beyond what an association holds here. */
  rest: Record<string, unknown>;
}

/**
 * All associations, those of associations after their parent as `parent/child`; in the order of the source.
 * @param owner identity of the item, from which members without one derive theirs
 */
export function associationsOf(value: unknown, owner: string): Associated {
  const found: Associated = { associations: [], photoCredits: [], rest: {} };
  collect(value, owner, '', 1, found);
  return { ...found, photoCredits: [...new Set(found.photoCredits)] };
}

/** Items whose place this one takes: ninjs has no field for them, so an association says it. */
export function replacedBy(associations: readonly ItemAssociation[]): string[] {
  return associations
    .filter(({ rel, name }) => isReplacing((rel ?? name).replace(/^.*[:/#]/, '').toLowerCase()))
    .map(({ id }) => id);
}

function collect(value: unknown, owner: string, prefix: string, depth: number, found: Associated): void {
  for (const [key, member] of named(value)) {
    if (found.associations.length >= MOST) return;
    const name = `${prefix}${string(own(member, 'name')) ?? key}`;
    const { association, extra } = associationOf(member, name, owner);
    found.associations.push(association);
    if (extra !== undefined) found.rest[name] = extra;
    if (association.type !== 'text') {
      for (const credit of [
        association.by,
        string(own(member, 'creditline')),
        string(own(member, 'credit')),
      ]) {
        if (credit !== undefined) found.photoCredits.push(credit);
      }
    }
    if (depth < DEEPEST) {
      collect(own(member, 'associations'), association.id, `${name}/`, depth + 1, found);
    }
  }
}

/** Members with their keys; a key may hold several, and null where a slot is empty. */
function named(value: unknown): [string, JsonObject][] {
  if (Array.isArray(value)) {
    return value.filter(isObject).map((member, index) => [`association-${index + 1}`, member]);
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    array(member)
      .filter(isObject)
      .map((one, index): [string, JsonObject] => [index === 0 ? key : `${key}-${index + 1}`, one]),
  );
}

const STATES = ['usable', 'withheld', 'canceled'] as const;

function associationOf(
  member: JsonObject,
  name: string,
  owner: string,
): { association: ItemAssociation; extra: Record<string, unknown> | undefined } {
  const fields = new Fields(member);
  const type = typeOf(fields.string('type'));
  const renditions = renditionsOf(fields.get('renditions'));
  const descriptions = descriptionsOf(fields, type);
  const caption = descriptions.find(({ role }) => role === 'caption') ?? descriptions[0];
  const status = fields.code('pubStatus')?.toLowerCase();
  fields.ignore('name', 'associations', 'standard', '$standard');
  const id = fields.string('uri', 'guid', '_id', 'href');
  const association = {
    name,
    id: id === undefined ? `${owner}#${name}` : withoutSession(id.trim()),
    ...present({
      rel: fields.string('rel'),
      type,
      version: fields.string('version'),
      pubStatus: STATES.find((state) => state === status),
      headline: headlinesOf(fields)[0]?.value ?? fields.string('title'),
      caption: caption?.value,
      by: fields.string('by', 'byline'),
      copyrightHolder: fields.string('copyrightHolder'),
      copyrightNotice: fields.string('copyrightNotice'),
      usageTerms: fields.strings('usageTerms').join(' ') || undefined,
      renditions,
    }),
  };
  const details = renditionDetailsOf(fields.get('renditions'));
  const { extra } = leftovers(fields);
  return { association, extra: details === undefined ? extra : { ...extra, renditions: details } };
}

/** AP puts the session and the revision into the query of its item URLs: there the path alone is the identity. */
export function withoutSession(uri: string): string {
  return /^https?:\/\/(?:[\w-]+\.)*ap\.org\//i.test(uri) && /[?&](?:qt|et)=/.test(uri)
    ? uri.slice(0, uri.indexOf('?'))
    : uri;
}

/** Renditions by name (1.x) or as a list with names (2.x, 3.x); one without a reference is none, unless it is a stream to come. */
export function renditionsOf(value: unknown): ItemRendition[] {
  return named(value).flatMap(([key, rendition], index) => {
    const fields = new Fields(rendition);
    const parts = fields.objects('resources');
    const href = fields.string('href', 'url') ?? addressIn(parts);
    const resources = parts.map((resource) =>
      present({
        role: string(own(resource, 'role')),
        title: string(own(resource, 'title')),
        language: string(own(resource, 'language')),
        contentType: string(own(resource, 'contentType') ?? own(resource, 'contenttype')),
      }),
    );
    if (href === undefined && resources.length === 0) return [];
    const name = fields.string('name') ?? (Array.isArray(value) ? undefined : key);
    return [
      {
        name: name ?? fields.string('usage', 'rel', 'title') ?? `rendition-${index + 1}`,
        ...present({
          href,
          contentType: fields.string('contentType', 'mimetype'),
          title: fields.string('title'),
          width: fields.string('width'),
          height: fields.string('height'),
          sizeInBytes: fields.string('sizeInBytes'),
          duration: fields.string('duration'),
          format: fields.string('format'),
          aspectRatio: fields.string('aspectRatio'),
          videoCodec: fields.string('videoCodec'),
          frameRate: fields.string('frameRate'),
          scanType: fields.string('scanType'),
          bitrate: fields.string('bitrate'),
          transportProtocol: fields.string('transportProtocol'),
          resources,
        }),
      },
    ];
  });
}

/** Of a rendition without an address, that of its picture or film: sound tracks and subtitles have a role. */
function addressIn(resources: readonly JsonObject[]): string | undefined {
  const main = resources.filter((resource) => string(own(resource, 'role')) === undefined);
  return main.flatMap((resource) => string(own(resource, 'uri')) ?? string(own(resource, 'href')) ?? [])[0];
}

const KNOWN = new Set(
  (
    'name href url contenttype mimetype title width height sizeinbytes duration format aspectratio videocodec framerate ' +
    'scantype bitrate transportprotocol resources usage rel'
  ).split(' '),
);
const RESOURCE = new Set(['role', 'title', 'language', 'contenttype']);

/** What renditions say beyond what ninjs gives them or this reader takes, by their names; undefined where nothing is left. */
export function renditionDetailsOf(value: unknown): Record<string, unknown> | undefined {
  const left = named(value).flatMap(([key, rendition]) => {
    const rest = Object.entries(rendition).filter(([name]) => !KNOWN.has(name.toLowerCase()));
    const resources = array(own(rendition, 'resources')).filter(
      (one) => !isObject(one) || Object.keys(one).some((name) => !RESOURCE.has(name.toLowerCase())),
    );
    const all = [...rest, ...(resources.length === 0 ? [] : [['resources', resources] as const])];
    return all.length === 0
      ? []
      : [[string(own(rendition, 'name')) ?? key, Object.fromEntries(all)] as const];
  });
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
