import { describe, expect, test } from '@jest/globals';
import { linesOf, wire, wireProcess } from './support/run.ts';

const WIRES = 'events/wires';

describe('wire ingest', () => {
  test('prints every outcome, message and notice in the order of the files, and fails for what is rejected', async () => {
    const files = [
      `${WIRES}/cascade/bridge-toll-1.xml`,
      `${WIRES}/cascade/bridge-toll-2-correction.xml`,
      `${WIRES}/evergreen/broken/rubbish.bin`,
      `${WIRES}/aurora/g2-budget-vote.xml`,
    ];
    const { code, stdout } = await wireProcess('ingest', ...files);
    expect(code).toBe(1);
    const lines = linesOf(stdout);
    const toll = {
      file: files[0],
      key: 'incoming/cascade/bridge-toll-1.xml',
      itemIndex: 0,
      outcome: 'published',
    };
    expect(lines.slice(0, 5)).toMatchObject([
      { outcome: toll },
      {
        message: { specversion: '1.0', type: 'wire.article.published', source: '/wire/cascade', revision: 1 },
      },
      { outcome: { file: files[1], outcome: 'corrected', revision: 2 } },
      { message: { type: 'wire.article.corrected', revision: 2 } },
      { rejected: { file: files[2], itemIndex: null, code: 'unknown-format' } },
    ]);
    expect(lines.slice(5).map((line) => Object.keys(line as object)[0])).toEqual([
      'notice',
      'outcome',
      'outcome',
      'rejected',
      'rejected',
      'message',
      'message',
      'notice',
    ]);
  });

  test('takes a folder, and a provider for all of it', async () => {
    const { code, stdout, stderr } = await wire(
      'ingest',
      `${WIRES}/borealis/same-story`,
      '--provider',
      'dpa',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesOf(stdout)).toMatchObject(
      expect.arrayContaining([
        { outcome: expect.objectContaining({ key: 'incoming/dpa/flood.g2.xml', outcome: 'published' }) },
        { outcome: expect.objectContaining({ key: 'incoming/dpa/flood.iptc7901', outcome: 'duplicate' }) },
      ]),
    );
  });
});

test('a command that cannot be used ends its process with 2, and stdout has nothing for programs', async () => {
  const { code, stdout, stderr } = await wireProcess('digest');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain("unknown command 'digest'");
});

describe('wrong usage ends with 2 and says what is wrong', () => {
  test.each([
    ['no command', [], 'Usage: wire'],
    ['an unknown command', ['digest'], "unknown command 'digest'"],
    ['no file', ['ingest'], "missing required argument 'path'"],
    ['a file that is not there', ['ingest', 'nowhere.xml'], 'nowhere.xml does not exist'],
    ['no provider', ['drop', 'package.json'], "required option '--provider <id>' not specified"],
    [
      'a stage that there is not',
      ['status', 'a/b', '--stage', 'test'],
      'Allowed choices are dev, staging, prod',
    ],
    ['an unknown stage', ['status', 'a/b', '--stage', 'moon'], 'Allowed choices are dev, staging, prod'],
    ['no event', ['invoke', 'ingest', 'nowhere.json'], 'nowhere.json is no JSON file'],
    ['no waiting time', ['status', 'a/b', '--wait', 'long'], 'not a number of seconds'],
  ])('%s', async (_, parameters, message) => {
    const { code, stdout, stderr } = await wire(...parameters);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
