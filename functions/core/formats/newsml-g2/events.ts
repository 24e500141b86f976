/** Concepts, events (EventsML-G2) and planning: conceptItem, knowledgeItem, planningItem, and events inside newsItems. */
import type { Element } from 'domhandler';
import { isUri } from '../../article/identity.ts';
import type {
  DateSpan,
  EventDetails,
  NewsEvent,
  Place,
  PlannedCoverage,
  PubStatus,
} from '../../article/ninjs.ts';
import { readDate } from '../../text/dates.ts';
import { attribute, child, children, text } from '../../text/xml.ts';
import type { ParseContext } from '../common/format.ts';
import type { ItemAssociation, WireItem } from '../../article/wire-item.ts';
import { present } from '../common/json.ts';
import { allToJson, blockText, toJson } from '../common/xml-values.ts';
import { codeOf } from './catalog.ts';
import { geoJsonOf, nameOf, preferred, referenceOf, uriOf, type Scope } from './concepts.ts';
import { canonicalGuid } from './identity.ts';
import { typeOf } from './item-class.ts';

/** conceptItem: one concept; of type event where it is one, else a component with the concept kept in `extra`. */
export function readConcept(item: Element, scope: Scope, context: ParseContext): Partial<WireItem> {
  const concept = child(item, 'concept');
  if (concept === undefined) return {};
  const id = child(concept, 'conceptId');
  const nature = codeOf(
    attribute(child(concept, 'type'), 'qcode') ?? attribute(child(concept, 'type'), 'uri'),
  );
  const isEvent = nature === 'event' || child(concept, 'eventDetails') !== undefined;
  const own = id === undefined ? undefined : uriOf(id, scope);
  return {
    ...named(concept, scope),
    ...(isEvent ? readEvent(concept, scope, context) : {}),
    ...present({
      type: isEvent ? ('event' as const) : ('component' as const),
      altIds: own === undefined ? [] : [{ role: 'conceptId', value: own }],
      extra: present({ concept: toJson(concept) }),
    }),
  };
}

/** knowledgeItem: a set of concepts. */
export function readKnowledge(item: Element): Partial<WireItem> {
  const concepts = children(child(item, 'conceptSet'), 'concept');
  return {
    type: 'component',
    extra: present({
      conceptCount: String(concepts.length),
      concepts: allToJson(concepts),
      scheme: allToJson(children(item, 'schemeMeta')),
    }),
  };
}

/** catalogItem: schemes and their aliases. */
export function readCatalogItem(item: Element): Partial<WireItem> {
  return {
    type: 'component',
    extra: present({ catalogs: allToJson(children(child(item, 'catalogContainer'), 'catalog')) }),
  };
}

/** planningItem: what the provider will deliver about an event. */
export function readPlanning(item: Element, scope: Scope, context: ParseContext): Partial<WireItem> {
  const coverageSet = child(item, 'newsCoverageSet');
  const delivered = children(coverageSet, 'newsCoverage').flatMap((coverage) => deliveriesOf(coverage));
  return {
    type: 'planning',
    plannedCoverage: plannedCoverageOf(coverageSet, scope, context),
    associations: delivered,
    extra: present({ newsCoverage: allToJson(children(coverageSet, 'newsCoverage')) }),
  };
}

/** Events that a newsItem carries inline (`events/event`): each among `events`, one alone with its details. */
export function readInlineEvents(item: Element, scope: Scope, context: ParseContext): Partial<WireItem> {
  const events = children(child(item, 'contentSet'), 'inlineXML').flatMap((inline) => [
    ...children(child(inline, 'events'), 'event'),
    ...children(inline, 'event'),
  ]);
  const [first] = events;
  if (first === undefined) return {};
  const only = events.length === 1 ? readEvent(first, scope, context) : {};
  return present({
    events: events.flatMap((event): NewsEvent[] => {
      const name = nameOf(event, scope.language);
      return name === undefined ? [] : [present({ name, rel: 'content', id: attribute(event, 'id') })];
    }),
    eventDetails: only.eventDetails,
    places: only.places,
  });
}

/** Name and definitions of a concept as headline and descriptions. */
function named(concept: Element, scope: Scope): Partial<WireItem> {
  const name = nameOf(concept, scope.language);
  const definition = preferred(children(concept, 'definition'), scope.language);
  return present({
    headlines: name === undefined ? [] : [{ role: 'main', value: name }],
    descriptions: definition === undefined ? [] : [{ role: 'summary', value: blockText(definition) }],
  });
}

function readEvent(event: Element, scope: Scope, context: ParseContext): Partial<WireItem> {
  const details = child(event, 'eventDetails');
  const locations = children(details, 'location').map((location): Place =>
    present({ ...referenceOf(location, scope), rel: 'event', geoJSON: geoJsonOf(location, scope) }),
  );
  const organiser = child(details, 'organiser');
  const organisation = organiser === undefined ? {} : referenceOf(organiser, scope);
  const coverageSet = child(event, 'newsCoverageSet') ?? details;
  const eventDetails: EventDetails = present({
    // of its own since 2.35; before that only whether it will occur
    eventStatus: validUri(child(details, 'eventStatus') ?? child(details, 'occurStatus'), scope),
    plannedCoverageStatus: validUri(child(details, 'newsCoverageStatus'), scope),
    dates: datesOf(child(details, 'dates'), context),
    organiser:
      Object.keys(organisation).length === 0
        ? undefined
        : present({ ...organisation, uri: organiser === undefined ? undefined : validUri(organiser, scope) }),
  });
  return present({
    eventDetails: Object.keys(eventDetails).length === 0 ? undefined : eventDetails,
    places: locations,
    people: children(details, 'participant').map((one) => ({
      ...referenceOf(one, scope),
      rel: 'participant',
    })),
    plannedCoverage: plannedCoverageOf(coverageSet, scope, context),
    language: attribute(child(details, 'language'), 'tag'),
  });
}

