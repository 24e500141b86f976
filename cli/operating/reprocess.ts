/** `wire reprocess`: texts that stand, read again by the parsers of today. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { InboxVersions } from '../../functions/adapters/store/inbox-versions.ts';
import type { Head } from '../../functions/adapters/store/records.ts';
import { SourceIndex } from '../../functions/adapters/store/source-index.ts';
import { wordChanges } from '../../functions/core/feed/differences.ts';
import { RELEASE } from '../../functions/core/reading/release.ts';
import {
  reread,
  takeAgain,
  type ReprocessChoice,
  type ReprocessPorts,
  type Reread,
} from '../../functions/desk/reprocess.ts';
import { plainOf } from '../../functions/desk/texts.ts';
import { UsageError } from '../common/errors.ts';
import { instant } from '../common/instants.ts';
import { writeLine } from '../common/output.ts';
import { several } from '../common/several.ts';
import { findTarget, type Target } from '../common/target.ts';
import { deskOf } from './desk.ts';
import { brokenOff, Pace, Progress, Run, withDryRun, type RunOptions } from './running.ts';

interface Options extends RunOptions {
  provider?: string;
  format?: string;
  article?: string[];
  parserBefore?: string;
  since?: number;
  until?: number;
  resume?: string;
}

/** What was asked, as its record keeps it. */
interface Asked extends ReprocessChoice {
  provider?: string;
  articles?: string[];
  since: string;
  until: string;
}

export function registerReprocess(program: Command): void {
  const command = program
    .command('reprocess')
    .description(
      'read the texts that stand once more with the parsers of this release, and show what differs; with --apply, tell other texts as corrections',
    )
    .option('--provider <id>', 'articles of this agency')
    .option('--format <format>', 'of those, only of this format: nitf, newsml-g2 …')
    .addOption(
      new Option('--parser-before <version>', 'only what an older release has read').argParser(version),
    )
    .option('--since <time>', 'first taken since: 90m, 24h, 7d, or a time (RFC 3339); default: 24h', instant)
    .option('--until <time>', 'and until, in the same forms; default: now', instant)
    .addOption(several('--article <id>', 'only this article; may be repeated'))
    .option('--resume <id>', 'go on with one that was broken off: the id that it printed')
    .addHelpText(
      'after',
      [
        '',
        `The parsers are those of this command (${RELEASE}): use it at the release that is deployed.`,
        'Of an article that is public and has a newer text that is held both are read, each with a line of its own.',
        'Told is only another headline, text or caption. Other differences are shown and stay as they were stored, and',
        'what reads today as another article, as an end or under an embargo is left to a person. Only what stands is read:',
        'no old text goes over a newer one.',
      ].join('\n'),
    );
  withDryRun(command, 'tell them').action(async (options: Options) => {
    const target = await findTarget(options);
    const before = await brokenOff(target, 'reprocess', options.resume);
    const asked = before === undefined ? askedOf(options) : (before.asked as unknown as Asked);
    const heads = await headsOf(target, asked);
    checkFormat(heads, asked);
    const run =
      options.apply === true || before !== undefined
        ? await Run.begin(target, 'reprocess', options, { ...asked }, before)
        : undefined;
    await reprocess(portsOf(target), heads, { asked, run, rate: options.rate });
  });
}

function version(value: string): string {
  if (!/^\d+\.\d+\.\d+/u.test(value)) throw new InvalidArgumentError('not a release, such as 1.2.0');
  return value;
}

function askedOf({ provider, format, article: articles, parserBefore, since, until }: Options): Asked {
  if (provider === undefined && articles === undefined)
    throw new UsageError('say whose articles, --provider, or which, --article');
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(format === undefined ? {} : { format }),
    ...(articles === undefined ? {} : { articles }),
    ...(parserBefore === undefined ? {} : { parserBefore }),
    since: new Date(since ?? instant('24h')).toISOString(),
    until: new Date(until ?? Date.now()).toISOString(),
  };
}

