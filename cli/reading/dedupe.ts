import type { Command } from 'commander';
import { WINDOW_MS } from '../../functions/core/dedupe/candidates.ts';
import { MemoryIndex } from '../../functions/core/dedupe/memory-index.ts';
import type { Printed } from '../../functions/core/dedupe/fingerprint.ts';
import { NearDuplicates, type NearArticle } from '../../functions/core/dedupe/near-duplicates.ts';
import { Rejections, valuesIn, type Value } from '../common/ndjson.ts';
import { writeLine } from '../common/output.ts';
import { withPrints, type WithPrint } from './fingerprints.ts';

/** Articles held at most where the input has no times. */
const CAPACITY = 200_000;

/** `wire dedupe`: texts through the near-duplicate engine of the pipeline, in order, without any AWS. */
export function registerDedupe(program: Command): void {
  program
    .command('dedupe')
    .description('find near-duplicates; prints one verdict a line')
    .argument(
      '<file...>',
      'NDJSON, or a JSON array, of {id, title, body, date?, source?, language?, slug?, signals?} or of `wire normalize` output; - is standard input, .gz is unpacked',
    )
    .action(async (files: string[]) => {
      process.exitCode = (await dedupeFiles(files)) ? 0 : 1;
    });
}

async function dedupeFiles(files: readonly string[]): Promise<boolean> {
  const engine = new NearDuplicates(new MemoryIndex({ window: WINDOW_MS, capacity: CAPACITY }), {
    pause: () => Promise.resolve(),
  });
  const rejections = new Rejections();
  for (const file of files) {
    let itemIndex = 0;
    try {
      for await (const { read, printed } of linesOf(file)) {
        if (!read.ok) await rejections.addLine(file, { itemIndex, line: read.line }, read.code, read.message);
        else await writeVerdict(engine, read.article, printed);
        itemIndex++;
      }
    } catch (error) {
      await rejections.addUnreadable(file, error);
    }
  }
  return rejections.none;
}

/** What is written to standard input may wait for its verdict: nothing of it is read ahead. */
async function* linesOf(file: string): AsyncGenerator<WithPrint<Line>> {
  if (file === '-') for await (const read of readsOf(file)) yield { read };
  else yield* withPrints(readsOf(file), (read) => (read.ok ? read.article : undefined));
}

type Line = ReadLine & Pick<Value, 'line'>;

async function* readsOf(file: string): AsyncGenerator<Line> {
  for await (const value of valuesIn(file)) yield { ...articleIn(value), line: value.line };
}

async function writeVerdict(engine: NearDuplicates, article: NearArticle, printed?: Printed): Promise<void> {
  const { verdict, of, similarity, containment, story, match, evidence } = await engine.judge(
    article,
    printed,
  );
  await writeLine({ id: article.articleId, verdict, of, similarity, containment, story, match, evidence });
}

type ReadLine = { ok: true; article: NearArticle } | { ok: false; code: string; message: string };

function articleIn({ json, utf8 }: Value): ReadLine {
  if (!utf8) return { ok: false, code: 'bad-encoding', message: 'the line is not in UTF-8' };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, code: 'bad-json', message: error instanceof Error ? error.message : String(error) };
  }
  if (!isObject(value)) return { ok: false, code: 'bad-line', message: 'a line is an object, see --help' };
  return isObject(value.article) ? recordIn(value.article, value.wire) : plainIn(value);
}

function plainIn(line: Record<string, unknown>): ReadLine {
  const { id, title, body, date, source, language, slug, signals } = line;
  if (typeof id !== 'string' && typeof id !== 'number') return missing('id');
  if (typeof body !== 'string') return missing('body');
  return articleOf({ id: String(id), body, title, date, provider: source, language, slug, signals });
}

/** What `wire normalize` prints: the article's uri is its id. */
function recordIn(article: Record<string, unknown>, wire: unknown): ReadLine {
  const { uri, bodies, headlines, language, versionCreated, slugline } = article;
  const { provider, signals, takeKey } = isObject(wire) ? wire : {};
  if (typeof uri !== 'string') return missing('article.uri');
  const plain = listOf(bodies).find(({ contentType }) => contentType === 'text/plain')?.value;
  return articleOf({
    id: uri,
    body: typeof plain === 'string' ? plain : '',
    title: listOf(headlines)[0]?.value,
    date: versionCreated,
    provider,
    language,
    slug: slugline,
    takeKey,
    signals,
  });
}

interface Fields {
  id: string;
  body: string;
  title: unknown;
  date: unknown;
  provider: unknown;
  language: unknown;
  slug: unknown;
  takeKey?: unknown;
  signals: unknown;
}

function articleOf({ id, body, date, provider, signals, ...texts }: Fields): ReadLine {
  for (const [name, value] of Object.entries({ date, source: provider, ...texts })) {
    if (!isText(value)) return { ok: false, code: 'bad-field', message: `${id}: the ${name} is no text` };
  }
  if (!isTexts(signals))
    return { ok: false, code: 'bad-field', message: `${id}: the signals are no list of texts` };
  const at = typeof date === 'string' ? Date.parse(date) : undefined;
  if (Number.isNaN(at)) {
    return {
      ok: false,
      code: 'bad-date',
      message: `${id}: the date is not a time such as 2026-11-24T09:30:00Z`,
    };
  }
  return {
    ok: true,
    article: {
      articleId: id,
      body,
      at,
      provider: typeof provider === 'string' ? provider : undefined,
      ...Object.fromEntries(Object.entries(texts).filter(([, value]) => typeof value === 'string')),
      ...(signals === undefined || signals === null ? {} : { signals }),
    },
  };
}

/** What may be missing may be null, too. */
function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function isTexts(value: unknown): value is string[] | undefined | null {
  return (
    value === undefined ||
    value === null ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}

function missing(field: string): ReadLine {
  return { ok: false, code: 'missing-field', message: `the line has no ${field}` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
