/**
 * How an article stands and what subscribers were told of it: two things that must not be mixed. Every change of
 * either is a function in changes.ts; what is asked of them is in questions.ts. Picture: docs/life-cycle.md.
 */
import type { EventType, Mark, Rank } from './saying.ts';

/** What is to be sent now. Its event is fixed, so that whoever sends it again sends the same one. */
export interface Telling {
  revision: number;
  event: EventType;
  alert: boolean;
  /** The beginning of the key of the text that it gives out; null for none. */
  textKey: string | null;
  /** RFC 3339: when somebody else may send it, for whoever began has died or failed. */
  dueAt: string;
}

/** A text that may go as soon as what is being told before it has gone. */
export type Next = Pick<Telling, 'revision' | 'alert' | 'textKey'> & { correction: boolean };

/** The newest saying that may not go yet; newer than `line`. */
export interface Held extends Mark {
  /** RFC 3339: the end of its embargo; null: until a person releases it. */
  dueAt: string | null;
  /** Its agency withholds it until then: nothing that is older brings back what is withheld. */
  returns?: true;
}

export interface Line extends Mark {
  hidden: boolean;
  /** Ends that nothing says are older than this end: what takes it back has to be newer than these, too. */
  joined?: readonly Rank[];
}

/** What the topic was told. */
export interface Told {
  /** A text of the article was told: subscribers know it. */
  announced: boolean;
  /** The last event, `duplicate` not counted; null when there was none. */
  event: EventType | null;
  /** The highest revision told; 0 for none. */
  revision: number;
  /** RFC 3339. */
  at: string | null;
  /** `<revision>.<event>.<text key>` of what was told, the newest first. */
  list: string[];
}

export interface Standing {
  lastRevision: number;
  /** The newest saying of those that may go: what stands for subscribers. */
  line: Line | null;
  held: Held | null;
  told: Told;
  telling: Telling | null;
  next: Next | null;
  /** RFC 3339: when copies of this article, and it itself where it is a hidden copy, are to be judged again. */
  reviewAt: string | null;
  /** `<version>|<content>|<revision>|<text key>|<clock>` of all sayings, the newest first. */
  seen: string[];
  /** The beginnings of the keys of texts with which the article was killed, and that have not come back since. */
  killed: string[];
}

export const NOTHING: Standing = {
  lastRevision: 0,
  line: null,
  held: null,
  told: { announced: false, event: null, revision: 0, at: null, list: [] },
  telling: null,
  next: null,
  reviewAt: null,
  seen: [],
  killed: [],
};

/**
 * Where a revision goes.
 * - aside: stored only (late, contradicted)
 * - end: a kill or withholding that stands
 * - open: a text that stands and may go
 * - hidden: a text that stands and is given out by another article
 * - held: a text that waits for its time or for a person
 */
export type Place = 'aside' | 'end' | 'open' | 'hidden' | 'held';

/** A stored revision, as far as the standing depends on it. */
export interface Placed extends Mark {
  place: Place;
  /** Of a held one: RFC 3339, or null for not before a person says so. */
  dueAt: string | null;
  /** Of a held one: by its status it is withheld until its time. */
  returns?: true;
  /** RFC 3339. */
  takenAt: string;
  /** Its clock as it is written, RFC 3339. */
  versionCreated: string | null;
  /** The revision that a person or the machine has made it of; null for what an agency says. */
  madeFrom: number | null;
  /** A kill that was said before. */
  saidAgain: boolean;
  /** A hidden one is told as `duplicate`, where operators want that. */
  asDuplicate: boolean;
  /** A hidden one whose original has not come yet is judged again at this time, RFC 3339. */
  reviewAt: string | null;
}
