/**
 * A saying: one accepted item of an article, as far as the life cycle looks at it: a text (usable), a withholding or a
 * kill. The last two are ends.
 */
import type { PubStatus } from '../ninjs.ts';
import type { WireFormat } from '../record.ts';

/** What subscribers are told of an article. */
export type EventType =
  'published' | 'updated' | 'corrected' | 'killed' | 'withheld' | 'reinstated' | 'duplicate';

/** Epoch milliseconds between which a clock lies; a precise time has both the same. */
export interface Span {
  from: number;
  to: number;
}

/** Where an item stood in the inbox. */
export interface InboxPlace {
  /** When the inbox had the file, epoch milliseconds. */
  at: number;
  /** A short hash of the key; sequencers of one key compare. */
  key: string;
  /** Hexadecimal, of S3; empty where there is none. */
  sequencer: string;
  itemIndex: number;
}

export interface Saying {
  status: PubStatus;
  version: string | null;
  versionSequence: number | null;
  /** Numbers of one format are of one scheme. */
  format: WireFormat;
  /** The item's own clock, as far as it can be believed. */
  clock: Span | null;
  inbox: InboxPlace;
  contentHash: string;
  textHash: string;
  /** The beginning of the key of its text, under which copies find it; null for what has no copies. */
  textKey: string | null;
  /** Sent before the rest when several things wait. */
  alert: boolean;
  /** It asks in words for the kill of another item. */
  notice: boolean;
  /** It says itself that it takes back an end, or goes on what has taken one back so. */
  reinstates: boolean;
  /** It corrects, in its own words or because the same version came with other text. */
  correction: boolean;
  /** RFC 3339: it is withheld from then on. Only where its provider's entry says that what expires is. */
  expiresAt?: string;
}

/** What places a saying among the others of its article. */
export type Rank = Pick<Saying, 'status' | 'version' | 'versionSequence' | 'format' | 'clock' | 'inbox'>;

/** A saying that is stored. */
export interface Mark extends Saying {
  revision: number;
}

/** Events after which subscribers have no text of an article. */
export function isEndEvent(event: EventType | null | undefined): boolean {
  return event === 'killed' || event === 'withheld';
}

export function isEnd({ status }: Pick<Saying, 'status'>): boolean {
  return status !== 'usable';
}
