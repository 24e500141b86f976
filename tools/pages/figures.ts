/** How well pages are read: their text, headline, author and date against the truth. */
import { recordsOf } from '../../functions/core/reading/records.ts';
import type { ArticleRecord } from '../../functions/core/article/record.ts';
import { agreement, halfOf, wordsOf, type Half, type LabelledPage } from './labelled.ts';

/** The page itself, or what a scraper makes of it. */
export type Kind = 'html' | 'full' | 'main';

export interface Figures {
  set: string;
  half: Half;
  kind: Kind;
  pages: number;
  refused: number;
  /** F1 of words, mean over pages whose whole body is known; else of the pieces. */
  body: number;
  /** Shares that are exactly right. */
  title: number;
  author: number;
  date: number;
}

interface Share {
  right: number;
  all: number;
}

/** Later than any page. */
const RECEIVED = Date.UTC(2027, 0, 1);

export async function recordOf(page: LabelledPage, kind: Kind): Promise<ArticleRecord | undefined> {
  const text = kind === 'html' ? undefined : page[kind];
  const result = await recordsOf({
    bytes: kind === 'html' ? page.bytes : Buffer.from(text ?? ''),
    name: `${page.id}.${kind === 'html' ? 'html' : 'txt'}`,
    provider: { id: 'unassigned' },
    received: RECEIVED,
    raw: { bucket: '', key: '', versionId: '' },
  });
  const [item] = result.ok ? result.items : [];
  return item?.ok === true ? item.record : undefined;
}

export function plainOf(record: ArticleRecord | undefined): string {
  return record?.article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
}

export async function figuresOf(
  all: readonly LabelledPage[],
  set: string,
  half: Half,
  kind: Kind,
): Promise<Figures> {
  const pages = all.filter(
    (page) => page.set === set && halfOf(page) === half && (kind === 'html' || page[kind] !== undefined),
  );
  let refused = 0;
  const whole: number[] = [];
  const pieces = { right: 0, wrong: 0, missed: 0 };
  const [title, author, date] = [
    { right: 0, all: 0 },
    { right: 0, all: 0 },
    { right: 0, all: 0 },
  ];
  for (const page of pages) {
    const { truth } = page;
    const record = await recordOf(page, kind);
    if (record === undefined) refused++;
    const text = plainOf(record);
    if (truth.body !== undefined) whole.push(agreement(text, truth.body).f1);
    else countPieces(text, page, pieces);
    const { headlines = [], by, firstCreated, versionCreated } = record?.article ?? {};
    const headline = headlines.find(({ role }) => role === 'main')?.value;
    if (truth.title !== undefined) count(title, lettersIn(headline) === lettersIn(truth.title));
    if (truth.author !== undefined) count(author, namesIn(by) === namesIn(truth.author));
    const day = truth.date?.slice(0, 10);
    if (day !== undefined) {
      count(
        date,
        [firstCreated, versionCreated].some((one) => one?.startsWith(day)),
      );
    }
  }
  const found = (2 * pieces.right) / Math.max(1, 2 * pieces.right + pieces.wrong + pieces.missed);
  const body = whole.length > 0 ? whole.reduce((sum, one) => sum + one, 0) / whole.length : found;
  return {
    set,
    half,
    kind,
    pages: pages.length,
    refused,
    body,
    title: shareOf(title),
    author: shareOf(author),
    date: shareOf(date),
  };
}

function countPieces(
  text: string,
  { truth }: LabelledPage,
  pieces: { right: number; wrong: number; missed: number },
): void {
  const flat = text.replace(/\s+/g, ' ');
  const has = (piece: string): boolean => flat.includes(piece.replace(/\s+/g, ' ').trim());
  for (const piece of truth.with ?? []) pieces[has(piece) ? 'right' : 'missed']++;
  pieces.wrong += (truth.without ?? []).filter(has).length;
}

function count(share: Share, isRight: boolean): void {
  share.all++;
  if (isRight) share.right++;
}

function shareOf({ right, all }: Share): number {
  return all === 0 ? Number.NaN : right / all;
}

function lettersIn(text = ''): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function namesIn(by = ''): string {
  return [...new Set(wordsOf(by).filter((word) => word !== 'by'))].sort().join(' ');
}

/** How far a page and the text that a scraper makes of it give the same article; an empty text counts as 0, and is left out of the second figure. */
export async function bothWays(pages: readonly LabelledPage[]): Promise<string> {
  const same: Record<'full' | 'main', number[]> = { full: [], main: [] };
  const known: typeof same = { full: [], main: [] };
  for (const page of pages) {
    if (page.full === undefined && page.main === undefined) continue;
    const text = plainOf(await recordOf(page, 'html'));
    for (const kind of ['full', 'main'] as const) {
      const scraped = page[kind];
      if (scraped === undefined) continue;
      const { f1 } = agreement(plainOf(await recordOf(page, kind)), text);
      same[kind].push(f1);
      if (scraped.trim() !== '') known[kind].push(f1);
    }
  }
  const mean = (values: readonly number[]): string =>
    (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(3);
  return `the page and its text give the same article: F1 ${mean(same.full)} of all text (${mean(known.full)} of the ${known.full.length} that have one), ${mean(same.main)} of the article element's (${mean(known.main)} of ${known.main.length})`;
}
