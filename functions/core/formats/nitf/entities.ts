/** Inline entities of NITF (person, org, location ...): their text stays in the body, their names are concepts too. */
import { isTag, type ChildNode, type Element } from 'domhandler';
import type { Concept, Organisation, Place } from '../../article/ninjs.ts';
import { attribute, text } from '../../text/xml.ts';
import { present } from '../common/json.ts';
import type { WireItem } from '../../article/wire-item.ts';

const MOST_ENTITIES = 500;

type Entities = Pick<WireItem, 'people' | 'organisations' | 'places' | 'events' | 'objects'>;

/** Everything that the nodes mark up as an entity, each name once, with rel "mentioned". */
export function entitiesIn(nodes: readonly ChildNode[]): Entities {
  const people = new Map<string, Concept>();
  const organisations = new Map<string, Organisation>();
  const places = new Map<string, Place>();
  const events = new Map<string, Concept>();
  const objects = new Map<string, Concept>();
  const kinds: Readonly<Record<string, Map<string, Concept>>> = {
    person: people,
    org: organisations,
    location: places,
    event: events,
    'object.title': objects,
  };
  let left = MOST_ENTITIES;
  const walk = (inner: readonly ChildNode[]): void => {
    for (const node of inner) {
      if (!isTag(node)) continue;
      const kind = Object.hasOwn(kinds, node.name) ? kinds[node.name] : undefined;
      if (kind === undefined) walk(node.children);
      else if (left-- > 0) {
        const concept = entityOf(node);
        if (concept?.name !== undefined && !kind.has(concept.name)) kind.set(concept.name, concept);
      }
    }
  };
  walk(nodes);
  return present({
    people: [...people.values()],
    organisations: [...organisations.values()],
    places: [...places.values()],
    events: [...events.values()],
    objects: [...objects.values()],
  });
}

/** A vendor's code (`value` in the scheme `idsrc`) becomes a qcode of that scheme. */
export function entityOf(element: Element, rel = 'mentioned'): Concept | undefined {
  const name = text(element)?.replace(/['’]s?$/, '');
  const code = attribute(element, 'value') ?? attribute(element, 'location-code');
  const source = attribute(element, 'idsrc') ?? attribute(element, 'code-source');
  if (name === undefined && code === undefined) return undefined;
  return present({
    name,
    rel,
    uri:
      code === undefined || source === undefined
        ? undefined
        : `urn:x-qcode:${source.replaceAll(':', '.')}:${code}`,
    literal: source === undefined ? code : undefined,
  });
}
