/**
 * The part of IPTC ninjs 3.2 that this pipeline writes, property for property as in the IPTC schema
 * (http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json). Nothing of our own may be added here:
 * strict ninjs refuses unknown properties, so what ninjs cannot say stands in `wire`.
 */

/** An absolute URI. @format uri */
export type Uri = string;

/** An instant with a zone, RFC 3339. @format date-time */
export type Instant = string;

/**
 * A count or a number without a fraction.
 * @asType integer
 */
export type Integer = number;

export type ArticleType =
  'text' | 'audio' | 'video' | 'picture' | 'graphic' | 'composite' | 'component' | 'event' | 'planning';

export type PubStatus = 'usable' | 'withheld' | 'canceled';

export interface Text {
  role?: string;
  contentType?: string;
  value: string;
}

export interface BodyText extends Text {
  /** Characters of the value, mark-up not counted. */
  charCount?: Integer;
  wordCount?: Integer;
}

/** A controlled or free concept: subjects, objects, genres, places ... */
export interface Concept {
  name?: string;
  rel?: string;
  uri?: Uri;
  literal?: string;
}

export interface Subject extends Concept {
  creator?: string;
  /** @minimum 0 @maximum 100 */
  relevance?: Integer;
  /** @minimum 0 @maximum 100 */
  confidence?: Integer;
}

export interface Organisation extends Concept {
  symbols?: { exchange?: string; symbolType?: Uri; symbol?: string }[];
}

export interface Place extends Concept {
  geoJSON?: { type: 'Point'; coordinates: number[] };
}

export interface NewsEvent extends Concept {
  id?: string;
}

export interface Genre {
  name?: string;
  uri?: Uri;
  literal?: string;
}

export interface InfoSource {
  name?: string;
  role?: string;
  uri?: Uri;
  literal?: string;
}

export interface Rendition {
  name: string;
  href?: Uri;
  contentType?: string;
  title?: string;
  width?: Integer;
  height?: Integer;
  sizeInBytes?: Integer;
  /** Seconds. */
  duration?: number;
  format?: string;
  aspectRatio?: string;
  videoCodec?: string;
  frameRate?: number;
  scanType?: 'progressive' | 'interlaced';
  /** With its unit. */
  bitrate?: string;
  transportProtocol?: string;
  /** What the rendition holds: sound tracks, subtitles. ninjs 3.2; all else here is 3.1, too. */
  resources?: RenditionResource[];
}

export interface RenditionResource {
  role?: string;
  title?: string;
  /** BCP 47. */
  language?: string;
  contentType?: string;
}

/** What an article says of itself; those of before stay as they were stored. */
export type NinjsVersion = '3.1' | '3.2';

export interface AltId {
  role?: string;
  value?: string;
}

export interface DateSpan {
  startDate?: Instant;
  endDate?: Instant;
  /** A date or date-time, as exact as it is known. */
  expectedStartDate?: string;
  expectedEndDate?: string;
}

export interface EventDetails {
  eventStatus?: Uri;
  plannedCoverageStatus?: Uri;
  dates?: DateSpan;
  organiser?: Organisation;
}

export interface PlannedCoverage {
  uri?: Uri;
  title?: string;
  pubStatus?: PubStatus;
  type?: string;
  edNote?: string;
  /** @minimum 1 @maximum 9 */
  urgency?: Integer;
  language?: string;
  wordCount?: Integer;
  dates?: DateSpan;
}

/** A member of a package, or media that belongs to the item: a smaller ninjs item with a name. */
export interface Association extends Partial<Article> {
  name: string;
  rel?: string;
  uri: Uri;
}

export interface Article {
  uri: Uri;
  type?: ArticleType;
  representationType?: 'full' | 'partial';
  profile?: string;
  version?: string;
  firstCreated?: Instant;
  versionCreated?: Instant;
  contentCreated?: Instant;
  embargoedUntil?: Instant;
  expires?: Instant;
  pubStatus?: PubStatus;
  /** @minimum 1 @maximum 9 */
  urgency?: Integer;
  copyrightHolder?: string;
  copyrightNotice?: string;
  usageTerms?: string;
  edNote?: string;
  /** BCP 47. */
  language?: string;
  title?: string;
  by?: string;
  slugline?: string;
  located?: string;
  headlines?: Text[];
  descriptions?: Text[];
  bodies?: BodyText[];
  people?: Concept[];
  organisations?: Organisation[];
  places?: Place[];
  subjects?: Subject[];
  events?: NewsEvent[];
  objects?: Concept[];
  genres?: Genre[];
  infoSources?: InfoSource[];
  renditions?: Rendition[];
  associations?: Association[];
  altIds?: AltId[];
  eventDetails?: EventDetails;
  plannedCoverage?: PlannedCoverage[];
  rightsInfo?: { langId?: Uri; linkedRights?: Uri; encodedRights?: string };
  digitalSourceType?: { name?: string; uri?: Uri; literal?: string };
  standard?: { name: 'ninjs'; version: NinjsVersion; schema: Uri };
}
