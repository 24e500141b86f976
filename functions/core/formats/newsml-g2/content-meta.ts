/** contentMeta: headlines, by, dateline, descriptions, languages, creators, and subjects by their nature. */
import type { Element } from 'domhandler';
import type { Concept, Genre, NewsEvent, Organisation, Place, Subject, Text } from '../../article/ninjs.ts';
import { attribute, child, children, text } from '../../text/xml.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { allToJson, blockText } from '../common/xml-values.ts';
import { codeOf, lastPart } from './catalog.ts';
import {
  geoJsonOf,
  labelOf,
  natureOf,
  preferred,
  primaryTag,
  referenceOf,
  type ConceptReference,
  type Scope,
} from './concepts.ts';
import { altIdsOf } from './item-meta.ts';
import { symbolsOf } from './symbols.ts';

export function readContentMeta(meta: Element | undefined, scope: Scope): Partial<WireItem> {
  if (meta === undefined) return {};
  const located = readLocated(children(meta, 'located'), scope);
  const keywords = children(meta, 'keyword').flatMap((keyword) => text(keyword) ?? []);
  const concepts = readSubjects(children(meta, 'subject'), keywords, scope);
  const creators = readCreators(meta, scope);
  const bylines = inLanguage(children(meta, 'by'), scope).flatMap((by) => text(by) ?? []);
  const dateline = text(preferred(children(meta, 'dateline'), scope.language));
  const language = child(meta, 'language');
  return present({
    urgency: text(child(meta, 'urgency')),
    contentCreated: text(child(meta, 'contentCreated')),
    headlines: readHeadlines(children(meta, 'headline'), scope),
    slugline: text(preferred(children(meta, 'slugline'), scope.language)),
    by: [...new Set(bylines)].join(', ') || undefined,
    dateline: readDateline(dateline, located),
    located: located?.name,
    creditLine: text(preferred(children(meta, 'creditline'), scope.language)),
    language: attribute(language, 'tag') ?? text(language),
    descriptions: readDescriptions(children(meta, 'description'), scope),
    keywords,
    ...concepts,
    people: [...concepts.people, ...creators.people],
    places: [...(located?.places ?? []), ...concepts.places],
    genres: children(meta, 'genre').map((genre): Genre => referenceOf(genre, scope)),
    infoSources: [
      ...children(meta, 'infoSource').map((source) =>
        present({ ...referenceOf(source, scope), role: lastPart(attribute(source, 'role')) || 'source' }),
      ),
      ...creators.sources,
    ],
    altIds: altIdsOf(meta),
    digitalSourceType: readDigitalSourceType(child(meta, 'digitalSourceType'), scope),
    photoCredits: creators.photographer === undefined ? [] : [creators.photographer],
    extra: present({
      contentModified: text(child(meta, 'contentModified')),
      creators: creators.codes,
      ratings: allToJson(children(meta, 'rating')),
      userInteraction: allToJson(children(meta, 'userInteraction')),
      audience: allToJson(children(meta, 'audience')),
      exclAudience: allToJson(children(meta, 'exclAudience')),
      icon: allToJson(children(meta, 'icon')),
      contentMetaExt: allToJson([
        ...children(meta, 'contentMetaExtProperty'),
        ...children(meta, 'contentMetaExtension'),
        ...children(meta, 'revisions'),
        ...children(meta, 'bylines'),
      ]),
      languages: children(meta, 'language').length > 1 ? allToJson(children(meta, 'language')) : undefined,
    }),
  });
}

