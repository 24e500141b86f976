import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
  type S3Client,
  type Tag,
} from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import { encodeEventKey } from '../../../functions/desk/announcement.ts';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack.ts';
import { writeAssembly } from './support/assembly.ts';

let stack: LocalStack;
let s3: S3Client;
let bucket: string;

beforeAll(async () => {
  const Queue = { 'Fn::GetAtt': ['Queue', 'Arn'] };
  const Filter = { S3Key: { Rules: [{ Name: 'prefix', Value: 'incoming/' }] } };
  stack = await startLocalStack({
    assembly: writeAssembly({
      resources: {
        Queue: { Type: 'AWS::SQS::Queue' },
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            VersioningConfiguration: { Status: 'Enabled' },
            NotificationConfiguration: {
              QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue, Filter }],
            },
          },
        },
      },
    }),
  });
  ({ s3 } = stack.clients);
  bucket = stack.ref('Bucket');
  expect(await notifications()).toEqual([expect.objectContaining({ Event: 's3:TestEvent', Bucket: bucket })]);
});
afterAll(() => stack.stop());

/** What the bucket has told its queue since the last call. */
async function notifications(): Promise<unknown[]> {
  const told: unknown[] = [];
  for (;;) {
    const { Messages = [] } = await stack.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: stack.ref('Queue'), MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return told;
    told.push(...Messages.map(({ Body = '' }): unknown => JSON.parse(Body)));
  }
}

const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));

async function read(Key: string, VersionId?: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
  return (await Body?.transformToString()) ?? '';
}

describe('the inbox tells its queue', () => {
  const told = (eventName: string, object: object) => ({
    Records: [{ eventSource: 'aws:s3', eventName, s3: { bucket: { name: bucket }, object } }],
  });

  test('of an upload, with the version and the key as S3 writes it', async () => {
    const { VersionId: versionId, ETag = '' } = await put('incoming/a b+c/é(1).txt', 'text');
    expect(await notifications()).toMatchObject([
      told('ObjectCreated:Put', {
        key: 'incoming/a+b%2Bc/%C3%A9%281%29.txt',
        size: 4,
        versionId,
        eTag: ETag.replaceAll('"', ''),
      }),
    ]);
  });

  test('of a copy', async () => {
    await put('elsewhere/x', 'text');
    await s3.send(
      new CopyObjectCommand({ Bucket: bucket, Key: 'incoming/y', CopySource: `${bucket}/elsewhere/x` }),
    );
    expect(await notifications()).toMatchObject([told('ObjectCreated:Copy', { key: 'incoming/y', size: 4 })]);
  });

  test('of an upload in parts, once it is complete', async () => {
    const target = { Bucket: bucket, Key: 'incoming/large' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
    const part = Buffer.alloc(5 * 1024 * 1024, 'a');
    const Parts = await Promise.all(
      [part, part, Buffer.from('end')].map(async (Body, index) => {
        const PartNumber = index + 1;
        const { ETag } = await s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }));
        return { ETag, PartNumber };
      }),
    );
    expect(await notifications()).toEqual([]);
    await s3.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
    expect(await notifications()).toMatchObject([
      told('ObjectCreated:CompleteMultipartUpload', { key: 'incoming/large', size: 10 * 1024 * 1024 + 3 }),
    ]);
  });

  test('of nothing outside of the prefix', async () => {
    await put('outgoing/x', 'text');
    expect(await notifications()).toEqual([]);
  });

  test('of two uploads under one key with sequencers in their order', async () => {
    await put('incoming/twice', 'first');
    await put('incoming/twice', 'second');
    const sequencers = (await notifications()).map(
      (body) => /"sequencer":"(\w+)"/u.exec(JSON.stringify(body))?.[1],
    );
    expect(sequencers).toEqual([...sequencers].sort());
    expect(new Set(sequencers).size).toBe(2);
  });
});

test.each([
  ['a/b.txt', 'a/b.txt'],
  ['a b', 'a+b'],
  ['a+b', 'a%2Bb'],
  ["it's (1)!*~", 'it%27s+%281%29%21*~'],
  ['Übung/été', '%C3%9Cbung/%C3%A9t%C3%A9'],
  ['50%', '50%25'],
])('the key %s stands in an event as %s', (key, written) => {
  expect(encodeEventKey(key)).toBe(written);
  expect(decodeURIComponent(written.replaceAll('+', ' '))).toBe(key);
});

