/**
 * Makes of fauxqs' S3 what the pipeline needs of the real one: versions, notifications, large uploads, and a plain
 * "not implemented" wherever fauxqs would answer with something untrue.
 *
 * A versioned bucket has a hidden twin that holds a copy of every version under `<versionId>/<key>`; a read with a
 * version id is answered from there. fauxqs copies by reference, so in memory a version costs no second body.
 *
 * One file: the hooks share the locks and the versions, and go together in one order.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { buildApp } from 'fauxqs';
import { failedCondition, isConditional } from './conditional-put.ts';
import { deleteMany } from './delete-objects.ts';
import { readFormUpload } from './form-upload.ts';
import { taggingXml, tagsIn, type ObjectTags, type TaggedObject } from './object-tags.ts';
import type { ObjectCreatedKind, StoredObject } from './notifications.ts';
import { Versions, type ListRequest } from './versions.ts';

export type FauxqsApp = ReturnType<typeof buildApp>;

/** Largest body of a single PUT. S3 allows 5 GiB; the rest goes by multipart upload. */
const LARGEST_PUT = 256 * 1024 * 1024;

/** Query parameters that fauxqs (or this file) carries out. Any other names something that it would pass over. */
const KNOWN_QUERY = new Set([
  'attributes',
  'continuation-token',
  'delete',
  'delimiter',
  'encoding-type',
  'fetch-owner',
  'key-marker',
  'lifecycle',
  'list-type',
  'marker',
  'max-keys',
  'partNumber',
  'prefix',
  'start-after',
  'tagging',
  'uploadId',
  'uploads',
  'version-id-marker',
  'versionId',
  'versions',
  'x-id',
]);

/** Headers that ask for something which fauxqs takes and forgets. */
const REFUSED_HEADERS =
  /^x-amz-(?:tagging|acl|grant-.*|object-lock-.*|website-redirect-location|write-offset-bytes|copy-source-if-.*|copy-source-range)$/;

/** Marks the request that stores what a form brought. */
const FORM_HEADER = 'x-local-form-upload';

/** Marks the request that shows an older version again. */
const QUIET_HEADER = 'x-local-quiet';

export interface ObjectHooks {
  tags: ObjectTags;
  isVersioned(bucket: string): boolean;
  /** Called when an object has been stored, before the uploader has the answer. */
  created(object: StoredObject): Promise<void>;
}

/** What is needed of Fastify's request and reply. */
interface Request {
  method: string;
  query: unknown;
  headers: Readonly<Record<string, unknown>>;
}
interface Reply {
  header(name: string, value: string): unknown;
  headers(values: Readonly<Record<string, string>>): unknown;
  hasHeader(name: string): boolean;
}

interface Target {
  bucket: string;
  key: string;
}

/** Name of the hidden bucket that holds the versions of another. */
export function versionsBucket(bucket: string): string {
  return `versions-${createHash('sha256').update(bucket).digest('hex').slice(0, 24)}`;
}

/**
 * Adds versions, notifications and refusals to a fauxqs app that does not listen yet.
 * @returns the version that is current by bucket and key: fill it with `restoreVersions` after a restart
 */
