/**
 * The text of a record as its agency sent it. Who an item is never depends on what was learned by the day on which it was
 * taken, so everything that tells items and texts apart asks for this one.
 */
import { countsOf } from '../text/counts.ts';
import type { Stretch } from '../text/remarks.ts';
import type { BodyText } from './ninjs.ts';
import type { ArticleRecord, SourceTag } from './record.ts';

type Stood = NonNullable<ArticleRecord['wire']['text']['removed'][number]['stood']>;

/** The record with what was taken out of its bodies as learned furniture; itself where nothing was. */
export function asItCame(record: ArticleRecord): ArticleRecord {
  const { article, wire } = record;
  const learned = wire.text.removed.flatMap(({ stood }) => stood ?? []);
  if (learned.length === 0) return record;
  return {
    article: { ...article, bodies: bodiesWith(article.bodies ?? [], learned) },
    wire: {
      ...wire,
      sources: learned.reduceRight(
        (tags, { plain: { at, text } }) => tagsMoved(tags, at, text.length),
        wire.sources,
      ),
      text: { ...wire.text, removed: wire.text.removed.filter(({ stood }) => stood === undefined) },
    },
  };
}

/** The last that was taken out goes in first. */
function bodiesWith(bodies: readonly BodyText[], learned: readonly Stood[]): BodyText[] {
  const values = bodies.map(({ contentType, value }) =>
    learned.reduceRight(
      (text, { html, plain }) => putBack(text, contentType === 'text/html' ? html : plain),
      value,
    ),
  );
  const plain = values[bodies.findIndex(({ contentType }) => contentType === 'text/plain')] ?? '';
  return bodies.map((body, index) => ({ ...body, ...countsOf(plain), value: values[index] ?? body.value }));
}

function putBack(text: string, { at, text: taken }: Stretch): string {
  return text.slice(0, at) + taken + text.slice(at);
}

/** Tags with those moved that begin in the body at a place or behind it. @param by UTF-16 units; less than 0 is up */
export function tagsMoved(tags: readonly SourceTag[], from: number, by: number): SourceTag[] {
  return tags.map((tag) =>
    tag.field === 'body' && tag.start >= from ? { ...tag, start: tag.start + by, end: tag.end + by } : tag,
  );
}
