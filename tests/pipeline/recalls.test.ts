/** A kill is known to have arrived: the whole way, over a stack on this machine. */
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { killArticle } from '../../functions/desk/commands.ts';
import type { Recalls as Answered } from '../../functions/core/feed/contract.ts';
import type { RecallSettings } from '../../functions/core/feed/recalls.ts';
import { composeRecalls } from '../../functions/recalls/compose.ts';
import { linesOf, STACK_FILE, wire } from '../cli/support/run.ts';
import { Newsroom, ninjsFile, onlyItem, paragraphsOn } from './support/newsroom.ts';
import { deskOver } from './support/steps.ts';

const RECALLS: RecallSettings = {
  afterMinutes: 1,
  people: true,
  readers: [
    { id: 'site', kind: 'subscription', identity: 'site-app', filter: { language: ['en'] } },
    { id: 'norwegian', kind: 'subscription', filter: { language: ['no'] } },
  ],
};

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({}, { stage: { reading: { recalls: RECALLS } } });
});
afterAll(async () => {
  await newsroom.close();
  rmSync(STACK_FILE, { force: true });
});

interface Answer {
  statusCode: number;
  body?: string;
}

async function ask(method: string, path: string, claims: object, body?: object): Promise<Answer> {
  const [rawPath, rawQueryString = ''] = path.split('?');
  const result = await newsroom.stack.invoke('recalls', {
    rawPath,
    rawQueryString,
    headers: {},
    requestContext: { http: { method }, authorizer: { jwt: { claims: { scope: 'wire:read', ...claims } } } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!result.ok) throw new Error(result.message);
  return result.payload as Answer;
}

const SITE = { sub: 'site-app', client_id: 'site-app' };
const ANNA = { sub: 'anna', name: 'Anna' };

async function recallsOf(claims: object, query = ''): Promise<Answered['recalls']> {
  const { body = '' } = await ask('GET', `/v1/recalls${query}`, claims);
  return (JSON.parse(body) as Answered).recalls;
}

test('who had an article is asked for its kill, operators hear who does not answer, and an answer closes it', async () => {
  const { articleId } = onlyItem(
    await newsroom.take([
      'aurora',
      'r1.json',
      ninjsFile({
        uri: 'urn:x:r1',
        headline: 'Harbour sold in secret',
        paragraphs: paragraphsOn('Recallby'),
      }),
    ]),
  );
  await ask('POST', '/v1/taken', ANNA, { article: articleId, revision: 1, how: 'copied' });
  expect(await recallsOf(SITE)).toEqual([]);

  await killArticle(deskOver(newsroom), articleId, { by: 'night desk', reason: 'Not so' });
  await newsroom.stack.quiet();
  expect(await recallsOf(SITE)).toMatchObject([
    {
      article: articleId,
      revision: 2,
      event: 'killed',
      reader: 'site',
      took: { revision: 1, how: 'filter' },
      overdue: false,
    },
  ]);
  expect(await recallsOf(ANNA)).toMatchObject([{ reader: 'anna', took: { revision: 1, how: 'copied' } }]);

  // The site answers, Anna does not
  await ask('POST', '/v1/acks', SITE, { article: articleId, revision: 2 });
  expect(await recallsOf(SITE)).toEqual([]);
  await newsroom.notices();
  expect(await newsroom.stack.fire('RecallsEveryMinute')).toMatchObject({ payload: { open: 1, overdue: 0 } });
  expect(await lookAMinuteLater()).toEqual({ open: 1, overdue: 1 });
  expect(await newsroom.stack.fire('RecallsEveryMinute')).toMatchObject({ payload: { open: 1, overdue: 1 } });
  const [notice, ...others] = await newsroom.notices();
  expect(others).toEqual([]);
  expect(notice).toMatchObject({
    type: 'wire.recall.open',
    articleId,
    count: 1,
    readers: [{ reader: 'anna', kind: 'person', name: 'Anna' }],
  });
  expect(JSON.stringify(notice)).not.toContain('Harbour');

  await ask('POST', '/v1/acks', ANNA, { article: articleId, revision: 2 });
  expect(await newsroom.stack.fire('RecallsEveryMinute')).toMatchObject({ payload: { open: 0, overdue: 0 } });
  expect(await newsroom.notices()).toEqual([]);
  const operator = { sub: 'otto', scope: 'wire:read wire:operate' };
  expect(await recallsOf(operator, `?article=${articleId}`)).toMatchObject([
    { reader: 'anna', closed: 'reader' },
    { reader: 'site', closed: 'reader' },
  ]);
});

test('operators list what is open by the command, and confirm it for a reader with their name and why', async () => {
  const { articleId } = onlyItem(
    await newsroom.take([
      'aurora',
      'r2.json',
      ninjsFile({ uri: 'urn:x:r2', paragraphs: paragraphsOn('Ackbury') }),
    ]),
  );
  await killArticle(deskOver(newsroom), articleId, { by: 'night desk', reason: 'Not so' });
  await newsroom.stack.quiet();
  const { environment, outputs } = newsroom.stack;
  writeFileSync(STACK_FILE, JSON.stringify({ pid: process.pid, environment, outputs }));

  const open = { articleId, revision: 2, event: 'killed', reader: 'site', overdue: false };
  expect(linesOf((await wire('recalls')).stdout)).toMatchObject([open]);
  const ack = ['recalls', 'ack', articleId, '--reader', 'site', '--by', 'Otto'];
  expect((await wire(...ack)).code).toBe(2);
  const closed = {
    articleId,
    reader: 'site',
    closed: { how: 'operator', by: 'Otto', reason: 'phoned them' },
  };
  const confirmed = await wire(...ack, '--reason', 'phoned them');
  expect(linesOf(confirmed.stdout)).toMatchObject([closed]);
  expect(await wire(...ack, '--reason', 'again')).toMatchObject({ code: 1 });
  expect(linesOf((await wire('recalls', articleId)).stdout)).toMatchObject([
    { closed: { how: 'operator', by: 'Otto' } },
  ]);
  expect((await wire('recalls')).stdout).toBe('');
});

/** What the schedule does a minute later: nobody waits for it here. */
async function lookAMinuteLater(): Promise<unknown> {
  const { clients } = newsroom.stack;
  const recalls = composeRecalls(
    { dynamo: clients.dynamodb, s3: clients.s3, sns: clients.sns },
    {
      tableName: newsroom.stack.ref('ArticleTable'),
      archiveBucket: newsroom.stack.ref('ArchiveBucket'),
      opsTopicArn: newsroom.stack.ref('OpsTopic'),
      machines: [],
    },
    RECALLS,
    {
      now: () => Date.now() + 2 * 60_000,
      machines: [],
      confirmedFor: () => undefined,
      failed: () => undefined,
    },
  );
  return recalls.tellOverdue(() => true);
}
