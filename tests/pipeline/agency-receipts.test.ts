/** What an agency is told of its own deliveries, over the services of the local stack. */
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { AgencyReceipt } from '../../functions/adapters/publish/agency-receipt.ts';
import type { Receipt } from '../../functions/adapters/store/outcomes.ts';
import type { AgencyAccess, Provider } from '../../functions/core/providers/agency.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { receiptKeyOf } from '../../functions/adapters/publish/agency-receipt.ts';
import { AgencyReceipts } from '../../functions/ingest/agency-receipts.ts';
import type { Delivery } from '../../functions/desk/notification.ts';
import { shippedSchema, violations } from '../support/schemas.ts';
import { Newsroom, ninjsFile, paragraphsOn } from './support/newsroom.ts';
import { clientsOf, stepsOver } from './support/steps.ts';

let newsroom: Newsroom;
const failures: unknown[] = [];

beforeAll(async () => {
  newsroom = await Newsroom.open({ poll: false });
});
afterAll(async () => {
  await newsroom.close();
});
beforeEach(() => {
  failures.length = 0;
});

const ENTRY = { id: 'aurora', name: 'Aurora News Agency' } as const;
const schemaBaseUrl = 'https://wire.example/schemas';

function agencies(receipts: AgencyAccess['receipts'], topicArnPrefix?: string): AgencyReceipts {
  const entry: Provider = { ...ENTRY, ...(receipts === undefined ? {} : { access: { receipts } }) };
  return new AgencyReceipts(
    clientsOf(newsroom),
    newsroom.table,
    { schemaBaseUrl, topicArnPrefix, providers: registerOf([entry]) },
    (_receipt, error) => failures.push(error),
  );
}

let sequence = 16;
async function put(provider: string, name: string, bytes: Uint8Array): Promise<Delivery> {
  const key = await newsroom.drop(provider, name, bytes);
  const { VersionId: versionId = '' } = await newsroom.stack.clients.s3.send(
    new GetObjectCommand({ Bucket: newsroom.inbox, Key: key }),
  );
  const sequencer = (sequence++).toString(16).padStart(8, '0');
  return { bucket: newsroom.inbox, key, versionId, bytes: bytes.length, received: 0, eTag: 'e', sequencer };
}

function take(delivery: Delivery, told: AgencyReceipts, again = false): Promise<Receipt> {
  const steps = stepsOver(newsroom, clientsOf(newsroom), () => Date.now(), undefined, { agencies: told });
  return steps.take(delivery, again);
}

async function lying({ key }: Delivery): Promise<AgencyReceipt> {
  const { Body } = await newsroom.stack.clients.s3.send(
    new GetObjectCommand({ Bucket: newsroom.inbox, Key: receiptKeyOf(key) }),
  );
  return JSON.parse((await Body?.transformToString()) ?? '') as AgencyReceipt;
}

const story = (topic: string, more = {}) =>
  ninjsFile({ uri: `urn:newsml:aurora.example:${topic}`, paragraphs: paragraphsOn(topic), ...more });

test('an agency finds what became of its file under the name of the file', async () => {
  const delivery = await put('aurora', 'desk/one story.json', story('Farwick'));
  await take(delivery, agencies('bucket'));
  expect(receiptKeyOf(delivery.key)).toBe('receipts/aurora/desk/one story.json.json');
  const receipt = await lying(delivery);
  expect(violations(shippedSchema('receipt'), receipt)).toEqual([]);
  expect(receipt).toMatchObject({
    dataschema: 'https://wire.example/schemas/receipt-1.1.json',
    provider: 'aurora',
    file: { key: delivery.key, version: delivery.versionId },
    state: 'taken',
    says: 'Taken, with all that is in it: 1 item.',
    counts: { published: 1 },
    items: [
      {
        outcome: 'published',
        says: 'Given to the newsroom as a new item.',
        uri: 'urn:newsml:aurora.example:Farwick',
        headline: 'Council rebuilds bridge',
      },
    ],
  });
});

test('a notification that comes twice leaves the receipt as it was', async () => {
  const delivery = await put('aurora', 'twice.json', story('Gorsby'));
  await take(delivery, agencies('bucket'));
  const first = await lying(delivery);
  await take(delivery, agencies('bucket'), true);
  expect(await lying(delivery)).toEqual(first);
});

