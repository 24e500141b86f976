/** Reads the lines of the set with the rules and counts. */
import { instantOfWords } from '../../functions/core/article/words/instant.ts';
import { wordsOfSlot } from '../../functions/core/article/words/slot-words.ts';
import type { Slot } from '../../functions/core/article/words/slots.ts';
import type { Line } from './set.ts';

export interface Reading {
  label: Line['label'];
  until: string | null;
  lifted: boolean;
}

export interface Figures {
  imperatives: number;
  /** Imperatives read as what they are. */
  recognised: number;
  /** Embargoes with a time that can be read, and those read to the minute. */
  times: number;
  timesRight: number;
  news: number;
  /** News that was held or killed. */
  falseAlarms: number;
  /** Lines whose end of an embargo was told where there is none, or not. */
  liftedWrong: number;
}

const SLOTS: Readonly<Record<Line['slot'], Slot>> = {
  slugline: 'slugline',
  takeKey: 'takeKey',
  headline: 'headline',
  note: 'note',
  abstract: 'text',
  paragraph: 'text',
};

export function readingOf(line: Line): Reading {
  const { embargo, kill } = wordsOfSlot(line.text, SLOTS[line.slot]);
  const received = Date.parse(line.received);
  const time = embargo?.kind === 'embargo' ? embargo.time : undefined;
  const read =
    time === undefined ? undefined : instantOfWords(time, { written: received, received, zone: line.zone });
  return {
    label: embargo?.kind === 'embargo' ? 'embargo' : kill?.kind === 'kill' ? 'kill' : 'none',
    until: read?.instant ?? null,
    lifted: embargo?.kind === 'lifted',
  };
}

export function isSameInstant(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : Date.parse(a) === Date.parse(b);
}

/** What is wrong with the reading of a line; empty where it is right. */
export function faultOf(line: Line): string {
  const { label, until, lifted } = readingOf(line);
  if (label !== line.label) return `read as ${label}`;
  if (label === 'embargo' && !isSameInstant(until, line.until ?? null)) return `until ${String(until)}`;
  return lifted === (line.lifted ?? false) ? '' : lifted ? 'read as lifted' : 'not read as lifted';
}

export function figuresOf(lines: readonly Line[]): Figures {
  const figures: Figures = {
    ...{ imperatives: 0, recognised: 0, times: 0, timesRight: 0, news: 0, falseAlarms: 0, liftedWrong: 0 },
  };
  for (const line of lines) {
    const { label, until, lifted } = readingOf(line);
    if (line.label === 'none') {
      figures.news++;
      if (label !== 'none') figures.falseAlarms++;
      if (lifted !== (line.lifted ?? false)) figures.liftedWrong++;
      continue;
    }
    figures.imperatives++;
    if (label === line.label) figures.recognised++;
    if (line.until === undefined || line.until === null) continue;
    figures.times++;
    if (isSameInstant(until, line.until)) figures.timesRight++;
  }
  return figures;
}
