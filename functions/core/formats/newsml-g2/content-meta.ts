/** contentMeta: headlines, by, dateline, descriptions and languages; creators and subjects have files of their own. */
import type { Element } from 'domhandler';
import type { Genre, Place, Text } from '../../article/ninjs.ts';
import { attribute, children, childrenByName, text, texts } from '../../text/xml.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { allToJson, blockText } from '../common/xml-values.ts';
import { codeOf, lastPart } from './catalog.ts';
import {
  geoJsonOf,
  preferred,
  primaryTag,
  referenceOf,
  type ConceptReference,
  type Scope,
} from './concepts.ts';
import { readCreators } from './creators.ts';
import { altIdsOf } from './item-meta.ts';
import { readSubjects } from './subjects.ts';

/** What contentMeta says of an item. */
export function readContentMeta(meta: Element | undefined, scope: Scope): Partial<WireItem> {
  if (meta === undefined) return {};
  const all = childrenByName(meta);
  const located = readLocated(all('located'), scope);
  const keywords = texts(all('keyword'));
  const concepts = readSubjects(all('subject'), keywords, scope);
  const creators = readCreators(meta, scope);
  const bylines = texts(inLanguage(all('by'), scope));
  const dateline = text(preferred(all('dateline'), scope.language));
  const language = all('language')[0];
  return present({
    urgency: text(all('urgency')[0]),
    contentCreated: text(all('contentCreated')[0]),
    headlines: readHeadlines(all('headline'), scope),
    slugline: text(preferred(all('slugline'), scope.language)),
    by: [...new Set(bylines)].join(', ') || undefined,
    dateline: readDateline(dateline, located),
    located: located?.name,
    creditLine: text(preferred(all('creditline'), scope.language)),
    language: attribute(language, 'tag') ?? text(language),
    descriptions: readDescriptions(all('description'), scope),
    keywords,
    subjects: concepts.subjects,
    people: [...concepts.people, ...creators.people],
    organisations: concepts.organisations,
    places: [...(located?.places ?? []), ...concepts.places],
    events: concepts.events,
    objects: concepts.objects,
    categories: concepts.categories,
    genres: all('genre').map((genre): Genre => referenceOf(genre, scope)),
    infoSources: [
      ...all('infoSource').map((source) =>
        present({ ...referenceOf(source, scope), role: lastPart(attribute(source, 'role')) || 'source' }),
      ),
      ...creators.sources,
    ],
    altIds: altIdsOf(meta),
    digitalSourceType: readDigitalSourceType(all('digitalSourceType')[0], scope),
    photoCredits: creators.photographer === undefined ? [] : [creators.photographer],
    extra: present({
      contentModified: text(all('contentModified')[0]),
      creators: creators.codes,
      ratings: allToJson(all('rating')),
      userInteraction: allToJson(all('userInteraction')),
      audience: allToJson(all('audience')),
      exclAudience: allToJson(all('exclAudience')),
      icon: allToJson(all('icon')),
      contentMetaExt: allToJson([
        ...all('contentMetaExtProperty'),
        ...all('contentMetaExtension'),
        ...all('revisions'),
        ...all('bylines'),
      ]),
      languages: all('language').length > 1 ? allToJson(all('language')) : undefined,
    }),
  });
}

/** Main first: without a role, or with one that says so; a second one of rank 2 is a deck, of rank 3 a kicker. */
function readHeadlines(elements: readonly Element[], scope: Scope): Text[] {
  const native = inLanguage(elements, scope);
  const mains = native.filter((element) => headlineRole(element) === 'main');
  const main = preferred(mains, scope.language, (element) => Number(attribute(element, 'rank') ?? 1) / 10);
  const headlines: Text[] = [];
  for (const element of native) {
    const value = text(element);
    if (value === undefined) continue;
    const role = headlineRole(element);
    const rank = Number(attribute(element, 'rank') ?? 1);
    headlines.push({
      role: role === 'main' && element !== main ? (rank >= 3 ? 'short' : 'sub') : role,
      value,
    });
  }
  return headlines;
}

