/**
 * Further takes: what an agency sends again under another number, with another lead and half of it written anew. They are
 * told by the slug or the headline, by words such as "2nd Lead", "UPDATE 2-" or "(CORRECTED)", and by what is left of the
 * text. Data: takes.json.
 */
import { hashText } from './hash.ts';
import { WordIs, type Headline } from './headline.ts';
import table from './takes.json' with { type: 'json' };
import { SLUG_BITS, VERSION_BITS } from './widths.ts';

/** What a text says of itself as one of several takes. */
export interface Take {
  /** 16 bits of the slug without its version words; 0 where there is none. */
  readonly slug: number;
  /** 2 for "2nd Lead"; 0 where no number is given. */
  readonly version: number;
}

const MAX_VERSION = 2 ** VERSION_BITS - 1;

export interface TakeWords {
  title?: string | undefined;
  slug?: string | undefined;
  /** "1st Ld-Writethru", where the format has a field for it. */
  takeKey?: string | undefined;
}

const VERSIONS: ReadonlySet<string> = new Set(table.versions);
const NUMBERED: ReadonlySet<string> = new Set(table.numbered);
const CYCLES: ReadonlySet<string> = new Set(table.cycles);
const FLAGS: ReadonlySet<string> = new Set(table.flags);
const LONGEST_VERSION = Math.max(...table.versions.map((words) => words.split(' ').length));
const NUMBER = /^(?<number>\d{1,2})(?:st|nd|rd|th|e|ª|º)?$/u;
/** A slug of fewer letters names a desk. */
const SHORTEST_SLUG = 4;

/** A phrase for a version, with its number before or behind it ("2nd lead", "update 2"). */
interface Version {
  /** Words that it takes. */
  length: number;
  number: number;
}

/** What a text says of itself, and whether that is that it is a further take. */
export function takeOf({ title = '', slug = '', takeKey = '' }: TakeWords): {
  take: Take;
  isFurther: boolean;
} {
  const named = wordsOf(slug);
  const versions = [
    ...versionsIn(wordsOf(takeKey), 0),
    ...versionsIn(named, tailOf(slug)),
    ...headVersions(title),
  ];
  const version = Math.max(0, ...versions.map(({ number }) => number));
  const base = baseOf(named, tailOf(slug));
  return {
    take: {
      slug: base.length < SHORTEST_SLUG ? 0 : hashText(base) >>> (32 - SLUG_BITS) || 1,
      version: Math.min(MAX_VERSION, version),
    },
    isFurther: versions.length > 0,
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+|\p{Nd}+(?:st|nd|rd|th)?/gu) ?? [];
}

function versionAt(words: readonly string[], at: number): Version | undefined {
  const before = numberIn(words[at]);
  const from = before === undefined ? at : at + 1;
  for (let length = LONGEST_VERSION; length > 0; length--) {
    if (from + length > words.length) continue;
    const phrase = words.slice(from, from + length).join(' ');
    const behind = before === undefined ? numberIn(words[from + length]) : undefined;
    const number = before ?? behind;
    if (!VERSIONS.has(phrase) && !(number !== undefined && NUMBERED.has(phrase))) continue;
    return { length: from - at + length + (behind === undefined ? 0 : 1), number: number ?? 0 };
  }
  return undefined;
}

function numberIn(word: string | undefined): number | undefined {
  const number = NUMBER.exec(word ?? '')?.groups?.number;
  return number === undefined ? undefined : Number(number);
}

/** @param tail from this word on a phrase says so without a number as well */
function versionsIn(words: readonly string[], tail: number): Version[] {
  return words.flatMap((_, at) => versionIn(words, at, tail) ?? []);
}

/** "UPDATE-BUDGET" may be a story on updates. */
function versionIn(words: readonly string[], at: number, tail: number): Version | undefined {
  const version = versionAt(words, at);
  return version === undefined || (version.number === 0 && at < tail) ? undefined : version;
}

/** The first word of a slug that stands behind its last comma, or in brackets. */
function tailOf(slug: string): number {
  const tail = Math.max(slug.lastIndexOf(','), slug.indexOf('('));
  return tail < 0 ? Infinity : wordsOf(slug.slice(0, tail)).length;
}

/** Of a headline only what stands before it or in brackets: "UPDATE 2-Council ...", "Council ... (2nd Lead)". */
function headVersions(title: string): Version[] {
  const brackets = Array.from(title.matchAll(/[([](?<inside>[^()[\]]{2,40})[)\]]/gu), ([, inside]) => inside);
  const head = /^\P{L}{0,6}(?:\p{Nd}{1,2}\P{L}{0,3})?[^-–:/|]{2,24}(?=\s?[-–:/|])/u.exec(title)?.[0] ?? '';
  return [head, ...brackets].flatMap((text = '') => {
    const words = wordsOf(text);
    const version = versionAt(words, 0);
    // "Lead found in water: ..." is news
    return version?.length === words.length ? [version] : [];
  });
}

/** "BC-Port Strike, 1st Ld-Writethru" and "PORT-STRIKE/ (UPDATE 1, PIX)" are of one story. */
function baseOf(words: readonly string[], tail: number): string {
  const base: string[] = [];
  for (let at = CYCLES.has(words[0] ?? '') ? 1 : 0; at < words.length; at++) {
    const version = versionIn(words, at, tail);
    if (version !== undefined) at += version.length - 1;
    else if (!FLAGS.has(words[at] ?? '')) base.push(words[at] ?? '');
  }
  return base.join(' ');
}

/** What tells that two texts are takes of one story. */
export type TakeBond = 'slug' | 'headline';

interface Taken {
  readonly take: Take;
  readonly revises: boolean;
  readonly headline: Headline;
}

/** Words of the shorter headline that the other one has as well. */
const HEADLINE_ALIKE = 0.6;
const HEADLINE_WORDS = 3;

/** @param earlier sent before the other by the same agency, on the same day */
export function bondOf(earlier: Taken, later: Taken): TakeBond | undefined {
  if (!earlier.revises && !later.revises) return undefined;
  // The numbers begin anew with the next story under that slug
  const { version } = later.take;
  if (version > 0 && version < earlier.take.version) return undefined;
  if (later.take.slug !== 0 && earlier.take.slug !== 0)
    return later.take.slug === earlier.take.slug ? 'slug' : undefined;
  return areHeadlinesAlike(earlier.headline, later.headline) ? 'headline' : undefined;
}

function areHeadlinesAlike(a: Headline, b: Headline): boolean {
  const [own, other] = [tellingIn(a), tellingIn(b)];
  const shorter = Math.min(own.size, other.size);
  const shared = [...own].filter((hash) => other.has(hash)).length;
  return shared >= HEADLINE_WORDS && shared >= HEADLINE_ALIKE * shorter;
}

function tellingIn(headline: Headline): Set<number> {
  const untelling = WordIs.mark | WordIs.number | WordIs.side;
  return new Set(headline.filter(({ is }) => (is & untelling) === 0).map(({ hash }) => hash));
}
