import { join } from 'node:path';

/** The folder of this repository: for whoever must not load CDK to know it. */
export const REPOSITORY_ROOT = join(import.meta.dirname, '..');

/** Where `npm run build:web` puts the page. */
export const PAGE_FOLDER = join(REPOSITORY_ROOT, 'dist', 'web');

/** A variable: it names a folder where bundles of these very sources are kept: the local stack's apps differ in their settings alone. */
export const KEPT_BUNDLES = 'NEWSWIRE_BUNDLES';