export function addObjectHooks(app: FauxqsApp, hooks: ObjectHooks): Versions {
  const versions = new Versions();
  const locks = new KeyLocks();

  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_PUT }, (_request, body, done) => {
    done(null, body);
  });

  /** The version whose tags are meant: the current one where none is named. */
  const taggedObject = async (
    target: Target,
    named: string | undefined,
  ): Promise<{ found: TaggedObject; bytes: () => Promise<Uint8Array> } | { code: string }> => {
    const versionId = named ?? versions.get(target);
    const url =
      versionId === undefined
        ? objectUrl(target.bucket, target.key)
        : objectUrl(versionsBucket(target.bucket), `${versionId}/${target.key}`);
    const { statusCode } = await app.inject({ method: 'HEAD', url });
    if (statusCode !== 200) return { code: named === undefined ? 'NoSuchKey' : 'NoSuchVersion' };
    const bytes = async (): Promise<Uint8Array> => (await app.inject({ method: 'GET', url })).rawPayload;
    return { found: { ...target, versionId }, bytes };
  };

  app.addHook('onRequest', async (request, reply) => {
    const target = targetOf(request.params);
    if (target === undefined) return;
    const refusal = refusalOf(request.method, request.query, request.headers);
    if (refusal !== undefined) {
      return reply.code(501).type('application/xml').send(errorXml('NotImplemented', refusal));
    }
    const source = request.headers['x-amz-copy-source'];
    if (typeof source === 'string') request.headers['x-amz-copy-source'] = copySource(source);

    if (target.key === '' && request.method === 'GET' && hasQuery(request.query, 'versions')) {
      return reply.type('application/xml').send(versions.listXml(target.bucket, listRequest(request.query)));
    }
    const versionId = queryValue(request.query, 'versionId');
    if (target.key !== '' && hasQuery(request.query, 'tagging')) {
      if (request.method === 'PUT') return;
      const object = await taggedObject(target, versionId);
      if (!('found' in object))
        return reply.code(404).type('application/xml').send(errorXml(object.code, 'there is none'));
      const tags = await hooks.tags.of(object.found, object.bytes);
      return reply.type('application/xml').send(taggingXml(tags));
    }
    if (versionId === undefined || target.key === '') return;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const message = `${request.method} of one version`;
      return reply.code(501).type('application/xml').send(errorXml('NotImplemented', message));
    }
    const { headers } = request;
    const { host: _host, ...passed } = headers;
    const found = await app.inject({
      method: request.method,
      url: objectUrl(versionsBucket(target.bucket), `${versionId}/${target.key}`),
      headers: passed,
    });
    if (found.statusCode === 404) {
      const message = 'The specified version does not exist.';
      return reply.code(404).type('application/xml').send(errorXml('NoSuchVersion', message));
    }
    void reply.code(found.statusCode).headers({ ...found.headers, 'x-amz-version-id': versionId });
    return reply.send(found.rawPayload);
  });

  app.addHook('preHandler', async (request, reply) => {
    const target = targetOf(request.params);
    if (target === undefined || request.method !== 'PUT' || !hasQuery(request.query, 'tagging')) return;
    const object = await taggedObject(target, queryValue(request.query, 'versionId'));
    if (!('found' in object))
      return reply.code(404).type('application/xml').send(errorXml(object.code, 'there is none'));
    hooks.tags.put(object.found, tagsIn(String(request.body)));
    return reply.send('');
  });

  app.addHook('preHandler', async (request, reply) => {
    const target = targetOf(request.params);
    const contentType = formTypeOf(request.method, request.headers);
    if (target === undefined || contentType === undefined) return;
    const upload = readFormUpload(target.bucket, contentType, request.body as Buffer, Date.now());
    if (!upload.ok) {
      return reply.code(upload.status).type('application/xml').send(errorXml(upload.code, upload.message));
    }
    const stored = await app.inject({
      method: 'PUT',
      url: objectUrl(target.bucket, upload.key),
      headers: { 'content-type': upload.contentType, [FORM_HEADER]: 'POST' },
      payload: Buffer.from(upload.bytes),
    });
    const { 'content-length': _length, ...headers } = stored.headers;
    void reply.code(stored.statusCode === 200 ? upload.status : stored.statusCode).headers(headers);
    return reply.send(stored.statusCode === 200 ? '' : stored.rawPayload);
  });

  app.addHook('preHandler', async (request, reply) => {
    const target = targetOf(request.params);
    if (target?.key !== '' || request.method !== 'POST' || !hasQuery(request.query, 'delete')) return;
    if (!hooks.isVersioned(target.bucket)) return;
    const urls = { urlOf: objectUrl, versionsBucketOf: versionsBucket, quietHeader: QUIET_HEADER };
    const xml = String(request.body);
    return reply
      .type('application/xml')
      .send(await deleteMany({ app, versions, ...urls }, target.bucket, xml));
  });

  // One write to a key at a time: what is read back after a write must be what was written.
  app.addHook('preHandler', async (request, reply) => {
    const target = targetOf(request.params);
    if (target === undefined || createdKind(request.method, request.query, request.headers) === undefined)
      return;
    await locks.lock(request, `${target.bucket}/${target.key}`);
    if (!isConditional(request.headers)) return;
    const stored = await app.inject({ method: 'HEAD', url: objectUrl(target.bucket, target.key) });
    const eTag = stored.statusCode === 200 ? String(stored.headers.etag) : undefined;
    const failed = failedCondition(request.headers, eTag);
    if (failed === undefined) return;
    return reply.code(failed.status).type('application/xml').send(errorXml(failed.code, 'the condition'));
  });
  app.addHook('onResponse', (request, _reply, done) => {
    locks.release(request);
    done();
  });

  // The handlers of fauxqs are async and return nothing after reply.send(): while an async hook still works on the
  // first answer, Fastify sends another, an empty one. It must neither be sent nor count as a second upload.
  const answered = new WeakSet();
  app.addHook('onSend', async (request, reply, payload) => {
    if (answered.has(request)) return new Promise<never>(() => undefined);
    answered.add(request);
    const target = targetOf(request.params);
    if (target === undefined || target.key === '' || reply.statusCode >= 300) return payload;
    try {
      await finishAnswer(target, request, reply);
      return payload;
    } catch (error) {
      void reply.code(500).type('application/xml');
      return errorXml('InternalError', error instanceof Error ? error.message : String(error));
    }
  });

  const finishAnswer = async (target: Target, request: Request, reply: Reply): Promise<void> => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      const current = versions.get(target);
      if (current !== undefined && !reply.hasHeader('x-amz-version-id')) {
        reply.header('x-amz-version-id', current);
      }
      return;
    }
    if (request.headers[QUIET_HEADER] !== undefined) return;
    const versioned = hooks.isVersioned(target.bucket);
    if (request.method === 'DELETE' && versioned && queryValue(request.query, 'uploadId') === undefined) {
      const marker = newVersionId();
      versions.add(target, { versionId: marker, time: Date.now(), size: 0, eTag: '', marker: true });
      reply.headers({ 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker });
      return;
    }
    const kind = createdKind(request.method, request.query, request.headers);
    if (kind === undefined) return;
    const versionId = versioned ? newVersionId() : undefined;
    if (versionId !== undefined) {
      await keepVersion(app, target, versionId);
      reply.header('x-amz-version-id', versionId);
    }
    const stored = await app.inject({ method: 'HEAD', url: objectUrl(target.bucket, target.key) });
    const object = {
      time: Date.now(),
      size: Number(stored.headers['content-length']),
      eTag: String(stored.headers.etag).replaceAll('"', ''),
    };
    if (versionId !== undefined) versions.add(target, { ...object, versionId });
    await hooks.created({ ...target, kind, ...object, ...(versionId === undefined ? {} : { versionId }) });
  };
  return versions;
}

