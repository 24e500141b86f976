/** Concepts of digitalwires: `categories`, each with the type that says what it is to the entry. */
import type { Concept, Place } from '../../article/ninjs.ts';
import { at, type Fields, number, own, present, string, type JsonObject } from '../common/json.ts';
import { point } from '../ninjs/concepts.ts';
import { qcodeOf } from '../common/schemes.ts';

/** Types whose meaning is read above; others are kept. */
const TYPES = [
  ...['signal', 'pubstatus', 'wire', 'creator', 'contributor', 'dpasubject', 'keyword', 'geosubject', 'desk'],
  ...['genre', 'poi', 'urgency', 'provider', 'scope', 'located', 'infosource'],
];

interface Category {
  name: string | undefined;
  qcode: string | undefined;
  role: string | undefined;
  concept: Concept;
  source: JsonObject;
}

interface Categories {
  all(type: string): Category[];
  first(type: string): Category | undefined;
  names(type: string, otherwise?: readonly string[]): string[];
  concepts(type: string, otherwise?: readonly string[]): Concept[];
  keepUnknown(): void;
}

/** `categories: [{type: "dnltype:genre", name, qcode, rank}]` by type, in the order of their ranks. */
export function categoriesOf(fields: Fields): Categories {
  const byType = new Map<string, Category[]>();
  const source = fields.objects('categories');
  const ranked = [...source].sort((a, b) => rankOf(a) - rankOf(b));
  for (const category of ranked) {
    const type = string(own(category, 'type'))?.replace(/^dnltype:/, '') ?? '';
    const name = string(own(category, 'name'));
    const qcode = string(own(category, 'qcode'));
    const uri = qcode === undefined ? undefined : (qcodeOf(qcode) ?? qcode);
    const found = {
      name,
      qcode,
      role: string(own(category, 'role')),
      concept: present({ name, uri }),
      source: category,
    };
    byType.set(type, [...(byType.get(type) ?? []), found]);
  }
  const all = (type: string): Category[] => byType.get(type) ?? [];
  const names = (type: string, otherwise: readonly string[] = []): string[] => {
    const found = all(type).flatMap(({ name }) => name ?? []);
    return found.length > 0 ? found : [...otherwise];
  };
  return {
    all,
    first: (type) => all(type)[0],
    names,
    concepts: (type, otherwise = []) =>
      all(type).length > 0
        ? all(type)
            .map(({ concept }) => concept)
            .filter((concept) => Object.keys(concept).length > 0)
        : otherwise.map((name) => ({ name })),
    keepUnknown() {
      const left = [...byType].filter(([type]) => !TYPES.includes(type)).flatMap(([, found]) => found);
      fields.keepAs(
        'categories',
        left.map(({ source: category }) => category),
      );
    },
  };
}

/** Its place among its like; what has no rank comes last. */
export function rankOf(value: JsonObject): number {
  return number(own(value, 'rank')) ?? 1000;
}

/** A point of interest: its name is that of the GeoJSON feature, its address is known by the point. */
export function placeOf({ name, concept, source }: Category): Place {
  const feature = own(source, 'geojson');
  const called = string(at(feature, 'properties', 'name')) ?? name;
  return { ...concept, ...present({ name: called, rel: 'poi' }), ...point(feature) };
}
