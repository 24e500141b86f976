/** What is purged is out of the archive's index too, and the check looks there. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { articleIdOf } from '../../../functions/core/article/identity.ts';
import { Newsroom, ninjsFile, paragraphsOn } from '../../pipeline/support/newsroom.ts';
import { OpenSearchModel, type Fault } from '../../support/opensearch.ts';
import { sitAt, typed } from '../support/operator.ts';
import { linesOf, wire } from '../support/run.ts';

let model: OpenSearchModel;
let newsroom: Newsroom;
let fault: Fault | undefined;

beforeAll(async () => {
  model = await OpenSearchModel.start({ fault: () => fault });
  newsroom = await Newsroom.open(
    { archiveEndpoint: model.endpoint },
    { stage: { reading: { archive: {} } } },
  );
  sitAt(newsroom);
  for (const name of ['one', 'two', 'other', 'ends'])
    await newsroom.take(['aurora', `${name}.json`, story(name)]);
  const killed = { version: '2', versioncreated: '2026-03-11T09:00:00Z', pubstatus: 'canceled' };
  await newsroom.take(['aurora', 'ends-2.json', story('ends', killed)]);
  await newsroom.stack.invoke('archiver', {});
});
afterAll(async () => {
  await newsroom.close();
  await model.stop();
});

const uri = (name: string): string => `urn:x:archived-${name}`;
const articleOf = (name: string): string => articleIdOf('aurora', uri(name));
function story(name: string, more: object = {}): Uint8Array {
  return ninjsFile({
    uri: uri(name),
    headline: `Headline of ${name}`,
    paragraphs: paragraphsOn(`Archived ${name}`),
    ...more,
  });
}

const purge = (name: string): string[] => [
  ...['purge', '--article', articleOf(name), '--and-kill', '--apply'],
  ...['--by', 'night desk', '--reason', 'a court ordered it'],
];

test('an article that is purged is taken out of the archive, and counted', async () => {
  expect(model.ids).toEqual(['one', 'two', 'other'].map(articleOf).sort());
  const done = await typed(...purge('one'));
  expect(done.at(-1)).toMatchObject({ total: { erased: 1, archive: 1 } });
  expect(done.at(-2)).toMatchObject({ check: { left: 0 } });
  expect(model.ids).toEqual(['two', 'other'].map(articleOf).sort());
});

test('the check finds what somebody has put back', async () => {
  const [operation] = (await typed('operations')).slice(-1);
  const { id } = operation?.operation as { id: string };
  model.put(articleOf('one'), model.document(articleOf('other')) ?? {});
  const { code, stdout } = await wire('purge', '--check', id);
  expect(code).toBe(1);
  expect(linesOf(stdout)).toMatchObject([{ left: 'archive index' }, { check: { left: 1 } }]);
});

test('a purge that could not ask the archive is not whole, says what to do, and goes on later', async () => {
  fault = { status: 403 };
  const { code, stderr } = await wire(...purge('two'));
  expect(code).not.toBe(0);
  expect(stderr).toContain('reading.archive.operators');
  const [, operation = ''] = /--resume (\S+)/u.exec(stderr) ?? [];
  expect(model.ids).toContain(articleOf('two'));
  fault = undefined;
  const done = await typed('purge', '--resume', operation, '--by', 'night desk');
  expect(done.at(-1)).toMatchObject({ total: { archive: 1 } });
  expect(model.ids).not.toContain(articleOf('two'));
});
