/** Reads the set of embargoes, kills and news in words (tests/core/article/words/eval). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SET_FOLDER = join(import.meta.dirname, '..', '..', 'tests', 'core', 'article', 'words', 'eval');
const FILES = ['embargo', 'kill', 'news', 'blind', 'press'];

export const SPLITS = ['tune', 'test', 'blind'] as const;
export type Split = (typeof SPLITS)[number];

/** A line: what stands in a slot of an item, and what it has to be read as. */
export interface Line {
  id: string;
  lang: string;
  slot: 'slugline' | 'takeKey' | 'headline' | 'note' | 'abstract' | 'paragraph';
  text: string;
  label: 'embargo' | 'kill' | 'none';
  /** Of an embargo: its end, or null where no time can be read. */
  until?: string | null;
  /** It says that an embargo has ended. */
  lifted?: boolean;
  received: string;
  zone: string;
}

/** All lines in the order of the files. */
export function readLines(): Line[] {
  return FILES.flatMap((file) =>
    readFileSync(join(SET_FOLDER, `${file}.ndjson`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line),
  );
}

/**
 * Which part a line is in: by its id alone. Rules are made with tune; test is only counted, though its counts were seen
 * while rules were made; blind was written by somebody who had not seen them, and counted before anything was changed.
 */
export function splitOf({ id }: Line): Split {
  if (id.startsWith('b')) return 'blind';
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'tune' : 'test';
}
