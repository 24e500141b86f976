/** What a cold start of ingest loads, what there is besides, and how long it takes. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleHandler, writeBundle, type Bundle } from '../../infra/bundle.ts';
import { registerIn } from '../../infra/config-file.ts';
import { agenciesFile } from '../../infra/function-code.ts';
import { figure, percentile } from './figures.ts';
import type { Row, Section } from './measure.ts';

const RUNS = 15;

export const bundle: Section = {
  name: 'bundle',
  title: 'The bundle of ingest, minified, AWS SDK included (KB of 1000 bytes)',
  run: measure,
};

async function measure(): Promise<Row[]> {
  const built = bundleHandler('functions/ingest/handler.ts');
  const { coldStart, lazy } = sizesOf(built);
  const folder = await mkdtemp(join(tmpdir(), 'newswire-bundle-'));
  try {
    writeBundle({ files: [...built.files, agenciesFile(registerIn().all())] }, folder);
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await importTime(join(folder, 'index.mjs')));
    return [
      figure('loaded at a cold start, KB', coldStart / 1000, 0, '<= 900'),
      figure('loaded with the first file that needs it, KB', lazy / 1000, 0),
      figure(`import, median of ${RUNS}, ms`, percentile(times, 50), 0, '<= 200'),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Bytes of the entry and of all that it imports statically, and of what stands behind import(). */
export function sizesOf({ metafile }: Bundle): { coldStart: number; lazy: number } {
  const outputs = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.mjs'));
  const byPath = new Map(outputs);
  const loaded = new Set<string>();
  const load = (path: string): void => {
    const output = byPath.get(path);
    if (output === undefined || loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of output.imports) if (kind === 'import-statement') load(next);
  };
  for (const [path, { entryPoint }] of outputs) if (entryPoint?.endsWith('handler.ts') === true) load(path);
  let coldStart = 0;
  let all = 0;
  for (const [path, { bytes }] of outputs) {
    all += bytes;
    if (loaded.has(path)) coldStart += bytes;
  }
  return { coldStart, lazy: all - coldStart };
}

const ENVIRONMENT = {
  TABLE_NAME: 'table',
  ARCHIVE_BUCKET: 'archive',
  ARTICLE_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:articles',
  OPS_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:ops',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/intake',
  SCHEMA_BASE_URL: 'https://wire.example/schemas',
  AWS_REGION: 'us-east-1',
};

/** Milliseconds that a fresh process takes to import the handler. */
async function importTime(file: string): Promise<number> {
  const script = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t);`;
  const parameters = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, {
    env: { ...process.env, ...ENVIRONMENT },
  });
  return Number(stdout.trim().split('\n').at(-1));
}