function checkFormat(heads: readonly Head[], { format }: Asked): void {
  const known = [...new Set(heads.map((head) => head.format))].sort();
  if (format === undefined || heads.length === 0 || known.some((one) => one === format)) return;
  throw new UsageError(`none of these articles is of the format ${format}, but of ${known.join(', ')}`);
}

/** The oldest first, as they came. */
async function headsOf(target: Target, { provider, articles, since, until }: Asked): Promise<Head[]> {
  const { clients, tableName } = target;
  if (articles !== undefined) return [...(await deskOf(target).table.heads(articles)).values()].sort(byPlace);
  const index = new SourceIndex(clients, tableName);
  const listed = await index.list({
    source: provider ?? '',
    since: Date.parse(since),
    until: Date.parse(until),
  });
  return listed.filter((head) => head.provider === provider).sort(byPlace);
}

function byPlace(a: Head, b: Head): number {
  return placeOf(a) < placeOf(b) ? -1 : 1;
}

function placeOf({ listedAt, articleId }: Head): string {
  return `${listedAt} ${articleId}`;
}

function portsOf(target: Target): ReprocessPorts {
  const inbox = new InboxVersions(target.clients, target.inboxBucket);
  return { ...deskOf(target), read: (file) => inbox.read(file) };
}

/** @param how run: absent for a dry run */
async function reprocess(
  ports: ReprocessPorts,
  heads: readonly Head[],
  { asked, run, rate }: { asked: Asked; run: Run | undefined; rate: number },
): Promise<void> {
  const place = run?.place ?? null;
  const left = heads.filter((head) => place === null || placeOf(head) > place);
  if (run !== undefined)
    process.stderr.write(
      `operation ${run.id}: ${left.length} articles; if it breaks off, --resume ${run.id}\n`,
    );
  const [pace, progress] = [new Pace(rate), new Progress('read')];
  const counts: Record<string, number> = {};
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
    run?.count(name);
  };
  let done = 0;
  for (const head of left) {
    for await (const read of reread(ports, head, asked)) {
      if (read.change !== 'text' || run === undefined) count(read.change);
      else {
        await pace.next();
        const { outcome } = await takeAgain(ports, read);
        count(outcome);
        run.took(head.articleId);
      }
      if (read.change !== 'none') await writeLine(lineOf(head, read));
    }
    progress.show(++done, left.length);
    await run?.reached(placeOf(head));
  }
  progress.end();
  await run?.end();
  if (run !== undefined) {
    await writeLine({ total: run.counts, operation: run.id });
    return;
  }
  const texts = counts.text ?? 0;
  await writeLine({ total: { ...counts, seconds: Math.ceil(texts / rate) } });
  process.stderr.write(
    texts === 0
      ? 'no text reads otherwise\n'
      : `${texts} texts read otherwise: the same with --apply tells them\n`,
  );
}

function lineOf(head: Head, read: Exclude<Reread, { change: 'none' }>): object {
  const { articleId, provider, headline } = head;
  const { change, revision } = read;
  const article = { articleId, provider, headline, revision, change };
  if (read.change === 'left') return { article: { ...article, why: read.why } };
  if (read.change === 'metadata') return { article: { ...article, fields: read.fields } };
  const { before, after, fields, delivery } = read;
  const headlineOf = ({ article: { headlines } }: typeof after): string => headlines?.[0]?.value ?? '';
  return {
    article: {
      ...article,
      key: delivery.key,
      fields,
      ...(headlineOf(before) === headlineOf(after)
        ? {}
        : { headlines: [headlineOf(before), headlineOf(after)] }),
      words: shown(plainOf(before.article), plainOf(after.article)),
    },
  };
}

/** More is nobody's to read on a terminal. */
const MOST_CHANGES = 20;
const LONGEST = 200;

/** What went and what came, each with its sign. */
function shown(before: string, after: string): string[] {
  return wordChanges(before, after)
    .filter(({ kind }) => kind !== 'same')
    .slice(0, MOST_CHANGES)
    .map(({ kind, text }) => {
      const short = text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;
      return `${kind === 'added' ? '+' : '-'}${short}`;
    });
}
