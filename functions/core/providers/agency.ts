/** What an agency's entry in the settings may say; docs/schemas/config.schema.json is made of it. */

/**
 * hold: embargoed items wait for their time; one without a readable time waits for an operator. hold-structured: the
 * same, but a free-text embargo alone (no time that a machine can trust) only warns.
 */
export type EmbargoPolicy = 'hold' | 'hold-structured';

/**
 * trust: an id is believed; what comes under a known one is a version of that article, and the operators hear of one
 * that has nothing in common with it. new-article: for agencies that use an id again; a text that has nothing in common
 * with the article of its id is a new one.
 */
export type IdentityPolicy = 'trust' | 'new-article';

/**
 * kill: a kill in words ends the items that it means. notice: words end nothing; the operators hear of them, with the
 * likely items.
 */
export type WordsPolicy = 'kill' | 'notice';

/**
 * publish: an item that ends without the end mark of its format goes out with a warning. hold: it waits until a person
 * releases it; a whole version that comes after it goes out.
 */
export type TruncatedPolicy = 'publish' | 'hold';

/**
 * keep: subscribers are told nothing when an item expires; its record says when. withhold: they are told to take it
 * down.
 */
export type ExpiryPolicy = 'keep' | 'withhold';

/**
 * words: what is printed around its stories is told by words and form alone. learn: also what came with many of its
 * stories is taken out of the next ones.
 */
export type FurniturePolicy = 'words' | 'learn';

/** Ways in besides `writers`, and what the agency hears back. */
export interface AgencyAccess {
  /** IAM roles of other accounts. */
  roles?: readonly { arn: string; externalId?: string }[];
  /** ARNs of IAM users of other accounts. */
  users?: readonly string[];
  /** SSH public keys for the SFTP server. */
  sftp?: { publicKeys: readonly string[] };
  /** Mail addresses from which it may send. */
  mail?: { from: readonly string[] };
  /** What is fetched from it, because it delivers nothing by itself. */
  feeds?: readonly Feed[];
  /** How it is told what became of its files. */
  receipts?: 'bucket' | 'topic';
}

/** A feed (RSS, Atom, JSON), or an API in pages of JSON, that is fetched every few minutes. */
export interface Feed {
  /**
   * Unique among those of the agency. What is fetched lies under incoming/<agency>/<feed>/.
   * @pattern ^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$
   */
  id: string;
  /** Where it is, or its first page. @format uri */
  url: string;
  /** Hosts besides that of the address, to which redirects and next pages may lead. */
  hosts?: readonly string[];
  /**
   * Absent: 5.
   * @minimum 1
   * @maximum 1440
   */
  everyMinutes?: number;
  /** Of an API in pages. */
  pages?: FeedPages;
  secret?: FeedSecret;
  /**
   * Files that may come of it in an hour; then it is left alone for an hour, and the operators are told. Absent: 120.
   * @minimum 1
   */
  mostFilesAnHour?: number;
}

/** Places in a page, as names with dots between them: `data.links.next`. */
export interface FeedPages {
  /** The address of the next page, which is asked for next. Where there is none, the page itself is asked for again. */
  next: string;
  /** The list of items: a page where it is empty is the last one, and not delivered. */
  items?: string;
  /**
   * The first page has the newest items, and `next` leads to older ones: pages are fetched until one has an item that was
   * seen before. Asks for `items`. The very first time the first page is all.
   */
  newestFirst?: boolean;
  /**
   * Places in an item that together tell it from others: its id, and its version where it has one. Absent: all of the
   * item, which suits items that do not change.
   */
  seenBy?: readonly string[];
}

export interface FeedSecret {
  /** ARN of a secret of Secrets Manager, whose whole text is sent. */
  arn: string;
  /** Absent: Authorization. */
  header?: string;
  /** What stands before the secret: `Bearer `. */
  prefix?: string;
}

/** How an agency counts what it sends. */
export interface NumberedSource {
  /** Where the number stands: in the name of the file, or in each item (ANPA 1312, IPTC 7901), by service. */
  from: 'file-name' | 'items';
  /** Of a file's name: `{n}` is the number, `*` any text. Absent: the name is the number. */
  pattern?: string;
  /** The first number of a round. Absent: 1. @minimum 0 */
  first?: number;
  /** The last number of a round, after which it begins again; absent where rounds end at any number. @minimum 1 */
  last?: number;
  /**
   * Minutes that a number may come later than the next one. Absent: 10.
   * @minimum 1
   * @maximum 1440
   */
  waitMinutes?: number;
}

/** Who may deliver, where, and what its files cannot tell by themselves. */
export interface Provider {
  /**
   * Lower case, digits and hyphens; the S3 prefix is incoming/<id>/. Never changed, for articles are named after it.
   * @pattern ^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$
   */
  id: string;
  /** As people know it. */
  name: string;
  /** IANA zone of the local times in its files. */
  zone?: string;
  /** BCP 47: used where a file does not say its language. */
  language?: string;
  /** Encoding of files that are no UTF-8 and declare none, by its WHATWG name. Absent: windows-1252. */
  charset?: string;
  /** Rights in words, for items that state none themselves. */
  restrictions?: string;
  /**
   * Bytes a file may have; larger ones are refused before they are read. Absent: 10 MiB.
   * @minimum 1
   * @maximum 33554432
   */
  maxBytes?: number;
  /** What becomes of embargoed items; absent: hold. */
  embargo?: EmbargoPolicy;
  /** Whether its ids are believed; absent: trust. Ends of publication always count for the article of their id. */
  identity?: IdentityPolicy;
  /** What a kill in words does; absent: kill. */
  killsInWords?: WordsPolicy;
  /**
   * Whether `wire.sources` lists agencies that an article only mentions, too: those that are neither its source nor its
   * subject. Absent: no.
   */
  mentions?: boolean;
  /** What becomes of items that break off; absent: publish. */
  truncated?: TruncatedPolicy;
  /** How its furniture is told; absent: words. */
  furniture?: FurniturePolicy;
  /** What becomes of an item whose `expires` has passed; absent: keep. */
  expired?: ExpiryPolicy;
  /**
   * Minutes without a delivery after which the operators are told, up to a week; absent: as its rhythm says, when that has
   * been learned for a week.
   * @minimum 5
   * @maximum 10080
   */
  silenceMinutes?: number;
  /**
   * Days that its files stay in the inbox, and as many that overwritten ones do, where that is shorter than the stage
   * says. Records are not deleted.
   * @minimum 1
   */
  deliveryDays?: number;
  /**
   * Days after which an article of it is forgotten, counted from what was taken of it last: records, receipts and copies
   * of large bodies. Of what was killed a bare end stays. Absent: never.
   * @minimum 8
   * @maximum 36500
   */
  retentionDays?: number;
  /**
   * Days after a kill for which its text is kept: then files, records and all that was made of them are erased, and that
   * it was killed, when and why stays. Absent: as the stage says.
   * @minimum 8
   * @maximum 36500
   */
  killedTextDays?: number;
  /** How it counts what it sends: the operators are told of numbers that do not come. */
  sequence?: NumberedSource;
  /** ARNs of IAM principals that may put files under its prefix. */
  writers?: readonly string[];
  access?: AgencyAccess;
}
