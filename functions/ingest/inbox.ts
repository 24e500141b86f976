/** The files as S3 has them: reading them whole and within bounds, and keeping a copy of what cannot be read. */
import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { SCAN_TAG } from '../core/providers/scan-tag.ts';
import { digest } from '../core/article/identity.ts';
import type { Clients } from '../adapters/platform/clients.ts';
import type { Delivery } from '../desk/notification.ts';

export type ReadObject =
  { ok: true; bytes: Uint8Array } | { ok: false; code: 'object-gone' | 'too-large'; message: string };

/** Absent: the scan has not ended. */
export type ScanTag = { ok: true; status?: string | undefined } | Gone;

interface Gone {
  ok: false;
  code: 'object-gone';
  message: string;
}

const GONE: Gone = {
  ok: false,
  code: 'object-gone',
  message: 'the file was deleted before it could be read; deliver it again',
};

export class Inbox {
  readonly #s3: Clients['s3'];
  readonly #archiveBucket: string;

  constructor({ s3 }: Pick<Clients, 's3'>, archiveBucket: string) {
    this.#s3 = s3;
    this.#archiveBucket = archiveBucket;
  }

  /**
   * @param maxBytes more than these are not read
   * @throws for everything that may pass: throttles, denied access (a policy that is being mended), lost connections
   */
  async read({ bucket, key, versionId }: Delivery, maxBytes: number): Promise<ReadObject> {
    try {
      const { Body, ContentLength = 0 } = await this.#s3.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      );
      if (Body === undefined) return { ok: true, bytes: new Uint8Array() };
      if (ContentLength > maxBytes) {
        if ('destroy' in Body && typeof Body.destroy === 'function') Body.destroy();
        return { ok: false, code: 'too-large', message: tooLarge(ContentLength, maxBytes) };
      }
      return { ok: true, bytes: await Body.transformToByteArray() };
    } catch (error) {
      if (!isGone(error)) throw error;
      return GONE;
    }
  }

  /** What the scan for malware wrote on this very version. @throws for everything that may pass */
  async scanTag({ bucket, key, versionId }: Delivery): Promise<ScanTag> {
    try {
      const { TagSet = [] } = await this.#s3.send(
        new GetObjectTaggingCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
      );
      return { ok: true, status: TagSet.find(({ Key }) => Key === SCAN_TAG)?.Value };
    } catch (error) {
      if (!isGone(error)) throw error;
      return GONE;
    }
  }

  /** Copies a file to quarantine. @returns the copy's key; null when there is nothing left to copy */
  async quarantine(delivery: Delivery, code: string): Promise<string | null> {
    const { bucket, key, versionId } = delivery;
    const copy = copyKey(code, delivery);
    const source = `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
    try {
      await this.#s3.send(
        new CopyObjectCommand({
          Bucket: this.#archiveBucket,
          Key: copy,
          // Tags would need permissions of their own, and say nothing that the copy needs
          TaggingDirective: 'REPLACE',
          CopySource:
            versionId === undefined ? source : `${source}?versionId=${encodeURIComponent(versionId)}`,
        }),
      );
      return copy;
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }
}

/** S3 takes keys of 1,024 bytes; a file whose own is nearly as long is kept under the hash of it. */
function copyKey(code: string, delivery: Delivery): string {
  const readable = `quarantine/${code}/${delivery.key}/${versionOf(delivery)}`;
  return Buffer.byteLength(readable) <= 1024
    ? readable
    : `quarantine/${code}/${digest([delivery.key])}/${versionOf(delivery)}`;
}

/** What tells two deliveries under one key apart. */
export function versionOf({ versionId, eTag }: Delivery): string {
  return versionId ?? (eTag === '' ? '-' : eTag.replaceAll('"', ''));
}

export function tooLarge(bytes: number, maxBytes: number): string {
  return `the file has ${bytes} bytes, and this provider may deliver ${maxBytes}; split it, or raise maxBytes in the register`;
}

/** 405 is S3's answer to reading the version that is a delete marker. */
function isGone(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return false;
  return (
    ['NoSuchKey', 'NoSuchVersion', 'NotFound'].includes(error.name) || error.$metadata.httpStatusCode === 405
  );
}
