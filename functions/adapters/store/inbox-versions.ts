/** What the inbox has: every version of every file, also of those that were overwritten or deleted since. */
import { GetObjectCommand, ListObjectVersionsCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { Clients } from '../platform/clients.ts';

export interface InboxVersion {
  key: string;
  version: string;
  /** Epoch milliseconds, in whole seconds: when S3 had it; of an upload in parts, when that was begun. */
  storedAt: number;
  bytes: number;
  eTag: string;
  /** The key was deleted: there is no file. */
  marker: boolean;
  /** What is read under the key alone. */
  current: boolean;
}

/** A file of the inbox, with all that its announcement says. */
export interface InboxFile {
  bucket: string;
  key: string;
  /** Of the bucket, or the ETag where it keeps no versions. */
  version: string;
  eTag: string;
  bytes: number;
  /** RFC 3339: when the inbox had it. */
  receivedAt: string;
  /** S3's order of the files under one key, where somebody has kept it. */
  sequencer?: string;
}

/** Where a list goes on. */
export interface ListPlace {
  key: string;
  version: string;
}

export interface VersionPage {
  /** By key; of a key the newest first. */
  versions: InboxVersion[];
  /** Undefined after the last page. */
  next: ListPlace | undefined;
}

export class InboxVersions {
  readonly #s3: Clients['s3'];
  readonly bucket: string;

  constructor({ s3 }: Pick<Clients, 's3'>, bucket: string) {
    this.#s3 = s3;
    this.bucket = bucket;
  }

  /** A page of at most a thousand versions below a prefix. @param from the `next` of the page before */
  async page(prefix: string, from?: ListPlace): Promise<VersionPage> {
    const {
      Versions = [],
      DeleteMarkers = [],
      ...page
    } = await this.#s3.send(
      new ListObjectVersionsCommand({
        Bucket: this.bucket,
        Prefix: prefix,
        // Keys may have characters that XML has not
        EncodingType: 'url',
        ...(from === undefined ? {} : { KeyMarker: from.key, VersionIdMarker: from.version }),
      }),
    );
    const versions = [
      ...Versions.map((one) => ({ ...one, marker: false })),
      ...DeleteMarkers.map((one) => ({ ...one, marker: true, ETag: '', Size: 0 })),
    ].map(({ Key = '', VersionId = '', LastModified, IsLatest = false, ETag = '', Size = 0, marker }) => ({
      key: decoded(Key),
      version: VersionId,
      storedAt: LastModified?.getTime() ?? 0,
      bytes: Size,
      eTag: ETag.replaceAll('"', ''),
      marker,
      current: IsLatest,
    }));
    const { IsTruncated = false, NextKeyMarker = '', NextVersionIdMarker = '' } = page;
    const next = IsTruncated ? { key: decoded(NextKeyMarker), version: NextVersionIdMarker } : undefined;
    return { versions, next };
  }

  /** All versions below a prefix. */
  async *below(prefix: string): AsyncGenerator<InboxVersion> {
    let from: ListPlace | undefined;
    do {
      const { versions, next } = await this.page(prefix, from);
      yield* versions;
      from = next;
    } while (from !== undefined);
  }

  /** The bytes of a version as it was delivered; undefined where it is there no more. */
  async read({ key, version }: Pick<InboxVersion, 'key' | 'version'>): Promise<Uint8Array | undefined> {
    try {
      const { Body } = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: key, VersionId: version }),
      );
      return await Body?.transformToByteArray();
    } catch (error) {
      const gone = error instanceof S3ServiceException && GONE.has(error.name);
      if (gone) return undefined;
      throw error;
    }
  }

  /** The versions of one file, the oldest first. */
  async of(key: string): Promise<InboxVersion[]> {
    const found: InboxVersion[] = [];
    for await (const version of this.below(key)) {
      // Longer keys come after it
      if (version.key !== key) break;
      found.push(version);
    }
    return found.sort((a, b) => a.storedAt - b.storedAt);
  }
}

const GONE: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']);

/** S3 writes them form-encoded. */
function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
