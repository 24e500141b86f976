/**
 * The read API as its clients see it: what each answer holds. Types only, in one file; the OpenAPI document is made from them
 * (`npm run schemas`), the page and the consumer library are compiled against them. docs/reading.md has the picture.
 */
import type { Article, Instant, Integer } from '../article/ninjs.ts';
import type { Dedupe, SourceRole, Verdict, Wire } from '../article/record.ts';
import type { EventType } from '../article/life-cycle/saying.ts';

/** Semantic: new optional properties raise the minor; clients pass over what they do not know. */
export const API_VERSION = '1.0';

/** `wire:read` looks, `wire:desk` decides about articles, `wire:operate` sees deliveries and feed health. */
export type Scope = 'wire:read' | 'wire:desk' | 'wire:operate';

/** What a licence leaves out. Enforced in feed, articles, search and page alike. */
export interface Limits {
  /** Ids of the register; null: all of them. */
  providers: string[] | null;
  /** An article that carries one of these flags is not for this reader. */
  withoutFlags: string[];
}

/** `GET /v1/me` */
export interface Me {
  schemaVersion: string;
  /** The `sub` of the token, or the ARN of a machine. */
  id: string;
  name: string;
  scopes: Scope[];
  limits: Limits;
  /** Where this reader polls: `/v1/live/<rights>`; everybody with the same rights shares the edge's copy. */
  live: string;
  /** Whether opened and copied articles are noted, and their kills have to be confirmed. */
  recalls: boolean;
}

/** The names that queries of feed, listing and search know; each may come several times, `-value` excludes. */
export interface FeedFilter {
  provider?: string[];
  /** Ids of agencies that an article names as its source. */
  source?: string[];
  /** BCP 47; `en` takes `en-GB` too. */
  language?: string[];
  /** URIs of subjects, or `medtop:` codes. */
  subject?: string[];
  flags?: string[];
  /** IPTC scale, 1 to 9. */
  urgency?: string[];
}

/** The message as the topic had it, byte for byte. Its type is given by docs/schemas/message-*.json. */
export interface FeedMessage {
  specversion: '1.0';
  id: string;
  source: string;
  type: `wire.article.${EventType}`;
  /** The article id. */
  subject: string;
  /** @format date-time */
  time: string;
  datacontenttype: 'application/json';
  /** @format uri */
  dataschema: string;
  revision: Integer;
  data: {
    article: Article;
    wire: Wire;
    dedupe: Dedupe;
    revision: Integer;
    articleRef?: { bucket: string; key: string; versionId: string; bytes: Integer };
  };
}

/**
 * An article that was in this filter, or within these rights, and is so no longer, for its language, source or flags
 * changed: who keeps a copy drops it. It says nothing of the article's content.
 */
export interface LeftMessage {
  specversion: '1.0';
  /** `<article id>.<revision>.left` */
  id: string;
  source: string;
  type: 'wire.article.left';
  subject: string;
  /** @format date-time */
  time: string;
  revision: Integer;
}

export type FeedEvent = FeedMessage | LeftMessage;

/** `GET /v1/changes?after=CURSOR&limit=&provider=...` */
export interface ChangesPage {
  schemaVersion: string;
  /** The newest state of each article, in the order of publication. None, and no more: the reader is caught up. */
  events: FeedEvent[];
  /** `next` has more at once; also where a filter that finds little gave nothing here. */
  more: boolean;
  /** Where to go on: always there, with the filter in it, relative to the origin. */
  next: string;
}

