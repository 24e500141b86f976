import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { storyOf } from '../core/dedupe/support/texts.ts';
import { linesOf, wire } from './support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'wire-dedupe-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function wireDedupe(
  ...files: string[]
): Promise<{ lines: unknown[]; code: number | null; stderr: string }> {
  const { stdout, ...ended } = await wire('dedupe', ...files);
  return { ...ended, lines: linesOf(stdout) };
}

function fileOf(name: string, lines: readonly unknown[]): string {
  const path = join(folder, name);
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const { title, body } = storyOf(1);

describe('wire dedupe', () => {
  test('prints a verdict a line in the order of the input, whatever form the lines have', async () => {
    const record = {
      article: {
        uri: 'urn:wire:borealis:7',
        versionCreated: '2026-07-01T13:00:00Z',
        headlines: [{ value: title, contentType: 'text/plain' }],
        bodies: [
          { contentType: 'text/html', value: '<p>left alone</p>' },
          { contentType: 'text/plain', value: body },
        ],
      },
      wire: { provider: 'borealis' },
    };
    const path = fileOf('lines.ndjson', [
      { id: 'a', title, body, date: '2026-07-01T12:00:00Z', source: 'aurora' },
      { id: 'b', title: 'Other', body: storyOf(2).body, date: '2026-07-01T12:30:00Z' },
      record,
      '',
      { id: 4, title, body: `${body}\n\n${storyOf(3, 4).body}`, date: '2026-07-01T14:00:00Z' },
    ]);
    const { lines, code } = await wireDedupe(path);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { id: 'a', verdict: 'new', of: null, story: 'a', similarity: 0, containment: 0 },
      { id: 'b', verdict: 'new', story: 'b' },
      { id: 'urn:wire:borealis:7', verdict: 'duplicate', of: 'a', story: 'a', similarity: 1, containment: 1 },
      { id: '4', verdict: 'variant', of: 'a', story: 'a', containment: 1 },
    ]);
  });

  test('bad lines are rejected one by one, the others are judged, and the exit code says so', async () => {
    const path = fileOf('bad.ndjson.gz', [
      { id: 'a', title, body },
      '{"id": "b", "title": ',
      '[]',
      { title, body },
      { id: 'c', body: 7 },
      { id: 'd', body, date: 'yesterday' },
      { id: 'e', title, body },
    ]);
    const { lines, code, stderr } = await wireDedupe(path, join(folder, 'missing.ndjson'));
    expect(code).toBe(1);
    expect(stderr).toContain(`${path}:4: missing-field: the line has no id\n`);
    expect(lines).toMatchObject([
      { id: 'a', verdict: 'new' },
      { rejected: { file: path, itemIndex: 1, line: 2, code: 'bad-json' } },
      { rejected: { itemIndex: 2, code: 'bad-line' } },
      { rejected: { itemIndex: 3, code: 'missing-field', message: 'the line has no id' } },
      { rejected: { itemIndex: 4, code: 'missing-field' } },
      { rejected: { itemIndex: 5, code: 'bad-date' } },
      { id: 'e', verdict: 'duplicate', of: 'a' },
      { rejected: { itemIndex: null, code: 'unreadable-file' } },
    ]);
  });

  describe('a file of more articles than one thread is left alone with', () => {
    const stories = Array.from({ length: 420 }, (_none, index) => {
      const own = storyOf(index % 350, 3);
      // a copy, a version and a line without an id among them
      if (index % 97 === 96) return { title: own.title, body: own.body };
      const more = index % 5 === 4 ? `\n\n${storyOf(index + 1000, 1).body}` : '';
      return { id: `story-${index}`, title: own.title, body: `${own.body}${more}`, source: 'aurora' };
    });

    test('gets the verdicts that it gets in pieces, in the same order', async () => {
      const whole = await wireDedupe(fileOf('many.ndjson', stories));
      const pieces = [0, 210].map((from) => fileOf(`piece-${from}.ndjson`, stories.slice(from, from + 210)));
      const apart = await wireDedupe(...pieces);
      const verdicts = (lines: readonly unknown[]): unknown[] =>
        lines.filter((line) => line !== null && typeof line === 'object' && 'verdict' in line);
      expect(verdicts(whole.lines)).toHaveLength(416);
      expect(verdicts(whole.lines)).toEqual(verdicts(apart.lines));
      expect(whole.lines.map((line) => Object.keys(line as object)[0])).toEqual(
        apart.lines.map((line) => Object.keys(line as object)[0]),
      );
    });

    test('gets a verdict for every line before the place where the file breaks off', async () => {
      const path = fileOf('cut-off.ndjson.gz', stories);
      writeFileSync(path, readFileSync(path).subarray(0, -2000));
      const { lines, code } = await wireDedupe(path);
      expect(code).toBe(1);
      expect(lines.length).toBeGreaterThan(310);
      expect(lines.at(-1)).toMatchObject({ rejected: { itemIndex: null, code: 'unreadable-file' } });
      const read = lines.slice(0, -1).filter((_line, index) => index % 97 !== 96);
      expect(read.map((line) => (line as { id: unknown }).id)).toEqual(
        stories.slice(0, lines.length - 1).flatMap((story) => story.id ?? []),
      );
    });
  });

  test('only a line feed ends a line: every other separator is text of the article', async () => {
    const path = join(folder, 'separators.ndjson');
    const broken = body.replaceAll('\n\n', '\u2028').replace(', ', ',\u2029\u0085 ');
    const lines = [
      { id: 'a', title, body },
      { id: 'b', title: 'one\u2028two', body: broken },
    ].map((line) => JSON.stringify(line));
    expect(lines[1]).toContain('\u2028');
    writeFileSync(path, `\ufeff${lines.join('\r\n')}\r\n`);
    const run = await wireDedupe(path);
    expect(run).toMatchObject({ code: 0, stderr: '', lines: [{ id: 'a' }, { id: 'b', of: 'a' }] });
  });

  test('a line that is cut, is not UTF-8 or has a field of another kind is named by its number', async () => {
    const path = join(folder, 'cut.ndjson');
    const good = JSON.stringify({ id: 'a', title, body });
    const latin = Buffer.from('{"id":"b","title":"caf\u00e9","body":"x"}', 'latin1');
    const fields = JSON.stringify({ id: 'c', title: null, body, date: 20260701 });
    writeFileSync(
      path,
      Buffer.concat([Buffer.from(`\n${good}\n`), latin, Buffer.from(`\n${fields}\n${good.slice(0, 90)}`)]),
    );
    const { lines, code, stderr } = await wireDedupe(path);
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { id: 'a', verdict: 'new' },
      { rejected: { itemIndex: 1, line: 3, code: 'bad-encoding' } },
      { rejected: { itemIndex: 2, line: 4, code: 'bad-field', message: 'c: the date is no text' } },
      { rejected: { itemIndex: 3, line: 5, code: 'bad-json' } },
    ]);
    expect(stderr.split('\n').filter((line) => line.startsWith(path))).toHaveLength(3);
  });

  test('what an agency says of a take beside its text counts as in the pipeline', async () => {
    const story = { title, body, source: 'aurora' };
    const path = fileOf('takes.ndjson', [
      { id: 'a', ...story, slug: 'BC-Port' },
      { id: 'b', ...story, slug: 'BC-Port, 1st Ld-Writethru' },
      { id: 'c', ...story, slug: 'BC-Port', signals: ['correction'] },
      { id: 'd', ...story, slug: null, signals: null },
      { id: 'e', ...story, signals: 'correction' },
    ]);
    const { lines, code } = await wireDedupe(path);
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { id: 'a', verdict: 'new' },
      { id: 'b', verdict: 'variant', of: 'a', evidence: { rule: 'revised' } },
      { id: 'c', verdict: 'variant', of: 'a', evidence: { rule: 'revised' } },
      { id: 'd', verdict: 'duplicate', of: 'a' },
      { rejected: { itemIndex: 4, code: 'bad-field', message: 'e: the signals are no list of texts' } },
    ]);
  });

  test('without a file it is used wrongly', async () => {
    expect(await wireDedupe()).toMatchObject({ code: 2, lines: [] });
  });
});
