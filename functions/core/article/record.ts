/**
 * The record: what `wire normalize` prints, what the table stores and what subscribers receive.
 * These types are the one source of the JSON Schemas in docs/schemas (`npm run schemas`).
 */
import type { RemovedText, Warning } from '../text/remarks.ts';
import type { Article, Instant, Integer, Uri } from './ninjs.ts';
import type { Rights } from './rights.ts';

export type { RemovedText, Rights, Warning };

/** Every wire format that a file can have; the names are public (record, message, `wire` command). */
export type WireFormat =
  | 'newsml-g2'
  | 'newsml-1'
  | 'nitf'
  | 'ninjs-1'
  | 'ninjs-2'
  | 'ninjs-3'
  | 'iptc7901'
  | 'anpa1312'
  | 'rfc822'
  | 'rss'
  | 'atom'
  | 'rdf'
  | 'json-feed'
  | 'json-articles'
  | 'ap-media'
  | 'dpa-digitalwires'
  | 'fingerpost'
  | 'reuters-connect'
  | 'wxr'
  | 'ritzau'
  | 'solita'
  | 'zczc'
  | 'photo'
  | 'html'
  | 'text';

/** What a provider says about an item beside its text (sig:update, ANNULE, 1st Ld-Writethru, EMBARGOED ...). */
export type Signal =
  | 'update'
  | 'correction'
  | 'kill'
  | 'kill-notice'
  | 'alert'
  | 'lead'
  | 'writethru'
  | 'advisory'
  | 'test'
  | 'resend'
  | 'reinstated'
  | 'silent-correction'
  | 'replaces'
  | 'metadata-only'
  | 'headline-derived'
  | 'embargo-lifted';

export interface EdNote {
  role: string;
  text: string;
  /** Only public notes reach `article.edNote`. */
  public: boolean;
}

export interface Dateline {
  text: string | null;
  city: string | null;
  /** ISO 3166-1 alpha-3 where the source tells it. */
  country: string | null;
  /** The dateline's own date, as written. */
  date: string | null;
}

export interface Embargo {
  until: Instant | null;
  /** Embargoed with no time that could be trusted: held until somebody releases it. */
  indefinite: boolean;
  text: string | null;
  /** Its agency's status is withheld until then: who has an earlier text is told to take it down meanwhile. */
  withheld?: true;
}

/**
 * Where the item's own time lies. A precise time: both are the same. A date without a time: its day, from midnight to
 * midnight. A local time of the hour that comes twice in autumn: its two readings.
 */
export interface Clock {
  from: Instant;
  to: Instant;
}

export type KillReferenceKind = 'slug' | 'message-number' | 'service-number' | 'job-id' | 'uri';

/** The agency's own way to name an item. Letters in lower case without accents, numbers without leading zeros. */
export interface KillReference {
  kind: KillReferenceKind;
  value: string;
  /** The day of the item, as far as it is told: YYYY-MM-DD. */
  date?: string;
}

/** A kill without a status: of this item's earlier versions if it has any, else of the item that it names. */
export interface KillNotice {
  /** Told in words; false where a signal of the format says it alone. */
  inWords: boolean;
  /** What the notice names as its victim; empty where it names nothing that a machine can compare. */
  references: KillReference[];
  /** Headlines that it quotes: no proof, but the way to candidates. */
  headlines: string[];
}

export type SourceRole =
  | 'provider'
  | 'credit'
  | 'byline'
  | 'dateline'
  | 'photographer'
  | 'photo-agency'
  | 'photo-distributor'
  | 'attribution'
  | 'contribution'
  | 'copyright'
  | 'redistributor'
  | 'unnamed-wires'
  | 'speaker'
  | 'subject'
  | 'mention';

