/**
 * Items of one file that share an id and are different stories: desks that leave a template's id in place, feeds whose
 * link is their front page. Each becomes an article of its own instead of a version of its neighbour. Pure, and blind to
 * the order of the file.
 */
import { derivedUri } from '../article/identity.ts';
import { sameStory, unrelated, type Told } from '../article/kinship.ts';
import type { Uri } from '../article/ninjs.ts';
import type { ArticleRecord, Signal } from '../article/record.ts';
import { collapse } from '../text/whitespace.ts';

/** What an item says that follows another one of its id, whatever its text. */
const FOLLOWS: readonly Signal[] = [
  'update',
  'correction',
  'kill',
  'lead',
  'writethru',
  'resend',
  'reinstated',
  'replaces',
  'metadata-only',
];

/**
 * Ids of their own for the records that need one. All of the stories under a shared id get one, for none has more right
 * to it; it comes from the headline, so that a story keeps it in the next file and when its text is corrected. What
 * belongs together stays: versions, sendings of one content, what says that it follows another, and a story and its end.
 * @param kept ids that stay whatever stands under them, as something else in the file names them
 */
export function ownIds(records: readonly ArticleRecord[], kept: ReadonlySet<Uri>): Map<ArticleRecord, Uri> {
  const ids = new Map<ArticleRecord, Uri>();
  const groups = Map.groupBy(records, ({ article }) => article.uri);
  for (const [uri, group] of groups) {
    if (group.length < 2 || kept.has(uri)) continue;
    const { ends = [], texts = [] } = Object.groupBy(group, (record) => (isEnd(record) ? 'ends' : 'texts'));
    if (!sharesId(texts) || !ends.every((end) => hasStory(end, texts))) continue;
    for (const [headline, sameHeadline] of Map.groupBy(group, headlineKey)) {
      const isRubric = sharesId(sameHeadline.filter((record) => !isEnd(record)));
      for (const record of sameHeadline) {
        const own = isRubric && !isEnd(record) ? [headline, told(record).body] : [headline];
        ids.set(record, derivedUri(record.wire.provider, ['shared', uri, ...own]));
      }
    }
  }
  return ids;
}

/** The record under an id of its own; the one that it shares stays among the alternative ones. */
export function withOwnId(record: ArticleRecord, uri: Uri): ArticleRecord {
  const { article, wire } = record;
  const altIds = article.altIds ?? [];
  const isKnown = altIds.some(({ role }) => role === 'provider-id');
  const detail = `"${article.uri.slice(0, SHOWN)}" is also the id of other stories in this file`;
  return {
    article: {
      ...article,
      uri,
      altIds: isKnown ? altIds : [{ role: 'provider-id', value: article.uri }, ...altIds],
    },
    wire: { ...wire, warnings: [...wire.warnings, { code: 'id-shared', detail }] },
  };
}

const SHOWN = 100;

function isEnd({ article }: ArticleRecord): boolean {
  return (article.pubStatus ?? 'usable') !== 'usable';
}

/** An end without the headline of one of them ends all that stands under the id. */
function hasStory(end: ArticleRecord, texts: readonly ArticleRecord[]): boolean {
  return texts.some((text) => headlineKey(text) === headlineKey(end));
}

/** More are no versions of one story; and nobody waits for their comparison. */
const COMPARED = 200;

/** Different numbers of version say that items are versions of one story: only those of one number are compared. */
function sharesId(texts: readonly ArticleRecord[]): boolean {
  const speaking = texts.filter(({ wire }) => !FOLLOWS.some((signal) => wire.signals.includes(signal)));
  return [...Map.groupBy(speaking, ({ article }) => article.version ?? '').values()].some((ofVersion) => {
    const different = [...new Map(ofVersion.map((record) => [contentKey(record), record]))]
      .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
      .map(([, record]) => record);
    const [longest, ...others] = different;
    if (longest === undefined) return false;
    return others.length > COMPARED || others.some((other) => areTwoStories(longest, other));
  });
}

function areTwoStories(a: ArticleRecord, b: ArticleRecord): boolean {
  if (a.article.type !== b.article.type) return true;
  const [first, second] = [told(a), told(b)];
  if (!sameStory(first, second)) return true;
  // "News in brief" is the headline of every day
  const isOneHeadline = headlineKey(a) === headlineKey(b);
  return isOneHeadline && unrelated({ ...first, headline: '' }, { ...second, headline: '' });
}

function told({ article }: ArticleRecord): Told {
  const plain = article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value;
  const described = (article.descriptions ?? []).map(({ value }) => value).join('\n');
  return { headline: headlineOf(article.headlines), body: plain ?? described };
}

function headlineOf(headlines: ArticleRecord['article']['headlines']): string {
  return headlines?.[0]?.value ?? '';
}

/** What a story is called; one without a headline has the beginning of its text. */
function headlineKey({ article }: ArticleRecord): string {
  const headline = collapse(headlineOf(article.headlines)).toLowerCase();
  return `${article.type ?? 'text'}\n${headline}`;
}

function contentKey(record: ArticleRecord): string {
  return `${headlineKey(record)}\n${told(record).body}`;
}
