import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, expect, test } from '@jest/globals';
import { putPage } from '../../functions/page/put-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'newswire-put-page-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'assets', 'main-AB12CD34.js'), '1');
writeFileSync(join(folder, 'icon.svg'), '<svg/>');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Keeps the names of objects, in the order in which they came. */
function bucket(): { s3: Pick<S3Client, 'send'>; objects: Map<string, Record<string, unknown>> } {
  const objects = new Map<string, Record<string, unknown>>();
  const send = (command: unknown): Promise<object> => {
    if (command instanceof PutObjectCommand) objects.set(command.input.Key ?? '', { ...command.input });
    if (command instanceof ListObjectsV2Command)
      return Promise.resolve({ Contents: [...objects.keys()].slice(0, 2).map((Key) => ({ Key })) });
    if (command instanceof DeleteObjectsCommand)
      for (const { Key } of command.input.Delete?.Objects ?? []) objects.delete(Key ?? '');
    return Promise.resolve({});
  };
  return { s3: { send }, objects };
}

const asked = { bucket: 'site', config: '{"signIn":{}}' };

test('the page is put with what it has to know, and what refers to files comes after them', async () => {
  const { s3, objects } = bucket();
  await putPage(s3, folder, { ...asked, type: 'Create' });
  expect([...objects.keys()]).toEqual(['config.json', 'assets/main-AB12CD34.js', 'icon.svg', 'index.html']);
  expect(objects.get('index.html')).toMatchObject({
    ContentType: 'text/html; charset=utf-8',
    CacheControl: 'public, no-cache',
  });
  expect(objects.get('assets/main-AB12CD34.js')).toMatchObject({
    ContentType: 'text/javascript; charset=utf-8',
    CacheControl: 'public, max-age=31536000, immutable',
  });
  expect(String(objects.get('config.json')?.Body)).toBe('{"signIn":{}}');
});

test('the bucket is emptied before it goes, page by page', async () => {
  const { s3, objects } = bucket();
  await putPage(s3, folder, { ...asked, type: 'Update' });
  expect(await putPage(s3, folder, { ...asked, type: 'Delete' })).toEqual({ id: 'site' });
  expect(objects.size).toBe(0);
});
