/** `subject` of contentMeta: people, organisations, places, events and things by their nature, subjects the rest. */
import type { Element } from 'domhandler';
import type { Concept, NewsEvent, Organisation, Place, Subject } from '../../article/ninjs.ts';
import { attribute, children } from '../../text/xml.ts';
import { present } from '../common/json.ts';
import { lastPart } from './catalog.ts';
import { geoJsonOf, natureOf, referenceOf, type ConceptReference, type Scope } from './concepts.ts';
import { symbolsOf } from './symbols.ts';

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

/** @param keywords among which an organisation that stands alone has its symbols */
export function readSubjects(
  elements: readonly Element[],
  keywords: readonly string[],
  scope: Scope,
): Concepts {
  const found: Concepts = {
    subjects: [],
    people: [],
    organisations: [],
    places: [],
    events: [],
    objects: [],
    categories: [],
  };
  const natures = elements.map((element) => natureOf(element, scope));
  const isOnlyOrganisation = natures.indexOf('organisation') === natures.lastIndexOf('organisation');
  for (const [index, element] of elements.entries()) {
    const reference = referenceOf(element, scope);
    if (Object.keys(reference).length === 0) continue;
    const concept = present({ ...reference, rel: relationOf(element) });
    const equivalents = equivalentsOf(element, scope);
    const qcode = attribute(element, 'qcode') ?? '';
    const nature = natures[index];
    if (nature === 'category' || CATEGORY_ALIASES.test(qcode)) {
      found.categories.push(lastPart(qcode) || (reference.literal ?? reference.name ?? ''));
    }
    if (nature === 'person') found.people.push(concept, ...equivalents);
    else if (nature === 'organisation') {
      const symbols = symbolsOf(element, scope, isOnlyOrganisation ? keywords : []);
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
