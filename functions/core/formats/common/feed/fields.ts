/** Fields that RSS, RDF and Atom entries share: Dublin Core, places, and what nobody asked for. */
import type { Element } from 'domhandler';
import type { Place, Subject } from '../../../article/ninjs.ts';
import { attribute, child, children, descendants } from '../../../text/xml.ts';
import { conceptOf } from '../schemes.ts';
import { present } from '../json.ts';
import { plainLine, resolved, valueOf } from './markup.ts';

/** The first element of these names that says something. */
export function firstValue(entry: Element | undefined, ...names: string[]): string | undefined {
  for (const name of names) {
    for (const element of children(entry, name)) {
      const value = valueOf(element);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** Every value of these names, in the order of the names. */
export function allValues(entry: Element, ...names: string[]): string[] {
  return names.flatMap((name) => children(entry, name).flatMap((element) => valueOf(element) ?? []));
}

/** Values of these names; those of a list (rdf:Bag, rdf:Seq) each for itself. */
export function listedValues(entry: Element, ...names: string[]): string[] {
  return names.flatMap((name) =>
    children(entry, name).flatMap((element) => {
      const members = descendants(element, 'rdf:li');
      if (members.length === 0) return valueOf(element) ?? [];
      return members.flatMap((member) => valueOf(member) ?? attribute(member, 'resource') ?? []);
    }),
  );
}

export interface FeedLink {
  rel?: string;
  href: string;
  type?: string;
  title?: string;
  hreflang?: string;
}

/**
 * Links of an entry that no field has: licences, further addresses, comments.
 * @param read addresses that stand elsewhere in the record
 */
export function furtherLinks(
  entry: Element,
  read: readonly (string | undefined)[],
  base: string | undefined,
): FeedLink[] {
  const seen = new Set(read);
  return [...children(entry, 'link'), ...children(entry, 'atom:link')].slice(0, 100).flatMap((element) => {
    const written = attribute(element, 'href') ?? valueOf(element);
    const rel = attribute(element, 'rel');
    if (written === undefined || /^(?:enclosure|related|via)$/.test(rel ?? '')) return [];
    const href = resolved(written, base);
    if (seen.has(href)) return [];
    seen.add(href);
    const [type, title, hreflang] = ['type', 'title', 'hreflang'].map((name) => attribute(element, name));
    return [present({ rel, href, type, title, hreflang }) as FeedLink];
  });
}

const LICENCES = ['creativeCommons:license', 'cc:license', 'dcterms:license', 'media:license'];

/** The licence that an entry names, or the feed for all of them. */
export function licenceOf(...holders: (Element | undefined)[]): string | undefined {
  for (const holder of holders) {
    const link = [...children(holder, 'link'), ...children(holder, 'atom:link')].find(
      (element) => attribute(element, 'rel') === 'license',
    );
    const named = LICENCES.flatMap((name) => children(holder, name)).map(
      (element) => attribute(element, 'resource') ?? attribute(element, 'href') ?? valueOf(element),
    );
    const found = [attribute(link, 'href'), ...named].find((one) => one !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** People as Atom writes them, with the addresses that a byline has no place for; undefined where none has one. */
export function peopleInFull(entry: Element, ...names: string[]): Record<string, string>[] | undefined {
  const people = names
    .flatMap((name) => children(entry, name))
    .slice(0, 50)
    .map((person) =>
      present({
        name: firstValue(person, 'name', 'atom:name'),
        email: firstValue(person, 'email', 'atom:email'),
        uri: firstValue(person, 'uri', 'url', 'atom:uri'),
      }),
    )
    .filter(({ email, uri }) => email !== undefined || uri !== undefined);
  return people.length === 0 ? undefined : people;
}

/** Names of authors; "desk@example.com (Jane Doe)" of RSS gives the name. */
export function bylineOf(names: readonly string[]): string | undefined {
  const people = names.flatMap(
    (name) => plainLine(/^[^\s@]{1,254}@[^\s@]{1,254} \(([^()]{1,200})\)$/.exec(name)?.[1] ?? name) ?? [],
  );
  return people.length === 0 ? undefined : [...new Set(people)].join(', ');
}

/** A category of a scheme is a subject, any other a keyword. */
export function categorised(
  categories: readonly { value: string; scheme: string | undefined; label?: string | undefined }[],
): { subjects: Subject[]; keywords: string[] } {
  const subjects: Subject[] = [];
  const keywords: string[] = [];
  for (const { value, scheme, label } of categories.slice(0, 500)) {
    const name = plainLine(label ?? value);
    if (name === undefined) continue;
    if (scheme === undefined || /^(?:tags?|keywords?|post_tag)$/i.test(scheme)) keywords.push(name);
    else {
      const isAddress = /^(?:https?|urn|tag):/i.test(scheme);
      subjects.push(present({ name, uri: isAddress ? conceptOf(scheme, value) : undefined }));
    }
  }
  return { subjects, keywords };
}

/** georss:point, georss:where and geo:lat/long, with the name of the feature where one is given. */
export function geoPlaces(entry: Element): Place[] {
  const name = firstValue(entry, 'georss:featurename', 'georss:featureName');
  const points = [
    ...allValues(entry, 'georss:point'),
    ...children(entry, 'georss:where').flatMap(
      (where) => valueOf(child(where, 'gml:Point', 'gml:pos')) ?? [],
    ),
  ];
  const holder = child(entry, 'geo:Point') ?? entry;
  const lat = firstValue(holder, 'geo:lat');
  const long = firstValue(holder, 'geo:long');
  if (lat !== undefined && long !== undefined) points.push(`${lat} ${long}`);
  const places = points.slice(0, 50).flatMap((point) => {
    const [latitude = NaN, longitude = NaN] = point.split(/[\s,]+/).map(Number);
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return [];
    return [
      {
        ...(name === undefined ? { literal: `${latitude} ${longitude}` } : { name }),
        geoJSON: { type: 'Point' as const, coordinates: [longitude, latitude] },
      },
    ];
  });
  return places.length === 0 && name !== undefined ? [{ name }] : places;
}

const LEFT_OVER = 60;
const LEFT_OVER_LENGTH = 2000;

/** Elements that no field was read from, by their names: text, or attributes where there is none. */
export function leftOver(entry: Element, known: ReadonlySet<string>): Record<string, unknown> {
  const rest = new Map<string, unknown>();
  for (const element of children(entry)) {
    if (known.has(element.name) || rest.size >= LEFT_OVER) continue;
    const text = valueOf(element)?.slice(0, LEFT_OVER_LENGTH);
    const value = text ?? (Object.keys(element.attribs).length > 0 ? { ...element.attribs } : undefined);
    if (value === undefined) continue;
    const before = rest.get(element.name);
    // a second one is no less
    if (Array.isArray(before)) {
      if (before.length < LEFT_OVER) before.push(value);
    } else rest.set(element.name, before === undefined ? value : [before, value]);
  }
  return rest.size === 0 ? {} : { elements: Object.fromEntries(rest) };
}

/** Elements whose text is in the language of the entry. */
const TEXTS = ['content:encoded', 'content', 'body', 'title', 'description', 'summary'];

/** Language of the entry: its own, that of its texts where they have one, or that of what is around it. */
export function languageOf(entry: Element, ...around: (Element | undefined)[]): string | undefined {
  const texts = TEXTS.flatMap((name) => children(entry, name)).flatMap((element) => [
    element,
    ...children(element, 'div'),
  ]);
  return (
    firstValue(entry, 'dc:language', 'language') ??
    attribute(entry, 'xml:lang') ??
    texts.map((element) => attribute(element, 'xml:lang')).find((language) => language !== undefined) ??
    around
      .map((element) => firstValue(element, 'language', 'dc:language') ?? attribute(element, 'xml:lang'))
      .find((language) => language !== undefined)
  );
}
