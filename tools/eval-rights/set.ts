/** Reads the set of restrictions in words, and of news with the same words (tests/core/rights/eval). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RightsSlot } from '../../functions/core/rights/forms.ts';
import { restrictionsIn } from '../../functions/core/rights/words.ts';

const SET = join(import.meta.dirname, '..', '..', 'tests', 'core', 'rights', 'eval', 'lines.ndjson');

export const SPLITS = ['tune', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** A line: what stands in a slot of an item, and the kinds with their scopes ("territory-out JP"); none for news. */
export interface Line {
  id: string;
  lang: string;
  slot: RightsSlot;
  text: string;
  kinds: string[];
}

export function readLines(): Line[] {
  return readFileSync(SET, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** By the id alone: the vocabulary is made with tune, test is only counted. */
export function splitOf({ id }: Line): Split {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'tune' : 'test';
}

export interface Figures {
  restrictions: number;
  recognised: number;
  /** Kinds that were read and are not there. */
  wrong: number;
  news: number;
  /** News lines of which a restriction was read. */
  falseAlarms: number;
}

/** Kinds with scopes, as read; those of a line that names no scope count without. */
function readingOf(line: Line): { hit: string[]; missed: string[]; wrong: string[] } {
  const found = restrictionsIn(line.text, line.slot, line.lang).map(({ kind, scope }) => ({
    kind,
    scope: scope ?? '',
  }));
  const used = new Set<number>();
  const hit: string[] = [];
  const missed: string[] = [];
  for (const wanted of line.kinds) {
    const [kind = '', ...rest] = wanted.split(' ');
    const scope = rest.join(' ');
    const index = found.findIndex(
      (one, at) => !used.has(at) && one.kind === kind && (scope === '' || one.scope.startsWith(scope)),
    );
    if (index < 0) missed.push(wanted);
    else {
      used.add(index);
      hit.push(wanted);
    }
  }
  return {
    hit,
    missed,
    wrong: found.flatMap((one, at) => (used.has(at) ? [] : `${one.kind} ${one.scope}`.trim())),
  };
}

/** What is read wrongly of a line; empty where it is right. */
export function faultOf(line: Line): string {
  const { missed, wrong } = readingOf(line);
  return [...missed.map((one) => `missed ${one}`), ...wrong.map((one) => `read ${one}`)].join(', ');
}

export function figuresOf(lines: readonly Line[]): Figures {
  const figures: Figures = { restrictions: 0, recognised: 0, wrong: 0, news: 0, falseAlarms: 0 };
  for (const line of lines) {
    const { hit, wrong } = readingOf(line);
    figures.restrictions += line.kinds.length;
    figures.recognised += hit.length;
    if (line.kinds.length > 0) figures.wrong += wrong.length;
    else {
      figures.news++;
      if (wrong.length > 0) figures.falseAlarms++;
    }
  }
  return figures;
}
