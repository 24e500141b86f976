/** Puts the page into its bucket: the files beside the code, and what it has to know of the stage. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Made } from '../adapters/platform/custom-resource.ts';

export interface PageRequest {
  type: 'Create' | 'Update' | 'Delete';
  bucket: string;
  /** The contents of config.json. */
  config: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export function contentTypeOf(name: string): string {
  return TYPES[extname(name)] ?? 'application/octet-stream';
}

/** Names with a hash of what is in them never change. */
const WITH_HASH = /[-.][A-Za-z0-9_]{8,}\.[a-z0-9]+$/u;
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'public, no-cache';

export async function putPage(
  s3: Pick<S3Client, 'send'>,
  folder: string,
  { type, bucket, config }: PageRequest,
): Promise<Made> {
  const made = { id: bucket };
  if (type === 'Delete') {
    await empty(s3, bucket);
    return made;
  }
  const files = filesBelow(folder).map((path) => ({
    key: relative(folder, path).split(sep).join('/'),
    body: readFileSync(path),
  }));
  // What refers to others comes after them
  files.sort((a, b) => Number(a.key.endsWith('.html')) - Number(b.key.endsWith('.html')));
  for (const { key, body } of [{ key: 'config.json', body: Buffer.from(config) }, ...files]) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentTypeOf(key),
        CacheControl: WITH_HASH.test(key) ? FOR_EVER : ASK_AGAIN,
      }),
    );
  }
  return made;
}

/** A bucket that holds something cannot be deleted. */
async function empty(s3: Pick<S3Client, 'send'>, bucket: string): Promise<void> {
  for (;;) {
    const { Contents: contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    if (contents.length === 0) return;
    await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: contents.map(({ Key }) => ({ Key })) } }),
    );
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
