/** Concepts of all ninjs versions: {name, rel, scheme, code} of 1.x and {name, rel, uri, literal} of 2.x and 3.x. */
import { conceptUri } from '../../article/concepts.ts';
import type { Concept, Organisation, Place, Subject } from '../../article/ninjs.ts';
import {
  array,
  at,
  isObject,
  number,
  object,
  own,
  present,
  string,
  strings,
  type JsonObject,
} from '../common/json.ts';
import { bareMediaTopic, bareSubjectCode, conceptOf, qcodeOf } from '../common/schemes.ts';

/** What identifies a concept: a resolved URI, else the code as a literal. */
export function identity(concept: JsonObject): { uri?: string; literal?: string } {
  const uri = string(own(concept, 'uri'));
  const literal = string(own(concept, 'literal'));
  if (uri !== undefined) {
    const resolved = qcodeOf(uri) ?? uri;
    return literal === undefined ? { uri: resolved } : { uri: resolved, literal };
  }
  const qcode = string(own(concept, 'qcode'));
  if (qcode !== undefined) return { uri: qcodeOf(qcode) ?? qcode };
  const code = string(own(concept, 'code'));
  if (code === undefined) return literal === undefined ? {} : { literal };
  const scheme = string(own(concept, 'scheme'));
  const resolved =
    scheme === undefined
      ? (qcodeOf(code) ?? bareSubjectCode(code) ?? bareMediaTopic(code))
      : conceptOf(scheme, code);
  return resolved === undefined ? { literal: code } : { uri: resolved };
}

/**
 * A list of concepts. Plain strings are names; `rels` with several values gives the concept once for each;
 * what has neither name nor identity is nothing.
 */
export function concepts(value: unknown): Concept[] {
  return array(value).flatMap((member) => {
    if (!isObject(member)) {
      const name = string(member);
      return name === undefined ? [] : [{ name }];
    }
    const name = string(own(member, 'name')) ?? string(own(member, 'fullname'));
    const found = present({ name, ...identity(member) });
    if (Object.keys(found).length === 0) return [];
    const rels = strings(own(member, 'rel') ?? own(member, 'rels'));
    return rels.length === 0 ? [found] : rels.map((rel) => ({ ...found, rel }));
  });
}

/** As concepts, with who assigned them and how sure: relevance and confidence are 0-100. */
export function subjects(value: unknown): Subject[] {
  return each(value, (member) =>
    present({
      creator: string(own(member, 'creator')),
      relevance: percentage(own(member, 'relevance')),
      confidence: percentage(own(member, 'confidence')),
    }),
  );
}

/** As concepts, with the point on the map where the source gives one. */
export function places(value: unknown): Place[] {
  return each(value, (member) =>
    point(own(member, 'geoJSON') ?? own(member, 'geojson') ?? own(member, 'geometry_geojson')),
  );
}

/** As concepts, with the symbols under which they are traded. */
export function organisations(value: unknown): Organisation[] {
  return each(value, (member) => {
    const symbols = array(own(member, 'symbols')).flatMap((entry) => {
      const symbol = isObject(entry)
        ? present({
            exchange: string(own(entry, 'exchange')),
            symbolType: symbolType(string(own(entry, 'symbolType') ?? own(entry, 'symboltype'))),
            symbol: string(own(entry, 'symbol')) ?? string(own(entry, 'ticker')),
          })
        : present({ symbol: string(entry) });
      return Object.keys(symbol).length === 0 ? [] : [symbol];
    });
    return symbols.length === 0 ? {} : { symbols };
  });
}

/** ninjs wants a concept here; what is only a word has no place. */
function symbolType(written: string | undefined): string | undefined {
  return written === undefined ? undefined : conceptUri(qcodeOf(written) ?? written);
}

/** A GeoJSON point, or the point of a GeoJSON feature: longitude, latitude and perhaps height. */
export function point(value: unknown): Pick<Place, 'geoJSON'> {
  const geometry = own(value, 'type') === 'Feature' ? at(value, 'geometry') : value;
  const coordinates = array(own(geometry, 'coordinates')).flatMap((member) => number(member) ?? []);
  const [longitude = 999, latitude = 999] = coordinates;
  return own(object(geometry), 'type') === 'Point' &&
    coordinates.length <= 3 &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
    ? { geoJSON: { type: 'Point', coordinates } }
    : {};
}

function each<T extends object>(value: unknown, more: (member: JsonObject) => T): (Concept & T)[] {
  return array(value).flatMap((member) => {
    const extras = isObject(member) ? more(member) : undefined;
    return concepts([member]).map((concept) => Object.assign({}, concept, extras));
  });
}

function percentage(value: unknown): number | undefined {
  const found = number(value);
  return found !== undefined && found >= 0 && found <= 100 ? Math.round(found) : undefined;
}
