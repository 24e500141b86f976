import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keys } from '../../../functions/adapters/store/keys.ts';
import type { StoredRevision } from '../../../functions/adapters/store/records.ts';
import { articleIdOf } from '../../../functions/core/article/identity.ts';
import type { ArticleRecord } from '../../../functions/core/article/record.ts';
import { isBefore, RELEASE } from '../../../functions/core/reading/release.ts';
import { takeRecord } from '../../../functions/desk/take.ts';
import { packageVersion } from '../../../infra/config.ts';
import {
  JOURNAL,
  Newsroom,
  ninjsFile,
  onlyItem,
  paragraphsOn,
  type Story,
} from '../../pipeline/support/newsroom.ts';
import { deskOver } from '../../pipeline/support/steps.ts';
import { forget, sitAt, typed } from '../support/operator.ts';
import { wire } from '../support/run.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open({ retryAfterSeconds: 0, pollsNot: JOURNAL });
  sitAt(newsroom);
});
afterAll(async () => {
  await newsroom.close();
});

const articleOf = (name: string): string => articleIdOf('aurora', `urn:x:${name}`);

/** Takes a story as a parser with a fault has read it: what is told and stored is what `fault` makes of it. */
async function takenWith(
  fault: (record: ArticleRecord) => ArticleRecord,
  name: string,
  more: Partial<Story> = {},
  ...later: readonly Partial<Story>[]
): Promise<void> {
  const uri = `urn:x:${name}`;
  const stories = [{ uri, paragraphs: paragraphsOn(`Reread ${name}`), ...more }, ...later];
  let articleId = '';
  for (const [index, story] of stories.entries()) {
    const key = index === 0 ? `${name}.json` : `${name}-${index + 1}.json`;
    ({ articleId } = onlyItem(await newsroom.take(['aurora', key, ninjsFile({ uri, ...story })])));
  }
  const all: StoredRevision[] = [];
  for (let revision = 1; revision <= stories.length; revision++) {
    const stored = await newsroom.table.revision(articleId, revision);
    if (stored === undefined) throw new Error(`${name} was not stored`);
    all.push(stored);
  }
  await forget(newsroom, keys.article(articleId));
  for (const { record, revision } of all)
    await takeRecord(deskOver(newsroom), fault(record), revision.delivery);
  await newsroom.messages();
}

/** A parser that loses the end of each text. */
function withoutItsEnd({ article, wire: its }: ArticleRecord): ArticleRecord {
  const bodies = (article.bodies ?? []).map((body) => ({
    ...body,
    value: body.value.slice(0, body.value.length - 120),
  }));
  return { wire: its, article: { ...article, bodies } };
}

/** A parser that knows no keywords. */
function withOtherGenre({ article, wire: its }: ArticleRecord): ArticleRecord {
  return { article, wire: { ...its, keywords: ['lost'] } };
}

/** A later version under embargo. */
const HELD = { version: '3', versioncreated: '2026-03-12T09:00:00Z', embargoed: '2099-01-01T00:00:00Z' };

const asItIs = (record: ArticleRecord): ArticleRecord => record;

