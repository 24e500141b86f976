/** How long a page takes, against the library that others read pages with. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { recordOf } from './figures.ts';
import type { LabelledPage } from './labelled.ts';

const MEASURED = 120;

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

/** Medians of the whole way from bytes to record, and of bare Readability, page by page in turn. */
export async function timesOf(pages: readonly LabelledPage[]): Promise<string> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (const page of pages.slice(0, MEASURED)) {
    const start = performance.now();
    await recordOf(page, 'html');
    const between = performance.now();
    readBare(page.bytes.toString());
    ours.push(between - start);
    bare.push(performance.now() - between);
  }
  // the first pages load and compile the readers
  const [own, other] = [median(ours.slice(MEASURED / 4)), median(bare.slice(MEASURED / 4))];
  return `a page takes ${own.toFixed(1)} ms from bytes to record, bare Readability ${other.toFixed(1)} ms: ${(own / other).toFixed(2)} of it`;
}

function readBare(html: string): void {
  const page: unknown = parseHTML(html);
  const document: unknown =
    typeof page === 'object' && page !== null ? Reflect.get(page, 'document') : undefined;
  new Readability(document as ConstructorParameters<typeof Readability>[0]).parse();
}