/** A file that is in a bucket without anybody having been told of it. */
export interface PlantedFile {
  key: string;
  body: Uint8Array;
  /** Epoch milliseconds: when the bucket had it. */
  time: number;
}

/** What the store of fauxqs does. */
export interface ObjectStore {
  putObject(bucket: string, key: string, body: Buffer): { etag: string };
}

/**
 * Puts files into a versioned bucket past its door, as if their notifications had been lost.
 * @returns the version of each
 */
export function plantFiles(
  store: ObjectStore,
  versions: Versions,
  bucket: string,
  files: readonly PlantedFile[],
): string[] {
  return files.map(({ key, body, time }) => {
    const versionId = newVersionId();
    const bytes = Buffer.from(body);
    const { etag } = store.putObject(bucket, key, bytes);
    store.putObject(versionsBucket(bucket), `${versionId}/${key}`, bytes);
    const eTag = etag.replaceAll('"', '');
    versions.add({ bucket, key }, { versionId, time, size: bytes.length, eTag });
    return versionId;
  });
}

async function keepVersion(app: FauxqsApp, { bucket, key }: Target, versionId: string): Promise<void> {
  const copy = await app.inject({
    method: 'PUT',
    url: objectUrl(versionsBucket(bucket), `${versionId}/${key}`),
    headers: { 'x-amz-copy-source': `/${bucket}/${encodeURIComponent(key)}` },
  });
  if (copy.statusCode !== 200) throw new Error(`version of ${bucket}/${key} was not kept: ${copy.body}`);
}

