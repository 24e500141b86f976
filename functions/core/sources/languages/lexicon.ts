/**
 * What the grammar of sources needs to know of a language. Phrases are separated by "|", lower case, with straight
 * apostrophes; every inflected form that wires write is listed, as nothing is stemmed.
 */
export interface Lexicon {
  /** BCP 47 primary tag. */
  language: string;
  /** Straight before the agency, and enough: "according to", "citing", "told". */
  before: string;
  /** Verbs straight before the agency that are its own: "rapporte l'AFP", "meldet dpa", "said Reuters". */
  inverted: string;
  /** What marks the one who is told, straight before the agency: "à", "der", "tegen". */
  to: string;
  /** Verbs of telling, anywhere before `to` in the clause. */
  tell: string;
  /** Verbs of an agency at work, after it: "reported", "quoted". */
  report: string;
  /** Verbs anybody can have after it: "said". */
  say: string;
  /** Words that come between an agency and its verb: "also", "on Monday", "has". */
  between: string;
  /** "news agency", as it stands beside a name. */
  agency: string;
  /** Articles and adjectives between a cue and the name. */
  glue: string;
  /** Its people: "journalist", "photographer". */
  staff: string;
  /** Its own work: "tally", "footage". */
  work: string;
  /** What links staff and work to the name: "of", "de l'", "der". */
  link: string;
  /** Those who speak for it as a company. */
  officer: string;
  /** Its rooms and parts. */
  office: string;
  /** What is done to an agency or its people when they are the news; before or after the name. */
  harm: string;
  /** After "A said": the agency speaks of itself. */
  itself: string;
  /** "by", straight before an agency that has done something. */
  agent: string;
  /** What agencies have done, before `agent`: "carried", "quoted", "reached by telephone". */
  done: string;
  /** Auxiliaries whose participle comes at the end of the clause: "hatte die dpa ... berichtet". */
  auxiliary: string;
  /** Between agencies that do the same: "among them", "darunter". */
  among: string;
  /** Before one who passes on what others have written. */
  passed: string;
  /** Begin a credit line that says who contributed. */
  contribution: string;
  /** Stand behind those who contributed. */
  contributed: string;
  /** Begin a credit line that says who it is from. */
  credit: string;
  /** Verbs beside a quotation. */
  quote: string;
  /** People without a name: "official", "spokeswoman", "resident". */
  person: string;
  /** Titles written like names before a name: "President", "Dr". */
  title: string;
}
