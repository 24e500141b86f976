/**
 * Blocks of a finished record that may be furniture of its provider, known by nothing but that they come again and again
 * (learning.ts counts them), and the record without those that are known. Nothing that says who, when, whose or by what
 * right is among them, nor a figure or a quotation: what is cut by mistake is a sentence that stood in many stories.
 */
import { hash } from 'node:crypto';
import { mentionsIn } from '../agencies/matcher.ts';
import { tagsMoved } from '../article/as-it-came.ts';
import { datelineOf } from '../article/dateline.ts';
import type { ArticleRecord, RemovedText, SourceTag } from '../article/record.ts';
import { signalsInWords } from '../article/signals.ts';
import { wordsOfSlot } from '../article/words/slot-words.ts';
import { countsOf } from '../text/counts.ts';
import { PARTED } from '../text/html-render.ts';
import { paragraphed, type ParagraphedBody } from '../text/html.ts';
import type { Stretch } from '../text/remarks.ts';
import { UNSPACED } from '../text/scripts.ts';
import { isAffiliation, isByline, isPerson } from './byline.ts';
import { isCreditLine, isPhotoCredit } from './credits.ts';
import type { LineKind } from './line-kinds.ts';
import { lineKindOf } from './lines.ts';
import { furnitureOf } from './furniture.ts';
import { endsSentence } from './sign-offs.ts';

const LEARNED = 'learned';

/** The name of a block: it cannot be read back, and two spellings of one have the same. */
export function blockNameOf(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  return hash('sha256', letters, 'base64url').slice(0, 10);
}

/** So many of a story are noted, most of them at its end, where furniture stands. */
const NOTED = { first: 10, last: 30 };

/** Names of the blocks of a record, as it came, that may be furniture; each once. */
export function blocksOf(record: ArticleRecord): string[] {
  const story = storyIn(record);
  const all = (story?.blocks ?? []).flatMap(({ name }) => name ?? []);
  const some =
    all.length <= NOTED.first + NOTED.last ? all : [...all.slice(0, NOTED.first), ...all.slice(-NOTED.last)];
  return [...new Set(some)];
}

/** The text of a block by its name, as far as the record has it, in its text or among what was taken out. */
export function blockNamed(record: ArticleRecord, name: string): string | undefined {
  const plain = record.article.bodies?.find(({ contentType }) => contentType === 'text/plain')?.value ?? '';
  const texts = [...record.wire.text.removed.map(({ text }) => text), ...plain.split(PARTED)];
  return texts.find((text) => blockNameOf(text) === name);
}

/** What a record had before is taken out of it again, when its file is read anew. */
export function learnedIn({ wire }: ArticleRecord): Set<string> {
  return new Set(
    wire.text.removed.flatMap(({ text, stood }) => (stood === undefined ? [] : [blockNameOf(text)])),
  );
}

/** More of a text is no furniture, whatever is known. */
const MOST_OF_TEXT = 0.5;

/** The record without known furniture, which stands among what was removed, with its place. @param record as it came */
export function withoutLearned(record: ArticleRecord, known: ReadonlySet<string>): ArticleRecord {
  const story = known.size === 0 ? undefined : storyIn(record);
  if (story === undefined) return record;
  const left = leftOut(story, known);
  const length = left.reduce((sum, at) => sum + (story.blocks[at]?.text.length ?? 0), 0);
  if (left.length === 0 || length > story.plain.length * MOST_OF_TEXT) return record;

  const removed: RemovedText[] = [];
  const gone = new Set<number>();
  let { html, plain } = story;
  let { sources } = record.wire;
  for (const index of left) {
    const { text = '', start = 0 } = story.blocks[index] ?? {};
    const after = story.body.without(gone.add(index));
    const ofHtml = takenOut(html, after.html, firstDifference(html, after.html));
    // From its first letter on, for the places of tags count from there; the last one goes with the empty line before it
    const at = Math.min(start - (story.plain.length - plain.length), after.plain.length);
    const ofPlain = takenOut(plain, after.plain, at);
    if (ofHtml === undefined || ofPlain === undefined) return record;
    removed.push({ text, reason: LEARNED, stood: { html: ofHtml, plain: ofPlain } });
    sources = tagsMoved(sources, ofPlain.at + ofPlain.text.length, -ofPlain.text.length);
    ({ html, plain } = after);
  }
  const { article, wire } = record;
  return {
    article: {
      ...article,
      bodies: (article.bodies ?? []).map((body) => ({
        ...body,
        ...countsOf(plain),
        value: body.contentType === 'text/html' ? html : plain,
      })),
    },
    wire: { ...wire, sources, text: { ...wire.text, removed: [...wire.text.removed, ...removed] } },
  };
}

interface StoryBlock {
  text: string;
  /** Where it begins in the plain text. */
  start: number;
  /** Absent where it is never furniture. */
  name: string | undefined;
  isProse: boolean;
  isHeading: boolean;
  /** What is no paragraph stands below it: a table, a picture, preformatted text. */
  isAboveOther: boolean;
}

interface Story {
  body: ParagraphedBody;
  html: string;
  plain: string;
  blocks: readonly StoryBlock[];
}

