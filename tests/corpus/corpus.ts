/** The folder of foreign wires that the tests of this folder read; run.ts says which. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CORPUS_VARIABLE = 'WIRE_CORPUS';

/** A path below the corpus. @throws Error where the tests were not started by run.ts */
export function corpusPath(...parts: string[]): string {
  const folder = process.env[CORPUS_VARIABLE];
  if (folder === undefined) throw new Error('no corpus: start these tests with `npm run test:corpus -- DIR`');
  return join(folder, ...parts);
}

/** A JSON file of the corpus; what is in it is for the caller to know. */
export function corpusJson(...parts: string[]): unknown {
  return JSON.parse(readFileSync(corpusPath(...parts), 'utf8'));
}
