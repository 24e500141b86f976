/**
 * Strict ninjs 3.1 and 3.2, as far as this pipeline writes them: written by hand after the IPTC schemas
 * (https://iptc.org/std/ninjs/ninjs-schema_3.2.json), not made from our types, so that it holds them as well. Closed:
 * a property that is not named here is a fault. 3.2 has one property more. Where IPTC's schema is at hand, `npm run test:corpus` holds records
 * against that, and this one against it.
 */
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { Article, NinjsVersion } from '../../functions/core/article/ninjs.ts';

type Schema = Readonly<Record<string, unknown>>;

const string: Schema = { type: 'string' };
const integer: Schema = { type: 'integer' };
const uri: Schema = { type: 'string', format: 'uri' };
const instant: Schema = { type: 'string', format: 'date-time' };
const percent: Schema = { type: 'integer', minimum: 0, maximum: 100 };
const urgency: Schema = { type: 'integer', minimum: 1, maximum: 9 };
const pubStatus: Schema = { enum: ['usable', 'withheld', 'canceled'] };
/** A date that may lack its day, its month or its time. */
const truncated: Schema = {
  type: 'string',
  pattern: String.raw`^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$`,
};

const object = (properties: Schema, required: readonly string[] = [], rest: Schema = {}): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
  ...rest,
});
const list = (items: Schema): Schema => ({ type: 'array', items });
/** Exactly one of the properties. */
const oneOf = (...names: string[]): Schema => ({ oneOf: names.map((name) => ({ required: [name] })) });

const text = { role: string, contentType: string, value: string };
const named = { name: string, uri, literal: string };
const concept = { ...named, rel: string };
const organisation = object({
  ...concept,
  symbols: list(object({ exchange: string, symbolType: uri, symbol: string })),
});
const dates = object(
  { startDate: instant, endDate: instant, expectedStartDate: truncated, expectedEndDate: truncated },
  [],
  { anyOf: [oneOf('startDate', 'expectedStartDate'), oneOf('endDate', 'expectedEndDate')] },
);
const point = object(
  { type: { const: 'Point' }, coordinates: { ...list({ type: 'number' }), minItems: 2 } },
  ['type', 'coordinates'],
);
const type: Schema = {
  enum: ['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning'],
};

/** What an article and a member of a package have. */
const itemOf = (version: NinjsVersion): Schema => ({
  uri,
  type,
  representationType: { enum: ['full', 'partial'] },
  profile: string,
  version: string,
  firstCreated: instant,
  versionCreated: instant,
  contentCreated: instant,
  embargoedUntil: instant,
  expires: instant,
  pubStatus,
  urgency,
  copyrightHolder: string,
  copyrightNotice: string,
  usageTerms: string,
  edNote: string,
  language: string,
  title: string,
  by: string,
  slugline: string,
  located: string,
  headlines: list(object(text, ['value'])),
  descriptions: list(object(text, ['value'])),
  bodies: list(object({ ...text, charCount: integer, wordCount: integer }, ['value'])),
  people: list(object(concept)),
  organisations: list(organisation),
  places: list(object({ ...concept, geoJSON: point })),
  subjects: list(object({ ...concept, creator: string, relevance: percent, confidence: percent })),
  events: list(object({ ...concept, id: string })),
  objects: list(object(concept)),
  genres: list(object(named)),
  infoSources: list(object({ ...named, role: string })),
  renditions: list(
    object(
      {
        name: string,
        href: uri,
        contentType: string,
        title: string,
        width: integer,
        height: integer,
        sizeInBytes: integer,
        duration: { type: 'number' },
        format: string,
        aspectRatio: string,
        videoCodec: string,
        frameRate: { type: 'number' },
        scanType: { enum: ['progressive', 'interlaced'] },
        bitrate: string,
        transportProtocol: string,
        ...(version === '3.1'
          ? {}
          : {
              resources: list(object({ role: string, title: string, language: string, contentType: string })),
            }),
      },
      ['name'],
    ),
  ),
  associations: list({ $ref: '#/definitions/association' }),
  altIds: list(object({ role: string, value: string })),
  eventDetails: object({ eventStatus: uri, plannedCoverageStatus: uri, dates, organiser: organisation }),
  plannedCoverage: list(
    object({
      uri,
      title: string,
      pubStatus,
      type,
      dates,
      edNote: string,
      urgency,
      language: string,
      wordCount: integer,
    }),
  ),
  rightsInfo: object(
    { langId: uri, linkedRights: uri, encodedRights: string },
    [],
    oneOf('linkedRights', 'encodedRights'),
  ),
  digitalSourceType: object(named),
  standard: object({ name: string, version: string, schema: uri }),
});

export function strictSchema(version: NinjsVersion): Schema {
  const item = itemOf(version);
  return {
    ...object(item, ['uri']),
    definitions: { association: object({ ...item, name: string, rel: string }, ['name', 'uri']) },
  };
}

/** What one test file of a worker has compiled serves the next. */
const compiled = new Map<NinjsVersion, ValidateFunction>();

/** Tells whether a value is strict ninjs of a version; its `errors` say why not. */
export function strictNinjs(version: NinjsVersion = '3.2'): ValidateFunction {
  const known = compiled.get(version) ?? strictValidator(version);
  compiled.set(version, known);
  return known;
}

function strictValidator(version: NinjsVersion): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  formats.default(ajv);
  return ajv.compile(strictSchema(version));
}

/** Whether an article, or a member of it, uses what 3.1 does not have. */
export function needs32({ renditions = [], associations = [] }: Partial<Article>): boolean {
  return renditions.some(({ resources }) => resources !== undefined) || associations.some(needs32);
}
