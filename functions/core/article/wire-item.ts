/**
 * What a parser hands over: one item in the provider's own values.
 *
 * A parser only reads. It decodes entities and finds each value's place, but leaves to
 * functions/core/article/normalise.ts all that is the same for every format: dates to RFC 3339 in the
 * provider's zone, bodies to clean HTML and plain text, URIs, white space, signals in words,
 * embargoes that are held, urgency scales, warnings. An absent property means "the source does not say".
 */
import type { ChildNode } from 'domhandler';
import type {
  AltId,
  ArticleType,
  Concept,
  EventDetails,
  Genre,
  NewsEvent,
  Organisation,
  Place,
  PlannedCoverage,
  PubStatus,
  Rendition,
  Subject,
  Text,
} from './ninjs.ts';
import type { Body } from '../text/body.ts';
import type { EdNote, RemovedText, Signal, Warning } from './record.ts';
import type { ContentCredentials, RestrictionKind } from './rights.ts';

export type { Body, Paragraph } from '../text/body.ts';

/** Member of a package or media of the item; its uri may be no URI yet (normalise makes it one). */
export interface ItemAssociation {
  name: string;
  rel?: string;
  id: string;
  type?: ArticleType;
  version?: string;
  headline?: string;
  caption?: string;
  by?: string;
  pubStatus?: PubStatus;
  copyrightHolder?: string;
  copyrightNotice?: string;
  usageTerms?: string;
  renditions?: readonly ItemRendition[];
}

/**
 * What fields of the format say of rights and of AI, each with the name of its field. Words in notes, terms and captions
 * are read by functions/core/rights, which keeps as `other` what it does not understand of `statements`.
 */
export interface ItemRights {
  /** A concept of the PLUS vocabulary as URI, qcode or code; or words. */
  dataMining?: readonly { value: string; constraints?: string; field: string }[];
  ai?: readonly {
    system?: string;
    version?: string;
    provider?: string;
    uri?: string;
    prompt?: string;
    promptWriter?: string;
    field: string;
  }[];
  /** With a kind where the field says it: its value is the scope. */
  statements?: readonly { text: string; field: string; kind?: RestrictionKind; scope?: string }[];
  credentials?: ContentCredentials;
  /** A resource with the rights, and rights in a rights expression language (URI of it). */
  linked?: string;
  encoded?: string;
  /** The rights expression language of either, a URI. */
  language?: string;
}

/** href may be relative: normalise keeps it as an s3: or urn: reference. Numbers may be strings as in the source. */
export type ItemRendition = Omit<
  Rendition,
  'href' | 'width' | 'height' | 'sizeInBytes' | 'duration' | 'frameRate' | 'scanType'
> & {
  href?: string;
  width?: number | string;
  height?: number | string;
  sizeInBytes?: number | string;
  duration?: number | string;
  frameRate?: number | string;
  scanType?: string;
};

export interface WireItem {
  /** The provider's identity of the story without its version, as written (a URI or not). */
  id?: string;
  /** Where the source has no id: the values from which a stable one is derived. Never a time of receipt or a file name. */
  idFrom?: readonly string[];
  /** As the provider wrote it. */
  version?: string;
  /**
   * A number that sorts the versions of one item. Absent: taken from `version` if that is a whole number.
   * null: the version is opaque (Reuters), only equality counts.
   */
  versionSequence?: number | null;
  type?: ArticleType;
  /** partial: the source says that this is not the whole item. */
  representationType?: 'full' | 'partial';
  /** The provider's name for the structure of the item. */
  profile?: string;
  /** usable, withheld, canceled, embargoed ... in the source's own spelling; killed and cancelled are understood. */
  status?: string;

  /** Dates as written; a zone is applied by normalise. */
  firstCreated?: string;
  versionCreated?: string;
  contentCreated?: string;
  expires?: string;
  /** An empty string is an embargo without an end (NewsML-G2 `<embargoed/>`): held. */
  embargoed?: string;
  /** The embargo in words, e.g. "Embargoed to 0001 Friday September 9": shown, and held where no time is given. */
  embargoText?: string;

  headlines?: readonly Text[];
  body?: Body;
  descriptions?: readonly Text[];
  by?: string;
  title?: string;
  slugline?: string;
  takeKey?: string;
  dateline?: { text?: string; city?: string; country?: string; date?: string };
  located?: string;
  creditLine?: string;
  language?: string;
  /** 1-9; anything else (0, empty, DEFAULT) is ignored with a warning. */
  urgency?: number | string;
  priority?: number | string;
  service?: string;
  categories?: readonly string[];
  keywords?: readonly string[];
  wordCount?: number | string;
  edNotes?: readonly EdNote[];
  usageTerms?: string;
  copyrightHolder?: string;
  copyrightNotice?: string;
  rights?: ItemRights;

  subjects?: readonly Subject[];
  places?: readonly Place[];
  people?: readonly Concept[];
  organisations?: readonly Organisation[];
  events?: readonly NewsEvent[];
  objects?: readonly Concept[];
  genres?: readonly Genre[];
  infoSources?: readonly { name?: string; role?: string; uri?: string; literal?: string }[];
  renditions?: readonly ItemRendition[];
  associations?: readonly ItemAssociation[];
  altIds?: readonly AltId[];
  eventDetails?: EventDetails;
  plannedCoverage?: readonly PlannedCoverage[];
  digitalSourceType?: { name?: string; uri?: string; literal?: string };

  /** Photo credits as written ("Jane Doe/AFP/Getty Images"), for the source tagger. */
  photoCredits?: readonly string[];
  /** Signals that the format states in a field of its own; words in slug, headline and notes are read by normalise. */
  signals?: readonly Signal[];
  /** Ids of items that this one replaces or cancels, as written. */
  replaces?: readonly string[];
  /** Set where this item says that ANOTHER item is killed (NITF management-doc-idref, NewsML 1 Instruction). */
  cancels?: readonly string[];
  /** NewsML 1 RevisionId@Update: U and A are edits to the stored previous revision. */
  revisionEdit?: RevisionEdit;

  removed?: readonly RemovedText[];
  warnings?: readonly Warning[];
  extra?: Readonly<Record<string, unknown>>;
}

/** An edit of the previous revision instead of a full item (NewsML 1.2, section 5.5 "Update" and RevisionId@Update). */
export interface RevisionEdit {
  mode: 'update' | 'management-only';
  previousVersion?: string;
  /** Of mode update: in order, each against what those before it have made. */
  edits?: readonly ContentEdit[];
}

/** One edit of the content of the previous revision; applied by formats/newsml-1/revision-edits.ts. */
export interface ContentEdit {
  op: 'insert-before' | 'insert-after' | 'replace' | 'delete';
  /** The Duid, Euid or id of an element of the previous revision. */
  idRef: string;
  /** Absent for delete. */
  content?: readonly ChildNode[];
}
