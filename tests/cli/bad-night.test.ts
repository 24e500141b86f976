/** A bad night, played through with the commands of the runbook: at its end nothing is missing, and nothing is doubled. */
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keys } from '../../functions/adapters/store/keys.ts';
import { articleIdOf } from '../../functions/core/article/identity.ts';
import { registerOf } from '../../functions/core/providers/register.ts';
import { toldState } from '../../functions/core/feed/standing.ts';
import { takeRecord } from '../../functions/desk/take.ts';
import { composeWatch, type Watch } from '../../functions/watch/compose.ts';
import { arnOf } from '../../infra/local/catalogue.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn } from '../pipeline/support/newsroom.ts';
import { deskOver } from '../pipeline/support/steps.ts';
import { stageOf } from '../infra/support/stages.ts';
import { alarmsIn, Measured, type AlarmState } from '../support/alarms.ts';
import { placesOf } from './support/everything.ts';
import { forget, mend, passTheLease, sitAt, spoil, typed } from './support/operator.ts';

let newsroom: Newsroom;
let isDown = false;

beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0, refusePublish: () => isDown });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const MINUTE_MS = 60_000;

const articleOf = (name: string, provider = 'aurora'): string => articleIdOf(provider, `urn:x:${name}`);
const story = (name: string, more: object = {}): Uint8Array =>
  ninjsFile({ uri: `urn:x:${name}`, paragraphs: paragraphsOn(`Night ${name}`), ...more });
const UNDATED = { version: undefined, versioncreated: undefined };

/** The look at an agency that may be silent for an hour, as of some time. */
function watchAt(now: number): ReturnType<Watch> {
  const { clients } = newsroom.stack;
  const watch = composeWatch(
    { dynamo: clients.dynamodb, s3: clients.s3, sns: clients.sns },
    {
      tableName: newsroom.stack.ref('ArticleTable'),
      opsTopicArn: newsroom.stack.ref('OpsTopic'),
      providers: registerOf([{ id: 'cascade', name: 'Cascade', silenceMinutes: 60 }]),
    },
    () => now,
    {
      news: () => undefined,
      failed: (_provider, error) => {
        throw error instanceof Error ? error : new Error(String(error));
      },
    },
  );
  return watch();
}

/** What the alarm of the template says when the look finds so many, for as long as it takes. */
function silentAlarm(count: number): AlarmState | undefined {
  const alarm = alarmsIn(stageOf('prod').template.toJSON()).alarms.get('ProvidersSilentAlarm');
  const measured = new Measured();
  const minutes = ((alarm?.periods ?? 0) + 1) * (alarm?.periodMinutes ?? 0);
  for (const metric of alarm?.metrics.filter(({ name }) => name === 'ProvidersSilent') ?? [])
    for (let minute = 0; minute < minutes; minute++) measured.put(metric, minute, count);
  return alarm?.stateAt(minutes, measured);
}

/** Every event that subscribers have had, in order. */
const told: string[] = [];
async function hear(): Promise<string[]> {
  const ids = (await newsroom.messages()).map(({ id }) => id);
  told.push(...ids);
  return ids;
}

