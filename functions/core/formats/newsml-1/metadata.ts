/**
 * Administrative, rights and descriptive metadata of the components: parties, rights, language, subjects at
 * every level, places, properties, securities (NewsML 1.2 sections 5.10-5.12).
 */
import type { Element } from 'domhandler';
import type { Genre, Place, Subject } from '../../article/ninjs.ts';
import { attribute, child, children, text, texts } from '../../text/xml.ts';
import type { WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { bareSubjectCode } from '../common/schemes.ts';
import { formalName, type Component } from './components.ts';
import { keywordsIn } from './lines.ts';
import { propertiesOf, securitiesOf, type Properties } from './properties.ts';
import type { Topics } from './topics.ts';

const LIST_LIMIT = 500;

/** What the metadata of the story's components say, taken together. */
export function metadataOf(
  components: readonly Component[],
  topics: Topics,
  language: string | undefined,
): Partial<WireItem> {
  const elements = components.map(({ element }) => element);
  const descriptive = elements.flatMap((element) => [
    ...children(element, 'DescriptiveMetadata'),
    // TASS spells it so
    ...children(element, 'DescriptiveMetada'),
  ]);
  const administrative = elements.flatMap((element) => children(element, 'AdministrativeMetadata'));
  const rights = elements.flatMap((element) => children(element, 'RightsMetadata'));
  const own = elements
    .flatMap((element) => children(element, 'Metadata'))
    .slice(0, 50)
    .map((element) => ({
      type: formalName(child(element, 'MetadataType')),
      properties: propertiesOf([element]),
    }));
  const contents = components.flatMap(({ contents }) => contents.map(({ element }) => element));
  const characteristics = contents.flatMap((element) => children(element, 'Characteristics'));

  const described = propertiesOf(descriptive);
  const measured = propertiesOf(characteristics);
  const admin = propertiesOf(administrative);
  const { categories, subjects } = subjectsOf(descriptive, topics, language);
  const occurring = topics.occurring(descriptive, language);
  return present({
    language,
    genres: genresOf(descriptive),
    subjects: [...subjects, ...occurring.subjects],
    categories,
    places: [...placesOf(descriptive, described), ...occurring.places],
    people: occurring.people,
    organisations: [
      ...occurring.organisations,
      ...own.flatMap(({ properties }) => securitiesOf(properties)),
      ...securitiesOf(described),
    ],
    keywords: [
      ...described.all(/^keywords?$/i).flatMap(keywordsIn),
      ...own.flatMap(({ properties }) => properties.all(/keywords?$/i).flatMap(keywordsIn)),
    ],
    wordCount: measured.first(/^(?:words?|word-?count)$/i) ?? described.first(/^(?:words?|word-?count)$/i),
    infoSources: partiesOf(administrative),
    ...rightsOf(rights),
    extra: present({
      ofInterestTo: descriptive
        .flatMap((element) => children(element, 'OfInterestTo'))
        .flatMap((element) => formalName(element) ?? [])
        .slice(0, LIST_LIMIT),
      dateLineDate: text(first(descriptive, 'DateLineDate')),
      fileName: text(first(administrative, 'FileName')),
      ...leftOver({ descriptive: described, administrative: admin, content: measured }),
      ...metadataLeftOver(own),
    }),
  });
}

function first(elements: readonly Element[], name: string): Element | undefined {
  for (const element of elements) {
    const found = child(element, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Codes are levels: a Subject, a SubjectMatter and a SubjectDetail are each a subject of the story. */
function subjectsOf(
  descriptive: readonly Element[],
  topics: Topics,
  language: string | undefined,
): { subjects: Subject[]; categories: string[] } {
  const subjects: Subject[] = [];
  const categories = new Set<string>();
  const codes = descriptive
    .flatMap((element) => children(element, 'SubjectCode'))
    .flatMap((group) => children(group))
    .filter(({ name }) => /^Subject(?:Matter|Detail|Qualifier)?$/.test(name));
  for (const element of codes.slice(0, LIST_LIMIT)) {
    const category = attribute(element, 'cat');
    if (category !== undefined) categories.add(category);
    const code = formalName(element);
    if (code !== undefined) subjects.push(subjectOf(code, element, topics.nameOf(code, language)));
  }
  return { subjects, categories: [...categories] };
}

function subjectOf(code: string, element: Element, name: string | undefined): Subject {
  const vocabulary = attribute(element, 'Vocabulary');
  const uri =
    bareSubjectCode(code) ??
    (/^2000\d{4}$/.test(code) ? `http://cv.iptc.org/newscodes/mediatopic/${code}` : undefined) ??
    (vocabulary !== undefined && /^(?:urn|https?):/i.test(vocabulary)
      ? `${vocabulary}#${encodeURIComponent(code)}`
      : undefined);
  return present({ name, uri, literal: uri === undefined ? code : undefined });
}

function genresOf(descriptive: readonly Element[]): Genre[] {
  return descriptive
    .flatMap((element) => children(element, 'Genre'))
    .slice(0, LIST_LIMIT)
    .flatMap((element) => {
      const name = formalName(element);
      return name === undefined ? [] : [{ name }];
    });
}

/** Levels of a Location, from the narrowest; each is a place. */
const PLACE_LEVELS = ['SubLocation', 'Location', 'City', 'CountryArea', 'State', 'Country', 'WorldRegion'];

/** Every Location, and the place properties that some agencies leave without one. */
function placesOf(descriptive: readonly Element[], described: Properties): Place[] {
  const locations = descriptive.flatMap((element) => children(element, 'Location')).slice(0, LIST_LIMIT);
  const places = locations.flatMap((location) => {
    const found = propertiesOf([location]);
    return placesIn(found, attribute(location, 'HowPresent')?.toLowerCase());
  });
  return [...places, ...placesIn(described, undefined)];
}

function placesIn(properties: Properties, rel: string | undefined): Place[] {
  return PLACE_LEVELS.flatMap((level) =>
    properties
      .take(level)
      .map((value) =>
        level === 'Country' && /^[A-Z]{2,3}$/.test(value)
          ? present({ rel, literal: value, uri: `http://cvx.iptc.org/iso3166-1a${value.length}/${value}` })
          : present({ rel, name: value }),
      ),
  );
}

/** The place of a Location that is the origin of the story, for datelines that name no country. */
export function originOf(components: readonly Component[]): { city?: string; country?: string } {
  for (const { element } of components) {
    for (const location of children(child(element, 'DescriptiveMetadata'), 'Location')) {
      if (!/^(?:origin|)$/i.test(attribute(location, 'HowPresent') ?? '')) continue;
      const found = propertiesOf([location]);
      return present({ city: found.first(/^city$/i), country: found.first(/^country$/i) });
    }
  }
  return {};
}

/** Who provided, wrote and contributed, with the role that the file gives them. */
function partiesOf(administrative: readonly Element[]): { name: string; role: string }[] {
  const parties = new Map<string, { name: string; role: string }>();
  for (const metadata of administrative) {
    for (const role of ['Provider', 'Source', 'Creator', 'Contributor']) {
      for (const party of children(metadata, role).flatMap((element) => children(element, 'Party'))) {
        const name = formalName(party);
        if (name !== undefined) parties.set(`${role}\n${name}`, { name, role: role.toLowerCase() });
      }
    }
  }
  return [...parties.values()].slice(0, 50);
}

const USAGE = new Set(['UsageType', 'Geography', 'Limitations', 'StartDate', 'EndDate', 'RightsHolder']);

/** What the standard does not have, as it stands: a property with its value, or the text of an element. */
function statementIn(element: Element): { text: string; field: string }[] {
  const [name, value] = [formalName(element), attribute(element, 'Value')];
  const written = [name ?? '', value ?? '', text(element) ?? ''].filter((part) => part !== '').join(': ');
  return written === '' ? [] : [{ text: written, field: `RightsMetadata.${element.name}` }];
}

function rightsOf(rights: readonly Element[]): Partial<WireItem> {
  const copyrights = rights.flatMap((element) => children(element, 'Copyright'));
  const usage = rights.flatMap((element) => children(element, 'UsageRights'));
  const terms = usage.map((element) =>
    ['UsageType', 'Geography', 'Limitations', 'StartDate', 'EndDate']
      .flatMap((name) => texts(children(element, name)))
      .join(', '),
  );
  const statements = [
    ...rights
      .flatMap((element) => children(element))
      .filter(({ name }) => !/^(?:Copyright|UsageRights|Catalog)$/.test(name)),
    ...usage.flatMap((element) => children(element)).filter(({ name }) => !USAGE.has(name)),
  ].flatMap((element) => statementIn(element));
  return present({
    rights: statements.length === 0 ? undefined : { statements },
    copyrightHolder: text(first(copyrights, 'CopyrightHolder')) ?? text(first(usage, 'RightsHolder')),
    usageTerms: [...new Set(terms.filter((term) => term !== ''))].join('; ') || undefined,
  });
}

/** Properties that have no field of their own, by group. */
function leftOver(groups: Record<string, Properties>): Record<string, unknown> {
  const rest = Object.entries(groups).flatMap(([group, properties]) => {
    const values = properties.rest();
    return values === undefined ? [] : [[group, values] as const];
  });
  return rest.length === 0 ? {} : { properties: Object.fromEntries(rest) };
}

function metadataLeftOver(
  own: readonly { type: string | undefined; properties: Properties }[],
): Record<string, unknown> {
  const metadata = own.flatMap(({ type, properties }) => {
    const rest = properties.rest();
    return rest === undefined ? [] : [present({ type, properties: rest })];
  });
  return metadata.length === 0 ? {} : { metadata };
}
