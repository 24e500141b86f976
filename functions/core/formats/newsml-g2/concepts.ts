/** Concepts as G2 writes them everywhere: @qcode, @uri or @literal, names in several languages, @type, assert. */
import type { Element } from 'domhandler';
import { attribute, child, children, text } from '../../text/xml.ts';
import { present } from '../common/json.ts';
import { codeOf, type Catalog } from './catalog.ts';

/** What the properties of one item are read with. */
export interface Scope {
  catalog: Catalog;
  /** The language of the item, for choosing among names and headlines. */
  language: string | undefined;
  /** `assert` elements by their qcode, uri or literal: details of concepts that the item only mentions. */
  asserts: ReadonlyMap<string, Element>;
}

export interface ConceptReference {
  name?: string;
  uri?: string;
  literal?: string;
}

export function indexAsserts(item: Element): Map<string, Element> {
  const asserts = new Map<string, Element>();
  for (const element of children(item, 'assert')) {
    for (const key of keysOf(element)) if (!asserts.has(key)) asserts.set(key, element);
  }
  return asserts;
}

/** The details that the item gives of a concept, if it does. */
export function assertOf(element: Element, scope: Scope): Element | undefined {
  if (scope.asserts.size === 0) return undefined;
  for (const key of keysOf(element)) {
    const found = scope.asserts.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keysOf(element: Element): string[] {
  return ['qcode', 'uri', 'literal'].flatMap((name) => {
    const value = attribute(element, name);
    return value === undefined ? [] : [`${name} ${value}`];
  });
}

/** The concept's URI: @uri as it is, @qcode resolved. */
export function uriOf(element: Element, scope: Scope): string | undefined {
  return attribute(element, 'uri') ?? scope.catalog.resolve(attribute(element, 'qcode'));
}

/** Reads name, URI and literal. A literal that is only the key of an `assert` is no value. */
export function referenceOf(element: Element, scope: Scope): ConceptReference {
  const details = assertOf(element, scope);
  const name = nameOf(element, scope.language) ?? nameOf(details, scope.language);
  const written = attribute(element, 'literal');
  const literal = written === name || (details !== undefined && name !== undefined) ? undefined : written;
  return present({ name, uri: uriOf(element, scope), literal });
}

/** The text that people see of a concept: its name, else its literal. */
export function labelOf(element: Element | undefined, scope: Scope): string | undefined {
  return element === undefined
    ? undefined
    : (nameOf(element, scope.language) ?? attribute(element, 'literal'));
}

/** The name in the item's language, a full one before a short or mnemonic one. */
export function nameOf(element: Element | undefined, language: string | undefined): string | undefined {
  return text(
    preferred(children(element, 'name'), language, (name) =>
      /short|mnemonic|adjectival/.test(codeOf(attribute(name, 'role'))) ? 1 : 0,
    ),
  );
}

/**
 * The first element in the item's language, else the first without one, else the first.
 * @param rank lower is better; weighs more than order, less than language
 */
export function preferred(
  elements: readonly Element[],
  language: string | undefined,
  rank: (element: Element) => number = () => 0,
): Element | undefined {
  let best: Element | undefined;
  let bestRank = Infinity;
  for (const element of elements) {
    if (text(element) === undefined) continue;
    const own = attribute(element, 'lang');
    const foreign =
      own === undefined || language === undefined ? 4 : primaryTag(own) === primaryTag(language) ? 0 : 8;
    const total = foreign + rank(element);
    if (total < bestRank) {
      best = element;
      bestRank = total;
    }
  }
  return best;
}

export function primaryTag(tag: string): string {
  return tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
}

/** Where a concept goes: by the nature that @type, @typeuri or its `assert` gives (IPTC cpnature and vendors' own). */
export type Nature = 'person' | 'organisation' | 'place' | 'event' | 'object' | 'category' | 'abstract';

const NATURES: Readonly<Record<string, Nature>> = {
  person: 'person',
  people: 'person',
  organisation: 'organisation',
  organization: 'organisation',
  company: 'organisation',
  geoarea: 'place',
  poi: 'place',
  place: 'place',
  location: 'place',
  city: 'place',
  statprov: 'place',
  country: 'place',
  region: 'place',
  event: 'event',
  object: 'object',
  product: 'object',
  cat: 'category',
  category: 'category',
};

function natureOfType(type: string | undefined): Nature | undefined {
  if (type === undefined) return undefined;
  if (/^cptType:5$/i.test(type)) return 'place';
  // "tt:product" and its like name a commercial product, not an object
  return /^(?!cpnat:)[^:]+:product$/i.test(type) ? undefined : NATURES[codeOf(type)];
}

export function natureOf(element: Element, scope: Scope): Nature {
  const told =
    natureOfType(attribute(element, 'type')) ??
    natureOfType(attribute(element, 'typeuri')) ??
    natureOfType(attribute(child(element, 'type'), 'qcode'));
  if (told !== undefined) return told;
  const ofDetails = child(assertOf(element, scope), 'type');
  const detailed = natureOfType(attribute(ofDetails, 'qcode')) ?? natureOfType(attribute(ofDetails, 'uri'));
  if (detailed !== undefined) return detailed;
  // Reuters' type 5 is geography; where the type is left out the facet says it
  return children(element, 'facet').some((facet) => /^geoProp:/i.test(attribute(facet, 'qcode') ?? ''))
    ? 'place'
    : 'abstract';
}

/** Latitude and longitude of the concept or of its `assert`, in the order that GeoJSON wants. */
export function geoJsonOf(
  element: Element,
  scope: Scope,
): { type: 'Point'; coordinates: number[] } | undefined {
  for (const holder of [element, assertOf(element, scope)]) {
    for (const details of ['geoAreaDetails', 'POIDetails', 'geo', 'poiDetails']) {
      const position = child(holder, details, 'position');
      const longitude = Number(attribute(position, 'longitude') ?? NaN);
      const latitude = Number(attribute(position, 'latitude') ?? NaN);
      if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) {
        return { type: 'Point', coordinates: [longitude, latitude] };
      }
    }
  }
  return undefined;
}
