/** S3's call that deletes many objects, in a bucket that keeps versions: single versions go, and keys get a marker. */
import type { Versions } from './versions.ts';
import { escaped, unescaped } from './xml.ts';

interface Deletion {
  key: string;
  /** Absent: the key is deleted, and its versions stay. */
  versionId?: string;
}

/** What is needed of the app. */
export interface Asked {
  inject: (request: {
    method: 'DELETE' | 'PUT';
    url: string;
    headers?: Record<string, string>;
  }) => PromiseLike<unknown>;
}

export interface DeletingStore {
  app: Asked;
  versions: Versions;
  /** The address of an object for the app. */
  urlOf: (bucket: string, key: string) => string;
  /** Name of the hidden bucket that holds the versions of another. */
  versionsBucketOf: (bucket: string) => string;
  /** A header that keeps what is stored from being a new version. */
  quietHeader: string;
}

/** @returns the answer, as S3 writes it */
export async function deleteMany(store: DeletingStore, bucket: string, xml: string): Promise<string> {
  const deletions = deletionsIn(xml);
  const touched = new Set<string>();
  for (const { key, versionId } of deletions) {
    if (versionId === undefined) {
      await store.app.inject({ method: 'DELETE', url: store.urlOf(bucket, key) });
      continue;
    }
    const { versions, urlOf, versionsBucketOf } = store;
    if (!versions.remove({ bucket, key }, versionId)) continue;
    touched.add(key);
    await store.app.inject({
      method: 'DELETE',
      url: urlOf(versionsBucketOf(bucket), `${versionId}/${key}`),
    });
  }
  for (const key of touched) await showCurrent(store, bucket, key);
  const quiet = /<Quiet>true<\/Quiet>/iu.test(xml);
  const deleted = quiet ? [] : deletions.map(({ key }) => `<Deleted><Key>${escaped(key)}</Key></Deleted>`);
  return `<?xml version="1.0" encoding="UTF-8"?><DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${deleted.join('')}</DeleteResult>`;
}

/** Under the key alone the newest of the versions that are left is read. */
async function showCurrent(store: DeletingStore, bucket: string, key: string): Promise<void> {
  const { app, versions, urlOf, versionsBucketOf, quietHeader } = store;
  const headers = { [quietHeader]: 'yes' };
  const url = urlOf(bucket, key);
  const current = versions.get({ bucket, key });
  await (current === undefined
    ? app.inject({ method: 'DELETE', url, headers })
    : app.inject({
        method: 'PUT',
        url,
        headers: {
          ...headers,
          'x-amz-copy-source': `/${versionsBucketOf(bucket)}/${encodeURIComponent(`${current}/${key}`)}`,
        },
      }));
}

function deletionsIn(xml: string): Deletion[] {
  return [...xml.matchAll(/<Object>(.*?)<\/Object>/gsu)].flatMap(([, object = '']) => {
    const key = /<Key>(.*?)<\/Key>/su.exec(object)?.[1];
    const versionId = /<VersionId>(.*?)<\/VersionId>/u.exec(object)?.[1];
    if (key === undefined) return [];
    return [{ key: unescaped(key), ...(versionId === undefined ? {} : { versionId }) }];
  });
}
