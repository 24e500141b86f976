import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { storyOf } from '../core/dedupe/support/texts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'wire-dedupe-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Run {
  lines: unknown[];
  code: number | string | null | undefined;
  stderr: string;
}

function wireDedupe(...files: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'cli', 'wire.ts'), 'dedupe', ...files],
      (error, stdout, stderr) => {
        const lines = stdout.split('\n').filter((line) => line !== '');
        resolve({ lines: lines.map((line): unknown => JSON.parse(line)), code: error?.code ?? 0, stderr });
      },
    );
  });
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
        headlines: [{ value: 'Another headline', contentType: 'text/plain' }],
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
    const { lines, code } = await wireDedupe(path, join(folder, 'missing.ndjson'));
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { id: 'a', verdict: 'new' },
      { rejected: { file: path, itemIndex: 1, code: 'bad-json' } },
      { rejected: { itemIndex: 2, code: 'bad-line' } },
      { rejected: { itemIndex: 3, code: 'missing-field', message: 'the line has no id' } },
      { rejected: { itemIndex: 4, code: 'missing-field' } },
      { rejected: { itemIndex: 5, code: 'bad-date' } },
      { id: 'e', verdict: 'duplicate', of: 'a' },
      { rejected: { itemIndex: null, code: 'unreadable-file' } },
    ]);
  });

  test('without a file it is used wrongly', async () => {
    expect(await wireDedupe()).toMatchObject({ code: 2, lines: [] });
  });
});
