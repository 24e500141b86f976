/** The ways in and out of agencies, by their entries, as the template of a stage has them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AgencyReceipt } from '../../functions/adapters/publish/agency-receipt.ts';
import { shippedSchema, violations } from '../support/schemas.ts';
import { Newsroom, ninjsFile, paragraphsOn } from './support/newsroom.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample';

const SECRET = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:wires/cascade-AbCdEf';
const secrets = join(mkdtempSync(join(tmpdir(), 'newswire-secrets-')), 'secrets.json');
writeFileSync(secrets, JSON.stringify({ [SECRET]: 'of Fetchworth' }));

let newsroom: Newsroom;
const notHere: string[] = [];

/** A feed of the agency's, on this machine. */
const feed = createServer((request, response) => {
  if (request.headers.authorization !== 'Bearer of Fetchworth') response.writeHead(401).end();
  else if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
  else response.writeHead(200, { 'content-type': 'application/json', etag: '"1"' }).end(FETCHED);
});
const FETCHED = ninjsFile({
  uri: 'urn:newsml:cascade.example:fetched',
  paragraphs: paragraphsOn('Fetchworth'),
});

beforeAll(async () => {
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
  const { port } = feed.address() as AddressInfo;
  newsroom = await Newsroom.open(
    { secretsFile: secrets, onNotHere: (what) => notHere.push(what) },
    {
      stage: {
        mailDomain: 'wires.example.org',
        customerKey: true,
        readers: { accounts: ['444455556666'], organisation: 'o-abcdefghij' },
      },
      agencies: [
        { id: 'aurora', name: 'Aurora News Agency', access: { receipts: 'bucket' } },
        {
          id: 'borealis',
          name: 'Borealis Presse',
          access: {
            receipts: 'topic',
            sftp: { publicKeys: [KEY] },
            mail: { from: ['desk@borealis.example'] },
          },
        },
        {
          id: 'cascade',
          name: 'Cascade Wire Service',
          access: {
            feeds: [
              {
                id: 'api',
                url: `http://localhost:${port}/news`,
                secret: { arn: SECRET, prefix: 'Bearer ' },
              },
            ],
          },
        },
      ],
    },
  );
});
afterAll(async () => {
  await newsroom.close();
  feed.close();
  rmSync(dirname(secrets), { recursive: true });
});

test('an agency of which the settings say so finds a receipt in the bucket', async () => {
  await newsroom.take(['aurora', 'story.json', ninjsFile()]);
  const { Body } = await newsroom.stack.clients.s3.send(
    new GetObjectCommand({ Bucket: newsroom.inbox, Key: 'receipts/aurora/story.json.json' }),
  );
  const receipt = JSON.parse((await Body?.transformToString()) ?? '') as AgencyReceipt;
  expect(violations(shippedSchema('receipt'), receipt)).toEqual([]);
  expect(receipt).toMatchObject({ state: 'taken', counts: { published: 1 } });
});

test('an agency of which the settings say so gets it on its topic', async () => {
  const topic = await newsroom.stack.subscribe(newsroom.stack.ref('ReceiptTopicOfBorealis'));
  await newsroom.take(['borealis', 'broken.bin', Buffer.from([0, 1, 2, 255, 0])]);
  expect(await topic.take()).toMatchObject([{ body: { provider: 'borealis', state: 'refused' } }]);
});

test('what one machine cannot run is said, and all else runs', () => {
  expect(notHere.sort()).toEqual(['the SFTP server', 'the reception of mail']);
});

test('the function that SES asks lets a proved mail of the agency through, and no other', async () => {
  const status = (of: string) => ({ status: of });
  const mail = (from: string, dmarc = 'PASS') => ({
    Records: [
      {
        ses: {
          mail: { messageId: 'm1', commonHeaders: { from: [from] } },
          receipt: {
            recipients: ['borealis@wires.example.org'],
            spfVerdict: status('PASS'),
            dkimVerdict: status('PASS'),
            dmarcVerdict: status(dmarc),
            virusVerdict: status('PASS'),
          },
        },
      },
    ],
  });
  const ask = async (event: object) => (await newsroom.stack.invoke('mail', event)) as object;
  expect(await ask(mail('desk@borealis.example'))).toMatchObject({ payload: { disposition: 'CONTINUE' } });
  expect(await ask(mail('desk@borealis.example', 'FAIL'))).toMatchObject({
    payload: { disposition: 'STOP_RULE' },
  });
  expect(await ask(mail('x@elsewhere.example'))).toMatchObject({ payload: { disposition: 'STOP_RULE' } });
});

test('a feed that has to be fetched, with a secret from a file, comes in as a delivery, once', async () => {
  await newsroom.messages();
  const poll = () => newsroom.stack.fire('PollEveryMinute');
  expect(await poll()).toMatchObject({ payload: { files: 1, failed: 0, stalled: 0, haywire: 0 } });
  await newsroom.stack.quiet();
  expect(await newsroom.messages()).toMatchObject([
    { source: '/wire/cascade', data: { article: { uri: 'urn:newsml:cascade.example:fetched' } } },
  ]);
  expect(await poll()).toMatchObject({ payload: { files: 0, failed: 0 } });
});
