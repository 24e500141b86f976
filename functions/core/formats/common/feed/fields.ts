/** Fields that RSS, RDF and Atom entries share: Dublin Core, places, and what nobody asked for. */
import type { Element } from 'domhandler';
import type { Place, Subject } from '../../../article/ninjs.ts';
import { attribute, child, children } from '../../../text/xml.ts';
import { conceptOf } from '../schemes.ts';
import { present } from '../json.ts';
import { plainLine, valueOf } from './markup.ts';

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
    if (known.has(element.name) || rest.has(element.name) || rest.size >= LEFT_OVER) continue;
    const value = valueOf(element)?.slice(0, LEFT_OVER_LENGTH);
    if (value !== undefined) rest.set(element.name, value);
    else if (Object.keys(element.attribs).length > 0) rest.set(element.name, { ...element.attribs });
  }
  return rest.size === 0 ? {} : { elements: Object.fromEntries(rest) };
}

/** Language of the entry: its own, or that of what is around it. */
export function languageOf(entry: Element, ...around: (Element | undefined)[]): string | undefined {
  return (
    firstValue(entry, 'dc:language', 'language') ??
    attribute(entry, 'xml:lang') ??
    around
      .map((element) => firstValue(element, 'language', 'dc:language') ?? attribute(element, 'xml:lang'))
      .find((language) => language !== undefined)
  );
}