/** A line of the wire list. */
export interface Row {
  id: string;
  revision: Integer;
  event: EventType | 'left';
  /** When it was told. @format date-time */
  at: string;
  provider: string;
  uri: string;
  slug: string | null;
  /** Empty where the article ended. */
  headline: string;
  by: string | null;
  dateline: string | null;
  language: string | null;
  /** IPTC scale. */
  urgency: Integer | null;
  flags: string[];
  /** Ids or names of the sources, subjects left out. */
  sources: string[];
  /** Words of the text. */
  words: Integer | null;
  /** The agency's own version, as written. */
  version: string | null;
  versionCreated: Instant | null;
  verdict: Verdict;
  /** Article id of the original of a variant or duplicate. */
  of: string | null;
  story: string;
  /** Pictures and other associations. */
  media: Integer;
  /** `usable`, `withheld` or `canceled`. */
  status: string;
}

/** `GET /v1/changes?...&view=rows`: the same feed, for lists. */
export interface RowChanges {
  schemaVersion: string;
  rows: Row[];
  more: boolean;
  next: string;
}

/** `GET /v1/wire?before=CURSOR&limit=&provider=...`: newest first, each article once, in its newest state. */
export interface WirePage {
  schemaVersion: string;
  rows: Row[];
  /** The next page, older; null at the end of what the log keeps. */
  older: string | null;
  /**
   * The feed from this moment on, with the same filter and `view=rows`. For people it is the edge's copy, which asks for
   * the cookies of `GET /v1/me`; whoever keeps none follows `GET /v1/changes`.
   */
  live: string;
}

/** What became of a revision. */
export interface RevisionView {
  revision: Integer;
  /** @format date-time */
  takenAt: string;
  version: string | null;
  versionCreated: Instant | null;
  status: string;
  /** aside, end, open, hidden or held. */
  place: string;
  verdict: Verdict;
  headline: string;
  /** Names of the article's properties that are not what they were. */
  changed: string[];
  /** Differences of headline and text by words, where both are for this reader. */
  words: { headline: WordChange[]; body: WordChange[] } | null;
  /** Events by which it was told. */
  told: EventType[];
  /** Wire desk only: until when it waits, or why. */
  waitsUntil: string | null;
  /** Wire desk only: who decided, when and why. */
  desk: { command: string; by: string; at: string; reason: string | null } | null;
}