describe('a versioned bucket', () => {
  test('gives every version back, and the latest without one', async () => {
    const first = await put('versions/x', 'first');
    const second = await put('versions/x', 'second');
    expect(await read('versions/x', first.VersionId)).toBe('first');
    expect(await read('versions/x', second.VersionId)).toBe('second');
    expect(await read('versions/x')).toBe('second');
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'versions/x' }));
    expect(head.VersionId).toBe(second.VersionId);
  });

  test('keeps the versions of what was deleted', async () => {
    const { VersionId } = await put('versions/gone', 'text');
    const marker = await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'versions/gone' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read('versions/gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await read('versions/gone', VersionId)).toBe('text');
  });

  test('deletes single versions for good, and shows the one before', async () => {
    const remove = (Objects: { Key: string; VersionId?: string | undefined }[]) =>
      s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
    const left = async (): Promise<number> => {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'erased/' }),
      );
      return Versions.length + DeleteMarkers.length;
    };
    const Key = 'erased/x & "y"';
    const first = await put(Key, 'first');
    const second = await put(Key, 'second');
    expect((await remove([{ Key, VersionId: second.VersionId }])).Deleted).toMatchObject([{ Key }]);
    expect(await read(Key)).toBe('first');
    await expect(read(Key, second.VersionId)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await remove([{ Key }]);
    await expect(read(Key)).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await read(Key, first.VersionId)).toBe('first');
    const { DeleteMarkers: [marker] = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'erased/' }),
    );
    expect(await left()).toBe(2);
    await remove([
      { Key, VersionId: first.VersionId },
      { Key, VersionId: marker?.VersionId },
    ]);
    expect(await left()).toBe(0);
    await expect(read(Key)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('copies one version', async () => {
    const { VersionId = '' } = await put('versions/y', 'first');
    await put('versions/y', 'second');
    const CopySource = `${bucket}/versions/y?versionId=${VersionId}`;
    await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'versions/z', CopySource }));
    expect(await read('versions/z')).toBe('first');
  });

  test('lists every version by key, the newest first, in pages and with what was deleted', async () => {
    const list = async (more: object): Promise<unknown[]> => {
      const page = await s3.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'listed/', EncodingType: 'url', ...more }),
      );
      const { Versions = [], DeleteMarkers = [], IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
      const found = [...Versions, ...DeleteMarkers].map(({ Key, VersionId, IsLatest }) => [
        decodeURIComponent(Key ?? ''),
        VersionId,
        IsLatest,
      ]);
      if (IsTruncated !== true) return found;
      const KeyMarker = decodeURIComponent(NextKeyMarker ?? '');
      return [...found, ...(await list({ ...more, KeyMarker, VersionIdMarker: NextVersionIdMarker }))];
    };
    const before = Date.now();
    const first = await put('listed/b & c', 'first');
    const second = await put('listed/b & c', 'second');
    const other = await put('listed/a', 'text');
    await put('listee', 'outside of the prefix');
    const gone = await put('listed/d', 'text');
    const marker = await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'listed/d' }));
    const all = [
      ['listed/a', other.VersionId, true],
      ['listed/b & c', second.VersionId, true],
      ['listed/b & c', first.VersionId, false],
      ['listed/d', gone.VersionId, false],
      ['listed/d', marker.VersionId, true],
    ];
    expect(await list({})).toEqual(all);
    for (const MaxKeys of [1, 2, 3]) expect((await list({ MaxKeys })).sort()).toEqual([...all].sort());
    const { Versions: [one] = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: 'listed/a' }),
    );
    expect(one).toMatchObject({ Size: 4, ETag: other.ETag });
    // S3 tells it in whole seconds
    expect(one?.LastModified?.getTime()).toBe(Math.floor((one?.LastModified?.getTime() ?? 0) / 1000) * 1000);
    expect(one?.LastModified?.getTime()).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000);
  });

  test('writes on a condition, as S3 does', async () => {
    const on = (condition: object) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'conditions/x', Body: 'y', ...condition }));
    await expect(on({ IfMatch: '"x"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    const { ETag = '' } = await on({ IfNoneMatch: '*' });
    await expect(on({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(on({ IfMatch: '"x"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await on({ IfMatch: ETag });
  });
});

describe('tags', () => {
  const Key = 'tagged/a & b';
  const tag = (TagSet: Tag[], VersionId?: string) =>
    s3.send(new PutObjectTaggingCommand({ Bucket: bucket, Key, VersionId, Tagging: { TagSet } }));
  const tagsOf = async (VersionId?: string) =>
    (await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key, VersionId }))).TagSet;

  test('are of one version, and nobody hears of them', async () => {
    const first = await put(Key, 'first');
    expect(await tagsOf()).toEqual([]);
    await tag([{ Key: 'a<b', Value: '"x" & y' }]);
    const second = await put(Key, 'second');
    await notifications();
    expect(await tagsOf()).toEqual([]);
    expect(await tagsOf(first.VersionId)).toEqual([{ Key: 'a<b', Value: '"x" & y' }]);
    await tag([{ Key: 'of', Value: 'the second' }], second.VersionId);
    expect(await tagsOf()).toEqual([{ Key: 'of', Value: 'the second' }]);
    expect(await read(Key)).toBe('second');
    expect(await notifications()).toEqual([]);
  });

  test('are not of what is not there', async () => {
    await expect(tagsOf('0')).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await expect(
      s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: 'tagged/never' })),
    ).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('what the embedded S3 would get silently wrong is refused', () => {
  const Key = 'refused/x';
  beforeAll(() => put(Key, 'text'));

  test.each([
    ['removing tags', () => s3.send(new DeleteObjectTaggingCommand({ Bucket: bucket, Key }))],
    [
      'tags on upload',
      () => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x', Tagging: 'a=b' })),
    ],
    ['an ACL', () => s3.send(new PutObjectAclCommand({ Bucket: bucket, Key, ACL: 'public-read' }))],
    [
      'a conditional removal',
      () => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, IfMatch: '"x"' })),
    ],
    ['a bucket policy', () => s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: '{}' }))],
    [
      'a change of versioning',
      () =>
        s3.send(
          new PutBucketVersioningCommand({
            Bucket: bucket,
            VersioningConfiguration: { Status: 'Suspended' },
          }),
        ),
    ],
    ['deleting one version', () => s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId: '1' }))],
  ])('%s', async (_, request) => {
    await expect(request()).rejects.toMatchObject({
      name: 'NotImplemented',
      $metadata: { httpStatusCode: 501 },
    });
    expect(await read(Key)).toBe('text');
  });
});

