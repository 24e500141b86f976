/** Events and planning of ninjs 3: taken over where they are valid, since nothing behind the parser looks into them. */
import { conceptsOf, conceptUri } from '../../article/concepts.ts';
import { isUri } from '../../article/identity.ts';
import type { DateSpan, EventDetails, PlannedCoverage } from '../../article/ninjs.ts';
import { array, isObject, localCode, number, own, present, string } from '../common/json.ts';
import { typeOf } from './associations.ts';
import { organisations } from './concepts.ts';
import { qcodeOf } from '../common/schemes.ts';

/** RFC 3339 with a zone. */
const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/** As exact as it is known: year, month, day or time of the day, with a zone or without. */
const TRUNCATED =
  /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)?)?$/;

/** Status, dates and organiser of a planned event; undefined where nothing valid is said. */
export function eventDetailsOf(value: unknown): EventDetails | undefined {
  const organiser = conceptsOf(organisations(own(value, 'organiser')))[0];
  return nonEmpty(
    present({
      eventStatus: status(own(value, 'eventStatus')),
      plannedCoverageStatus: status(own(value, 'plannedCoverageStatus')),
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
          pubStatus: STATES.find((state) => state === localCode(own(member, 'pubStatus'))),
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
  return nonEmpty({ ...endpoint(value, 'startDate'), ...endpoint(value, 'endDate') });
}

/** ninjs allows one of the exact and the expected date; what is less than an instant can only be the latter. */
function endpoint(value: unknown, name: 'startDate' | 'endDate'): DateSpan {
  const expected = name === 'startDate' ? 'expectedStartDate' : 'expectedEndDate';
  const exact = string(own(value, name));
  if (exact !== undefined && INSTANT.test(exact) && isDay(exact)) return { [name]: exact };
  const told = [string(own(value, expected)), exact].find(
    (date) => date !== undefined && TRUNCATED.test(date),
  );
  return told === undefined ? {} : { [expected]: told };
}

/** The 30th of February has the form of a date and is none. */
function isDay(instant: string): boolean {
  const day = instant.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

/** A concept, as its URI or qcode or as an object with one. */
function status(value: unknown): string | undefined {
  const written = string(value) ?? string(own(value, 'uri')) ?? string(own(value, 'qcode'));
  return written === undefined ? undefined : conceptUri(qcodeOf(written) ?? written);
}

function uri(value: unknown): string | undefined {
  const written = string(value);
  return written !== undefined && isUri(written) ? written : undefined;
}

function nonEmpty<T extends object>(found: T): T | undefined {
  return Object.keys(found).length === 0 ? undefined : found;
}
