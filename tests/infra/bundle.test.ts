import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { bundleHandler, writeBundle, type Bundle } from '../../infra/bundle.ts';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';
import { sizesOf } from '../../tools/bench/bundle.ts';

const ENTRY = 'tests/infra/fixtures/lazy/handler.ts';
const bundle = bundleHandler(ENTRY);
const folder = mkdtempSync(join(tmpdir(), 'newswire-bundle-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const textOf = (of: Bundle, path: string) =>
  Buffer.from(of.files.find((file) => file.path === path)?.contents ?? []).toString();

describe('the bundle of a function', () => {
  test('starts at index.mjs, where Lambda looks for the handler', () => {
    expect(bundle.files.map(({ path }) => path)).toContain('index.mjs');
    expect(textOf(bundle, 'index.mjs')).toMatch(/export\{[^}]*\bas handler\b/u);
  });

  test('carries everything it needs, the AWS SDK included', () => {
    const imported = Object.values(bundle.metafile.outputs).flatMap(({ imports }) => imports);
    const outside = imported.filter(({ external }) => external === true).map(({ path }) => path);
    expect(outside.filter((path) => !path.startsWith('node:') && path.includes('@'))).toEqual([]);
    expect(Object.keys(bundle.metafile.inputs).some((path) => path.includes('@aws-sdk/client-s3'))).toBe(
      true,
    );
  });

  test('leaves what is imported on demand in a chunk of its own', () => {
    expect(textOf(bundle, 'index.mjs')).not.toContain('heavy ${');
    const lazy = bundle.files.filter(({ path }) => /^chunks\/heavy-\w+\.mjs$/u.test(path));
    expect(lazy).toHaveLength(1);
  });

  test('maps back to the sources without carrying them, and names no path of this machine', () => {
    const map: unknown = JSON.parse(textOf(bundle, 'index.mjs.map'));
    expect(map).toMatchObject({ sources: expect.arrayContaining([expect.stringContaining(ENTRY)]) });
    expect(map).not.toHaveProperty('sourcesContent');
    for (const { contents } of bundle.files)
      expect(Buffer.from(contents).includes(REPOSITORY_ROOT)).toBe(false);
  });

  test('of ingest leaves what reads and judges texts to the first file: a cold start loads 600 KB at most', () => {
    const { coldStart, lazy } = sizesOf(bundleHandler('functions/ingest/handler.ts'));
    expect(coldStart).toBeLessThan(600_000);
    expect(lazy).toBeGreaterThan(coldStart);
  });

  test('is the same byte for byte when it is made again', () => {
    expect(bundleHandler(ENTRY).files).toEqual(bundle.files);
  });

  test('runs', async () => {
    writeBundle(bundle, folder);
    const module: unknown = await import(pathToFileURL(join(folder, 'index.mjs')).href);
    expect(module).toHaveProperty('handler');
  });
});