test('the receipt of a newer file of the same name stays, when the older is told of late', async () => {
  const older = await put('aurora', 'again.json', story('Hallem', { version: '1' }));
  const newer = await put(
    'aurora',
    'again.json',
    story('Hallem', { version: '2', headline: 'Bridge is rebuilt' }),
  );
  await take(newer, agencies('bucket'));
  await take(older, agencies('bucket'));
  expect((await lying(newer)).file.version).toBe(newer.versionId);
});

test('a file that cannot be read gets a receipt that says why', async () => {
  const delivery = await put('aurora', 'rubbish.bin', Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]));
  await take(delivery, agencies('bucket'));
  const receipt = await lying(delivery);
  expect(violations(shippedSchema('receipt'), receipt)).toEqual([]);
  expect(receipt).toMatchObject({ state: 'refused', code: 'unknown-format', items: [] });
  expect(receipt.says).toMatch(/^It cannot be read: /);
});

test('a heartbeat of the gateway is taken, and no fault', async () => {
  const delivery = await put('aurora', 'beat.json', Buffer.from('{"type": "heartbeat"}'));
  await take(delivery, agencies('bucket'));
  const receipt = await lying(delivery);
  expect(violations(shippedSchema('receipt'), receipt)).toEqual([]);
  expect(receipt).toMatchObject({ code: null, items: [] });
  expect(receipt.state).not.toBe('refused');
});

test('a copy of a text of its own is named, one of a text of another agency is not', async () => {
  const others = await put(
    'borealis',
    'other.json',
    story('Ilmstad', { uri: 'urn:newsml:borealis.example:1' }),
  );
  await take(others, agencies('bucket'));
  const foreign = await put('aurora', 'copy.json', story('Ilmstad', { headline: 'Another headline' }));
  await take(foreign, agencies('bucket'));
  const told = await lying(foreign);
  expect(told.items).toMatchObject([{ outcome: 'duplicate' }]);
  expect(told.items[0]).not.toHaveProperty('sameAs');
  expect(JSON.stringify(told)).not.toContain('borealis');

  await take(await put('aurora', 'own.json', story('Jarnfors')), agencies('bucket'));
  const own = await put(
    'aurora',
    'own-copy.json',
    story('Jarnfors', { uri: 'urn:newsml:aurora.example:copy' }),
  );
  await take(own, agencies('bucket'));
  expect((await lying(own)).items).toMatchObject([
    { outcome: 'duplicate', sameAs: 'urn:newsml:aurora.example:Jarnfors' },
  ]);
});

test('an agency with a topic hears of its file there', async () => {
  const { sns } = newsroom.stack.clients;
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'receipts-aurora' }));
  const subscriber = await newsroom.stack.subscribe(TopicArn);
  const delivery = await put('aurora', 'topic.json', story('Kolvik'));
  await take(delivery, agencies('topic', TopicArn.slice(0, -'aurora'.length)));
  expect(failures).toEqual([]);
  expect(await subscriber.take()).toMatchObject([
    {
      body: { id: `${delivery.key}@${String(delivery.versionId)}`, state: 'taken' },
      attributes: { type: 'wire.delivery.receipt', provider: 'aurora', state: 'taken' },
    },
  ]);
});

test('what an agency cannot be told stops no delivery, and is said', async () => {
  const delivery = await put('aurora', 'untold.json', story('Lomsund'));
  const gone = 'arn:aws:sns:us-east-1:000000000000:gone-';
  expect(await take(delivery, agencies('topic', gone))).toMatchObject({ counts: { published: 1 } });
  expect(failures).toHaveLength(1);
});

test('without the switch nothing is asked of AWS beyond the delivery itself', async () => {
  const delivery = await put('aurora', 'off.json', story('Molnby'));
  newsroom.stack.meter.reset();
  await take(delivery, agencies(undefined));
  const off = newsroom.stack.meter.read().operations.GetItem ?? 0;
  const other = await put('aurora', 'on.json', story('Nesviken'));
  newsroom.stack.meter.reset();
  await take(other, agencies('bucket'));
  expect(newsroom.stack.meter.read().operations.GetItem).toBe(off + 1);
  await expect(lying(delivery)).rejects.toThrow();
});