/** A run of words: kept, added or taken out. */
export interface WordChange {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** `GET /v1/articles/ID`, `?revision=N` for an earlier one that was told. */
export interface ArticleView {
  schemaVersion: string;
  id: string;
  revision: Integer;
  /** What was last told of it; null where nothing was (wire desk only). */
  event: EventType | null;
  /** @format date-time */
  at: string | null;
  /** out: readers have it; ended: killed or withheld; hidden: another article gives its text; held: waits. */
  standing: 'out' | 'ended' | 'hidden' | 'held';
  article: Article;
  wire: Wire;
  dedupe: Dedupe;
  /** The text of the body as words, in which `wire.sources` has its offsets: by field. */
  fields: Record<string, string>;
  /** What the page marks in the text. */
  marks: { field: string; start: Integer; end: Integer; role: SourceRole; name: string; id: string | null }[];
  /** Wire desk only: a newer text that waits. */
  held: { revision: Integer; until: Instant | null; why: string } | null;
  /** An open kill of it that this reader has to confirm. */
  recall: { revision: Integer; event: EventType; since: string } | null;
}

/** `GET /v1/articles/ID/revisions` */
export interface Revisions {
  schemaVersion: string;
  id: string;
  revisions: RevisionView[];
}

/** One article of a story. */
export interface StoryMember {
  id: string;
  /** original, variant, or duplicate of `of`. */
  relation: 'original' | 'variant' | 'duplicate';
  of: string | null;
  similarity: number;
  containment: number;
  evidence: Record<string, unknown>;
  row: Row | null;
}

/** `GET /v1/articles/ID/story` */
export interface Story {
  schemaVersion: string;
  story: string;
  members: StoryMember[];
}

/** `GET /v1/held` (wire desk) */
export interface HeldList {
  schemaVersion: string;
  held: {
    id: string;
    provider: string;
    revision: Integer;
    headline: string;
    until: Instant | null;
    why: string;
  }[];
}

/** `GET /v1/deliveries/KEY` (wire operate): the receipt of a file, as the table has it. */
export interface DeliveryView {
  schemaVersion: string;
  key: string;
  /** One a version of the file, newest last. */
  receipts: Record<string, unknown>[];
}

/** `GET /v1/providers` (wire operate) */
export interface Providers {
  schemaVersion: string;
  providers: ProviderHealth[];
}

export interface ProviderHealth {
  id: string;
  name: string;
  /** The last delivery. @format date-time */
  lastHeard: string | null;
  /** Minutes after which silence is told; null where the settings name none, and its own rhythm says it. */
  silenceMinutes: number | null;
  /** By its minutes or its rhythm. */
  silent: boolean;
  /** Deliveries of the last 24 hours, by hour, oldest first. */
  byHour: Integer[];
  /** What it usually sends in these hours of the week; null as long as that is being learned, which takes a week. */
  usual: number[] | null;
  articles: Integer;
  rejected: { key: string; at: string; code: string; message: string }[];
  /** Missing numbers of feeds that number their items. */
  gaps: string[];
}

/** `GET /v1/search?q=...&since=&until=&archive=&language=&provider=&limit=&after=` */
export interface SearchPage {
  schemaVersion: string;
  hits: SearchHit[];
  /** How many there are, and whether there are more than were counted. */
  count: Integer;
  more: boolean;
  next: string | null;
  /** What was not understood in the query, in words. */
  hints: string[];
}

export interface SearchHit {
  row: Row;
  /** Pieces of text with the found words: even places are plain, odd ones found. */
  headline: string[];
  snippet: string[];
}

/** `POST /v1/articles/ID/{release,hold,kill,split,merge}` (wire desk) */
export interface DeskCommand {
  reason?: string;
  /** Of a merge: the article it belongs to. */
  into?: string;
  /** Of a release: the revision that was seen to wait. It is refused where another one has come in its place. */
  revision?: Integer;
}

export interface DeskAnswer {
  schemaVersion: string;
  id: string;
  revision: Integer;
  /** What readers are told by it; null where nothing. */
  event: EventType | null;
}

/** `POST /v1/acks`: this reader has obeyed a kill or withholding, and those of the article before it. */
export interface Acknowledgement {
  article: string;
  /** Of the end. */
  revision: Integer;
  /** Which reader of the settings; absent: who asks. For one that does not name who asks it needs `wire:operate`. */
  reader?: string;
  /** Why somebody else confirms it. */
  reason?: string;
}

/** `POST /v1/taken`: a person opened or copied an article. */
export interface Taken {
  article: string;
  revision: Integer;
  how: 'opened' | 'copied';
}

/** `GET /v1/recalls`: what is open; `?article=ID`: all of it (wire desk and operators: of everybody; others: their own). */
export interface Recalls {
  schemaVersion: string;
  recalls: Recall[];
}

export interface Recall {
  article: string;
  /** Of the end. */
  revision: Integer;
  event: EventType;
  reader: string;
  kind: 'subscription' | 'client' | 'person';
  /** Of a person. */
  name: string | null;
  /** What the reader had: the last revision, and how it is known. */
  took: { revision: Integer; how: 'filter' | 'opened' | 'copied' };
  /** @format date-time */
  since: string;
  /** @format date-time */
  confirmedAt: string | null;
  /** Who closed it: the reader, an operator in its place, or a text that took the end back. */
  closed: 'reader' | 'operator' | 'reinstated' | null;
  /** The operator, and why. */
  by: string | null;
  reason: string | null;
  overdue: boolean;
}

/** RFC 9457; every answer that is not 2xx, 303 or 304. */
export interface Problem {
  /** `/problems/<code>` */
  type: string;
  title: string;
  status: Integer;
  detail: string;
  code: string;
  /** Of `cursor-expired`: where to start again. */
  restart?: string;
}