/** Undefined for what has no story that could be told from furniture. */
function storyIn(record: ArticleRecord): Story | undefined {
  const { article, wire } = record;
  const [first, second, more] = article.bodies ?? [];
  const isText = (article.type ?? 'text') === 'text' && (article.pubStatus ?? 'usable') === 'usable';
  if (!isText || wire.kill !== undefined || more !== undefined) return undefined;
  if (first?.contentType !== 'text/html' || second?.contentType !== 'text/plain') return undefined;
  const [html, plain] = [first.value, second.value];
  const body = paragraphed(html, plain);
  if (body === undefined) return undefined;
  const { paragraphs } = body;
  const texts = paragraphs.map(({ block }) => block.plain);
  const headings = paragraphs.map(({ block }) => block.tag !== 'p');
  const prose = texts.map((text, at) => headings[at] !== true && isProse(text));
  const lead = leadAt(record, texts, prose);
  if (lead < 0) return undefined;
  const evidence = evidenceIn(record);
  const blocks = paragraphs.map(({ start }, at): StoryBlock => {
    const text = texts[at] ?? '';
    const end = start + text.length;
    const below = paragraphs[at + 1]?.start ?? plain.length;
    const mayBe =
      at !== lead &&
      !(at === 0 && wire.signals.includes('headline-derived')) &&
      !evidence.places.some((place) => place.start < end && start < place.end) &&
      !evidence.texts.some((said) => said.includes(text) || text.includes(said)) &&
      mayBeFurniture(text);
    return {
      text,
      start,
      name: mayBe ? blockNameOf(text) : undefined,
      isProse: prose[at] === true,
      isHeading: headings[at] === true,
      isAboveOther: below - end > PARTED.length,
    };
  });
  return { body, html, plain, blocks };
}

const PROSE_FROM = { spaced: 40, unspaced: 16 };

function isProse(text: string): boolean {
  const from = UNSPACED.test(text) ? PROSE_FROM.unspaced : PROSE_FROM.spaced;
  return text.length >= from && endsSentence(text);
}

/** Where the story begins: with its dateline, or with its first sentence. */
function leadAt({ wire }: ArticleRecord, texts: readonly string[], prose: readonly boolean[]): number {
  const { text } = wire.dateline;
  const dated = text === null ? -1 : texts.findIndex((one) => one.startsWith(text));
  return dated < 0 ? prose.indexOf(true) : dated;
}

/** Places and words on which tags, rights and headlines rest. */
function evidenceIn({ article, wire }: ArticleRecord): { places: readonly SourceTag[]; texts: string[] } {
  const { restrictions = [], dataMining, ai } = wire.rights ?? {};
  const rights = [
    ...restrictions.map(({ evidence }) => evidence),
    ...(dataMining?.evidence ?? []),
    ...(ai?.evidence ?? []),
  ];
  return {
    places: wire.sources.filter(({ field }) => field === 'body'),
    texts: [
      ...rights.filter(({ field }) => field === 'body').map(({ text }) => text),
      ...(article.headlines ?? []).map(({ value }) => value),
    ].filter((text) => text !== ''),
  };
}

const LONGEST = 400;
const MOST_WORDS = 60;
/** Who, when, whose, and by what right: in no list of ours, it would be the one line that must not go. */
const EVIDENCE: ReadonlySet<LineKind | undefined> = new Set<LineKind>([
  'byline',
  'credit',
  'stamp',
  'photo',
  'caption',
  'contact',
  'sign-off',
  'rights',
]);

/** A figure, a quotation, or what leads to something that comes below it. */
const NEWS = /\p{Nd}|["“”„«»「」『』]|[:,;：，；]$/u;

function mayBeFurniture(text: string): boolean {
  if (text.length > LONGEST || !/\p{L}{2}/u.test(text) || NEWS.test(text)) return false;
  const { wordCount } = countsOf(text);
  if (wordCount > MOST_WORDS || EVIDENCE.has(lineKindOf(text, 'beside'))) return false;
  if (furnitureOf(text, wordCount) === 'copyright') return false;
  if (isByline(text) || isPerson(text) || isAffiliation(text)) return false;
  if (isCreditLine(text) || isPhotoCredit(text) || mentionsIn(text, 'running').length > 0) return false;
  if (datelineOf(`${text} `) !== undefined) return false;
  const { embargo, kill } = wordsOfSlot(text, 'text');
  if (embargo !== undefined || kill !== undefined) return false;
  return signalsInWords([{ slot: 'note', text }]).size === 0;
}

/** Of fewer words a line may be the heading of what follows. */
const LABEL_WORDS = 4;

/** Headings and labels go only with what they stand above, or at the end of the text. */
function leftOut({ blocks }: Story, known: ReadonlySet<string>): number[] {
  const left: number[] = [];
  for (let at = blocks.length - 1; at >= 0; at--) {
    const block = blocks[at];
    if (block?.name === undefined || !known.has(block.name)) continue;
    const { isHeading, isAboveOther, text } = block;
    const isLabel = isHeading || (!block.isProse && countsOf(text).wordCount < LABEL_WORDS);
    const isAlone = at === blocks.length - 1 || left[0] === at + 1;
    if ((isAboveOther && !block.isProse) || (isLabel && !isAlone)) continue;
    left.unshift(at);
  }
  return left;
}

function firstDifference(before: string, after: string): number {
  let at = 0;
  while (at < after.length && before.charCodeAt(at) === after.charCodeAt(at)) at++;
  return at;
}

/** What the one text has more than the other from a place on; undefined where that is not all of the difference. */
function takenOut(before: string, after: string, at: number): Stretch | undefined {
  const end = at + before.length - after.length;
  return before.slice(0, at) + before.slice(end) === after ? { at, text: before.slice(at, end) } : undefined;
}
