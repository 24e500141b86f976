/** S3 in memory: versioned buckets, and notifications of what is put into one of them. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchBucket,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
  type CopyObjectCommandOutput,
  type DeleteObjectCommandInput,
  type DeleteObjectCommandOutput,
  type GetObjectCommandInput,
  type GetObjectCommandOutput,
  type HeadObjectCommandInput,
  type HeadObjectCommandOutput,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';

export interface StoredVersion {
  bucket: string;
  key: string;
  versionId: string;
  /** Undefined: a delete marker. */
  bytes: Uint8Array | undefined;
  /** Without quotes. */
  eTag: string;
  contentType: string | undefined;
  time: number;
}

const METADATA = { $metadata: { httpStatusCode: 200 } };

export class Objects {
  /** The newest version last. */
  readonly #versions = new Map<string, StoredVersion[]>();
  readonly #buckets: ReadonlySet<string>;
  readonly #now: () => number;
  #written = 0;

  constructor(buckets: readonly string[], now: () => number) {
    this.#buckets = new Set(buckets);
    this.#now = now;
  }

  /** @throws the exceptions of S3 */
  answer(command: object): object {
    if (command instanceof GetObjectCommand) return this.#get(command.input);
    if (command instanceof PutObjectCommand) return this.#put(command.input);
    if (command instanceof CopyObjectCommand) return this.#copy(command.input);
    if (command instanceof HeadObjectCommand) return this.#head(command.input);
    if (command instanceof DeleteObjectCommand) return this.#delete(command.input);
    throw new Error(`${command.constructor.name} is not part of the model of S3`);
  }

  /** Puts an object as its owner would. */
  put(bucket: string, key: string, bytes: Uint8Array | undefined, contentType?: string): StoredVersion {
    if (!this.#buckets.has(bucket)) {
      throw new NoSuchBucket({
        message: 'The specified bucket does not exist',
        $metadata: { httpStatusCode: 404 },
      });
    }
    const version: StoredVersion = {
      bucket,
      key,
      versionId: `v${String(++this.#written).padStart(31, '0')}`,
      bytes,
      eTag: bytes === undefined ? '' : createHash('md5').update(bytes).digest('hex'),
      contentType,
      time: this.#now(),
    };
    const versions = this.#versions.get(`${bucket}/${key}`);
    if (versions === undefined) this.#versions.set(`${bucket}/${key}`, [version]);
    else versions.push(version);
    return version;
  }

  #get({ Bucket, Key, VersionId }: GetObjectCommandInput): GetObjectCommandOutput {
    const { bytes, ...version } = this.#find(Bucket, Key, VersionId);
    const body = {
      transformToByteArray: () => Promise.resolve(bytes),
      transformToString: () => Promise.resolve(Buffer.from(bytes).toString('utf8')),
      destroy: () => undefined,
    };
    // Of the streams that the SDK returns, only what reads them whole
    return {
      ...describe(version, bytes.length),
      Body: body as unknown as NonNullable<GetObjectCommandOutput['Body']>,
    };
  }

  #head({ Bucket, Key, VersionId }: HeadObjectCommandInput): HeadObjectCommandOutput {
    try {
      const { bytes, ...version } = this.#find(Bucket, Key, VersionId);
      return describe(version, bytes.length);
    } catch (error) {
      // HEAD has no body that could name the error
      if (error instanceof NoSuchKey) throw new NotFound({ message: 'NotFound', $metadata: error.$metadata });
      throw error;
    }
  }

  #put({
    Bucket = '',
    Key = '',
    Body,
    ContentType,
    IfNoneMatch,
  }: PutObjectCommandInput): PutObjectCommandOutput {
    const bytes = typeof Body === 'string' ? Buffer.from(Body) : Body;
    if (!(bytes instanceof Uint8Array)) throw new Error('the model of S3 stores bytes and text only');
    if (IfNoneMatch === '*' && this.#newest(Bucket, Key)?.bytes !== undefined) {
      throw fault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
    }
    const { versionId, eTag } = this.put(Bucket, Key, bytes, ContentType);
    return { ...METADATA, VersionId: versionId, ETag: `"${eTag}"` };
  }

  #copy({ Bucket = '', Key = '', CopySource = '' }: CopyObjectCommand['input']): CopyObjectCommandOutput {
    const [path = '', query] = CopySource.replace(/^\//, '').split('?');
    const slash = path.indexOf('/');
    const versionId =
      query === undefined ? undefined : (new URLSearchParams(query).get('versionId') ?? undefined);
    const from = this.#find(path.slice(0, slash), decodeURIComponent(path.slice(slash + 1)), versionId);
    const copy = this.put(Bucket, Key, from.bytes, from.contentType);
    return { ...METADATA, VersionId: copy.versionId, CopyObjectResult: { ETag: `"${copy.eTag}"` } };
  }

  #delete({ Bucket = '', Key = '' }: DeleteObjectCommandInput): DeleteObjectCommandOutput {
    const { versionId } = this.put(Bucket, Key, undefined);
    return { ...METADATA, DeleteMarker: true, VersionId: versionId };
  }

  #newest(bucket: string, key: string): StoredVersion | undefined {
    return this.#versions.get(`${bucket}/${key}`)?.at(-1);
  }

  #find(bucket = '', key = '', versionId?: string): Omit<StoredVersion, 'bytes'> & { bytes: Uint8Array } {
    const versions = this.#versions.get(`${bucket}/${key}`) ?? [];
    const version =
      versionId === undefined ? versions.at(-1) : versions.find((one) => one.versionId === versionId);
    if (version?.bytes !== undefined) return { ...version, bytes: version.bytes };
    if (versionId === undefined) {
      throw new NoSuchKey({
        message: 'The specified key does not exist.',
        $metadata: { httpStatusCode: 404 },
      });
    }
    if (version === undefined) throw fault('NoSuchVersion', 'The specified version does not exist.', 404);
    throw fault('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  }
}

function describe(
  { versionId, eTag, contentType, time }: Omit<StoredVersion, 'bytes'>,
  length: number,
): Omit<GetObjectCommandOutput, 'Body'> {
  return {
    ...METADATA,
    VersionId: versionId,
    ETag: `"${eTag}"`,
    ContentLength: length,
    LastModified: new Date(time - (time % 1000)),
    ...(contentType === undefined ? {} : { ContentType: contentType }),
  };
}

function fault(name: string, message: string, httpStatusCode: number): S3ServiceException {
  return new S3ServiceException({ name, $fault: 'client', message, $metadata: { httpStatusCode } });
}
