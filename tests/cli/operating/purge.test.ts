/** Texts of an agency, or one of them, are erased for good: what is told, what is left, and what comes out again. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf, keys } from '../../../functions/adapters/store/keys.ts';
import { Newsroom } from '../../pipeline/support/newsroom.ts';
import { placesOf } from '../support/everything.ts';
import { passTheLease, sitAt, typed } from '../support/operator.ts';
import { linesOf, wire } from '../support/run.ts';
import { storiesOn } from '../support/stories.ts';

let newsroom: Newsroom;
let isDown = false;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0, refusePublish: () => isDown });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const { articleOf, wordsOf, story, textsOf } = storiesOn('Purge');
/** Another agency's, or another item's, under the same headline. */
const sameText = (name: string, of: string): Uint8Array =>
  story(name, { headline: `Headline of ${of}`, paragraphs: wordsOf(of) });
const NEWER = { version: '2', versioncreated: '2026-03-11T09:00:00Z' };

const toldNow = async (): Promise<string[]> => (await newsroom.messages()).map(({ id }) => id);

/** Runs a command that does not do all that it was asked for. */
async function refused(...parameters: string[]): Promise<Record<string, unknown>[]> {
  const { code, stdout } = await wire(...parameters);
  expect(code).toBe(1);
  return linesOf(stdout) as Record<string, unknown>[];
}

const APPLY = ['--apply', '--by', 'night desk', '--reason', 'the licence ended'];

describe('an article that is purged', () => {
  test('is refused while subscribers have it, and shown first', async () => {
    await newsroom.take(['aurora', 'one.json', story('one')]);
    expect(await toldNow()).toEqual([`${articleOf('one')}.1.published`]);
    const shown = await typed('purge', '--article', articleOf('one'));
    expect(shown).toMatchObject([
      { article: { articleId: articleOf('one'), state: 'public', revisions: 1 } },
      { total: { public: 1 } },
    ]);
    const answer = await refused('purge', '--article', articleOf('one'), ...APPLY);
    expect(answer.at(-1)).toMatchObject({ total: { public: 1 } });
    expect(await toldNow()).toEqual([]);
    expect(await placesOf(newsroom, ...textsOf('one'))).not.toEqual([]);
  });

  test('is ended for subscribers, and then no sentence of it is left in table and buckets, old versions included', async () => {
    await newsroom.take(['aurora', 'one.json', story('one', { ...NEWER, note: 'Again' })]);
    await newsroom.take(['aurora', 'again.json', story('one', { ...NEWER, note: 'Again' })]);
    await newsroom.messages();
    await newsroom.stack.invoke('SegmentsFunction', {});
    const before = await placesOf(newsroom, ...textsOf('one'));
    expect(before.some((where) => where.includes('/search/'))).toBe(true);
    const done = await typed('purge', '--article', articleOf('one'), '--and-kill', ...APPLY);
    expect(await toldNow()).toEqual([`${articleOf('one')}.3.killed`]);
    expect(done.at(-1)).toMatchObject({ total: { erased: 1, files: 3, receipts: 3 } });
    expect(done.at(-2)).toMatchObject({ check: { articles: 1, files: 3, left: 0, cameAgain: [] } });
    expect(await placesOf(newsroom, ...textsOf('one'))).toEqual([]);
    const [operation] = (await typed('operations')).slice(-1);
    expect(operation).toMatchObject({
      operation: { command: 'purge', by: 'night desk', reason: 'the licence ended', state: 'done' },
    });
  });

  test('leaves a receipt that says who erased it and nothing of it, and that nobody takes for a missed file', async () => {
    const receipt = await newsroom.receipt('incoming/aurora/one.json');
    expect(receipt).toMatchObject({ state: 'done', counts: {}, items: [], purged: { by: 'night desk' } });
    expect((await typed('reconcile', '--since', '1h', '--until', '0m')).at(-1)).toMatchObject({
      total: { files: 0 },
    });
    const traced = await typed('trace', 'aurora/one.json');
    expect(traced.map(({ what }) => what)).toContain('purged');
  });

  test('does not come back when the same bytes are dropped again, nor by an operator', async () => {
    await newsroom.take(['aurora', 'dropped-again.json', story('one', { ...NEWER, note: 'Again' })]);
    expect(await toldNow()).toEqual([]);
    const released = await refused('release', articleOf('one'));
    expect(released).toMatchObject([{ rejected: { code: 'not-held' } }]);
  });

  test('comes back as its agency says it anew, and the check tells that from what was left', async () => {
    const versioncreated = new Date().toISOString();
    const anew = { version: '9', versioncreated, headline: 'Another one', paragraphs: wordsOf('another') };
    await newsroom.take(['aurora', 'new.json', story('one', anew)]);
    expect(await toldNow()).toEqual([`${articleOf('one')}.4.reinstated`]);
    const [operation] = (await typed('operations')).slice(-1);
    const { id } = operation?.operation as { id: string };
    const checked = await typed('purge', '--check', id);
    expect(checked.at(-1)).toMatchObject({ check: { left: 0, cameAgain: [articleOf('one')] } });
  });

  test('is missed by the check if somebody has put it back', async () => {
    const [operation] = (await typed('operations')).slice(-1);
    const { id } = operation?.operation as { id: string };
    const { dynamodb } = newsroom.stack.clients;
    const Item = keyOf(keys.source('fjord', '2026-03-11'), `2026-03-11T08:00:00.000Z#${articleOf('one')}`);
    await dynamodb.send(new PutItemCommand({ TableName: newsroom.stack.ref('ArticleTable'), Item }));
    expect(await refused('purge', '--check', id)).toMatchObject([{ left: 'source' }, { check: { left: 1 } }]);
  });
});

