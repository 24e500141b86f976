/** Events and planning of ninjs 3: taken over where they are valid, since nothing behind the parser looks into them. */
import { conceptsOf } from '../../article/concepts.ts';
import { isUri } from '../../article/identity.ts';
import type { DateSpan, EventDetails, PlannedCoverage } from '../../article/ninjs.ts';
import { array, isObject, number, own, present, string } from '../json.ts';
import { typeOf } from './associations.ts';
import { organisations } from './concepts.ts';

/** RFC 3339 with a zone. */
const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/** As exact as it is known: year, month, day or instant. */
const TRUNCATED = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** Status, dates and organiser of a planned event; undefined where nothing valid is said. */
export function eventDetailsOf(value: unknown): EventDetails | undefined {
  const organiser = conceptsOf(organisations(own(value, 'organiser')))[0];
  return nonEmpty(
    present({
      eventStatus: uri(own(value, 'eventStatus')),
      plannedCoverageStatus: uri(own(value, 'plannedCoverageStatus')),
      dates: datesOf(own(value, 'dates')),
      organiser,
    }),
  );
}

const STATES = ['usable', 'withheld', 'canceled'] as const;

/** The coverage that the provider plans of an event. */
export function plannedCoverageOf(value: unknown): PlannedCoverage[] {
  return array(value)
    .filter(isObject)
    .flatMap((member) => {
      const urgency = number(own(member, 'urgency'));
      const wordCount = number(own(member, 'wordCount'));
      const planned = nonEmpty(
        present({
          uri: uri(own(member, 'uri')),
          title: string(own(member, 'title')),
          pubStatus: STATES.find((state) => state === own(member, 'pubStatus')),
          type: typeOf(string(own(member, 'type'))),
          edNote: string(own(member, 'edNote')),
          urgency: urgency !== undefined && urgency >= 1 && urgency <= 9 ? Math.round(urgency) : undefined,
          language: string(own(member, 'language')),
          wordCount: wordCount !== undefined && wordCount >= 0 ? Math.round(wordCount) : undefined,
          dates: datesOf(own(member, 'dates')),
        }),
      );
      return planned === undefined ? [] : [planned];
    });
}

function datesOf(value: unknown): DateSpan | undefined {
  return nonEmpty(
    present({
      startDate: matching(own(value, 'startDate'), INSTANT),
      endDate: matching(own(value, 'endDate'), INSTANT),
      expectedStartDate: truncated(own(value, 'expectedStartDate')),
      expectedEndDate: truncated(own(value, 'expectedEndDate')),
    }),
  );
}

function truncated(value: unknown): string | undefined {
  return matching(value, TRUNCATED) ?? matching(value, INSTANT);
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  const written = string(value);
  return written !== undefined && pattern.test(written) ? written : undefined;
}

function uri(value: unknown): string | undefined {
  const written = string(value);
  return written !== undefined && isUri(written) ? written : undefined;
}

function nonEmpty<T extends object>(found: T): T | undefined {
  return Object.keys(found).length === 0 ? undefined : found;
}