function headlineRole(element: Element): string {
  const role = codeOf(attribute(element, 'role'));
  if (role === '' || /^(?:main|headline|title|default)/.test(role)) return 'main';
  if (/sub|deck|secondary/.test(role)) return 'sub';
  return /short|mobile|sms|slug|push|kicker/.test(role) ? 'short' : lastPart(attribute(element, 'role'));
}

/** Translations of one text stand side by side: those in the item's language, or all when there is none. */
function inLanguage(elements: readonly Element[], { language }: Scope): Element[] {
  if (language === undefined) return [...elements];
  const native = elements.filter((element) => {
    const own = attribute(element, 'lang');
    return own === undefined || primaryTag(own) === primaryTag(language);
  });
  return native.length > 0 ? native : [...elements];
}

const DESCRIPTION_ROLES: readonly [RegExp, string][] = [
  [/caption/, 'caption'],
  [/abstract|lead|intro/, 'abstract'],
  [/^$|summary|teaser/, 'summary'],
];

function readDescriptions(elements: readonly Element[], scope: Scope): Text[] {
  return inLanguage(elements, scope).flatMap((element) => {
    const value = blockText(element);
    const code = codeOf(attribute(element, 'role'));
    const role =
      DESCRIPTION_ROLES.find(([pattern]) => pattern.test(code))?.[1] ?? lastPart(attribute(element, 'role'));
    return value === '' ? [] : [{ role, value }];
  });
}

interface Located {
  name: string;
  /** By its type a city; Reuters gives the seat of the desk here, by a type of its own. */
  city: boolean;
  country: string | undefined;
  places: Place[];
}

/** Where the content was made. Reuters writes "No-Data-Available" for nothing. */
function readLocated(elements: readonly Element[], scope: Scope): Located | undefined {
  const places: Place[] = [];
  let first: Omit<Located, 'places'> | undefined;
  for (const element of elements) {
    const reference = referenceOf(element, scope);
    const name = reference.name ?? reference.literal;
    if (name === undefined || /^no-?data-?available$/i.test(name)) continue;
    const broader = children(element, 'broader');
    places.push(
      present({ ...reference, rel: 'located', geoJSON: geoJsonOf(element, scope) }),
      ...broader.map((one) => ({ ...referenceOf(one, scope), rel: 'broader' })),
    );
    first ??= { name, city: isCity(element), country: countryOf([element, ...broader]) };
  }
  return first === undefined ? undefined : { ...first, places };
}

function isCity(element: Element): boolean {
  return codeOf(attribute(element, 'type')) === 'city';
}

/** The ISO 3166 code among the concept, what it is part of, and what they are the same as. */
function countryOf(elements: readonly Element[]): string | undefined {
  for (const element of elements) {
    for (const concept of [element, ...children(element, 'sameAs')]) {
      const code = /^iso3166-1a[23]:([A-Z]{2,3})$/i.exec(attribute(concept, 'qcode') ?? '')?.[1];
      if (code !== undefined) return code.toUpperCase();
    }
  }
  return undefined;
}

/** Reuters puts a timestamp into `dateline`: a date, not a place. */
function readDateline(written: string | undefined, located: Located | undefined): WireItem['dateline'] {
  const isDate = written !== undefined && /^\d{4}-\d{2}-\d{2}/.test(written);
  const line = isDate ? undefined : written;
  const named =
    located !== undefined &&
    (line === undefined ? located.city : line.toLowerCase().startsWith(located.name.toLowerCase()));
  const dateline = present({
    text: line,
    city: named ? located.name : undefined,
    country: named ? located.country : undefined,
    date: isDate ? written : undefined,
  });
  return Object.keys(dateline).length === 0 ? undefined : dateline;
}

function readDigitalSourceType(element: Element | undefined, scope: Scope): ConceptReference | undefined {
  const reference = element === undefined ? {} : referenceOf(element, scope);
  return Object.keys(reference).length === 0 ? undefined : reference;
}
