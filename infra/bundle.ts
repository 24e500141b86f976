/**
 * Bundles a function for Lambda with the esbuild of node_modules: no Docker, no network.
 *
 * Not CDK's NodejsFunction, because that writes one file: with code splitting a parser that is behind an
 * `import()` is its own chunk, which a cold start neither reads nor compiles (docs/adr/0012).
 */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import type { FunctionCode } from './function-code.ts';
import { KEPT_BUNDLES, PAGE_FOLDER, REPOSITORY_ROOT } from './repository.ts';

export interface Bundle {
  /** What lands in the function's package: path inside it, and bytes. */
  readonly files: readonly { path: string; contents: Uint8Array }[];
  /** esbuild's account of what went in. */
  readonly metafile: Metafile;
}

/**
 * Bundles a handler and all it needs, AWS SDK included, as minified ES modules.
 * The result depends on the sources alone: no path of the machine, no time of day.
 * @param entry the handler's module, relative to the repository
 */
export function bundleHandler(entry: string): Bundle {
  return bundled(entry, { target: 'node24', banner: REQUIRE, sourcemap: 'linked' });
}

/** Bundles a command the same way, to be run by the Node of whoever has the package. */
export function bundleCommand(entry: string): Bundle {
  return bundled(entry, {
    target: 'node22',
    banner: `#!/usr/bin/env node\n${REQUIRE}`,
    sourcemap: false,
  });
}

/** CommonJS packages inside an ES module still call require() for Node's own modules. */
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

function bundled(
  entry: string,
  { target, banner, sourcemap }: { target: string; banner: string; sourcemap: 'linked' | false },
): Bundle {
  // Nothing is written there: it is where the paths in source maps are counted from.
  const outdir = join(REPOSITORY_ROOT, 'dist', 'function');
  const result = buildSync({
    absWorkingDir: REPOSITORY_ROOT,
    entryPoints: { index: entry },
    outdir,
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target,
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    // Names and words of ten languages: an escape takes twice the bytes of the character
    charset: 'utf8',
    legalComments: 'none',
    sourcemap,
    sourcesContent: false,
    banner: { js: banner },
    logLevel: 'warning',
  });
  return {
    files: result.outputFiles.map(({ path, contents }) => ({ path: relative(outdir, path), contents })),
    metafile: result.metafile,
  };
}

/** Writes the files of a bundle into a folder. */
export function writeBundle({ files }: Pick<Bundle, 'files'>, folder: string): void {
  for (const { path, contents } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contents);
  }
}

/** The folder of a function's bundle, which is made where there is none yet. */
function keptBundle(name: string, kept: string): string {
  const folder = join(kept, name);
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  const made = mkdtempSync(join(kept, 'new-'));
  writeBundle(bundleHandler(`functions/${name}/handler.ts`), made);
  try {
    renameSync(made, folder);
  } catch (error) {
    rmSync(made, { recursive: true });
    // Another process may have been faster
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/**
 * Puts the files of a folder into another without a copy of their bytes, where the file system lets it. CDK, too, then
 * reads a file but once a process, however many assets have it.
 */
function linkFiles(folder: string, into: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath, entry.name);
    const to = join(into, relative(folder, from));
    if (entry.isDirectory()) mkdirSync(to, { recursive: true });
    else {
      mkdirSync(dirname(to), { recursive: true });
      try {
        linkSync(from, to);
      } catch {
        copyFileSync(from, to);
      }
    }
  }
}

/** An app may have several systems, and tests synthesise many apps: the sources are the same for all. */
const bundles = new Map<string, Bundle>();

/** The code of functions/, bundled when it is asked for: for the repository's own app. */
export const bundledCode: FunctionCode = {
  folderOf: (name) => join(REPOSITORY_ROOT, 'functions', name),
  write(name, into) {
    const kept = process.env[KEPT_BUNDLES];
    if (kept !== undefined) {
      linkFiles(keptBundle(name, kept), into);
      return;
    }
    const bundle = bundles.get(name) ?? bundleHandler(`functions/${name}/handler.ts`);
    bundles.set(name, bundle);
    writeBundle(bundle, into);
  },
  page: () => (existsSync(PAGE_FOLDER) ? PAGE_FOLDER : undefined),
};