describe('an agency whose texts are purged', () => {
  const later = { embargoed: '2099-01-01T00:00:00Z' };
  let before = '';

  beforeAll(async () => {
    await newsroom.take(
      ['borealis', 'public.json', story('public')],
      ['borealis', 'held.json', story('held', later)],
      ['borealis', 'ended.json', story('ended')],
      ['borealis', 'ended-2.json', story('ended', { ...NEWER, pubstatus: 'canceled' })],
      ['borealis', 'unreadable.bin', Buffer.from(JSON.stringify({ thing: wordsOf('unreadable') }))],
      // Copies that others sent, hidden behind these
      ['aurora', 'copy.json', sameText('copy', 'public')],
      ['aurora', 'copy-of-ended.json', sameText('copy-of-ended', 'ended')],
      ['aurora', 'original.json', story('original')],
      ['borealis', 'their-copy.json', sameText('their-copy', 'original')],
    );
    // The list of a bucket knows whole seconds
    const second = Math.floor(Date.now() / 1000) + 1;
    while (Date.now() < second * 1000) await newsroom.stack.quiet();
    before = new Date(second * 1000).toISOString();
    await newsroom.take(['borealis', 'since.json', story('since')]);
    await newsroom.messages();
  });

  test('is shown with what is public, what waits and what is hidden', async () => {
    const shown = await typed('purge', '--provider', 'borealis', '--before', before);
    const states = shown.flatMap(({ article }) =>
      article === undefined ? [] : [article as { articleId: string; state: string }],
    );
    expect(Object.fromEntries(states.map(({ articleId, state }) => [articleId, state]))).toEqual({
      [articleOf('public', 'borealis')]: 'public',
      [articleOf('held', 'borealis')]: 'erasable',
      [articleOf('ended', 'borealis')]: 'erasable',
      [articleOf('their-copy', 'borealis')]: 'erasable',
      [articleOf('since', 'borealis')]: 'newer',
    });
    expect(shown.at(-1)).toMatchObject({ total: { public: 1, erasable: 3, newer: 1, files: 5 } });
    expect(await toldNow()).toEqual([]);
  });

  test('waits with what subscribers could not be told of, and goes on where it was broken off', async () => {
    isDown = true;
    const APPLY_ALL = ['--before', before, '--and-withhold', ...APPLY];
    const first = await refused('purge', '--provider', 'borealis', ...APPLY_ALL, '--wait', '0');
    isDown = false;
    const { operation } = first.at(-1) as { operation: string };
    expect(first.at(-1)).toMatchObject({ total: { erased: 3 } });
    expect(await placesOf(newsroom, 'Headline of public')).not.toEqual([]);
    expect(await toldNow()).toEqual([]);
    const head = await newsroom.table.head(articleOf('public', 'borealis'));
    expect(head?.telling).toMatchObject({ event: 'withheld' });
    await passTheLease(newsroom, articleOf('public', 'borealis'));
    await newsroom.stack.invoke('ReleaseFunction', {});
    const second = await typed('purge', '--resume', operation, '--by', 'night desk');
    expect(second.at(-2)).toMatchObject({ check: { operation, articles: 4, left: 0 } });
    expect(second.at(-1)).toMatchObject({ total: { erased: 1 } });
  });

  test('is withheld where it was public, and the copy that another agency sent comes out in its place', async () => {
    expect(new Set(await toldNow())).toEqual(
      new Set([`${articleOf('public', 'borealis')}.2.withheld`, `${articleOf('copy')}.2.published`]),
    );
    // What was killed stays killed, whoever has it; an original that others had first stays out
    const hidden = await newsroom.table.head(articleOf('copy-of-ended'));
    expect(hidden?.line).toMatchObject({ hidden: true });
    await newsroom.take(['aurora', 'killed-again.json', sameText('killed-again', 'ended')]);
    expect(await toldNow()).toEqual([]);
  });

  test('leaves no sentence, headline or slug of what came before the day, and all that came since', async () => {
    const slugs = ['slug-of-public', 'slug-of-ended', 'slug-of-their-copy'];
    expect(await placesOf(newsroom, ...textsOf('held', 'unreadable'), ...slugs)).toEqual([]);
    // The same texts as another agency has them
    const places = await placesOf(newsroom, ...textsOf('public', 'ended'));
    expect(places.filter((where) => where.includes('borealis'))).toEqual([]);
    expect(await placesOf(newsroom, 'Headline of since')).not.toEqual([]);
    expect((await newsroom.table.head(articleOf('since', 'borealis')))?.line?.hidden).toBe(false);
    expect(await newsroom.table.head(articleOf('held', 'borealis'))).toBeUndefined();
  });

  test('may be purged again, which finds nothing to do', async () => {
    const again = await typed(
      'purge',
      '--provider',
      'borealis',
      '--before',
      before,
      '--and-withhold',
      ...APPLY,
    );
    expect(again.at(-1)).toMatchObject({ total: expect.not.objectContaining({ erased: 1, files: 1 }) });
    expect(await toldNow()).toEqual([]);
  });
});

test('a purge says what it needs', async () => {
  expect(await wire('purge')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--provider or --article'),
  });
  const unasked = await wire('purge', '--provider', 'borealis', '--apply');
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('--reason') });
  const nobody = await wire('purge', '--article', 'nobody');
  expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('no article') });
});
