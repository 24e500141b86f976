/** The ways in and out of agencies, by their entries, as the template of a stage has them. */
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AgencyReceipt } from '../../functions/adapters/publish/agency-receipt.ts';
import { shippedSchema, violations } from '../support/schemas.ts';
import { Newsroom, ninjsFile } from './support/newsroom.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample';

let newsroom: Newsroom;
const notHere: string[] = [];

beforeAll(async () => {
  newsroom = await Newsroom.open(
    { onNotHere: (what) => notHere.push(what) },
    {
      stage: { mailDomain: 'wires.example.org' },
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
      ],
    },
  );
});
afterAll(async () => {
  await newsroom.close();
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
