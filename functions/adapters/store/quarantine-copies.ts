/** The copies of what could not be read, in the archive: `quarantine/<code>/<key>/<version>`, as long as they are kept. */
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3ServiceException,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import type { Clients } from '../platform/clients.ts';

export interface QuarantineCopy {
  key: string;
  version: string;
}

const PREFIX = 'quarantine/';

export class QuarantineCopies {
  readonly #s3: Clients['s3'];
  readonly #bucket: string;

  constructor({ s3 }: Pick<Clients, 's3'>, archiveBucket: string) {
    this.#s3 = s3;
    this.#bucket = archiveBucket;
  }

  async isKept(copy: string): Promise<boolean> {
    const found = await orGone(this.#s3.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: copy })));
    return found !== undefined;
  }

  /** What was delivered, as long as it is kept. */
  async read(copy: string): Promise<Uint8Array | undefined> {
    const found = await orGone(this.#s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key: copy })));
    return found?.Body?.transformToByteArray();
  }

  /**
   * The deliveries that were refused for a reason; those with the longest names are missing, whose copies are named by a
   * hash.
   */
  async *of(code: string): AsyncGenerator<QuarantineCopy> {
    const Prefix = `${PREFIX}${code}/`;
    let ContinuationToken: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await this.#s3.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix, ContinuationToken }),
      );
      for (const { Key = '' } of page.Contents ?? []) {
        const slash = Key.lastIndexOf('/');
        if (slash > Prefix.length)
          yield { key: Key.slice(Prefix.length, slash), version: Key.slice(slash + 1) };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }
}

async function orGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}
