/** What an agency's entry in the settings may say; docs/schemas/config.schema.json is made of it. */

export type EmbargoPolicy =
  /** Embargoed items wait for their time; one without a readable time waits for an operator. */
  | 'hold'
  /** As hold, but a free-text embargo alone (no time that a machine can trust) only warns. */
  | 'hold-structured';

export type IdentityPolicy =
  /** An id is believed: what comes under a known one is a version of that article, and the operators hear of one that
   * has nothing in common with it. */
  | 'trust'
  /** For agencies that use an id again: a text that has nothing in common with the article of its id is a new one. */
  | 'new-article';

export type WordsPolicy =
  /** A kill in words ends the items that it means. */
  | 'kill'
  /** Words end nothing: the operators hear of them, with the likely items. */
  | 'notice';

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
  /** How it is told what became of its files. */
  receipts?: 'bucket' | 'topic';
}

/** Who may deliver, where, and what its files cannot tell by themselves. */
export interface Provider {
  /** Lower case, digits and hyphens; the S3 prefix is incoming/<id>/. Never changed, for articles are named after it. */
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
  /** Bytes a file may have; larger ones are refused before they are read. Absent: 10 MiB. */
  maxBytes?: number;
  /** Absent: hold. */
  embargo?: EmbargoPolicy;
  /** Absent: trust. Ends of publication always count for the article of their id. */
  identity?: IdentityPolicy;
  /** Absent: kill. */
  killsInWords?: WordsPolicy;
  /** Minutes without a delivery after which the operators are told, 5 to 10080 (a week); absent: never. */
  silenceMinutes?: number;
  /** Days that its files stay in the inbox, where that is shorter than the stage says. */
  deliveryDays?: number;
  /** ARNs of IAM principals that may put files under its prefix. */
  writers?: readonly string[];
  access?: AgencyAccess;
}
