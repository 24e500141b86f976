/**
 * Web pages with their truth: a folder of files PAGES.jsonl.gz, a page a line,
 * {id, html | html64 (base64), full?, main?, truth: {body?, with?, without?, title?, author?, date?}}: full is all visible
 * text, main that of the article element; body the whole story, with and without pieces that are in it and are not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface Truth {
  body?: string;
  with?: string[];
  without?: string[];
  title?: string;
  author?: string;
  date?: string;
}

export interface LabelledPage {
  id: string;
  set: string;
  bytes: Buffer;
  full?: string;
  main?: string;
  truth: Truth;
}

interface Line {
  id: string;
  html?: string;
  html64?: string;
  full?: string;
  main?: string;
  truth: { [Name in keyof Truth]: Truth[Name] | null };
}

/** Of the last hexadecimal digit of the id: 0 or 1. */
export type Half = 0 | 1;

export function halfOf({ id }: LabelledPage): Half {
  return (Number.parseInt(id.at(-1) ?? '0', 16) & 1) === 0 ? 0 : 1;
}

/** The pages of a folder, set by set; a set is called as its file. */
export function readPages(folder: string): LabelledPage[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()
    .flatMap((name) => {
      const set = basename(name, '.jsonl.gz');
      const lines = gunzipSync(readFileSync(join(folder, name)))
        .toString('utf8')
        .trim()
        .split('\n');
      return lines.map((line): LabelledPage => {
        const { id, html, html64, full, main, truth } = JSON.parse(line) as Line;
        const bytes = html === undefined ? Buffer.from(html64 ?? '', 'base64') : Buffer.from(html);
        return {
          id,
          set,
          bytes,
          truth: known(truth),
          ...(full === undefined ? {} : { full }),
          ...(main === undefined ? {} : { main }),
        };
      });
    });
}

/** What nobody knows of a page may stand there as null, or empty. */
function known(truth: Line['truth']): Truth {
  return Object.fromEntries(Object.entries(truth).filter(([, value]) => value !== null && value !== ''));
}

/** Words as the figures count them. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** How often each occurs. */
export function countsOf<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Agreement of two texts as bags of words. */
export function agreement(text: string, truth: string): { precision: number; recall: number; f1: number } {
  const [got, wanted] = [wordsOf(text), wordsOf(truth)];
  const left = countsOf(got);
  let same = 0;
  for (const [word, count] of countsOf(wanted)) same += Math.min(count, left.get(word) ?? 0);
  if (same === 0) return { precision: 0, recall: 0, f1: 0 };
  const [precision, recall] = [same / got.length, same / wanted.length];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}