/** Main first: without a role, or with one that says so; a second one of rank 2 is a deck, of rank 3 a kicker. */
function readHeadlines(elements: readonly Element[], scope: Scope): Text[] {
  const native = inLanguage(elements, scope);
  const mains = native.filter((element) => headlineRole(element) === 'main');
  const main = preferred(mains, scope.language, (element) => Number(attribute(element, 'rank') ?? 1) / 10);
  return native.flatMap((element) => {
    const value = text(element);
    if (value === undefined) return [];
    const role = headlineRole(element);
    const rank = Number(attribute(element, 'rank') ?? 1);
    return [{ role: role === 'main' && element !== main ? (rank >= 3 ? 'short' : 'sub') : role, value }];
  });
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

interface Concepts {
  subjects: Subject[];
  people: Concept[];
  organisations: Organisation[];
  places: Place[];
  events: NewsEvent[];
  objects: Concept[];
  categories: string[];
}

/** Schemes of category letters and codes, which stand among the subjects too. */
const CATEGORY_ALIASES = /^(?:a1312cat|apcategorycode|MCC|dpacat):/i;
const IPTC_SUBJECT = /^http:\/\/cv\.iptc\.org\/newscodes\/(?:subjectcode|mediatopic)\//;

function readSubjects(elements: readonly Element[], keywords: readonly string[], scope: Scope): Concepts {
  const found: Concepts = {
    subjects: [],
    people: [],
    organisations: [],
    places: [],
    events: [],
    objects: [],
    categories: [],
  };
  const organisations = elements.filter((element) => natureOf(element, scope) === 'organisation');
  for (const element of elements) {
    const reference = referenceOf(element, scope);
    if (Object.keys(reference).length === 0) continue;
    const concept = present({ ...reference, rel: relationOf(element) });
    const equivalents = equivalentsOf(element, scope);
    const qcode = attribute(element, 'qcode') ?? '';
    const nature = natureOf(element, scope);
    if (nature === 'category' || CATEGORY_ALIASES.test(qcode)) {
      found.categories.push(lastPart(qcode) || (reference.literal ?? reference.name ?? ''));
    }
    if (nature === 'person') found.people.push(concept, ...equivalents);
    else if (nature === 'organisation') {
      const symbols = symbolsOf(element, scope, organisations.length === 1 ? keywords : []);
      found.organisations.push(present({ ...concept, symbols }), ...equivalents);
    } else if (nature === 'place') {
      const places = [concept, ...equivalents, ...broaderOf(element, scope)];
      found.places.push(
        ...places.map((one, index) =>
          index === 0 ? present({ ...one, geoJSON: geoJsonOf(element, scope) }) : one,
        ),
      );
    } else if (nature === 'event') found.events.push(concept, ...equivalents);
    else if (nature === 'object') found.objects.push(concept, ...equivalents);
    else {
      const weights = {
        creator: attribute(element, 'creator'),
        relevance: percent(element, 'relevance'),
        confidence: percent(element, 'confidence'),
      };
      found.subjects.push(
        present({ ...concept, ...weights }),
        ...equivalents,
        ...broaderOf(element, scope).filter(({ uri }) => IPTC_SUBJECT.test(uri ?? '')),
      );
    }
  }
  return { ...found, subjects: onceEach(found.subjects), places: onceEach(found.places) };
}

/** Why the concept is here: AP says direct or ancestor. */
function relationOf(element: Element): string | undefined {
  return lastPart(attribute(element, 'why')) || undefined;
}

type Related = ConceptReference & { rel: string };

/** dpa names its own concept and gives the codes of IPTC, ISO and Wikidata as sameAs. */
function equivalentsOf(element: Element, scope: Scope): Related[] {
  return children(element, 'sameAs').map((same) => ({ ...referenceOf(same, scope), rel: 'sameAs' }));
}

function broaderOf(element: Element, scope: Scope): Related[] {
  return children(element, 'broader').map((broader) => ({ ...referenceOf(broader, scope), rel: 'broader' }));
}

/** A concept that stands for itself is not repeated as the equivalent or the parent of another. */
function onceEach<T extends Concept>(concepts: readonly T[]): T[] {
  const isDerived = (rel: string | undefined): boolean => rel === 'sameAs' || rel === 'broader';
  const direct = new Set(
    concepts.flatMap(({ uri, rel }) => (uri === undefined || isDerived(rel) ? [] : [uri])),
  );
  return concepts.filter(({ uri, rel }) => !isDerived(rel) || uri === undefined || !direct.has(uri));
}

function percent(element: Element, name: string): number | undefined {
  const value = Number(attribute(element, name) ?? NaN);
  return Number.isInteger(value) && value >= 0 && value <= 100 ? value : undefined;
}

interface Creators {
  people: Concept[];
  sources: { name?: string; role?: string; uri?: string; literal?: string }[];
  photographer: string | undefined;
  codes: string[] | undefined;
}

const COMPANY =
  /\b(?:Inc|Ltd|LLC|GmbH|AG|Co|Corp|plc|S\.?A|News|Newswire|Press|Presse|Agency|Agence|Agentur|Agencia|Agenzia|Television|TV|Radio|Network|Media|Images|Reuters|Bureau|Fernsehen|Wire|Data|Services|Group)\b/i;

const SOURCE_ROLE = /^(?:source|origprov|provider|publisher|distributor|enhancer)$/i;

/**
 * Creators with a display name are people, or sources where the name is an organisation's; initials, logins
 * and codes (`VRG`, `jones.mary`, `photCode:X1`) are no names and stay in `extra`.
 */
function readCreators(meta: Element, scope: Scope): Creators {
  const creators: Creators = { people: [], sources: [], photographer: undefined, codes: undefined };
  const codes: string[] = [];
  for (const element of [...children(meta, 'creator'), ...children(meta, 'contributor')]) {
    const name = labelOf(element, scope);
    const role = lastPart(attribute(element, 'role')) || element.name;
    const nature = natureOf(element, scope);
    const isOrganisation =
      nature === 'organisation' ||
      SOURCE_ROLE.test(role) ||
      child(element, 'organisationDetails') !== undefined ||
      COMPANY.test(name ?? '');
    if (name !== undefined && isOrganisation) {
      creators.sources.push({ ...referenceOf(element, scope), role });
    } else if (name !== undefined && (nature === 'person' || /^\p{Lu}\S* \S/u.test(name))) {
      creators.people.push({ ...referenceOf(element, scope), rel: role });
      if (/^phot/i.test(role)) creators.photographer ??= name;
    } else {
      const code = attribute(element, 'qcode') ?? attribute(element, 'uri') ?? name;
      if (code !== undefined) codes.push(`${role} ${code}`);
    }
  }
  return codes.length === 0 ? creators : { ...creators, codes: [...new Set(codes)] };
}

function readDigitalSourceType(element: Element | undefined, scope: Scope): ConceptReference | undefined {
  const reference = element === undefined ? {} : referenceOf(element, scope);
  return Object.keys(reference).length === 0 ? undefined : reference;
}
