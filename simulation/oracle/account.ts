/** All that the oracle is given of a run: what came in, what came out, and when. Nothing of what the table holds. */
import type { History } from '../histories/saying.ts';
import type { Operated, Put } from './said.ts';

export type EventKind =
  'published' | 'updated' | 'corrected' | 'killed' | 'withheld' | 'reinstated' | 'duplicate';

/** A message of the article topic, as subscribers got it. */
export interface Told {
  at: number;
  id: string;
  kind: EventKind;
  /** The article id. */
  subject: string;
  provider: string;
  uri: string;
  revision: number;
  /** The whole message and its attributes, lower case: for finding words in it. */
  words: string;
  /** All of it but the time of sending. */
  content: string;
  /** Its sender was lost, or lost the answer: it cannot know that subscribers have it. */
  senderUnsure: boolean;
  /** Keys of files that it refers to. */
  files: readonly string[];
}

/** A notice of the ops topic. */
export interface Notice {
  at: number;
  type: string;
  id: string;
  words: string;
  content: string;
}

/** A file under the prefix that subscribers read. */
export interface BodyFile {
  at: number;
  key: string;
  words: string;
}

export interface ReceivedItem {
  outcome: string;
  articleId?: string;
  uri?: string;
  revision?: number;
  of?: string | null;
}

export interface Received {
  at: number;
  key: string;
  versionId: string;
  state: string;
  items: readonly ReceivedItem[];
}

export interface Account {
  history: History;
  /** In the order of the inbox. */
  puts: readonly Put[];
  operated: readonly Operated[];
  told: readonly Told[];
  notices: readonly Notice[];
  files: readonly BodyFile[];
  receipts: readonly Received[];
  /** When nothing was on its way any more, so that subscribers must have what stands. */
  settled: readonly number[];
  endedAt: number;
  /** How far ahead a worker's clock may have been, milliseconds. */
  skew: number;
}

export interface Violation {
  check: string;
  /** The rule that is broken, in a sentence. */
  rule: string;
  at: number;
  /** The article concerned, as its agency knows it. */
  article?: string;
  detail: string;
}