/** ninjs takes the concept's URI only; a status without a known scheme stays a qcode urn. */
function validUri(element: Element | undefined, scope: Scope): string | undefined {
  const uri = element === undefined ? undefined : uriOf(element, scope);
  return uri !== undefined && isUri(uri) ? uri : undefined;
}

/**
 * Instants are start and end; a day, month or year alone, or an unconfirmed date, is an expected one. A duration
 * gives the end where there is none.
 */
function datesOf(dates: Element | undefined, context: ParseContext): DateSpan | undefined {
  const start = child(dates, 'start');
  const end = child(dates, 'end');
  const unconfirmed = /expected|approximate|unconfirmed/i.test(
    [
      attribute(start, 'confirmation'),
      attribute(dates, 'confirmation'),
      attribute(child(dates, 'confirmation'), 'qcode'),
    ].join(' '),
  );
  const began = dateOf(text(start), context);
  const ended = dateOf(text(end), context) ?? endAfter(began, text(child(dates, 'duration')));
  const span: DateSpan = present({
    startDate: unconfirmed ? undefined : began?.instant,
    endDate: unconfirmed ? undefined : ended?.instant,
    expectedStartDate: unconfirmed ? (began?.instant ?? began?.day) : began?.day,
    expectedEndDate: unconfirmed ? (ended?.instant ?? ended?.day) : ended?.day,
  });
  return Object.keys(span).length === 0 ? undefined : span;
}

interface ReadDate {
  instant?: string;
  /** A date without a time, as written. */
  day?: string;
}

function dateOf(written: string | undefined, context: ParseContext): ReadDate | undefined {
  if (written === undefined) return undefined;
  if (/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(written)) return { day: written };
  const { instant } = readDate(written, { ...context, window: 'any' });
  return instant === undefined ? undefined : { instant };
}

/** ISO 8601 durations of days, hours and minutes; months and years have no fixed length. */
function endAfter(start: ReadDate | undefined, duration: string | undefined): ReadDate | undefined {
  const parts = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?$/.exec(duration ?? '');
  if (parts === null || start?.instant === undefined) return undefined;
  const [days = 0, hours = 0, minutes = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const length = ((days * 24 + hours) * 60 + minutes) * 60_000;
  return length === 0 ? undefined : { instant: new Date(Date.parse(start.instant) + length).toISOString() };
}

const PUB_STATUSES: readonly PubStatus[] = ['usable', 'withheld', 'canceled'];

function plannedCoverageOf(
  coverageSet: Element | undefined,
  scope: Scope,
  context: ParseContext,
): PlannedCoverage[] {
  return children(coverageSet, 'newsCoverage').flatMap((coverage) => {
    const plannings = children(coverage, 'planning');
    return (plannings.length === 0 ? [coverage] : plannings).map((planning): PlannedCoverage => {
      const id = attribute(coverage, 'id');
      const urgency = Number(text(child(planning, 'urgency')) ?? NaN);
      const words = Number(attribute(planning, 'wordcount') ?? text(child(planning, 'wordCount')) ?? NaN);
      const status = codeOf(attribute(child(planning, 'pubStatus'), 'qcode'));
      const scheduled = dateOf(text(child(planning, 'scheduled')), context);
      const expected = scheduled?.instant ?? scheduled?.day;
      return present({
        uri: id !== undefined && isUri(id) ? id : undefined,
        title:
          text(preferred(children(planning, 'headline'), scope.language)) ?? text(child(planning, 'title')),
        pubStatus: PUB_STATUSES.find((one) => one === status),
        type: typeOf(child(planning, 'itemClass')) ?? text(child(planning, 'g2contentType')),
        edNote: children(planning, 'edNote').map(blockText).join(' ').replaceAll('\n', ' ') || undefined,
        urgency: Number.isInteger(urgency) && urgency >= 1 && urgency <= 9 ? urgency : undefined,
        language: attribute(child(planning, 'language'), 'tag'),
        wordCount: Number.isInteger(words) && words >= 0 ? words : undefined,
        dates: expected === undefined ? undefined : { expectedStartDate: expected },
      });
    });
  });
}

/** Items that have been delivered for the plan. */
function deliveriesOf(coverage: Element): ItemAssociation[] {
  const references = [
    ...children(child(coverage, 'delivery'), 'deliveredItemRef'),
    ...children(coverage, 'deliveredItemRef'),
  ];
  return references.flatMap((reference, index) => {
    const target =
      attribute(reference, 'guidref') ?? attribute(reference, 'residref') ?? attribute(reference, 'href');
    return target === undefined
      ? []
      : [{ name: `delivered-${index + 1}`, rel: 'delivered', id: canonicalGuid(target) }];
  });
}
