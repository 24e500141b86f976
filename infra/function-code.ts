/** What a function is made of: its code, and beside it the agencies. Loads no bundler: adopters have none. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage, FileSystem } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { RecallSettings } from '../functions/core/feed/recalls.ts';
import type { Provider } from '../functions/core/providers/agency.ts';
import { knownToFunctions } from '../functions/core/providers/register.ts';
import { REPOSITORY_ROOT } from './repository.ts';

/** Where the code of functions comes from. */
export interface FunctionCode {
  /** The folder that a function's code is made from. */
  folderOf(name: string): string;
  /** Writes the code of a function into a folder. */
  write(name: string, into: string): void;
  /** The folder of the built page; absent, or undefined: it was not built. */
  page?(): string | undefined;
}

/** What stands beside the code of a function, besides the code. */
export interface Beside {
  /** Absent: it does not know them, and another agency changes nothing about it. */
  readonly agencies?: readonly Provider[];
  /** Who has to confirm kills; absent: it does not ask. */
  readonly recalls?: RecallSettings;
  /** The page, in the folder `web`. */
  readonly page?: boolean;
}

/** The code that is in the package, as `npm run build:package` bundles it. */
export const packagedCode: FunctionCode = {
  folderOf(name) {
    const folder = join(REPOSITORY_ROOT, 'lambda', name);
    if (existsSync(folder)) return folder;
    throw new Error(`${folder} is missing: it is in the package, and in the repository there is bundledCode`);
  },
  write(name, into) {
    cpSync(packagedCode.folderOf(name), into, { recursive: true });
  },
  page() {
    const folder = join(REPOSITORY_ROOT, 'page');
    return existsSync(folder) ? folder : undefined;
  },
};

/** The register as a function finds it beside its code: adapters/platform/deployed-register.ts reads it. */
export function agenciesFile(providers: readonly Provider[]): { path: string; contents: Uint8Array } {
  const text = JSON.stringify(providers.map(knownToFunctions), null, 1);
  return { path: 'agencies.json', contents: new TextEncoder().encode(`${text}\n`) };
}

/** Who has to confirm kills, as adapters/platform/deployed-recalls.ts reads it. */
export function recallsFile(recalls: RecallSettings): { path: string; contents: Uint8Array } {
  return {
    path: 'recalls.json',
    contents: new TextEncoder().encode(`${JSON.stringify(recalls, null, 1)}\n`),
  };
}

/**
 * A function's code as an asset, and beside it the agencies: another agency is another file in it, and no other code.
 * Synthesis that needs no bundles (template tests) skips the work.
 */
export function codeOf(name: string, code: FunctionCode, beside: Beside): Code {
  const files = [
    ...(beside.agencies === undefined ? [] : [agenciesFile(beside.agencies)]),
    ...(beside.recalls === undefined ? [] : [recallsFile(beside.recalls)]),
  ];
  const page = beside.page === true ? code.page?.() : undefined;
  const hash = createHash('sha256');
  for (const { contents } of files) hash.update(contents);
  if (page !== undefined) hash.update(FileSystem.fingerprint(page));
  return Code.fromAsset(code.folderOf(name), {
    // The code may draw on more than its folder, so only its output says whether it changed.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK asks for an image; it is never pulled, because the local bundler does the work or throws.
      image: DockerImage.fromRegistry('none'),
      // CDK makes one asset of two functions that differ in nothing which it can compare
      environment: { BESIDE: hash.digest('hex') },
      local: {
        tryBundle: (outputDir) => {
          code.write(name, outputDir);
          for (const { path, contents } of files) writeFileSync(join(outputDir, path), contents);
          if (beside.page === true) copyPage(page, join(outputDir, 'web'));
          return true;
        },
      },
    },
  });
}

function copyPage(page: string | undefined, into: string): void {
  if (page !== undefined) {
    cpSync(page, into, { recursive: true });
    return;
  }
  mkdirSync(into);
  writeFileSync(join(into, 'index.html'), '<!doctype html><title>Wire</title><p>The page was not built.\n');
}