describe('an upload by a signed form', () => {
  beforeAll(async () => {
    await notifications();
  });

  const sign = (Expires = 60) =>
    createPresignedPost(s3, {
      Bucket: bucket,
      Key: 'incoming/aurora/${filename}',
      Conditions: [['content-length-range', 1, 10]],
      Expires,
    });
  const post = ({ url, fields }: PresignedPost, text: string, name: string, more = {}) => {
    const form = new FormData();
    for (const [field, value] of Object.entries({ ...fields, ...more })) form.append(field, value);
    form.append('file', new Blob([text]), name);
    return fetch(url, { method: 'POST', body: form });
  };

  test('lies under its prefix, has a version, and the queue is told', async () => {
    const answer = await post(await sign(), 'text', 'one + two.xml');
    expect(answer.status).toBe(204);
    expect(await read('incoming/aurora/one + two.xml')).toBe('text');
    expect(await notifications()).toMatchObject([
      {
        Records: [
          {
            eventName: 'ObjectCreated:Post',
            s3: {
              object: {
                key: 'incoming/aurora/one+%2B+two.xml',
                size: 4,
                versionId: answer.headers.get('x-amz-version-id'),
              },
            },
          },
        ],
      },
    ]);
  });

  test.each([
    ['under another prefix', 403, 'text', { key: 'incoming/borealis/x.xml' }],
    ['with another field than was signed', 403, 'text', { acl: 'public-read' }],
    ['without the policy', 403, 'text', { policy: '' }],
    ['that is larger than was signed', 400, 'eleven char', {}],
    ['without a byte', 400, '', {}],
  ])('is refused %s', async (_, status, text, more) => {
    expect((await post(await sign(), text, 'x.xml', more)).status).toBe(status);
    expect(await notifications()).toEqual([]);
  });

  test('is refused after its time', async () => {
    const expired = await post(await sign(-1), 'text', 'late.xml');
    expect([expired.status, await expired.text()]).toEqual([403, expect.stringContaining('Policy expired')]);
  });
});

test("an upload with the canned ACL of agencies' scripts is taken", async () => {
  const Key = 'incoming/with-acl.xml';
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x', ACL: 'bucket-owner-full-control' }));
  expect(await read(Key)).toBe('x');
});
