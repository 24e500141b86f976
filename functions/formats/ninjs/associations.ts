/** Associated items of ninjs: an object of items in 1.x, an array with names in 2.x and 3.x, nested in any of them. */
import type { ArticleType } from '../../article/ninjs.ts';
import type { ItemAssociation, ItemRendition } from '../item.ts';
import { array, Fields, isObject, own, present, string, type JsonObject } from '../json.ts';
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

/** Who made the pictures: bylines and credits of an item's associations, as written. */
export interface Associated {
  associations: ItemAssociation[];
  photoCredits: string[];
}

/**
 * All associations, those of associations after their parent as `parent/child`; in the order of the source.
 * @param owner identity of the item, from which members without one derive theirs
 */
export function associationsOf(value: unknown, owner: string): Associated {
  const found: Associated = { associations: [], photoCredits: [] };
  collect(value, owner, '', 1, found);
  return { associations: found.associations, photoCredits: [...new Set(found.photoCredits)] };
}

function collect(value: unknown, owner: string, prefix: string, depth: number, found: Associated): void {
  for (const [key, member] of named(value)) {
    if (found.associations.length >= MOST) return;
    const name = `${prefix}${string(own(member, 'name')) ?? key}`;
    const association = associationOf(member, name, owner);
    found.associations.push(association);
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

function associationOf(member: JsonObject, name: string, owner: string): ItemAssociation {
  const fields = new Fields(member);
  const type = typeOf(fields.string('type'));
  const renditions = renditionsOf(fields.get('renditions'));
  const descriptions = descriptionsOf(fields, type);
  const caption = descriptions.find(({ role }) => role === 'caption') ?? descriptions[0];
  return {
    name,
    id: fields.string('uri', 'guid', '_id', 'href') ?? `${owner}#${name}`,
    ...present({
      rel: fields.string('rel'),
      type,
      version: fields.string('version'),
      headline: headlinesOf(fields)[0]?.value ?? fields.string('title'),
      caption: caption?.value,
      by: fields.string('by', 'byline'),
      copyrightNotice: fields.string('copyrightNotice'),
      renditions,
    }),
  };
}

/** Renditions by name (1.x) or as a list with names (2.x, 3.x); a rendition without a reference is none. */
export function renditionsOf(value: unknown): ItemRendition[] {
  return named(value).flatMap(([key, rendition], index) => {
    const fields = new Fields(rendition);
    const href = fields.string('href', 'url');
    if (href === undefined) return [];
    const name = fields.string('name') ?? (Array.isArray(value) ? undefined : key);
    return [
      {
        name: name ?? fields.string('usage', 'rel', 'title') ?? `rendition-${index + 1}`,
        href,
        ...present({
          contentType: fields.string('contentType', 'mimetype'),
          title: fields.string('title'),
          width: fields.string('width'),
          height: fields.string('height'),
          sizeInBytes: fields.string('sizeInBytes'),
          duration: fields.string('duration'),
          format: fields.string('format'),
        }),
      },
    ];
  });
}
