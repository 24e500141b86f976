/** The versions of every key of the versioned buckets: which one is current, and the list of all that S3 gives. */
import { escaped } from './xml.ts';

interface Target {
  bucket: string;
  key: string;
}

export interface KeptVersion {
  versionId: string;
  /** Epoch milliseconds. */
  time: number;
  size: number;
  /** Without quotes. */
  eTag: string;
  /** The key was deleted. */
  marker?: boolean;
}

/** What a request for the list asks for. */
export interface ListRequest {
  prefix: string;
  keyMarker: string;
  versionIdMarker: string;
  maxKeys: number;
  /** Keys are percent-encoded. */
  encoded: boolean;
}

export class Versions {
  /** By bucket and key, the oldest first. */
  readonly #kept = new Map<string, Map<string, KeptVersion[]>>();
  /** Keys of a bucket in their order, until another one comes. */
  readonly #sorted = new Map<string, readonly string[]>();

  get({ bucket, key }: Target): string | undefined {
    const newest = this.#kept.get(bucket)?.get(key)?.at(-1);
    return newest?.marker === true ? undefined : newest?.versionId;
  }

  add({ bucket, key }: Target, version: KeptVersion): void {
    const keys = this.#kept.get(bucket) ?? new Map<string, KeptVersion[]>();
    this.#kept.set(bucket, keys);
    const versions = keys.get(key);
    if (versions === undefined) {
      keys.set(key, [version]);
      this.#sorted.delete(bucket);
      return;
    }
    // After a restart they come in the order of their names, which is that of their making
    versions.push(version);
    versions.sort((a, b) => (a.versionId < b.versionId ? -1 : 1));
  }

  /** Forgets one version, or one deletion. @returns false where there is none */
  remove({ bucket, key }: Target, versionId: string): boolean {
    const keys = this.#kept.get(bucket);
    const versions = keys?.get(key) ?? [];
    const at = versions.findIndex((version) => version.versionId === versionId);
    if (at < 0) return false;
    versions.splice(at, 1);
    if (versions.length === 0) {
      keys?.delete(key);
      this.#sorted.delete(bucket);
    }
    return true;
  }

  /** Takes up a key of a versions bucket again after a restart. */
  restore(bucket: string, versionKey: string, kept: Omit<KeptVersion, 'versionId'>): void {
    const slash = versionKey.indexOf('/');
    const target = { bucket, key: versionKey.slice(slash + 1) };
    this.add(target, { ...kept, versionId: versionKey.slice(0, slash) });
  }

  /** One page of the list, as S3 writes it: by key, of each key the newest first. */
  listXml(bucket: string, request: ListRequest): string {
    const { prefix, keyMarker, versionIdMarker, maxKeys, encoded } = request;
    const name = (key: string): string => escaped(encoded ? encodeURIComponent(key) : key);
    const entries: string[] = [];
    let last: { key: string; versionId: string } | undefined;
    let truncated = false;
    const keys = this.#keysOf(bucket);
    for (let at = firstFrom(keys, prefix > keyMarker ? prefix : keyMarker); at < keys.length; at++) {
      const key = keys[at] ?? '';
      if (!key.startsWith(prefix)) {
        if (key > prefix) break;
        continue;
      }
      const versions = [...(this.#kept.get(bucket)?.get(key) ?? [])].reverse();
      const latest = versions[0];
      const from =
        key === keyMarker
          ? versions.findIndex(({ versionId }) => versionId === versionIdMarker) + 1 || versions.length
          : 0;
      for (const version of versions.slice(from)) {
        if (entries.length === maxKeys) {
          truncated = true;
          break;
        }
        entries.push(entryXml(name(key), version, version === latest));
        last = { key, versionId: version.versionId };
      }
      if (truncated) break;
    }
    const next =
      truncated && last !== undefined
        ? `<NextKeyMarker>${name(last.key)}</NextKeyMarker><NextVersionIdMarker>${last.versionId}</NextVersionIdMarker>`
        : '';
    return (
      '<?xml version="1.0" encoding="UTF-8"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
      `<Name>${bucket}</Name><Prefix>${name(prefix)}</Prefix><KeyMarker>${name(keyMarker)}</KeyMarker>` +
      `<MaxKeys>${maxKeys}</MaxKeys>${encoded ? '<EncodingType>url</EncodingType>' : ''}` +
      `<IsTruncated>${String(truncated)}</IsTruncated>${next}${entries.join('')}</ListVersionsResult>`
    );
  }

  #keysOf(bucket: string): readonly string[] {
    const known = this.#sorted.get(bucket);
    if (known !== undefined) return known;
    const keys = [...(this.#kept.get(bucket)?.keys() ?? [])].sort();
    this.#sorted.set(bucket, keys);
    return keys;
  }
}

/** S3 tells times of versions in whole seconds. */
function entryXml(
  key: string,
  { versionId, time, size, eTag, marker }: KeptVersion,
  latest: boolean,
): string {
  const when = new Date(Math.floor(time / 1000) * 1000).toISOString();
  const head = `<Key>${key}</Key><VersionId>${versionId}</VersionId><IsLatest>${String(latest)}</IsLatest><LastModified>${when}</LastModified>`;
  if (marker === true) return `<DeleteMarker>${head}</DeleteMarker>`;
  return `<Version>${head}<ETag>&quot;${eTag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Version>`;
}

/** The place of the first key that is not before a text. */
function firstFrom(keys: readonly string[], text: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
