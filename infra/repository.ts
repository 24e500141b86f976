import { join } from 'node:path';

/** The folder of this repository: for whoever must not load CDK to know it. */
export const REPOSITORY_ROOT = join(import.meta.dirname, '..');
