/** `node tools/release-notes.ts vX.Y.Z`: what the changelog says of the version, for its release. Fails where tag, package and changelog disagree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from '../infra/config.ts';
import { REPOSITORY_ROOT } from '../infra/repository.ts';
import { notesOf } from './package/notes.ts';

const tag = process.argv[2] ?? '';
const version = packageVersion();
const notes = notesOf(readFileSync(join(REPOSITORY_ROOT, 'CHANGELOG.md'), 'utf8'), version);
if (tag !== `v${version}`) {
  console.error(`the tag is ${tag}, and package.json says ${version}`);
  process.exitCode = 1;
} else if (notes === undefined) {
  console.error(`CHANGELOG.md says nothing of ${version}`);
  process.exitCode = 1;
} else console.log(notes);
