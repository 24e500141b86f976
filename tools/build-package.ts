/** `npm run build:package`: the package in dist/package, packed beside it. */
import { relative } from 'node:path';
import { buildPackage } from './package/build.ts';

console.log(relative(process.cwd(), buildPackage()));