describe('a bad night', () => {
  test('SNS is away: what came meanwhile is stored, waits, and goes out when it is back', async () => {
    isDown = true;
    await newsroom.take(['aurora', 'outage.json', story('outage')]);
    expect(await hear()).toEqual([]);
    const traced = await typed('trace', articleOf('outage'));
    isDown = false;
    expect(traced.filter(({ what }) => what === 'now').map(({ where }) => where)).toContain('outbox');
    await passTheLease(newsroom, articleOf('outage'));
    await newsroom.stack.invoke('ReleaseFunction', {});
    await newsroom.stack.quiet();
    expect(await hear()).toEqual([`${articleOf('outage')}.1.published`]);
  });

  test('a file fails until it is a dead letter: it comes in as old as it was, behind what came since', async () => {
    await newsroom.take(['aurora', 'first.json', story('poison', UNDATED)]);
    await spoil(newsroom, 'aurora', 'urn:x:other');
    await newsroom.drop('aurora', 'other.json', story('other', UNDATED));
    await newsroom.stack.quiet();
    expect((await typed('trace', 'aurora/other.json')).at(-1)).toMatchObject({ where: 'dead-letter-queue' });
    await mend(newsroom, 'aurora', 'urn:x:other');
    const newer = { ...UNDATED, paragraphs: paragraphsOn('Night newer') };
    await newsroom.take(['aurora', 'other-2.json', story('other', newer)]);
    await typed('redrive', '--apply', '--reason', 'the table was mended');
    await newsroom.stack.quiet();
    expect(await hear()).toEqual([`${articleOf('poison')}.1.published`, `${articleOf('other')}.1.published`]);
    const head = await newsroom.table.head(articleOf('other'));
    expect(head?.line?.revision).toBe(1);
  });

  test('a parser was wrong: its readings that stand are told as corrections, and nothing else', async () => {
    const receipt = await newsroom.take(['aurora', 'parsed.json', story('parsed')]);
    const stored = await newsroom.table.revision(onlyItem(receipt).articleId, 1);
    if (stored === undefined) throw new Error('it was not stored');
    await forget(newsroom, keys.article(articleOf('parsed')));
    const { article, wire: its } = stored.record;
    const cut = (article.bodies ?? []).map((body) => ({ ...body, value: body.value.slice(0, 300) }));
    await takeRecord(
      deskOver(newsroom),
      { wire: its, article: { ...article, bodies: cut } },
      stored.revision.delivery,
    );
    // The same event twice, with the text as it was read at first and as a wrong parser has it
    expect(new Set(await hear())).toEqual(new Set([`${articleOf('parsed')}.1.published`]));
    told.pop();
    await typed('reprocess', '--provider', 'aurora', '--apply', '--reason', 'it lost the ends');
    expect(await hear()).toEqual([`${articleOf('parsed')}.2.corrected`]);
  });

  test('an app lost its queue: it gets what stands, and nobody else gets anything twice', async () => {
    const { sqs, sns } = newsroom.stack.clients;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'local-subscriber-night' }));
    const Endpoint = arnOf('sqs', 'local-subscriber-night');
    const TopicArn = newsroom.stack.ref('ArticleTopic');
    const Attributes = { RawMessageDelivery: 'true' };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
    await typed('republish', '--since', '1h', '--to', Endpoint, '--apply', '--reason', 'a new queue');
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    const ids = Messages.map(({ Body = '' }) => (JSON.parse(Body) as { id: string }).id);
    expect(ids.sort()).toEqual(
      [
        `${articleOf('outage')}.1.published`,
        `${articleOf('poison')}.1.published`,
        `${articleOf('other')}.1.published`,
        `${articleOf('parsed')}.2.corrected`,
      ].sort(),
    );
    expect(await hear()).toEqual([]);
  });

  test('an agency falls silent: its alarm says so, and its next file ends it', async () => {
    const began = Date.now();
    await watchAt(began - 62 * MINUTE_MS);
    const silent = await watchAt(began - MINUTE_MS);
    expect(silentAlarm(silent.silent)).toBe('ALARM');
    expect((await newsroom.notices()).map(({ type }) => type)).toContain('wire.provider.silent');
    await newsroom.take(['cascade', 'late.json', story('late')]);
    expect(await hear()).toEqual([`${articleOf('late', 'cascade')}.1.published`]);
    const listed = await typed('list', '--source', 'cascade', '--since', '24h');
    expect(listed).toMatchObject([{ articleId: articleOf('late', 'cascade') }]);
    const heard = await watchAt(Date.now() + MINUTE_MS);
    expect(silentAlarm(heard.silent)).toBe('OK');
    expect((await newsroom.notices()).map(({ type }) => type)).toContain('wire.provider.heard');
  });

  test('a licence has ended: its agency is purged, subscribers are told, and no sentence of it is left', async () => {
    const words = paragraphsOn('Night licensed');
    await newsroom.take(
      ['delta', 'licensed.json', story('licensed')],
      ['delta', 'embargoed.json', story('embargoed', { embargoed: '2099-01-01T00:00:00Z' })],
      ['borealis', 'theirs.json', story('theirs', { paragraphs: words })],
    );
    expect(await hear()).toEqual([`${articleOf('licensed', 'delta')}.1.published`]);
    const which = ['purge', '--provider', 'delta', '--and-withhold'];
    expect((await typed(...which)).at(-1)).toMatchObject({
      total: { 'end-first': 1, erasable: 1, files: 2 },
    });
    const purged = await typed(...which, '--apply', '--reason', 'its licence has ended');
    expect(purged.at(-2)).toMatchObject({ check: { articles: 2, files: 2, left: 0 } });
    // The same text as another agency sent it comes out in its place
    expect(new Set(await hear())).toEqual(
      new Set([
        `${articleOf('licensed', 'delta')}.2.withheld`,
        `${articleOf('theirs', 'borealis')}.2.published`,
      ]),
    );
    expect(await placesOf(newsroom, ...paragraphsOn('Night embargoed'))).toEqual([]);
    const places = await placesOf(newsroom, ...words);
    expect(places.filter((where) => where.includes('delta'))).toEqual([]);
  });

  test('a replay that nobody needed changes nothing', async () => {
    await typed('replay', '--provider', 'aurora', '--since', '1h', '--apply', '--reason', 'by mistake');
    await newsroom.stack.quiet();
    expect(await hear()).toEqual([]);
  });

  test('and in the morning nothing is missing, doubled or left over', async () => {
    expect((await typed('doctor')).at(-1)).toMatchObject({ total: { wrong: 0 } });
    expect((await typed('reconcile', '--since', '1h', '--until', '0m')).at(-1)).toMatchObject({
      total: { files: 0 },
    });
    expect(told).toHaveLength(new Set(told).size);
    for (const name of ['outage', 'poison', 'other', 'parsed']) {
      const head = await newsroom.table.head(articleOf(name));
      const state = head && toldState(head);
      expect(told).toContain(`${articleOf(name)}.${state?.revision}.${state?.event}`);
      expect(head).toMatchObject({ telling: null, next: null, held: null });
    }
    const operations = (await typed('operations')).map(({ operation }) => operation);
    expect(operations).toHaveLength(5);
    expect(operations.every((one) => (one as { state: string }).state === 'done')).toBe(true);
  });
});