describe('wire reprocess', () => {
  test('shows what the parsers of today read otherwise, and tells nothing', async () => {
    await takenWith(withoutItsEnd, 'cut');
    await takenWith(withOtherGenre, 'keywords');
    await takenWith(asItIs, 'right');
    const shown = await typed('reprocess', '--provider', 'aurora');
    expect(shown).toMatchObject([
      {
        article: {
          articleId: articleOf('cut'),
          key: 'incoming/aurora/cut.json',
          change: 'text',
          words: [expect.stringMatching(/^-/u), expect.stringMatching(/^\+/u)],
        },
      },
      { article: { articleId: articleOf('keywords'), change: 'metadata', fields: ['wire.keywords'] } },
      { total: { text: 1, metadata: 1, none: 1 } },
    ]);
    expect(await newsroom.messages()).toEqual([]);
  });

  test('with --apply tells another text as a correction, once, and leaves the rest as it was stored', async () => {
    const options = [
      '--provider',
      'aurora',
      '--format',
      'ninjs-2',
      '--apply',
      '--reason',
      'the end was lost',
    ];
    expect((await typed('reprocess', ...options)).at(-1)).toMatchObject({
      total: { corrected: 1, metadata: 1, none: 1 },
    });
    const messages = await newsroom.messages();
    expect(messages.map(({ id }) => id)).toEqual([`${articleOf('cut')}.2.corrected`]);
    expect(JSON.stringify(messages[0]?.data.article.bodies)).toContain(
      paragraphsOn('Reread cut').at(-1)?.slice(-40),
    );
    expect((await typed('reprocess', ...options)).at(-1)).toMatchObject({ total: { none: 2, metadata: 1 } });
    expect(await newsroom.messages()).toEqual([]);
    // What stands is of the same file, so that file read again is known
    expect((await typed('operations')).at(-1)).toMatchObject({
      operation: { command: 'reprocess', reason: 'the end was lost', state: 'done' },
    });
  });

  test('never puts an old text over a newer one, and leaves to people what is no text any more', async () => {
    await takenWith(withoutItsEnd, 'old');
    const later = { version: '2', versioncreated: '2026-03-11T09:00:00Z' };
    const newer = ninjsFile({ uri: 'urn:x:old', paragraphs: paragraphsOn('Reread newer'), ...later });
    await newsroom.take(['aurora', 'old-2.json', newer]);
    await takenWith(withoutItsEnd, 'dead');
    await typed('kill', articleOf('dead'), '--reason', 'a court says so');
    const freed = ({ article, wire: its }: ArticleRecord): ArticleRecord => ({
      article,
      wire: { ...its, embargo: { until: null, indefinite: false, text: null } },
    });
    await takenWith(freed, 'embargoed', { embargoed: '2099-01-01T00:00:00Z' });
    await newsroom.messages();
    const articles = ['old', 'dead', 'embargoed'].flatMap((name) => ['--article', articleOf(name)]);
    const lines = await typed('reprocess', ...articles, '--apply');
    expect(lines.at(-1)).toMatchObject({ total: { none: 1, left: 2 } });
    expect(lines).toContainEqual({
      article: expect.objectContaining({ articleId: articleOf('dead'), why: 'ended' }),
    });
    expect(lines).toContainEqual({
      article: expect.objectContaining({ articleId: articleOf('embargoed'), why: 'other-item' }),
    });
    expect(await newsroom.messages()).toEqual([]);
  });

  test('reads both, where a text is public and a newer one is held, and tells and keeps back each as it stands', async () => {
    await takenWith(withoutItsEnd, 'both', {}, { ...HELD, paragraphs: paragraphsOn('Reread held') });
    const choice = ['--article', articleOf('both')];
    expect(await typed('reprocess', ...choice)).toMatchObject([
      { article: { change: 'text', revision: 1, key: 'incoming/aurora/both.json' } },
      { article: { change: 'text', revision: 2, key: 'incoming/aurora/both-2.json' } },
      { total: { text: 2 } },
    ]);
    expect((await typed('reprocess', ...choice, '--apply')).at(-1)).toMatchObject({
      total: { corrected: 1, held: 1 },
    });
    const messages = await newsroom.messages();
    expect(messages.map(({ type }) => type)).toEqual(['wire.article.corrected']);
    expect(JSON.stringify(messages)).toContain(paragraphsOn('Reread both').at(-1)?.slice(-40));
    expect(JSON.stringify(messages)).not.toContain('Reread held');
    expect(await typed('reprocess', ...choice)).toMatchObject([{ total: { none: 2 } }]);
  });

  test('reads what is held behind an end, and leaves the end', async () => {
    const killed = { version: '2', versioncreated: '2026-03-11T09:00:00Z', pubstatus: 'canceled' };
    await takenWith(withoutItsEnd, 'again', {}, killed, {
      ...HELD,
      paragraphs: paragraphsOn('Reread again'),
    });
    expect(await typed('reprocess', '--article', articleOf('again'))).toMatchObject([
      { article: { change: 'left', why: 'ended', revision: 2 } },
      { article: { change: 'text', revision: 3 } },
      { total: { left: 1, text: 1 } },
    ]);
  });

  test('takes what an older release has read, where that is asked for', async () => {
    const choice = ['--article', articleOf('right'), '--parser-before'];
    expect((await typed('reprocess', ...choice, '99.0.0')).at(-1)).toMatchObject({ total: { none: 1 } });
    expect((await typed('reprocess', ...choice, RELEASE)).at(0)).toMatchObject({
      article: { change: 'left', why: 'newer-parser' },
    });
    const format = await wire('reprocess', '--provider', 'aurora', '--format', 'ninjs');
    expect(format).toMatchObject({ code: 2, stderr: expect.stringContaining('ninjs-2') });
    expect(await wire('reprocess', ...choice, 'latest')).toMatchObject({ code: 2 });
    expect(await wire('reprocess')).toMatchObject({ code: 2, stderr: expect.stringContaining('--provider') });
  });
});

describe('the release that is kept with a revision', () => {
  test('is that of the package', () => {
    expect(RELEASE).toBe(packageVersion());
  });

  test.each<[string | undefined, string, boolean]>([
    [undefined, '0.1.0', true],
    ['0.1.0', '0.1.0', false],
    ['0.9.0', '0.10.0', true],
    ['1.0.0', '0.10.0', false],
    ['1.0.0-rc.1', '1.0.1', true],
  ])('%s before %s: %s', (release, other, expected) => {
    expect(isBefore(release, other)).toBe(expected);
  });
});