let lastTick = 0;
/** 32 characters as S3's own, and in the order of their making. */
function newVersionId(): string {
  lastTick = Math.max(lastTick + 1, Date.now() * 1000);
  return lastTick.toString(36).padStart(12, '0') + randomBytes(10).toString('hex');
}

function createdKind(
  method: string,
  query: unknown,
  headers: Readonly<Record<string, unknown>>,
): ObjectCreatedKind | undefined {
  const uploadId = queryValue(query, 'uploadId');
  if (method === 'POST' && uploadId !== undefined) return 'CompleteMultipartUpload';
  if (method !== 'PUT' || uploadId !== undefined || hasQuery(query, 'tagging')) return undefined;
  if (headers[FORM_HEADER] !== undefined) return 'Post';
  return headers['x-amz-copy-source'] === undefined ? 'Put' : 'Copy';
}

function refusalOf(
  method: string,
  query: unknown,
  headers: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const name of Object.keys(typeof query === 'object' && query !== null ? query : {})) {
    if (!KNOWN_QUERY.has(name) && !/^x-amz-/i.test(name)) return `the sub-resource or parameter ?${name}`;
  }
  for (const name of Object.keys(headers)) {
    if (REFUSED_HEADERS.test(name) && !isAclWithoutEffect(name, headers[name])) return `the header ${name}`;
  }
  if (hasQuery(query, 'tagging') && method !== 'GET' && method !== 'PUT') return `${method} of tags`;
  const conditional = headers['if-match'] ?? headers['if-none-match'];
  if (conditional !== undefined && !['GET', 'HEAD', 'PUT'].includes(method)) return `a conditional ${method}`;
  return undefined;
}

/** With ACLs off, as they are in every bucket here, S3 takes this one and does nothing. */
function isAclWithoutEffect(header: string, value: unknown): boolean {
  return header === 'x-amz-acl' && value === 'bucket-owner-full-control';
}

function formTypeOf(method: string, headers: Readonly<Record<string, unknown>>): string | undefined {
  const type = headers['content-type'];
  return method === 'POST' && typeof type === 'string' && type.startsWith('multipart/form-data')
    ? type
    : undefined;
}

/** A copy of one version is a copy from the versions bucket. */
function copySource(source: string): string {
  const match = /^\/?([^/]+)\/(.+)\?versionId=([^&]+)$/.exec(source);
  if (match === null) return source;
  const [, bucket = '', key = '', versionId = ''] = match;
  return `/${versionsBucket(bucket)}/${versionId}/${key}`;
}

function targetOf(params: unknown): Target | undefined {
  if (typeof params !== 'object' || params === null || !('bucket' in params)) return undefined;
  const key = '*' in params ? params['*'] : '';
  return { bucket: String(params.bucket), key: typeof key === 'string' ? key : '' };
}

function queryValue(query: unknown, name: string): string | undefined {
  if (typeof query !== 'object' || query === null) return undefined;
  const value: unknown = Object.entries(query).find(([key]) => key === name)?.[1];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function hasQuery(query: unknown, name: string): boolean {
  return typeof query === 'object' && query !== null && name in query;
}

function listRequest(query: unknown): ListRequest {
  return {
    prefix: queryValue(query, 'prefix') ?? '',
    keyMarker: queryValue(query, 'key-marker') ?? '',
    versionIdMarker: queryValue(query, 'version-id-marker') ?? '',
    maxKeys: Number(queryValue(query, 'max-keys') ?? 1000),
    encoded: queryValue(query, 'encoding-type') === 'url',
  };
}

function objectUrl(bucket: string, key: string): string {
  return `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

function errorXml(code: string, message: string): string {
  const clean = message.replace(/[<>&]/g, ' ');
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>The local stack: ${clean}</Message></Error>`;
}

/** A queue of writers for every key. */
class KeyLocks {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #releases = new WeakMap<object, () => void>();

  async lock(owner: object, key: string): Promise<void> {
    const before = this.#tails.get(key);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const tail = promise.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    this.#tails.set(key, tail);
    this.#releases.set(owner, () => {
      resolve(undefined);
    });
    await before;
  }

  release(owner: object): void {
    this.#releases.get(owner)?.();
  }
}
