/**
 * Builds the page into dist/web: `npm run build:web`. Scripts and styles bear a hash of their content in their names, so
 * that they may be kept for ever; `index.html` is the only file that has to be asked for again.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const WEB = join(ROOT, 'web');
export const WEB_FOLDER = join(ROOT, 'dist', 'web');

/** Of the page itself; who serves it says besides which hosts it may ask (`connect-src`) and who may frame it. */
const POLICY = [
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "media-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types dompurify',
].join('; ');

export interface WebBuild {
  /** Paths within the folder. */
  files: { path: string; bytes: number; gzip: number }[];
  /** Bytes of script that the first view loads, gzipped. */
  firstScript: number;
}

/** @param folder emptied first */
export async function buildWeb(folder = WEB_FOLDER): Promise<WebBuild> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'assets'), { recursive: true });
  const [result, styles, page] = await Promise.all([
    build({
      absWorkingDir: ROOT,
      entryPoints: [join(WEB, 'main.tsx')],
      outdir: join(folder, 'assets'),
      entryNames: '[name]-[hash]',
      chunkNames: '[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      target: ['es2023', 'chrome123', 'firefox125', 'safari17.5'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      tsconfigRaw: {},
      minify: true,
      legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"' },
      metafile: true,
      write: true,
      logLevel: 'warning',
    }),
    readFile(join(WEB, 'styles.css'), 'utf8').then((css) => transform(css, { loader: 'css', minify: true })),
    readFile(join(WEB, 'index.html'), 'utf8'),
  ]);
  const hash = createHash('sha256').update(styles.code).digest('hex').slice(0, 8);
  const styleName = `styles-${hash}.css`;
  await writeFile(join(folder, 'assets', styleName), styles.code);

  const entry = Object.entries(result.metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint === 'web/main.tsx',
  );
  if (entry === undefined) throw new Error('esbuild made no entry of web/main.tsx');
  const [main, { imports }] = entry;
  const first = [main, ...imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path)];
  const html = page
    .replace(
      '<meta charset="utf-8" />',
      `$&<meta http-equiv="Content-Security-Policy" content="${POLICY}" />`,
    )
    .replace('href="styles.css"', `href="/assets/${styleName}"`)
    .replace('src="main.js"', `src="/assets/${basename(main)}"`)
    .replace(/>\s+</g, '><');
  await writeFile(join(folder, 'index.html'), html);

  const paths = [
    join(folder, 'index.html'),
    join(folder, 'assets', styleName),
    ...Object.keys(result.metafile.outputs).map((path) => join(ROOT, path)),
  ];
  const files = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path);
      return { path: relative(folder, path), bytes: bytes.length, gzip: gzipSync(bytes).length };
    }),
  );
  const names = new Set(first.map((path) => basename(path)));
  const firstScript = files
    .filter(({ path }) => names.has(basename(path)))
    .reduce((sum, { gzip }) => sum + gzip, 0);
  return { files, firstScript };
}

if (import.meta.main) {
  const started = performance.now();
  const { files, firstScript } = await buildWeb();
  for (const { path, bytes, gzip } of files)
    process.stdout.write(`dist/web/${path}  ${bytes}  ${gzip} gzip\n`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`${firstScript} bytes of script (gzip) for the first view, built in ${seconds} s\n`);
}
