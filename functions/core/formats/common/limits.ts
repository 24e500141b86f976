/** What a file may ask for, and how it is refused. */

/** A file could be read as its format but not understood: a permanent fault, quarantined with its code. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  /** Stable reason code: malformed-xml, truncated, malformed-json, too-deep, too-many-items, no-items ... */
  readonly code: string;
  /** Where: item number, element path, line and column or byte offset. */
  readonly where: string | undefined;

  constructor(code: string, message: string, where?: string) {
    super(where === undefined ? message : `${message} (${where})`);
    this.code = code;
    this.where = where;
  }
}

/** Bounds of what one file may ask for; above them it is refused with a code instead of read. */
export const LIMITS = {
  /** Bytes of one file after decompression. */
  bytes: 32 * 1024 * 1024,
  items: 5000,
  depth: 200,
  /** Elements (or JSON values) of one file. */
  nodes: 1_000_000,
  attributes: 256,
  /** Files in one archive, and how often an archive may stand in an archive. */
  archiveEntries: 1000,
  archiveDepth: 2,
  /** Bytes of all files of one archive together, after decompression. */
  archiveBytes: 64 * 1024 * 1024,
  /** Decompressed to compressed; news texts stay below 40, deflate can reach 1000. */
  archiveRatio: 200,
} as const;