/** One source that an article names or carries, with the evidence for it. */
export interface SourceTag {
  /** Id of the register of agencies, or null for a name that is not in it. */
  id: string | null;
  /** As written. */
  name: string;
  role: SourceRole;
  uri: Uri | null;
  /**
   * The plain-text field that holds the evidence: body, by, credit, photo, dateline, copyright; associations[0].caption
   * and the like; provider for the prefix.
   */
  field: string;
  /** UTF-16 offsets of the name in that field. */
  start: Integer;
  end: Integer;
  evidence: string;
  /** @minimum 0 @maximum 1 */
  confidence: number;
  /** Of a speaker, where the sentence gives it. */
  affiliation?: string;
  /** Of a speaker named by the last name: the full name that the text gave before. */
  fullName?: string;
  /** Of a short name that several agencies bear where nothing decides: their ids; `id` is null. */
  candidates?: string[];
}

export interface RawReference {
  bucket: string;
  key: string;
  versionId: string;
  sha256: string;
  bytes: Integer;
  charsetDeclared: string | null;
  charsetUsed: string | null;
  parser: WireFormat;
}

export interface Wire {
  /** Id of the register entry that delivered the file: from the S3 prefix, never from the file's own claim. */
  provider: string;
  format: WireFormat;
  itemIndex: Integer;
  itemCount: Integer;
  /** Sortable, or null when the provider's version is opaque. */
  versionSequence: Integer | null;
  /**
   * When this version was made as far as the item can be believed, for its order among the others; null where it does
   * not say or cannot be read. It is `article.versionCreated`, but for a time more than ten minutes ahead of the file's
   * receipt, in whose place the ten minutes before that stand (warning `clock-ahead`).
   */
  clock: Clock | null;
  signals: Signal[];
  /** URIs of items that this one replaces or cancels. */
  replaces: Uri[];
  takeKey: string | null;
  keywords: string[];
  /** As the provider counts it; `article.urgency` is the IPTC scale. */
  priority: Integer | null;
  service: string;
  categories: string[];
  dateline: Dateline;
  creditLine: string | null;
  embargo: Embargo;
  /** Held until a person releases it, whatever its embargo: `truncated`, by what is agreed with its agency. */
  heldFor?: 'truncated';
  edNotes: EdNote[];
  /** How it may be used and what made it; absent where the item says nothing of it. */
  rights?: Rights;
  /** The item says, in words or by a signal, that something is to be killed; absent where its own status is canceled. */
  kill?: KillNotice;
  /**
   * Its headline has a label of kills that news has, too ("ANNULÉ: ..."), and its text tells news: a kill only if that is
   * the text that the item had before.
   */
  killLabel?: true;
  /**
   * How the agency itself can name this item in a later kill: "message-number:dpx157@2026-11-28",
   * "slug:harbour vote@2026-11-28", "job-id:hbr101". Kind, value and, where it comes again, the day of the item.
   */
  references?: string[];
  providerWordCount: Integer | null;
  sources: SourceTag[];
  text: {
    removed: RemovedText[];
    /** Share of the source body's characters that cleaning lost, 0-1. */
    lossRatio: number;
  };
  raw: RawReference;
  warnings: Warning[];
  /** Provider fields that have no place: kept, never dropped. */
  extra: Record<string, unknown>;
}

/** What the parsers and the normaliser make of one item: a pure function of its bytes and the provider's settings. */
export interface ArticleRecord {
  article: Article;
  wire: Wire;
}

export type Verdict =
  'new' | 'redelivery' | 'update' | 'correction' | 'kill' | 'late' | 'duplicate' | 'variant';

/** How an item stands to what was there before it. */
export interface Dedupe {
  verdict: Verdict;
  /** Article id of the original, for duplicate and variant. */
  of: string | null;
  /** Resemblance of the two texts, 0-1. */
  similarity: number;
  /** Share of the shorter text that stands in the longer, 0-1. */
  containment: number;
  /** Joins an original, its variants and all their updates. */
  story: string;
  evidence: Record<string, unknown>;
}
