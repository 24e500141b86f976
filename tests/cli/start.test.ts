import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSamples } from '../../cli/common/samples.ts';
import { linesOf, Running, SCRATCH, wire, wireProcess } from './support/run.ts';

const data = join(SCRATCH, 'data');

describe('npm start', () => {
  test('shows what became of every sample, in plain lines where there is no terminal, and ends well with --once', async () => {
    const { code, stdout, stderr } = await new Running('start', ['--once', '--data', data]).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('\u001B');
    expect(stdout).toContain('Every sample had its expected outcome.');
    const rows = stdout.split('\n').filter((line) => line.includes('\t'));
    expect(rows).toHaveLength(readSamples().flatMap(({ expect: verdicts }) => verdicts).length);
    expect(rows).toContainEqual(
      expect.stringMatching(/^aurora\tninjs-3\tFire on the quay of Skarvik\tpublished\t\S+\t\d+ ms$/u),
    );
    // Also of ends, whose messages do not say which file they come from
    expect(rows).toContainEqual(
      expect.stringMatching(/^delta\tnitf\tANNULATION.*\tkilled \(revision 2\)\t\S+\t\d+ ms$/u),
    );
    expect(stdout).toMatch(/^released: the embargo of "Tide tables for the Wend corrected" has ended/mu);
  });

  test('stays up, shows what is dropped, keeps its data, and stops on Ctrl-C', async () => {
    const start = new Running('start', ['--data', data]);
    await start.printed('Ctrl-C stops it.');

    const known = await wire('status', 'evergreen/prize-embargoed.json');
    expect(linesOf(known.stdout)).toMatchObject([
      { key: 'incoming/evergreen/prize-embargoed.json', items: [{ outcome: 'held' }] },
    ]);

    const dropped = await wireProcess(
      'drop',
      'events/wires/cascade/bridge-toll-1.xml',
      '--provider',
      'cascade',
      '--key',
      'again/toll.xml',
    );
    expect(linesOf(dropped.stdout)).toMatchObject([{ dropped: { key: 'incoming/cascade/again/toll.xml' } }]);
    const status = await wireProcess('status', 'incoming/cascade/again/toll.xml', '--wait', '200');
    expect(status.code).toBe(0);
    expect(linesOf(status.stdout)).toMatchObject([
      {
        state: 'done',
        provider: 'cascade',
        items: [{ outcome: 'redelivery', format: 'newsml-g2', dedupe: { verdict: 'redelivery' } }],
      },
    ]);
    await start.printed('redelivery');
    expect(await wire('status', 'aurora/never-delivered.xml')).toMatchObject({ code: 1, stdout: '' });

    const signed = await wire('upload-url', '--provider', 'cascade', '--for', '30m');
    const [{ upload }] = linesOf(signed.stdout) as [{ upload: { url: string; fields: object } }];
    expect(signed.stderr).toMatch(
      /^curl --fail -F .* -F file=@story\.xml http:\/\/127\.0\.0\.1:\d+\/\S+\n$/u,
    );
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, String(value));
    form.append('file', new Blob([readFileSync('events/wires/cascade/bridge-toll-1.xml')]), 'form.xml');
    expect((await fetch(upload.url, { method: 'POST', body: form })).ok).toBe(true);
    const byForm = await wire('status', 'incoming/cascade/form.xml', '--wait', '200');
    expect(linesOf(byForm.stdout)).toMatchObject([{ items: [{ outcome: 'redelivery' }] }]);
    expect((await wire('upload-url', '--provider', 'nobody')).code).toBe(2);

    const second = await new Running('start', ['--data', data]).finished;
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/^\S+ is in use by process \d+: stop that one, or name another folder\n$/u);

    start.interrupt();
    const { code, stdout, stderr } = await start.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('aws --endpoint-url http://127.0.0.1:');
    expect(stdout.split('\n').slice(0, 4).join('\n')).toMatch(/^The wire is at http:\/\/127\.0\.0\.1:\d+$/mu);
    expect(stdout).toContain('npm run -s wire -- drop FILE --provider');

    const after = await wire('status', 'evergreen/prize-embargoed.json');
    expect(after.code).toBe(2);
    expect(after.stderr).toContain('no local stack is running: start it with "npm start"');
  });

  test('does not claim success for samples that Ctrl-C cut short', async () => {
    const start = new Running('start', ['--once']);
    await start.printed('Fire on the quay of Skarvik');
    start.interrupt();
    const { code, stdout } = await start.finished;
    expect(code).toBe(130);
    expect(stdout).not.toContain('Every sample had its expected outcome.');
  });

  test('does not pretend that samples are new in a folder that has them', async () => {
    const { code, stderr } = await new Running('start', ['--once', '--data', data]).finished;
    expect(code).toBe(2);
    expect(stderr).toContain('--once needs a new data folder');
  });
});
