/** The files of the search index in the archive bucket: segments, what they are made of, and the list of them. */
import { GetObjectCommand, PutObjectCommand, DeleteObjectsCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SearchDocument } from '../../core/search/document.ts';
import type { SegmentSize } from '../../core/search/tiers.ts';
import type { Clients } from '../platform/clients.ts';

export interface Manifest {
  format: 1;
  /** The place in the feed log up to which all is in a segment. */
  upTo: number;
  /** Oldest first. */
  segments: SegmentSize[];
  /** No longer in use: deleted when nobody can be reading them any more. */
  retired: { name: string; at: string }[];
}

export const NOTHING_YET: Manifest = { format: 1, upTo: 0, segments: [], retired: [] };

export interface ReadManifest {
  manifest: Manifest;
  /** Undefined where there is none yet. */
  etag: string | undefined;
}

/** How far the archive's index has come (docs/archive-search.md). */
export interface Progress {
  /** The collection and the index in it: of another one nothing is written yet. */
  index: string;
  /** The place in the feed log up to which all is in it. */
  upTo: number;
  /** When it was last looked through for what is forgotten, RFC 3339. */
  sweptAt: string;
}

export interface ReadProgress {
  progress: Progress | undefined;
  etag: string | undefined;
}

const PREFIX = 'search/';
const MANIFEST = `${PREFIX}manifest.json`;
const PROGRESS = `${PREFIX}archive.json`;

export class SearchFiles {
  readonly #s3: Clients['s3'];
  readonly #bucket: string;

  constructor({ s3 }: Pick<Clients, 's3'>, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /** @param known the tag of the one that is at hand: undefined is answered when it is still the newest */
  async manifest(known?: string): Promise<ReadManifest | undefined> {
    try {
      const { Body, ETag } = await this.#s3.send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: MANIFEST,
          ...(known === undefined ? {} : { IfNoneMatch: known }),
        }),
      );
      const text = (await Body?.transformToString()) ?? '';
      return ETag !== undefined && ETag === known
        ? undefined
        : { manifest: JSON.parse(text) as Manifest, etag: ETag };
    } catch (error) {
      if (error instanceof NoSuchKey) return { manifest: NOTHING_YET, etag: undefined };
      if (isUnchanged(error)) return undefined;
      throw error;
    }
  }

  /** @throws when somebody else has written it since it was read: two builders at once, and one is to stop */
  async putManifest(manifest: Manifest, { etag }: Pick<ReadManifest, 'etag'>): Promise<void> {
    await this.#replace(MANIFEST, manifest, etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag });
  }

  async progress(): Promise<ReadProgress> {
    try {
      const { Body, ETag } = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: PROGRESS }),
      );
      const text = (await Body?.transformToString()) ?? '';
      return { progress: JSON.parse(text) as Progress, etag: ETag };
    } catch (error) {
      if (error instanceof NoSuchKey) return { progress: undefined, etag: undefined };
      throw error;
    }
  }

  /**
   * @param read what it takes the place of; absent: whatever is there
   * @throws when somebody else has written it since
   */
  async putProgress(progress: Progress, read?: Pick<ReadProgress, 'etag'>): Promise<ReadProgress> {
    const condition =
      read === undefined ? {} : read.etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: read.etag };
    return { progress, etag: await this.#replace(PROGRESS, progress, condition) };
  }

  async #replace(
    Key: string,
    json: object,
    condition: { IfNoneMatch?: string; IfMatch?: string },
  ): Promise<string | undefined> {
    const { ETag } = await this.#s3.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key,
        Body: JSON.stringify(json),
        ContentType: 'application/json',
        ...condition,
      }),
    );
    return ETag;
  }

  /** @param path of the finished SQLite file */
  async putSegment(name: string, path: string, documents: readonly SearchDocument[]): Promise<void> {
    const lines = documents.map((document) => JSON.stringify(document)).join('\n');
    await this.#put(`${PREFIX}${name}.ndjson.gz`, gzipSync(lines), 'application/gzip');
    await this.#put(`${PREFIX}${name}.sqlite`, await readFile(path), 'application/vnd.sqlite3');
  }

  async fetchSegment(name: string, path: string): Promise<void> {
    await writeFile(path, await this.#get(`${PREFIX}${name}.sqlite`));
  }

  async documents(name: string): Promise<SearchDocument[]> {
    const lines = gunzipSync(await this.#get(`${PREFIX}${name}.ndjson.gz`)).toString('utf8');
    return lines.split('\n').map((line) => JSON.parse(line) as SearchDocument);
  }

  async remove(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const Objects = names.flatMap((name) =>
      ['.sqlite', '.ndjson.gz'].map((ending) => ({ Key: `${PREFIX}${name}${ending}` })),
    );
    await this.#s3.send(new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }));
  }

  async #put(Key: string, Body: Uint8Array, ContentType: string): Promise<void> {
    await this.#s3.send(new PutObjectCommand({ Bucket: this.#bucket, Key, Body, ContentType }));
  }

  async #get(Key: string): Promise<Uint8Array> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key }));
    if (Body === undefined) throw new Error(`${this.#bucket}/${Key} has no body`);
    return Body.transformToByteArray();
  }
}

/** The SDK throws for 304. */
function isUnchanged(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    '$metadata' in error &&
    (error.$metadata as { httpStatusCode?: number }).httpStatusCode === 304
  );
}
